/*
 * What a property, a field of a machine's class or a device's constant is in
 * each version of QEMU, under the machine types for which it is not the same
 * in all of them.
 *
 * Which ones these are is known from the findings of the pairs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/audit-run.h"
#include "command/audit-value.h"

typedef struct Subject {
    AuditSubject subject;
    GPtrArray *machines; /* AuditMachine *: of its findings, by index */
    GPtrArray *findings; /* AuditFinding * */
    AuditPoint *points;  /* for each machine type, or one for all, those of
                            each tree */
} Subject;

static bool is_kind(const char *text, SubjectKind kind)
{
    return g_strcmp0(text, subject_kind_text(kind)) == 0;
}

static void free_subject(gpointer data)
{
    Subject *subject = data;

    g_ptr_array_unref(subject->machines);
    g_ptr_array_unref(subject->findings);
    g_free(subject->points);
    g_free(subject);
}

static void add_machines(GPtrArray *all, GHashTable *known,
                         const GPtrArray *machines)
{
    for (guint i = 0; i < machines->len; i++) {
        AuditMachine *machine = g_ptr_array_index(machines, i);

        if (g_hash_table_add(known, machine)) {
            g_ptr_array_add(all, machine);
        }
    }
}

static gint compare_indexes(gconstpointer a, gconstpointer b)
{
    const AuditMachine *x = *(const AuditMachine *const *)a;
    const AuditMachine *y = *(const AuditMachine *const *)b;

    return (x->index > y->index) - (x->index < y->index);
}

/* All machine types that any pair names with one of the findings. */
static void collect_machines(const Audit *audit, Subject *subject)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) findings = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < subject->findings->len; i++) {
        g_hash_table_add(findings, g_ptr_array_index(subject->findings, i));
    }
    for (guint i = 0; i < audit->pairs->len; i++) {
        const GArray *seen = audit_pair(audit, i)->seen;

        for (guint k = 0; k < seen->len; k++) {
            const AuditSeen *one = &g_array_index(seen, AuditSeen, k);

            if (g_hash_table_contains(findings, one->finding)) {
                add_machines(subject->machines, known, one->machines);
            }
        }
    }
    g_ptr_array_sort(subject->machines, compare_indexes);
}

static Subject *find_subject(GPtrArray *subjects, const AuditFinding *finding)
{
    for (guint i = 0; i < subjects->len; i++) {
        Subject *subject = g_ptr_array_index(subjects, i);

        /* Texts are interned. */
        if (subject->subject.kind == finding->kind &&
            subject->subject.driver == finding->driver &&
            subject->subject.name == finding->name) {
            return subject;
        }
    }
    return NULL;
}

/* Is the finding about something that has a value? */
static bool has_value(const AuditFinding *finding)
{
    return finding->name && (is_kind(finding->kind, SUBJECT_PROPERTY) ||
                             is_kind(finding->kind, SUBJECT_MACHINE_FIELD) ||
                             is_kind(finding->kind, SUBJECT_CONSTANT));
}

static GPtrArray *list_subjects(Audit *audit)
{
    GPtrArray *subjects = g_ptr_array_new_with_free_func(free_subject);

    for (guint i = 0; i < audit->findings->len; i++) {
        AuditFinding *finding = g_ptr_array_index(audit->findings, i);
        Subject *subject = find_subject(subjects, finding);

        if (!has_value(finding)) {
            continue;
        }
        if (!subject) {
            subject = g_new0(Subject, 1);
            subject->subject.kind = finding->kind;
            subject->subject.driver = finding->driver;
            subject->subject.name = finding->name;
            subject->subject.drivers = finding->drivers;
            subject->machines = g_ptr_array_new();
            subject->findings = g_ptr_array_new();
            g_ptr_array_add(subjects, subject);
        }
        g_ptr_array_add(subject->findings, finding);
    }
    return subjects;
}

static guint n_rows(const Subject *subject)
{
    return MAX(subject->machines->len, 1);
}

static const AuditMachine *machine_of(const Subject *subject, guint row)
{
    return subject->machines->len ? g_ptr_array_index(subject->machines, row)
                                  : NULL;
}

/* What the evidence says of one side. */
static const char *note_of(const AuditFinding *finding, bool is_old)
{
    for (guint i = 0; i < finding->evidence->len; i++) {
        const AuditEvidence *evidence =
            &g_array_index(finding->evidence, AuditEvidence, i);

        if (evidence->is_old == is_old && evidence->note) {
            return evidence->note;
        }
    }
    return NULL;
}

/* All pairs that see a finding have the same values on their sides: they are
 * in its words. */
static void fill_from_pair(const Audit *audit, Subject *subject,
                           const AuditPair *pair, const AuditSeen *seen)
{
    const AuditPoint before = {note_of(seen->finding, true), NULL, true};
    const AuditPoint after = {note_of(seen->finding, false), NULL, true};

    for (guint row = 0; row < n_rows(subject); row++) {
        const AuditMachine *machine = machine_of(subject, row);
        AuditPoint *points = subject->points + row * audit->n_qemu;

        if (!machine || g_ptr_array_find(seen->machines, machine, NULL)) {
            points[pair->before] = before;
            points[pair->after] = after;
        }
    }
}

