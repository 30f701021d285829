/*
 * Objects: a list of slots, found by path through an index once there are
 * many. Every write is noted in the journal, so that a branch can be taken
 * back and applied again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/object.h"

#define INDEX_FROM 8u

/* A spare object, emptied; its memory for slots is kept. */
static Object *reuse(Interpreter *interpreter)
{
    GPtrArray *spare = interpreter->spare;
    Object *object = spare->pdata[spare->len - 1];
    Slot *slots = object->slots;
    guint max_slots = object->max_slots;

    g_ptr_array_set_size(spare, (int)spare->len - 1);
    g_clear_pointer(&object->index, g_hash_table_unref);
    *object = (Object){.slots = slots, .max_slots = max_slots};
    return object;
}

Object *object_new(Interpreter *interpreter, const char *label, Fill fill)
{
    Object *object;

    if (interpreter->spare->len > 0) {
        object = reuse(interpreter);
    } else {
        object = g_new0(Object, 1);
        g_ptr_array_add(interpreter->objects, object);
    }
    object->label = interpreter_intern(interpreter, label);
    object->fill = fill;
    if (!object->fill.base) {
        object->fill.base = path_root(interpreter->paths);
    }
    object->serial = ++interpreter->serial;
    return object;
}

void object_release(Interpreter *interpreter, Object *object)
{
    if (!object->is_shared && object->is_automatic &&
        object->serial > interpreter->mark_serial) {
        g_ptr_array_add(interpreter->spare, object);
    }
}

void object_free(Object *object)
{
    if (!object) {
        return;
    }
    g_clear_pointer(&object->index, g_hash_table_unref);
    g_free(object->slots);
    g_free(object);
}

/* The first slot with that plain path. */
static guint first_slot(const Object *object, const Path *plain)
{
    if (object->index) {
        gpointer found = g_hash_table_lookup(object->index, plain);

        return found ? GPOINTER_TO_UINT(found) - 1 : NO_SLOT;
    }
    for (guint i = 0; i < object->n_slots; i++) {
        if (object->slots[i].path->plain == plain) {
            return i;
        }
    }
    return NO_SLOT;
}

static guint next_slot(const Object *object, guint slot)
{
    guint next = object->slots[slot].next;

    return next ? next - 1 : NO_SLOT;
}

guint object_find(const Object *object, const Path *path, bool *ret_many)
{
    guint found = NO_SLOT;
    guint slot = first_slot(object, path->plain);

    for (; slot != NO_SLOT; slot = next_slot(object, slot)) {
        const Slot *candidate = &object->slots[slot];

        if (candidate->path == path) {
            return slot;
        }
        if (!path_matches(candidate->path, path)) {
            continue;
        }
        if (found == NO_SLOT || !object->slots[found].term) {
            found = slot;
        } else if (candidate->term && ret_many) {
            *ret_many = true;
        }
    }
    return found;
}

/* The elements behind a pointer to a single object are beside the object, not
 * inside it. */
static bool is_below(const Object *object, const Path *path,
                     const Path *ancestor)
{
    if (ancestor->depth == 0 && !object->is_variable && path->depth > 0 &&
        !path_ancestor(path, 1)->member) {
        return false;
    }
    return path_is_below(path, ancestor);
}

bool object_has_below(const Object *object, const Path *path)
{
    if (!path->plain->has_children) {
        return false;
    }
    for (guint i = 0; i < object->n_slots; i++) {
        if (object->slots[i].term &&
            is_below(object, object->slots[i].path, path)) {
            return true;
        }
    }
    return false;
}

static void index_slot(Object *object, guint slot)
{
    const Path *plain = object->slots[slot].path->plain;
    gpointer first = g_hash_table_lookup(object->index, plain);

    if (!first) {
        g_hash_table_insert(object->index, (Path *)plain,
                            GUINT_TO_POINTER(slot + 1));
    }
}

static guint add_slot(Object *object, const Path *path)
{
    guint slot = object->n_slots;
    guint last = first_slot(object, path->plain);

    if (slot == object->max_slots) {
        object->max_slots = MAX(2, 2 * object->max_slots);
        object->slots = g_renew(Slot, object->slots, object->max_slots);
    }
    object->slots[slot] = (Slot){.path = path};
    object->n_slots++;
    while (last != NO_SLOT && next_slot(object, last) != NO_SLOT) {
        last = next_slot(object, last);
    }
    if (last != NO_SLOT) {
        object->slots[last].next = slot + 1;
    }
    if (object->index) {
        index_slot(object, slot);
    } else if (object->n_slots > INDEX_FROM) {
        object->index = g_hash_table_new(g_direct_hash, g_direct_equal);
        for (guint i = 0; i < object->n_slots; i++) {
            index_slot(object, i);
        }
    }
    return slot;
}

void object_set(Interpreter *interpreter, Object *object, guint slot,
                const Term *term, Location where)
{
    Slot *cell = &object->slots[slot];
    Change old = {object, slot, cell->term, cell->where};

    if (cell->term == term && !term) {
        return;
    }
    if (!object->is_frozen && object->serial <= interpreter->mark_serial) {
        g_array_append_val(interpreter->journal, old);
    }
    cell->term = term;
    cell->where = where;
}

static void forget_below(Interpreter *interpreter, Object *object,
                         const Path *path)
{
    if (!path->plain->has_children) {
        return;
    }
    for (guint i = 0; i < object->n_slots; i++) {
        if (object->slots[i].term &&
            is_below(object, object->slots[i].path, path)) {
            object_set(interpreter, object, i, NULL, (Location){NULL, 0});
        }
    }
}

void object_put(Interpreter *interpreter, Object *object, const Path *path,
                const Term *term, Location where)
{
    guint slot = object_find(object, path, NULL);

    if (slot == NO_SLOT) {
        slot = add_slot(object, path);
    }
    forget_below(interpreter, object, path);
    object_set(interpreter, object, slot, term, where);
}

void object_copy_below(Interpreter *interpreter, Object *to, const Object *from,
                       const Path *root)
{
    const Path *base = path_root(interpreter->paths);

    for (guint i = 0; i < from->n_slots; i++) {
        const Slot *slot = &from->slots[i];
        const Path *ancestor;
        guint copy;

        if (!slot->term || slot->path->depth < root->depth) {
            continue;
        }
        ancestor = path_ancestor(slot->path, root->depth);
        if (path_matches(ancestor, root)) {
            copy = add_slot(to, path_rebase(interpreter->paths, base,
                                            slot->path, ancestor));
            to->slots[copy].term = slot->term;
            to->slots[copy].where = slot->where;
        }
    }
}

void journal_undo(Interpreter *interpreter, guint length)
{
    GArray *journal = interpreter->journal;

    for (guint i = journal->len; i > length; i--) {
        const Change *old = &g_array_index(journal, Change, i - 1);
        Slot *slot = &old->object->slots[old->slot];

        slot->term = old->term;
        slot->where = old->where;
    }
    g_array_set_size(journal, length);
}

GArray *journal_collect(Interpreter *interpreter, guint length)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(Change));
    guint stamp = ++interpreter->stamp;

    for (guint i = length; i < interpreter->journal->len; i++) {
        Change change = g_array_index(interpreter->journal, Change, i);
        Slot *slot = &change.object->slots[change.slot];

        if (slot->stamp != stamp) {
            slot->stamp = stamp;
            change.term = slot->term;
            change.where = slot->where;
            g_array_append_val(changes, change);
        }
    }
    return changes;
}

void journal_apply(Interpreter *interpreter, const GArray *changes)
{
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);

        object_set(interpreter, change->object, change->slot, change->term,
                   change->where);
    }
}
