/*
 * A FactSet to its image.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/image.h"

#include "facts/image-inside.h"

#include <string.h>

/* Texts and names get their numbers while the facts are written, and stand
 * before them in the image. */
typedef struct Writer {
    GHashTable *text_numbers; /* by what they say */
    GHashTable *name_numbers; /* by address: equal ones are interned */
    GByteArray *texts;
    GByteArray *names;
    GByteArray *facts;
} Writer;

static void put_number(GByteArray *out, guint64 number)
{
    guint8 bytes[10];
    guint n = 0;

    while (number >= 0x80) {
        bytes[n++] = (guint8)(number | 0x80);
        number >>= 7;
    }
    bytes[n++] = (guint8)number;
    g_byte_array_append(out, bytes, n);
}

static void put_signed(GByteArray *out, gint64 number)
{
    put_number(out, ((guint64)number << 1) ^ (guint64)(number >> 63));
}

static void put_text(Writer *writer, GByteArray *out, const char *text)
{
    gpointer number = NULL;

    if (text) {
        number = g_hash_table_lookup(writer->text_numbers, text);
    }
    if (text && !number) {
        number = GUINT_TO_POINTER(g_hash_table_size(writer->text_numbers) + 1);
        g_hash_table_insert(writer->text_numbers, (gpointer)text, number);
        g_byte_array_append(writer->texts, (const guint8 *)text,
                            (guint)strlen(text) + 1);
    }
    put_number(out, GPOINTER_TO_UINT(number));
}

static void put_names(Writer *writer, Names names)
{
    gpointer number = NULL;

    if (names) {
        number = g_hash_table_lookup(writer->name_numbers, names);
    }
    if (names && !number) {
        number = GUINT_TO_POINTER(g_hash_table_size(writer->name_numbers) + 1);
        g_hash_table_insert(writer->name_numbers, (gpointer)names, number);
        put_number(writer->names, g_strv_length((char **)names));
        for (guint i = 0; names[i]; i++) {
            put_text(writer, writer->names, names[i]);
        }
    }
    put_number(writer->facts, GPOINTER_TO_UINT(number));
}

static void put_value(Writer *writer, const Value *value)
{
    put_number(writer->facts, value->kind);
    switch (value->kind) {
    case VALUE_UNKNOWN:
    case VALUE_NONE:
        return;
    case VALUE_BOOLEAN:
        put_number(writer->facts, value->boolean);
        return;
    case VALUE_NUMBER:
        put_signed(writer->facts, value->number);
        return;
    case VALUE_UNSIGNED:
        put_number(writer->facts, value->unsigned_number);
        return;
    case VALUE_STRING:
        put_text(writer, writer->facts, value->string);
        return;
    }
}

static void put_record(Writer *writer, const Record *record, const void *fact);

static void put_records(Writer *writer, const Record *element,
                        const GArray *list)
{
    put_number(writer->facts, list->len);
    for (guint i = 0; i < list->len; i++) {
        put_record(writer, element, list->data + i * element->size);
    }
}

static void put_texts(Writer *writer, const GPtrArray *texts)
{
    put_number(writer->facts, texts->len);
    for (guint i = 0; i < texts->len; i++) {
        put_text(writer, writer->facts, texts->pdata[i]);
    }
}

static void put_location(Writer *writer, const Location *location)
{
    put_text(writer, writer->facts, location->file);
    put_number(writer->facts, location->line);
}

static void put_member(Writer *writer, const Member *member, const void *fact)
{
    const void *slot = member_slot(member, fact);

    switch (member->kind) {
    case MEMBER_TEXT:
    case MEMBER_GIVEN:
        put_text(writer, writer->facts, member_pointer(member, fact));
        return;
    case MEMBER_BOOLEAN:
        put_number(writer->facts, *(const bool *)slot);
        return;
    case MEMBER_NUMBER:
    case MEMBER_LENGTH:
        put_signed(writer->facts, *(const gint64 *)slot);
        return;
    case MEMBER_COUNT:
        put_number(writer->facts, *(const guint *)slot);
        return;
    case MEMBER_MASK:
        put_number(writer->facts, *(const guint64 *)slot);
        return;
    case MEMBER_VALUE:
        put_value(writer, slot);
        return;
    case MEMBER_NAMES:
    case MEMBER_KNOWN:
    case MEMBER_CHOSEN:
    case MEMBER_TARGETS:
        put_names(writer, member_pointer(member, fact));
        return;
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        put_texts(writer, member_pointer(member, fact));
        return;
    case MEMBER_LOCATION:
        put_location(writer, slot);
        return;
    case MEMBER_OBJECT:
        put_record(writer, member->element, slot);
        return;
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
    case MEMBER_VALUES:
    case MEMBER_UNKNOWN:
        put_records(writer, member->element, member_pointer(member, fact));
        return;
    }
}

static void put_record(Writer *writer, const Record *record, const void *fact)
{
    for (guint i = 0; i < record->n_members; i++) {
        if (image_has_member(record, i)) {
            put_member(writer, &record->members[i], fact);
        }
    }
}

static void put_facts(Writer *writer, const FactSet *facts)
{
    const char *const tree[IMAGE_TREE_TEXTS] = {
        facts->project,  facts->version,      facts->label,
        facts->revision, facts->minimum_qemu,
    };

    for (guint i = 0; i < IMAGE_TREE_TEXTS; i++) {
        put_text(writer, writer->facts, tree[i]);
    }
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        const GPtrArray *list = facts->lists[kind];

        put_number(writer->facts, list->len);
        for (guint i = 0; i < list->len; i++) {
            put_record(writer, fact_record(kind), list->pdata[i]);
        }
    }
}

static GBytes *join(const Writer *writer)
{
    GByteArray *image = g_byte_array_new();

    g_byte_array_append(image, (const guint8 *)IMAGE_MAGIC, IMAGE_MAGIC_SIZE);
    put_number(image, g_hash_table_size(writer->text_numbers));
    g_byte_array_append(image, writer->texts->data, writer->texts->len);
    put_number(image, g_hash_table_size(writer->name_numbers));
    g_byte_array_append(image, writer->names->data, writer->names->len);
    g_byte_array_append(image, writer->facts->data, writer->facts->len);
    return g_byte_array_free_to_bytes(image);
}

GBytes *facts_image_write(const FactSet *facts)
{
    Writer writer = {
        .text_numbers = g_hash_table_new(g_str_hash, g_str_equal),
        .name_numbers = g_hash_table_new(NULL, NULL),
        .texts = g_byte_array_new(),
        .names = g_byte_array_new(),
        .facts = g_byte_array_new(),
    };
    GBytes *image;

    put_facts(&writer, facts);
    image = join(&writer);
    g_hash_table_unref(writer.text_numbers);
    g_hash_table_unref(writer.name_numbers);
    g_byte_array_unref(writer.texts);
    g_byte_array_unref(writer.names);
    g_byte_array_unref(writer.facts);
    return image;
}
