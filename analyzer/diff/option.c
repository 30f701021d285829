/*
 * Command-line options and option keys that are gone.
 *
 * Several places may speak of one option (an option of qemu-options.hx, its
 * list of keys): the option is there if one of them is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

static bool has_text(const GPtrArray *texts, const char *text)
{
    for (guint i = 0; texts && i < texts->len; i++) {
        if (g_str_equal(g_ptr_array_index(texts, i), text)) {
            return true;
        }
    }
    return false;
}

/* `key` NULL: the option itself. */
static bool is_there(const FactSet *facts, const char *name, const char *key)
{
    const GPtrArray *all = fact_set_options(facts);

    for (guint i = 0; i < all->len; i++) {
        const Option *option = g_ptr_array_index(all, i);

        if (g_str_equal(option->name, name) &&
            (!key || has_text(option->keys, key))) {
            return true;
        }
    }
    return false;
}

/* Whether the newer tree tells any key: an option whose keys are not read
 * there says nothing about them. */
static const Option *with_keys(const FactSet *facts, const char *name)
{
    const GPtrArray *all = fact_set_options(facts);

    for (guint i = 0; i < all->len; i++) {
        const Option *option = g_ptr_array_index(all, i);

        if (g_str_equal(option->name, name) && option->keys->len > 0) {
            return option;
        }
    }
    return NULL;
}

static void add_change(Comparison *comparison, ChangeKind kind,
                       const Option *option, const char *key,
                       const Location *after)
{
    g_autofree char *name = g_strdup_printf("-%s%s%s", option->name,
                                            key ? " " : "", key ? key : "");
    Change *change = change_set_add(comparison->changes, kind);

    change->name = change_set_text(comparison->changes, name);
    change->note = option->deprecated;
    change->before.exists = true;
    change->before.location = option->location;
    if (after) {
        change->after.location = *after;
    }
}

static void compare_option(Comparison *comparison, const Option *option)
{
    const FactSet *after = comparison->after.facts;
    const Option *other = with_keys(after, option->name);

    if (!is_there(after, option->name, NULL)) {
        add_change(comparison, CHANGE_OPTION_REMOVED, option, NULL, NULL);
        return;
    }
    for (guint i = 0; other && i < option->keys->len; i++) {
        const char *key = g_ptr_array_index(option->keys, i);

        if (!is_there(after, option->name, key)) {
            add_change(comparison, CHANGE_OPTION_KEY_REMOVED, option, key,
                       &other->location);
        }
    }
}

void diff_options(Comparison *comparison)
{
    const GPtrArray *all = fact_set_options(comparison->before.facts);

    for (guint i = 0; i < all->len; i++) {
        compare_option(comparison, g_ptr_array_index(all, i));
    }
}
