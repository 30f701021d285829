/*
 * driver-removed: guests with that device cannot start any more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"
#include "rules/tree.h"

static const char help[] =
    "The newer QEMU does not know the device, object or CPU model: it refuses\n"
    "to start as the destination of a guest that has it. Forward only.\n"
    "\n"
    "Repair: keep the type, or register the old name as a child of the one that\n"
    "replaces it; a renamed type keeps the old section name in its vmstate.\n";

/* What only QEMU's own code creates is gone together with that code, and shows
 * in what the guest sees or in the stream. */
static bool can_be_asked_for(const RuleContext *context, const Change *change)
{
    const PromisedType *type = newest_type(context->comparison, change);
    const Driver *driver =
        type ? qemu_model_driver(type->old_model, change->driver) : NULL;

    return driver && tree_may_be_asked_for(type->old_model, driver);
}

/* A type that no released machine type can have is nobody's promise. */
static void check(const RuleContext *context, const Change *change)
{
    Finding *finding;

    if (change->machine_types->len == 0 || !can_be_asked_for(context, change)) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_DRIVER;
    finding->directions = DIRECTION_FORWARD;
    finding->severity = SEVERITY_BREAK;
    finding->message =
        findings_format(context->findings, "driver %s is gone", change->driver);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "registered here");
}

const Rule rule_driver_removed = {
    .id = "driver-removed",
    .summary = "a device, object or CPU model is gone",
    .help = help,
    .consumes = 1 << CHANGE_DRIVER_REMOVED,
    .check = check,
};
