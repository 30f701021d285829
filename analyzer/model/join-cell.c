/*
 * What becomes of one kind of guest in one place.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-cell.h"

#include <string.h>

#include "model/effective.h"
#include "model/join-state.h"

static GPtrArray **emissions_of(Join *join, const Subject *subject)
{
    guint n = join_n_libvirts(join);
    GPtrArray **lists = g_new0(GPtrArray *, n + 1);

    for (guint i = 0; subject && i < n; i++) {
        lists[i] = join_emissions(join_libvirt(join, i), subject);
    }
    return lists;
}

/* Backends are RAM blocks with names of their own. */
static bool refers_to_memory(Join *join, const Subject *key)
{
    g_autoptr(GPtrArray) drivers =
        key ? join_referred_drivers(join, key) : NULL;

    for (guint i = 0; drivers && i < drivers->len; i++) {
        for (guint k = 0; k < join_n_qemus(join); k++) {
            const QemuModel *model = join_qemu(join, k)->model;
            const Driver *driver =
                qemu_model_driver(model, g_ptr_array_index(drivers, i));

            if (driver && qemu_model_is_a(model, driver, "memory-backend")) {
                return true;
            }
        }
    }
    return false;
}

Topic *topic_new(Join *join, TopicKind kind, const Subject *subject,
                 const Subject *instead, const char *driver, const char *guest)
{
    Topic *topic = g_new0(Topic, 1);

    topic->kind = kind;
    topic->subject = subject;
    topic->instead = instead;
    topic->driver = join_text(join, driver);
    topic->guest = join_text(join, guest);
    topic->is_memory = refers_to_memory(join, instead);
    topic->n_libvirts = join_n_libvirts(join);
    topic->emissions = emissions_of(join, subject);
    topic->others = emissions_of(join, instead);
    return topic;
}

static void free_lists(GPtrArray **lists, guint n)
{
    for (guint i = 0; lists && i < n; i++) {
        g_clear_pointer(&lists[i], g_ptr_array_unref);
    }
    g_free(lists);
}

void topic_free(Topic *topic)
{
    if (topic) {
        free_lists(topic->emissions, topic->n_libvirts);
        free_lists(topic->others, topic->n_libvirts);
        g_free(topic);
    }
}

/* What a libvirt of the proposal does not emit any more. */
static bool is_stopped(const Join *join, const Topic *topic,
                       const JoinPlace *place)
{
    const JoinTree *libvirt = join_libvirt(join, place->libvirt);
    const JoinTree *qemu = join_qemu(join, place->qemu);
    const MachineType *type = place->machine->types[place->qemu];
    const Proposal *change = libvirt->change;

    if (!change || topic->subject != change->subject) {
        return false;
    }
    return !change->emits ||
           join_accepts(join, qemu, type, place->machine->version,
                        topic->subject)
                   .acceptance == ACCEPTANCE_REFUSED;
}

/* The subject is emitted: does QEMU take it? */
static Cell given_cell(Join *join, const Topic *topic, const JoinPlace *place,
                       const Emission *emission)
{
    g_autofree char *title = subject_title(topic->subject);
    Cell cell = {.emission = emission, .kind = CELL_RUNS};

    cell.accepted = join_accepts(join, join_qemu(join, place->qemu),
                                 place->machine->types[place->qemu],
                                 place->machine->version, topic->subject);
    switch (cell.accepted.acceptance) {
    case ACCEPTANCE_ABSENT:
        cell.kind = CELL_FAILS;
        cell.why = join_format(join, "emits %s, which QEMU has not", title);
        break;
    case ACCEPTANCE_REFUSED:
        cell.kind = CELL_FAILS;
        cell.why =
            cell.accepted.refusal
                ? join_format(join, "emits %s; %s refuses it: %s is %s", title,
                              cell.accepted.refusal->function,
                              cell.accepted.refusal->field,
                              cell.accepted.refusal->field_value.boolean
                                  ? "set"
                                  : "false")
                : join_format(join, "emits %s, which would be refused", title);
        break;
    default:
        cell.why = join_format(join, "emits %s", title);
    }
    cell.form = join_text(join, title);
    return cell;
}

/* What the property is without libvirt's word. */
static char *own_value(const JoinTree *qemu, const JoinPlace *place,
                       const Subject *subject, const MachineType *type)
{
    const Driver *driver = qemu_model_driver(qemu->model, subject->owner);
    const EffectiveProperty *found;
    g_autoptr(EffectiveDriver) effective = NULL;

    if (!driver) {
        return NULL;
    }
    if (qemu->change && qemu->change->action == PROPOSAL_DEFAULT &&
        g_str_equal(qemu->change->subject->owner, subject->owner) &&
        g_str_equal(qemu->change->subject->name, subject->name) &&
        proposal_covers(qemu->change, place->machine->version)) {
        const Property *property =
            qemu_model_property(qemu->model, driver, subject->name);
        Value value = property ? effective_parse(property, qemu->change->value)
                               : value_string(qemu->change->value);

        return value_to_text(&value);
    }
    effective = effective_driver_new(qemu->model, type, driver);
    found = effective_driver_find(effective, subject->name);
    if (!found) {
        return NULL;
    }
    /* What code makes of it at run time starts from this. */
    return value_to_text(found->value.kind == VALUE_UNKNOWN
                             ? &found->static_value
                             : &found->value);
}

