/*
 * finding.h: a judged change: what breaks, for whom, in which direction, why,
 * and what repairs it.
 *
 * A Findings owns its findings and all their texts. Facts and rules that they
 * point to are borrowed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "diff/change.h"

/* The gravest first. */
#define SEVERITIES(X)                                                          \
    X(BREAK, "break")                                                          \
    X(GUEST_VISIBLE, "guest-visible")                                          \
    X(RISK, "risk")                                                            \
    X(INFO, "info")

typedef enum Severity {
#define X(name, text) SEVERITY_##name,
    SEVERITIES(X)
#undef X
    N_SEVERITIES
} Severity;

typedef enum Direction {
    DIRECTION_FORWARD = 1 << 0,  /* source older, destination newer */
    DIRECTION_BACKWARD = 1 << 1, /* source newer, destination older */
    DIRECTION_BOTH = DIRECTION_FORWARD | DIRECTION_BACKWARD,
} Direction;

#define SUBJECT_KINDS(X)                                                       \
    X(MACHINE_TYPE, "machine-type")                                            \
    X(MACHINE_FIELD, "machine-field")                                          \
    X(DRIVER, "driver")                                                        \
    X(PROPERTY, "property")                                                    \
    X(VMSTATE, "vmstate")                                                      \
    X(VMSTATE_FIELD, "vmstate-field")                                          \
    X(SUBSECTION, "subsection")                                                \
    X(OPTION, "option")                                                        \
    X(CPU_MODEL, "cpu-model")                                                  \
    X(RAM_BLOCK, "ram-block")                                                  \
    X(CAPABILITY, "capability")                                                \
    X(EMISSION, "emission")                                                    \
    X(CONSTANT, "constant")                                                    \
    X(XML, "xml")                                                              \
    X(MIGRATION, "migration")                                                  \
    X(ACCEPTANCE, "acceptance")

typedef enum SubjectKind {
#define X(name, text) SUBJECT_##name,
    SUBJECT_KINDS(X)
#undef X
    N_SUBJECT_KINDS
} SubjectKind;

typedef enum EvidenceSide {
    EVIDENCE_OLD,
    EVIDENCE_NEW,
} EvidenceSide;

typedef struct Evidence {
    EvidenceSide side;
    Location location;
    const char *note; /* "default was 1024"; NULL */
    const char *text; /* the source line, filled in by whoever has the source;
                         NULL: not at hand */
} Evidence;

/* A compat property that would keep old machine types as they were. */
typedef struct RemedyEntry {
    const char *list; /* "hw_compat_9_2" */
    const char *driver;
    const char *property;
    const char *value;
    Location beside; /* an entry of that list in the new tree; no file: the
                        list is empty or does not exist yet */
} RemedyEntry;

typedef struct Finding {
    const char *rule; /* its id */
    Severity severity;
    guint directions; /* Direction bits */
    SubjectKind subject;
    const char *driver; /* NULL if the subject has none */
    const char *name;
    const char *family;       /* of the fingerprint: machine family or NULL */
    GPtrArray *machine_types; /* const char *, by family, then version */
    GPtrArray *drivers;       /* const char *: all affected, sorted */
    const char *message;      /* one sentence, no full stop */
    GArray *evidence;         /* Evidence: the first is where to look */
    const char *remedy;       /* NULL: none known */
    GArray *entries;          /* RemedyEntry; may be empty */
    const char *patch;        /* unified diff, filled in by whoever has the
                                 source; NULL */
    const char *accepted;     /* reason why it is known and harmless; NULL */
    const char *fingerprint;  /* set by findings_sort */
} Finding;

typedef struct Findings Findings;

Findings *findings_new(void);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* Lists empty, severity info, no direction; stays where it is. */
Finding *findings_add(Findings *findings, const char *rule);
/* Interned copies; NULL stays NULL. */
const char *findings_text(Findings *findings, const char *text);
G_GNUC_PRINTF(2, 3)
const char *findings_format(Findings *findings, const char *format, ...);

void finding_add_evidence(Finding *finding, EvidenceSide side,
                          const Location *location, const char *note);
/* Subject, machine types and drivers of the change. */
void findings_describe(Findings *findings, Finding *finding,
                       const Change *change);

/* Removes those of which the function says true. */
void findings_remove(Findings *findings,
                     bool (*is_unwanted)(const Finding *finding, void *user),
                     void *user);

/* Finding *, gravest first, in a total order once findings_sort has run. */
const GPtrArray *findings_all(const Findings *findings);
/* Makes the fingerprints (of rule, family, subject and direction, never of
 * line numbers), drops repetitions, and puts all into their order. */
void findings_sort(Findings *findings);

const char *severity_text(Severity severity);
const char *subject_kind_text(SubjectKind kind);
/* "forward", "backward", "both". */
const char *directions_text(guint directions);
