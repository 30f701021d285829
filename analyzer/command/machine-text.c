/*
 * Effective values as text: one driver after the other, a line for each
 * property, and under it the reasons if there are more than the default.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/machine-text.h"

#include "command/tree.h"
#include "model/effective-cpu.h"

static char *value_text(const Value *value)
{
    switch (value->kind) {
    case VALUE_UNKNOWN:
        return g_strdup("(run time)");
    case VALUE_NONE:
        return g_strdup("(not set)");
    case VALUE_STRING:
        return g_strdup_printf("\"%s\"", value->string);
    default:
        return value_to_text(value);
    }
}

static char *reason_text(const Reason *reason)
{
    switch (reason->kind) {
    case REASON_DEFAULT:
        return g_strdup("default");
    case REASON_COMPAT:
        return g_strdup_printf("%s: %s", reason->list ? reason->list : "compat",
                               reason->driver);
    case REASON_CPU_MODEL:
        return g_strdup_printf("CPU model %s", reason->driver);
    case REASON_RUN_TIME:
    default:
        return reason->when ? g_strdup_printf("run time, if %s", reason->when)
                            : g_strdup("run time");
    }
}

static void print_reason(Output *output, const Reason *reason)
{
    g_autofree char *what = reason_text(reason);
    g_autofree char *value = value_text(&reason->value);

    output_print(output, "        %-16s %s", value, what);
    if (reason->location.file) {
        output_print(output, "  %s:%u", reason->location.file,
                     reason->location.line);
    }
    output_print(output, "\n");
}

static void print_property(Output *output, const EffectiveProperty *property)
{
    g_autofree char *value = value_text(&property->value);
    const Reason *only = property->reasons->len == 1 && !property->run_time
                             ? &g_array_index(property->reasons, Reason, 0)
                             : NULL;

    output_print(output, "    %s = %s", property->property->name, value);
    if (only) {
        g_autofree char *what = reason_text(only);

        output_print(output, "  [%s", what);
        if (only->location.file) {
            output_print(output, " %s:%u", only->location.file,
                         only->location.line);
        }
        output_print(output, "]");
    }
    output_print(output, "\n");
    for (guint i = 0; !only && i < property->reasons->len; i++) {
        print_reason(output, &g_array_index(property->reasons, Reason, i));
    }
    for (guint i = 0; property->run_time && i < property->run_time->len; i++) {
        print_reason(output, &g_array_index(property->run_time, Reason, i));
    }
}

static void print_driver(Output *output, const EffectiveDriver *driver)
{
    if (driver->properties->len == 0 && driver->unknown->len == 0) {
        return;
    }
    output_print(output, "\n");
    output_heading(output, driver->driver->name);
    for (guint i = 0; i < driver->properties->len; i++) {
        print_property(
            output, &g_array_index(driver->properties, EffectiveProperty, i));
    }
    for (guint i = 0; i < driver->unknown->len; i++) {
        const CompatProperty *entry = g_ptr_array_index(driver->unknown, i);

        output_print(output,
                     "    %s.%s: an entry of %s for a property that is not "
                     "there  %s:%u\n",
                     entry->driver, entry->property,
                     entry->list ? entry->list : "the machine type",
                     entry->location.file ? entry->location.file : "?",
                     entry->location.line);
    }
}

static void print_fields(const MachineType *machine, Output *output)
{
    output_print(output, "\n");
    output_heading(output, "machine class");
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);
        g_autofree char *value = value_text(&field->value);

        output_print(output, "    %s = %s", field->name, value);
        if (field->location.file) {
            output_print(output, "  [%s:%u]", field->location.file,
                         field->location.line);
        }
        output_print(output, "\n");
    }
}

static void print_cpu_models(const QemuModel *model, const MachineType *machine,
                             Output *output)
{
    g_autoptr(GPtrArray) models = effective_cpu_models(model, machine);

    for (guint i = 0; i < models->len; i++) {
        const EffectiveCpu *cpu = g_ptr_array_index(models, i);
        g_autofree char *head =
            g_str_equal(cpu->name, cpu->model->name)
                ? g_strdup_printf("CPU %s", cpu->name)
                : g_strdup_printf("CPU %s, which is %s", cpu->name,
                                  cpu->model->name);

        output_print(output, "\n");
        output_heading(output, head);
        for (guint j = 0; j < cpu->properties->len; j++) {
            print_property(
                output, &g_array_index(cpu->properties, EffectiveProperty, j));
        }
    }
}

void machine_print_text(const QemuModel *model, const MachineType *machine,
                        EffectiveMachine *effective, Output *output)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    g_autofree char *title = tree_title(qemu_model_facts(model));

    output_print(output, "%s, machine type %s", title, machine->name);
    if (qemu_model_target(model)) {
        output_print(output, " of %s", qemu_model_target(model));
    }
    output_print(output, "\n");
    print_fields(machine, output);
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (!driver->abstract) {
            print_driver(output, effective_machine_driver(effective, driver));
        }
    }
    print_cpu_models(model, machine, output);
}
