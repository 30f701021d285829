/*
 * An index of the fields of each record, made when first asked for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/record.h"

#include "interpret/arena.h"

#include <string.h>

/* One record as one unit sees it. */
typedef struct Layout {
    const IrRecord *record;
    const IrUnit *unit;
    RecordField *first;
    GHashTable *fields; /* name -> RecordField */
} Layout;

/* A name means different records in different units. */
typedef struct Key {
    const IrUnit *unit;
    const char *name;
} Key;

struct RecordTable {
    const IrProgram *program;
    Arena *arena;
    GHashTable *by_record; /* const IrRecord * -> Layout */
    GHashTable *by_name;   /* Key -> Layout */
};

static guint key_hash(gconstpointer data)
{
    const Key *key = data;

    return g_direct_hash(key->unit) * 31 + g_str_hash(key->name);
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    const Key *x = a;
    const Key *y = b;

    return x->unit == y->unit && g_str_equal(x->name, y->name);
}

static void layout_free(gpointer data)
{
    Layout *layout = data;

    g_hash_table_unref(layout->fields);
}

RecordTable *record_table_new(const IrProgram *program)
{
    RecordTable *table = g_new0(RecordTable, 1);

    table->program = program;
    table->arena = arena_new();
    table->by_record =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, layout_free);
    table->by_name = g_hash_table_new(key_hash, key_equal);
    return table;
}

void record_table_free(RecordTable *table)
{
    if (!table) {
        return;
    }
    g_hash_table_unref(table->by_record);
    g_hash_table_unref(table->by_name);
    arena_free(table->arena);
    g_free(table);
}

/* The name of the record a type text names, without tag. */
static const char *bare_name(const char *type)
{
    if (g_str_has_prefix(type, "struct ")) {
        return type + strlen("struct ");
    }
    return g_str_has_prefix(type, "union ") ? type + strlen("union ") : type;
}

static void add_fields(RecordTable *table, Layout *layout,
                       const IrRecord *record, const IrUnit *unit,
                       gint64 offset)
{
    const IrFile *file = unit->file;
    guint n_all;
    const IrField *fields = ir_fields(file, &n_all) + record->first_field;

    for (guint i = 0; i < record->n_fields; i++) {
        RecordField *field = arena_alloc(table->arena, sizeof(*field));
        bool known = offset >= 0 && fields[i].offset >= 0;

        *field = (RecordField){
            .unit = unit,
            .record = ir_text(file, record->name),
            .name = ir_text(file, fields[i].name),
            .type = ir_text(file, fields[i].type),
            .offset = known ? offset + fields[i].offset : -1,
        };
        if (!layout->first) {
            layout->first = field;
        }
        if (*field->name) {
            g_hash_table_insert(layout->fields, (char *)field->name, field);
        } else {
            const IrUnit *inner_unit = unit;
            const IrRecord *inner = ir_program_record(
                table->program, unit, bare_name(field->type), &inner_unit);

            if (inner && inner != record) {
                add_fields(table, layout, inner, inner_unit, field->offset);
            }
        }
    }
}

static Layout *layout_new(RecordTable *table, const IrRecord *record,
                          const IrUnit *unit)
{
    Layout *layout = arena_alloc(table->arena, sizeof(*layout));

    layout->record = record;
    layout->unit = unit;
    layout->fields = g_hash_table_new(g_str_hash, g_str_equal);
    add_fields(table, layout, record, unit, 0);
    g_hash_table_insert(table->by_record, (IrRecord *)record, layout);
    return layout;
}

/* NULL if there is no such record. */
static const Layout *layout_find(RecordTable *table, const IrUnit *unit,
                                 const char *name)
{
    Key key = {unit, name};
    const IrUnit *found = unit;
    const IrRecord *record;
    Layout *layout = NULL;
    Key *kept;

    if (g_hash_table_lookup_extended(table->by_name, &key, NULL,
                                     (gpointer *)&layout)) {
        return layout;
    }
    record = ir_program_record(table->program, unit, name, &found);
    if (record) {
        layout = g_hash_table_lookup(table->by_record, record);
        layout = layout ? layout : layout_new(table, record, found);
    }
    kept = arena_alloc(table->arena, sizeof(*kept));
    *kept = (Key){unit, arena_string(table->arena, name)};
    g_hash_table_insert(table->by_name, kept, layout);
    return layout;
}

bool record_find(RecordTable *table, const IrUnit *unit, const char *record)
{
    return layout_find(table, unit, record) != NULL;
}

const RecordField *record_field(RecordTable *table, const IrUnit *unit,
                                const char *record, const char *name)
{
    const Layout *layout = layout_find(table, unit, record);

    return layout ? g_hash_table_lookup(layout->fields, name) : NULL;
}

const RecordField *record_first(RecordTable *table, const IrUnit *unit,
                                const char *record)
{
    const Layout *layout = layout_find(table, unit, record);

    return layout ? layout->first : NULL;
}

gint64 record_size(RecordTable *table, const IrUnit *unit, const char *record)
{
    const Layout *layout = layout_find(table, unit, record);

    return layout ? layout->record->size : -1;
}
