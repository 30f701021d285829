/*
 * migration-default-changed: a migration parameter or capability has
 * another default.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "Source and destination must agree on what the stream looks like; a\n"
    "capability or parameter that is on by default on one side only may\n"
    "make the destination refuse the stream or misread it, unless\n"
    "management sets it on both sides.\n"
    "\n"
    "Repair: keep the old default for old machine types with an entry for\n"
    "driver \"migration\" in the compat list of the last released version.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_MIGRATION || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "default of migration property %s changed",
        change->name);
}

const Rule rule_migration_default_changed = {
    .id = "migration-default-changed",
    .summary = "a migration parameter or capability has another default",
    .help = help,
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
