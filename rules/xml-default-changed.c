/*
 * xml-default-changed: libvirt fills in something else for the same XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/rule.h"

static const char help[] =
    "What libvirt adds to a guest's description itself (after parsing, when it\n"
    "assigns addresses, when it starts the guest) is sent to the destination like\n"
    "what the user wrote. An older libvirt may not know the element, the\n"
    "attribute or the value, and refuses the guest or drops it: backward. What\n"
    "one side fills in and the other does not is a difference for the same XML:\n"
    "in both directions, where the description that is sent does not have it.\n"
    "\n"
    "Repair: fill in only when a guest is newly defined\n"
    "(VIR_DOMAIN_DEF_PARSE_ABI_UPDATE), and leave it out of migratable XML\n"
    "(VIR_DOMAIN_DEF_FORMAT_MIGRATABLE) where older libvirts imply it.\n"
    "\n"
    "Drawback: what is left out must be implied for ever.\n";

static const char *message_of(const RuleContext *context, const Change *change)
{
    if (!change->after.exists) {
        return findings_format(context->findings,
                               "libvirt no longer fills in %s", change->note);
    }
    if (change->before.exists) {
        return findings_format(context->findings,
                               "libvirt now fills in %s whenever XML is parsed",
                               change->note);
    }
    return findings_format(context->findings,
                           "libvirt now fills in %s, and sends it with the XML",
                           change->note);
}

static void check(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_XML;
    finding->directions =
        change->before.exists ? DIRECTION_BOTH : DIRECTION_BACKWARD;
    finding->severity = SEVERITY_RISK;
    finding->message = message_of(context, change);
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, NULL);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location, NULL);
}

const Rule rule_xml_default_changed = {
    .id = "xml-default-changed",
    .summary = "libvirt fills in something else for the same XML",
    .help = help,
    .example = "libvirt e88367095f (default <audio>), fixed by a strip rule",
    .consumes = 1 << CHANGE_XML_DEFAULT,
    .check = check,
};
