/*
 * What a libvirt says of a subject: what it emits under which conditions, how
 * it finds out, and what it keeps of the machine type for it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-event.h"

/* More alternatives are counted. */
#define MAX_TOLD 3
/* Longer conditions are cut. */
#define MAX_TEXT 160

/* NULL: nothing is to be said of it. */
static char *guard_text(const LibvirtGuard *guard)
{
    const char *what = guard->name ? guard->name : guard->text;
    const char *no = guard->negated ? "not " : "";
    g_autofree char *cut = NULL;

    if (!what || g_str_equal(guard->kind, "representation")) {
        return NULL;
    }
    if (g_utf8_strlen(what, -1) <= MAX_TEXT) {
        return g_strconcat(no, what, NULL);
    }
    cut = g_utf8_substring(what, 0, MAX_TEXT - 3);
    return g_strconcat(no, cut, "...", NULL);
}

static bool is_seen(const GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++) {
        if (g_str_equal(g_ptr_array_index(texts, i), text)) {
            return true;
        }
    }
    return false;
}

static gint compare_lengths(gconstpointer a, gconstpointer b)
{
    gsize x = strlen(*(const char *const *)a);
    gsize y = strlen(*(const char *const *)b);

    if (x != y) {
        return x < y ? -1 : 1;
    }
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of many, the shortest are told: names of capabilities. */
static char *guards_text(const GArray *guards)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new(NULL);
    guint told = 0;

    for (guint i = 0; i < guards->len; i++) {
        char *one = guard_text(&g_array_index(guards, LibvirtGuard, i));

        if (one && !is_seen(texts, one)) {
            g_ptr_array_add(texts, one);
        } else {
            g_free(one);
        }
    }
    if (texts->len > MAX_TOLD) {
        g_ptr_array_sort(texts, compare_lengths);
    }
    for (; told < texts->len && told < MAX_TOLD; told++) {
        g_string_append_printf(text, "%s%s", told > 0 ? " and " : "",
                               (char *)g_ptr_array_index(texts, told));
    }
    if (texts->len > told) {
        g_string_append_printf(text, " and %u more", texts->len - told);
    }
    return g_string_free(text, FALSE);
}

/* "" if it can be anything. */
static const char *literal_of(const Emission *emission)
{
    return g_strcmp0(emission->value.kind, "literal") == 0 &&
                   emission->value.values && emission->value.values[0]
               ? emission->value.values[0]
               : "";
}

static void say_emissions(StatementList *list, const GPtrArray *emissions,
                          const char *title)
{
    g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *counted = g_strconcat(title, " more", NULL);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);
        char *condition = guards_text(emission->guards);
        const char *literal = literal_of(emission);

        if (is_seen(seen, condition)) {
            g_free(condition);
            continue;
        }
        g_ptr_array_add(seen, condition);
        if (seen->len > MAX_TOLD) {
            continue;
        }
        statement_add(list, title, &emission->location, "%s emits %s%s%s%s%s",
                      emission->function, title, *literal ? " " : "", literal,
                      *condition ? ", if " : "", condition);
    }
    if (seen->len > MAX_TOLD) {
        const Emission *first = g_ptr_array_index(emissions, 0);

        statement_add(list, counted, &first->location,
                      "%s emits it under %u more conditions", first->function,
                      seen->len - MAX_TOLD);
    }
}

static void say_capability(StatementList *list, const JoinTree *libvirt,
                           const char *name)
{
    const GPtrArray *all = fact_set_capabilities(libvirt->facts);

    for (guint i = 0; i < all->len; i++) {
        const Capability *capability = g_ptr_array_index(all, i);
        const CapabilityDetection *by;
        const char *what;

        if (!g_str_equal(capability->name, name) ||
            capability->detected_by->len == 0) {
            continue;
        }
        by = &g_array_index(capability->detected_by, CapabilityDetection, 0);
        what = by->driver   ? by->driver
               : by->option ? by->option
               : by->query  ? by->query
                            : "";
        statement_add(list, name, &by->location, "%s is found by %s%s%s%s%s",
                      name, by->kind, *what ? " " : "", what,
                      by->property ? "." : "",
                      by->property ? by->property : "");
    }
}

