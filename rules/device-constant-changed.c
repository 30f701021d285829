/*
 * device-constant-changed: what a device's code fixes, and no property
 * carries, is another value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

#include <string.h>

static const char help[] =
    "A register of PCI configuration space, a capability, the size of a BAR or of\n"
    "a virtio configuration is set by code, without a property that old machine\n"
    "types could keep. The guest sees another device under the same machine\n"
    "type. Where the stream is checked against it (bytes that the guest cannot\n"
    "write), the destination refuses it: \"Bad config data\". In both directions.\n"
    "The change may stand in a header that was synced from Linux.\n"
    "\n"
    "Repair: put the new value under a property of the device and turn that off\n"
    "in the compat list of the last released version.\n";

static bool is_checked(const Change *change)
{
    return change->note &&
           g_str_has_prefix(change->note, "the stream checks it");
}

/* Which bits the guest may write and which ones the stream checks matter only
 * to a guest that uses them. */
static bool is_mask(const Change *change)
{
    return strstr(change->name, "mask") != NULL;
}

static Severity severity_of(const Change *change)
{
    if (change->machine_types->len == 0) {
        return SEVERITY_INFO;
    }
    if (is_mask(change)) {
        return SEVERITY_RISK;
    }
    return is_checked(change) ? SEVERITY_BREAK : SEVERITY_GUEST_VISIBLE;
}

static const char *value_note(const RuleContext *context,
                              const ChangeSide *side)
{
    g_autofree char *text =
        side->exists ? value_to_text(&side->value) : g_strdup("not there");

    return findings_text(context->findings, text);
}

static void check(const RuleContext *context, const Change *change)
{
    const char *before = value_note(context, &change->before);
    const char *after = value_note(context, &change->after);
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CONSTANT;
    finding->directions = DIRECTION_BOTH;
    finding->severity = severity_of(change);
    finding->message = findings_format(
        context->findings, "%s of %s: %s became %s%s%s", change->name,
        change->driver, before, after, change->note ? ", " : "",
        change->note ? change->note : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, after);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         before);
    finding->remedy = "put the new value under a property that the compat list "
                      "of the last release turns off";
}

const Rule rule_device_constant_changed = {
    .id = "device-constant-changed",
    .summary =
        "a device constant that the guest sees changed without a property",
    .help = help,
    .example = "010746ae1db7",
    .consumes = 1 << CHANGE_CONSTANT,
    .check = check,
};
