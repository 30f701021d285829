/*
 * Merging: each cell that any way changed becomes what all ways agree on, or
 * a choice by their conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/merge.h"

#include "interpret/memory.h"
#include "interpret/object.h"
#include "interpret/term.h"

/* A cell that at least one way changed. */
typedef struct Touched {
    Object *object;
    guint slot;
    guint n_by;       /* ways that changed it */
    const Term *term; /* what the last of them left in it */
    Location where;
    bool is_covered; /* something above it was changed too */
} Touched;

static const Strand *strand_at(const GArray *strands, guint index)
{
    return &g_array_index(strands, Strand, index);
}

static void touch(Interpreter *interpreter, GArray *touched,
                  const Change *change)
{
    Slot *slot = &change->object->slots[change->slot];
    Touched fresh = {.object = change->object, .slot = change->slot};
    Touched *entry;

    if (slot->stamp != interpreter->stamp) {
        slot->stamp = interpreter->stamp;
        slot->entry = touched->len;
        g_array_append_val(touched, fresh);
    }
    entry = &g_array_index(touched, Touched, slot->entry);
    entry->n_by++;
    entry->term = change->term;
    entry->where = change->where.file ? change->where : entry->where;
}

static GArray *collect_touched(Interpreter *interpreter, const GArray *strands)
{
    GArray *touched = g_array_new(FALSE, FALSE, sizeof(Touched));

    interpreter->stamp++;
    for (guint i = 0; i < strands->len; i++) {
        const GArray *changes = strand_at(strands, i)->changes;

        for (guint k = 0; k < changes->len; k++) {
            const Change *change = &g_array_index(changes, Change, k);

            if (!change->object->is_gone) {
                touch(interpreter, touched, change);
            }
        }
    }
    return touched;
}

/* Is a cell above it among the touched ones? */
static bool is_covered(const Interpreter *interpreter, const Touched *touched)
{
    const Object *object = touched->object;
    const Path *path = object->slots[touched->slot].path;

    for (path = path->parent; path; path = path->parent) {
        guint slot = object_find(object, path, NULL);

        if (slot != NO_SLOT &&
            object->slots[slot].stamp == interpreter->stamp) {
            return true;
        }
    }
    return false;
}

static const Term *value_now(Interpreter *interpreter, const Touched *touched)
{
    const Slot *slot = &touched->object->slots[touched->slot];

    if (slot->term && !slot->path->plain->has_children) {
        return slot->term;
    }
    return memory_freeze(interpreter, memory_read(interpreter, touched->object,
                                                  slot->path, NULL));
}

/* NULL if there are too many alternatives. */
static const Term *merged_value(Interpreter *interpreter, const GArray *strands,
                                const Term *const *values, guint stride)
{
    ChoiceBuilder choice;
    bool equal = true;

    for (guint i = 1; i < strands->len && equal; i++) {
        equal = term_equal(values[0], values[i * stride]);
    }
    if (equal) {
        return values[0];
    }
    choice_start(&choice, interpreter);
    for (guint i = 0; i < strands->len; i++) {
        const GArray *guards = strand_at(strands, i)->guards;

        choice_add(&choice, (const Guard *)(void *)guards->data, guards->len,
                   values[i * stride]);
    }
    return choice_end(&choice);
}

/* Made on one way, so that the others know nothing of it. */
static bool is_of_one_way(const Touched *touched, Mark mark)
{
    return touched->object->serial > mark.serial && touched->n_by == 1;
}

/* What each way leaves in each touched cell: a row for each way. */
static const Term **collect_values(Interpreter *interpreter, Mark mark,
                                   const GArray *strands, const GArray *touched)
{
    const Term **values = g_new0(const Term *, strands->len * touched->len);

    for (guint i = 0; i < strands->len; i++) {
        journal_apply(interpreter, strand_at(strands, i)->changes);
        for (guint k = 0; k < touched->len; k++) {
            const Touched *cell = &g_array_index(touched, Touched, k);

            if (!cell->is_covered && !is_of_one_way(cell, mark)) {
                values[i * touched->len + k] = value_now(interpreter, cell);
            }
        }
        journal_undo(interpreter, mark.journal);
    }
    return values;
}

static void merge_cells(Interpreter *interpreter, Mark mark,
                        const GArray *strands)
{
    g_autoptr(GArray) touched = collect_touched(interpreter, strands);
    g_autofree const Term **values = NULL;

    for (guint k = 0; k < touched->len; k++) {
        Touched *cell = &g_array_index(touched, Touched, k);

        cell->is_covered = is_covered(interpreter, cell);
    }
    values = collect_values(interpreter, mark, strands, touched);
    for (guint k = 0; k < touched->len; k++) {
        const Touched *cell = &g_array_index(touched, Touched, k);
        const Path *path = cell->object->slots[cell->slot].path;

        if (is_of_one_way(cell, mark)) {
            object_set(interpreter, cell->object, cell->slot, cell->term,
                       cell->where);
        } else if (!cell->is_covered) {
            object_put(
                interpreter, cell->object, path,
                merged_value(interpreter, strands, values + k, touched->len),
                cell->where);
        }
    }
}

static const Term *merge_results(Interpreter *interpreter,
                                 const GArray *strands)
{
    g_autofree const Term **values = g_new0(const Term *, strands->len);

    for (guint i = 0; i < strands->len; i++) {
        values[i] = strand_at(strands, i)->value;
        if (!values[i]) {
            return NULL;
        }
    }
    return merged_value(interpreter, strands, values, 1);
}

const Term *merge_strands(Interpreter *interpreter, Mark mark,
                          const GArray *strands)
{
    if (strands->len == 1) {
        journal_apply(interpreter, strand_at(strands, 0)->changes);
        return strand_at(strands, 0)->value;
    }
    merge_cells(interpreter, mark, strands);
    return merge_results(interpreter, strands);
}
