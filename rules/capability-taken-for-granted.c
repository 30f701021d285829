/*
 * capability-taken-for-granted: libvirt reports a feature without asking QEMU
 * for it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include <string.h>

static const char help[] =
    "A capability was retired because every supported version of QEMU has the\n"
    "feature. Versions are not all: a feature that can be left out when QEMU is\n"
    "built is then believed to be there, management software chooses it, and the\n"
    "guest does not start at the destination.\n"
    "\n"
    "Repair: detect it (a schema query, a type that exists), or keep the\n"
    "capability.\n";

static const char *words_of(const RuleContext *context, const char *name)
{
    g_autofree char *words = g_ascii_strdown(name, -1);

    return findings_text(context->findings, g_strdelimit(words, "_", '-'));
}

static void check(const RuleContext *context, const Change *change)
{
    static const char prefix[] = "VIR_DOMAIN_";
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CAPABILITY;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s is reported for every QEMU now, without asking for %s",
        words_of(context, change->name + strlen(prefix)), change->note);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         "with the capability");
}

const Rule rule_capability_taken_for_granted = {
    .id = "capability-taken-for-granted",
    .summary = "libvirt reports a feature without asking QEMU for it",
    .help = help,
    .example = "libvirt f20f266e66 (egl-headless)",
    .consumes = 1 << CHANGE_REPORTED,
    .check = check,
};
