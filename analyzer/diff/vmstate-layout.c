/*
 * The bytes of fields as text.
 *
 * "b12" is a run of twelve bytes, whatever they are made of; "v{...}" is
 * repeated as often as some number says at run time; "3{...}" three times;
 * "o(x)" is what info x writes; "?{...}" is there if a test says so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

/* Deeper nesting is a description that holds itself. */
#define MAX_DEPTH 32

typedef struct Layout {
    GString *text;
    gint64 run; /* bytes not yet written */
    guint depth;
} Layout;

static void flush(Layout *layout)
{
    if (layout->run > 0) {
        g_string_append_printf(layout->text, "b%" G_GINT64_FORMAT " ",
                               layout->run);
        layout->run = 0;
    }
}

static void append_field(Layout *layout, const WireField *field,
                         gint64 version_id);

static void append_state(Layout *layout, const WireState *state,
                         gint64 version_id)
{
    if (layout->depth > MAX_DEPTH) {
        flush(layout);
        g_string_append(layout->text, "... ");
        return;
    }
    layout->depth++;
    for (guint i = 0; i < state->fields->len; i++) {
        append_field(layout, &g_array_index(state->fields, WireField, i),
                     version_id);
    }
    layout->depth--;
}

static bool is_variable_buffer(const VMStateField *fact)
{
    return g_strcmp0(fact->kind, "buffer") == 0 && fact->count_of;
}

static void append_element(Layout *layout, const WireField *field)
{
    const VMStateField *fact = field->fact;

    if (field->nested) {
        append_state(layout, field->nested, wire_field_nested_version(field));
    } else if (is_variable_buffer(fact)) {
        flush(layout);
        g_string_append(layout->text, "v{b1 } ");
    } else if (g_strcmp0(fact->kind, "opaque") == 0 ||
               g_strcmp0(fact->kind, "bitmap") == 0 || field->size < 0) {
        flush(layout);
        g_string_append_printf(layout->text, "o(%s) ",
                               fact->info ? fact->info : fact->kind);
    } else {
        layout->run += field->size;
    }
}

/* One group that is there `count` times; -1: varies. */
static void append_repeated(Layout *layout, const WireField *field,
                            gint64 count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Layout element = {text, 0, layout->depth};

    append_element(&element, field);
    if (text->len == 0 && count >= 0) {
        layout->run += element.run * count;
        return;
    }
    flush(&element);
    flush(layout);
    if (count < 0) {
        g_string_append_printf(layout->text, "v{%s} ", text->str);
    } else {
        g_string_append_printf(layout->text, "%" G_GINT64_FORMAT "{%s} ", count,
                               text->str);
    }
}

static void append_content(Layout *layout, const WireField *field)
{
    if (field->fact->count == 1) {
        append_element(layout, field);
    } else {
        append_repeated(layout, field, field->fact->count);
    }
}

static void append_field(Layout *layout, const WireField *field,
                         gint64 version_id)
{
    switch (wire_field_presence(field, version_id)) {
    case WIRE_ABSENT:
        break;
    case WIRE_PRESENT:
        append_content(layout, field);
        break;
    case WIRE_CONDITIONAL:
        flush(layout);
        g_string_append(layout->text, "?{");
        append_content(layout, field);
        flush(layout);
        g_string_append(layout->text, "} ");
        break;
    }
}

char *fields_layout(const WireField *const *fields, const gint64 *versions,
                    guint n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Layout layout = {text, 0, 0};

    for (guint i = 0; i < n; i++) {
        append_field(&layout, fields[i], versions[i]);
    }
    flush(&layout);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *field_layout(const WireField *field, gint64 version_id)
{
    return fields_layout(&field, &version_id, 1);
}

char *element_layout(const WireField *field)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Layout layout = {text, 0, 0};

    append_element(&layout, field);
    flush(&layout);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
