/*
 * Faults of one tree's descriptions, as far as they are new: they break even
 * a migration from a version to itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

#define MAX_DEPTH 32

typedef struct FaultSearch {
    const WireComparison *comparison;
    GHashTable *known; /* texts of the old tree's faults */
    GHashTable *seen;  /* const WireState * */
    bool is_old;
} FaultSearch;

static void note(FaultSearch *search, VMStateChangeKind kind,
                 const WireState *state, const WireState *subsection,
                 const char *text, const VMStateOutcome *outcome)
{
    const StatePair pair = {.comparison = search->comparison,
                            .states = {NULL, state},
                            .is_compared = {true, true}};
    const char *name = subsection ? subsection->fact->name : state->fact->name;
    VMStateDifference difference;
    g_autofree char *key =
        g_strdup_printf("%d %s %s", kind, name_of(state->fact->name), text);

    if (search->is_old) {
        g_hash_table_add(search->known, g_steal_pointer(&key));
        return;
    }
    if (g_hash_table_contains(search->known, key)) {
        return;
    }
    difference = difference_of(&pair, kind, name);
    difference.new_subsection = subsection ? subsection->fact : NULL;
    difference.text = text;
    difference.outcome[WIRE_FORWARD] = *outcome;
    difference.outcome[WIRE_BACKWARD] = *outcome;
    diff_record(&pair, &difference, SIDE_NEW,
                subsection ? subsection->fact->needed_reads : NULL);
}

static void check_duplicates(FaultSearch *search, const WireState *state)
{
    static const VMStateOutcome outcome = {
        WIRE_IF_SENT, "the second one is read as the first"};

    for (guint i = 0; i < state->subsections->len; i++) {
        const WireState *one = state->subsections->pdata[i];

        for (guint j = i + 1; one && j < state->subsections->len; j++) {
            const WireState *other = state->subsections->pdata[j];

            if (other && g_strcmp0(one->fact->name, other->fact->name) == 0) {
                note(search, VMSTATE_CHANGE_SUBSECTION_DUPLICATE, state, other,
                     diff_format(search->comparison->diff,
                                 "'%s' has two subsections '%s'",
                                 name_of(state->fact->name),
                                 name_of(one->fact->name)),
                     &outcome);
            }
        }
    }
}

/* vmstate_subsection_load stops at a name without the prefix. */
static void check_prefixes(FaultSearch *search, const WireState *state)
{
    static const VMStateOutcome outcome = {
        WIRE_IF_SENT, "refused: the destination does not take it for a "
                      "subsection"};
    const char *prefix = state->fact->name;

    for (guint i = 0; prefix && i < state->subsections->len; i++) {
        const WireState *subsection = state->subsections->pdata[i];
        const char *name = subsection ? subsection->fact->name : NULL;

        if (name && (!g_str_has_prefix(name, prefix) ||
                     strlen(name) < strlen(prefix) + 1)) {
            note(search, VMSTATE_CHANGE_SUBSECTION_PREFIX, state, subsection,
                 diff_format(search->comparison->diff,
                             "name of subsection '%s' does not begin with '%s'",
                             name, prefix),
                 &outcome);
        }
    }
}

static bool has_subsection(const WireState *state, const char *name)
{
    for (guint i = 0; i < state->subsections->len; i++) {
        const WireState *subsection = state->subsections->pdata[i];

        if (subsection && g_strcmp0(subsection->fact->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Right after the last nested description's fields come our subsections, and
 * it looks whether they are its own. */
static void check_shadows(FaultSearch *search, const WireState *state,
                          const WireState *last)
{
    static const VMStateOutcome outcome = {
        WIRE_IF_SENT,
        "refused: a nested description takes it for a subsection of its own"};
    const char *prefix = last->fact->name;

    for (guint i = 0; prefix && i < state->subsections->len; i++) {
        const WireState *subsection = state->subsections->pdata[i];
        const char *name = subsection ? subsection->fact->name : NULL;

        if (name && g_str_has_prefix(name, prefix) &&
            strlen(name) >= strlen(prefix) + 1 && !has_subsection(last, name)) {
            note(search, VMSTATE_CHANGE_SUBSECTION_SHADOWED, state, subsection,
                 diff_format(search->comparison->diff,
                             "subsection '%s' follows the fields of nested "
                             "'%s', whose name it begins with",
                             name, prefix),
                 &outcome);
        }
    }
}

static const WireState *last_nested(const WireState *state)
{
    for (guint i = state->fields->len; i-- > 0;) {
        const WireField *field = &g_array_index(state->fields, WireField, i);

        if (wire_field_presence(field, state->fact->version_id) !=
            WIRE_ABSENT) {
            return field->nested;
        }
    }
    return NULL;
}

static void check_end(FaultSearch *search, const WireState *state)
{
    static const VMStateOutcome outcome = {
        WIRE_MISREAD, "what lies behind the list is taken for its part"};

    if (!state->fact->terminated && state->fields->len > 0) {
        note(search, VMSTATE_CHANGE_NOT_TERMINATED, state, NULL,
             diff_format(search->comparison->diff,
                         "fields of '%s' do not end with "
                         "VMSTATE_END_OF_LIST",
                         name_of(state->fact->name)),
             &outcome);
    }
    if (state->fact->open_subsections) {
        note(search, VMSTATE_CHANGE_NOT_TERMINATED, state, NULL,
             diff_format(search->comparison->diff,
                         "subsections of '%s' do not end with NULL",
                         name_of(state->fact->name)),
             &outcome);
    }
}

static void check_state(FaultSearch *search, const WireState *state,
                        guint depth)
{
    if (depth > MAX_DEPTH || !g_hash_table_add(search->seen, (gpointer)state)) {
        return;
    }
    check_end(search, state);
    check_duplicates(search, state);
    check_prefixes(search, state);
    for (const WireState *last = last_nested(state); last && depth < MAX_DEPTH;
         last = last_nested(last), depth++) {
        check_shadows(search, state, last);
    }
    for (guint i = 0; i < state->fields->len; i++) {
        const WireState *nested =
            g_array_index(state->fields, WireField, i).nested;

        if (nested) {
            check_state(search, nested, depth + 1);
        }
    }
    for (guint i = 0; i < state->subsections->len; i++) {
        if (state->subsections->pdata[i]) {
            check_state(search, state->subsections->pdata[i], depth + 1);
        }
    }
}

static void check_tree(FaultSearch *search, const WireModel *model)
{
    const GArray *sections = wire_model_sections(model);
    WireComparison comparison = *search->comparison;
    FaultSearch inner = *search;

    inner.comparison = &comparison;
    inner.seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < sections->len; i++) {
        const WireSection *section = &g_array_index(sections, WireSection, i);
        g_autoptr(GPtrArray) drivers = g_ptr_array_new();

        if (section->driver) {
            g_ptr_array_add(drivers, (gpointer)section->driver);
        }
        comparison.drivers = drivers;
        check_state(&inner, section->state, 0);
    }
    g_hash_table_unref(inner.seen);
}

void compare_faults(const WireComparison *comparison)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    FaultSearch search = {.comparison = comparison, .known = known};

    search.is_old = true;
    check_tree(&search, comparison->models[SIDE_OLD]);
    search.is_old = false;
    check_tree(&search, comparison->models[SIDE_NEW]);
}
