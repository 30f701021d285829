/*
 * What can exist under one machine type: from what its code names, and what a
 * user may ask for, on to what the code of these names, and so on.
 *
 * - A device, or another object, comes to be where code that can run names
 *   its type, or because the user asks for it (-device, -object, -cpu).
 * - A device needs a bus of its type; buses are created as objects are. A
 *   device on the system bus that a user may ask for needs the machine type's
 *   leave as well (machine_class_allow_dynamic_sysbus_dev; has_dynamic_sysbus
 *   until commit 0bd1909da606 for 2.12).
 * - Where an object can be, its code and that of its ancestors can run.
 *
 * A type that no code names anywhere is created in a way that was not
 * understood: it is unknown, and so is what follows from it, unless a build
 * for the board alone does not have its file. A type that is named, but not in
 * that build, is unknown as well.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible-index.h"

#include <string.h>

#define SYSTEM_BUS     "System"
#define MACHINE_SUFFIX "-machine"

typedef struct Search {
    const PossibleIndex *index;
    const MachineType *machine;
    const bool *is_built; /* of placements */
    bool any_dynamic;     /* has_dynamic_sysbus */
    bool with_unknown;
    bool is_bare;   /* a user asks for nothing */
    bool *is_named; /* by code that can run */
    bool *runs;     /* its own code is taken account of */
    bool *is_found; /* an object of just this type can be */
    bool *has_bus;  /* a bus of that type, or one derived from it, can be */
} Search;

static const MachineField *find_field(const MachineType *machine,
                                      const char *name)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, name)) {
            return field;
        }
    }
    return NULL;
}

static bool allows_any_dynamic(const MachineType *machine)
{
    const MachineField *field = find_field(machine, "has_dynamic_sysbus");

    if (!field) {
        return false;
    }
    switch (field->value.kind) {
    case VALUE_BOOLEAN:
        return field->value.boolean;
    case VALUE_NUMBER:
        return field->value.number != 0;
    default:
        return true;
    }
}

static bool has_bus(const Search *search, const PossibleDriver *at)
{
    return at->bus < 0 || search->has_bus[at->bus];
}

static bool is_dynamic(const Search *search, const PossibleDriver *at)
{
    if (search->any_dynamic) {
        return true;
    }
    for (guint i = 0; i < at->above->len; i++) {
        if (search->is_named[g_array_index(at->above, guint, i)]) {
            return true;
        }
    }
    return false;
}

static bool user_may_ask(const Search *search, const PossibleDriver *at)
{
    const Value *flag = &at->driver->user_creatable;

    if (flag->kind == VALUE_BOOLEAN && !flag->boolean) {
        return false;
    }
    return g_strcmp0(at->driver->bus, SYSTEM_BUS) != 0 ||
           is_dynamic(search, at);
}

static bool is_cpu_of(const Search *search, const PossibleDriver *at)
{
    Names allowed = search->machine->cpu_types;

    if (!allowed || !*allowed) {
        return true;
    }
    for (; *allowed; allowed++) {
        if (qemu_model_is_a(search->index->model, at->driver, *allowed)) {
            return true;
        }
    }
    return false;
}

static bool can_be(const Search *search, guint number)
{
    const PossibleDriver *at = possible_driver(search->index, number);
    bool is_named = search->is_named[number];
    bool is_built = at->placement < 0 || search->is_built[at->placement];

    if (at->driver->abstract || !has_bus(search, at)) {
        return false;
    }
    /* -cpu takes no other one, and the board makes none by itself. */
    if (at->kind == POSSIBLE_KIND_CPU && !is_cpu_of(search, at)) {
        return false;
    }
    if ((is_named && is_built) ||
        (search->with_unknown && (is_named || (is_built && !at->is_named)))) {
        return true;
    }
    switch (at->kind) {
    case POSSIBLE_KIND_DEVICE:
        return !search->is_bare && user_may_ask(search, at);
    case POSSIBLE_KIND_CPU:
    case POSSIBLE_KIND_ALWAYS:
        return true;
    default:
        return false;
    }
}

static bool is_candidate(const Search *search, guint number)
{
    PossibleKind kind = possible_driver(search->index, number)->kind;

    return !search->is_found[number] && kind != POSSIBLE_KIND_MACHINE &&
           kind != POSSIBLE_KIND_INTERFACE && can_be(search, number);
}

/* What common code names that a user could ask for is asked for by him:
 * -vga, -drive, and the names that stand for others (qdev-monitor.c). */
static bool is_asked_for(const Search *search, guint code, guint named)
{
    const PossibleDriver *at = possible_driver(search->index, named);

    return search->is_bare && at->kind == POSSIBLE_KIND_DEVICE &&
           g_str_equal(possible_driver(search->index, code)->driver->name,
                       "machine") &&
           user_may_ask(search, at);
}

