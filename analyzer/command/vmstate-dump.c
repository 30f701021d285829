/*
 * What a tree sends, in the form of QEMU's -dump-vmstate: each device type
 * that has state, with nested descriptions and subsections in place.
 *
 * A size is that of one element on the wire: of a structure the sum of its
 * fields. QEMU writes the size in memory, which for structures, and for them
 * alone, is another one. Where the length is decided at run time the size is 0
 * and "size_known" false, which QEMU does not write and readers pass over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/vmstate-dump.h"

#include "command/output.h"
#include "command/tree.h"
#include "model/vmstate.h"
#include "reports/json-piece.h"

/* A tree that was made to be hostile can nest without end, or in so many ways
 * that writing them all out takes forever. Real ones have some thousands. */
#define MOST_FIELDS ((guint)1 << 20)
#define MOST_DEPTH  32

typedef struct DumpWriter {
    guint n_fields;
    guint n_missing;     /* descriptions that are named and were not read */
    const char *missing; /* the first of them */
    bool is_too_large;
} DumpWriter;

static json_object *state_object(DumpWriter *writer, const WireState *state,
                                 guint depth, gint64 *ret_size);

static void add_number(json_object *object, const char *name, gint64 number)
{
    json_object_object_add(object, name, json_object_new_int64(number));
}

static void add_versions(json_object *object, const VMState *fact)
{
    add_number(object, "version_id", fact->version_id);
    add_number(object, "minimum_version_id", fact->minimum_version_id);
}

/* -1 if either varies. */
static gint64 multiply(gint64 size, gint64 count)
{
    gint64 product;

    return size < 0 || count < 0 ||
                   __builtin_mul_overflow(size, count, &product)
               ? -1
               : product;
}

static gint64 add_up(gint64 total, gint64 size)
{
    gint64 sum;

    return total < 0 || size < 0 || __builtin_add_overflow(total, size, &sum)
               ? -1
               : sum;
}

static bool is_array(const VMStateField *fact)
{
    g_auto(GStrv) flags = g_strsplit(fact->flags ? fact->flags : "", "|", -1);

    return g_strv_contains((const char *const *)flags, "VMS_ARRAY");
}

static void miss(DumpWriter *writer, const char *name)
{
    if (writer->n_missing++ == 0) {
        writer->missing = name;
    }
}

/* *ret_size: what all its elements take. */
static json_object *field_object(DumpWriter *writer, const WireField *field,
                                 guint depth, gint64 *ret_size)
{
    const VMStateField *fact = field->fact;
    json_object *object = json_object_new_object();
    json_object *nested = NULL;
    gint64 size = field->size;

    if (field->nested) {
        nested = state_object(writer, field->nested, depth + 1, &size);
    } else if (fact->vmstate || fact->vmstate_symbol) {
        miss(writer, fact->vmstate ? fact->vmstate : fact->vmstate_symbol);
    }
    json_piece_add(object, "field", fact->name);
    add_number(object, "version_id", fact->version_id);
    json_object_object_add(object, "field_exists",
                           json_object_new_boolean(fact->exists != NULL));
    if (is_array(fact) && fact->count >= 0) {
        add_number(object, "num", fact->count);
    }
    add_number(object, "size", MAX(size, 0));
    if (size < 0) {
        json_object_object_add(object, "size_known",
                               json_object_new_boolean(FALSE));
    }
    if (nested) {
        json_object_object_add(object, "Description", nested);
    }
    *ret_size = multiply(size, fact->count);
    return object;
}

static void add_fields(DumpWriter *writer, json_object *object,
                       const WireState *state, guint depth, gint64 *ret_size)
{
    json_object *list = json_object_new_array();
    gint64 total = 0;

    for (guint i = 0; i < state->fields->len; i++) {
        const WireField *field = &g_array_index(state->fields, WireField, i);
        gint64 size;

        if (g_str_equal(field->fact->kind, "validate")) {
            continue;
        }
        if (depth >= MOST_DEPTH || writer->n_fields >= MOST_FIELDS) {
            writer->is_too_large = true;
            break;
        }
        writer->n_fields++;
        json_object_array_add(list, field_object(writer, field, depth, &size));
        total = add_up(total, size);
    }
    json_object_object_add(object, "Fields", list);
    *ret_size = total;
}

static void add_subsections(DumpWriter *writer, json_object *object,
                            const WireState *state, guint depth)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < state->subsections->len; i++) {
        const WireState *subsection = g_ptr_array_index(state->subsections, i);
        gint64 size;

        if (!subsection) {
            miss(writer, g_ptr_array_index(state->fact->subsections, i));
        } else if (depth >= MOST_DEPTH) {
            writer->is_too_large = true;
        } else {
            json_object_array_add(
                list, state_object(writer, subsection, depth + 1, &size));
        }
    }
    json_object_object_add(object, "Subsections", list);
}

