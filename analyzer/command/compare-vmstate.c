/*
 * VMStates of two trees: versions, fields in wire order, subsections.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/compare.h"
#include "command/pairs.h"

/* Not the targets: a new architecture changes those of every common device. */
static char *name_and_symbol(const void *fact)
{
    const VMState *vmstate = fact;

    return g_strdup_printf("%s\n%s", vmstate->name ? vmstate->name : "",
                           vmstate->symbol ? vmstate->symbol : "");
}

/* The variable was renamed: still in the same directory. Many devices call
 * their description "cpu" or "serial". */
static char *name_and_directory(const void *fact)
{
    const VMState *vmstate = fact;
    const char *file = vmstate->location.file;
    g_autofree char *directory = g_path_get_dirname(file ? file : "");

    return g_strdup_printf("%s\n%s", vmstate->name ? vmstate->name : "",
                           directory);
}

static const char *subject_of(const VMState *vmstate)
{
    if (vmstate->name) {
        return vmstate->name;
    }
    return vmstate->symbol ? vmstate->symbol : "(no name)";
}

static void compare_number(const Comparison *comparison, const VMState *old,
                           const VMState *new, const char *what,
                           const gint64 numbers[2])
{
    g_autofree char *subject = g_strdup_printf("%s %s", subject_of(new), what);
    g_autofree char *before = g_strdup_printf("%" G_GINT64_FORMAT, numbers[0]);
    g_autofree char *after = g_strdup_printf("%" G_GINT64_FORMAT, numbers[1]);
    const Side sides[] = {{before, NULL, &old->location},
                          {after, NULL, &new->location}};

    if (numbers[0] != numbers[1]) {
        differences_add(comparison->differences, DIFFERENCE_VMSTATE_VERSION,
                        subject, &sides[0], &sides[1], NULL);
    }
}

static void append_number(GString *text, const char *name, gint64 number)
{
    g_string_append_printf(text, " %s ", name);
    if (number < 0) {
        g_string_append(text, "varies");
    } else {
        g_string_append_printf(text, "%" G_GINT64_FORMAT, number);
    }
}

/* All that decides how the field looks on the wire. Whether there is a
 * condition counts, not how it is spelled. */
static char *field_text(const VMStateField *field)
{
    g_autoptr(GString) text = g_string_new(field->kind);

    append_number(text, "size", field->size);
    append_number(text, "count", field->count);
    append_number(text, "version", field->version_id);
    if (field->vmstate) {
        g_string_append_printf(text, " of %s", field->vmstate);
    }
    if (field->exists) {
        g_string_append(text, " conditional");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *field_key(const void *fact)
{
    const VMStateField *field = fact;
    g_autofree char *text = field_text(field);

    return g_strdup_printf("%s %s", field->name ? field->name : "", text);
}

static char *field_name(const void *fact)
{
    const VMStateField *field = fact;

    return g_strdup(field->name ? field->name : "");
}

static GPtrArray *field_list(const GArray *fields)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < fields->len; i++) {
        g_ptr_array_add(list, &g_array_index(fields, VMStateField, i));
    }
    return list;
}

/* The field's own place, or that of what it is in. */
static const Location *field_place(const VMStateField *field,
                                   const VMState *vmstate)
{
    return field && field->location.file ? &field->location
                                         : &vmstate->location;
}

/* `both`: the vmstates that the pair's fields are in. */
static void compare_field(const Comparison *comparison, const Pair *both,
                          const Pair *pair)
{
    const VMStateField *old = pair->before;
    const VMStateField *new = pair->after;
    const VMStateField *either = old ? old : new;
    g_autofree char *subject =
        g_strdup_printf("%s: %s", subject_of(both->after),
                        either->name ? either->name : "(no name)");
    g_autofree char *before = old ? field_text(old) : NULL;
    g_autofree char *after = new ? field_text(new) : NULL;
    const Side sides[] = {{before, NULL, field_place(old, both->before)},
                          {after, NULL, field_place(new, both->after)}};

    if (g_strcmp0(before, after) != 0) {
        differences_add(comparison->differences, DIFFERENCE_VMSTATE_FIELDS,
                        subject, old ? &sides[0] : NULL, new ? &sides[1] : NULL,
                        NULL);
    }
}

