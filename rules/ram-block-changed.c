/*
 * ram-block-changed: a RAM block has another name or size.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "RAM blocks are matched by name and size when the stream is loaded. A block\n"
    "with another name is unknown to the other side, one of another size is\n"
    "refused (Length mismatch), in both directions.\n"
    "\n"
    "Repair: keep name and size for old machine types.\n"
    "\n"
    "Blocks that are new or gone are information: most belong to devices that\n"
    "are new or gone themselves.\n";

static const char *message_of(const RuleContext *context, const Change *change)
{
    g_autofree char *before = value_to_text(&change->before.value);
    g_autofree char *after = value_to_text(&change->after.value);

    if (!change->before.exists || !change->after.exists) {
        return findings_format(context->findings, "RAM block %s is %s",
                               change->name,
                               change->after.exists ? "new" : "gone");
    }
    return findings_format(context->findings, "RAM block %s: %s became %s",
                           change->name, before, after);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);
    bool is_changed = change->before.exists && change->after.exists;

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_RAM_BLOCK;
    finding->directions = is_changed             ? DIRECTION_BOTH
                          : change->after.exists ? DIRECTION_BACKWARD
                                                 : DIRECTION_FORWARD;
    finding->severity = is_changed && change->machine_types->len > 0
                            ? SEVERITY_BREAK
                            : SEVERITY_INFO;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_ram_block_changed = {
    .id = "ram-block-changed",
    .summary = "a RAM block was renamed or resized",
    .help = help,
    .consumes = 1 << CHANGE_RAM_BLOCK,
    .check = check,
};
