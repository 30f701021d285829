/*
 * What is written as XML and read back: under which flags, no longer at all,
 * values that are no longer known, what is left out for the destination.
 *
 * An item goes by its name, its function and the member whose value it has. One
 * that left a function which both trees have is gone unless another function
 * took it over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

#include <string.h>

static char *item_key(const XmlItem *item, bool with_function)
{
    bool has_member = item->member != NULL;

    return g_strdup_printf("%s %s %s %s", item->action, item->name,
                           has_member ? item->member : "",
                           with_function || !has_member ? item->function : "");
}

/* Items by key; of each all flags together. */
typedef struct Items {
    GHashTable *first; /* key -> const XmlItem * */
    GHashTable *flags; /* key -> flags, joined */
    GHashTable *count; /* key without function -> number */
    GHashTable *functions;
} Items;

static void items_clear(Items *items)
{
    g_clear_pointer(&items->first, g_hash_table_unref);
    g_clear_pointer(&items->flags, g_hash_table_unref);
    g_clear_pointer(&items->count, g_hash_table_unref);
    g_clear_pointer(&items->functions, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Items, items_clear)

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Both sorted lists together, joined by ", ". Flags that say what is secret do
 * not count. */
static char *join_flags(const char *known, LibvirtNames flags)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit(known ? known : "", ", ", -1);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; parts[i]; i++) {
        g_ptr_array_add(all, parts[i]);
    }
    for (; flags && *flags; flags++) {
        g_ptr_array_add(all, (gpointer)*flags);
    }
    g_ptr_array_sort(all, compare_texts);
    for (guint i = 0; i < all->len; i++) {
        const char *flag = all->pdata[i];
        bool repeated = i > 0 && g_str_equal(all->pdata[i - 1], flag);

        if (*flag && !repeated && !g_str_equal(flag, "SECURE")) {
            g_string_append_printf(text, "%s%s", text->len ? ", " : "", flag);
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void items_read(Items *items, const FactSet *facts)
{
    const GPtrArray *all = fact_set_xml_items(facts);

    items->first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    items->flags =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    items->count = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    items->functions = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all->len; i++) {
        const XmlItem *item = all->pdata[i];
        g_autofree char *flat = item_key(item, false);
        g_autofree char *key = item_key(item, true);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(items->count, flat));
        char *flags =
            join_flags(g_hash_table_lookup(items->flags, flat), item->flags);

        g_hash_table_insert(items->flags, g_strdup(flat), flags);
        g_hash_table_insert(items->count, g_steal_pointer(&flat),
                            GUINT_TO_POINTER(n + 1));
        g_hash_table_add(items->functions, (gpointer)item->function);
        if (!g_hash_table_contains(items->first, key)) {
            g_hash_table_insert(items->first, g_steal_pointer(&key),
                                (gpointer)item);
        }
    }
}

static Change *add_item(Comparison *comparison, const XmlItem *before,
                        const XmlItem *after)
{
    const XmlItem *item = after ? after : before;
    const FactSet *facts =
        after ? comparison->after.facts : comparison->before.facts;
    g_autofree char *words =
        item->member ? libvirt_member_words(facts, item->member) : NULL;
    g_autofree char *place = libvirt_xml_place(facts, item);
    g_autofree char *note =
        g_strdup_printf("%s%s%s in %s%s%s()", *item->name ? item->name : "",
                        *item->name && words ? ", " : "", words ? words : "",
                        place, *place ? ", " : "", item->function);
    Change *change = libvirt_change(
        comparison, CHANGE_XML_WRITTEN, *item->name ? item->name : item->member,
        before ? &before->location : NULL, after ? &after->location : NULL);

    change->driver = item->member ? item->member : item->function;
    change->note = change_set_text(comparison->changes, note);
    return change;
}

static bool is_written(const XmlItem *item)
{
    return g_str_equal(item->action, "written");
}

