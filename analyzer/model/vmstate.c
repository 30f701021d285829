/*
 * Descriptions of one tree resolved: which of several namesakes is meant, and
 * who sends them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/vmstate-model.h"

#include <string.h>

static void state_free(gpointer data)
{
    WireState *state = data;

    g_array_unref(state->fields);
    g_ptr_array_unref(state->subsections);
    g_free(state);
}

static void list_free(gpointer list)
{
    g_ptr_array_unref(list);
}

static void index_facts(WireModel *model)
{
    const GPtrArray *all = fact_set_vmstates(model->facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *fact = g_ptr_array_index(all, i);
        const char *symbol = fact->symbol ? fact->symbol : "";
        GPtrArray *namesakes;

        if (!targets_include(fact->targets, model->target)) {
            continue;
        }
        namesakes = g_hash_table_lookup(model->by_symbol, symbol);
        if (!namesakes) {
            namesakes = g_ptr_array_new();
            g_hash_table_insert(model->by_symbol, (char *)symbol, namesakes);
        }
        g_ptr_array_add(namesakes, (gpointer)fact);
        if (fact->location.file) {
            g_hash_table_add(model->files, (char *)fact->location.file);
        }
    }
}

static void index_drivers(WireModel *model)
{
    const GPtrArray *all = fact_set_drivers(model->facts);

    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);

        if (!targets_include(driver->targets, model->target)) {
            continue;
        }
        if (!g_hash_table_contains(model->drivers, driver->name)) {
            g_hash_table_insert(model->drivers, (char *)driver->name,
                                (gpointer)driver);
        }
        if (driver->location.file) {
            g_hash_table_add(model->files, (char *)driver->location.file);
        }
    }
}

/* A static variable's name may exist in several files: that of the user is
 * meant, if it has one. */
static const VMState *find_fact(const WireModel *model, const char *symbol,
                                const char *name, const char *file)
{
    const GPtrArray *namesakes =
        symbol ? g_hash_table_lookup(model->by_symbol, symbol) : NULL;
    const VMState *found = NULL;

    for (guint i = 0; namesakes && i < namesakes->len; i++) {
        const VMState *fact = g_ptr_array_index(namesakes, i);

        if (name && g_strcmp0(fact->name, name) != 0) {
            continue;
        }
        if (file && g_strcmp0(fact->location.file, file) == 0) {
            return fact;
        }
        found = found ? found : fact;
    }
    return found;
}

/* What the info writes, where that is not what lies in memory. */
static gint64 size_on_wire(const VMStateField *fact)
{
    if (fact->info && g_str_equal(fact->info, "vmstate_info_timer")) {
        return 8;
    }
    return fact->size;
}

static const WireState *resolve(WireModel *model, const VMState *fact);

static void resolve_field(WireModel *model, const VMState *fact,
                          const VMStateField *field, WireState *state)
{
    WireField resolved = {.fact = field, .size = size_on_wire(field)};

    if (field->vmstate_symbol || field->vmstate) {
        const VMState *nested = find_fact(model, field->vmstate_symbol,
                                          field->vmstate, fact->location.file);

        resolved.nested = nested ? resolve(model, nested) : NULL;
    }
    g_array_append_val(state->fields, resolved);
}

static const WireState *resolve(WireModel *model, const VMState *fact)
{
    WireState *state = g_hash_table_lookup(model->states, fact);

    if (state) {
        return state;
    }
    state = g_new0(WireState, 1);
    state->fact = fact;
    state->fields = g_array_new(FALSE, FALSE, sizeof(WireField));
    state->subsections = g_ptr_array_new();
    /* Before its members: a description that holds itself ends here. */
    g_hash_table_insert(model->states, (gpointer)fact, state);
    for (guint i = 0; i < fact->fields->len; i++) {
        resolve_field(model, fact,
                      &g_array_index(fact->fields, VMStateField, i), state);
    }
    for (guint i = 0; i < fact->subsections->len; i++) {
        const char *name = g_ptr_array_index(fact->subsections, i);
        const char *symbol = i < fact->subsection_symbols->len
                                 ? fact->subsection_symbols->pdata[i]
                                 : NULL;
        const VMState *subsection =
            find_fact(model, symbol, name, fact->location.file);

        g_ptr_array_add(state->subsections,
                        subsection ? (gpointer)resolve(model, subsection)
                                   : NULL);
    }
    return state;
}

