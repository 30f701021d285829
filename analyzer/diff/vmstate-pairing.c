/*
 * Finds out who sends the same in both trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-section.h"

#include <string.h>

typedef struct Pairing {
    const WireComparison *comparison;
    GPtrArray *pairs;                /* SectionPair * */
    GHashTable *taken;               /* const WireSection *: has a partner */
    GHashTable *index[N_TREE_SIDES]; /* driver's name -> const WireSection * */
} Pairing;

static void pair_free(gpointer data)
{
    SectionPair *pair = data;

    g_ptr_array_unref(pair->drivers);
    g_free(pair);
}

static const GArray *sections_of(const Pairing *pairing, TreeSide side)
{
    return wire_model_sections(pairing->comparison->models[side]);
}

static void add_pair(Pairing *pairing, const WireSection *old,
                     const WireSection *new, const Driver *driver)
{
    SectionPair *pair = NULL;

    for (guint i = 0; i < pairing->pairs->len && !pair; i++) {
        SectionPair *known = pairing->pairs->pdata[i];

        if (state_of(known->sections[SIDE_OLD]) == state_of(old) &&
            state_of(known->sections[SIDE_NEW]) == state_of(new)) {
            pair = known;
        }
    }
    if (!pair) {
        pair = g_new0(SectionPair, 1);
        pair->sections[SIDE_OLD] = old;
        pair->sections[SIDE_NEW] = new;
        pair->drivers = g_ptr_array_new();
        g_ptr_array_add(pairing->pairs, pair);
    }
    if (driver) {
        g_ptr_array_add(pair->drivers, (gpointer)driver);
    }
    if (old) {
        g_hash_table_add(pairing->taken, (gpointer)old);
    }
    if (new) {
        g_hash_table_add(pairing->taken, (gpointer) new);
    }
}

static const WireSection *section_at(const GArray *sections, guint i)
{
    return &g_array_index(sections, WireSection, i);
}

static void index_drivers(Pairing *pairing, TreeSide side)
{
    const GArray *sections = sections_of(pairing, side);

    pairing->index[side] = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < sections->len; i++) {
        const WireSection *section = section_at(sections, i);

        if (section->driver) {
            g_hash_table_insert(pairing->index[side],
                                (char *)section->driver->name,
                                (gpointer)section);
        }
    }
}

/* The same description sent by a call in the other tree. */
static const WireSection *find_registered(const Pairing *pairing, TreeSide side,
                                          const WireSection *section)
{
    const GArray *sections = sections_of(pairing, side);

    for (guint i = 0; i < sections->len; i++) {
        const WireSection *candidate = section_at(sections, i);

        if (candidate->sender == WIRE_SENDER_REGISTERED &&
            g_strcmp0(candidate->state->fact->name,
                      section->state->fact->name) == 0 &&
            g_strcmp0(candidate->state->fact->symbol,
                      section->state->fact->symbol) == 0) {
            return candidate;
        }
    }
    return NULL;
}

/* A driver of one tree whose partner is not there or sends nothing. */
static void pair_lone_driver(Pairing *pairing, TreeSide side,
                             const WireSection *section)
{
    TreeSide other = side == SIDE_OLD ? SIDE_NEW : SIDE_OLD;
    const WireModel *models[N_TREE_SIDES] = {
        pairing->comparison->models[SIDE_OLD],
        pairing->comparison->models[SIDE_NEW]};
    const Driver *partner =
        wire_model_driver(models[other], section->driver->name);
    const WireSection *registered;

    if (!partner && !wire_model_is_dump(models[side])) {
        return;
    }
    if (partner && partner->vmstate_symbol) {
        return; /* a description that was not read */
    }
    registered = find_registered(pairing, other, section);
    if (side == SIDE_OLD) {
        add_pair(pairing, section, registered, section->driver);
    } else {
        add_pair(pairing, registered, section, section->driver);
    }
}

static void pair_drivers(Pairing *pairing)
{
    for (guint side = 0; side < N_TREE_SIDES; side++) {
        const GArray *sections = sections_of(pairing, side);
        TreeSide other = side == SIDE_OLD ? SIDE_NEW : SIDE_OLD;

        for (guint i = 0; i < sections->len; i++) {
            const WireSection *section = section_at(sections, i);
            const WireSection *partner =
                section->driver ? g_hash_table_lookup(pairing->index[other],
                                                      section->driver->name)
                                : NULL;

            if (!section->driver || section->driver->abstract) {
                continue;
            }
            if (!partner) {
                pair_lone_driver(pairing, side, section);
            } else if (side == SIDE_OLD) {
                add_pair(pairing, section, partner, section->driver);
            }
        }
    }
}

