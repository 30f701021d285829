/*
 * The list of differences between two wire formats.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

struct VMStateDiff {
    GPtrArray *all;     /* VMStateDifference *, owned */
    GHashTable *by_key; /* text -> VMStateDifference *; what makes two one */
    GStringChunk *texts;
    bool is_sorted;
};

static void difference_free(gpointer data)
{
    VMStateDifference *difference = data;

    g_array_unref(difference->gates);
    g_ptr_array_unref(difference->drivers);
    g_ptr_array_unref(difference->targets);
    g_free(difference);
}

VMStateDiff *vmstate_diff_new(void)
{
    VMStateDiff *diff = g_new0(VMStateDiff, 1);

    diff->all = g_ptr_array_new_with_free_func(difference_free);
    diff->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    diff->texts = g_string_chunk_new(4096);
    return diff;
}

void vmstate_diff_free(VMStateDiff *diff)
{
    if (!diff) {
        return;
    }
    g_ptr_array_unref(diff->all);
    g_hash_table_unref(diff->by_key);
    g_string_chunk_free(diff->texts);
    g_free(diff);
}

const char *diff_format(VMStateDiff *diff, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return g_string_chunk_insert_const(diff->texts, text);
}

const char *vmstate_change_kind_text(VMStateChangeKind kind)
{
    static const char *const texts[] = {
#define X(name, text) text,
        VMSTATE_CHANGE_KINDS(X)
#undef X
    };

    return texts[kind];
}

const char *wire_effect_text(WireEffect effect)
{
    static const char *const texts[] = {
#define X(name, text) text,
        WIRE_EFFECTS(X)
#undef X
    };

    return texts[effect];
}

const Location *vmstate_difference_place(const VMStateDifference *difference,
                                         WireDirection source)
{
    bool is_old = source == WIRE_FORWARD;
    const VMStateField *field =
        is_old ? difference->old_field : difference->new_field;
    const VMState *subsection =
        is_old ? difference->old_subsection : difference->new_subsection;
    const VMState *state = is_old ? difference->before : difference->after;

    if (field && field->location.file) {
        return &field->location;
    }
    state = subsection ? subsection : state;
    return state && state->location.file ? &state->location : NULL;
}

VMStateDifference difference_of(const StatePair *pair, VMStateChangeKind kind,
                                const char *name)
{
    const WireState *before = pair->states[SIDE_OLD];
    const WireState *after = pair->states[SIDE_NEW];
    VMStateDifference difference = {
        .kind = kind,
        .before = before ? before->fact : NULL,
        .after = after ? after->fact : NULL,
        .name = name,
    };

    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        if (!pair->is_compared[i]) {
            difference.outcome[i] = pair->otherwise[i];
        }
    }
    return difference;
}

static void append_place(GString *key, const VMStateDifference *difference,
                         WireDirection side)
{
    const Location *place = vmstate_difference_place(difference, side);

    g_string_append_printf(key, "|%s:%u",
                           place && place->file ? place->file : "",
                           place ? place->line : 0);
}

static char *key_of(const VMStateDifference *difference)
{
    GString *key = g_string_new(vmstate_change_kind_text(difference->kind));
    const VMState *either =
        difference->before ? difference->before : difference->after;

    append_place(key, difference, WIRE_FORWARD);
    append_place(key, difference, WIRE_BACKWARD);
    g_string_append_printf(key, "|%s|%s|%s", name_of(difference->name),
                           name_of(either->name), difference->text);
    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        g_string_append_printf(
            key, "|%u %s", difference->outcome[i].effect,
            difference->outcome[i].text ? difference->outcome[i].text : "");
    }
    return g_string_free(key, FALSE);
}

static void add_name(GPtrArray *names, const char *name)
{
    if (name &&
        !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
        g_ptr_array_add(names, (char *)name);
    }
}

/* Of the first driver: gates of all are the same, or of a common parent. */
static GArray *gates_of(const WireComparison *comparison, TreeSide side,
                        Names reads)
{
    const WireModel *model = comparison->models[side];
    const Driver *driver =
        comparison->drivers->len > 0 ? comparison->drivers->pdata[0] : NULL;

    driver = driver ? wire_model_driver(model, driver->name) : NULL;
    return wire_model_gates(model, driver, reads);
}

