/*
 * What migrates to what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/version.h"
#include "model/join-table.h"

static const char *const verdict_texts[] = {
#define X(name, text) text,
    JOIN_VERDICTS(X)
#undef X
};

const char *join_verdict_text(JoinVerdict verdict)
{
    return verdict_texts[verdict];
}

/* Trees of one version have the order of their places. */
static int order_of(const JoinTree *a, guint i, const JoinTree *b, guint k)
{
    int order = version_compare(a->version, b->version);

    return order || a->change || b->change ? order : (i > k) - (i < k);
}

static guint direction_of(const Join *join, guint l, guint q, guint l2,
                          guint q2)
{
    int libvirt =
        order_of(join_libvirt(join, l2), l2, join_libvirt(join, l), l);
    int qemu = order_of(join_qemu(join, q2), q2, join_qemu(join, q), q);

    if (libvirt == 0 && qemu == 0) {
        return l == l2 && q == q2 ? JOIN_SAME : JOIN_FORWARD;
    }
    if (libvirt >= 0 && qemu >= 0) {
        return JOIN_FORWARD;
    }
    return libvirt <= 0 && qemu <= 0 ? JOIN_BACKWARD : JOIN_CROSS;
}

static guint add_destinations(const Join *join, const JoinState *destination,
                              guint l, guint q)
{
    guint directions = 0;

    for (guint i = 0; i < join_n_libvirts(join); i++) {
        for (guint k = 0; k < join_n_qemus(join); k++) {
            if (destination->qemus[i] >> k & 1) {
                directions |= direction_of(join, l, q, i, k);
            }
        }
    }
    return directions;
}

static guint directions_of(const Join *join, const JoinState *source,
                           const JoinState *destination)
{
    guint directions = 0;

    for (guint i = 0; i < join_n_libvirts(join); i++) {
        for (guint k = 0; k < join_n_qemus(join); k++) {
            if (source->qemus[i] >> k & 1) {
                directions |= add_destinations(join, destination, i, k);
            }
        }
    }
    return directions;
}

/* What a difference of form comes to. */
static JoinVerdict verdict_of_forms(const Topic *topic)
{
    if (topic->kind == TOPIC_MEMORY || topic->is_memory) {
        return JOIN_VERDICT_BREAK;
    }
    switch (topic->subject->class) {
    case SUBJECT_CLASS_DRIVER:
        return JOIN_VERDICT_BREAK;
    default:
        return JOIN_VERDICT_VISIBLE;
    }
}

static void add_pair(GArray *rows, Join *join, const Topic *topic,
                     const JoinState *source, const JoinState *destination)
{
    JoinRow row = {.source = source, .destination = destination};

    row.directions = directions_of(join, source, destination);
    if (destination->cell.kind == CELL_FAILS) {
        row.verdict = JOIN_VERDICT_BREAK;
        row.why = join_format(join,
                              "the destination does not start: libvirt "
                              "%s",
                              destination->cell.why);
    } else if (source->cell.form == destination->cell.form) {
        row.verdict = JOIN_VERDICT_OK;
        row.why = source->cell.why;
    } else {
        row.verdict = verdict_of_forms(topic);
        row.why = join_format(join, "source: %s; destination: %s%s",
                              source->cell.why, destination->cell.why,
                              topic->kind != TOPIC_MEMORY && topic->is_memory
                                  ? ": other RAM blocks"
                                  : "");
    }
    g_array_append_val(rows, row);
}

static void add_alone(GArray *rows, const JoinState *state)
{
    JoinRow row = {.source = state, .why = state->cell.why};

    row.verdict = state->cell.kind == CELL_FAILS ? JOIN_VERDICT_START_FAIL
                                                 : JOIN_VERDICT_UNKNOWN;
    g_array_append_val(rows, row);
}

static gint compare_rows(gconstpointer a, gconstpointer b)
{
    static const int gravity[] = {
        [JOIN_VERDICT_BREAK] = 0,   [JOIN_VERDICT_START_FAIL] = 1,
        [JOIN_VERDICT_VISIBLE] = 2, [JOIN_VERDICT_UNKNOWN] = 3,
        [JOIN_VERDICT_OK] = 4,
    };
    const JoinRow *x = a;
    const JoinRow *y = b;

    if (x->verdict != y->verdict) {
        return gravity[x->verdict] - gravity[y->verdict];
    }
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    return x->destination < y->destination ? -1 : 1;
}

GArray *join_rows(Join *join, const Topic *topic, const JoinGroup *group)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(JoinRow));

    for (guint i = 0; i < group->states->len; i++) {
        const JoinState *source = &g_array_index(group->states, JoinState, i);

        if (source->cell.kind != CELL_RUNS) {
            add_alone(rows, source);
            continue;
        }
        for (guint k = 0; k < group->states->len; k++) {
            const JoinState *destination =
                &g_array_index(group->states, JoinState, k);

            if (destination->cell.kind != CELL_UNKNOWN) {
                add_pair(rows, join, topic, source, destination);
            }
        }
    }
    g_array_sort(rows, compare_rows);
    return rows;
}
