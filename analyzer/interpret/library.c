/*
 * The library's table, and what its functions share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/library.h"

#include "interpret/memory.h"

static void add_all(GHashTable *library, const BuiltinEntry *entries, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_hash_table_insert(library, (char *)entries[i].name,
                            (BuiltinEntry *)&entries[i]);
    }
}

GHashTable *library_new(void)
{
    GHashTable *library = g_hash_table_new(g_str_hash, g_str_equal);
    const BuiltinEntry *entries;
    guint n;

    entries = library_memory(&n);
    add_all(library, entries, n);
    entries = library_text(&n);
    add_all(library, entries, n);
    return library;
}

const BuiltinEntry *library_find(GHashTable *library, const char *name)
{
    return g_hash_table_lookup(library, name);
}

bool library_is_pure(const BuiltinEntry *entry)
{
    guint n;
    const BuiltinEntry *first = library_text(&n);

    return entry >= first && entry < first + n;
}

const Term *call_argument(const Call *call, guint index)
{
    return index < call->n_args ? call->args[index]
                                : term_unknown(call->interpreter, "?");
}

const char *call_string(const Call *call, guint index)
{
    return memory_string(call->interpreter, call_argument(call, index));
}

bool call_integer(const Call *call, guint index, gint64 *ret_number)
{
    return term_get_integer(call_argument(call, index), ret_number);
}

const Term *call_library(const Call *call)
{
    const BuiltinEntry *entry =
        library_find(call->interpreter->library, call->name);

    return entry ? entry->run(call, NULL) : NULL;
}
