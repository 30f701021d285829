/*
 * join.h: what libvirt emits, met by the QEMU that it starts.
 *
 * A Join holds versions of both projects, each in their order, and the
 * machine types of all these QEMUs. Facts, models' contents and texts are
 * borrowed from the FactSets, which must outlive it, or owned by the Join.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/libvirt-capability.h"
#include "model/proposal.h"
#include "model/qemu-model.h"

/* Sets of versions of one project are bits. */
#define JOIN_TREES_MAX 64

typedef struct JoinTree {
    const FactSet *facts;
    QemuModel *model;       /* NULL of libvirt */
    const char *version;    /* "10.0.13"; "10.0.13@0123456789ab" or "10.0.13#2"
                               where several trees have it */
    guint rank;             /* as given, among all trees */
    const Proposal *change; /* made to these facts; NULL: they are as read */
    bool is_user;           /* no libvirt at all: whoever starts QEMU */
    GHashTable *emissions;  /* of libvirt: "-numa" -> GPtrArray of Emission */
} JoinTree;

typedef struct JoinMachine {
    const char *name;
    const char *family;
    const char *version;       /* NULL: unversioned */
    const MachineType **types; /* one for each QEMU; NULL: it has it not */
} JoinMachine;

typedef struct Join Join;

/* `trees`: const FactSet *, of both projects in any order; `target` is the
 * system emulator that libvirt starts ("x86_64"). Trees of one version stay in
 * the order given: older ones first. `change` NULL: none; else
 * the newest tree of either project is there once more, changed. Without any
 * libvirt, one stands for users who start QEMU themselves. */
Join *join_new(const GPtrArray *trees, const char *target,
               const Proposal *change);
void join_free(Join *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Join, join_free)

guint join_n_qemus(const Join *join);
guint join_n_libvirts(const Join *join);
const JoinTree *join_qemu(const Join *join, guint qemu);
const JoinTree *join_libvirt(const Join *join, guint libvirt);
const char *join_target(const Join *join);
/* JoinMachine *, by family, then version; only versioned ones. */
const GPtrArray *join_machines(const Join *join);
/* Interned for the Join's life. */
const char *join_text(Join *join, const char *text);
G_GNUC_PRINTF(2, 3)
const char *join_format(Join *join, const char *format, ...);

/* One version of each and a machine type. */
typedef struct JoinPlace {
    guint libvirt;
    guint qemu;
    const JoinMachine *machine;
} JoinPlace;

/* Does the condition hold there, in the function? UNKNOWN: it depends on the
 * guest. */
Decision join_guard(Join *join, const JoinPlace *place, const char *function,
                    const LibvirtGuard *guard);
/* What libvirt keeps of the machine type under a test of that text: the key
 * of query-machines; NULL if it is no such test. */
const MachineData *join_machine_data(const JoinTree *libvirt, const char *text);

/* The libvirt's emissions of a subject: const Emission *, newly allocated. */
GPtrArray *join_emissions(const JoinTree *libvirt, const Subject *subject);
/* The first of these whose conditions none is decided against; NULL. */
const Emission *join_emitted(Join *join, const JoinPlace *place,
                             const GPtrArray *emissions);

#define ACCEPTANCES(X)                                                         \
    X(ABSENT, "absent")                                                        \
    X(ACCEPTED, "accepted")                                                    \
    X(DEPRECATED, "deprecated")                                                \
    X(REFUSED, "refused")

typedef enum Acceptance {
#define X(name, text) ACCEPTANCE_##name,
    ACCEPTANCES(X)
#undef X
} Acceptance;

const char *acceptance_text(Acceptance acceptance);

typedef struct Accepted {
    Acceptance acceptance;
    const OptionRefusal *refusal; /* of REFUSED; NULL if proposed */
    const Deprecation *deprecation;
    Location location; /* of what decides; no file if proposed or absent */
} Accepted;

/* What the QEMU says to the subject under the machine type. */
Accepted join_accepts(const Join *join, const JoinTree *qemu,
                      const MachineType *machine, const char *machine_version,
                      const Subject *subject);
/* The refusals of the subject by a member of the machine's class: const
 * OptionRefusal *; newly allocated. */
GPtrArray *join_refusals(const FactSet *qemu, const Subject *subject);
/* NULL if the documents do not speak of it. */
const Deprecation *join_deprecation(const FactSet *qemu,
                                    const Subject *subject);
const MachineField *join_field(const MachineType *machine, const char *name);
