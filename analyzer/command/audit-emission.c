/*
 * What the versions of libvirt set, and which of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/audit-run.h"

/* Conditions that are told of an emission. */
#define GUARDS_MOST 3

static bool is_named(LibvirtNames names, const GPtrArray *drivers)
{
    for (; names && *names; names++) {
        for (guint i = 0; i < drivers->len; i++) {
            if (g_str_equal(*names, g_ptr_array_index(drivers, i))) {
                return true;
            }
        }
    }
    return false;
}

/* Properties of machine types and CPUs are keys of their options. */
static bool is_of_option(const Emission *emission, const GPtrArray *drivers)
{
    const char *first = drivers->len ? g_ptr_array_index(drivers, 0) : "";

    return (g_str_equal(emission->option, "-machine") &&
            g_str_has_suffix(first, "-machine")) ||
           (g_str_equal(emission->option, "-cpu") &&
            g_str_has_suffix(first, "-cpu"));
}

static guint n_capabilities(const Emission *emission)
{
    guint n = 0;

    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);

        n += g_strcmp0(guard->kind, "capability") == 0;
    }
    return n;
}

/* What decides whether it is emitted: capabilities first. */
static char *guards_text(const Emission *emission)
{
    g_autoptr(GString) text = g_string_new(NULL);
    bool only_capabilities = n_capabilities(emission) > 0;
    guint n = 0;

    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);
        const char *what = guard->name ? guard->name : guard->text;

        if (!what || (only_capabilities && !guard->name)) {
            continue;
        }
        if (n++ < GUARDS_MOST) {
            g_string_append_printf(text, "%s%s%s", n > 1 ? " and " : "if ",
                                   guard->negated ? "not " : "", what);
        }
    }
    if (n > GUARDS_MOST) {
        g_string_append_printf(text, " and %u more", n - GUARDS_MOST);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Of several emissions, the one with the fewest conditions. */
static const char *when_emitted(Audit *audit, const FactSet *facts,
                                const char *property, const GPtrArray *drivers)
{
    const GPtrArray *all = fact_set_emissions(facts);
    const Emission *best = NULL;
    g_autofree char *text = NULL;

    for (guint i = 0; i < all->len; i++) {
        const Emission *emission = g_ptr_array_index(all, i);

        if (g_str_equal(emission->property, property) &&
            (is_named(emission->drivers, drivers) ||
             is_of_option(emission, drivers)) &&
            (!best || emission->guards->len < best->guards->len)) {
            best = emission;
        }
    }
    text = best ? guards_text(best) : NULL;
    return audit_text(audit, text);
}

void audit_find_emitted(AuditRun *run, AuditTimeline *timeline,
                        const GPtrArray *drivers)
{
    Audit *audit = run->audit;

    for (guint i = audit->n_qemu; i < audit->trees->len; i++) {
        timeline->emitted[i - audit->n_qemu] = when_emitted(
            audit, audit_input(run, i)->facts, timeline->name, drivers);
    }
}

typedef struct Argument {
    const char *option;
    const char *property;
    const char *driver; /* "": it has none */
    guint64 trees;
} Argument;

static gint compare_arguments(gconstpointer a, gconstpointer b)
{
    const Argument *x = *(const Argument *const *)a;
    const Argument *y = *(const Argument *const *)b;
    int order = strcmp(x->option, y->option);

    order = order ? order : strcmp(x->property, y->property);
    order = order ? order : (x->trees > y->trees) - (x->trees < y->trees);
    return order ? order : strcmp(x->driver, y->driver);
}

static void add_argument(GHashTable *known, GPtrArray *all,
                         const Emission *emission, const char *driver,
                         guint tree)
{
    g_autofree char *key = g_strdup_printf("%s\n%s\n%s", emission->option,
                                           emission->property, driver);
    Argument *argument = g_hash_table_lookup(known, key);

    if (!argument) {
        argument = g_new0(Argument, 1);
        argument->option = emission->option;
        argument->property = emission->property;
        argument->driver = driver;
        g_ptr_array_add(all, argument);
        g_hash_table_insert(known, g_steal_pointer(&key), argument);
    }
    argument->trees |= G_GUINT64_CONSTANT(1) << tree;
}

/* Long options are those of helpers that libvirt starts (passt, virtiofsd):
 * it writes all of QEMU's with one dash. */
static bool is_of_helper(const Emission *emission)
{
    return g_str_has_prefix(emission->option, "--");
}

static void add_emissions(GHashTable *known, GPtrArray *all,
                          const FactSet *facts, guint tree)
{
    const GPtrArray *emissions = fact_set_emissions(facts);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);

        if (is_of_helper(emission)) {
            continue;
        }
        if (!emission->drivers) {
            add_argument(known, all, emission, "?", tree);
        }
        for (LibvirtNames name = emission->drivers; name && *name; name++) {
            add_argument(known, all, emission, *name, tree);
        }
    }
}

static bool is_alike(const AuditEmission *emission, const Argument *argument)
{
    return g_str_equal(emission->option, argument->option) &&
           g_str_equal(emission->property, argument->property) &&
           emission->trees == argument->trees;
}

/* Arguments that differ only in their driver are one. */
static void group(Audit *audit, const GPtrArray *all, guint64 everywhere)
{
    AuditEmission *last = NULL;

    for (guint i = 0; i < all->len; i++) {
        const Argument *argument = g_ptr_array_index(all, i);

        if (argument->trees == everywhere) {
            continue;
        }
        if (!last || !is_alike(last, argument)) {
            last = audit_add_emission(audit);
            last->option = audit_text(audit, argument->option);
            last->property = audit_text(audit, argument->property);
            last->trees = argument->trees;
        }
        if (*argument->driver) {
            g_ptr_array_add(last->drivers,
                            (char *)audit_text(audit, argument->driver));
        }
    }
}

void audit_make_emissions(AuditRun *run)
{
    Audit *audit = run->audit;
    guint n = audit->trees->len - audit->n_qemu;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < n; i++) {
        add_emissions(known, all, audit_input(run, audit->n_qemu + i)->facts,
                      i);
    }
    g_ptr_array_sort(all, compare_arguments);
    group(audit, all, n == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT(1) << n) - 1);
}
