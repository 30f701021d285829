/*
 * What all PC machine types share, and what the firmware of a PC is given.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/i386/pc.h"
#include "qemu/module.h"

typedef struct FWCfgState {
    DeviceState parent_obj;
} FWCfgState;

FWCfgState *fw_cfg_find(void);
void fw_cfg_add_file(FWCfgState *s, const char *filename, void *data,
                     size_t len);

static uint64_t ranges[4];
static uint64_t places[4];

static void pc_build(MachineState *machine)
{
    PCMachineClass *pcmc = PC_MACHINE_CLASS(machine->parent_obj.class);
    FWCfgState *fw_cfg = fw_cfg_find();

    if (fw_cfg) {
        fw_cfg_add_file(fw_cfg, "etc/e820", ranges, sizeof(ranges));
        if (pcmc->save_tsc_khz) {
            fw_cfg_add_file(fw_cfg, "etc/places", places, sizeof(places));
        }
    }
}

static void pc_machine_class_init(ObjectClass *oc, void *data)
{
    MachineClass *mc = MACHINE_CLASS(oc);

    mc->max_cpus = 255;
    mc->default_ram_id = "pc.ram";
    mc->init = pc_build;
}

static const TypeInfo pc_machine_info = {
    .name = TYPE_PC_MACHINE,
    .parent = TYPE_MACHINE,
    .abstract = true,
    .instance_size = sizeof(PCMachineState),
    .class_size = sizeof(PCMachineClass),
    .class_init = pc_machine_class_init,
};

static void pc_machine_register_types(void)
{
    type_register_static(&pc_machine_info);
}

type_init(pc_machine_register_types)
