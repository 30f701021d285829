/*
 * What libvirt gives to QEMU for the same XML.
 *
 * Compared is by option and key, for the options that decide what the guest
 * sees: the back ends' are between the host and QEMU. An argument counts as new
 * if one way to it needs nothing but XML that the older tree has. The two
 * spellings of a key (hv_relaxed, hv-relaxed) are one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-argument.h"
#include "diff/libvirt.h"

#include <string.h>

/* Of the host, or of the connection to it. */
static const char *const host_options[] = {
    "-add-fd",     "-audiodev",    "-blockdev",
    "-chardev",    "-compat",      "-daemonize",
    "-display",    "-drive",       "-fsdev",
    "-incoming",   "-mon",         "-monitor",
    "-msg",        "-name",        "-netdev",
    "-pidfile",    "-qmp",         "-sandbox",
    "-sdl",        "-spice",       "-tpmdev",
    "-vnc",        "-L",           "-loadvm",
    "-mem-path",   "-S",           "-no-user-config",
    "-nodefaults", "-nodefconfig", "-mem-prealloc",
    "-nographic",  "-realtime",    "-overcommit",
    "-runas",      "-serial",      "-parallel",
    "-D",          "-d",           "-trace",
    "-env",        "-uuid",        "-enable-fips",
};

/* Keys of memory back ends that say how the host provides the memory. */
static const char *const host_keys[] = {
    "prealloc",
    "host-nodes",
    "policy",
    "dump",
    "merge",
    "prealloc-threads",
    "prealloc-context",
    "discard-data",
    "id",
    "mem-path",
    "share",
    "align",
    "qom-type",
};

static bool is_among(const char *text, const char *const *list, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (g_str_equal(text, list[i])) {
            return true;
        }
    }
    return false;
}

static bool has_memory_driver(const Emission *emission)
{
    for (LibvirtNames at = emission->drivers; at && *at; at++) {
        if (g_str_has_prefix(*at, "memory-backend")) {
            return true;
        }
    }
    return false;
}

static bool is_seen_by_guest(const Emission *emission)
{
    const char *option = emission->option;

    if (*option != '-' || !emission->drivers ||
        strchr(emission->property, '*') ||
        is_among(option, host_options, G_N_ELEMENTS(host_options))) {
        return false;
    }
    return !g_str_equal(option, "-object") ||
           (has_memory_driver(emission) &&
            !is_among(emission->property, host_keys, G_N_ELEMENTS(host_keys)));
}

static void argument_free(gpointer data)
{
    Argument *argument = data;

    g_free(argument->key);
    g_ptr_array_unref(argument->emissions);
    g_free(argument);
}

/* The two spellings of a key are one. */
static void note_argument(GHashTable *arguments, const Emission *emission,
                          const char *name)
{
    g_autofree char *key = g_strconcat(emission->option, " ", name, NULL);
    Argument *argument;

    g_strdelimit(key + strlen(emission->option), "_", '-');
    argument = g_hash_table_lookup(arguments, key);
    if (!argument) {
        argument = g_new0(Argument, 1);
        argument->key = g_steal_pointer(&key);
        argument->emissions = g_ptr_array_new();
        g_hash_table_insert(arguments, argument->key, argument);
    }
    g_ptr_array_add(argument->emissions, (gpointer)emission);
}

/* Which back end provides the memory decides the name of its RAM block. */
static void note_memory(GHashTable *arguments, const Emission *emission)
{
    for (LibvirtNames at = emission->drivers; at && *at; at++) {
        if (g_str_equal(emission->option, "-object") &&
            g_str_has_prefix(*at, "memory-backend")) {
            note_argument(arguments, emission, *at);
        }
    }
}

static GHashTable *list_arguments(const FactSet *facts)
{
    GHashTable *arguments =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, argument_free);
    const GPtrArray *emissions = fact_set_emissions(facts);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = emissions->pdata[i];

        note_memory(arguments, emission);
        if (is_seen_by_guest(emission)) {
            note_argument(arguments, emission, emission->property);
        }
    }
    return arguments;
}

/* Is the key itself a name out of the XML: a feature of -cpu? */
static bool is_named_by_user(const Emission *emission)
{
    const char *text = emission->value.text;

    return text && g_str_equal(emission->option, "-cpu") &&
           g_str_has_suffix(text, "name");
}

/* Does the key hold a name that only the newer tree's tables of names have? */
static bool is_new_name(const FactSet *older, const FactSet *newer,
                        const char *property)
{
    const GPtrArray *enums = fact_set_xml_enums(newer);
    const GPtrArray *known = fact_set_xml_enums(older);
    g_autoptr(GHashTable) old_names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < known->len; i++) {
        const XmlEnum *table = known->pdata[i];

        for (guint k = 0; k < table->values->len; k++) {
            g_hash_table_add(old_names, table->values->pdata[k]);
        }
    }
    for (guint i = 0; i < enums->len; i++) {
        const XmlEnum *table = enums->pdata[i];

        for (guint k = 0; k < table->values->len; k++) {
            const char *name = table->values->pdata[k];

            g_autofree char *dashed = g_strdelimit(g_strdup(name), "_", '-');

            if (strlen(name) > 2 &&
                (strstr(property, name) || strstr(property, dashed)) &&
                !g_hash_table_contains(old_names, name)) {
                return true;
            }
        }
    }
    return false;
}

