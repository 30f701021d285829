/*
 * What one QEMU would refuse of a guest's command line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/accept-ask.h"

#include <string.h>

static void refusal_free(gpointer data)
{
    GuestRefusal *refusal = data;

    g_free(refusal->driver);
    g_free(refusal->name);
    g_free(refusal->text);
    g_free(refusal);
}

const char *refusal_kind_text(GuestRefusalKind kind)
{
    static const char *const texts[] = {
#define X(name, text) text,
        REFUSAL_KINDS(X)
#undef X
    };

    return texts[kind];
}

GuestRefusal *accept_refuse(const Asking *asking, GuestRefusalKind kind,
                            const char *driver, const char *name,
                            const char *format, ...)
{
    GuestRefusal *refusal = g_new0(GuestRefusal, 1);
    va_list arguments;

    va_start(arguments, format);
    refusal->text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    refusal->kind = kind;
    refusal->driver = g_strdup(driver);
    refusal->name = g_strdup(name);
    g_ptr_array_add(asking->refusals, refusal);
    return refusal;
}

void accept_set_place(GuestRefusal *refusal, const Location *location,
                      bool is_of_other)
{
    if (location && location->file) {
        refusal->location = *location;
        refusal->is_of_other = is_of_other;
    }
}

/* Suffixes in the order in which an architecture's own bus is preferred. */
static const char *const transports[] = {"-pci", "-ccw"};

const Driver *accept_driver(const QemuModel *model, const char *name)
{
    const Driver *driver = qemu_model_driver(model, name);

    for (guint i = 0; !driver && g_str_has_prefix(name, "virtio-") &&
                      i < G_N_ELEMENTS(transports);
         i++) {
        g_autofree char *full = g_strconcat(name, transports[i], NULL);

        driver = qemu_model_driver(model, full);
    }
    return driver;
}

/* "a.b", "a[0]" and "a.0.b" are properties "a" with something in it. */
bool accept_has_property(const QemuModel *model, const Driver *driver,
                         const char *name)
{
    g_autofree char *base = g_strndup(name, strcspn(name, ".["));
    g_autofree char *array = g_strconcat(base, "[*]", NULL);

    return qemu_model_property(model, driver, name) ||
           qemu_model_property(model, driver, base) ||
           qemu_model_property(model, driver, array) ||
           g_str_has_prefix(name, "len-");
}

/* What -device takes and is no property (qdev-monitor.c). */
bool accept_is_of_option(const char *name)
{
    static const char *const names[] = {"driver",   "id",   "bus",
                                        "qom-type", "type", NULL};

    return g_strv_contains(names, name);
}

static void ask_object(const Asking *asking, const GuestArgument *argument)
{
    const Driver *driver =
        argument->type ? qemu_model_driver(asking->model, argument->type)
                       : NULL;
    const Driver *there = argument->type && asking->other
                              ? qemu_model_driver(asking->other, argument->type)
                              : NULL;

    if (!driver && there) {
        accept_set_place(accept_refuse(asking, REFUSAL_OBJECT, NULL,
                                       argument->type, "object %s is not known",
                                       argument->type),
                         &there->location, true);
    }
    for (guint i = 0; driver && there && i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];
        const Property *property =
            qemu_model_property(asking->other, there, setting->name);

        if (property && !accept_is_of_option(setting->name) &&
            !accept_has_property(asking->model, driver, setting->name)) {
            accept_set_place(accept_refuse(asking, REFUSAL_PROPERTY,
                                           driver->name, setting->name,
                                           "property %s.%s is not known",
                                           driver->name, setting->name),
                             &property->location, true);
        }
    }
}

static const Option *find_option(const QemuModel *model, const char *name)
{
    const GPtrArray *options = fact_set_options(qemu_model_facts(model));
    const char *target = qemu_model_target(model);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = options->pdata[i];

        if (g_str_equal(option->name, name) &&
            (!target || targets_include(option->targets, target))) {
            return option;
        }
    }
    return NULL;
}

static bool has_key(const Option *option, const char *name)
{
    return option && g_ptr_array_find_with_equal_func(option->keys, name,
                                                      g_str_equal, NULL);
}

/* The class of a machine type's object is a driver of its own. */
static const Driver *machine_driver(const QemuModel *model,
                                    const MachineType *machine)
{
    g_autofree char *name = g_strconcat(machine->name, "-machine", NULL);
    const Driver *driver = qemu_model_driver(model, name);

    return driver            ? driver
           : machine->parent ? qemu_model_driver(model, machine->parent)
                             : NULL;
}

/* -machine also sets what belongs to the accelerator: kernel-irqchip, for one
 * (softmmu/vl.c:machine_parse_property_opt and its kin). */
static bool accelerator_has(const QemuModel *model, const char *name)
{
    const GPtrArray *drivers = qemu_model_drivers(model);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];

        if (g_str_has_suffix(driver->name, "-accel") &&
            accept_has_property(model, driver, name)) {
            return true;
        }
    }
    return false;
}

