/*
 * facts.h: what was found in one tree, and what could not be read.
 *
 * A FactSet owns its facts and every string in them; strings are interned, so
 * equal ones share an address within one set. Facts are added in any order
 * and put into their total order by fact_set_sort, which also drops exact
 * repetitions. `Value` with VALUE_UNKNOWN is left out of the JSON: then a gap
 * says why. The JSON form is that of facts/json.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "base/value.h"
#include "facts/libvirt-facts.h"
#include "facts/libvirt-guest-facts.h"
#include "facts/qemu-facts.h"
#include "facts/qemu-refusal-facts.h"

/* The construct of a gap for a table that the compiler dropped because of an
 * error in it: nothing that its file defines can be relied on. */
#define GAP_LOST "initialiser"

typedef struct Gap {
    const char *construct; /* "property-array", "machine-type", ... */
    const char *subject;   /* its name; NULL */
    const char *reason;
    Location location;
} Gap;

/* How an extractor fared: what a census by text expected, what was read. */
typedef struct Census {
    const char *construct;
    guint expected;
    guint read;
    guint healed; /* of those read: by a second parse or at token level */
    guint gaps;
} Census;

typedef struct FactSet FactSet;

FactSet *fact_set_new(void);
void fact_set_free(FactSet *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FactSet, fact_set_free)

/* The tree it speaks of. NULL revision: no git revision. */
void fact_set_set_tree(FactSet *facts, const char *project, const char *version,
                       const char *label, const char *revision);
const char *fact_set_project(const FactSet *facts);
const char *fact_set_version(const FactSet *facts);
const char *fact_set_label(const FactSet *facts);
const char *fact_set_revision(const FactSet *facts);
/* The oldest QEMU that a libvirt takes; NULL if none is known. */
void fact_set_set_minimum_qemu(FactSet *facts, const char *version);
const char *fact_set_minimum_qemu(const FactSet *facts);

/* Interned copy; NULL stays NULL. */
const char *fact_set_text(FactSet *facts, const char *text);
/* Interned copy, sorted, without repetitions. `names` NULL-terminated. */
Names fact_set_names(FactSet *facts, const char *const *names);

/*
 * Each adds an empty fact and returns it for filling in; it stays where it is
 * (the pointer is valid as long as the set). Strings put into it must come
 * from fact_set_text; values of strings likewise.
 */
MachineType *fact_set_add_machine_type(FactSet *facts);
Driver *fact_set_add_driver(FactSet *facts);
VMState *fact_set_add_vmstate(FactSet *facts);
Option *fact_set_add_option(FactSet *facts);
RamBlock *fact_set_add_ram_block(FactSet *facts);
CpuModel *fact_set_add_cpu_model(FactSet *facts);
Deprecation *fact_set_add_deprecation(FactSet *facts);
QapiEntity *fact_set_add_qapi(FactSet *facts);
Placement *fact_set_add_placement(FactSet *facts);
HardwareConstant *fact_set_add_hardware_constant(FactSet *facts);
OptionRefusal *fact_set_add_option_refusal(FactSet *facts);
MachineInfoKey *fact_set_add_machine_info(FactSet *facts);
SetupStep *fact_set_add_setup_step(FactSet *facts);
Emission *fact_set_add_emission(FactSet *facts);
LocalFlag *fact_set_add_local_flag(FactSet *facts);
Refusal *fact_set_add_refusal(FactSet *facts);
Capability *fact_set_add_capability(FactSet *facts);
CapabilityRule *fact_set_add_capability_rule(FactSet *facts);
MigrationParameter *fact_set_add_migration_parameter(FactSet *facts);
MigrationCookie *fact_set_add_migration_cookie(FactSet *facts);
MigratableXml *fact_set_add_migratable_xml(FactSet *facts);
AbiCheck *fact_set_add_abi_check(FactSet *facts);
XmlEnum *fact_set_add_xml_enum(FactSet *facts);
XmlDefault *fact_set_add_xml_default(FactSet *facts);
MachineData *fact_set_add_machine_data(FactSet *facts);
GuestMember *fact_set_add_guest_member(FactSet *facts);
XmlItem *fact_set_add_xml_item(FactSet *facts);
CpuMapEntry *fact_set_add_cpu_map_entry(FactSet *facts);
FlagCheck *fact_set_add_flag_check(FactSet *facts);
ReportedFeature *fact_set_add_reported_feature(FactSet *facts);
CodeDoubt *fact_set_add_code_doubt(FactSet *facts);
ErrorText *fact_set_add_error_text(FactSet *facts);
/* All are interned here; the same gap twice is one. */
void fact_set_add_gap(FactSet *facts, const char *construct,
                      const char *subject, const char *reason,
                      const Location *location);
void fact_set_add_census(FactSet *facts, const Census *census);

/* Elements are pointers: const MachineType *, and so on. Sorted once
 * fact_set_sort has run. */
const GPtrArray *fact_set_machine_types(const FactSet *facts);
const GPtrArray *fact_set_drivers(const FactSet *facts);
const GPtrArray *fact_set_vmstates(const FactSet *facts);
const GPtrArray *fact_set_options(const FactSet *facts);
const GPtrArray *fact_set_ram_blocks(const FactSet *facts);
const GPtrArray *fact_set_cpu_models(const FactSet *facts);
const GPtrArray *fact_set_deprecations(const FactSet *facts);
const GPtrArray *fact_set_qapi(const FactSet *facts);
const GPtrArray *fact_set_placements(const FactSet *facts);
const GPtrArray *fact_set_hardware_constants(const FactSet *facts);
const GPtrArray *fact_set_option_refusals(const FactSet *facts);
const GPtrArray *fact_set_machine_info(const FactSet *facts);
const GPtrArray *fact_set_setup_steps(const FactSet *facts);
const GPtrArray *fact_set_emissions(const FactSet *facts);
const GPtrArray *fact_set_local_flags(const FactSet *facts);
const GPtrArray *fact_set_refusals(const FactSet *facts);
const GPtrArray *fact_set_capabilities(const FactSet *facts);
const GPtrArray *fact_set_capability_rules(const FactSet *facts);
const GPtrArray *fact_set_migration_parameters(const FactSet *facts);
const GPtrArray *fact_set_migration_cookies(const FactSet *facts);
const GPtrArray *fact_set_migratable_xml(const FactSet *facts);
const GPtrArray *fact_set_abi_checks(const FactSet *facts);
const GPtrArray *fact_set_xml_enums(const FactSet *facts);
const GPtrArray *fact_set_xml_defaults(const FactSet *facts);
const GPtrArray *fact_set_machine_data(const FactSet *facts);
const GPtrArray *fact_set_guest_members(const FactSet *facts);
const GPtrArray *fact_set_xml_items(const FactSet *facts);
const GPtrArray *fact_set_cpu_map(const FactSet *facts);
const GPtrArray *fact_set_flag_checks(const FactSet *facts);
const GPtrArray *fact_set_reported_features(const FactSet *facts);
const GPtrArray *fact_set_code_doubts(const FactSet *facts);
const GPtrArray *fact_set_error_texts(const FactSet *facts);
const GPtrArray *fact_set_gaps(const FactSet *facts);
const GPtrArray *fact_set_censuses(const FactSet *facts);

void fact_set_sort(FactSet *facts);