/* The way to it that needs nothing new; NULL: all do. */
static const Emission *reachable(const Argument *argument,
                                 const LibvirtWords *words)
{
    for (guint i = 0; i < argument->emissions->len; i++) {
        const Emission *emission = argument->emissions->pdata[i];

        if (!is_named_by_user(emission) &&
            libvirt_words_know_guards(words, emission->guards) &&
            libvirt_words_know(words, emission->value.text)) {
            return emission;
        }
    }
    return NULL;
}

static bool has_driver(GHashTable *arguments, const Emission *emission)
{
    g_autofree gpointer *all = NULL;
    guint n = 0;

    all = g_hash_table_get_keys_as_array(arguments, &n);
    for (guint i = 0; i < n; i++) {
        const Argument *argument = g_hash_table_lookup(arguments, all[i]);

        for (guint k = 0; k < argument->emissions->len; k++) {
            const Emission *other = argument->emissions->pdata[k];

            if (!g_str_equal(other->option, emission->option)) {
                break;
            }
            for (LibvirtNames at = emission->drivers; *at; at++) {
                if (libvirt_names_have(other->drivers, *at)) {
                    return true;
                }
            }
        }
    }
    return false;
}

static Change *add_change(Comparison *comparison, const char *key,
                          const Emission *before, const Emission *after)
{
    const Emission *emission = after ? after : before;
    Change *change = libvirt_change(comparison, CHANGE_EMISSION, key,
                                    before ? &before->location : NULL,
                                    after ? &after->location : NULL);
    g_autofree char *guards = libvirt_guards_text(emission->guards);

    if (emission->drivers && **emission->drivers) {
        change->driver = emission->drivers[0];
        for (LibvirtNames at = emission->drivers; *at; at++) {
            g_ptr_array_add(change->drivers, (gpointer)*at);
        }
    }
    libvirt_side_text(comparison, after ? &change->after : &change->before,
                      emission->value.text);
    change->note = change_set_text(comparison->changes, guards);
    return change;
}

/* A way to it that both trees would take and only one of them has. */
static void compare_one_sided(Comparison *comparison, GHashTable *mine,
                              GHashTable *others, const LibvirtWords *words,
                              bool is_new)
{
    const FactSet *older = comparison->before.facts;
    const FactSet *newer = comparison->after.facts;
    g_autofree gpointer *keys = NULL;
    guint n = 0;

    keys = g_hash_table_get_keys_as_array(mine, &n);
    for (guint i = 0; i < n; i++) { /* changes are sorted */
        const Argument *argument = g_hash_table_lookup(mine, keys[i]);
        const Emission *found = g_hash_table_contains(others, keys[i])
                                    ? NULL
                                    : reachable(argument, words);

        if (found && (has_memory_driver(found) || has_driver(others, found)) &&
            !is_new_name(is_new ? older : newer, is_new ? newer : older,
                         found->property)) {
            add_change(comparison, argument->key, is_new ? NULL : found,
                       is_new ? found : NULL);
        }
    }
}

/* What every way to it needed, and one does no more. */
static void compare_requirements(Comparison *comparison, const Argument *old,
                                 const Argument *new)
{
    const Emission *first = old->emissions->pdata[0];

    for (guint i = 0; i < first->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(first->guards, LibvirtGuard, i);
        g_autofree char *member = argument_required_member(guard);
        const Emission *loose = member && !argument_without(old, member)
                                    ? argument_without(new, member)
                                    : NULL;

        if (loose) {
            Change *change = add_change(comparison, new->key, first, loose);

            libvirt_side_text(comparison, &change->before, guard->text);
            return;
        }
    }
}

static void compare_both(Comparison *comparison, GHashTable *old,
                         GHashTable *new, const LibvirtWords *words)
{
    g_autofree gpointer *keys = NULL;
    guint n = 0;

    keys = g_hash_table_get_keys_as_array(new, &n);
    for (guint i = 0; i < n; i++) {
        const Argument *before = g_hash_table_lookup(old, keys[i]);
        const Argument *after = g_hash_table_lookup(new, keys[i]);
        const Emission *told = before ? argument_told_by_host(after) : NULL;
        const Emission *way =
            before ? argument_new_way(before, after, words) : NULL;

        if (told && !argument_told_by_host(before)) {
            add_change(comparison, after->key, before->emissions->pdata[0],
                       told);
        } else if (way) {
            add_change(comparison, after->key, NULL, way);
        } else if (before) {
            compare_requirements(comparison, before, after);
        }
    }
}

void diff_libvirt_emissions(Comparison *comparison)
{
    const FactSet *older = comparison->before.facts;
    const FactSet *newer = comparison->after.facts;
    g_autoptr(GHashTable) old = list_arguments(older);
    g_autoptr(GHashTable) new = list_arguments(newer);
    g_autoptr(LibvirtWords) old_words = libvirt_words_new(older);
    g_autoptr(LibvirtWords) new_words = libvirt_words_new(newer);

    libvirt_words_forget_new_members(old_words, older, newer);
    libvirt_words_forget_new_members(new_words, newer, older);
    compare_one_sided(comparison, new, old, old_words, true);
    compare_one_sided(comparison, old, new, new_words, false);
    compare_both(comparison, old, new, old_words);
}