static void compare_flags(Comparison *comparison, const Items *old,
                          const Items *new)
{
    g_autoptr(GHashTable) done =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *items = fact_set_xml_items(comparison->after.facts);

    for (guint i = 0; i < items->len; i++) {
        const XmlItem *item = items->pdata[i];
        g_autofree char *flat = item_key(item, false);
        g_autofree char *key = item_key(item, true);
        const char *before = g_hash_table_lookup(old->flags, flat);
        const char *after = g_hash_table_lookup(new->flags, flat);
        const XmlItem *first = g_hash_table_lookup(old->first, key);

        if (before && first && !g_str_equal(before, after) &&
            g_hash_table_add(done, g_steal_pointer(&flat))) {
            Change *change = add_item(comparison, first, item);

            libvirt_side_text(comparison, &change->before, before);
            libvirt_side_text(comparison, &change->after, after);
        }
    }
}

static bool is_read(const FactSet *facts, const char *name)
{
    const GPtrArray *items = fact_set_xml_items(facts);
    g_autofree char *in_path = g_strconcat("/", name, NULL);

    for (guint i = 0; i < items->len; i++) {
        const XmlItem *item = items->pdata[i];

        if (!is_written(item) &&
            (g_str_equal(item->name, name) || strstr(item->name, in_path))) {
            return true;
        }
    }
    return false;
}

static void compare_gone(Comparison *comparison, const Items *old,
                         const Items *new)
{
    const GPtrArray *items = fact_set_xml_items(comparison->before.facts);

    for (guint i = 0; i < items->len; i++) {
        const XmlItem *item = items->pdata[i];
        g_autofree char *flat = item_key(item, false);
        g_autofree char *key = item_key(item, true);

        if (is_written(item) && *item->name == '@' && item->member &&
            !g_hash_table_contains(new->first, key) &&
            g_hash_table_contains(new->functions, item->function) &&
            GPOINTER_TO_UINT(g_hash_table_lookup(new->count, flat)) <
                GPOINTER_TO_UINT(g_hash_table_lookup(old->count, flat)) &&
            is_read(comparison->after.facts, item->name)) {
            add_item(comparison, item, NULL);
        }
    }
}

static const XmlEnum *find_enum(const FactSet *facts, const char *name)
{
    const GPtrArray *enums = fact_set_xml_enums(facts);

    for (guint i = 0; i < enums->len; i++) {
        const XmlEnum *table = enums->pdata[i];

        if (g_str_equal(table->name, name)) {
            return table;
        }
    }
    return NULL;
}

static bool has_value(const XmlEnum *table, const char *value)
{
    for (guint i = 0; i < table->values->len; i++) {
        if (g_str_equal(table->values->pdata[i], value)) {
            return true;
        }
    }
    return false;
}

/* Names of tables are used again: one that kept few of its values is another.
 * "default" and its like say nothing. */
static bool is_same_table(const XmlEnum *before, const XmlEnum *after)
{
    guint n = 0;
    guint n_kept = 0;

    for (guint i = 0; i < before->values->len; i++) {
        const char *value = before->values->pdata[i];

        if (*value && !g_str_equal(value, "default") &&
            !g_str_equal(value, "none")) {
            n++;
            n_kept += has_value(after, value);
        }
    }
    return n_kept > 0 && n_kept * 2 >= n;
}

/* The tables of the driver are names for QEMU, and those of jobs internal. */
static void compare_enums(Comparison *comparison)
{
    const GPtrArray *enums = fact_set_xml_enums(comparison->before.facts);

    for (guint i = 0; i < enums->len; i++) {
        const XmlEnum *before = enums->pdata[i];
        const XmlEnum *after = find_enum(comparison->after.facts, before->name);

        if (!after || !is_same_table(before, after) ||
            !g_str_has_prefix(before->location.file, "src/conf/")) {
            continue;
        }
        for (guint k = 0; k < before->values->len; k++) {
            const char *value = before->values->pdata[k];

            if (*value && !has_value(after, value)) {
                Change *change =
                    libvirt_change(comparison, CHANGE_XML_ENUM, value,
                                   &before->location, &after->location);

                change->driver = before->name;
            }
        }
    }
}

void diff_libvirt_xml(Comparison *comparison)
{
    g_auto(Items) old = {0};
    g_auto(Items) new = {0};

    items_read(&old, comparison->before.facts);
    items_read(&new, comparison->after.facts);
    compare_flags(comparison, &old, &new);
    compare_gone(comparison, &old, &new);
    compare_enums(comparison);
}
