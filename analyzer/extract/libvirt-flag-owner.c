/*
 * Which enumeration a flag belongs to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-flag-owner.h"

#include <string.h>

typedef struct Owner {
    const IrFile *file;
    const IrEnum *owner;
    gint64 value;
} Owner;

struct FlagIndex {
    GHashTable *owners; /* enumerator -> Owner */
};

static void add_enum(FlagIndex *index, const IrFile *file, const IrEnum *owner,
                     const IrField *fields)
{
    for (guint i = 0; i < owner->n_constants; i++) {
        const IrField *constant = &fields[owner->first_constant + i];
        const char *name = ir_text(file, constant->name);

        if (!g_hash_table_contains(index->owners, name)) {
            Owner *entry = g_new0(Owner, 1);

            entry->file = file;
            entry->owner = owner;
            entry->value = constant->offset;
            g_hash_table_insert(index->owners, (gpointer)name, entry);
        }
    }
}

FlagIndex *flag_index_new(const IrProgram *program)
{
    FlagIndex *index = g_new0(FlagIndex, 1);

    index->owners =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrFile *file = ir_program_unit(program, i)->file;
        guint n_enums = 0;
        guint n_fields = 0;
        const IrEnum *enums = ir_enums(file, &n_enums);
        const IrField *fields = ir_fields(file, &n_fields);

        for (guint k = 0; k < n_enums; k++) {
            add_enum(index, file, &enums[k], fields);
        }
    }
    return index;
}

void flag_index_free(FlagIndex *index)
{
    if (index) {
        g_hash_table_unref(index->owners);
        g_free(index);
    }
}

const char *flag_index_collision(const FlagIndex *index, const char *flag,
                                 const char *other)
{
    const Owner *mine = g_hash_table_lookup(index->owners, flag);
    const Owner *foreign = g_hash_table_lookup(index->owners, other);
    guint n = 0;
    const IrField *fields;

    if (!mine || !foreign ||
        (mine->owner == foreign->owner && mine->file == foreign->file)) {
        return NULL;
    }
    fields = ir_fields(mine->file, &n);
    for (guint i = 0; i < mine->owner->n_constants; i++) {
        const IrField *constant = &fields[mine->owner->first_constant + i];

        if (constant->offset == foreign->value) {
            return ir_text(mine->file, constant->name);
        }
    }
    return NULL;
}

/* How many words both end in: "_NON_SHARED_INC" has three. */
static guint common_words(const char *a, const char *b)
{
    const char *x = a + strlen(a);
    const char *y = b + strlen(b);
    guint n = 0;

    while (x > a && y > b && x[-1] == y[-1]) {
        x--;
        y--;
        n += *x == '_';
    }
    return n;
}

const char *flag_index_namesake(const FlagIndex *index, const char *flag,
                                const char *other)
{
    const Owner *mine = g_hash_table_lookup(index->owners, flag);
    guint n = 0;
    const IrField *fields = mine ? ir_fields(mine->file, &n) : NULL;
    const char *best = NULL;
    guint most = 0;

    for (guint i = 0; mine && i < mine->owner->n_constants; i++) {
        const IrField *constant = &fields[mine->owner->first_constant + i];
        const char *name = ir_text(mine->file, constant->name);
        guint words = common_words(name, other);

        if (words > most) {
            most = words;
            best = name;
        }
    }
    return best;
}
