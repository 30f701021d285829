/*
 * A list of changes and its total order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/change.h"

#include <string.h>

struct ChangeSet {
    GPtrArray *all; /* Change * */
    GStringChunk *texts;
};

static void change_free(gpointer data)
{
    Change *change = data;

    g_ptr_array_unref(change->machine_types);
    g_ptr_array_unref(change->drivers);
    g_free(change);
}

ChangeSet *change_set_new(void)
{
    ChangeSet *changes = g_new0(ChangeSet, 1);

    changes->all = g_ptr_array_new_with_free_func(change_free);
    changes->texts = g_string_chunk_new(4096);
    return changes;
}

void change_set_free(ChangeSet *changes)
{
    if (!changes) {
        return;
    }
    g_ptr_array_unref(changes->all);
    g_string_chunk_free(changes->texts);
    g_free(changes);
}

Change *change_set_add(ChangeSet *changes, ChangeKind kind)
{
    Change *change = g_new0(Change, 1);

    change->kind = kind;
    change->machine_types = g_ptr_array_new();
    change->drivers = g_ptr_array_new();
    g_ptr_array_add(changes->all, change);
    return change;
}

const char *change_set_text(ChangeSet *changes, const char *text)
{
    return text ? g_string_chunk_insert_const(changes->texts, text) : NULL;
}

const GPtrArray *change_set_all(const ChangeSet *changes)
{
    return changes->all;
}

static int compare_sides(const ChangeSide *x, const ChangeSide *y)
{
    int order = value_compare(&x->value, &y->value);

    return order ? order : location_compare(&x->location, &y->location);
}

static int compare_machine_types(const GPtrArray *x, const GPtrArray *y)
{
    for (guint i = 0; i < x->len && i < y->len; i++) {
        const MachineType *one = g_ptr_array_index(x, i);
        const MachineType *other = g_ptr_array_index(y, i);
        int order = strcmp(one->name, other->name);

        if (order) {
            return order;
        }
    }
    return (x->len > y->len) - (x->len < y->len);
}

static int compare_changes(const void *a, const void *b)
{
    const Change *x = *(const Change *const *)a;
    const Change *y = *(const Change *const *)b;
    int order = (x->kind > y->kind) - (x->kind < y->kind);

    order = order ? order : g_strcmp0(x->driver, y->driver);
    order = order ? order : g_strcmp0(x->name, y->name);
    order = order ? order : compare_sides(&x->before, &y->before);
    order = order ? order : compare_sides(&x->after, &y->after);
    order = order ? order : g_strcmp0(x->note, y->note);
    return order ? order
                 : compare_machine_types(x->machine_types, y->machine_types);
}

void change_set_sort(ChangeSet *changes)
{
    g_ptr_array_sort(changes->all, compare_changes);
}

const char *change_kind_text(ChangeKind kind)
{
    static const char *const texts[] = {
#define X(name, text) text,
        CHANGE_KINDS(X)
#undef X
    };

    return texts[kind];
}
