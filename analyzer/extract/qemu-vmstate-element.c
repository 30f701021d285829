/*
 * Arrays that are sent element by element: one description each, or one field
 * each. An element that none has was forgotten.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

/* Fewer elements are no habit. */
#define FEW_ELEMENTS 3

#define MAX_DEPTH 16

/* The elements of one array that descriptions of one file send. */
typedef struct SentArray {
    Description *description;  /* the last one */
    const VMStateField *field; /* its last one */
    const char *record;
    char *path;          /* "mig.caps" */
    GHashTable *indexes; /* texts */
    gint64 length;       /* -1: not known */
} SentArray;

static void sent_array_free(gpointer data)
{
    SentArray *array = data;

    g_hash_table_unref(array->indexes);
    g_free(array->path);
    g_free(array);
}

static const IrField *find_field(const IrUnit *unit, const IrRecord *record,
                                 const char *name, gsize length)
{
    guint n;
    const IrField *fields = ir_fields(unit->file, &n) + record->first_field;

    for (guint i = 0; i < record->n_fields; i++) {
        const char *at = ir_text(unit->file, fields[i].name);

        if (strlen(at) == length && strncmp(at, name, length) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

/* "uint8_t[7]" of "mig.caps"; NULL if the path is another one. */
static const char *type_of_path(const IrProgram *program, const IrUnit *unit,
                                const char *record_name, const char *path,
                                guint depth)
{
    const IrUnit *home = NULL;
    const IrRecord *record =
        ir_program_record(program, unit, record_name, &home);
    gsize length = strcspn(path, ".");
    const IrField *field =
        record ? find_field(home, record, path, length) : NULL;
    const char *type = field ? ir_text(home->file, field->type) : NULL;

    if (!type || path[length] == '\0') {
        return type;
    }
    type = g_str_has_prefix(type, "struct ") ? type + strlen("struct ") : type;
    return depth < MAX_DEPTH
               ? type_of_path(program, home, type, path + length + 1, depth + 1)
               : NULL;
}

/* Of an array of one dimension. */
static gint64 length_of_path(const DescriptionSet *set,
                             const Description *description, const char *record,
                             const char *path)
{
    const char *type = type_of_path(set->context->tree->program,
                                    description->unit, record, path, 0);
    const char *bracket = type ? strchr(type, '[') : NULL;
    char *end = NULL;
    guint64 length =
        bracket ? g_ascii_strtoull(bracket + 1, &end, 10) : (guint64)0;

    return bracket && length > 0 && g_str_equal(end, "]") ? (gint64)length : -1;
}

/* The array that "mig.caps[2]" is an element of; NULL if it is none. */
static SentArray *array_of(GHashTable *arrays, const DescriptionSet *set,
                           Description *description, const VMStateField *field,
                           const char *record)
{
    const char *bracket = field->name ? strchr(field->name, '[') : NULL;
    g_autofree char *path = NULL;
    g_autofree char *key = NULL;
    SentArray *array;

    if (!bracket || !g_str_has_suffix(bracket, "]") ||
        strchr(bracket + 1, '[')) {
        return NULL;
    }
    path = g_strndup(field->name, bracket - field->name);
    key = g_strdup_printf("%s %s %s", description->file, record, path);
    array = g_hash_table_lookup(arrays, key);
    if (!array) {
        array = g_new0(SentArray, 1);
        array->length = length_of_path(set, description, record, path);
        array->record = record;
        array->path = g_steal_pointer(&path);
        array->indexes =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_hash_table_insert(arrays, g_steal_pointer(&key), array);
    }
    return array;
}

static void note_fields(GHashTable *arrays, const DescriptionSet *set,
                        Description *description)
{
    const GArray *fields = description->fact->fields;

    for (guint i = 0; i < fields->len; i++) {
        const VMStateField *field = &g_array_index(fields, VMStateField, i);
        const char *record = vmstate_field_record(set, description, i);
        SentArray *array =
            record ? array_of(arrays, set, description, field, record) : NULL;

        if (array) {
            array->description = description;
            array->field = field;
            g_hash_table_add(array->indexes,
                             g_strdup(strchr(field->name, '[')));
        }
    }
}

/* More are sent than are not. */
static bool is_incomplete(const SentArray *array)
{
    gint64 n = g_hash_table_size(array->indexes);

    return n >= FEW_ELEMENTS && n < array->length && array->length - n < n;
}

static void report(const DescriptionSet *set, const SentArray *array)
{
    FactSet *facts = set->context->facts;
    g_autofree char *name = g_strdup_printf(
        "%u of %" G_GINT64_FORMAT " elements of %s",
        g_hash_table_size(array->indexes), array->length, array->path);
    VMState *fact = array->description->fact;
    const VMStateMisuse misuse = {
        .what = fact_set_text(facts, "element"),
        .name = fact_set_text(facts, name),
        .used = array->field->name,
        .expected = fact_set_text(facts, array->record),
        .location = fact->location,
    };

    g_array_append_val(fact->misuses, misuse);
}

void vmstate_check_elements(DescriptionSet *set)
{
    g_autoptr(GHashTable) arrays =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, sent_array_free);
    GHashTableIter iter;
    gpointer array;

    for (guint i = 0; i < set->all->len; i++) {
        note_fields(arrays, set, set->all->pdata[i]);
    }
    g_hash_table_iter_init(&iter, arrays);
    while (g_hash_table_iter_next(&iter, NULL, &array)) {
        if (is_incomplete(array)) {
            report(set, array);
        }
    }
}
