/*
 * doubtful-code: code around migration that can hardly be meant.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "Six mistakes that have broken migration and that the text alone shows: a\n"
    "mask with a flag of another enumeration, whose bit means something else\n"
    "there; a boolean that is tested and never becomes true, so that what it\n"
    "guards is done again or never; an XPath from the top of the document, which\n"
    "finds nothing in a status file; a comparison that is skipped when only one\n"
    "side has the structure; a loop that resets what has to stay on; a default\n"
    "that a function gives its own copy of a variable, which others take as it\n"
    "was.\n"
    "\n"
    "Repair: see what was meant.\n";

static const char *message_of(const RuleContext *context, const Change *change)
{
    const char *text = change->after.value.kind == VALUE_STRING
                           ? change->after.value.string
                           : "";

    if (g_str_equal(change->note, "foreign-flag")) {
        return findings_format(context->findings,
                               "%s is of another enumeration: its bit means %s",
                               change->name, text);
    }
    if (g_str_equal(change->note, "guard-never-set")) {
        return findings_format(
            context->findings, "%s is tested and never becomes true%s%s",
            change->name, *text ? ", and guards " : "", text);
    }
    if (g_str_equal(change->note, "absolute-xpath")) {
        return findings_format(context->findings,
                               "the path %s finds nothing in a status file",
                               change->name);
    }
    if (g_str_equal(change->note, "resets-all")) {
        return findings_format(context->findings,
                               "a loop resets %s (%s) with all others, which "
                               "is switched on for good when a guest starts",
                               change->name, text);
    }
    if (g_str_equal(change->note, "default-stays")) {
        return findings_format(context->findings,
                               "the default of %s stays in %s gets none",
                               change->name, text);
    }
    return findings_format(context->findings,
                           "%s is compared only if both sides have it",
                           change->name);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MIGRATION;
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
}

const Rule rule_doubtful_code = {
    .id = "doubtful-code",
    .summary = "code that can hardly be meant",
    .help = help,
    .example = "libvirt da69f4b208 (QEMU_MONITOR_MIGRATE_NON_SHARED_INC)",
    .consumes = 1 << CHANGE_DOUBT,
    .check = check,
};
