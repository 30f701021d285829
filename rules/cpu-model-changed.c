/*
 * cpu-model-changed: a CPU model was changed in place.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/cause.h"

static const char help[] =
    "A guest that was started with a named CPU model must find the same\n"
    "features after migration; a model whose features change without a new\n"
    "version of it shows the guest another CPU, or is refused where the\n"
    "host cannot give it. In both directions.\n"
    "\n"
    "Repair: add a new version of the model (X86CPUVersionDefinition) with\n"
    "the difference and leave the released version alone, or keep the old\n"
    "value for old machine types with a compat entry.\n";

static void check(const RuleContext *context, const Change *change)
{
    const Cause cause = cause_of(context, change);
    Finding *finding;

    if (cause.kind != CAUSE_CPU_MODEL || change->machine_types->len == 0) {
        return;
    }
    finding = add_value_finding(context, change);
    finding->message =
        findings_format(context->findings, "CPU property %s.%s changed",
                        change->driver, change->name);
}

const Rule rule_cpu_model_changed = {
    .id = "cpu-model-changed",
    .summary = "a CPU model was changed in place",
    .help = help,
    .consumes = 1 << CHANGE_PROPERTY_VALUE,
    .check = check,
};
