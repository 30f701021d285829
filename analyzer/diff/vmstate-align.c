/*
 * Aligns the fields of two descriptions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-align.h"
#include "diff/vmstate-column.h"

#include <string.h>

/* Of a pair in the common order: by name, then by nested description. */
#define WEIGHT_NAME   3
#define WEIGHT_NESTED 2
#define WEIGHT_UNUSED 1

typedef struct Alignment {
    Column columns[N_TREE_SIDES];
    GArray *meetings;
} Alignment;

static bool has_same_test(const WireField *before, const WireField *after)
{
    const VMStateField *old = before->fact;
    const VMStateField *new = after->fact;

    if (!old->exists || !new->exists) {
        return !old->exists && !new->exists;
    }
    return g_str_equal(old->exists, new->exists) ||
           (old->exists_text &&
            g_strcmp0(old->exists_text, new->exists_text) == 0) ||
           g_str_equal(old->exists, "?") || g_str_equal(new->exists, "?");
}

static bool have_same_count(const WireField *before, const WireField *after)
{
    return before->fact->count == after->fact->count;
}

static guint weight_of(const Alignment *alignment, guint i, guint j)
{
    const Cell *old = column_cell(&alignment->columns[SIDE_OLD], i);
    const Cell *new = column_cell(&alignment->columns[SIDE_NEW], j);
    const WireField *before = old->field;
    const WireField *after = new->field;
    bool same_name = g_strcmp0(before->fact->name, after->fact->name) == 0;

    if (!has_same_test(before, after)) {
        return 0;
    }
    if (before->nested && after->nested) {
        if (!have_same_count(before, after) &&
            !fields_may_be_equal(before, after) &&
            !g_str_equal(old->layout, new->layout)) {
            return 0;
        }
        if (g_strcmp0(before->nested->fact->name, after->nested->fact->name) ==
            0) {
            return same_name ? WEIGHT_NAME : WEIGHT_NESTED;
        }
    }
    if (!same_name) {
        return 0;
    }
    if (!g_str_equal(old->layout, new->layout) &&
        !fields_may_be_equal(before, after)) {
        return 0;
    }
    return field_is_padding(before) ? WEIGHT_UNUSED : WEIGHT_NAME;
}

static guint n_cells(const Alignment *alignment, TreeSide side)
{
    return alignment->columns[side].cells->len;
}

static Cell *cell_at(const Alignment *alignment, TreeSide side, guint i)
{
    return column_cell(&alignment->columns[side], i);
}

/* Takes a field of each side, -1: of that side none. */
static void meet(Alignment *alignment, MeetingKind kind, gint i, gint j)
{
    const gint places[] = {i, j};
    Meeting meeting = {kind, {NULL, NULL}};

    for (guint side = 0; side < N_TREE_SIDES; side++) {
        if (places[side] >= 0) {
            Cell *cell = cell_at(alignment, side, places[side]);

            cell->is_met = true;
            meeting.fields[side] = cell->field;
        }
    }
    g_array_append_val(alignment->meetings, meeting);
}

/* [i][j]: the best weight of the fields from i and j on. */
static guint *best_weights(const Alignment *alignment)
{
    guint n = n_cells(alignment, SIDE_OLD);
    guint m = n_cells(alignment, SIDE_NEW);
    guint width = m + 1;
    guint *best = g_new0(guint, (gsize)(n + 1) * width);

    for (guint i = n; i-- > 0;) {
        for (guint j = m; j-- > 0;) {
            guint weight = weight_of(alignment, i, j);
            guint skip =
                MAX(best[(i + 1) * width + j], best[i * width + j + 1]);

            best[i * width + j] =
                weight ? MAX(skip, best[(i + 1) * width + j + 1] + weight)
                       : skip;
        }
    }
    return best;
}

/* Columns from..to of both sides that lie between two partners. */
typedef struct Stretch {
    guint from[N_TREE_SIDES];
    guint to[N_TREE_SIDES];
} Stretch;

static bool exists_outside(const Alignment *alignment, TreeSide side, guint at,
                           const Stretch *stretch)
{
    const WireField *field = cell_at(alignment, side, at)->field;
    TreeSide other = side == SIDE_OLD ? SIDE_NEW : SIDE_OLD;

    for (guint i = 0; i < n_cells(alignment, other); i++) {
        const Cell *candidate = cell_at(alignment, other, i);

        if (!candidate->is_met && !field_is_padding(field) &&
            (i < stretch->from[other] || i >= stretch->to[other]) &&
            g_strcmp0(candidate->field->fact->name, field->fact->name) == 0) {
            return true;
        }
    }
    return false;
}