/* What is inside something that is sent under a condition. */
static void weaken(const StatePair *pair, VMStateDifference *difference)
{
    const VMState *holder = pair->conditional->fact;

    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        VMStateOutcome *outcome = &difference->outcome[i];

        if (outcome->effect == WIRE_MISREAD ||
            outcome->effect == WIRE_REFUSED) {
            outcome->text = diff_format(
                pair->comparison->diff, "%s, when '%s' is sent%s%s%s",
                outcome->text ? outcome->text : "breaks", name_of(holder->name),
                holder->sent_when ? " (" : "",
                holder->sent_when ? holder->sent_when : "",
                holder->sent_when ? ")" : "");
            outcome->effect = WIRE_IF_SENT;
        }
    }
    if (!difference->condition) {
        difference->condition = condition_of(holder);
    }
}

void diff_record(const StatePair *pair, VMStateDifference *difference,
                 TreeSide side, Names reads)
{
    const WireComparison *comparison = pair->comparison;
    VMStateDiff *diff = comparison->diff;
    g_autofree char *key = NULL;
    VMStateDifference *known;

    if (pair->conditional) {
        weaken(pair, difference);
        reads = reads ? reads : pair->conditional->fact->needed_reads;
    }
    key = key_of(difference);
    known = g_hash_table_lookup(diff->by_key, key);
    if (!known) {
        known = g_memdup2(difference, sizeof(*difference));
        known->gates = gates_of(comparison, side, reads);
        known->gated = side == SIDE_OLD ? WIRE_FORWARD : WIRE_BACKWARD;
        known->drivers = g_ptr_array_new();
        known->targets = g_ptr_array_new();
        g_ptr_array_add(diff->all, known);
        g_hash_table_insert(diff->by_key, g_steal_pointer(&key), known);
        diff->is_sorted = false;
    }
    for (guint i = 0; i < comparison->drivers->len; i++) {
        const Driver *driver = comparison->drivers->pdata[i];

        add_name(known->drivers, driver->name);
    }
    /* The models, and their texts, may go away. */
    for (guint i = 0; i < N_TREE_SIDES; i++) {
        const char *target = wire_model_target(comparison->models[i]);

        add_name(known->targets,
                 target ? diff_format(diff, "%s", target) : NULL);
    }
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *state_name(const VMStateDifference *difference)
{
    const VMState *state =
        difference->after ? difference->after : difference->before;

    return state->name;
}

static int compare_places(const VMStateDifference *x,
                          const VMStateDifference *y, WireDirection side)
{
    static const Location nowhere;
    const Location *a = vmstate_difference_place(x, side);
    const Location *b = vmstate_difference_place(y, side);

    return location_compare(a ? a : &nowhere, b ? b : &nowhere);
}

static int compare_differences(gconstpointer a, gconstpointer b)
{
    const VMStateDifference *x = *(const VMStateDifference *const *)a;
    const VMStateDifference *y = *(const VMStateDifference *const *)b;
    int order = g_strcmp0(state_name(x), state_name(y));

    order = order ? order : compare_places(x, y, WIRE_BACKWARD);
    order = order ? order : compare_places(x, y, WIRE_FORWARD);
    order = order ? order : (x->kind > y->kind) - (x->kind < y->kind);
    order = order ? order : g_strcmp0(x->name, y->name);
    order = order ? order : g_strcmp0(x->text, y->text);
    for (guint i = 0; i < N_WIRE_DIRECTIONS && order == 0; i++) {
        order = g_strcmp0(x->outcome[i].text, y->outcome[i].text);
    }
    return order;
}

const GPtrArray *vmstate_diff_all(VMStateDiff *diff)
{
    if (!diff->is_sorted) {
        for (guint i = 0; i < diff->all->len; i++) {
            VMStateDifference *difference = diff->all->pdata[i];

            g_ptr_array_sort(difference->drivers, compare_names);
            g_ptr_array_sort(difference->targets, compare_names);
        }
        g_ptr_array_sort(diff->all, compare_differences);
        diff->is_sorted = true;
    }
    return diff->all;
}