static bool has_said(const StatementList *list, const char *key)
{
    for (guint i = 0; i < list->statements->len; i++) {
        if (g_str_equal(g_array_index(list->statements, Statement, i).key,
                        key)) {
            return true;
        }
    }
    return false;
}

static void say_data(StatementList *list, const MachineData *data)
{
    if (has_said(list, data->key)) {
        return;
    }
    if (!data->absent || g_str_equal(data->absent, "0")) {
        statement_add(list, data->key, &data->location,
                      "keeps '%s' of query-machines", data->key);
    } else {
        statement_add(list, data->key, &data->location,
                      "keeps '%s' of query-machines; a QEMU that does not "
                      "tell it counts as true",
                      data->key);
    }
}

/* What sets a local flag that a guard asks for, as far as that is told by
 * what libvirt keeps of the machine type. */
static void say_flag(StatementList *list, const JoinTree *libvirt,
                     const char *function, const char *name)
{
    const GPtrArray *flags = fact_set_local_flags(libvirt->facts);

    for (guint i = 0; i < flags->len; i++) {
        const LocalFlag *flag = g_ptr_array_index(flags, i);
        g_autofree char *text = NULL;
        const MachineData *data = NULL;

        if (!g_str_equal(flag->name, name) ||
            !g_str_equal(flag->function, function)) {
            continue;
        }
        for (guint k = 0; k < flag->guards->len && !data; k++) {
            const LibvirtGuard *guard =
                &g_array_index(flag->guards, LibvirtGuard, k);

            data = guard->text && g_str_equal(guard->kind, "machine")
                       ? join_machine_data(libvirt, guard->text)
                       : NULL;
        }
        if (data) {
            text = guards_text(flag->guards);
            statement_add(list, name, &flag->location, "%s sets %s, if %s",
                          function, name, text);
            say_data(list, data);
        }
    }
}

static void say_guards(StatementList *list, const JoinTree *libvirt,
                       const Emission *emission)
{
    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);
        const MachineData *data =
            guard->text && g_str_equal(guard->kind, "machine")
                ? join_machine_data(libvirt, guard->text)
                : NULL;

        if (guard->name && g_str_equal(guard->kind, "capability") &&
            !has_said(list, guard->name)) {
            say_capability(list, libvirt, guard->name);
        }
        if (data) {
            say_data(list, data);
        }
        if (guard->text && !has_said(list, guard->text)) {
            say_flag(list, libvirt, emission->function, guard->text);
        }
    }
}

static bool asks_for(const Emission *emission, const char *capability)
{
    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);

        if (g_str_equal(guard->kind, "capability") &&
            g_strcmp0(guard->name, capability) == 0) {
            return true;
        }
    }
    return false;
}

/* "-device usb-ehci.firstport=" */
static char *emission_text(const Emission *emission)
{
    const char *driver =
        emission->drivers && emission->drivers[0] && !emission->drivers[1]
            ? emission->drivers[0]
            : NULL;

    return g_strdup_printf("%s%s%s%s%s", emission->option, driver ? " " : "",
                           driver ? driver : "", emission->property ? "," : "",
                           emission->property ? emission->property : "");
}

/* How a capability is found, and what it decides. */
static void say_users(StatementList *list, const JoinTree *libvirt,
                      const char *name)
{
    const GPtrArray *all = fact_set_emissions(libvirt->facts);

    say_capability(list, libvirt, name);
    for (guint i = 0; i < all->len; i++) {
        const Emission *emission = g_ptr_array_index(all, i);
        g_autofree char *what = NULL;

        if (asks_for(emission, name)) {
            what = emission_text(emission);
            statement_add(list, what, &emission->location,
                          "%s asks for it to emit %s", emission->function,
                          what);
        }
    }
}

void statements_of_libvirt(StatementList *list, const JoinTree *libvirt,
                           const Subject *subject)
{
    g_autoptr(GPtrArray) emissions = join_emissions(libvirt, subject);
    g_autofree char *title = subject_title(subject);

    if (subject->class == SUBJECT_CLASS_CAPABILITY) {
        say_users(list, libvirt, subject->name);
        return;
    }
    say_emissions(list, emissions, title);
    for (guint i = 0; i < emissions->len; i++) {
        say_guards(list, libvirt, g_ptr_array_index(emissions, i));
    }
}
