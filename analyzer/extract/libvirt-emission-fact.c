/*
 * Facts of one site put together: what stands there for the same drivers,
 * with the same values, under few conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

/* Of one site: what one driver gets there, or what several do alike. */
typedef struct Entry {
    GPtrArray *drivers; /* const char *; NULL for one that is not known */
    GPtrArray *values;  /* const char *: formats */
    GArray *cover;      /* LvGuards */
    const LvRaw *raw;
    bool is_boolean;
    bool is_optional;
} Entry;

static Entry *entry_new(const LvRaw *raw)
{
    Entry *entry = g_new0(Entry, 1);

    entry->drivers = g_ptr_array_new();
    entry->values = g_ptr_array_new();
    entry->cover = g_array_new(FALSE, FALSE, sizeof(LvGuards));
    entry->raw = raw;
    g_ptr_array_add(entry->drivers, (char *)raw->driver);
    g_ptr_array_add(entry->values, (char *)raw->value);
    entry->is_boolean = raw->is_boolean;
    return entry;
}

static void entry_free(gpointer data)
{
    Entry *entry = data;

    g_ptr_array_unref(entry->drivers);
    g_ptr_array_unref(entry->values);
    g_array_unref(entry->cover);
    g_free(entry);
}

static int compare_sites(const LvRaw *a, const LvRaw *b)
{
    int order = strcmp(a->channel, b->channel);

    order = order ? order : strcmp(a->option, b->option);
    order = order ? order : strcmp(a->property, b->property);
    order = order ? order : g_strcmp0(a->place.where.file, b->place.where.file);
    if (!order) {
        order = (a->place.where.line > b->place.where.line) -
                (a->place.where.line < b->place.where.line);
    }
    return order ? order : g_strcmp0(a->place.function, b->place.function);
}

static int compare_values(const LvRaw *a, const LvRaw *b)
{
    int order = g_strcmp0(a->driver, b->driver);

    return order ? order : strcmp(a->value, b->value);
}

static int compare_raws(gconstpointer a, gconstpointer b)
{
    const LvRaw *x = *(const LvRaw *const *)a;
    const LvRaw *y = *(const LvRaw *const *)b;
    int order = compare_sites(x, y);

    return order ? order : compare_values(x, y);
}

static bool same_cover(const Entry *a, const Entry *b)
{
    if (a->cover->len != b->cover->len) {
        return false;
    }
    for (guint i = 0; i < a->cover->len; i++) {
        if (g_array_index(a->cover, LvGuards, i).list !=
            g_array_index(b->cover, LvGuards, i).list) {
            return false;
        }
    }
    return true;
}

static bool same_texts(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len) {
        return false;
    }
    for (guint i = 0; i < a->len; i++) {
        if (a->pdata[i] != b->pdata[i]) {
            return false;
        }
    }
    return true;
}

static void add_all(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++) {
        g_ptr_array_add(to, from->pdata[i]);
    }
}

typedef bool (*EntriesMatch)(const Entry *a, const Entry *b);

static bool differ_in_value(const Entry *a, const Entry *b)
{
    return a->is_boolean == b->is_boolean &&
           same_texts(a->drivers, b->drivers) && same_cover(a, b);
}

/* A driver's name as far as it is known: "virtio-net-pci" is, "*" is not. */
static bool is_named(const Entry *entry)
{
    const char *driver = entry->drivers->pdata[0];

    return driver && !strchr(driver, '*');
}

static bool differ_in_driver(const Entry *a, const Entry *b)
{
    return a->is_boolean == b->is_boolean && is_named(a) && is_named(b) &&
           same_texts(a->values, b->values) && same_cover(a, b);
}

