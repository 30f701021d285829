/*
 * Which drivers can exist under which machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/possible.h"

typedef struct DriverRow {
    const char *name;
    const char *parent;
    const char *bus;
    const char *creates; /* separated by spaces */
    const char *file;
    bool is_internal; /* not user-creatable */
    bool is_abstract;
    bool is_unnamed;
} DriverRow;

static const DriverRow drivers[] = {
    {"device", NULL, NULL, NULL, "hw/core/qdev.c", .is_abstract = true},
    {"bus", NULL, NULL, NULL, "hw/core/bus.c", .is_abstract = true},
    {"cpu", "device", NULL, NULL, "hw/core/cpu.c", true, true},
    {"machine", NULL, NULL, "System", "hw/core/machine.c", .is_abstract = true},
    {"System", "bus", NULL, NULL, "hw/core/sysbus.c"},
    {"PCI", "bus", NULL, NULL, "hw/pci/pci.c"},
    {"PCIE", "PCI", NULL, NULL, "hw/pci/pci.c"},
    {"SSI", "bus", NULL, NULL, "hw/ssi/ssi.c"},
    /* Two boards and what they are made of. */
    {"virt-1.0-machine", "machine", NULL, "gpex uart ramfb-base",
     "hw/arm/virt.c"},
    {"bmc-machine", "machine", NULL, "bmc-soc", "hw/arm/bmc.c"},
    {"gpex", "device", "System", "PCIE", "hw/pci-host/gpex.c", true},
    {"uart", "device", "System", NULL, "hw/char/uart.c", true},
    {"bmc-soc", "device", NULL, "bmc-timer uart bmc-smc", "hw/arm/bmc.c", true},
    {"bmc-timer", "device", "System", NULL, "hw/timer/bmc.c", true},
    {"bmc-smc", "device", "System", "SSI", "hw/ssi/bmc.c", true},
    /* Named by nobody: only its file tells. */
    {"bmc-late", "device", "System", NULL, "hw/misc/bmc.c", true,
     .is_unnamed = true},
    {"nobody", "device", "System", NULL, "hw/misc/any.c", true,
     .is_unnamed = true},
    /* What users plug. */
    {"nic", "device", "PCI", NULL, "hw/net/nic.c"},
    {"flash", "device", "SSI", NULL, "hw/block/flash.c"},
    {"no-bus", "device", NULL, NULL, "hw/misc/any.c"},
    {"ramfb-base", "device", "System", NULL, "hw/display/ramfb.c",
     .is_abstract = true},
    {"ramfb", "ramfb-base", "System", NULL, "hw/display/ramfb.c"},
    {"sysbus-ahci", "device", "System", NULL, "hw/ide/ahci.c"},
    {"a72-cpu", "cpu", NULL, NULL, "target/arm/cpu.c", true},
    {"m3-cpu", "cpu", NULL, NULL, "target/arm/cpu.c", true},
    {"frob", NULL, NULL, NULL, "util/frob.c"},
};

static const struct {
    const char *driver;
    Possible on_virt;
    Possible on_bmc;
} expected[] = {
    {"device", POSSIBLE_YES, POSSIBLE_YES},
    {"virt-1.0-machine", POSSIBLE_YES, POSSIBLE_NO},
    {"machine", POSSIBLE_YES, POSSIBLE_YES},
    {"System", POSSIBLE_YES, POSSIBLE_YES},
    {"PCIE", POSSIBLE_YES, POSSIBLE_NO},
    {"PCI", POSSIBLE_YES, POSSIBLE_NO},
    {"gpex", POSSIBLE_YES, POSSIBLE_NO},
    {"uart", POSSIBLE_YES, POSSIBLE_YES},
    {"bmc-soc", POSSIBLE_NO, POSSIBLE_YES},
    {"bmc-timer", POSSIBLE_NO, POSSIBLE_YES},
    {"bmc-late", POSSIBLE_NO, POSSIBLE_UNKNOWN},
    {"nobody", POSSIBLE_UNKNOWN, POSSIBLE_UNKNOWN},
    {"nic", POSSIBLE_YES, POSSIBLE_NO},
    {"flash", POSSIBLE_NO, POSSIBLE_YES},
    {"no-bus", POSSIBLE_YES, POSSIBLE_YES},
    {"ramfb-base", POSSIBLE_YES, POSSIBLE_NO},
    {"ramfb", POSSIBLE_YES, POSSIBLE_NO},
    {"sysbus-ahci", POSSIBLE_NO, POSSIBLE_NO},
    {"a72-cpu", POSSIBLE_YES, POSSIBLE_YES},
    {"m3-cpu", POSSIBLE_NO, POSSIBLE_YES},
    {"cpu", POSSIBLE_YES, POSSIBLE_YES},
    {"frob", POSSIBLE_UNKNOWN, POSSIBLE_UNKNOWN},
};

static const struct {
    const char *boards;
    const char *files;
} placements[] = {
    {"hw/arm/bmc.c", "hw/arm/bmc.c hw/misc/bmc.c hw/misc/bmc-help.c"},
    {"hw/arm/virt.c", "hw/arm/virt.c hw/arm/virt-acpi.c"},
};

