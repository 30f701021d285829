/*
 * libvirt-capability.h: what the files of the capability extractor share.
 *
 * libvirt's probing of a QEMU is run by the interpreter. What QEMU would
 * answer is unknown, but known by its question: the text of such a value is a
 * mark, "@KIND|SUBJECT|KEY|", and the conditions under which a capability is
 * set or cleared tell by these marks what it depends on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

#define MARK_SIGN            '@'
#define ARCHITECTURE_SUBJECT "architecture"
#define VERSION_SUBJECT      "emulator-version"

typedef struct CapabilityRun {
    ExtractContext *context;
    Interpreter *interpreter;
    gint64 order;
    GHashTable *sites;         /* "file:line" of calls that set or clear: ran */
    GHashTable *flags;         /* enumerator -> Capability *, borrowed */
    GHashTable *architectures; /* number -> enumerator */
} CapabilityRun;

/* A mark in pieces; `end` is behind it. */
typedef struct CapabilityMark {
    char *kind;
    char *subject;
    char *key;
    const char *end;
} CapabilityMark;

/* The first one in `text`; false if there is none. */
bool capability_mark_parse(const char *text, CapabilityMark *ret_mark);
void capability_mark_clear(CapabilityMark *mark);
/* Newly allocated. NULL stands for "". */
char *capability_mark(const char *kind, const char *subject, const char *key);

/* libvirt-capability-probe.c: what libvirt asks QEMU, and with what result */
extern const BuiltinEntry capability_builtins[];
extern const guint n_capability_builtins;
int capability_judge(Interpreter *interpreter, const Term *term,
                     const IrUnit *unit, const IrNode *node, void *user);

/* libvirt-capability-answer.c: how libvirt looks into the answers */
const Term *capability_has_key(const Call *call, const Term *list,
                               const char *key, const char *prefix);
const Term *capability_look_up(const Call *call, void *user);
const Term *capability_list_has(const Call *call, void *user);
const Term *capability_compare(const Call *call, void *user);
const Term *capability_part(const Call *call, void *user);
const Term *capability_get_boolean(const Call *call, void *user);

/* libvirt-capability-guard.c: conditions as data */

/* The conditions in force, and `extra` (as text, NULL: none): any of the
 * clauses, each an array of LibvirtGuard that all hold. */
GPtrArray *capability_clauses(CapabilityRun *run, const char *extra);

/* A rule for the capability; `extra` as above. */
void capability_add_rule(CapabilityRun *run, const Call *call,
                         const char *action, const Term *flag,
                         const char *extra);
