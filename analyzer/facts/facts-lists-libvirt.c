/*
 * The lists of a libvirt tree's FactSet under their types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"

Emission *fact_set_add_emission(FactSet *facts)
{
    return fact_set_add(facts, FACT_EMISSION);
}

LocalFlag *fact_set_add_local_flag(FactSet *facts)
{
    return fact_set_add(facts, FACT_LOCAL_FLAG);
}

Refusal *fact_set_add_refusal(FactSet *facts)
{
    return fact_set_add(facts, FACT_REFUSAL);
}

Capability *fact_set_add_capability(FactSet *facts)
{
    return fact_set_add(facts, FACT_CAPABILITY);
}

CapabilityRule *fact_set_add_capability_rule(FactSet *facts)
{
    return fact_set_add(facts, FACT_CAPABILITY_RULE);
}

MigrationParameter *fact_set_add_migration_parameter(FactSet *facts)
{
    return fact_set_add(facts, FACT_MIGRATION_PARAMETER);
}

MigrationCookie *fact_set_add_migration_cookie(FactSet *facts)
{
    return fact_set_add(facts, FACT_MIGRATION_COOKIE);
}

MigratableXml *fact_set_add_migratable_xml(FactSet *facts)
{
    return fact_set_add(facts, FACT_MIGRATABLE_XML);
}

AbiCheck *fact_set_add_abi_check(FactSet *facts)
{
    return fact_set_add(facts, FACT_ABI_CHECK);
}

XmlEnum *fact_set_add_xml_enum(FactSet *facts)
{
    return fact_set_add(facts, FACT_XML_ENUM);
}

XmlDefault *fact_set_add_xml_default(FactSet *facts)
{
    return fact_set_add(facts, FACT_XML_DEFAULT);
}

MachineData *fact_set_add_machine_data(FactSet *facts)
{
    return fact_set_add(facts, FACT_MACHINE_DATA);
}

const GPtrArray *fact_set_emissions(const FactSet *facts)
{
    return facts->lists[FACT_EMISSION];
}

const GPtrArray *fact_set_local_flags(const FactSet *facts)
{
    return facts->lists[FACT_LOCAL_FLAG];
}

const GPtrArray *fact_set_refusals(const FactSet *facts)
{
    return facts->lists[FACT_REFUSAL];
}

const GPtrArray *fact_set_capabilities(const FactSet *facts)
{
    return facts->lists[FACT_CAPABILITY];
}

const GPtrArray *fact_set_capability_rules(const FactSet *facts)
{
    return facts->lists[FACT_CAPABILITY_RULE];
}

const GPtrArray *fact_set_migration_parameters(const FactSet *facts)
{
    return facts->lists[FACT_MIGRATION_PARAMETER];
}

const GPtrArray *fact_set_migration_cookies(const FactSet *facts)
{
    return facts->lists[FACT_MIGRATION_COOKIE];
}

const GPtrArray *fact_set_migratable_xml(const FactSet *facts)
{
    return facts->lists[FACT_MIGRATABLE_XML];
}

const GPtrArray *fact_set_abi_checks(const FactSet *facts)
{
    return facts->lists[FACT_ABI_CHECK];
}

const GPtrArray *fact_set_xml_enums(const FactSet *facts)
{
    return facts->lists[FACT_XML_ENUM];
}

const GPtrArray *fact_set_xml_defaults(const FactSet *facts)
{
    return facts->lists[FACT_XML_DEFAULT];
}

const GPtrArray *fact_set_machine_data(const FactSet *facts)
{
    return facts->lists[FACT_MACHINE_DATA];
}

GuestMember *fact_set_add_guest_member(FactSet *facts)
{
    return fact_set_add(facts, FACT_GUEST_MEMBER);
}

XmlItem *fact_set_add_xml_item(FactSet *facts)
{
    return fact_set_add(facts, FACT_XML_ITEM);
}

CpuMapEntry *fact_set_add_cpu_map_entry(FactSet *facts)
{
    return fact_set_add(facts, FACT_CPU_MAP_ENTRY);
}

FlagCheck *fact_set_add_flag_check(FactSet *facts)
{
    return fact_set_add(facts, FACT_FLAG_CHECK);
}

ReportedFeature *fact_set_add_reported_feature(FactSet *facts)
{
    return fact_set_add(facts, FACT_REPORTED_FEATURE);
}

CodeDoubt *fact_set_add_code_doubt(FactSet *facts)
{
    return fact_set_add(facts, FACT_CODE_DOUBT);
}

const GPtrArray *fact_set_guest_members(const FactSet *facts)
{
    return facts->lists[FACT_GUEST_MEMBER];
}

const GPtrArray *fact_set_xml_items(const FactSet *facts)
{
    return facts->lists[FACT_XML_ITEM];
}

const GPtrArray *fact_set_cpu_map(const FactSet *facts)
{
    return facts->lists[FACT_CPU_MAP_ENTRY];
}

const GPtrArray *fact_set_flag_checks(const FactSet *facts)
{
    return facts->lists[FACT_FLAG_CHECK];
}

const GPtrArray *fact_set_reported_features(const FactSet *facts)
{
    return facts->lists[FACT_REPORTED_FEATURE];
}

const GPtrArray *fact_set_code_doubts(const FactSet *facts)
{
    return facts->lists[FACT_CODE_DOUBT];
}

ErrorText *fact_set_add_error_text(FactSet *facts)
{
    return fact_set_add(facts, FACT_ERROR_TEXT);
}

const GPtrArray *fact_set_error_texts(const FactSet *facts)
{
    return facts->lists[FACT_ERROR_TEXT];
}
