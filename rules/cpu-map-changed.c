/*
 * cpu-map-changed: libvirt's own CPU models differ.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "What a CPU model consists of is what both sides of a migration take it for:\n"
    "a feature that one side's model has and the other's has not is turned off,\n"
    "demanded or forgotten on the other side. A model or feature that the older\n"
    "libvirt does not know is in the XML of guests with a host-model CPU on hosts\n"
    "that have it, and is refused there: backward.\n"
    "\n"
    "Repair: leave released models alone; mark what QEMU dropped as\n"
    "removed='yes'; add a feature to the map only with a policy for guests that\n"
    "were started before. New models and features cannot be avoided: the message\n"
    "names them for those who must migrate back.\n";

static const char *text_of(const ChangeSide *side)
{
    return side->value.kind == VALUE_STRING ? side->value.string : "";
}

static void describe_model(const RuleContext *context, const Change *change,
                           Finding *finding)
{
    const char *gone = text_of(&change->before);
    const char *added = text_of(&change->after);

    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_GUEST_VISIBLE;
    finding->message = findings_format(
        context->findings, "CPU model %s of %s has changed:%s%s%s%s",
        change->name, change->driver, *added ? " with " : "", added,
        *gone ? " without " : "", gone);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CPU_MODEL;
    if (change->before.exists) {
        describe_model(context, change, finding);
    } else {
        finding->directions = DIRECTION_BACKWARD;
        finding->severity = SEVERITY_RISK;
        finding->message = findings_format(
            context->findings,
            "new CPU %ss of %s, which host-model guests may have and the older "
            "libvirt does not know: %s",
            change->name, change->driver, change->note);
    }
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_cpu_map_changed = {
    .id = "cpu-map-changed",
    .summary = "a CPU model of libvirt consists of something else, or is new",
    .help = help,
    .example = "libvirt fba6bc47cb (invtsc)",
    .consumes = 1 << CHANGE_CPU_MAP,
    .check = check,
};
