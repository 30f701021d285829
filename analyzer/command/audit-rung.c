/*
 * Aligns two wire orders: what stays the same in the same order is one rung,
 * and so is what has one name on both sides between two such.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/audit-ladder.h"

/* One thing on the wire. */
typedef struct Step {
    const char *name; /* borrowed */
    const char *text; /* interned in the audit */
} Step;

static const char *field_text(Audit *audit, const VMStateField *field)
{
    g_autoptr(GString) text = g_string_new(field->name ? field->name : "");

    g_string_append_printf(text, ": %s", field->kind);
    if (field->vmstate) {
        g_string_append_printf(text, " %s", field->vmstate);
    }
    if (field->size >= 0 && !field->vmstate) {
        g_string_append_printf(text, " %" G_GINT64_FORMAT, field->size);
    }
    if (field->count < 0) {
        g_string_append_printf(text, " x %s",
                               field->count_of ? field->count_of : "?");
    } else if (field->count != 1) {
        g_string_append_printf(text, " x %" G_GINT64_FORMAT, field->count);
    }
    if (field->version_id > 0) {
        g_string_append_printf(text, ", from version %" G_GINT64_FORMAT,
                               field->version_id);
    }
    if (field->exists) {
        g_string_append_printf(text, ", if %s",
                               field->exists_text ? field->exists_text
                                                  : field->exists);
    }
    return audit_text(audit, text->str);
}

static GArray *list_steps(Audit *audit, const VMState *state)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));

    for (guint i = 0; i < state->fields->len; i++) {
        const VMStateField *field =
            &g_array_index(state->fields, VMStateField, i);
        const Step step = {field->name, field_text(audit, field)};

        g_array_append_val(steps, step);
    }
    for (guint i = 0; i < state->subsections->len; i++) {
        const char *name = g_ptr_array_index(state->subsections, i);
        const Step step = {name, audit_format(audit, "subsection %s", name)};

        g_array_append_val(steps, step);
    }
    return steps;
}

static const Step *step_at(const GArray *steps, guint i)
{
    return i < steps->len ? &g_array_index(steps, Step, i) : NULL;
}

/* Longest common order: how long it is from (i, k) on. The caller's. */
static guint *common_lengths(const GArray *old, const GArray *new)
{
    guint width = new->len + 1;
    guint *lengths = g_new0(guint, (gsize)(old->len + 1) * width);

    for (guint i = old->len; i-- > 0;) {
        for (guint k = new->len; k-- > 0;) {
            guint *at = lengths + (gsize)i * width + k;

            /* Interned. */
            *at = step_at(old, i)->text == step_at(new, k)->text
                      ? at[width + 1] + 1
                      : MAX(at[width], at[1]);
        }
    }
    return lengths;
}

static void add_rung(AuditLadder *ladder, const Step *before, const Step *after)
{
    const AuditRung rung = {
        .before = before ? before->text : NULL,
        .after = after ? after->text : NULL,
        .is_same = before && after && before->text == after->text,
    };

    g_array_append_val(ladder->rungs, rung);
}

void audit_fill_ladder(Audit *audit, AuditLadder *ladder, const VMState *before,
                       const VMState *after)
{
    g_autoptr(GArray) old = list_steps(audit, before);
    g_autoptr(GArray) new = list_steps(audit, after);
    g_autofree guint *lengths = common_lengths(old, new);
    guint width = new->len + 1;

    for (guint i = 0, k = 0; i < old->len || k < new->len;) {
        const Step *left = step_at(old, i);
        const Step *right = step_at(new, k);
        const guint *at = lengths + (gsize)i * width + k;

        if (left && right &&
            (left->text == right->text ||
             g_strcmp0(left->name, right->name) == 0)) {
            add_rung(ladder, left, right);
            i++;
            k++;
        } else if (left && (!right || at[width] >= at[1])) {
            add_rung(ladder, left, NULL);
            i++;
        } else {
            add_rung(ladder, NULL, right);
            k++;
        }
    }
}
