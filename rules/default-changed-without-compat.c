/*
 * default-changed-without-compat: default changed and no compat entry
 * keeps the old one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "A guest started by the old QEMU has a device with the old default; the\n"
    "same machine type in the new QEMU gives it the new one. The guest sees\n"
    "its hardware change while it runs, and state that depends on the\n"
    "property may be refused, in both directions.\n"
    "\n"
    "Repair: add an entry with the old value to the compat list of the last\n"
    "released version, so that the new default holds from the coming\n"
    "machine version on. Drawback once the change has been released:\n"
    "machine types of the release that had it must choose between both\n"
    "neighbours.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if ((cause.kind != CAUSE_NO_ENTRY && cause.kind != CAUSE_CODE) ||
        change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->message = findings_format(
        context->findings,
        cause.kind == CAUSE_CODE
            ? "the device's code sets %s.%s to something else and no compat "
              "entry keeps it"
            : "default of %s.%s changed and no compat entry keeps it",
        change->driver, change->name);
}

const Rule rule_default_changed_without_compat = {
    .id = "default-changed-without-compat",
    .summary = "default changed and no compat entry keeps the old one",
    .help = help,
    .example = "9ea02e8f1306, fixed by bad9c5a5166f",
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
