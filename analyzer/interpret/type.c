/*
 * Reading the text of a C type, as clang spells canonical types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/type.h"

#include "interpret/arena.h"
#include "interpret/record.h"

#include <string.h>

struct TypeTable {
    const IrProgram *program;
    Arena *arena;
    GHashTable *by_text;    /* text -> Type */
    GHashTable *by_address; /* text's address -> Type */
    RecordTable *records;
    Type unknown;
};

static const struct {
    const char *name;
    guint8 size;
    bool is_unsigned;
} integers[] = {
    {"char", 1, false},
    {"signed char", 1, false},
    {"unsigned char", 1, true},
    {"short", 2, false},
    {"unsigned short", 2, true},
    {"int", 4, false},
    {"unsigned int", 4, true},
    {"long", 8, false},
    {"unsigned long", 8, true},
    {"long long", 8, false},
    {"unsigned long long", 8, true},
    {"__int128", 8, false},
    {"unsigned __int128", 8, true},
    {"_Bool", 1, true},
    {"bool", 1, true},
};

static const char *const reals[] = {"float", "double", "long double"};

TypeTable *type_table_new(const IrProgram *program)
{
    TypeTable *table = g_new0(TypeTable, 1);

    table->program = program;
    table->arena = arena_new();
    table->by_text = g_hash_table_new(g_str_hash, g_str_equal);
    table->by_address = g_hash_table_new(g_direct_hash, g_direct_equal);
    table->records = record_table_new(program);
    table->unknown = (Type){.kind = TYPE_UNKNOWN, .length = -1, .text = ""};
    return table;
}

void type_table_free(TypeTable *table)
{
    if (!table) {
        return;
    }
    g_hash_table_unref(table->by_text);
    g_hash_table_unref(table->by_address);
    record_table_free(table->records);
    arena_free(table->arena);
    g_free(table);
}

const Type *type_unknown(const TypeTable *table)
{
    return &table->unknown;
}

/* Removes a word at the start or end, with the blanks around it. */
static bool strip_word(char *text, const char *word)
{
    gsize length = strlen(word);
    gsize size = strlen(text);

    g_strstrip(text);
    if (g_str_has_prefix(text, word) && text[length] == ' ') {
        memmove(text, text + length + 1, size - length);
        return true;
    }
    if (g_str_has_suffix(text, word) && size > length &&
        strchr(" *", text[size - length - 1])) {
        text[size - length] = '\0';
        g_strchomp(text);
        return true;
    }
    return false;
}

static void strip_qualifiers(char *text)
{
    while (strip_word(text, "const") || strip_word(text, "volatile") ||
           strip_word(text, "restrict") || strip_word(text, "_Atomic")) {
    }
}

