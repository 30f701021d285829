/*
 * stream-part-added: the migration stream has parts of a new kind.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "Around the state of devices the stream has a frame: bytes that say what\n"
    "comes next. A QEMU that does not know such a byte stops with an error (or\n"
    "leaves what follows the end unread, which can upset whoever reads the\n"
    "stream after it). A new kind of part that is sent to everybody breaks the\n"
    "way back; one that is no longer sent may be missed by an older QEMU that\n"
    "insists on it.\n"
    "\n"
    "Repair: send the part only if a property of the machine or of the migration\n"
    "object says so, and turn that off in the compat list of the last release.\n";

static void check(const RuleContext *context, const Change *change)
{
    const ChangeSide *side =
        change->after.exists ? &change->after : &change->before;
    bool is_new = !change->before.exists;
    Finding *finding;

    if (change->machine_types->len == 0 ||
        !g_str_equal(change->driver, "migration") ||
        change->before.exists == change->after.exists) {
        return;
    }
    finding = findings_add(context->findings, context->rule->id);
    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_MIGRATION;
    finding->directions = DIRECTION_BACKWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings, "the migration stream %s parts of kind %s%s%s",
        is_new ? "has new" : "no longer has", change->name,
        side->value.kind == VALUE_STRING ? ", if " : ", always",
        side->value.kind == VALUE_STRING ? side->value.string : "");
    finding_add_evidence(finding, is_new ? EVIDENCE_NEW : EVIDENCE_OLD,
                         &side->location, NULL);
}

const Rule rule_stream_part_added = {
    .id = "stream-part-added",
    .summary = "the migration stream has parts of a new kind",
    .help = help,
    .example = "8118f0950fc7, 54ed388b2979",
    .consumes = 1 << CHANGE_SETUP,
    .check = check,
};
