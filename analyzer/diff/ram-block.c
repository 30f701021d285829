/*
 * RAM blocks: renamed, resized, gone, new.
 *
 * A block goes by its name, wherever the code that makes it was moved. One
 * that is gone and one that is new, both alone in a function of one name, are
 * one that was renamed: then the values are the names. Of a resized one the
 * values are the sizes. Blocks with computed names are not compared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"
#include "model/possible.h"

static const RamBlock *block_at(const FactSet *facts, guint index)
{
    return g_ptr_array_index(fact_set_ram_blocks(facts), index);
}

static guint n_blocks(const FactSet *facts)
{
    return fact_set_ram_blocks(facts)->len;
}

static const RamBlock *find_block(const FactSet *facts, const char *name)
{
    for (guint i = 0; i < n_blocks(facts); i++) {
        if (g_strcmp0(block_at(facts, i)->name, name) == 0) {
            return block_at(facts, i);
        }
    }
    return NULL;
}

/* Has a block of that name this size, or one that cannot be told? */
static bool may_have_size(const FactSet *facts, const char *name,
                          const Value *size)
{
    for (guint i = 0; i < n_blocks(facts); i++) {
        const RamBlock *block = block_at(facts, i);

        if (g_strcmp0(block->name, name) == 0 &&
            (block->size.kind == VALUE_NONE ||
             block->size.kind == VALUE_UNKNOWN ||
             value_equal(&block->size, size))) {
            return true;
        }
    }
    return false;
}

/* The only block of the function that the other tree has not; NULL if there
 * are several, or one whose name is not known. */
static const RamBlock *find_partner(const FactSet *facts, const char *owner,
                                    const FactSet *other)
{
    const RamBlock *found = NULL;

    for (guint i = 0; i < n_blocks(facts); i++) {
        const RamBlock *block = block_at(facts, i);

        if (g_strcmp0(block->owner, owner) != 0 ||
            (block->name && find_block(other, block->name))) {
            continue;
        }
        if (!block->name || found) {
            return NULL;
        }
        found = block;
    }
    return found;
}

/* Is there a computed name in the function, which this may be? */
static bool may_be_computed(const FactSet *facts, const char *owner)
{
    for (guint i = 0; i < n_blocks(facts); i++) {
        const RamBlock *block = block_at(facts, i);

        if (!block->name && g_strcmp0(block->owner, owner) == 0) {
            return true;
        }
    }
    return false;
}

/* A device that is gone takes its blocks with it. */
static bool all_drivers_gone(const Comparison *comparison, const char *file)
{
    const GPtrArray *drivers = fact_set_drivers(comparison->before.facts);
    bool has_drivers = false;

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_strcmp0(driver->location.file, file) != 0) {
            continue;
        }
        has_drivers = true;
        for (guint k = 0; k < comparison->after.models->len; k++) {
            if (qemu_model_driver(
                    g_ptr_array_index(comparison->after.models, k),
                    driver->name)) {
                return false;
            }
        }
    }
    return has_drivers;
}

static void add_machine_types(const Comparison *comparison,
                              const RamBlock *before, const RamBlock *after,
                              Change *change)
{
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);
        const RamBlock *block = before ? before : after;
        const QemuModel *model = before ? type->old_model : type->new_model;
        const MachineType *machine = before ? type->before : type->after;

        if (type->after && targets_include(block->targets, type->target) &&
            qemu_model_file_possible(model, block->location.file, machine) !=
                POSSIBLE_NO) {
            g_ptr_array_add(change->machine_types, (gpointer)type->before);
        }
    }
}

static Change *add_change(Comparison *comparison, const RamBlock *before,
                          const RamBlock *after)
{
    Change *change = change_set_add(comparison->changes, CHANGE_RAM_BLOCK);

    change->name = before ? before->name : after->name;
    if (before) {
        change->before.exists = true;
        change->before.location = before->location;
        change->before.value = before->size;
    }
    if (after) {
        change->after.exists = true;
        change->after.location = after->location;
        change->after.value = after->size;
    }
    add_machine_types(comparison, before, after, change);
    return change;
}

static void compare_gone(Comparison *comparison, const RamBlock *block)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;
    const RamBlock *partner = find_partner(new, block->owner, old);
    Change *change;

    if (partner && find_partner(old, block->owner, new) == block) {
        change = add_change(comparison, block, partner);
        change->before.value = value_string(block->name);
        change->after.value = value_string(partner->name);
    } else if (!may_be_computed(new, block->owner) &&
               !all_drivers_gone(comparison, block->location.file)) {
        add_change(comparison, block, NULL);
    }
}

static void compare_new(Comparison *comparison, const RamBlock *block)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;
    const RamBlock *partner = find_partner(old, block->owner, new);

    if (!(partner && find_partner(new, block->owner, old) == block) &&
        !may_be_computed(old, block->owner)) {
        add_change(comparison, NULL, block);
    }
}

static bool is_repeated(const FactSet *facts, guint index)
{
    const char *name = block_at(facts, index)->name;

    return index > 0 && g_strcmp0(block_at(facts, index - 1)->name, name) == 0;
}

void diff_ram_blocks(Comparison *comparison)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;

    for (guint i = 0; i < n_blocks(old); i++) {
        const RamBlock *block = block_at(old, i);
        const RamBlock *other = find_block(new, block->name);

        if (!block->name) {
            continue;
        }
        if (!other) {
            if (!is_repeated(old, i)) {
                compare_gone(comparison, block);
            }
        } else if (block->size.kind != VALUE_NONE &&
                   block->size.kind != VALUE_UNKNOWN &&
                   !may_have_size(new, block->name, &block->size)) {
            add_change(comparison, block, other);
        }
    }
    for (guint i = 0; i < n_blocks(new); i++) {
        const RamBlock *block = block_at(new, i);

        if (block->name && !find_block(old, block->name) &&
            !is_repeated(new, i)) {
            compare_new(comparison, block);
        }
    }
}