/* What a subsection takes is not part of the size. */
static json_object *state_object(DumpWriter *writer, const WireState *state,
                                 guint depth, gint64 *ret_size)
{
    json_object *object = json_object_new_object();

    *ret_size = 0;
    json_piece_add(object, "name", state->fact->name);
    add_versions(object, state->fact);
    if (state->fields->len > 0 || state->fact->terminated) {
        add_fields(writer, object, state, depth, ret_size);
    }
    if (state->subsections->len > 0) {
        add_subsections(writer, object, state, depth);
        *ret_size = -1;
    }
    return object;
}

static json_object *section_object(DumpWriter *writer,
                                   const WireSection *section)
{
    json_object *object = json_object_new_object();
    gint64 size;

    json_piece_add(object, "Name", section->driver->name);
    add_versions(object, section->state->fact);
    json_object_object_add(object, "Description",
                           state_object(writer, section->state, 0, &size));
    return object;
}

static json_object *document(DumpWriter *writer, const WireModel *model,
                             const MachineType *machine)
{
    const GArray *sections = wire_model_sections(model);
    json_object *all = json_object_new_object();
    json_object *made_with = json_object_new_object();

    json_piece_add(made_with, "Name", machine->name);
    json_object_object_add(all, "vmschkmachine", made_with);
    for (guint i = 0; i < sections->len; i++) {
        const WireSection *section = &g_array_index(sections, WireSection, i);

        if (section->sender == WIRE_SENDER_DRIVER) {
            json_object_object_add(all, section->driver->name,
                                   section_object(writer, section));
        }
    }
    return all;
}

static bool has_name(const MachineType *machine, const char *name)
{
    return g_str_equal(machine->name, name) ||
           (machine->aliases &&
            g_strv_contains((const char *const *)machine->aliases, name));
}

static bool is_of_target(const MachineType *machine, const char *target)
{
    return machine->targets && (g_strv_contains(machine->targets, target) ||
                                g_strv_contains(machine->targets, "*"));
}

static bool is_wanted(const MachineType *machine, const CommandOptions *options)
{
    if (machine->abstract ||
        (options->target && !is_of_target(machine, options->target))) {
        return false;
    }
    return options->machine ? has_name(machine, options->machine)
                            : machine->is_default;
}

static bool fail(GError **error, const char *name,
                 const CommandOptions *options, const char *what)
{
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT, "'%s' %s%s%s%s",
                name, what, options->machine ? options->machine : "",
                options->target ? " on " : "",
                options->target ? options->target : "");
    return false;
}

/* The machine type that is asked for, and the only target that has it. */
static bool choose(const FactSet *facts, const char *name,
                   const CommandOptions *options,
                   const MachineType **ret_machine, const char **ret_target,
                   GError **error)
{
    const GPtrArray *all = fact_set_machine_types(facts);
    const MachineType *found = NULL;
    const char *target = options->target;
    guint n_targets = 0;

    for (guint i = 0; i < all->len; i++) {
        const MachineType *machine = g_ptr_array_index(all, i);

        if (is_wanted(machine, options)) {
            found = machine;
            for (Names at = machine->targets; at && *at; at++) {
                target = options->target ? options->target : *at;
                n_targets++;
            }
        }
    }
    if (!found) {
        return fail(error, name, options,
                    options->machine ? "has no machine type "
                                     : "has no default machine type");
    }
    if (!options->target && (n_targets != 1 || g_str_equal(target, "*"))) {
        return fail(error, name, options,
                    "has several emulators: --dump needs --target, for ");
    }
    *ret_machine = found;
    *ret_target = target;
    return true;
}

static bool print(json_object *all, const CommandOptions *options,
                  GError **error)
{
    g_autoptr(Output) output = output_open(options, error);

    if (!output) {
        return false;
    }
    fputs(json_object_to_json_string_ext(
              all, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
                       JSON_C_TO_STRING_NOSLASHESCAPE),
          output->stream);
    fputc('\n', output->stream);
    return output_finish(output, error);
}

static guint write_dump(const WireModel *model, const MachineType *machine,
                        const CommandOptions *options, GError **error)
{
    DumpWriter writer = {0};
    json_object *all = document(&writer, model, machine);
    bool fine = !writer.is_too_large;

    if (!fine) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "descriptions nest without end, or there are more than %u "
                    "fields",
                    MOST_FIELDS);
    }
    fine = fine && print(all, options, error);
    json_object_put(all);
    if (fine && writer.n_missing > 0 && !options->quiet) {
        fprintf(
            stderr,
            "migcompat: %u descriptions were not read and are left out, the "
            "first of them '%s'\n",
            writer.n_missing, writer.missing ? writer.missing : "?");
    }
    return !fine ? STATUS_FAILED
                 : (writer.n_missing ? STATUS_NOT_ANALYSED : STATUS_NOTHING);
}

guint vmstate_dump(const FactSet *facts, const char *name,
                   const CommandOptions *options, GError **error)
{
    g_autoptr(WireModel) model = NULL;
    const MachineType *machine = NULL;
    const char *target = NULL;

    if (!choose(facts, name, options, &machine, &target, error)) {
        return STATUS_FAILED;
    }
    model = wire_model_new(facts, target);
    return write_dump(model, machine, options, error) | tree_status(facts);
}
