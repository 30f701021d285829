/*
 * A FactSet from its image.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/image.h"

#include "facts/image-inside.h"

#include <string.h>

typedef struct Reader {
    FactSet *facts;
    const guint8 *at;
    const guint8 *end;
    GPtrArray *texts; /* const char *, of the set; the first is NULL */
    GPtrArray *names; /* Names, likewise */
    bool is_broken;
} Reader;

static guint64 get_number(Reader *reader)
{
    guint64 number = 0;

    for (guint shift = 0; shift < 64; shift += 7) {
        guint8 byte;

        if (reader->at == reader->end) {
            break;
        }
        byte = *reader->at++;
        number |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return number;
        }
    }
    reader->is_broken = true;
    return 0;
}

/* Of things that take at least one byte each. */
static guint get_count(Reader *reader)
{
    guint64 number = get_number(reader);

    if (number > (guint64)(reader->end - reader->at)) {
        reader->is_broken = true;
        return 0;
    }
    return (guint)number;
}

static gint64 get_signed(Reader *reader)
{
    guint64 number = get_number(reader);

    return (gint64)(number >> 1) ^ -(gint64)(number & 1);
}

static gpointer get_known(Reader *reader, const GPtrArray *known)
{
    guint64 number = get_number(reader);

    if (number >= known->len) {
        reader->is_broken = true;
        return NULL;
    }
    return known->pdata[number];
}

static const char *get_text(Reader *reader)
{
    return get_known(reader, reader->texts);
}

static Value get_value(Reader *reader)
{
    guint64 kind = get_number(reader);

    switch (kind) {
    case VALUE_UNKNOWN:
        return value_unknown();
    case VALUE_NONE:
        return value_none();
    case VALUE_BOOLEAN:
        return value_boolean(get_number(reader) != 0);
    case VALUE_NUMBER:
        return value_number(get_signed(reader));
    case VALUE_UNSIGNED:
        return value_unsigned(get_number(reader));
    case VALUE_STRING:
        return value_string(get_text(reader));
    default:
        reader->is_broken = true;
        return value_unknown();
    }
}

static void get_record(Reader *reader, const Record *record, void *fact);

static void get_records(Reader *reader, const Record *element, GArray *list)
{
    guint n = get_count(reader);

    g_array_set_size(list, n);
    for (guint i = 0; i < n && !reader->is_broken; i++) {
        get_record(reader, element, list->data + i * element->size);
    }
}

static void get_texts(Reader *reader, GPtrArray *texts)
{
    guint n = get_count(reader);

    for (guint i = 0; i < n; i++) {
        g_ptr_array_add(texts, (gpointer)get_text(reader));
    }
}

static Location get_location(Reader *reader)
{
    const char *file = get_text(reader);

    return (Location){.file = file, .line = (guint)get_number(reader)};
}

static void get_member(Reader *reader, const Member *member, void *fact)
{
    void *slot = member_slot(member, fact);

    switch (member->kind) {
    case MEMBER_TEXT:
    case MEMBER_GIVEN:
        *(const char **)slot = get_text(reader);
        return;
    case MEMBER_BOOLEAN:
        *(bool *)slot = get_number(reader) != 0;
        return;
    case MEMBER_NUMBER:
    case MEMBER_LENGTH:
        *(gint64 *)slot = get_signed(reader);
        return;
    case MEMBER_COUNT:
        *(guint *)slot = (guint)get_number(reader);
        return;
    case MEMBER_MASK:
        *(guint64 *)slot = get_number(reader);
        return;
    case MEMBER_VALUE:
        *(Value *)slot = get_value(reader);
        return;
    case MEMBER_NAMES:
    case MEMBER_KNOWN:
    case MEMBER_CHOSEN:
    case MEMBER_TARGETS:
        *(Names *)slot = get_known(reader, reader->names);
        return;
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        get_texts(reader, *(GPtrArray **)slot);
        return;
    case MEMBER_LOCATION:
        *(Location *)slot = get_location(reader);
        return;
    case MEMBER_OBJECT:
        get_record(reader, member->element, slot);
        return;
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
    case MEMBER_VALUES:
    case MEMBER_UNKNOWN:
        get_records(reader, member->element, *(GArray **)slot);
        return;
    }
}

static void get_record(Reader *reader, const Record *record, void *fact)
{
    for (guint i = 0; i < record->n_members && !reader->is_broken; i++) {
        if (image_has_member(record, i)) {
            get_member(reader, &record->members[i], fact);
        }
    }
}

static void read_texts(Reader *reader)
{
    guint n = get_count(reader);

    g_ptr_array_add(reader->texts, NULL);
    for (guint i = 0; i < n; i++) {
        const char *text = (const char *)reader->at;
        const guint8 *nul = memchr(text, 0, (gsize)(reader->end - reader->at));

        if (!nul) {
            reader->is_broken = true;
            return;
        }
        g_ptr_array_add(reader->texts,
                        (gpointer)fact_set_text(reader->facts, text));
        reader->at = nul + 1;
    }
}

static void read_names(Reader *reader)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    guint n = get_count(reader);

    g_ptr_array_add(reader->names, NULL);
    for (guint i = 0; i < n && !reader->is_broken; i++) {
        g_ptr_array_set_size(list, 0);
        get_texts(reader, list);
        g_ptr_array_add(list, NULL);
        g_ptr_array_add(reader->names,
                        (gpointer)fact_set_names(
                            reader->facts, (const char *const *)list->pdata));
    }
}

static void read_facts(Reader *reader)
{
    const char *tree[IMAGE_TREE_TEXTS];

    for (guint i = 0; i < IMAGE_TREE_TEXTS; i++) {
        tree[i] = get_text(reader);
    }
    fact_set_set_tree(reader->facts, tree[0], tree[1], tree[2], tree[3]);
    fact_set_set_minimum_qemu(reader->facts, tree[4]);
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        guint n = get_count(reader);

        for (guint i = 0; i < n && !reader->is_broken; i++) {
            void *fact = fact_set_add(reader->facts, kind);

            get_record(reader, fact_record(kind), fact);
            if (kind == FACT_GAP) {
                g_hash_table_add(reader->facts->gaps, fact);
            }
        }
    }
}

FactSet *facts_image_read(GBytes *image)
{
    g_autoptr(FactSet) facts = fact_set_new();
    gsize size;
    const guint8 *data = g_bytes_get_data(image, &size);
    Reader reader = {.facts = facts, .end = data + size};

    if (size < IMAGE_MAGIC_SIZE ||
        memcmp(data, IMAGE_MAGIC, IMAGE_MAGIC_SIZE) != 0) {
        return NULL;
    }
    reader.at = data + IMAGE_MAGIC_SIZE;
    reader.texts = g_ptr_array_new();
    reader.names = g_ptr_array_new();
    read_texts(&reader);
    read_names(&reader);
    read_facts(&reader);
    g_ptr_array_unref(reader.texts);
    g_ptr_array_unref(reader.names);
    return !reader.is_broken && reader.at == reader.end
               ? g_steal_pointer(&facts)
               : NULL;
}
