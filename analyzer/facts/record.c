/*
 * Making, freeing, comparing and ordering facts by their tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/record.h"

#include <string.h>

void *record_new(const Record *record)
{
    void *fact = g_malloc0(record->size);

    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];
        void **slot = member_slot(member, fact);

        /* Two members may show the same list. */
        switch (member->kind) {
        case MEMBER_TEXTS:
        case MEMBER_KEYS:
            *slot = g_ptr_array_new();
            break;
        case MEMBER_RECORDS:
        case MEMBER_SORTED:
        case MEMBER_VALUES:
            if (!*slot) {
                *slot = g_array_new(FALSE, TRUE, member->element->size);
            }
            break;
        default:
            break;
        }
    }
    return fact;
}

void record_free(const Record *record, void *fact)
{
    for (guint i = 0; fact && i < record->n_members; i++) {
        const Member *member = &record->members[i];
        void **slot = member_slot(member, fact);

        switch (member->kind) {
        case MEMBER_TEXTS:
        case MEMBER_KEYS:
            g_clear_pointer((GPtrArray **)slot, g_ptr_array_unref);
            break;
        case MEMBER_RECORDS:
        case MEMBER_SORTED:
        case MEMBER_VALUES:
            g_clear_pointer((GArray **)slot, g_array_unref);
            break;
        default:
            break;
        }
    }
    g_free(fact);
}

/* Texts of one FactSet share their address if equal. */
static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : g_strcmp0(a, b);
}

static int compare_numbers(gint64 a, gint64 b)
{
    return (a > b) - (a < b);
}

static int compare_names(Names a, Names b)
{
    guint i = 0;

    if (a == b) {
        return 0;
    }
    while (a && a[i] && b && b[i]) {
        int order = compare_texts(a[i], b[i]);

        if (order != 0) {
            return order;
        }
        i++;
    }
    return (a && a[i]) - (b && b[i]);
}

static int compare_text_lists(const GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; i < a->len && i < b->len; i++) {
        int order = compare_texts(a->pdata[i], b->pdata[i]);

        if (order != 0) {
            return order;
        }
    }
    return compare_numbers(a->len, b->len);
}

static int compare_record_lists(const Record *element, const GArray *a,
                                const GArray *b)
{
    for (guint i = 0; i < a->len && i < b->len; i++) {
        int order =
            record_compare(element, COMPARE_ALL, a->data + i * element->size,
                           b->data + i * element->size);

        if (order != 0) {
            return order;
        }
    }
    return compare_numbers(a->len, b->len);
}

static int compare_members(const Member *member, const void *a, const void *b)
{
    const void *x = member_slot(member, a);
    const void *y = member_slot(member, b);

    switch (member->kind) {
    case MEMBER_TEXT:
    case MEMBER_GIVEN:
        return compare_texts(*(const char *const *)x, *(const char *const *)y);
    case MEMBER_BOOLEAN:
        return *(const bool *)x - *(const bool *)y;
    case MEMBER_NUMBER:
    case MEMBER_MASK:
    case MEMBER_LENGTH:
        return compare_numbers(*(const gint64 *)x, *(const gint64 *)y);
    case MEMBER_COUNT:
        return compare_numbers(*(const guint *)x, *(const guint *)y);
    case MEMBER_VALUE:
        return value_compare(x, y);
    case MEMBER_NAMES:
    case MEMBER_KNOWN:
    case MEMBER_CHOSEN:
    case MEMBER_TARGETS:
        return compare_names(*(const Names *)x, *(const Names *)y);
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        return compare_text_lists(member_pointer(member, a),
                                  member_pointer(member, b));
    case MEMBER_LOCATION:
        return location_compare(x, y);
    case MEMBER_OBJECT:
        return record_compare(member->element, COMPARE_ALL, x, y);
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
    case MEMBER_VALUES:
        return compare_record_lists(member->element, member_pointer(member, a),
                                    member_pointer(member, b));
    case MEMBER_UNKNOWN:
        return 0; /* a view of MEMBER_VALUES */
    }
    g_assert_not_reached();
}

int record_compare(const Record *record, CompareWhat what, const void *a,
                   const void *b)
{
    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];
        int order = 0;

        if (member->kind != MEMBER_TARGETS || what == COMPARE_ALL) {
            order = compare_members(member, a, b);
        }
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static int compare_elements(gconstpointer a, gconstpointer b, gpointer record)
{
    return record_compare(record, COMPARE_ALL, a, b);
}

static void sort_records(const Record *element, GArray *list)
{
    guint kept = 0;

    g_array_sort_with_data(list, compare_elements, (gpointer)element);
    for (guint i = 0; i < list->len; i++) {
        char *here = list->data + i * element->size;
        char *end = list->data + kept * element->size;

        if (kept > 0 && record_compare(element, COMPARE_ALL, here,
                                       end - element->size) == 0) {
            continue;
        }
        memmove(end, here, element->size);
        kept++;
    }
    g_array_set_size(list, kept);
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

static void sort_keys(GPtrArray *keys)
{
    guint kept = 0;

    g_ptr_array_sort(keys, compare_keys);
    for (guint i = 0; i < keys->len; i++) {
        if (kept == 0 ||
            g_strcmp0(keys->pdata[i], keys->pdata[kept - 1]) != 0) {
            keys->pdata[kept++] = keys->pdata[i];
        }
    }
    g_ptr_array_set_size(keys, (gint)kept);
}

void record_sort_lists(const Record *record, void *fact)
{
    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];

        if (member->kind == MEMBER_KEYS) {
            sort_keys(member_pointer(member, fact));
        } else if (member->kind == MEMBER_SORTED ||
                   member->kind == MEMBER_VALUES) {
            sort_records(member->element, member_pointer(member, fact));
        }
    }
}