static bool may_be_renamed(const Alignment *alignment, const Stretch *stretch)
{
    for (guint side = 0; side < N_TREE_SIDES; side++) {
        for (guint i = stretch->from[side]; i < stretch->to[side]; i++) {
            if (exists_outside(alignment, side, i, stretch)) {
                return false;
            }
        }
    }
    return true;
}

static bool have_equal_bytes(const Alignment *alignment, const Stretch *stretch)
{
    g_autofree char *before =
        column_layout(&alignment->columns[SIDE_OLD], stretch->from[SIDE_OLD],
                      stretch->to[SIDE_OLD]);
    g_autofree char *after =
        column_layout(&alignment->columns[SIDE_NEW], stretch->from[SIDE_NEW],
                      stretch->to[SIDE_NEW]);

    return g_str_equal(before, after);
}

/* Bytes of a cell that is nothing but a run of them; -1: it is more. */
static gint64 run_length(const Cell *cell)
{
    char *end;
    gint64 length;

    if (*cell->layout != 'b') {
        return *cell->layout == '\0' ? 0 : -1;
    }
    length = g_ascii_strtoll(cell->layout + 1, &end, 10);
    return strcmp(end, " ") == 0 ? length : -1;
}

/* Other names, the same bytes: those meet that share some. */
static void meet_bytes(Alignment *alignment, const Stretch *stretch)
{
    guint i = stretch->from[SIDE_OLD];
    guint j = stretch->from[SIDE_NEW];
    gint64 old_end = 0; /* of what lies before i and j, in bytes */
    gint64 new_end = 0;

    while (i < stretch->to[SIDE_OLD] && j < stretch->to[SIDE_NEW]) {
        gint64 old_run = run_length(cell_at(alignment, SIDE_OLD, i));
        gint64 new_run = run_length(cell_at(alignment, SIDE_NEW, j));
        gint64 ahead = old_end + old_run - new_end - new_run;

        meet(alignment, MEETING_BYTES, (gint)i, (gint)j);
        if (old_run < 0 || new_run < 0) {
            ahead = 0;
        }
        if (ahead <= 0) {
            old_end += old_run;
            i++;
        }
        if (ahead >= 0) {
            new_end += new_run;
            j++;
        }
    }
    for (; i < stretch->to[SIDE_OLD]; i++) {
        cell_at(alignment, SIDE_OLD, i)->is_met = true;
    }
    for (; j < stretch->to[SIDE_NEW]; j++) {
        cell_at(alignment, SIDE_NEW, j)->is_met = true;
    }
}

static bool are_alike(const Alignment *alignment, guint i, guint j)
{
    return g_str_equal(cell_at(alignment, SIDE_OLD, i)->layout,
                       cell_at(alignment, SIDE_NEW, j)->layout);
}

static bool is_empty(const Stretch *stretch)
{
    return stretch->from[SIDE_OLD] == stretch->to[SIDE_OLD] ||
           stretch->from[SIDE_NEW] == stretch->to[SIDE_NEW];
}

/* Renamed fields at both ends of a stretch that differs in its middle. */
static void trim(Alignment *alignment, Stretch *stretch)
{
    guint *from = stretch->from;
    guint *to = stretch->to;

    while (!is_empty(stretch) &&
           are_alike(alignment, from[SIDE_OLD], from[SIDE_NEW])) {
        meet(alignment, MEETING_BYTES, from[SIDE_OLD]++, from[SIDE_NEW]++);
    }
    while (!is_empty(stretch) &&
           are_alike(alignment, to[SIDE_OLD] - 1, to[SIDE_NEW] - 1)) {
        meet(alignment, MEETING_BYTES, --to[SIDE_OLD], --to[SIDE_NEW]);
    }
}

/* Renamed, and under a test or no longer under one: one after the other, with
 * nothing left that is always there. */
static void meet_tested(Alignment *alignment, const Stretch *stretch)
{
    const guint *from = stretch->from;
    guint n = MIN(stretch->to[SIDE_OLD] - from[SIDE_OLD],
                  stretch->to[SIDE_NEW] - from[SIDE_NEW]);

    for (guint i = 0; i < n; i++) {
        if (!cells_differ_in_test_alone(
                cell_at(alignment, SIDE_OLD, from[SIDE_OLD] + i),
                cell_at(alignment, SIDE_NEW, from[SIDE_NEW] + i))) {
            return;
        }
    }
    for (guint side = 0; side < N_TREE_SIDES; side++) {
        for (guint i = from[side] + n; i < stretch->to[side]; i++) {
            if (!cell_at(alignment, side, i)->field->fact->exists) {
                return;
            }
        }
    }
    for (guint i = 0; i < n; i++) {
        meet(alignment, MEETING_CHANGED, (gint)(stretch->from[SIDE_OLD] + i),
             (gint)(stretch->from[SIDE_NEW] + i));
    }
}

