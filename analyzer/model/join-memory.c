/*
 * The name under which a guest's main memory migrates.
 *
 * RAM blocks are matched by name. Main memory that QEMU makes by itself has
 * the name that the board gives it: MachineClass.default_ram_id since 5.0,
 * before that an argument of memory_region_allocate_system_memory. Where the
 * user makes it (-object memory-backend-*, -machine memory-backend=), the
 * block is called by the object's id, or by the object's whole path:
 * backends/hostmem.c, host_memory_backend_get_name, asks the property below.
 * The backend that QEMU makes for -mem-path has that property off whatever
 * the machine type says (create_default_memdev, since d96c4d5f193e in 5.0).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/effective.h"
#include "model/join-cell.h"
#include "model/join-state.h"

#define NAMED_BY_PATH "x-use-canonical-path-for-ramblock-id"

static bool names_driver(const Emission *emission, const char *driver)
{
    for (guint i = 0; emission->drivers && emission->drivers[i]; i++) {
        if (g_str_equal(emission->drivers[i], driver)) {
            return true;
        }
    }
    return false;
}

/* Does libvirt make an object of the driver with that id? */
static bool makes_object(const JoinTree *libvirt, const char *driver,
                         const char *id)
{
    const GPtrArray *objects =
        g_hash_table_lookup(libvirt->emissions, "-object");

    for (guint i = 0; objects && i < objects->len; i++) {
        const Emission *emission = g_ptr_array_index(objects, i);

        if (g_strcmp0(emission->property, "id") == 0 &&
            g_strcmp0(emission->value.text, id) == 0 &&
            names_driver(emission, driver)) {
            return true;
        }
    }
    return false;
}

/* A question for what libvirt keeps of the machine type; NULL. */
static const MachineData *asked_data(const JoinTree *libvirt,
                                     const Emission *emission)
{
    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);
        const MachineData *data =
            guard->text && g_str_equal(guard->kind, "machine")
                ? join_machine_data(libvirt, guard->text)
                : NULL;

        if (data) {
            return data;
        }
    }
    return NULL;
}

const Emission *join_memory_link(const JoinTree *libvirt, const char *driver,
                                 const MachineData **ret_data)
{
    const GPtrArray *keys = g_hash_table_lookup(libvirt->emissions, "-machine");

    for (guint i = 0; keys && i < keys->len; i++) {
        const Emission *emission = g_ptr_array_index(keys, i);
        const MachineData *data = asked_data(libvirt, emission);

        if (data && emission->value.text &&
            makes_object(libvirt, driver, emission->value.text)) {
            *ret_data = data;
            return emission;
        }
    }
    return NULL;
}

bool join_makes_memory(const Join *join, const char *driver)
{
    const MachineData *data = NULL;

    for (guint i = 0; i < join_n_libvirts(join) && !data; i++) {
        join_memory_link(join_libvirt(join, i), driver, &data);
    }
    return data;
}

const char *join_field_behind(const Join *join, const MachineData *data)
{
    for (guint i = join_n_qemus(join); data && i > 0; i--) {
        const GPtrArray *all =
            fact_set_machine_info(join_qemu(join, i - 1)->facts);

        for (guint k = 0; k < all->len; k++) {
            const MachineInfoKey *info = g_ptr_array_index(all, k);

            if (g_str_equal(info->key, data->key)) {
                return info->field;
            }
        }
    }
    return NULL;
}

