/*
 * machine-field-changed: the class of a released machine type has another
 * value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include "diff/meaning.h"

static const char help[] =
    "What a machine type's class says (memory layout, RAM block names, which\n"
    "legacy behaviour holds) decides what the guest sees. A field that changes\n"
    "for a released machine type changes guests of it, in both directions.\n"
    "\n"
    "Repair: set the field in the options function of the last released\n"
    "version, so that the new value holds from the coming version on.\n"
    "\n"
    "Fields that only speak to the user (description, display) are silent; a\n"
    "default that management always overrides is a risk only.\n";

typedef enum FieldMeaning {
    FIELD_SILENT,  /* nothing that a guest could see */
    FIELD_DEFAULT, /* holds only if the command line says nothing */
    FIELD_LIMIT,   /* how many: more is harmless */
    FIELD_RAM,     /* the name of a RAM block: part of the stream */
    FIELD_REFUSES, /* whether a command line is accepted: false refuses */
    FIELD_VISIBLE,
} FieldMeaning;

/* Members of MachineClass (include/hw/boards.h). What is not here is taken to
 * be visible. */
static const struct {
    const char *name;
    FieldMeaning meaning;
} known_fields[] = {
    {"alias", FIELD_SILENT},
    {"block_default_type", FIELD_DEFAULT},
    {"default_cpu_type", FIELD_DEFAULT},
    {"default_cpus", FIELD_DEFAULT},
    {"default_display", FIELD_SILENT},
    {"default_kernel_irqchip_split", FIELD_DEFAULT},
    {"default_nic", FIELD_DEFAULT},
    {"default_ram_id", FIELD_RAM},
    {"default_ram_size", FIELD_DEFAULT},
    {"deprecation_reason", FIELD_SILENT},
    {"desc", FIELD_SILENT},
    {"family", FIELD_SILENT},
    {"is_default", FIELD_SILENT},
    {"max_cpus", FIELD_LIMIT},
    {"name", FIELD_SILENT},
    {"no_cdrom", FIELD_DEFAULT},
    {"no_floppy", FIELD_DEFAULT},
    {"no_parallel", FIELD_DEFAULT},
    {"no_sdcard", FIELD_DEFAULT},
    {"auto_create_sdcard", FIELD_DEFAULT},
    {"no_serial", FIELD_DEFAULT},
    {"numa_mem_supported", FIELD_REFUSES},
    {"smp_props.books_supported", FIELD_REFUSES},
    {"smp_props.clusters_supported", FIELD_REFUSES},
    {"smp_props.dies_supported", FIELD_REFUSES},
    {"smp_props.drawers_supported", FIELD_REFUSES},
    {"smp_props.has_caches", FIELD_SILENT},
    {"smp_props.has_clusters", FIELD_SILENT},
    {"smp_props.modules_supported", FIELD_REFUSES},
    {"units_per_default_bus", FIELD_DEFAULT},
    {"use_sclp", FIELD_DEFAULT},
    {"use_virtcon", FIELD_DEFAULT},
};

static FieldMeaning meaning_of(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(known_fields); i++) {
        if (g_str_equal(known_fields[i].name, name)) {
            return known_fields[i].meaning;
        }
    }
    return FIELD_VISIBLE;
}

static bool is_less(const Value *before, const Value *after)
{
    return before->kind == VALUE_NUMBER && after->kind == VALUE_NUMBER &&
           after->number < before->number;
}

/* Whether something accepted before is refused now. */
static bool is_withdrawn(const Value *before, const Value *after)
{
    return before->kind == VALUE_BOOLEAN && after->kind == VALUE_BOOLEAN
               ? before->boolean && !after->boolean
               : is_less(before, after);
}

/* Severity and directions; false if it does not matter. */
static bool judge(Finding *finding, const Change *change)
{
    const Value *before = &change->before.value;
    const Value *after = &change->after.value;
    bool is_worse = is_withdrawn(before, after);

    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_GUEST_VISIBLE;
    switch (meaning_of(change->name)) {
    case FIELD_SILENT:
        return false;
    case FIELD_DEFAULT:
        finding->severity = SEVERITY_RISK;
        break;
    case FIELD_LIMIT:
    case FIELD_REFUSES:
        finding->directions = is_worse ? DIRECTION_FORWARD : DIRECTION_BACKWARD;
        finding->severity = is_worse ? SEVERITY_RISK : SEVERITY_INFO;
        break;
    case FIELD_RAM:
        finding->severity = SEVERITY_BREAK;
        break;
    case FIELD_VISIBLE:
        break;
    }
    return true;
}

static const char *side_note(const RuleContext *context, const ChangeSide *side)
{
    g_autofree char *text = value_to_text(&side->value);

    return findings_format(context->findings, "%s", text);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding judged = {NULL};
    Finding *finding;

    if (meaning_compare(&change->before.value, &change->after.value) !=
            MEANING_OTHER ||
        !judge(&judged, change)) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MACHINE_FIELD;
    finding->directions = judged.directions;
    finding->severity = judged.severity;
    finding->message = findings_format(
        context->findings, "machine class field %s: %s became %s", change->name,
        side_note(context, &change->before),
        side_note(context, &change->after));
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         side_note(context, &change->after));
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         side_note(context, &change->before));
    finding->remedy = "set the old value in the options function of the last "
                      "released version";
}

const Rule rule_machine_field_changed = {
    .id = "machine-field-changed",
    .summary = "a machine class field changed for released machine types",
    .help = help,
    .example = "51113013f383, fixed by 1490d0bcdfcb",
    .consumes = 1 << CHANGE_MACHINE_FIELD,
    .check = check,
};