static gint find_by_name(const Alignment *alignment, const WireField *field,
                         guint from, guint to)
{
    for (guint j = from; j < to; j++) {
        const Cell *candidate = cell_at(alignment, SIDE_NEW, j);

        if (!candidate->is_met && !field_is_padding(candidate->field) &&
            g_strcmp0(candidate->field->fact->name, field->fact->name) == 0) {
            return (gint)j;
        }
    }
    return -1;
}

static void meet_by_name(Alignment *alignment, const Stretch *stretch)
{
    const guint *from = stretch->from;
    const guint *to = stretch->to;

    for (guint i = from[SIDE_OLD]; i < to[SIDE_OLD]; i++) {
        const Cell *cell = cell_at(alignment, SIDE_OLD, i);
        gint j = cell->is_met ? -1
                              : find_by_name(alignment, cell->field,
                                             from[SIDE_NEW], to[SIDE_NEW]);

        if (j >= 0) {
            meet(alignment, MEETING_CHANGED, (gint)i, j);
        }
    }
    /* One on each side: renamed as well. */
    if (to[SIDE_OLD] == from[SIDE_OLD] + 1 &&
        to[SIDE_NEW] == from[SIDE_NEW] + 1 &&
        !cell_at(alignment, SIDE_OLD, from[SIDE_OLD])->is_met &&
        !cell_at(alignment, SIDE_NEW, from[SIDE_NEW])->is_met) {
        meet(alignment, MEETING_CHANGED, (gint)from[SIDE_OLD],
             (gint)from[SIDE_NEW]);
    }
}

static void meet_stretch(Alignment *alignment, Stretch stretch)
{
    bool renamed = may_be_renamed(alignment, &stretch);

    if (renamed && have_equal_bytes(alignment, &stretch)) {
        meet_bytes(alignment, &stretch);
        return;
    }
    if (renamed) {
        trim(alignment, &stretch);
        meet_tested(alignment, &stretch);
    }
    meet_by_name(alignment, &stretch);
}

/* What no stretch explains: moved, or on one side only. */
static void meet_rest(Alignment *alignment)
{
    for (guint i = 0; i < n_cells(alignment, SIDE_OLD); i++) {
        const Cell *cell = cell_at(alignment, SIDE_OLD, i);
        gint j = -1;

        if (cell->is_met) {
            continue;
        }
        if (!field_is_padding(cell->field)) {
            j = find_by_name(alignment, cell->field, 0,
                             n_cells(alignment, SIDE_NEW));
        }
        meet(alignment, j >= 0 ? MEETING_MOVED : MEETING_ALONE, (gint)i, j);
    }
    for (guint j = 0; j < n_cells(alignment, SIDE_NEW); j++) {
        if (!cell_at(alignment, SIDE_NEW, j)->is_met) {
            meet(alignment, MEETING_ALONE, -1, (gint)j);
        }
    }
}

static void walk(Alignment *alignment, GArray *stretches)
{
    g_autofree guint *best = best_weights(alignment);
    guint n = n_cells(alignment, SIDE_OLD);
    guint m = n_cells(alignment, SIDE_NEW);
    guint width = m + 1;
    Stretch stretch = {{0, 0}, {0, 0}};
    guint i = 0;
    guint j = 0;

    while (i < n && j < m) {
        guint weight = weight_of(alignment, i, j);

        if (weight &&
            best[i * width + j] == best[(i + 1) * width + j + 1] + weight) {
            stretch.to[SIDE_OLD] = i;
            stretch.to[SIDE_NEW] = j;
            g_array_append_val(stretches, stretch);
            meet(alignment, MEETING_ALIKE, (gint)i++, (gint)j++);
            stretch.from[SIDE_OLD] = i;
            stretch.from[SIDE_NEW] = j;
        } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    stretch.to[SIDE_OLD] = n;
    stretch.to[SIDE_NEW] = m;
    g_array_append_val(stretches, stretch);
}

GArray *align_fields(const WireState *before, gint64 old_version,
                     const WireState *after, gint64 new_version)
{
    Alignment alignment = {.meetings =
                               g_array_new(FALSE, FALSE, sizeof(Meeting))};
    g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));

    column_fill(&alignment.columns[SIDE_OLD], before, old_version, after);
    column_fill(&alignment.columns[SIDE_NEW], after, new_version, before);
    /* All partners first: a stretch asks what is left elsewhere. */
    walk(&alignment, stretches);
    for (guint i = 0; i < stretches->len; i++) {
        meet_stretch(&alignment, g_array_index(stretches, Stretch, i));
    }
    meet_rest(&alignment);
    column_clear(&alignment.columns[SIDE_OLD]);
    column_clear(&alignment.columns[SIDE_NEW]);
    return alignment.meetings;
}
