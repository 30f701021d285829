/*
 * The lists of a FactSet under their types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"

MachineType *fact_set_add_machine_type(FactSet *facts)
{
    return fact_set_add(facts, FACT_MACHINE_TYPE);
}

Driver *fact_set_add_driver(FactSet *facts)
{
    return fact_set_add(facts, FACT_DRIVER);
}

VMState *fact_set_add_vmstate(FactSet *facts)
{
    return fact_set_add(facts, FACT_VMSTATE);
}

Option *fact_set_add_option(FactSet *facts)
{
    return fact_set_add(facts, FACT_OPTION);
}

RamBlock *fact_set_add_ram_block(FactSet *facts)
{
    return fact_set_add(facts, FACT_RAM_BLOCK);
}

CpuModel *fact_set_add_cpu_model(FactSet *facts)
{
    return fact_set_add(facts, FACT_CPU_MODEL);
}

Deprecation *fact_set_add_deprecation(FactSet *facts)
{
    return fact_set_add(facts, FACT_DEPRECATION);
}

QapiEntity *fact_set_add_qapi(FactSet *facts)
{
    return fact_set_add(facts, FACT_QAPI);
}

Placement *fact_set_add_placement(FactSet *facts)
{
    return fact_set_add(facts, FACT_PLACEMENT);
}

HardwareConstant *fact_set_add_hardware_constant(FactSet *facts)
{
    return fact_set_add(facts, FACT_HARDWARE_CONSTANT);
}

OptionRefusal *fact_set_add_option_refusal(FactSet *facts)
{
    return fact_set_add(facts, FACT_OPTION_REFUSAL);
}

MachineInfoKey *fact_set_add_machine_info(FactSet *facts)
{
    return fact_set_add(facts, FACT_MACHINE_INFO);
}

SetupStep *fact_set_add_setup_step(FactSet *facts)
{
    return fact_set_add(facts, FACT_SETUP_STEP);
}

const GPtrArray *fact_set_machine_types(const FactSet *facts)
{
    return facts->lists[FACT_MACHINE_TYPE];
}

const GPtrArray *fact_set_drivers(const FactSet *facts)
{
    return facts->lists[FACT_DRIVER];
}

const GPtrArray *fact_set_vmstates(const FactSet *facts)
{
    return facts->lists[FACT_VMSTATE];
}

const GPtrArray *fact_set_options(const FactSet *facts)
{
    return facts->lists[FACT_OPTION];
}

const GPtrArray *fact_set_ram_blocks(const FactSet *facts)
{
    return facts->lists[FACT_RAM_BLOCK];
}

const GPtrArray *fact_set_cpu_models(const FactSet *facts)
{
    return facts->lists[FACT_CPU_MODEL];
}

const GPtrArray *fact_set_deprecations(const FactSet *facts)
{
    return facts->lists[FACT_DEPRECATION];
}

const GPtrArray *fact_set_qapi(const FactSet *facts)
{
    return facts->lists[FACT_QAPI];
}

const GPtrArray *fact_set_placements(const FactSet *facts)
{
    return facts->lists[FACT_PLACEMENT];
}

const GPtrArray *fact_set_hardware_constants(const FactSet *facts)
{
    return facts->lists[FACT_HARDWARE_CONSTANT];
}

const GPtrArray *fact_set_option_refusals(const FactSet *facts)
{
    return facts->lists[FACT_OPTION_REFUSAL];
}

const GPtrArray *fact_set_machine_info(const FactSet *facts)
{
    return facts->lists[FACT_MACHINE_INFO];
}

const GPtrArray *fact_set_setup_steps(const FactSet *facts)
{
    return facts->lists[FACT_SETUP_STEP];
}

const GPtrArray *fact_set_gaps(const FactSet *facts)
{
    return facts->lists[FACT_GAP];
}

const GPtrArray *fact_set_censuses(const FactSet *facts)
{
    return facts->lists[FACT_CENSUS];
}