static bool read_scalar(const char *text, Type *type)
{
    for (guint i = 0; i < G_N_ELEMENTS(integers); i++) {
        if (g_str_equal(text, integers[i].name)) {
            type->kind = TYPE_INTEGER;
            type->size = integers[i].size;
            type->is_unsigned = integers[i].is_unsigned;
            type->is_boolean = g_str_has_suffix(text, "ool");
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(reals); i++) {
        if (g_str_equal(text, reals[i])) {
            type->kind = TYPE_REAL;
            return true;
        }
    }
    if (g_str_has_prefix(text, "enum ")) {
        type->kind = TYPE_INTEGER;
        type->size = 4;
        return true;
    }
    return false;
}

static void read_plain(TypeTable *table, const IrUnit *unit, const char *text,
                       Type *type)
{
    const char *space = strchr(text, ' ');

    if (read_scalar(text, type)) {
        return;
    }
    if (g_str_equal(text, "void")) {
        type->kind = TYPE_VOID;
    } else if (strchr(text, '(') && !strstr(text, "(unnamed") &&
               !strstr(text, "(anonymous")) {
        type->kind = TYPE_FUNCTION;
    } else if (g_str_has_prefix(text, "struct ") ||
               g_str_has_prefix(text, "union ")) {
        type->kind = TYPE_RECORD;
        type->record = arena_string(table->arena, space + 1);
    } else if (record_find(table->records, unit, text)) {
        type->kind = TYPE_RECORD;
        type->record = arena_string(table->arena, text);
    }
}

/* "T [2][3]": the first bracket of the trailing ones, NULL if none. */
static char *trailing_brackets(char *text)
{
    char *found = NULL;
    gsize end = strlen(text);

    while (end > 0 && text[end - 1] == ']') {
        char *bracket = g_strrstr_len(text, (gssize)end, "[");

        if (!bracket) {
            break;
        }
        found = bracket;
        end = (gsize)(bracket - text);
        while (end > 0 && text[end - 1] == ' ') {
            end--;
        }
    }
    return found;
}

static void read_array(TypeTable *table, char *text, char *bracket, Type *type)
{
    char *end = strchr(bracket, ']');
    g_autofree char *element = NULL;

    type->kind = TYPE_ARRAY;
    if (g_ascii_isdigit(bracket[1])) {
        type->length = g_ascii_strtoll(bracket + 1, NULL, 10);
    }
    *bracket = '\0';
    element = g_strconcat(text, end + 1, NULL);
    type->target_text = arena_string(table->arena, g_strstrip(element));
}

/* "R (*...)(P)" and "R (*)[3]": what stands in the inner parentheses decides,
 * and the rest is what is pointed to. */
static void read_declarator(TypeTable *table, char *text, Type *type)
{
    char *open = strstr(text, "(*");
    char *close = strchr(open, ')');
    g_autofree char *target = NULL;
    char *bracket;

    type->kind = TYPE_POINTER;
    if (!close) {
        return;
    }
    bracket = memchr(open, '[', (gsize)(close - open));
    if (bracket) {
        type->kind = TYPE_ARRAY;
        type->length = g_ascii_strtoll(bracket + 1, NULL, 10);
        target = g_strdup_printf("%.*s%s", (int)(bracket - text), text,
                                 strchr(bracket, ']') + 1);
    } else {
        target = g_strdup_printf("%.*s%.*s%s", (int)(open - text), text,
                                 (int)(close - open - 2), open + 2, close + 1);
    }
    type->target_text = arena_string(table->arena, target);
}

static void read_type(TypeTable *table, const IrUnit *unit, Type *type)
{
    g_autofree char *text = g_strdup(type->text);
    char *bracket;
    gsize length;

    strip_qualifiers(text);
    length = strlen(text);
    if (strstr(text, "(*")) {
        read_declarator(table, text, type);
        return;
    }
    bracket = trailing_brackets(text);
    if (bracket) {
        read_array(table, text, bracket, type);
    } else if (length > 0 && text[length - 1] == '*') {
        text[length - 1] = '\0';
        type->kind = TYPE_POINTER;
        type->target_text = arena_string(table->arena, g_strchomp(text));
    } else {
        read_plain(table, unit, text, type);
    }
}

static const Type *find_by_text(TypeTable *table, const IrUnit *unit,
                                const char *text)
{
    Type *type = g_hash_table_lookup(table->by_text, text);

    if (!type) {
        type = arena_alloc(table->arena, sizeof(Type));
        *type = table->unknown;
        type->text = arena_string(table->arena, text);
        read_type(table, unit, type);
        g_hash_table_insert(table->by_text, (char *)type->text, type);
    }
    return type;
}

const Type *type_of(TypeTable *table, const IrUnit *unit, const char *text)
{
    const Type *type;

    if (!*text) {
        return &table->unknown;
    }
    type = g_hash_table_lookup(table->by_address, text);
    if (!type) {
        type = find_by_text(table, unit, text);
        g_hash_table_insert(table->by_address, (char *)text, (Type *)type);
    }
    return type;
}

const Type *type_target(TypeTable *table, const IrUnit *unit, const Type *type)
{
    if (!type->target_text) {
        return &table->unknown;
    }
    if (!type->target) {
        ((Type *)type)->target = find_by_text(table, unit, type->target_text);
    }
    return type->target;
}

bool type_field(TypeTable *table, const IrUnit *unit, const char *record,
                const char *name, FieldInfo *ret_field)
{
    const RecordField *field = record_field(table->records, unit, record, name);

    if (!field) {
        return false;
    }
    *ret_field = (FieldInfo){
        .record = field->record,
        .type = type_of(table, field->unit, field->type),
        .offset = field->offset,
    };
    return true;
}

const char *type_embedded(TypeTable *table, const IrUnit *unit,
                          const char *record, const char **ret_record)
{
    const RecordField *field = record_first(table->records, unit, record);
    const Type *type;

    if (!field || field->offset != 0 || !*field->name) {
        return NULL;
    }
    type = type_of(table, field->unit, field->type);
    if (type->kind != TYPE_RECORD || strchr(type->record, '(')) {
        return NULL;
    }
    if (ret_record) {
        *ret_record = type->record;
    }
    return field->name;
}

gint64 type_size(TypeTable *table, const IrUnit *unit, const Type *type)
{
    switch (type->kind) {
    case TYPE_INTEGER:
        return type->size;
    case TYPE_POINTER:
        return 8;
    case TYPE_ARRAY: {
        gint64 element = type_size(table, unit, type_target(table, unit, type));

        return element < 0 || type->length < 0 ? -1 : element * type->length;
    }
    case TYPE_RECORD:
        return record_size(table->records, unit, type->record);
    default:
        return -1;
    }
}
