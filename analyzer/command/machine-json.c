/*
 * Effective values as JSON, schema "migcompat.machine/1".
 *
 * `value` is null where it is decided at run time (or could not be read from
 * the source: then the last reason has no value either); a setting that holds
 * nothing, a string never set say, is "", as QEMU itself would answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/machine-json.h"

#include "model/effective-cpu.h"

static void print_text(Output *output, const char *name, const char *text)
{
    output_print(output, "\"%s\": ", name);
    if (text) {
        output_json_string(output, text);
    } else {
        output_print(output, "null");
    }
}

static void print_value(Output *output, const Value *value)
{
    g_autofree char *text = value_to_text(value);

    switch (value->kind) {
    case VALUE_UNKNOWN:
        output_print(output, "null");
        break;
    case VALUE_NONE:
        output_print(output, "\"\"");
        break;
    case VALUE_STRING:
        output_json_string(output, value->string);
        break;
    case VALUE_BOOLEAN:
        output_print(output, "%s", value->boolean ? "true" : "false");
        break;
    default:
        output_print(output, "%s", text);
        break;
    }
}

static void print_location(Output *output, const Location *location)
{
    output_print(output, "\"location\": {");
    print_text(output, "file", location->file);
    output_print(output, ", \"line\": %u}", location->line);
}

static void print_reason(Output *output, const Reason *reason)
{
    output_print(output, "{");
    print_text(output, "kind", reason_kind_name(reason->kind));
    if (reason->kind == REASON_COMPAT) {
        output_print(output, ", ");
        print_text(output, "list", reason->list);
    }
    if (reason->when) {
        output_print(output, ", ");
        print_text(output, "when", reason->when);
    }
    output_print(output, ", ");
    print_text(output, "driver", reason->driver);
    output_print(output, ", \"value\": ");
    print_value(output, &reason->value);
    output_print(output, ", ");
    print_location(output, &reason->location);
    output_print(output, "}");
}

static void print_property(Output *output, const EffectiveProperty *property)
{
    output_print(output, "{");
    print_text(output, "name", property->property->name);
    output_print(output, ", ");
    print_text(output, "type", property->property->type);
    output_print(output, ", \"value\": ");
    print_value(output, &property->value);
    output_print(output, ", \"because\": [");
    for (guint i = 0; i < property->reasons->len; i++) {
        output_print(output, "%s", i ? ", " : "");
        print_reason(output, &g_array_index(property->reasons, Reason, i));
    }
    for (guint i = 0; property->run_time && i < property->run_time->len; i++) {
        output_print(output, ", ");
        print_reason(output, &g_array_index(property->run_time, Reason, i));
    }
    output_print(output, "]}");
}

static void print_driver(Output *output, const EffectiveDriver *driver)
{
    output_print(output, "{");
    print_text(output, "name", driver->driver->name);
    output_print(output, ", \"properties\": [");
    for (guint i = 0; i < driver->properties->len; i++) {
        output_print(output, "%s\n      ", i ? "," : "");
        print_property(
            output, &g_array_index(driver->properties, EffectiveProperty, i));
    }
    output_print(output, "], \"unknown_entries\": [");
    for (guint i = 0; i < driver->unknown->len; i++) {
        const CompatProperty *entry = g_ptr_array_index(driver->unknown, i);

        output_print(output, "%s{", i ? ", " : "");
        print_text(output, "driver", entry->driver);
        output_print(output, ", ");
        print_text(output, "property", entry->property);
        output_print(output, ", ");
        print_text(output, "list", entry->list);
        output_print(output, ", ");
        print_location(output, &entry->location);
        output_print(output, "}");
    }
    output_print(output, "]}");
}

static void print_drivers(const QemuModel *model, EffectiveMachine *effective,
                          Output *output)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    bool first = true;

    output_print(output, "  \"drivers\": [");
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (driver->abstract) {
            continue;
        }
        output_print(output, "%s\n    ", first ? "" : ",");
        print_driver(output, effective_machine_driver(effective, driver));
        first = false;
    }
    output_print(output, "\n  ],\n");
}

static void print_fields(const MachineType *machine, Output *output)
{
    output_print(output, "  \"fields\": [");
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        output_print(output, "%s\n    {", i ? "," : "");
        print_text(output, "name", field->name);
        output_print(output, ", ");
        print_text(output, "record", field->record);
        output_print(output, ", \"value\": ");
        print_value(output, &field->value);
        output_print(output, ", ");
        print_location(output, &field->location);
        output_print(output, "}");
    }
    output_print(output, "\n  ],\n");
}

static void print_cpu_models(const QemuModel *model, const MachineType *machine,
                             Output *output)
{
    g_autoptr(GPtrArray) models = effective_cpu_models(model, machine);

    output_print(output, "  \"cpu_models\": [");
    for (guint i = 0; i < models->len; i++) {
        const EffectiveCpu *cpu = g_ptr_array_index(models, i);

        output_print(output, "%s\n    {", i ? "," : "");
        print_text(output, "name", cpu->name);
        output_print(output, ", ");
        print_text(output, "resolved", cpu->model->name);
        output_print(output, ", \"properties\": [");
        for (guint j = 0; j < cpu->properties->len; j++) {
            output_print(output, "%s\n      ", j ? "," : "");
            print_property(
                output, &g_array_index(cpu->properties, EffectiveProperty, j));
        }
        output_print(output, "]}");
    }
    output_print(output, "\n  ]\n}\n");
}

void machine_print_json(const QemuModel *model, const MachineType *machine,
                        EffectiveMachine *effective, Output *output)
{
    const FactSet *facts = qemu_model_facts(model);

    output_print(output, "{\n  \"schema\": \"migcompat.machine/1\",\n");
    output_print(output, "  \"tree\": {");
    print_text(output, "project", fact_set_project(facts));
    output_print(output, ", ");
    print_text(output, "version", fact_set_version(facts));
    output_print(output, ", ");
    print_text(output, "label", fact_set_label(facts));
    output_print(output, ", ");
    print_text(output, "revision", fact_set_revision(facts));
    output_print(output, "},\n  ");
    print_text(output, "machine", machine->name);
    output_print(output, ",\n  ");
    print_text(output, "target", qemu_model_target(model));
    output_print(output, ",\n");
    print_drivers(model, effective, output);
    print_fields(machine, output);
    print_cpu_models(model, machine, output);
}