static void run_code(Search *search, guint number)
{
    const GArray *above = possible_driver(search->index, number)->above;

    for (guint i = 0; i < above->len; i++) {
        guint at = g_array_index(above, guint, i);
        const GArray *creates = possible_driver(search->index, at)->creates;

        for (guint k = 0; !search->runs[at] && k < creates->len; k++) {
            guint named = g_array_index(creates, guint, k);

            if (!is_asked_for(search, at, named)) {
                search->is_named[named] = true;
            }
        }
        search->runs[at] = true;
    }
}

static void add_object(Search *search, guint number)
{
    const PossibleDriver *at = possible_driver(search->index, number);

    search->is_found[number] = true;
    for (guint i = 0; at->kind == POSSIBLE_KIND_BUS && i < at->above->len;
         i++) {
        search->has_bus[g_array_index(at->above, guint, i)] = true;
    }
    run_code(search, number);
}

/* Until a round over all drivers adds nothing any more. */
static void add_objects(Search *search)
{
    bool is_done;

    do {
        is_done = true;
        for (guint i = 0; i < search->index->drivers->len; i++) {
            if (is_candidate(search, i)) {
                add_object(search, i);
                is_done = false;
            }
        }
    } while (!is_done);
}

/* What an object is by its ancestors and interfaces can be as well. */
static void note_found(const Search *search, Possible possible, guint8 *answers)
{
    const PossibleIndex *index = search->index;

    for (guint i = 0; i < index->drivers->len; i++) {
        const GArray *above = possible_driver(index, i)->above;

        for (guint k = 0; search->is_found[i] && k < above->len; k++) {
            guint at = g_array_index(above, guint, k);

            answers[at] = MAX(answers[at], possible);
        }
    }
}

/* Without an object of it. */
static Possible first_answer(PossibleKind kind)
{
    switch (kind) {
    case POSSIBLE_KIND_ALWAYS:
        return POSSIBLE_YES;
    case POSSIBLE_KIND_INTERFACE:
    case POSSIBLE_KIND_OTHER:
        return POSSIBLE_UNKNOWN;
    default:
        return POSSIBLE_NO;
    }
}

/* Its QOM type; without the suffix in some of 2.3. */
static bool find_self(const PossibleIndex *index, const MachineType *machine,
                      guint *ret_self)
{
    g_autofree char *type = g_strconcat(machine->name, MACHINE_SUFFIX, NULL);
    const QemuModel *model = index->model;

    return possible_index_find(index, qemu_model_driver(model, type),
                               ret_self) ||
           possible_index_find(index, qemu_model_driver(model, machine->name),
                               ret_self);
}

static void search_start(Search *search, const PossibleIndex *index,
                         const MachineType *machine, const bool *is_built)
{
    guint n = index->drivers->len;

    *search = (Search){
        .index = index,
        .machine = machine,
        .is_built = is_built,
        .any_dynamic = allows_any_dynamic(machine),
        .is_named = g_new0(bool, n),
        .runs = g_new0(bool, n),
        .is_found = g_new0(bool, n),
        .has_bus = g_new0(bool, n),
    };
}

static void search_end(Search *search)
{
    g_free(search->is_named);
    g_free(search->runs);
    g_free(search->is_found);
    g_free(search->has_bus);
}

guint8 *possible_answers(const PossibleIndex *index, const MachineType *machine,
                         const bool *is_built)
{
    guint n = index->drivers->len;
    guint8 *answers = g_new0(guint8, n);
    Search search;
    guint self;

    if (!find_self(index, machine, &self)) {
        memset(answers, POSSIBLE_UNKNOWN, n);
        return answers;
    }
    search_start(&search, index, machine, is_built);
    add_object(&search, self);
    add_objects(&search);
    for (guint i = 0; i < n; i++) {
        answers[i] = first_answer(possible_driver(index, i)->kind);
    }
    note_found(&search, POSSIBLE_YES, answers);
    search.with_unknown = true;
    add_objects(&search);
    note_found(&search, POSSIBLE_UNKNOWN, answers);
    search_end(&search);
    return answers;
}

bool *possible_bare_buses(const PossibleIndex *index,
                          const MachineType *machine, const bool *is_built)
{
    Search search;
    guint self;

    if (!find_self(index, machine, &self)) {
        return NULL;
    }
    search_start(&search, index, machine, is_built);
    search.is_bare = true;
    search.with_unknown = true;
    add_object(&search, self);
    add_objects(&search);
    g_free(search.is_named);
    g_free(search.runs);
    g_free(search.is_found);
    return search.has_bus;
}
