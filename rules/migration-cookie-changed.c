/*
 * migration-cookie-changed: features of the migration cookie differ.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The source says in its cookie which features the destination must know. An\n"
    "older libvirt refuses a mandatory feature that it does not know: backward.\n"
    "An optional one is ignored: then the other side does without what it\n"
    "carries.\n"
    "\n"
    "Repair: make a feature mandatory only for guests that cannot do without it.\n";

static bool is_mandatory(const ChangeSide *side)
{
    return side->value.kind == VALUE_STRING &&
           g_str_equal(side->value.string, "mandatory");
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    bool refuses = is_mandatory(&change->after);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MIGRATION;
    finding->directions =
        change->after.exists ? DIRECTION_BACKWARD : DIRECTION_FORWARD;
    finding->severity = refuses                         ? SEVERITY_RISK
                        : is_mandatory(&change->before) ? SEVERITY_RISK
                                                        : SEVERITY_INFO;
    finding->message = findings_format(
        context->findings, "migration cookie feature %s is %s%s%s",
        change->name,
        !change->after.exists    ? "gone"
        : !change->before.exists ? (refuses ? "new and mandatory" : "new")
        : refuses                ? "mandatory now"
                                 : "no longer mandatory",
        change->note ? ", if " : "", change->note ? change->note : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_migration_cookie_changed = {
    .id = "migration-cookie-changed",
    .summary = "the migration cookie has other features",
    .help = help,
    .consumes = 1 << CHANGE_COOKIE,
    .check = check,
};
