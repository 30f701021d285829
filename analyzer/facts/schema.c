/*
 * The table of each fact's members, under the names of "migcompat.facts/1".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/schema.h"

static const Member compat_members[] = {
    MEMBER(CompatProperty, driver, TEXT),
    MEMBER(CompatProperty, property, TEXT),
    MEMBER(CompatProperty, value, TEXT),
    MEMBER(CompatProperty, optional, BOOLEAN),
    MEMBER(CompatProperty, list, TEXT),
    MEMBER(CompatProperty, outer, TEXT),
    MEMBER(CompatProperty, when, TEXT),
    MEMBER(CompatProperty, location, LOCATION),
};

static const Record compat_record = {RECORD(CompatProperty, compat_members)};

static const Member machine_field_members[] = {
    MEMBER(MachineField, name, TEXT),
    MEMBER(MachineField, record, TEXT),
    MEMBER(MachineField, value, VALUE),
    MEMBER(MachineField, location, LOCATION),
};

static const Record machine_field_record = {
    RECORD(MachineField, machine_field_members),
    .name_offset = offsetof(MachineField, name),
    .value_offset = offsetof(MachineField, value),
};

static const Member machine_step_members[] = {
    MEMBER(MachineStep, name, TEXT),
    MEMBER(MachineStep, calls, NAMES),
    MEMBER(MachineStep, location, LOCATION),
};

static const Record machine_step_record = {
    RECORD(MachineStep, machine_step_members)};

static const Member machine_switch_members[] = {
    MEMBER(MachineSwitch, name, TEXT),
    MEMBER(MachineSwitch, phase, TEXT),
    MEMBER(MachineSwitch, value, VALUE),
    MEMBER(MachineSwitch, location, LOCATION),
    MEMBER(MachineSwitch, home, LOCATION),
};

static const Record machine_switch_record = {
    RECORD(MachineSwitch, machine_switch_members)};

static const Member machine_type_members[] = {
    MEMBER(MachineType, name, TEXT),
    MEMBER(MachineType, targets, TARGETS),
    MEMBER(MachineType, location, LOCATION),
    MEMBER(MachineType, family, TEXT),
    MEMBER(MachineType, version, TEXT),
    MEMBER(MachineType, aliases, NAMES),
    MEMBER(MachineType, abstract, BOOLEAN),
    MEMBER(MachineType, is_default, BOOLEAN),
    MEMBER(MachineType, deprecated, TEXT),
    MEMBER(MachineType, description, TEXT),
    MEMBER(MachineType, parent, TEXT),
    MEMBER(MachineType, cpu_types, NAMES),
    LIST("fields", MachineType, fields, VALUES, machine_field_record),
    LIST("field_details", MachineType, fields, SORTED, machine_field_record),
    LIST("compat", MachineType, compat, RECORDS, compat_record),
    LIST("steps", MachineType, steps, SORTED, machine_step_record),
    LIST("switches", MachineType, switches, SORTED, machine_switch_record),
};

static const Member property_members[] = {
    MEMBER(Property, name, TEXT),   MEMBER(Property, when, TEXT),
    MEMBER(Property, type, TEXT),   NAMED("default", Property, value, VALUE),
    MEMBER(Property, how, TEXT),    MEMBER(Property, alias_of, TEXT),
    MEMBER(Property, record, TEXT), MEMBER(Property, member, TEXT),
    MEMBER(Property, mask, MASK),   MEMBER(Property, location, LOCATION),
};

static const Record property_record = {RECORD(Property, property_members)};

static const Member run_time_members[] = {
    MEMBER(RunTimeWrite, property, TEXT),
    MEMBER(RunTimeWrite, value, VALUE),
    MEMBER(RunTimeWrite, when, TEXT),
    MEMBER(RunTimeWrite, test, TEXT),
    MEMBER(RunTimeWrite, test_operator, TEXT),
    MEMBER(RunTimeWrite, test_value, VALUE),
    MEMBER(RunTimeWrite, test_only, BOOLEAN),
    MEMBER(RunTimeWrite, location, LOCATION),
};

static const Record run_time_record = {RECORD(RunTimeWrite, run_time_members)};

static const Member need_members[] = {
    MEMBER(DriverNeed, property, TEXT),
    MEMBER(DriverNeed, message, TEXT),
    MEMBER(DriverNeed, location, LOCATION),
};

static const Record need_record = {RECORD(DriverNeed, need_members)};

static const Member driver_members[] = {
    MEMBER(Driver, name, TEXT),
    MEMBER(Driver, targets, TARGETS),
    MEMBER(Driver, location, LOCATION),
    MEMBER(Driver, parent, TEXT),
    MEMBER(Driver, abstract, BOOLEAN),
    MEMBER(Driver, interfaces, NAMES),
    MEMBER(Driver, vmstate, TEXT),
    MEMBER(Driver, vmstate_symbol, TEXT),
    MEMBER(Driver, user_creatable, VALUE),
    MEMBER(Driver, bus, TEXT),
    MEMBER(Driver, is_named, BOOLEAN),
    MEMBER(Driver, creates, NAMES),
    LIST("properties", Driver, properties, SORTED, property_record),
    LIST("run_time", Driver, run_time, SORTED, run_time_record),
    LIST("needs", Driver, needs, SORTED, need_record),
};

static const Member vmstate_field_members[] = {
    MEMBER(VMStateField, name, TEXT),
    MEMBER(VMStateField, kind, TEXT),
    MEMBER(VMStateField, info, TEXT),
    MEMBER(VMStateField, size, LENGTH),
    MEMBER(VMStateField, count, LENGTH),
    MEMBER(VMStateField, count_of, TEXT),
    MEMBER(VMStateField, version_id, NUMBER),
    MEMBER(VMStateField, struct_version_id, NUMBER),
    MEMBER(VMStateField, exists, TEXT),
    MEMBER(VMStateField, exists_text, TEXT),
    MEMBER(VMStateField, exists_reads, NAMES),
    MEMBER(VMStateField, vmstate, TEXT),
    MEMBER(VMStateField, vmstate_symbol, TEXT),
    MEMBER(VMStateField, flags, TEXT),
    MEMBER(VMStateField, location, LOCATION),
};

static const Record vmstate_field_record = {
    RECORD(VMStateField, vmstate_field_members)};

static const Member misuse_members[] = {
    MEMBER(VMStateMisuse, what, TEXT),
    MEMBER(VMStateMisuse, name, TEXT),
    MEMBER(VMStateMisuse, used, TEXT),
    MEMBER(VMStateMisuse, expected, TEXT),
    MEMBER(VMStateMisuse, location, LOCATION),
};

static const Record misuse_record = {RECORD(VMStateMisuse, misuse_members)};

static const Member vmstate_members[] = {
    MEMBER(VMState, name, TEXT),
    MEMBER(VMState, location, LOCATION),
    MEMBER(VMState, symbol, TEXT),
    MEMBER(VMState, targets, TARGETS),
    MEMBER(VMState, version_id, NUMBER),
    MEMBER(VMState, minimum_version_id, NUMBER),
    MEMBER(VMState, unmigratable, BOOLEAN),
    MEMBER(VMState, early_setup, BOOLEAN),
    MEMBER(VMState, priority, TEXT),
    MEMBER(VMState, needed, TEXT),
    MEMBER(VMState, needed_text, TEXT),
    MEMBER(VMState, needed_reads, NAMES),
    MEMBER(VMState, driver, TEXT),
    MEMBER(VMState, registered, TEXT),
    MEMBER(VMState, instance, TEXT),
    MEMBER(VMState, sent_when, GIVEN),
    MEMBER(VMState, terminated, BOOLEAN),
    MEMBER(VMState, open_subsections, BOOLEAN),
    LIST("fields", VMState, fields, RECORDS, vmstate_field_record),
    MEMBER(VMState, subsections, TEXTS),
    MEMBER(VMState, subsection_symbols, TEXTS),
    LIST("misuses", VMState, misuses, SORTED, misuse_record),
};

static const Member option_members[] = {
    MEMBER(Option, name, TEXT),         MEMBER(Option, targets, TARGETS),
    MEMBER(Option, location, LOCATION), MEMBER(Option, takes_value, BOOLEAN),
    MEMBER(Option, keys, KEYS),         MEMBER(Option, deprecated, TEXT),
};

static const Member ram_block_members[] = {
    MEMBER(RamBlock, name, TEXT),         MEMBER(RamBlock, targets, TARGETS),
    MEMBER(RamBlock, owner, TEXT),        MEMBER(RamBlock, size, VALUE),
    MEMBER(RamBlock, location, LOCATION),
};

static const Member cpu_property_members[] = {
    MEMBER(CpuModelProperty, name, TEXT),
    MEMBER(CpuModelProperty, value, VALUE),
};

static const Record cpu_property_record = {
    RECORD(CpuModelProperty, cpu_property_members),
    .name_offset = offsetof(CpuModelProperty, name),
    .value_offset = offsetof(CpuModelProperty, value),
};

static const Member cpu_model_members[] = {
    MEMBER(CpuModel, name, TEXT),
    MEMBER(CpuModel, target, TEXT),
    MEMBER(CpuModel, location, LOCATION),
    MEMBER(CpuModel, alias_of, TEXT),
    LIST("properties", CpuModel, properties, VALUES, cpu_property_record),
    LIST("unevaluated", CpuModel, properties, UNKNOWN, cpu_property_record),
};

static const Member deprecation_members[] = {
    MEMBER(Deprecation, subject, TEXT),      MEMBER(Deprecation, since, TEXT),
    MEMBER(Deprecation, removed, TEXT),      MEMBER(Deprecation, note, TEXT),
    MEMBER(Deprecation, location, LOCATION),
};

static const Member qapi_member_members[] = {
    MEMBER(QapiMember, name, TEXT),        MEMBER(QapiMember, type, TEXT),
    MEMBER(QapiMember, optional, BOOLEAN), MEMBER(QapiMember, when, TEXT),
    MEMBER(QapiMember, features, NAMES),   MEMBER(QapiMember, role, GIVEN),
};

static const Record qapi_member_record = {
    RECORD(QapiMember, qapi_member_members)};

static const Member qapi_members[] = {
    MEMBER(QapiEntity, name, TEXT),
    MEMBER(QapiEntity, kind, TEXT),
    MEMBER(QapiEntity, location, LOCATION),
    MEMBER(QapiEntity, base, TEXT),
    MEMBER(QapiEntity, data, GIVEN),
    MEMBER(QapiEntity, discriminator, GIVEN),
    MEMBER(QapiEntity, when, TEXT),
    MEMBER(QapiEntity, features, NAMES),
    LIST("members", QapiEntity, members, RECORDS, qapi_member_record),
};

static const Member placement_members[] = {
    MEMBER(Placement, boards, NAMES),
    MEMBER(Placement, files, NAMES),
};

static const Member constant_test_members[] = {
    MEMBER(ConstantTest, property, TEXT),
    MEMBER(ConstantTest, test, TEXT),
    MEMBER(ConstantTest, value, VALUE),
};

static const Record constant_test_record = {
    RECORD(ConstantTest, constant_test_members)};

static const Member hardware_constant_members[] = {
    MEMBER(HardwareConstant, what, TEXT),
    MEMBER(HardwareConstant, key, TEXT),
    MEMBER(HardwareConstant, targets, TARGETS),
    MEMBER(HardwareConstant, drivers, NAMES),
    MEMBER(HardwareConstant, value, VALUE),
    MEMBER(HardwareConstant, when, TEXT),
    LIST("tests", HardwareConstant, tests, RECORDS, constant_test_record),
    MEMBER(HardwareConstant, is_told, BOOLEAN),
    MEMBER(HardwareConstant, location, LOCATION),
};

static const Member option_refusal_members[] = {
    MEMBER(OptionRefusal, option, TEXT),
    MEMBER(OptionRefusal, key, TEXT),
    MEMBER(OptionRefusal, targets, TARGETS),
    MEMBER(OptionRefusal, action, TEXT),
    MEMBER(OptionRefusal, field, GIVEN),
    MEMBER(OptionRefusal, record, GIVEN),
    MEMBER(OptionRefusal, field_value, VALUE),
    MEMBER(OptionRefusal, message, TEXT),
    MEMBER(OptionRefusal, when, TEXT),
    MEMBER(OptionRefusal, function, TEXT),
    MEMBER(OptionRefusal, location, LOCATION),
};

static const Member machine_info_members[] = {
    MEMBER(MachineInfoKey, key, TEXT),
    MEMBER(MachineInfoKey, field, TEXT),
    MEMBER(MachineInfoKey, record, TEXT),
    MEMBER(MachineInfoKey, location, LOCATION),
};

static const Member setup_step_members[] = {
    MEMBER(SetupStep, kind, TEXT),         MEMBER(SetupStep, name, TEXT),
    MEMBER(SetupStep, targets, TARGETS),   MEMBER(SetupStep, owner, TEXT),
    MEMBER(SetupStep, device, TEXT),       MEMBER(SetupStep, when, TEXT),
    MEMBER(SetupStep, asks, NAMES),        MEMBER(SetupStep, needs, CHOSEN),
    MEMBER(SetupStep, location, LOCATION),
};

static const Member gap_members[] = {
    MEMBER(Gap, construct, TEXT),
    MEMBER(Gap, location, LOCATION),
    MEMBER(Gap, reason, TEXT),
    MEMBER(Gap, subject, TEXT),
};

static const Member census_members[] = {
    MEMBER(Census, construct, TEXT), MEMBER(Census, expected, COUNT),
    MEMBER(Census, read, COUNT),     MEMBER(Census, healed, COUNT),
    MEMBER(Census, gaps, COUNT),
};

static const Record records[N_FACT_KINDS] = {
    [FACT_MACHINE_TYPE] = {"machine_types", "qemu",
                           RECORD(MachineType, machine_type_members)},
    [FACT_DRIVER] = {"drivers", "qemu", RECORD(Driver, driver_members)},
    [FACT_VMSTATE] = {"vmstates", "qemu", RECORD(VMState, vmstate_members)},
    [FACT_OPTION] = {"options", "qemu", RECORD(Option, option_members)},
    [FACT_RAM_BLOCK] = {"ram_blocks", "qemu",
                        RECORD(RamBlock, ram_block_members)},
    [FACT_CPU_MODEL] = {"cpu_models", "qemu",
                        RECORD(CpuModel, cpu_model_members)},
    [FACT_DEPRECATION] = {"deprecations", "qemu",
                          RECORD(Deprecation, deprecation_members)},
    [FACT_QAPI] = {"qapi", "qemu", RECORD(QapiEntity, qapi_members)},
    [FACT_PLACEMENT] = {"placements", "qemu",
                        RECORD(Placement, placement_members)},
    [FACT_HARDWARE_CONSTANT] = {"hardware_constants", "qemu",
                                RECORD(HardwareConstant,
                                       hardware_constant_members)},
    [FACT_OPTION_REFUSAL] = {"option_refusals", "qemu",
                             RECORD(OptionRefusal, option_refusal_members)},
    [FACT_MACHINE_INFO] = {"machine_info", "qemu",
                           RECORD(MachineInfoKey, machine_info_members)},
    [FACT_SETUP_STEP] = {"setup_steps", "qemu",
                         RECORD(SetupStep, setup_step_members)},
    [FACT_GAP] = {"gaps", NULL, RECORD(Gap, gap_members)},
    [FACT_CENSUS] = {"census", NULL, RECORD(Census, census_members)},
};

const Record *fact_record(FactKind kind)
{
    return libvirt_fact_record(kind) ?: &records[kind];
}
