/*
 * State that is sent twice: a device that another one holds and realizes sends
 * what its class says, and the outer one's description has it as a structure,
 * too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

/* Structures inside structures. */
#define MAX_DEPTH 8u

typedef struct Twice {
    Qom *qom;
    const Driver *inner;
    const Driver *outer;
} Twice;

static VMState *find_state(const Twice *twice, const char *symbol,
                           const char *name)
{
    const GPtrArray *all = fact_set_vmstates(twice->qom->context->facts);

    for (guint i = 0; symbol && i < all->len; i++) {
        VMState *state = all->pdata[i];

        if (g_strcmp0(state->symbol, symbol) == 0 &&
            g_strcmp0(state->name, name) == 0) {
            return state;
        }
    }
    return NULL;
}

/* The field that sends the inner device's description; NULL: none does. */
static const VMStateField *find_field(const Twice *twice, const VMState *state,
                                      guint depth)
{
    const VMStateField *found = NULL;

    for (guint i = 0; !found && state && i < state->fields->len; i++) {
        const VMStateField *field =
            &g_array_index(state->fields, VMStateField, i);

        if (!field->vmstate_symbol) {
            continue;
        }
        if (g_str_equal(field->vmstate_symbol, twice->inner->vmstate_symbol) &&
            g_strcmp0(field->vmstate, twice->inner->vmstate) == 0) {
            return field;
        }
        if (depth < MAX_DEPTH) {
            found = find_field(
                twice, find_state(twice, field->vmstate_symbol, field->vmstate),
                depth + 1);
        }
    }
    return found;
}

static bool is_known(const VMState *state, const char *outer)
{
    for (guint i = 0; i < state->misuses->len; i++) {
        const VMStateMisuse *known =
            &g_array_index(state->misuses, VMStateMisuse, i);

        if (g_str_equal(known->what, "twice") &&
            g_str_equal(known->name, outer)) {
            return true;
        }
    }
    return false;
}

static void note(const Twice *twice)
{
    FactSet *facts = twice->qom->context->facts;
    VMState *state =
        find_state(twice, twice->inner->vmstate_symbol, twice->inner->vmstate);
    const VMState *sender =
        find_state(twice, twice->outer->vmstate_symbol, twice->outer->vmstate);
    const VMStateField *field =
        state && sender != state ? find_field(twice, sender, 0) : NULL;
    VMStateMisuse misuse;

    if (!field || is_known(state, twice->outer->name)) {
        return;
    }
    misuse = (VMStateMisuse){
        .what = fact_set_text(facts, "twice"),
        .name = twice->outer->name,
        .used = fact_set_text(facts, sender->name ?: sender->symbol),
        .expected = twice->inner->name,
        .location = field->location,
    };
    g_array_append_val(state->misuses, misuse);
}

void realize_note_part(Qom *qom, const QomType *inner)
{
    for (guint i = 0; inner->driver && i < qom->realizing->len; i++) {
        const QomType *outer = qom->realizing->pdata[i];
        const Twice twice = {qom, inner->driver, outer->driver};

        if (outer != inner && outer->driver && inner->driver->vmstate_symbol &&
            outer->driver->vmstate_symbol) {
            note(&twice);
        }
    }
}
