/*
 * What a QEMU says to an option, a key, a driver or a property under a machine
 * type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-state.h"

static const char *const acceptance_texts[] = {
#define X(name, text) text,
    ACCEPTANCES(X)
#undef X
};

const char *acceptance_text(Acceptance acceptance)
{
    return acceptance_texts[acceptance];
}

const MachineField *join_field(const MachineType *machine, const char *name)
{
    for (guint i = 0; name && i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, name)) {
            return field;
        }
    }
    return NULL;
}

static bool is_about(const OptionRefusal *refusal, const Subject *subject)
{
    switch (subject->class) {
    case SUBJECT_CLASS_KEY:
        return g_strcmp0(refusal->option, subject->owner) == 0 &&
               g_strcmp0(refusal->key, subject->full) == 0;
    case SUBJECT_CLASS_OPTION:
        return g_strcmp0(refusal->option, subject->name) == 0 && !refusal->key;
    default:
        return false;
    }
}

GPtrArray *join_refusals(const FactSet *qemu, const Subject *subject)
{
    const GPtrArray *all = fact_set_option_refusals(qemu);
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(all, i);

        if (refusal->field && g_str_equal(refusal->action, "refuse") &&
            is_about(refusal, subject)) {
            g_ptr_array_add(found, (gpointer)refusal);
        }
    }
    return found;
}

/* A word of "-numa node,mem=...": with or without the dash. */
static bool has_word(const char *text, const char *word)
{
    gsize length = strlen(word);

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        char before = at > text ? at[-1] : ' ';
        char after = at[length];

        if (!g_ascii_isalnum(before) && before != '_' &&
            !g_ascii_isalnum(after) && after != '_' && after != '-' &&
            (before != '-' || at - 1 == text || at[-2] == ' ' ||
             at[-2] == '`' || at[-2] == '-')) {
            return true;
        }
    }
    return false;
}

const Deprecation *join_deprecation(const FactSet *qemu, const Subject *subject)
{
    const GPtrArray *all = fact_set_deprecations(qemu);

    for (guint i = 0; i < all->len; i++) {
        const Deprecation *deprecation = g_ptr_array_index(all, i);
        const char *text = deprecation->subject;

        if (has_word(text, subject->name) &&
            (!subject->owner || has_word(text, subject->owner))) {
            return deprecation;
        }
    }
    return NULL;
}

static const Option *find_option(const FactSet *qemu, const char *name,
                                 const char *target)
{
    const GPtrArray *options = fact_set_options(qemu);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (g_str_equal(option->name, name) &&
            (!target || targets_include(option->targets, target))) {
            return option;
        }
    }
    return NULL;
}

static bool has_key(const Option *option, const char *full)
{
    for (guint i = 0; i < option->keys->len; i++) {
        if (subject_is_key(g_ptr_array_index(option->keys, i), full)) {
            return true;
        }
    }
    /* Keys of -device and the like are those of the drivers. */
    return option->keys->len == 0;
}

/* Where the tree has it; no file if it has it not. */
static Location place_of(const Join *join, const JoinTree *qemu,
                         const Subject *subject)
{
    const Option *option = NULL;
    const Driver *driver = NULL;
    const Property *property;

    switch (subject->class) {
    case SUBJECT_CLASS_KEY:
        option = find_option(qemu->facts, subject->owner, join->target);
        return option && has_key(option, subject->full) ? option->location
                                                        : (Location){NULL, 0};
    case SUBJECT_CLASS_OPTION:
        option = find_option(qemu->facts, subject->name, join->target);
        return option ? option->location : (Location){NULL, 0};
    case SUBJECT_CLASS_PROPERTY:
        driver = qemu_model_driver(qemu->model, subject->owner);
        property = driver
                       ? qemu_model_property(qemu->model, driver, subject->name)
                       : NULL;
        return property ? property->location : (Location){NULL, 0};
    case SUBJECT_CLASS_DRIVER:
        driver = qemu_model_driver(qemu->model, subject->name);
        return driver ? driver->location : (Location){NULL, 0};
    default:
        return (Location){NULL, 0};
    }
}

static bool is_retired(const JoinTree *qemu, const char *machine_version,
                       const Subject *subject)
{
    const Proposal *change = qemu->change;

    return change && change->action == PROPOSAL_RETIRE &&
           change->subject->class == subject->class &&
           g_strcmp0(change->subject->owner, subject->owner) == 0 &&
           g_str_equal(change->subject->full, subject->full) &&
           proposal_covers(change, machine_version);
}

Accepted join_accepts(const Join *join, const JoinTree *qemu,
                      const MachineType *machine, const char *machine_version,
                      const Subject *subject)
{
    g_autoptr(GPtrArray) refusals = join_refusals(qemu->facts, subject);
    Accepted accepted = {.location = place_of(join, qemu, subject)};

    accepted.deprecation = join_deprecation(qemu->facts, subject);
    if (is_retired(qemu, machine_version, subject)) {
        accepted.acceptance = ACCEPTANCE_REFUSED;
        accepted.location = (Location){NULL, 0};
        return accepted;
    }
    if (!accepted.location.file) {
        accepted.acceptance = ACCEPTANCE_ABSENT;
        return accepted;
    }
    for (guint i = 0; i < refusals->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(refusals, i);
        const MachineField *field = join_field(machine, refusal->field);

        if (field && value_equal(&field->value, &refusal->field_value)) {
            accepted.acceptance = ACCEPTANCE_REFUSED;
            accepted.refusal = refusal;
            accepted.location = refusal->location;
            return accepted;
        }
    }
    accepted.acceptance = accepted.deprecation && !accepted.deprecation->removed
                              ? ACCEPTANCE_DEPRECATED
                              : ACCEPTANCE_ACCEPTED;
    return accepted;
}
