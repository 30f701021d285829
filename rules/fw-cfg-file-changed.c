/*
 * fw-cfg-file-changed: the firmware finds a file of fw_cfg that was not there,
 * or misses one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "The guest sees the list of fw_cfg's files, their numbers and contents. A\n"
    "file that released machine types get, or lose, is another firmware\n"
    "interface under the same name: after a migration the guest finds other\n"
    "files than those that it looked up (files have numbers by their order), and\n"
    "a guest that was started depending on one misses it. Once released a file\n"
    "cannot be taken back.\n"
    "\n"
    "Repair: a member of the machine's class, or a property, that turns the file\n"
    "off for released machine types. A condition that is the same for all\n"
    "machine types (a limit of their class, what the user configured) keeps\n"
    "nobody apart.\n";

static const char *condition_note(const RuleContext *context,
                                  const ChangeSide *side)
{
    return side->value.kind == VALUE_STRING
               ? findings_format(context->findings, "if %s", side->value.string)
               : "always";
}

static const char *message_of(const RuleContext *context, const Change *change)
{
    const ChangeSide *side =
        change->after.exists ? &change->after : &change->before;

    if (change->before.exists && change->after.exists) {
        return findings_format(
            context->findings,
            "fw_cfg file %s no longer depends on a class: %s became %s",
            change->name, condition_note(context, &change->before),
            condition_note(context, &change->after));
    }
    return findings_format(
        context->findings, "fw_cfg file %s is %s%s%s", change->name,
        change->after.exists ? "new" : "gone",
        side->value.kind == VALUE_STRING ? ", " : "",
        side->value.kind == VALUE_STRING ? condition_note(context, side) : "");
}

static void check(const RuleContext *context, const Change *change)
{
    const ChangeSide *side =
        change->after.exists ? &change->after : &change->before;
    Finding *finding;

    if (change->machine_types->len == 0 ||
        !g_str_equal(change->driver, "fw_cfg")) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CONSTANT;
    finding->directions = DIRECTION_BOTH;
    finding->severity = change->note || side->value.kind == VALUE_STRING
                            ? SEVERITY_RISK
                            : SEVERITY_GUEST_VISIBLE;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
    finding->remedy = "put the file under a member of the machine's class that "
                      "is off for released machine types";
}

const Rule rule_fw_cfg_file_changed = {
    .id = "fw-cfg-file-changed",
    .summary = "a file of fw_cfg is new or gone for released machine types",
    .help = help,
    .example = "080ac219cc7d, eabff1582032",
    .consumes = 1 << CHANGE_SETUP,
    .check = check,
};