/* Entries that match an earlier one are taken into it. */
static void unite_entries(GPtrArray *entries, EntriesMatch match,
                          bool take_drivers)
{
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        guint k = i + 1;

        while (k < entries->len) {
            Entry *other = entries->pdata[k];

            if (!match(entry, other)) {
                k++;
                continue;
            }
            if (take_drivers) {
                add_all(entry->drivers, other->drivers);
            } else {
                add_all(entry->values, other->values);
            }
            entry->is_optional = entry->is_optional || other->is_optional;
            g_ptr_array_remove_index(entries, k);
        }
    }
}

static Names names_of(LvRun *run, const GPtrArray *texts)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();

    add_all(list, texts);
    g_ptr_array_add(list, NULL);
    return fact_set_names(run->context->facts,
                          (const char *const *)list->pdata);
}

static void add_fact(LvRun *run, const Entry *entry, LvGuards guards)
{
    FactSet *facts = run->context->facts;
    const LvRaw *raw = entry->raw;
    Emission *fact = fact_set_add_emission(facts);

    fact->option = fact_set_text(facts, raw->option);
    fact->property = fact_set_text(facts, raw->property);
    fact->channel = fact_set_text(facts, raw->channel);
    fact->function = fact_set_text(facts, raw->place.function);
    fact->location = extract_location(run->context, raw->place.where.file,
                                      raw->place.where.line);
    fact->optional = entry->is_optional;
    fact->value = lv_value_fact(run, entry->values, entry->is_boolean);
    fact->value.text = fact_set_text(facts, raw->text);
    if (raw->driver) {
        fact->drivers = names_of(run, entry->drivers);
    } else {
        extract_gap(run->context, "emission", raw->option,
                    "the driver is not known", fact->location.file,
                    fact->location.line);
    }
    for (guint i = 0; i < guards.n; i++) {
        LibvirtGuard guard = lv_guard_fact(run, &guards.list[i]);

        g_array_append_val(fact->guards, guard);
    }
}

/* The raw facts from `first` up to `end` are of one site. */
static void add_site(LvRun *run, guint first, guint end)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    const LvRaw *last = NULL;

    for (guint i = first; i < end; i++) {
        const LvRaw *raw = g_ptr_array_index(run->raws, i);
        LvGuards told = lv_told(run, raw->guards);
        Entry *entry;

        if (!last || compare_values(last, raw) != 0) {
            g_ptr_array_add(entries, entry_new(raw));
        }
        last = raw;
        entry = entries->pdata[entries->len - 1];
        entry->is_optional = entry->is_optional || raw->is_optional;
        g_array_append_val(entry->cover, told);
    }
    for (guint i = 0; i < entries->len; i++) {
        lv_cover_simplify(run, ((Entry *)entries->pdata[i])->cover);
    }
    unite_entries(entries, differ_in_value, false);
    unite_entries(entries, differ_in_driver, true);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];

        for (guint k = 0; k < entry->cover->len; k++) {
            add_fact(run, entry, g_array_index(entry->cover, LvGuards, k));
        }
    }
}

static void add_refusals(LvRun *run)
{
    FactSet *facts = run->context->facts;

    for (guint i = 0; i < run->refusals->len; i++) {
        const LvRefusal *raw = &g_array_index(run->refusals, LvRefusal, i);
        LvGuards told = lv_told(run, raw->guards);
        Refusal *fact = fact_set_add_refusal(facts);

        fact->message = fact_set_text(facts, raw->message);
        fact->function = fact_set_text(facts, raw->place.function);
        fact->location = extract_location(run->context, raw->place.where.file,
                                          raw->place.where.line);
        for (guint k = 0; k < told.n; k++) {
            LibvirtGuard guard = lv_guard_fact(run, &told.list[k]);

            g_array_append_val(fact->guards, guard);
        }
    }
}

void lv_facts(LvRun *run)
{
    guint first = 0;

    g_ptr_array_sort(run->raws, compare_raws);
    for (guint i = 1; i <= run->raws->len; i++) {
        if (i == run->raws->len ||
            compare_sites(run->raws->pdata[first], run->raws->pdata[i]) != 0) {
            add_site(run, first, i);
            first = i;
        }
    }
    add_refusals(run);
}
