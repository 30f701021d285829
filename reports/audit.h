/*
 * audit.h: many versions of both projects side by side, ready to be written.
 *
 * An Audit owns everything in it; texts are interned in it. Trees of QEMU
 * come first, by version, then those of libvirt. Every pair of QEMU trees is
 * compared as `compare` does it. What several pairs say in the same words is
 * one AuditFinding, which lists where it is seen and has the evidence of the
 * two trees that lie closest together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/finding.h"

/* Versions of one project: sets of them are 64 bits. */
#define AUDIT_TREES_MAX 64

typedef struct AuditGap {
    const char *construct;
    guint n;
} AuditGap;

typedef struct AuditTree {
    const char *project;
    const char *version;
    const char *label;
    const char *revision; /* NULL */
    GArray *gaps;         /* AuditGap: how many places were not analysed */
    GPtrArray *unread;    /* const char *: "FILE: why", whole files */
} AuditTree;

typedef struct AuditMachine {
    const char *name;
    const char *family;
    guint index;
    guint64 trees; /* bits: QEMU trees that have it, released */
} AuditMachine;

/* Two trees of one project, by index. */
typedef struct AuditPair {
    guint before;
    guint after;
    const char *failure; /* why it was not compared; NULL */
    GArray *seen;        /* AuditSeen, by number of the finding */
} AuditPair;

typedef struct AuditEvidence {
    guint tree;
    bool is_old; /* it is the older tree of the closest pair */
    Location location;
    const char *note; /* NULL */
    const char *text; /* the source line; NULL */
} AuditEvidence;

typedef struct AuditFinding {
    guint number; /* from 1, in the order of the list */
    const char *rule;
    Severity severity;
    guint directions; /* Direction bits */
    const char *kind; /* of the subject: "property" */
    const char *driver;
    const char *name;
    const char *message;
    const char *remedy;
    const char *patch;
    const char *accepted;
    const char *fingerprint;
    GPtrArray *drivers; /* const char * */
    GArray *evidence;   /* AuditEvidence: of the closest pair */
    guint closest;      /* that pair */
    guint64 pairs_seen; /* how many */
} AuditFinding;

typedef struct AuditSeen {
    AuditFinding *finding;
    GPtrArray *machines; /* AuditMachine *, by index; empty: no machine type
                            in particular */
} AuditSeen;

/* A value under some machine types in one version. */
typedef struct AuditPoint {
    const char *value; /* NULL: no such property, or no such machine type */
    const char *by;    /* "default", a compat list, "run time"; NULL */
    bool is_there;     /* the tree has the machine type */
} AuditPoint;

typedef struct AuditTimeline {
    const char *kind;
    const char *driver;
    const char *name;
    GPtrArray *machines;  /* AuditMachine *: have these points */
    AuditPoint *points;   /* one for each QEMU tree */
    const char **emitted; /* one for each libvirt tree: when it sets the
                             property, "" always; NULL: not at all */
    GPtrArray *findings;  /* AuditFinding * */
} AuditTimeline;

/* What is on the wire at one place of a description, on both sides. */
typedef struct AuditRung {
    const char *before; /* NULL: nothing */
    const char *after;
    bool is_same;
} AuditRung;

typedef struct AuditLadder {
    const char *before; /* "serial, version 3, minimum 2" ; NULL */
    const char *after;
    guint pair;
    GArray *rungs;       /* AuditRung, in wire order */
    GPtrArray *findings; /* AuditFinding * */
} AuditLadder;

/* An argument that not all versions of libvirt emit. */
typedef struct AuditEmission {
    const char *option;
    const char *property;
    GPtrArray *drivers; /* const char *; empty: it has none */
    guint64 trees;      /* bits, the first libvirt tree is bit 0 */
} AuditEmission;

typedef struct Audit {
    GStringChunk *texts;
    GArray *trees; /* AuditTree */
    guint n_qemu;
    GPtrArray *machines;  /* AuditMachine *, by family, then version */
    GPtrArray *families;  /* const char * */
    GArray *pairs;        /* AuditPair, by older, then newer tree */
    GPtrArray *findings;  /* AuditFinding *, gravest first */
    GPtrArray *timelines; /* AuditTimeline *, by subject */
    GPtrArray *ladders;   /* AuditLadder *, by the first finding */
    GPtrArray *emissions; /* AuditEmission * */
} Audit;

Audit *audit_new(void);
void audit_free(Audit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Audit, audit_free)

/* Interned copies; NULL stays NULL. */
const char *audit_text(Audit *audit, const char *text);
G_GNUC_PRINTF(2, 3)
const char *audit_format(Audit *audit, const char *format, ...);

/* Trees are added in their order, all before the first pair. */
AuditTree *audit_add_tree(Audit *audit);
AuditPair *audit_add_pair(Audit *audit, guint before, guint after);
AuditTimeline *audit_add_timeline(Audit *audit);
AuditLadder *audit_add_ladder(Audit *audit);
AuditEmission *audit_add_emission(Audit *audit);

const AuditTree *audit_tree(const Audit *audit, guint index);
/* "QEMU " or "libvirt " where the audit has trees of both, else "". */
const char *audit_project_prefix(const Audit *audit, guint tree);
AuditPair *audit_pair(const Audit *audit, guint index);
/* NULL if these two were not compared. */
const AuditPair *audit_pair_of(const Audit *audit, guint before, guint after);
/* "10.0.13"; with its label if another tree has the same version. Newly
 * allocated. */
char *audit_tree_name(const Audit *audit, guint index);

/* When all pairs are read: orders and numbers. */
void audit_finish(Audit *audit);

/* The whole audit in a format. */
void audit_write_text(const Audit *audit, GString *out, bool color);
void audit_write_json(const Audit *audit, GString *out);
void audit_write_html(const Audit *audit, GString *out);
