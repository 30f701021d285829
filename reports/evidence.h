/*
 * evidence.h: the history of one subject over versions of both projects, ready
 * to be written: for a reader, for a mail, as data.
 *
 * An EvidenceReport owns everything in it; texts are interned in it. Versions
 * are those that were read: "since 5.1.0" means that 5.1.0 is the first of
 * them in which it is so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct EvidenceTree {
    const char *project;
    const char *version;
    const char *label;
    const char *revision; /* NULL */
    const char *date;     /* "2020-08-11"; NULL if not known */
} EvidenceTree;

/* A place in a tree, and the commit that made it so. */
typedef struct EvidencePlace {
    const char *label; /* "QEMU 5.1.0" */
    const char *file;  /* NULL: no place */
    guint line;
    const char *commit;  /* full id; NULL if not known */
    const char *subject; /* of the commit */
    const char *date;    /* of the commit */
} EvidencePlace;

typedef struct EvidenceEvent {
    const char *project; /* "QEMU", "libvirt" */
    const char *version;
    const char *date; /* of the commit, else of the version; NULL */
    bool is_first;    /* may be older than what was read */
    bool is_end;
    const char *text;
    EvidencePlace place;
} EvidenceEvent;

/* Versions that treat a guest alike. */
typedef struct EvidenceState {
    const char *name;     /* "A" */
    const char *where;    /* "libvirt 4.0.0 .. 6.0.0, QEMU 5.1.0 .. 10.0.13" */
    const char *result;   /* "runs", "no start", "unknown" */
    const char *accepted; /* "accepted", "refused", ...; NULL */
    const char *why;
    EvidencePlace emission;
    EvidencePlace answer; /* QEMU's */
} EvidenceState;

typedef struct EvidenceRow {
    const char *source;      /* names of states */
    const char *destination; /* NULL: no migration */
    const char *direction;
    const char *verdict;
    const char *why;
} EvidenceRow;

typedef struct EvidenceGroup {
    const char *machines;     /* "pc-q35-5.1 .. 10.0" */
    GPtrArray *machine_types; /* const char *: each */
    GArray *states;           /* EvidenceState */
    GArray *rows;             /* EvidenceRow */
} EvidenceGroup;

/* What a proposal makes of a guest with one libvirt. */
typedef struct EvidenceCost {
    const char *version; /* of libvirt */
    const char *before;  /* under machine types that do not change */
    const char *after;   /* under those that do */
    const char *move;    /* migrating there from a libvirt that copes */
} EvidenceCost;

/* One kind of guest. */
typedef struct EvidenceTopic {
    const char *guest;
    GPtrArray *groups; /* EvidenceGroup * */
    GPtrArray *safe;   /* const char *: from which versions on it is */
} EvidenceTopic;

typedef struct EvidenceReport {
    GStringChunk *texts;
    const char *command; /* "evidence", "whatif" */
    const char *subject; /* as it was asked for; the proposal */
    const char *class;
    const char *title;
    const char *target;
    GArray *trees;     /* EvidenceTree */
    GArray *events;    /* EvidenceEvent, in order */
    GPtrArray *topics; /* EvidenceTopic * */
    GPtrArray *costs;  /* const char *: of a proposal */
    GArray *table;     /* EvidenceCost: the same, by version */
    const char *since; /* machine version that it begins with; NULL: all */
    GPtrArray *notes;  /* const char * */
} EvidenceReport;

EvidenceReport *evidence_report_new(void);
void evidence_report_free(EvidenceReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceReport, evidence_report_free)

/* Interned copies; NULL stays NULL. Control characters become '?'. */
const char *evidence_text(EvidenceReport *report, const char *text);
EvidenceTopic *evidence_add_topic(EvidenceReport *report, const char *guest);
EvidenceGroup *evidence_add_group(EvidenceTopic *topic);

/* What fails, a sentence each: char *; newly allocated. */
GPtrArray *evidence_in_short(const EvidenceTopic *topic);
/* The same of other guests: groups, states, rows. */
bool evidence_topics_agree(const EvidenceTopic *a, const EvidenceTopic *b);

typedef enum EvidenceStyle {
    EVIDENCE_TEXT, /* 79 columns */
    EVIDENCE_MAIL, /* 72 columns, to be pasted into a reply */
} EvidenceStyle;

void evidence_write_text(const EvidenceReport *report, EvidenceStyle style,
                         GString *out);
void evidence_write_json(const EvidenceReport *report, GString *out);
