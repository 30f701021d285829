/*
 * The machine types of the virt family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"
#include "qemu/module.h"
#include "cpu.h"

#define TYPE_VIRT_MACHINE "virt-machine-base"

static GlobalProperty arm_virt_compat[] = {
    { "frob", "mode", "on" },
};

#define DEFINE_VIRT_MACHINE(major, minor, malias) \
    static void virt_##major##_##minor##_class(ObjectClass *oc, void *data) \
    { \
        MachineClass *mc = MACHINE_CLASS(oc); \
        mc->alias = malias; \
        compat_props_add(mc->compat_props, arm_virt_compat, \
                         G_N_ELEMENTS(arm_virt_compat)); \
        virt_machine_##major##_##minor##_options(mc); \
    } \
    static const TypeInfo virt_##major##_##minor##_info = { \
        .name = "virt-" #major "." #minor TYPE_MACHINE_SUFFIX, \
        .parent = TYPE_VIRT_MACHINE, \
        .class_init = virt_##major##_##minor##_class, \
    }; \
    static void virt_##major##_##minor##_register(void) \
    { \
        type_register_static(&virt_##major##_##minor##_info); \
    } \
    type_init(virt_##major##_##minor##_register)

static void virt_machine_class_init(ObjectClass *oc, void *data)
{
    MACHINE_CLASS(oc)->max_cpus = TARGET_MAX_CPUS;
    MACHINE_CLASS(oc)->default_ram_id = "mach-virt.ram";
}

static const TypeInfo virt_machine_info = {
    .name = TYPE_VIRT_MACHINE,
    .parent = TYPE_MACHINE,
    .abstract = true,
    .class_init = virt_machine_class_init,
};

static void virt_machine_register(void)
{
    type_register_static(&virt_machine_info);
}
type_init(virt_machine_register)

static void virt_machine_7_2_options(MachineClass *mc)
{
}
DEFINE_VIRT_MACHINE(7, 2, "virt")

static void virt_machine_7_1_options(MachineClass *mc)
{
    virt_machine_7_2_options(mc);
    compat_props_add(mc->compat_props, hw_compat_7_1, hw_compat_7_1_len);
}
DEFINE_VIRT_MACHINE(7, 1, NULL)
