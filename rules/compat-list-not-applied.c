/*
 * compat-list-not-applied: a machine family does not apply the list that
 * keeps the old value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "An entry keeps the old value, but its list is applied by other machine\n"
    "families only: the class or options function of this family forgets\n"
    "it, or the entry was added to a family's own list. Guests of the\n"
    "family that was left out see the device change, in both directions.\n"
    "\n"
    "Repair: let the family's options function of that version apply the\n"
    "list, or move the entry to the list that all families share\n"
    "(hw_compat_X_Y).\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_NOT_APPLIED || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &cause.entry->location,
                         "the entry that other families have");
    finding->message = findings_format(
        context->findings, "%s.%s is kept by %s, which is not applied here",
        change->driver, change->name,
        cause.entry->list ? cause.entry->list : "an entry");
}

const Rule rule_compat_list_not_applied = {
    .id = "compat-list-not-applied",
    .summary =
        "a machine family does not apply the list that keeps the old value",
    .help = help,
    .example = "da7e13c00b59",
    .expects_list = true,
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
