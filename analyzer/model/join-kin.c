/*
 * What is asked for in a key's place, and which objects a key refers to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-cell.h"
#include "model/join-state.h"

/* "-numa node,memdev": as a word of its own after the option's name. */
static bool is_named_in(const char *text, const char *key)
{
    const char *dot = strrchr(key, '.');
    const char *word = dot ? dot + 1 : key;
    gsize length = strlen(word);

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        char before = at > text ? at[-1] : ' ';
        char after = at[length];

        if (!g_ascii_isalnum(before) && before != '-' && before != '_' &&
            !g_ascii_isalnum(after) && after != '-' && after != '_') {
            return true;
        }
    }
    return false;
}

/* All that QEMU says of the key: what it warns of, its documents. */
static char *words_about(const FactSet *qemu, const Subject *subject)
{
    GString *words = g_string_new(NULL);
    const GPtrArray *refusals = fact_set_option_refusals(qemu);
    const Deprecation *deprecation = join_deprecation(qemu, subject);

    for (guint i = 0; i < refusals->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(refusals, i);

        if (g_strcmp0(refusal->option, subject->owner) == 0 &&
            g_strcmp0(refusal->key, subject->full) == 0) {
            g_string_append_printf(words, " %s", refusal->message);
        }
    }
    if (deprecation && deprecation->note) {
        g_string_append_printf(words, " %s", deprecation->note);
    }
    return g_string_free(words, FALSE);
}

static char *branch_of(const char *key)
{
    const char *dot = strrchr(key, '.');

    return dot ? g_strndup(key, (gsize)(dot - key)) : g_strdup("");
}

static Subject *find_instead(const FactSet *qemu, const Subject *subject)
{
    const GPtrArray *options = fact_set_options(qemu);
    g_autofree char *words = words_about(qemu, subject);
    g_autofree char *branch = branch_of(subject->full);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (!g_str_equal(option->name, subject->owner)) {
            continue;
        }
        for (guint k = 0; k < option->keys->len; k++) {
            const char *key = g_ptr_array_index(option->keys, k);
            const char *dot = strrchr(key, '.');
            g_autofree char *other = branch_of(key);

            if (!g_str_equal(key, subject->full) &&
                g_str_equal(branch, other) && is_named_in(words, key)) {
                return subject_new(SUBJECT_CLASS_KEY, subject->owner,
                                   dot ? dot + 1 : key, key);
            }
        }
    }
    return NULL;
}

Subject *join_instead(const Join *join, const Subject *subject)
{
    Subject *found = NULL;

    if (subject->class != SUBJECT_CLASS_KEY) {
        return NULL;
    }
    for (guint i = 0; !found && i < join_n_qemus(join); i++) {
        found = find_instead(join_qemu(join, i)->facts, subject);
    }
    return found;
}

static bool shares_value(const Emission *a, const Emission *b)
{
    for (guint i = 0; a->value.values && a->value.values[i]; i++) {
        for (guint k = 0; b->value.values && b->value.values[k]; k++) {
            if (*a->value.values[i] &&
                g_str_equal(a->value.values[i], b->value.values[k])) {
                return true;
            }
        }
    }
    return false;
}

static void add_drivers(GPtrArray *drivers, const Emission *emission)
{
    for (guint i = 0; emission->drivers && emission->drivers[i]; i++) {
        if (!g_ptr_array_find_with_equal_func(drivers, emission->drivers[i],
                                              g_str_equal, NULL)) {
            g_ptr_array_add(drivers, (gpointer)emission->drivers[i]);
        }
    }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *join_referred_drivers(Join *join, const Subject *key)
{
    GPtrArray *drivers = g_ptr_array_new();

    for (guint i = 0; i < join_n_libvirts(join); i++) {
        const JoinTree *libvirt = join_libvirt(join, i);
        g_autoptr(GPtrArray) emissions = join_emissions(libvirt, key);
        const GPtrArray *objects =
            g_hash_table_lookup(libvirt->emissions, "-object");

        for (guint k = 0; objects && k < objects->len; k++) {
            const Emission *object = g_ptr_array_index(objects, k);

            for (guint j = 0;
                 g_strcmp0(object->property, "id") == 0 && j < emissions->len;
                 j++) {
                if (shares_value(g_ptr_array_index(emissions, j), object)) {
                    add_drivers(drivers, object);
                }
            }
        }
    }
    g_ptr_array_sort(drivers, compare_names);
    return drivers;
}
