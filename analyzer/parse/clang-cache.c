/*
 * Keys of units.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-cache.h"

#include "parse/clang-state.h"
#include "parse/clang-worker.h"

#include <string.h>

enum {
    /* Lists of names under one key: that of the tree read last comes first. */
    MOST_LISTS = 8
};

#define LIST_END "\n\n"

struct UnitCache {
    const ParsePlan *plan;
    FileStates *states;
    char *version;
    char **group_texts; /* what all units of a group share in their keys */
};

static void add_text(GChecksum *checksum, const char *text)
{
    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static char *group_text(const UnitCache *cache, const ParseGroup *group)
{
    const ParsePlan *plan = cache->plan;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    add_text(checksum, cache->version);
    add_text(checksum, plan->environment ?: "");
    for (guint i = 0; i < group->args->len; i++) {
        g_autofree char *argument =
            state_relative_text(plan, g_ptr_array_index(group->args, i));

        add_text(checksum, argument);
    }
    for (guint i = 0; plan->keep_words && plan->keep_words[i]; i++) {
        add_text(checksum, "keep");
        add_text(checksum, plan->keep_words[i]);
    }
    return g_strdup(g_checksum_get_string(checksum));
}

UnitCache *unit_cache_new(const ParsePlan *plan)
{
    UnitCache *cache;

    if (!plan->cache) {
        return NULL;
    }
    cache = g_new0(UnitCache, 1);
    cache->plan = plan;
    cache->states = file_states_new(plan);
    cache->version = parse_clang_version();
    cache->group_texts = g_new0(char *, plan->groups->len + 1);
    for (guint i = 0; i < plan->groups->len; i++) {
        cache->group_texts[i] =
            group_text(cache, g_ptr_array_index(plan->groups, i));
    }
    return cache;
}

void unit_cache_free(UnitCache *cache)
{
    if (!cache) {
        return;
    }
    file_states_free(cache->states);
    g_strfreev(cache->group_texts);
    g_free(cache->version);
    g_free(cache);
}

static const ParseGroup *group_of(const UnitCache *cache, const UnitName *unit)
{
    return g_ptr_array_index(cache->plan->groups, unit->group);
}

static void add_headers(const ParseGroup *group, GChecksum *checksum)
{
    add_text(checksum, "headers");
    for (guint i = 0; i < group->headers->len; i++) {
        add_text(checksum, g_ptr_array_index(group->headers, i));
    }
}

static void add_file(UnitCache *cache, const UnitName *unit,
                     GChecksum *checksum)
{
    const ParseGroup *group = group_of(cache, unit);
    g_autofree char *path = g_build_filename(
        cache->plan->root, g_ptr_array_index(group->files, (guint)unit->file),
        NULL);
    g_autofree char *name = state_file_name(cache->plan, path);

    add_text(checksum, "file");
    add_text(checksum, unit->pch ?: "");
    add_text(checksum, name ?: path);
    add_text(checksum, file_states_get(cache->states, group, name ?: path));
}

static char *first_key(UnitCache *cache, const UnitName *unit)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    add_text(checksum, cache->group_texts[unit->group]);
    if (unit->file == HEADER_UNIT) {
        add_headers(group_of(cache, unit), checksum);
    } else {
        add_file(cache, unit, checksum);
    }
    return g_strconcat("names ", g_checksum_get_string(checksum), NULL);
}

static char *second_key(UnitCache *cache, const UnitName *unit,
                        const char *first, const char *names)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_auto(GStrv) list = g_strsplit(names, "\n", -1);
    const ParseGroup *group = group_of(cache, unit);
    g_autoptr(GHashTable) folders = state_folders(cache->plan, group, list);

    add_text(checksum, first);
    for (guint i = 0; list[i]; i++) {
        add_text(checksum, list[i]);
        add_text(checksum, file_states_get(cache->states, group, list[i]));
        file_states_add_places(cache->states, list[i], folders, checksum);
    }
    return g_strconcat("unit ", g_checksum_get_string(checksum), NULL);
}

/* NULL-terminated; empty if there are none. */
static char **load_lists(const UnitCache *cache, const char *first)
{
    const IrCache *kept = cache->plan->cache;
    g_autoptr(GBytes) bytes = kept->load(kept->data, first);
    g_autofree char *text = NULL;
    gsize size;
    const char *data;

    if (!bytes) {
        return g_new0(char *, 1);
    }
    data = g_bytes_get_data(bytes, &size);
    text = g_strndup(data, size);
    return g_strsplit(text, LIST_END, -1);
}

GBytes *unit_cache_find(UnitCache *cache, const UnitName *unit,
                        char **ret_identity)
{
    const IrCache *kept = cache->plan->cache;
    g_autofree char *first = first_key(cache, unit);
    g_auto(GStrv) lists = load_lists(cache, first);

    for (guint i = 0; lists[i]; i++) {
        g_autofree char *second = second_key(cache, unit, first, lists[i]);
        GBytes *block = kept->load(kept->data, second);

        if (block) {
            *ret_identity = g_steal_pointer(&second);
            return block;
        }
    }
    return NULL;
}

/* In front of those that were there. */
static void keep_list(const UnitCache *cache, const char *first,
                      const char *names)
{
    const IrCache *kept = cache->plan->cache;
    g_auto(GStrv) lists = load_lists(cache, first);
    g_autoptr(GBytes) bytes = NULL;
    GString *text = g_string_new(names);
    guint n = 1;

    if (lists[0] && g_str_equal(lists[0], names)) {
        g_string_free(text, TRUE);
        return;
    }
    for (guint i = 0; lists[i] && n < MOST_LISTS; i++) {
        if (!g_str_equal(lists[i], names)) {
            g_string_append_printf(text, "%s%s", LIST_END, lists[i]);
            n++;
        }
    }
    bytes = g_string_free_to_bytes(text);
    kept->save(kept->data, first, bytes);
}

char *unit_cache_keep(UnitCache *cache, const UnitName *unit, GBytes *block,
                      const char *names)
{
    const IrCache *kept = cache->plan->cache;
    g_autofree char *first = first_key(cache, unit);
    g_autofree char *second = second_key(cache, unit, first, names);

    kept->save(kept->data, second, block);
    keep_list(cache, first, names);
    return g_steal_pointer(&second);
}