static bool in_same_order(const GArray *pairs, const GArray *fields)
{
    guint at = 0;

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        guint place;

        if (!pair->before || !pair->after) {
            continue;
        }
        place = (const VMStateField *)pair->after -
                &g_array_index(fields, VMStateField, 0);
        if (place < at) {
            return false;
        }
        at = place;
    }
    return true;
}

static void compare_fields(const Comparison *comparison, const VMState *old,
                           const VMState *new)
{
    g_autoptr(GPtrArray) before = field_list(old->fields);
    g_autoptr(GPtrArray) after = field_list(new->fields);
    g_autoptr(GArray) pairs = pair_facts(before, after, field_key, field_name);
    const Side sides[] = {{"one order", NULL, &old->location},
                          {"another order", NULL, &new->location}};

    for (guint i = 0; i < pairs->len; i++) {
        compare_field(comparison, &(const Pair){old, new},
                      &g_array_index(pairs, Pair, i));
    }
    if (!in_same_order(pairs, new->fields)) {
        differences_add(comparison->differences, DIFFERENCE_VMSTATE_FIELDS,
                        subject_of(new), &sides[0], &sides[1], NULL);
    }
}

static bool has_subsection(const VMState *vmstate, const char *name)
{
    for (guint i = 0; i < vmstate->subsections->len; i++) {
        if (g_strcmp0(g_ptr_array_index(vmstate->subsections, i), name) == 0) {
            return true;
        }
    }
    return false;
}

/* Subsections of `in` that `other` has not. */
static void list_missing(const Comparison *comparison, const VMState *in,
                         const VMState *other, DifferenceKind kind)
{
    const Side side = {.location = &in->location};
    bool removed = kind == DIFFERENCE_SUBSECTION_REMOVED;

    for (guint i = 0; i < in->subsections->len; i++) {
        const char *name = g_ptr_array_index(in->subsections, i);

        if (name && !has_subsection(other, name)) {
            differences_add(comparison->differences, kind, name,
                            removed ? &side : NULL, removed ? NULL : &side,
                            NULL);
        }
    }
}

static void compare_both(const Comparison *comparison, const VMState *old,
                         const VMState *new)
{
    compare_number(comparison, old, new, "version_id",
                   (gint64[]){old->version_id, new->version_id});
    compare_number(
        comparison, old, new, "minimum_version_id",
        (gint64[]){old->minimum_version_id, new->minimum_version_id});
    compare_number(comparison, old, new, "unmigratable",
                   (gint64[]){old->unmigratable, new->unmigratable});
    compare_fields(comparison, old, new);
    list_missing(comparison, old, new, DIFFERENCE_SUBSECTION_REMOVED);
    list_missing(comparison, new, old, DIFFERENCE_SUBSECTION_ADDED);
}

static void compare_pair(const Comparison *comparison, const Pair *pair)
{
    const VMState *old = pair->before;
    const VMState *new = pair->after;
    const VMState *either = old ? old : new;
    const Side side = {.location = &either->location};

    if (!new) {
        differences_add(comparison->differences, DIFFERENCE_VMSTATE_REMOVED,
                        subject_of(old), &side, NULL, NULL);
    } else if (!old) {
        differences_add(comparison->differences, DIFFERENCE_VMSTATE_ADDED,
                        subject_of(new), NULL, &side, NULL);
    } else {
        compare_both(comparison, old, new);
    }
}

void compare_vmstates(const Comparison *comparison)
{
    gsize targets_at = G_STRUCT_OFFSET(VMState, targets);
    g_autoptr(GPtrArray) before = compare_choose(
        comparison, fact_set_vmstates(comparison->before), targets_at);
    g_autoptr(GPtrArray) after = compare_choose(
        comparison, fact_set_vmstates(comparison->after), targets_at);
    g_autoptr(GArray) pairs =
        pair_facts(before, after, name_and_symbol, name_and_directory);

    for (guint i = 0; i < pairs->len; i++) {
        compare_pair(comparison, &g_array_index(pairs, Pair, i));
    }
}
