/*
 * The tables of the members of libvirt's facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/schema.h"

static const Member guard_members[] = {
    MEMBER(LibvirtGuard, kind, TEXT),
    MEMBER(LibvirtGuard, name, GIVEN),
    MEMBER(LibvirtGuard, text, GIVEN),
    MEMBER(LibvirtGuard, negated, BOOLEAN),
    MEMBER(LibvirtGuard, relation, GIVEN),
    MEMBER(LibvirtGuard, values, CHOSEN),
};

static const Record guard_record = {RECORD(LibvirtGuard, guard_members)};

static const Member value_members[] = {
    MEMBER(EmissionValue, kind, TEXT),
    MEMBER(EmissionValue, values, NAMES),
    MEMBER(EmissionValue, text, TEXT),
};

static const Record value_record = {RECORD(EmissionValue, value_members)};

static const Member detection_members[] = {
    MEMBER(CapabilityDetection, kind, TEXT),
    MEMBER(CapabilityDetection, driver, GIVEN),
    MEMBER(CapabilityDetection, property, GIVEN),
    MEMBER(CapabilityDetection, option, GIVEN),
    MEMBER(CapabilityDetection, query, GIVEN),
    MEMBER(CapabilityDetection, value, GIVEN),
    MEMBER(CapabilityDetection, location, LOCATION),
};

static const Record detection_record = {
    RECORD(CapabilityDetection, detection_members)};

static const Member emission_members[] = {
    MEMBER(Emission, option, TEXT),
    MEMBER(Emission, drivers, KNOWN),
    MEMBER(Emission, property, TEXT),
    LIST("value", Emission, value, OBJECT, value_record),
    MEMBER(Emission, optional, BOOLEAN),
    LIST("guards", Emission, guards, SORTED, guard_record),
    MEMBER(Emission, channel, TEXT),
    MEMBER(Emission, function, TEXT),
    MEMBER(Emission, location, LOCATION),
};

static const Member flag_members[] = {
    MEMBER(LocalFlag, function, TEXT),
    MEMBER(LocalFlag, name, TEXT),
    MEMBER(LocalFlag, value, TEXT),
    LIST("guards", LocalFlag, guards, RECORDS, guard_record),
    MEMBER(LocalFlag, location, LOCATION),
};

static const Member refusal_members[] = {
    MEMBER(Refusal, message, TEXT),
    LIST("guards", Refusal, guards, SORTED, guard_record),
    MEMBER(Refusal, function, TEXT),
    MEMBER(Refusal, location, LOCATION),
};

static const Member capability_members[] = {
    MEMBER(Capability, name, TEXT),
    MEMBER(Capability, flag, TEXT),
    MEMBER(Capability, number, NUMBER),
    MEMBER(Capability, retired, BOOLEAN),
    LIST("detected_by", Capability, detected_by, SORTED, detection_record),
    MEMBER(Capability, location, LOCATION),
};

static const Member rule_members[] = {
    MEMBER(CapabilityRule, order, NUMBER),
    MEMBER(CapabilityRule, action, TEXT),
    MEMBER(CapabilityRule, capability, TEXT),
    LIST("guards", CapabilityRule, guards, RECORDS, guard_record),
    MEMBER(CapabilityRule, function, TEXT),
    MEMBER(CapabilityRule, location, LOCATION),
};

static const Member parameter_members[] = {
    MEMBER(MigrationParameter, name, TEXT),
    MEMBER(MigrationParameter, kind, TEXT),
    MEMBER(MigrationParameter, symbol, TEXT),
    MEMBER(MigrationParameter, type, TEXT),
    MEMBER(MigrationParameter, party, TEXT),
    MEMBER(MigrationParameter, flag, TEXT),
    MEMBER(MigrationParameter, relation, TEXT),
    MEMBER(MigrationParameter, api_name, TEXT),
    MEMBER(MigrationParameter, location, LOCATION),
};

static const Member cookie_members[] = {
    MEMBER(MigrationCookie, name, TEXT),
    MEMBER(MigrationCookie, symbol, TEXT),
    MEMBER(MigrationCookie, mandatory, BOOLEAN),
    MEMBER(MigrationCookie, when, TEXT),
    MEMBER(MigrationCookie, location, LOCATION),
};

static const Member migratable_members[] = {
    MEMBER(MigratableXml, what, TEXT),
    MEMBER(MigratableXml, action, TEXT),
    MEMBER(MigratableXml, when, TEXT),
    MEMBER(MigratableXml, value, TEXT),
    MEMBER(MigratableXml, function, TEXT),
    MEMBER(MigratableXml, location, LOCATION),
};

static const Member check_members[] = {
    MEMBER(AbiCheck, what, TEXT),     MEMBER(AbiCheck, relation, TEXT),
    MEMBER(AbiCheck, when, TEXT),     MEMBER(AbiCheck, message, TEXT),
    MEMBER(AbiCheck, function, TEXT), MEMBER(AbiCheck, location, LOCATION),
};

static const Member xml_enum_members[] = {
    MEMBER(XmlEnum, name, TEXT),
    MEMBER(XmlEnum, values, TEXTS),
    MEMBER(XmlEnum, location, LOCATION),
};

static const Member xml_default_members[] = {
    MEMBER(XmlDefault, what, TEXT),
    MEMBER(XmlDefault, value, TEXT),
    MEMBER(XmlDefault, phase, TEXT),
    LIST("guards", XmlDefault, guards, RECORDS, guard_record),
    MEMBER(XmlDefault, function, TEXT),
    MEMBER(XmlDefault, location, LOCATION),
};

static const Member machine_data_members[] = {
    MEMBER(MachineData, member, TEXT),
    MEMBER(MachineData, key, TEXT),
    MEMBER(MachineData, absent, GIVEN),
    MEMBER(MachineData, location, LOCATION),
};

static const Member guest_member_members[] = {
    MEMBER(GuestMember, name, TEXT),
    MEMBER(GuestMember, type, TEXT),
    MEMBER(GuestMember, roles, NAMES),
    MEMBER(GuestMember, location, LOCATION),
};

static const Member xml_item_members[] = {
    MEMBER(XmlItem, name, TEXT),     MEMBER(XmlItem, action, TEXT),
    MEMBER(XmlItem, member, TEXT),   MEMBER(XmlItem, flags, NAMES),
    MEMBER(XmlItem, function, TEXT), MEMBER(XmlItem, location, LOCATION),
};

static const Member cpu_map_members[] = {
    MEMBER(CpuMapEntry, kind, TEXT),
    MEMBER(CpuMapEntry, name, TEXT),
    MEMBER(CpuMapEntry, architecture, TEXT),
    MEMBER(CpuMapEntry, features, NAMES),
    MEMBER(CpuMapEntry, special, NAMES),
    MEMBER(CpuMapEntry, location, LOCATION),
};

static const Member flag_check_members[] = {
    MEMBER(FlagCheck, function, TEXT),
    MEMBER(FlagCheck, checks, BOOLEAN),
    MEMBER(FlagCheck, flags, NAMES),
    MEMBER(FlagCheck, location, LOCATION),
};

static const Member reported_members[] = {
    MEMBER(ReportedFeature, name, TEXT),
    LIST("guards", ReportedFeature, guards, SORTED, guard_record),
    MEMBER(ReportedFeature, function, TEXT),
    MEMBER(ReportedFeature, location, LOCATION),
};

static const Member doubt_members[] = {
    MEMBER(CodeDoubt, kind, TEXT),         MEMBER(CodeDoubt, subject, TEXT),
    MEMBER(CodeDoubt, text, TEXT),         MEMBER(CodeDoubt, function, TEXT),
    MEMBER(CodeDoubt, location, LOCATION),
};

static const Member error_text_members[] = {
    MEMBER(ErrorText, text, TEXT),
    MEMBER(ErrorText, location, LOCATION),
};

#define LIBVIRT(list, type, table)                                             \
    {                                                                          \
        list, "libvirt", RECORD(type, table)                                   \
    }

static const Record records[N_FACT_KINDS] = {
    [FACT_EMISSION] = LIBVIRT("emissions", Emission, emission_members),
    [FACT_LOCAL_FLAG] = LIBVIRT("local_flags", LocalFlag, flag_members),
    [FACT_REFUSAL] = LIBVIRT("refusals", Refusal, refusal_members),
    [FACT_CAPABILITY] = LIBVIRT("capabilities", Capability, capability_members),
    [FACT_CAPABILITY_RULE] =
        LIBVIRT("capability_rules", CapabilityRule, rule_members),
    [FACT_MIGRATION_PARAMETER] =
        LIBVIRT("migration_parameters", MigrationParameter, parameter_members),
    [FACT_MIGRATION_COOKIE] =
        LIBVIRT("migration_cookies", MigrationCookie, cookie_members),
    [FACT_MIGRATABLE_XML] =
        LIBVIRT("migratable_xml", MigratableXml, migratable_members),
    [FACT_ABI_CHECK] = LIBVIRT("abi_checks", AbiCheck, check_members),
    [FACT_XML_ENUM] = LIBVIRT("xml_enums", XmlEnum, xml_enum_members),
    [FACT_XML_DEFAULT] =
        LIBVIRT("xml_defaults", XmlDefault, xml_default_members),
    [FACT_MACHINE_DATA] =
        LIBVIRT("machine_data", MachineData, machine_data_members),
    [FACT_GUEST_MEMBER] =
        LIBVIRT("guest_members", GuestMember, guest_member_members),
    [FACT_XML_ITEM] = LIBVIRT("xml_items", XmlItem, xml_item_members),
    [FACT_CPU_MAP_ENTRY] = LIBVIRT("cpu_map", CpuMapEntry, cpu_map_members),
    [FACT_FLAG_CHECK] = LIBVIRT("flag_checks", FlagCheck, flag_check_members),
    [FACT_REPORTED_FEATURE] =
        LIBVIRT("reported_features", ReportedFeature, reported_members),
    [FACT_CODE_DOUBT] = LIBVIRT("code_doubts", CodeDoubt, doubt_members),
    [FACT_ERROR_TEXT] = LIBVIRT("error_texts", ErrorText, error_text_members),
};

const Record *libvirt_fact_record(FactKind kind)
{
    return records[kind].name ? &records[kind] : NULL;
}
