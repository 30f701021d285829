/*
 * CPU models under one machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective-cpu.h"

#include <string.h>

/* Of MachineField default_cpu_version: the highest version there is
 * (target/i386/cpu.h: CPU_VERSION_LATEST). */
#define VERSION_LATEST (-1)

typedef struct Models {
    const char *target;
    GPtrArray *list;     /* const CpuModel * */
    GHashTable *by_name; /* the same */
} Models;

static void models_clear(Models *models)
{
    g_ptr_array_unref(models->list);
    g_hash_table_unref(models->by_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Models, models_clear)

static void models_fill(Models *models, const QemuModel *model)
{
    const GPtrArray *all = fact_set_cpu_models(qemu_model_facts(model));

    models->target = qemu_model_target(model);
    models->list = g_ptr_array_new();
    models->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all->len; i++) {
        CpuModel *cpu = g_ptr_array_index(all, i);

        if (g_strcmp0(cpu->target, models->target) == 0 &&
            !g_hash_table_contains(models->by_name, cpu->name)) {
            g_ptr_array_add(models->list, cpu);
            g_hash_table_insert(models->by_name, (char *)cpu->name, cpu);
        }
    }
}

static gint64 default_version(const MachineType *machine)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, "default_cpu_version") &&
            field->value.kind == VALUE_NUMBER) {
            return field->value.number;
        }
    }
    return VERSION_LATEST;
}

static const CpuModel *find_version(const Models *models, const char *name,
                                    gint64 version)
{
    g_autofree char *full =
        g_strdup_printf("%s-v%" G_GINT64_FORMAT, name, version);

    return g_hash_table_lookup(models->by_name, full);
}

/* The model itself if it has no versions. */
static const CpuModel *resolve(const Models *models, const CpuModel *cpu,
                               gint64 version)
{
    const CpuModel *found = NULL;
    const CpuModel *next;

    if (version > 0) {
        found = find_version(models, cpu->name, version);
    }
    for (gint64 i = 1; version == VERSION_LATEST &&
                       (next = find_version(models, cpu->name, i));
         i++) {
        found = next;
    }
    return found ? found : cpu;
}

static const CpuModelProperty *find_setting(const CpuModel *cpu,
                                            const char *name)
{
    for (guint i = 0; i < cpu->properties->len; i++) {
        const CpuModelProperty *property =
            &g_array_index(cpu->properties, CpuModelProperty, i);

        if (g_str_equal(property->name, name)) {
            return property;
        }
    }
    return NULL;
}

static Value typed(const Property *property, const Value *value)
{
    return value->kind == VALUE_STRING
               ? effective_parse(property, value->string)
               : *value;
}

/* The reasons of `from` with the model's setting behind the default. */
static EffectiveProperty copy_property(const EffectiveProperty *from,
                                       const CpuModelProperty *setting,
                                       const CpuModel *cpu)
{
    EffectiveProperty copy = {
        .property = from->property,
        .value = from->value,
        .static_value = from->static_value,
        .reasons = g_array_new(FALSE, TRUE, sizeof(Reason)),
    };
    Reason reason = {
        .kind = REASON_CPU_MODEL,
        .driver = cpu->name,
        .location = cpu->location,
    };
    guint n_defaults = MIN(from->reasons->len, 1);

    g_array_append_vals(copy.reasons, from->reasons->data, n_defaults);
    if (setting) {
        reason.value = typed(from->property, &setting->value);
        g_array_append_val(copy.reasons, reason);
        copy.value = reason.value;
        copy.static_value = reason.value;
    }
    for (guint i = n_defaults; i < from->reasons->len; i++) {
        const Reason *later = &g_array_index(from->reasons, Reason, i);

        g_array_append_vals(copy.reasons, later, 1);
        copy.value = later->value;
        copy.static_value = later->value;
    }
    return copy;
}

static void clear_property(gpointer data)
{
    EffectiveProperty *property = data;

    g_array_unref(property->reasons);
}

static void free_cpu(gpointer data)
{
    EffectiveCpu *cpu = data;

    g_array_unref(cpu->properties);
    g_free(cpu);
}

static EffectiveCpu *make_cpu(const QemuModel *model,
                              const MachineType *machine, const Driver *driver,
                              const CpuModel *named, const CpuModel *resolved)
{
    EffectiveCpu *cpu = g_new0(EffectiveCpu, 1);
    g_autoptr(EffectiveDriver) effective =
        effective_driver_new(model, machine, driver);

    cpu->name = named->name;
    cpu->model = resolved;
    cpu->properties = g_array_new(FALSE, TRUE, sizeof(EffectiveProperty));
    g_array_set_clear_func(cpu->properties, clear_property);
    for (guint i = 0; i < effective->properties->len; i++) {
        const EffectiveProperty *property =
            &g_array_index(effective->properties, EffectiveProperty, i);
        const CpuModelProperty *setting =
            find_setting(resolved, property->property->name);

        if (setting || property->reasons->len > 1) {
            EffectiveProperty copy = copy_property(property, setting, resolved);

            g_array_append_val(cpu->properties, copy);
        }
    }
    return cpu;
}

/* "EPYC-x86_64-cpu", or "cortex-a57-arm-cpu" with the architecture's name. */
static const Driver *find_driver(const QemuModel *model, const CpuModel *cpu)
{
    const GPtrArray *drivers = qemu_model_drivers(model);
    g_autofree char *start = g_strconcat(cpu->name, "-", NULL);
    g_autofree char *plain = g_strconcat(cpu->name, "-cpu", NULL);
    g_autofree char *full =
        g_strconcat(cpu->name, "-", cpu->target, "-cpu", NULL);
    const Driver *found = qemu_model_driver(model, full);

    found = found ? found : qemu_model_driver(model, plain);
    for (guint i = 0; !found && i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_str_has_prefix(driver->name, start) &&
            g_str_has_suffix(driver->name, "-cpu") &&
            !strchr(driver->name + strlen(start), '-')) {
            found = driver;
        }
    }
    return found;
}

GPtrArray *effective_cpu_models(const QemuModel *model,
                                const MachineType *machine)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(free_cpu);
    gint64 version = default_version(machine);
    g_auto(Models) models = {0};

    models_fill(&models, model);
    for (guint i = 0; i < models.list->len; i++) {
        const CpuModel *named = g_ptr_array_index(models.list, i);
        const CpuModel *resolved = resolve(&models, named, version);
        const Driver *driver = find_driver(model, named);

        if (driver) {
            g_ptr_array_add(found,
                            make_cpu(model, machine, driver, named, resolved));
        }
    }
    return found;
}
