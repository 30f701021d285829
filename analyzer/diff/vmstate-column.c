/*
 * Lists the fields on one side's wire.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-column.h"

#include "diff/vmstate-align.h"

#include <string.h>

/* Deeper nesting is a description that holds itself. */
#define MAX_DEPTH 32

typedef struct Filler {
    Column *column;
    const WireState *other;
    guint depth;
} Filler;

static void cell_clear(gpointer data)
{
    g_free(((Cell *)data)->layout);
}

static bool has_field(const WireState *state, const char *name)
{
    for (guint i = 0; i < state->fields->len; i++) {
        const WireField *field = &g_array_index(state->fields, WireField, i);

        if (g_strcmp0(field->fact->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_nested(const WireState *state, const char *name)
{
    for (guint i = 0; i < state->fields->len; i++) {
        const WireField *field = &g_array_index(state->fields, WireField, i);

        if (field->nested && g_strcmp0(field->nested->fact->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool stands_apart(const WireField *field, const WireState *other)
{
    const WireState *nested = field->nested;

    if (!nested || field->fact->count != 1 || field->fact->exists ||
        nested->subsections->len > 0 || has_field(other, field->fact->name) ||
        has_nested(other, nested->fact->name)) {
        return false;
    }
    for (guint i = 0; i < nested->fields->len; i++) {
        const WireField *member = &g_array_index(nested->fields, WireField, i);

        if (g_strcmp0(member->fact->kind, "unused") != 0 &&
            has_field(other, member->fact->name)) {
            return true;
        }
    }
    return false;
}

static void add_fields(Filler *filler, const WireState *state, gint64 version)
{
    for (guint i = 0; i < state->fields->len; i++) {
        const WireField *field = &g_array_index(state->fields, WireField, i);

        if (wire_field_presence(field, version) == WIRE_ABSENT) {
            continue;
        }
        if (filler->depth < MAX_DEPTH && stands_apart(field, filler->other)) {
            filler->depth++;
            add_fields(filler, field->nested, wire_field_nested_version(field));
            filler->depth--;
        } else {
            const Cell cell = {field, version, field_layout(field, version),
                               false};

            g_array_append_val(filler->column->cells, cell);
        }
    }
}

void column_fill(Column *column, const WireState *state, gint64 version,
                 const WireState *other)
{
    Filler filler = {column, other, 0};

    column->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    g_array_set_clear_func(column->cells, cell_clear);
    add_fields(&filler, state, version);
}

void column_clear(Column *column)
{
    g_array_unref(column->cells);
}

char *column_layout(const Column *column, guint from, guint to)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = from; i < to; i++) {
        const Cell *cell = column_cell(column, i);

        g_ptr_array_add(fields, (gpointer)cell->field);
        g_array_append_val(versions, cell->version);
    }
    return fields_layout((const WireField *const *)fields->pdata,
                         (const gint64 *)versions->data, fields->len);
}

bool field_is_padding(const WireField *field)
{
    return g_strcmp0(field->fact->kind, "unused") == 0 ||
           (wire_field_is_raw(field) &&
            g_strcmp0(field->fact->name, "unused") == 0);
}

static bool has_no_count(const WireField *field)
{
    return g_strcmp0(field->fact->flags, DUMP_NO_COUNT) == 0;
}

/* Sizes in memory: what varies says nothing. */
static bool may_be_raw(const VMStateField *raw, const VMStateField *other)
{
    return other->size < 0 || other->count < 0 || other->count_of ||
           other->size == raw->size ||
           other->size * other->count == raw->size * raw->count ||
           g_strcmp0(other->kind, "opaque") == 0;
}

bool fields_may_be_equal(const WireField *before, const WireField *after)
{
    bool unknown = has_no_count(before) || has_no_count(after);

    if (before->nested || after->nested) {
        return before->nested && after->nested && unknown;
    }
    if (wire_field_is_raw(before) && wire_field_is_raw(after)) {
        return unknown && before->fact->size == after->fact->size;
    }
    if (wire_field_is_raw(before)) {
        return may_be_raw(before->fact, after->fact);
    }
    return wire_field_is_raw(after) && may_be_raw(after->fact, before->fact);
}

/* What it is when it is there. */
static char *bare_layout(const Cell *cell)
{
    VMStateField fact = *cell->field->fact;
    WireField bare = *cell->field;

    fact.exists = NULL;
    bare.fact = &fact;
    return field_layout(&bare, cell->version);
}

bool cells_differ_in_test_alone(const Cell *old, const Cell *new)
{
    g_autofree char *before = bare_layout(old);
    g_autofree char *after = bare_layout(new);

    return !old->field->fact->exists !=
           !new->field->fact->exists &&g_str_equal(before, after);
}
