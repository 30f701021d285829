/*
 * Which drivers a difference in code reaches.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/reached.h"

#include <string.h>

/* More names do not help a reader. */
#define MAX_NAMES 4u

/* The model of the newest machine type that the change is about. */
static const QemuModel *model_of(const RuleContext *context,
                                 const Change *change)
{
    const GArray *promised = context->comparison->promised;

    for (guint i = promised->len; i > 0; i--) {
        const PromisedType *type =
            &g_array_index(promised, PromisedType, i - 1);

        if (type->after &&
            g_ptr_array_find(change->machine_types, type->before, NULL)) {
            return type->new_model;
        }
    }
    return NULL;
}

static bool is_same_line(const ChangeSide *a, const ChangeSide *b)
{
    return a->location.file && a->location.line == b->location.line &&
           g_strcmp0(a->location.file, b->location.file) == 0;
}

/* The nearest ancestor of `driver`, or itself, that `name` is too. */
static const Driver *common_ancestor(const QemuModel *model,
                                     const Driver *driver, const char *name)
{
    const Driver *other = qemu_model_driver(model, name);

    while (driver && other && !qemu_model_is_a(model, other, driver->name)) {
        driver = qemu_model_parent(model, driver);
    }
    return driver;
}

/* What all are that the line makes a difference to; NULL if that is the
 * driver itself, or nothing. */
static const char *ancestor_of(const RuleContext *context, const Change *change,
                               const QemuModel *model)
{
    const GPtrArray *all = change_set_all(context->comparison->changes);
    const Driver *first = qemu_model_driver(model, change->driver);
    const Driver *found = first;

    for (guint i = 0; i < all->len; i++) {
        const Change *other = g_ptr_array_index(all, i);

        if (other->kind != change->kind ||
            (other != change && !is_same_line(&other->after, &change->after))) {
            continue;
        }
        for (guint k = 0; k < other->drivers->len; k++) {
            found = common_ancestor(model, found,
                                    g_ptr_array_index(other->drivers, k));
        }
    }
    return found && found != first ? found->name : NULL;
}

static bool names_include(Names names, const char *name)
{
    for (guint i = 0; names && names[i]; i++) {
        if (g_str_equal(names[i], name)) {
            return true;
        }
    }
    return false;
}

/* In its own code or an ancestor's. */
static bool creates(const QemuModel *model, const Driver *driver,
                    const char *part)
{
    while (driver && !names_include(driver->creates, part)) {
        driver = qemu_model_parent(model, driver);
    }
    return driver != NULL;
}

/* Does it sit on another bus and make the driver a part of itself? */
static bool is_whole(const QemuModel *model, const Driver *whole,
                     const Driver *part)
{
    return !whole->abstract && whole->bus && part->bus &&
           !g_str_equal(whole->bus, part->bus) &&
           qemu_model_is_a(model, whole, "device") &&
           creates(model, whole, part->name);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* const char *: devices that have one of the change's drivers inside. */
static GPtrArray *wholes_of(const QemuModel *model, const Change *change)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    GPtrArray *wholes = g_ptr_array_new();

    for (guint i = 0; i < change->drivers->len; i++) {
        const Driver *part =
            qemu_model_driver(model, g_ptr_array_index(change->drivers, i));

        for (guint k = 0; part && k < drivers->len; k++) {
            const Driver *whole = g_ptr_array_index(drivers, k);

            if (is_whole(model, whole, part) &&
                !g_ptr_array_find(wholes, whole->name, NULL)) {
                g_ptr_array_add(wholes, (gpointer)whole->name);
            }
        }
    }
    g_ptr_array_sort(wholes, compare_names);
    return wholes;
}

static void add_to_finding(const RuleContext *context, const GPtrArray *wholes,
                           Finding *finding)
{
    for (guint i = 0; i < wholes->len; i++) {
        const char *name = g_ptr_array_index(wholes, i);

        if (!g_ptr_array_find_with_equal_func(finding->drivers, name,
                                              g_str_equal, NULL)) {
            g_ptr_array_add(finding->drivers,
                            (char *)findings_text(context->findings, name));
        }
    }
    g_ptr_array_sort(finding->drivers, compare_names);
}

static void append_wholes(const GPtrArray *wholes, GString *text)
{
    for (guint i = 0; i < wholes->len && i < MAX_NAMES; i++) {
        g_string_append_printf(text, "%s%s", i == 0 ? ", a part of " : ", ",
                               (const char *)g_ptr_array_index(wholes, i));
    }
    if (wholes->len > MAX_NAMES) {
        g_string_append_printf(text, " and %u more", wholes->len - MAX_NAMES);
    }
}

const char *reached_drivers(const RuleContext *context, const Change *change,
                            Finding *finding)
{
    const QemuModel *model = model_of(context, change);
    g_autoptr(GString) text = g_string_new(change->driver);
    g_autoptr(GPtrArray) wholes = NULL;
    const char *ancestor;

    if (change->drivers->len > 1) {
        g_string_append_printf(text, " and %u more", change->drivers->len - 1);
    }
    if (model) {
        ancestor = ancestor_of(context, change, model);
        if (ancestor) {
            g_string_append_printf(text,
                                   change->drivers->len > 1
                                       ? " (all %s)"
                                       : " (its line serves other %s as well)",
                                   ancestor);
        }
        wholes = wholes_of(model, change);
        append_wholes(wholes, text);
        add_to_finding(context, wholes, finding);
    }
    return findings_text(context->findings, text->str);
}
