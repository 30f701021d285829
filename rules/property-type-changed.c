/*
 * property-type-changed: a property no longer takes values that it took.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"
#include "rules/tree.h"

static const char help[] =
    "The property takes another kind of value, or a smaller number: a command\n"
    "line that was good for the older QEMU may be refused by the newer one, so\n"
    "a guest that was started with it cannot come in. A flag that became\n"
    "OnOffAuto takes \"on\", but not the true of -device '{...}', which libvirt\n"
    "writes. Forward, and only for guests that have it set.\n"
    "\n"
    "Repair: let the new type take the old values too, or give the new meaning\n"
    "a property of its own.\n";

/* Of what only QEMU's own code creates nobody sets it but with -global. */
static bool may_be_set(const RuleContext *context, const Change *change)
{
    const PromisedType *type = newest_type(context->comparison, change);
    const Driver *driver =
        type ? qemu_model_driver(type->old_model, change->driver) : NULL;

    return driver && tree_may_be_asked_for(type->old_model, driver);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_PROPERTY;
    finding->directions = DIRECTION_FORWARD;
    finding->severity =
        may_be_set(context, change) ? SEVERITY_RISK : SEVERITY_INFO;
    finding->message = findings_format(
        context->findings,
        "%s.%s was of type %s and is %s: values that it took may be refused",
        change->driver, change->name, change->before.value.string,
        change->after.value.string);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location,
                         change->after.value.string);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         change->before.value.string);
    finding->remedy = "let the new type take the old values too";
}

const Rule rule_property_type_changed = {
    .id = "property-type-changed",
    .summary = "a property no longer takes values that it took",
    .help = help,
    .consumes = 1 << CHANGE_PROPERTY_TYPE,
    .check = check,
};