static Names names_of(FactSet *facts, const char *text)
{
    g_auto(GStrv) names = text ? g_strsplit(text, " ", -1) : NULL;

    return names ? fact_set_names(facts, (const char *const *)names) : NULL;
}

static void add_driver(FactSet *facts, const DriverRow *row)
{
    Driver *driver = fact_set_add_driver(facts);

    driver->name = fact_set_text(facts, row->name);
    driver->parent = fact_set_text(facts, row->parent);
    driver->bus = fact_set_text(facts, row->bus);
    driver->creates = names_of(facts, row->creates);
    driver->location.file = fact_set_text(facts, row->file);
    driver->abstract = row->is_abstract;
    driver->user_creatable = value_boolean(!row->is_internal);
    driver->is_named = !row->is_unnamed;
}

static void add_machine(FactSet *facts, const char *name, const char *file,
                        const char *cpu_types)
{
    MachineType *machine = fact_set_add_machine_type(facts);

    machine->name = fact_set_text(facts, name);
    machine->location.file = fact_set_text(facts, file);
    machine->cpu_types = names_of(facts, cpu_types);
}

static void add_vmstate(FactSet *facts, const char *name, const char *nested,
                        const char *file)
{
    VMState *vmstate = fact_set_add_vmstate(facts);
    VMStateField field = {.vmstate_symbol = fact_set_text(facts, nested)};

    vmstate->name = fact_set_text(facts, name);
    vmstate->symbol = vmstate->name;
    vmstate->location.file = fact_set_text(facts, file);
    g_array_append_val(vmstate->fields, field);
}

static FactSet *example(void)
{
    FactSet *facts = fact_set_new();

    for (guint i = 0; i < G_N_ELEMENTS(drivers); i++) {
        add_driver(facts, &drivers[i]);
    }
    add_machine(facts, "virt-1.0", "hw/arm/virt.c", "a72-cpu");
    add_machine(facts, "bmc", "hw/arm/bmc.c", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(placements); i++) {
        Placement *placement = fact_set_add_placement(facts);

        placement->boards = names_of(facts, placements[i].boards);
        placement->files = names_of(facts, placements[i].files);
    }
    add_vmstate(facts, "vmstate_timer", "vmstate_lap", "hw/timer/bmc.c");
    add_vmstate(facts, "vmstate_lap", NULL, "hw/timer/lap.c");
    return facts;
}

static void use_vmstate(FactSet *facts, const char *name, const char *symbol)
{
    const GPtrArray *all = fact_set_drivers(facts);

    for (guint i = 0; i < all->len; i++) {
        Driver *driver = g_ptr_array_index(all, i);

        if (g_str_equal(driver->name, name)) {
            driver->vmstate = fact_set_text(facts, symbol);
            driver->vmstate_symbol = driver->vmstate;
        }
    }
}

static void test_drivers(void **state)
{
    g_autoptr(FactSet) facts = example();
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    const MachineType *virt = qemu_model_machine(model, "virt-1.0");
    const MachineType *bmc = qemu_model_machine(model, "bmc");

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const Driver *driver = qemu_model_driver(model, expected[i].driver);
        Possible on_virt = qemu_model_possible(model, driver, virt);
        Possible on_bmc = qemu_model_possible(model, driver, bmc);

        if (on_virt != expected[i].on_virt || on_bmc != expected[i].on_bmc) {
            fail_msg("%s: %d %d", expected[i].driver, on_virt, on_bmc);
        }
    }
}

static void test_files(void **state)
{
    g_autoptr(FactSet) facts = example();
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    const MachineType *virt = qemu_model_machine(model, "virt-1.0");

    (void)state;
    assert_int_equal(
        qemu_model_file_possible(model, "hw/misc/bmc-help.c", virt),
        POSSIBLE_NO);
    assert_int_equal(
        qemu_model_file_possible(model, "hw/arm/virt-acpi.c", virt),
        POSSIBLE_YES);
    assert_int_equal(qemu_model_file_possible(model, "hw/net/nic.c", virt),
                     POSSIBLE_YES);
    assert_int_equal(qemu_model_file_possible(model, "no/such.c", virt),
                     POSSIBLE_UNKNOWN);
    assert_int_equal(qemu_model_file_possible(model, NULL, virt),
                     POSSIBLE_UNKNOWN);
}

/* A description inside that of a device. */
static void test_vmstates(void **state)
{
    g_autoptr(FactSet) facts = example();
    g_autoptr(QemuModel) model = NULL;
    const GPtrArray *all = fact_set_vmstates(facts);

    (void)state;
    use_vmstate(facts, "bmc-timer", "vmstate_timer");
    model = qemu_model_new(facts, NULL);
    for (guint i = 0; i < all->len; i++) {
        const VMState *vmstate = g_ptr_array_index(all, i);

        assert_int_equal(
            qemu_model_vmstate_possible(model, vmstate,
                                        qemu_model_machine(model, "virt-1.0")),
            POSSIBLE_NO);
        assert_int_equal(qemu_model_vmstate_possible(
                             model, vmstate, qemu_model_machine(model, "bmc")),
                         POSSIBLE_YES);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drivers),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_vmstates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
