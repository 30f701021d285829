/*
 * join-fixture.h: two QEMUs and two libvirts, made by hand: the newer QEMU
 * refuses "-numa node,mem=" under its newer machine type, and the newer libvirt
 * asks before it emits that.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "facts/facts.h"

static const char *const everywhere[] = {"*", NULL};
static const char *const node[] = {"node", NULL};

static Location place(FactSet *facts, const char *file, unsigned line)
{
    return (Location){fact_set_text(facts, file), line};
}

static void add_machine(FactSet *facts, const char *version, bool takes_mem)
{
    MachineType *machine = fact_set_add_machine_type(facts);
    g_autofree char *name = g_strconcat("pc-", version, NULL);
    MachineField field = {
        .name = fact_set_text(facts, "numa_mem_supported"),
        .record = fact_set_text(facts, "MachineClass"),
        .value = value_boolean(takes_mem),
        .location = place(facts, "pc.c", 3),
    };

    machine->name = fact_set_text(facts, name);
    machine->family = fact_set_text(facts, "pc");
    machine->version = fact_set_text(facts, version);
    machine->targets = fact_set_names(facts, everywhere);
    machine->location = place(facts, "pc.c", 1);
    g_array_append_val(machine->fields, field);
}

/* Says of each machine type whether it takes "mem", and refuses it. */
static void add_refusal(FactSet *facts)
{
    OptionRefusal *refusal = fact_set_add_option_refusal(facts);
    MachineInfoKey *info = fact_set_add_machine_info(facts);

    refusal->option = fact_set_text(facts, "numa");
    refusal->key = fact_set_text(facts, "node.mem");
    refusal->action = fact_set_text(facts, "refuse");
    refusal->field = fact_set_text(facts, "numa_mem_supported");
    refusal->field_value = value_boolean(false);
    refusal->message = fact_set_text(facts, "mem is gone, use memdev");
    refusal->when = fact_set_text(facts, "!mc->numa_mem_supported");
    refusal->function = fact_set_text(facts, "parse_numa_node");
    refusal->targets = fact_set_names(facts, everywhere);
    refusal->location = place(facts, "numa.c", 9);
    info->key = fact_set_text(facts, "numa-mem-supported");
    info->field = refusal->field;
    info->record = fact_set_text(facts, "MachineClass");
    info->location = place(facts, "qmp.c", 5);
}

static FactSet *new_qemu(const char *version, bool is_new)
{
    FactSet *facts = fact_set_new();
    Option *option = fact_set_add_option(facts);

    fact_set_set_tree(facts, "qemu", version, version, NULL);
    option->name = fact_set_text(facts, "numa");
    option->targets = fact_set_names(facts, everywhere);
    option->location = place(facts, "qemu-options.hx", 1);
    g_ptr_array_add(option->keys, (gpointer)fact_set_text(facts, "node.mem"));
    g_ptr_array_add(option->keys,
                    (gpointer)fact_set_text(facts, "node.memdev"));
    add_machine(facts, "5.0", true);
    if (is_new) {
        add_machine(facts, "5.1", false);
        add_refusal(facts);
    }
    fact_set_sort(facts);
    return facts;
}

/* `asks`: NULL, or "yes" or "no": only if the machine takes it, or not. */
static void add_emission(FactSet *facts, const char *key, const char *asks)
{
    Emission *emission = fact_set_add_emission(facts);
    LibvirtGuard guard = {
        .kind = fact_set_text(facts, "machine"),
        .text = fact_set_text(facts, "GetMachineNumaMemSupported(caps)"),
        .negated = asks && g_str_equal(asks, "no"),
    };

    emission->option = fact_set_text(facts, "-numa");
    emission->drivers = fact_set_names(facts, node);
    emission->property = fact_set_text(facts, key);
    emission->value.kind = fact_set_text(facts, "number");
    emission->channel = fact_set_text(facts, "command-line");
    emission->function = fact_set_text(facts, "buildNuma");
    emission->location = place(facts, "command.c", asks ? 20 : 10);
    if (asks) {
        g_array_append_val(emission->guards, guard);
    }
}

/* Asked for by an emission of its own. */
static void add_capability(FactSet *facts)
{
    Capability *capability = fact_set_add_capability(facts);
    Emission *emission = fact_set_add_emission(facts);
    LibvirtGuard guard = {
        .kind = fact_set_text(facts, "capability"),
        .name = fact_set_text(facts, "QEMU_CAPS_HPET"),
    };

    capability->name = guard.name;
    capability->flag = fact_set_text(facts, "hpet.flag");
    emission->option = fact_set_text(facts, "-no-hpet");
    emission->channel = fact_set_text(facts, "command-line");
    emission->function = fact_set_text(facts, "buildClock");
    emission->location = place(facts, "command.c", 40);
    g_array_append_val(emission->guards, guard);
}

static FactSet *new_libvirt(const char *version, bool is_new)
{
    FactSet *facts = fact_set_new();

    fact_set_set_tree(facts, "libvirt", version, version, NULL);
    if (is_new) {
        MachineData *data = fact_set_add_machine_data(facts);

        data->key = fact_set_text(facts, "numa-mem-supported");
        data->member = fact_set_text(facts, "numaMemSupported");
        data->absent = fact_set_text(facts, "1");
        data->location = place(facts, "monitor.c", 7);
        add_capability(facts);
        add_emission(facts, "mem", "yes");
        add_emission(facts, "memdev", "no");
    } else {
        add_emission(facts, "mem", NULL);
    }
    fact_set_sort(facts);
    return facts;
}

/* Old and new of both; given in disorder. */
static GPtrArray *new_trees(void)
{
    GPtrArray *trees =
        g_ptr_array_new_with_free_func((GDestroyNotify)fact_set_free);

    g_ptr_array_add(trees, new_libvirt("6.4.0", true));
    g_ptr_array_add(trees, new_qemu("5.1.0", true));
    g_ptr_array_add(trees, new_libvirt("6.0.0", false));
    g_ptr_array_add(trees, new_qemu("5.0.0", false));
    return trees;
}