/* A constant is many facts with conditions: what it comes to is in the
 * findings. */
static void fill_constant(const Audit *audit, Subject *subject)
{
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        for (guint k = 0; k < pair->seen->len; k++) {
            const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, k);

            if (g_ptr_array_find(subject->findings, seen->finding, NULL)) {
                fill_from_pair(audit, subject, pair, seen);
            }
        }
    }
}

static void fill(AuditRun *run, GPtrArray *subjects)
{
    Audit *audit = run->audit;

    for (guint i = 0; i < audit->n_qemu; i++) {
        g_autoptr(AuditValues) values =
            audit_values_new(audit, audit_input(run, i)->facts, run->options);

        audit_show_progress(run->options, "timelines", i, audit->n_qemu);
        for (guint k = 0; k < subjects->len; k++) {
            Subject *subject = g_ptr_array_index(subjects, k);

            if (is_kind(subject->subject.kind, SUBJECT_CONSTANT)) {
                continue;
            }
            for (guint row = 0; row < n_rows(subject); row++) {
                subject->points[row * audit->n_qemu + i] = audit_values_point(
                    values, &subject->subject, machine_of(subject, row));
            }
        }
    }
    audit_end_progress(run->options);
}

/* Of the versions that have it at all, not all have the same. */
static bool is_flat(const AuditPoint *points, guint n)
{
    const AuditPoint *first = NULL;

    for (guint i = 0; i < n; i++) {
        if (!points[i].is_there) {
            continue;
        }
        if (first && g_strcmp0(first->value, points[i].value) != 0) {
            return false;
        }
        first = first ? first : &points[i];
    }
    return true;
}

/* In all versions that have both: a machine type that is removed earlier is
 * no other story. */
static bool are_alike(const AuditPoint *a, const AuditPoint *b, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (a[i].is_there && b[i].is_there &&
            (g_strcmp0(a[i].value, b[i].value) != 0 ||
             g_strcmp0(a[i].by, b[i].by) != 0)) {
            return false;
        }
    }
    return true;
}

static void merge(AuditPoint *into, const AuditPoint *points, guint n)
{
    for (guint i = 0; i < n; i++) {
        into[i] = into[i].is_there ? into[i] : points[i];
    }
}

/* NULL if no timeline from `start` on has points like these. */
static AuditTimeline *find_timeline(const Audit *audit, guint start,
                                    const AuditPoint *points)
{
    for (guint i = start; i < audit->timelines->len; i++) {
        AuditTimeline *timeline = g_ptr_array_index(audit->timelines, i);

        if (are_alike(timeline->points, points, audit->n_qemu)) {
            return timeline;
        }
    }
    return NULL;
}

static AuditTimeline *new_timeline(AuditRun *run, const Subject *subject,
                                   const AuditPoint *points)
{
    AuditTimeline *timeline = audit_add_timeline(run->audit);

    timeline->kind = subject->subject.kind;
    timeline->driver = subject->subject.driver;
    timeline->name = subject->subject.name;
    memcpy(timeline->points, points, run->audit->n_qemu * sizeof(*points));
    g_ptr_array_extend(timeline->findings, subject->findings, NULL, NULL);
    audit_find_emitted(run, timeline, subject->subject.drivers);
    return timeline;
}

static void add_timelines(AuditRun *run, const Subject *subject)
{
    Audit *audit = run->audit;
    guint start = audit->timelines->len;

    for (guint row = 0; row < n_rows(subject); row++) {
        const AuditPoint *points = subject->points + row * audit->n_qemu;
        AuditTimeline *timeline;

        if (is_flat(points, audit->n_qemu)) {
            continue;
        }
        timeline = find_timeline(audit, start, points);
        if (!timeline) {
            timeline = new_timeline(run, subject, points);
        }
        merge(timeline->points, points, audit->n_qemu);
        if (subject->machines->len) {
            g_ptr_array_add(timeline->machines,
                            g_ptr_array_index(subject->machines, row));
        }
    }
}

void audit_make_timelines(AuditRun *run)
{
    g_autoptr(GPtrArray) subjects = list_subjects(run->audit);

    for (guint i = 0; i < subjects->len; i++) {
        Subject *subject = g_ptr_array_index(subjects, i);

        collect_machines(run->audit, subject);
        subject->points =
            g_new0(AuditPoint, n_rows(subject) * run->audit->n_qemu + 1);
    }
    if (subjects->len) {
        fill(run, subjects);
    }
    for (guint i = 0; i < subjects->len; i++) {
        Subject *subject = g_ptr_array_index(subjects, i);

        if (is_kind(subject->subject.kind, SUBJECT_CONSTANT)) {
            fill_constant(run->audit, subject);
        }
        add_timelines(run, subject);
    }
}
