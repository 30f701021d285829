/*
 * property-removed: a command line that sets the property is refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include "diff/meaning.h"

static const char help[] =
    "The newer QEMU's device has no such property any more.\n"
    "\n"
    "If a compat entry of a released machine type sets it in the older tree,\n"
    "that machine type has lost what kept it as it was: the guest may see\n"
    "another device, in both directions.\n"
    "\n"
    "Else it matters to who sets it: a command line with it is refused, so a\n"
    "guest that was started with it cannot come in. Forward only. Names with the\n"
    "prefix \"x-\" and properties that only compat lists ever set are no promise\n"
    "to users; they are information.\n"
    "\n"
    "Repair: keep the property, deprecated and without effect, for as long as\n"
    "management applications may set it.\n";

static bool is_named(const MachineType *machine, const Change *change)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        if (g_strcmp0(
                g_array_index(machine->compat, CompatProperty, i).property,
                change->name) == 0) {
            return true;
        }
    }
    return false;
}

/* Made for compat lists, and not for users. */
static bool is_compat_knob(const RuleContext *context, const Change *change)
{
    const GPtrArray *machines =
        fact_set_machine_types(context->comparison->before.facts);

    for (guint i = 0; i < machines->len; i++) {
        if (is_named(g_ptr_array_index(machines, i), change)) {
            return true;
        }
    }
    return false;
}

/* Did an entry give these machine types another value than the default? */
static bool is_in_force(const Change *change)
{
    const GArray *reasons = change->before.effective->reasons;
    const Reason *first = &g_array_index(reasons, Reason, 0);
    const Reason *last = &g_array_index(reasons, Reason, reasons->len - 1);

    return reasons->len > 1 && last->kind == REASON_COMPAT &&
           meaning_compare(&first->value, &last->value) == MEANING_OTHER;
}

static void judge(const RuleContext *context, const Change *change,
                  Finding *finding)
{
    if (is_in_force(change)) {
        finding->severity = g_str_equal(change->driver, "migration")
                                ? SEVERITY_RISK
                                : SEVERITY_GUEST_VISIBLE;
        finding->directions = DIRECTION_BOTH;
        finding->message = findings_format(
            context->findings,
            "property %s.%s is gone, which a compat entry set for these",
            change->driver, change->name);
        return;
    }
    finding->directions = DIRECTION_FORWARD;
    finding->severity =
        g_str_has_prefix(change->name, "x-") || is_compat_knob(context, change)
            ? SEVERITY_INFO
            : SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "property %s.%s is gone: guests started with it set are refused",
        change->driver, change->name);
}

/* A property that is there under a condition only may have kept it. */
static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (!change->before.effective || change->before.effective->property->when) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_PROPERTY;
    judge(context, change, finding);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "defined here");
}

const Rule rule_property_removed = {
    .id = "property-removed",
    .summary = "a property of a device that is still there is gone",
    .help = help,
    .consumes = 1 << CHANGE_PROPERTY_REMOVED,
    .check = check,
};