/* How sure it is that both are the same; 0: not at all. */
static guint likeness(const WireSection *old, const WireSection *new)
{
    const VMState *before = old->state->fact;
    const VMState *after = new->state->fact;
    bool same_symbol = g_strcmp0(before->symbol, after->symbol) == 0;
    bool same_file =
        g_strcmp0(before->location.file, after->location.file) == 0;

    if (old->sender != new->sender) {
        return 0;
    }
    if (g_strcmp0(before->name, after->name) != 0) {
        return same_symbol && same_file && before->symbol ? 1 : 0;
    }
    return 2 + 2 * same_symbol + same_file;
}

static const WireSection *find_alike(const Pairing *pairing,
                                     const WireSection *old)
{
    const GArray *sections = sections_of(pairing, SIDE_NEW);
    const WireSection *best = NULL;
    guint best_likeness = 0;

    for (guint i = 0; i < sections->len; i++) {
        const WireSection *new = section_at(sections, i);
        guint alike =
            g_hash_table_contains(pairing->taken, new) ? 0 : likeness(old, new);

        if (alike > best_likeness) {
            best = new;
            best_likeness = alike;
        }
    }
    return best;
}

/* Surest first: namesakes must not take each other's partners. */
static void pair_calls(Pairing *pairing)
{
    const GArray *before = sections_of(pairing, SIDE_OLD);

    for (guint wanted = 5; wanted > 0; wanted--) {
        for (guint i = 0; i < before->len; i++) {
            const WireSection *old = section_at(before, i);
            const WireSection *new =
                old->driver || g_hash_table_contains(pairing->taken, old)
                    ? NULL
                    : find_alike(pairing, old);

            if (new &&likeness(old, new) == wanted) {
                add_pair(pairing, old, new, NULL);
            }
        }
    }
}

/* Another way of sending it: its driver does. */
static bool find_by_symbol(const Pairing *pairing, TreeSide side,
                           const WireSection *section)
{
    const GArray *sections = sections_of(pairing, side);
    const VMState *fact = section->state->fact;

    for (guint i = 0; i < sections->len; i++) {
        const VMState *candidate = section_at(sections, i)->state->fact;

        if (g_strcmp0(candidate->symbol, fact->symbol) == 0 &&
            g_strcmp0(candidate->name, fact->name) == 0) {
            return true;
        }
    }
    return false;
}

/* Of a file that the other tree has not: a device that it has not. */
static void pair_lone_calls(Pairing *pairing)
{
    for (guint side = 0; side < N_TREE_SIDES; side++) {
        const GArray *sections = sections_of(pairing, side);
        TreeSide other = side == SIDE_OLD ? SIDE_NEW : SIDE_OLD;

        for (guint i = 0; i < sections->len; i++) {
            const WireSection *section = section_at(sections, i);

            if (section->sender != WIRE_SENDER_REGISTERED ||
                g_strcmp0(section->state->fact->needed_text, "false") == 0 ||
                find_by_symbol(pairing, other, section) ||
                g_hash_table_contains(pairing->taken, section) ||
                !wire_model_has_file(pairing->comparison->models[other],
                                     section->state->fact->location.file)) {
                continue;
            }
            if (side == SIDE_OLD) {
                add_pair(pairing, section, NULL, NULL);
            } else {
                add_pair(pairing, NULL, section, NULL);
            }
        }
    }
}

GPtrArray *pair_sections(const WireComparison *comparison)
{
    Pairing pairing = {
        .comparison = comparison,
        .pairs = g_ptr_array_new_with_free_func(pair_free),
        .taken = g_hash_table_new(NULL, NULL),
    };

    index_drivers(&pairing, SIDE_OLD);
    index_drivers(&pairing, SIDE_NEW);
    pair_drivers(&pairing);
    pair_calls(&pairing);
    pair_lone_calls(&pairing);
    g_hash_table_unref(pairing.taken);
    g_hash_table_unref(pairing.index[SIDE_OLD]);
    g_hash_table_unref(pairing.index[SIDE_NEW]);
    return pairing.pairs;
}
