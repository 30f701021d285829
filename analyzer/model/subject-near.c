/*
 * What a misspelled subject may have meant: the names with the smallest edit
 * distance among all that the trees have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/subject-near.h"

#include <string.h>

#include "model/qemu-model.h"

#define MAX_SHOWN 4

typedef struct NearName {
    char *name;
    guint distance;
} NearName;

typedef struct NearSearch {
    const char *text;
    guint limit;
    GArray *found; /* NearName, unordered */
    GHashTable *seen;
} NearSearch;

/* Levenshtein's, in two rows. */
static guint distance_of(const char *a, const char *b)
{
    gsize n = strlen(b);
    g_autofree guint *row = g_new(guint, n + 1);

    for (gsize k = 0; k <= n; k++) {
        row[k] = (guint)k;
    }
    for (gsize i = 0; a[i]; i++) {
        guint diagonal = row[0];

        row[0] = (guint)i + 1;
        for (gsize k = 1; k <= n; k++) {
            guint above = row[k];
            guint change = diagonal + (a[i] == b[k - 1] ? 0 : 1);

            row[k] = MIN(change, MIN(above, row[k - 1]) + 1);
            diagonal = above;
        }
    }
    return row[n];
}

static void offer(NearSearch *search, const char *name)
{
    gsize length = strlen(search->text);
    gsize other = name ? strlen(name) : 0;
    NearName near;

    if (!name ||
        (length > other ? length - other : other - length) > search->limit ||
        g_hash_table_contains(search->seen, name)) {
        return;
    }
    near.distance = distance_of(search->text, name);
    if (near.distance <= search->limit) {
        near.name = g_strdup(name);
        g_hash_table_add(search->seen, near.name);
        g_array_append_val(search->found, near);
    }
}

static void offer_both(NearSearch *search, const char *owner, const char *name)
{
    g_autofree char *whole = g_strconcat(owner, ".", name, NULL);

    offer(search, whole);
}

/* What a driver inherits is asked for by the driver's own name. */
static void offer_inherited(NearSearch *search, const QemuModel *model)
{
    const char *dot = strchr(search->text, '.');
    g_autofree char *owner =
        dot ? g_strndup(search->text, (gsize)(dot - search->text)) : NULL;
    const Driver *at = owner ? qemu_model_driver(model, owner) : NULL;

    for (; at; at = qemu_model_parent(model, at)) {
        for (guint i = 0; i < at->properties->len; i++) {
            offer_both(search, owner,
                       g_array_index(at->properties, Property, i).name);
        }
    }
}

static void offer_tree(NearSearch *search, const FactSet *facts)
{
    const GPtrArray *options = fact_set_options(facts);
    const GPtrArray *drivers = fact_set_drivers(facts);
    const GPtrArray *machines = fact_set_machine_types(facts);
    const GPtrArray *vmstates = fact_set_vmstates(facts);
    const GPtrArray *capabilities = fact_set_capabilities(facts);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        offer(search, option->name);
        for (guint k = 0; k < option->keys->len; k++) {
            const char *key = g_ptr_array_index(option->keys, k);
            const char *dot = strrchr(key, '.');

            offer_both(search, option->name, dot ? dot + 1 : key);
        }
    }
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        offer(search, driver->name);
        for (guint k = 0; k < driver->properties->len; k++) {
            offer_both(search, driver->name,
                       g_array_index(driver->properties, Property, k).name);
        }
    }
    for (guint i = 0; i < machines->len; i++) {
        offer(search, ((MachineType *)g_ptr_array_index(machines, i))->name);
    }
    for (guint i = 0; i < vmstates->len; i++) {
        offer(search, ((VMState *)g_ptr_array_index(vmstates, i))->name);
    }
    for (guint i = 0; i < capabilities->len; i++) {
        offer(search, ((Capability *)g_ptr_array_index(capabilities, i))->name);
    }
}

static gint compare_near(gconstpointer a, gconstpointer b)
{
    const NearName *x = a;
    const NearName *y = b;

    if (x->distance != y->distance) {
        return x->distance < y->distance ? -1 : 1;
    }
    return strcmp(x->name, y->name);
}

char *subject_near_names(const char *text, const GPtrArray *trees)
{
    NearSearch search = {
        .text = text,
        .limit = MAX(2u, (guint)strlen(text) / 4),
        .found = g_array_new(FALSE, FALSE, sizeof(NearName)),
        .seen = g_hash_table_new(g_str_hash, g_str_equal),
    };
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < trees->len; i++) {
        const FactSet *facts = g_ptr_array_index(trees, i);

        offer_tree(&search, facts);
        if (g_strcmp0(fact_set_project(facts), "qemu") == 0) {
            g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);

            offer_inherited(&search, model);
        }
    }
    g_array_sort(search.found, compare_near);
    for (guint i = 0; i < search.found->len; i++) {
        NearName *near = &g_array_index(search.found, NearName, i);

        if (i < MAX_SHOWN) {
            g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                                   near->name);
        }
        g_free(near->name);
    }
    g_array_unref(search.found);
    g_hash_table_unref(search.seen);
    return names->len > 0 ? g_string_free(g_steal_pointer(&names), FALSE)
                          : NULL;
}