/* States that another one has as a field or subsection. */
static GHashTable *find_parts(WireModel *model)
{
    GHashTable *parts = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, model->states);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const WireState *state = value;

        for (guint i = 0; i < state->fields->len; i++) {
            g_hash_table_add(
                parts,
                (gpointer)g_array_index(state->fields, WireField, i).nested);
        }
        for (guint i = 0; i < state->subsections->len; i++) {
            g_hash_table_add(parts, state->subsections->pdata[i]);
        }
    }
    return parts;
}

static void add_section(WireModel *model, WireSender sender,
                        const Driver *driver, const WireState *state)
{
    const WireSection section = {sender, driver, state};

    g_array_append_val(model->sections, section);
}

/* Facts are sorted: drivers come by their names. */
static void add_drivers(WireModel *model, GHashTable *sent)
{
    const GPtrArray *all = fact_set_drivers(model->facts);

    for (guint i = 0; i < all->len; i++) {
        const Driver *driver = g_ptr_array_index(all, i);
        const VMState *fact;

        if (!driver->vmstate_symbol ||
            g_hash_table_lookup(model->drivers, driver->name) != driver) {
            continue;
        }
        fact = find_fact(model, driver->vmstate_symbol, driver->vmstate,
                         driver->location.file);
        if (fact) {
            add_section(model, WIRE_SENDER_DRIVER, driver,
                        resolve(model, fact));
            g_hash_table_add(sent, (gpointer)fact);
        }
    }
}

static void add_others(WireModel *model, GHashTable *sent)
{
    const GPtrArray *all = fact_set_vmstates(model->facts);
    g_autoptr(GHashTable) parts = NULL;

    for (guint i = 0; i < all->len; i++) {
        const VMState *fact = g_ptr_array_index(all, i);

        if (targets_include(fact->targets, model->target)) {
            resolve(model, fact);
        }
    }
    parts = find_parts(model);
    for (guint i = 0; i < all->len; i++) {
        const VMState *fact = g_ptr_array_index(all, i);
        const WireState *state = g_hash_table_lookup(model->states, fact);

        if (!state) {
            continue;
        }
        if (fact->registered) {
            add_section(model, WIRE_SENDER_REGISTERED, NULL, state);
        } else if (!g_hash_table_contains(sent, fact) &&
                   !g_hash_table_contains(parts, state)) {
            add_section(model, WIRE_SENDER_CODE, NULL, state);
        }
    }
}

WireModel *wire_model_new(const FactSet *facts, const char *target)
{
    WireModel *model = g_new0(WireModel, 1);
    g_autoptr(GHashTable) sent = g_hash_table_new(NULL, NULL);

    model->facts = facts;
    model->target = g_strdup(target);
    model->by_symbol =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, list_free);
    model->drivers = g_hash_table_new(g_str_hash, g_str_equal);
    model->files = g_hash_table_new(g_str_hash, g_str_equal);
    model->states = g_hash_table_new_full(NULL, NULL, NULL, state_free);
    model->sections = g_array_new(FALSE, FALSE, sizeof(WireSection));
    model->writers = wire_find_writers(facts);
    index_facts(model);
    index_drivers(model);
    add_drivers(model, sent);
    add_others(model, sent);
    return model;
}

void wire_model_free(WireModel *model)
{
    if (!model) {
        return;
    }
    g_hash_table_unref(model->by_symbol);
    g_hash_table_unref(model->drivers);
    g_hash_table_unref(model->files);
    g_hash_table_unref(model->states);
    g_hash_table_unref(model->writers);
    g_array_unref(model->sections);
    g_free(model->target);
    g_free(model);
}

const FactSet *wire_model_facts(const WireModel *model)
{
    return model->facts;
}

const char *wire_model_target(const WireModel *model)
{
    return model->target;
}

const GArray *wire_model_sections(const WireModel *model)
{
    return model->sections;
}

const Driver *wire_model_driver(const WireModel *model, const char *name)
{
    return name ? g_hash_table_lookup(model->drivers, name) : NULL;
}

bool wire_model_has_file(const WireModel *model, const char *file)
{
    return file && g_hash_table_contains(model->files, file);
}