static bool has_block(const JoinTree *qemu, const char *name)
{
    const GPtrArray *blocks = fact_set_ram_blocks(qemu->facts);

    for (guint i = 0; i < blocks->len; i++) {
        const RamBlock *block = g_ptr_array_index(blocks, i);

        if (g_strcmp0(block->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *string_field(const MachineType *type, const char *name)
{
    const MachineField *field = type ? join_field(type, name) : NULL;

    return field && field->value.kind == VALUE_STRING ? field->value.string
                                                      : NULL;
}

/* Of the machine type in that QEMU, else of any of its family. */
static const char *family_name(const Join *join, const JoinMachine *machine,
                               guint qemu, const char *field)
{
    const GPtrArray *machines = join_machines(join);
    const char *name = string_field(machine->types[qemu], field);

    for (guint i = 0; !name && i < machines->len; i++) {
        const JoinMachine *other = g_ptr_array_index(machines, i);

        if (g_strcmp0(other->family, machine->family) == 0) {
            name = string_field(other->types[qemu], field);
        }
    }
    return name;
}

/* A QEMU without the member: the name that a later one has in it, if this one
 * has a block of that name. */
static const char *board_name(const Join *join, const JoinPlace *place,
                              const char *field)
{
    const JoinMachine *machine = place->machine;
    const char *name = string_field(machine->types[place->qemu], field);

    for (guint i = place->qemu; !name && i < join_n_qemus(join); i++) {
        name = family_name(join, machine, i, field);
        if (name && !has_block(join_qemu(join, place->qemu), name)) {
            return NULL;
        }
    }
    return name;
}

static bool is_on(const Value *value)
{
    return value->kind == VALUE_BOOLEAN && value->boolean;
}

/* What libvirt says; else what the machine type makes of it. */
static bool is_named_by_path(Join *join, const Topic *topic,
                             const JoinPlace *place, const char **ret_by)
{
    const JoinTree *qemu = join_qemu(join, place->qemu);
    const Driver *driver = qemu_model_driver(qemu->model, topic->driver);
    g_autoptr(Subject) naming =
        subject_new(SUBJECT_CLASS_PROPERTY, topic->driver, NAMED_BY_PATH, NULL);
    g_autoptr(GPtrArray) emissions =
        join_emissions(join_libvirt(join, place->libvirt), naming);
    const Emission *emission = join_emitted(join, place, emissions);
    g_autoptr(EffectiveDriver) effective = NULL;
    const EffectiveProperty *found;
    const Reason *last;

    if (emission) {
        *ret_by = "libvirt sets it";
        return emission->value.values && emission->value.values[0] &&
               g_str_equal(emission->value.values[0], "on");
    }
    if (!driver) {
        *ret_by = "no such driver";
        return false;
    }
    effective = effective_driver_new(
        qemu->model, place->machine->types[place->qemu], driver);
    found = effective_driver_find(effective, NAMED_BY_PATH);
    last = found && found->reasons->len > 0
               ? &g_array_index(found->reasons, Reason, found->reasons->len - 1)
               : NULL;
    *ret_by = last && last->list ? last->list : "default";
    return found && is_on(&found->static_value);
}

static Cell explicit_cell(Join *join, const Topic *topic,
                          const JoinPlace *place, const Emission *link,
                          const char *id)
{
    const char *by = NULL;
    bool by_path = is_named_by_path(join, topic, place, &by);
    Cell cell = {.kind = CELL_RUNS, .emission = link};

    cell.form =
        join_format(join, "RAM block '%s%s'", by_path ? "/objects/" : "", id);
    cell.why = join_format(join, "%s from an object, named by %s (%s)",
                           cell.form, by_path ? "its path" : "its id", by);
    return cell;
}

Cell join_memory_cell(Join *join, const Topic *topic, const JoinPlace *place)
{
    const MachineData *data = NULL;
    const Emission *link = NULL;
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    const char *field;
    const char *name;

    /* The member is asked for by the newest libvirt that does. */
    for (guint i = join_n_libvirts(join); !data && i > 0; i--) {
        join_memory_link(join_libvirt(join, i - 1), topic->driver, &data);
    }
    field = join_field_behind(join, data);
    name = field ? board_name(join, place, field) : NULL;
    if (!name) {
        return (Cell){.kind = CELL_UNKNOWN,
                      .why = join_text(join, "the name of main memory is not "
                                             "known")};
    }
    link = join_memory_link(join_libvirt(join, place->libvirt), topic->driver,
                            &data);
    if (link) {
        g_ptr_array_add(one, (gpointer)link);
        link = join_emitted(join, place, one);
    }
    if (link) {
        return explicit_cell(join, topic, place, link, name);
    }
    return (Cell){
        .kind = CELL_RUNS,
        .form = join_format(join, "RAM block '%s'", name),
        .why = join_format(join, "RAM block '%s' made by QEMU", name),
    };
}