/* -machine takes "a_b" for the property "a-b" (softmmu/vl.c). */
static bool machine_has(const QemuModel *model, const Driver *driver,
                        const Option *option, const char *name)
{
    g_autofree char *dashed = g_strdelimit(g_strdup(name), "_", '-');
    g_autofree char *scored = g_strdelimit(g_strdup(name), "-", '_');

    return g_str_equal(name, "accel") || accept_is_of_option(name) ||
           has_key(option, name) || has_key(option, scored) ||
           accept_has_property(model, driver, name) ||
           accept_has_property(model, driver, dashed) ||
           accelerator_has(model, dashed);
}

static void ask_machine(const Asking *asking, const GuestArgument *argument)
{
    const Option *option = find_option(asking->model, "machine");
    const Driver *driver =
        asking->machine ? machine_driver(asking->model, asking->machine) : NULL;

    for (guint i = 0; driver && i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];

        if (!machine_has(asking->model, driver, option, setting->name)) {
            accept_set_place(accept_refuse(asking, REFUSAL_MACHINE_PROPERTY,
                                           NULL, setting->name,
                                           "machine type %s has no property %s",
                                           asking->machine->name,
                                           setting->name),
                             &asking->machine->location, false);
        }
    }
}

/* "EPYC" of x86_64 is the driver "EPYC-x86_64-cpu", "cortex-a57" of aarch64
 * "cortex-a57-arm-cpu". */
static const Driver *cpu_driver(const QemuModel *model, const char *name)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    g_autofree char *prefix = g_strconcat(name, "-", NULL);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];
        const char *rest = driver->name + strlen(prefix);

        if (g_str_has_prefix(driver->name, prefix) &&
            g_str_has_suffix(driver->name, "-cpu") &&
            strchr(rest, '-') == driver->name + strlen(driver->name) - 4) {
            return driver;
        }
    }
    return NULL;
}

static void ask_cpu(const Asking *asking, const GuestArgument *argument)
{
    const Driver *here =
        argument->type ? cpu_driver(asking->model, argument->type) : NULL;
    const Driver *there = argument->type && asking->other
                              ? cpu_driver(asking->other, argument->type)
                              : NULL;

    if (!here && there) {
        accept_set_place(
            accept_refuse(asking, REFUSAL_CPU, NULL, argument->type,
                          "CPU model %s is not known", argument->type),
            &there->location, true);
    }
    for (guint i = 0; here && there && i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];
        const Property *property =
            qemu_model_property(asking->other, there, setting->name);

        if (property &&
            !accept_has_property(asking->model, here, setting->name)) {
            accept_set_place(accept_refuse(asking, REFUSAL_PROPERTY, here->name,
                                           setting->name,
                                           "CPU property %s is not known",
                                           setting->name),
                             &property->location, true);
        }
    }
}

static void ask_keys(const Asking *asking, const GuestArgument *argument,
                     const Option *option)
{
    const Option *there =
        asking->other ? find_option(asking->other, argument->option) : NULL;

    for (guint i = 0; there && i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];

        if (!has_key(option, setting->name) && has_key(there, setting->name)) {
            accept_set_place(accept_refuse(asking, REFUSAL_KEY, NULL,
                                           setting->name, "-%s has no key %s",
                                           argument->option, setting->name),
                             &there->location, true);
        }
    }
}

static void ask_argument(const Asking *asking, const GuestArgument *argument)
{
    const Option *option = find_option(asking->model, argument->option);
    const Option *there =
        asking->other ? find_option(asking->other, argument->option) : NULL;

    if (!option) {
        accept_set_place(
            accept_refuse(asking, REFUSAL_OPTION, NULL, argument->option,
                          "option -%s is not known", argument->option),
            there ? &there->location : NULL, true);
    } else if (g_str_equal(argument->option, "device")) {
        accept_ask_device(asking, argument);
    } else if (g_str_equal(argument->option, "object")) {
        ask_object(asking, argument);
    } else if (g_str_equal(argument->option, "machine") ||
               g_str_equal(argument->option, "M")) {
        ask_machine(asking, argument);
    } else if (g_str_equal(argument->option, "cpu")) {
        ask_cpu(asking, argument);
    } else {
        ask_keys(asking, argument, option);
    }
}

GPtrArray *accept_refusals(const QemuModel *model, const QemuModel *other,
                           const Guest *guest)
{
    Asking asking = {model, other, guest, NULL,
                     g_ptr_array_new_with_free_func(refusal_free)};
    const MachineType *there;

    asking.machine =
        guest->machine ? qemu_model_machine(model, guest->machine) : NULL;
    if (guest->machine && !asking.machine) {
        there = other ? qemu_model_machine(other, guest->machine) : NULL;
        accept_set_place(
            accept_refuse(&asking, REFUSAL_MACHINE_TYPE, NULL, guest->machine,
                          "machine type %s is not known", guest->machine),
            there ? &there->location : NULL, true);
    }
    for (guint i = 0; i < guest->arguments->len; i++) {
        ask_argument(&asking, guest->arguments->pdata[i]);
    }
    return asking.refusals;
}
