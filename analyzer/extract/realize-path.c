/*
 * From "record, member path" to where that is in the interpreter's memory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

typedef struct Walk {
    const IrProgram *program;
    const IrUnit *unit;
    const char *record; /* of the next step; NULL if not known */
    const char *last_record;
    const char *last_member;
    const char *type; /* of what was reached; "" if not known */
    GString *path;
} Walk;

static const char *without_struct(const char *type)
{
    return g_str_has_prefix(type, "struct ")  ? type + 7
           : g_str_has_prefix(type, "union ") ? type + 6
                                              : type;
}

static const IrField *find_field(const IrFile *file, const IrRecord *record,
                                 const char *name, guint *ret_index)
{
    guint n;
    const IrField *fields = ir_fields(file, &n) + record->first_field;

    for (guint i = 0; i < record->n_fields; i++) {
        if (g_str_equal(ir_text(file, fields[i].name), name)) {
            *ret_index = i;
            return &fields[i];
        }
    }
    return NULL;
}

/* "X [4]" is X, told by the element. */
static char *element_type(const char *type)
{
    const char *bracket = strchr(type, '[');
    g_autofree char *text =
        bracket ? g_strndup(type, (gsize)(bracket - type)) : g_strdup(type);

    return g_strdup(g_strstrip(text));
}

static void append_member(Walk *walk, const char *name)
{
    const IrUnit *owner = NULL;
    const IrRecord *record =
        walk->record
            ? ir_program_record(walk->program, walk->unit, walk->record, &owner)
            : NULL;
    guint index = 0;
    const IrField *field =
        record ? find_field(owner->file, record, name, &index) : NULL;
    g_autofree char *element = NULL;
    const IrUnit *inner_unit = NULL;
    const IrRecord *inner;

    walk->type = field ? ir_text(owner->file, field->type) : "";
    element = element_type(walk->type);
    inner = field ? ir_program_record(walk->program, walk->unit,
                                      without_struct(element), &inner_unit)
                  : NULL;
    if (!(field && index == 0 && inner && !strchr(walk->type, '['))) {
        g_string_append_printf(walk->path, ".%s%s%s", field ? walk->record : "",
                               field ? ":" : "", name);
    }
    walk->last_record = walk->record;
    walk->last_member =
        field ? ir_text(owner->file, field->name) : walk->last_member;
    walk->record = inner ? ir_text(inner_unit->file, inner->name) : NULL;
}

char *member_path(const IrProgram *program, const IrUnit *unit,
                  const char *record, const char *member,
                  const char **ret_record, const char **ret_member,
                  const char **ret_type)
{
    Walk walk = {program, unit, record, record, member, "", g_string_new("")};
    const char *at = member;

    while (*at) {
        gsize length = strcspn(at, ".[");
        g_autofree char *name = g_strndup(at, length);

        if (*at == '[') {
            length = strcspn(at, "]") + 1;
            g_string_append_len(walk.path, at, (gssize)length);
        } else {
            append_member(&walk, name);
        }
        at += MIN(length, strlen(at));
        at += *at == '.';
    }
    *ret_record = walk.last_record;
    *ret_member = walk.last_member;
    *ret_type = walk.type;
    return g_string_free(walk.path, FALSE);
}