static Cell own_cell(Join *join, const Topic *topic, const JoinPlace *place)
{
    const Subject *subject = topic->subject;
    g_autofree char *value =
        own_value(join_qemu(join, place->qemu), place, subject,
                  place->machine->types[place->qemu]);
    Cell cell = {.kind = CELL_RUNS};

    cell.form = value ? join_format(join, "%s=%s", subject->name, value)
                      : join_text(join, "no such property");
    cell.why =
        value ? join_format(join, "QEMU's own value: %s", value) : cell.form;
    return cell;
}

/* Another key in its place, or nothing. */
static Cell other_cell(Join *join, const Topic *topic, const JoinPlace *place)
{
    const GPtrArray *others = topic->others[place->libvirt];
    const JoinTree *libvirt = join_libvirt(join, place->libvirt);
    g_autofree char *title =
        topic->instead ? subject_title(topic->instead) : NULL;
    Cell cell = {.kind = CELL_RUNS};

    cell.emission = others ? join_emitted(join, place, others) : NULL;
    if (cell.emission || (title && libvirt->change && libvirt->change->emits)) {
        cell.form = join_text(join, title);
        cell.why = join_format(join, "emits %s", title);
    } else {
        g_autofree char *self = subject_title(topic->subject);

        cell.form = join_format(join, "without %s", self);
        cell.why = join_format(join, "does not emit %s", self);
    }
    return cell;
}

static bool is_word(const char *text)
{
    for (; *text; text++) {
        if (!g_ascii_isalnum(*text) && *text != '_') {
            return false;
        }
    }
    return true;
}

static bool is_followed(const JoinTree *libvirt, const char *function,
                        const char *name)
{
    const GPtrArray *flags = fact_set_local_flags(libvirt->facts);

    for (guint i = 0; i < flags->len; i++) {
        const LocalFlag *flag = g_ptr_array_index(flags, i);

        if (g_str_equal(flag->name, name) &&
            g_str_equal(flag->function, function)) {
            return true;
        }
    }
    return false;
}

/* A parameter that the caller decides, by whatever it knows of the QEMU: not a
 * question to the guest's XML, so that nobody says that some guest has it. */
static const char *open_question(const JoinTree *libvirt,
                                 const Emission *emission)
{
    for (guint i = 0; emission && i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);

        if (guard->text && !guard->name && *guard->text &&
            g_str_equal(guard->kind, "xml") && is_word(guard->text) &&
            !is_followed(libvirt, emission->function, guard->text)) {
            return guard->text;
        }
    }
    return NULL;
}

/* It fails only if libvirt does emit it there. */
static void doubt(Join *join, const JoinPlace *place, Cell *cell)
{
    const char *question =
        open_question(join_libvirt(join, place->libvirt), cell->emission);

    if (cell->kind == CELL_FAILS && question) {
        cell->kind = CELL_UNKNOWN;
        cell->why = join_format(join,
                                "%s; whether it does hangs on %s, which "
                                "the caller decides",
                                cell->why, question);
    }
}

Cell join_cell(Join *join, const Topic *topic, const JoinPlace *place)
{
    const GPtrArray *emissions = topic->emissions[place->libvirt];
    bool is_property = topic->subject->class == SUBJECT_CLASS_PROPERTY;
    const Emission *emission;

    if (!place->machine->types[place->qemu]) {
        return (Cell){.kind = CELL_NONE};
    }
    if (topic->kind == TOPIC_MEMORY) {
        return join_memory_cell(join, topic, place);
    }
    if (topic->kind == TOPIC_OTHERS) {
        return is_property ? own_cell(join, topic, place)
                           : other_cell(join, topic, place);
    }
    emission = is_stopped(join, topic, place)
                   ? NULL
                   : join_emitted(join, place, emissions);
    if (emission ||
        (join_libvirt(join, place->libvirt)->is_user && !is_property)) {
        Cell cell = given_cell(join, topic, place, emission);

        if (is_property && cell.kind == CELL_RUNS && emission->value.kind &&
            g_str_equal(emission->value.kind, "literal") &&
            emission->value.values && emission->value.values[0] &&
            !emission->value.values[1]) {
            cell.form = join_format(join, "%s=%s", topic->subject->name,
                                    emission->value.values[0]);
        }
        doubt(join, place, &cell);
        return cell;
    }
    return is_property ? own_cell(join, topic, place)
                       : other_cell(join, topic, place);
}
