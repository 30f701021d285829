/*
 * Judges differences between two wire formats, and prints them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/vmstate-finding.h"

#include <string.h>

#include "command/gaps.h"

/* Names of drivers on one line. */
#define DRIVERS_LISTED 8

static bool has_own_test(const VMStateDifference *difference)
{
    return (difference->old_field && difference->old_field->exists) ||
           (difference->new_field && difference->new_field->exists);
}

/* It breaks where a condition holds: is that what both trees may do anyway? */
static Severity severity_if_sent(const VMStateDifference *difference)
{
    switch (difference->kind) {
    case VMSTATE_CHANGE_STATE_ADDED:
        return difference->condition || difference->drivers->len == 0
                   ? SEVERITY_RISK
                   : SEVERITY_INFO;
    case VMSTATE_CHANGE_STATE_REMOVED:
    case VMSTATE_CHANGE_SUBSECTION_ADDED:
    case VMSTATE_CHANGE_FIELD_CONDITION:
    case VMSTATE_CHANGE_FIELD_RETYPED:
        return SEVERITY_RISK;
    case VMSTATE_CHANGE_FIELD_ADDED:
    case VMSTATE_CHANGE_FIELD_REMOVED:
        return has_own_test(difference) ? SEVERITY_RISK : SEVERITY_BREAK;
    default:
        return SEVERITY_BREAK;
    }
}

/* N_SEVERITIES: nothing happens. */
static Severity severity_of(const VMStateDifference *difference,
                            WireDirection direction)
{
    switch (difference->outcome[direction].effect) {
    case WIRE_REFUSED:
    case WIRE_MISREAD:
        return SEVERITY_BREAK;
    case WIRE_IF_SENT:
        return severity_if_sent(difference);
    case WIRE_LOSES:
        return SEVERITY_INFO;
    case WIRE_UNKNOWN:
        return SEVERITY_RISK;
    case WIRE_OK:
        break;
    }
    return N_SEVERITIES;
}

static SubjectKind subject_of(const VMStateDifference *difference)
{
    if (difference->old_subsection || difference->new_subsection) {
        return SUBJECT_SUBSECTION;
    }
    return difference->old_field || difference->new_field
               ? SUBJECT_VMSTATE_FIELD
               : SUBJECT_VMSTATE;
}

static const char *subject_name(Findings *findings,
                                const VMStateDifference *difference)
{
    const VMState *state =
        difference->after ? difference->after : difference->before;

    if (subject_of(difference) == SUBJECT_VMSTATE_FIELD && state->name) {
        return findings_format(findings, "%s: %s", state->name,
                               difference->name ? difference->name : "?");
    }
    return difference->name;
}

/* "vga.xres, vga.yres decide", of the properties that the test reads. */
static const char *gates_text(Findings *findings,
                              const VMStateDifference *difference)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < difference->gates->len; i++) {
        const WireGate *gate = &g_array_index(difference->gates, WireGate, i);

        g_string_append_printf(text, "%s%s%s%s", i ? ", " : "",
                               gate->driver ? gate->driver : "machine class",
                               gate->driver ? "." : " ", gate->property);
    }
    return text->len ? findings_text(findings, text->str) : NULL;
}

static void add_evidence(Findings *findings, Finding *finding,
                         const VMStateDifference *difference)
{
    static const struct {
        WireDirection source;
        EvidenceSide side;
    } sides[] = {{WIRE_BACKWARD, EVIDENCE_NEW}, {WIRE_FORWARD, EVIDENCE_OLD}};
    const char *gates = gates_text(findings, difference);
    const char *condition = difference->condition;
    const char *note = NULL;

    if (condition && !g_str_equal(condition, "?")) {
        note = findings_format(findings, "sent if %s%s%s", condition,
                               gates ? "; set by " : "", gates ? gates : "");
    }
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
        const Location *place =
            vmstate_difference_place(difference, sides[i].source);

        if (place) {
            finding_add_evidence(finding, sides[i].side, place, note);
            note = NULL;
        }
    }
}

static void add_drivers(Finding *finding, const VMStateDifference *difference)
{
    for (guint i = 0; i < difference->drivers->len; i++) {
        g_ptr_array_add(finding->drivers, difference->drivers->pdata[i]);
    }
    if (finding->drivers->len > 0) {
        finding->driver = finding->drivers->pdata[0];
    }
}

static const char *message_of(Findings *findings,
                              const VMStateDifference *difference,
                              guint directions)
{
    const char *forward = difference->outcome[WIRE_FORWARD].text;
    const char *backward = difference->outcome[WIRE_BACKWARD].text;

    if (directions == DIRECTION_FORWARD || g_strcmp0(forward, backward) == 0) {
        backward = NULL;
    }
    if (directions == DIRECTION_BACKWARD) {
        forward = NULL;
    }
    if (forward && backward) {
        return findings_format(findings, "%s; forward: %s; backward: %s",
                               difference->text, forward, backward);
    }
    forward = forward ? forward : backward;
    return forward
               ? findings_format(findings, "%s: %s", difference->text, forward)
               : findings_text(findings, difference->text);
}

static void add_finding(Findings *findings, const VMStateDifference *difference,
                        guint directions, Severity severity)
{
    Finding *finding =
        findings_add(findings, vmstate_change_kind_text(difference->kind));

    finding->severity = severity < N_SEVERITIES ? severity : SEVERITY_INFO;
    finding->directions = directions;
    finding->subject = subject_of(difference);
    finding->name = subject_name(findings, difference);
    finding->message = message_of(findings, difference, directions);
    add_drivers(finding, difference);
    add_evidence(findings, finding, difference);
}

static void add_difference(Findings *findings,
                           const VMStateDifference *difference)
{
    Severity forward = severity_of(difference, WIRE_FORWARD);
    Severity backward = severity_of(difference, WIRE_BACKWARD);

    if (forward == backward) {
        add_finding(findings, difference, DIRECTION_BOTH, forward);
        return;
    }
    if (forward < N_SEVERITIES) {
        add_finding(findings, difference, DIRECTION_FORWARD, forward);
    }
    if (backward < N_SEVERITIES) {
        add_finding(findings, difference, DIRECTION_BACKWARD, backward);
    }
}

Findings *vmstate_findings(VMStateDiff *diff)
{
    const GPtrArray *all = vmstate_diff_all(diff);
    Findings *findings = findings_new();

    for (guint i = 0; i < all->len; i++) {
        add_difference(findings, all->pdata[i]);
    }
    findings_sort(findings);
    return findings;
}

static void print_drivers(const Finding *finding, Output *output)
{
    const GPtrArray *drivers = finding->drivers;

    if (drivers->len == 0) {
        return;
    }
    output_print(output, "    in ");
    for (guint i = 0; i < drivers->len && i < DRIVERS_LISTED; i++) {
        output_print(output, "%s%s", i ? ", " : "",
                     (const char *)drivers->pdata[i]);
    }
    if (drivers->len > DRIVERS_LISTED) {
        output_print(output, " and %u more", drivers->len - DRIVERS_LISTED);
    }
    output_print(output, "\n");
}

static void print_finding(const Finding *finding, Output *output)
{
    output_print(output, "%s: %s: %s [%s]\n", severity_text(finding->severity),
                 directions_text(finding->directions), finding->message,
                 finding->rule);
    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);
        g_autofree char *place = location_text(&evidence->location);

        output_print(output, "    %s: %s%s%s\n",
                     evidence->side == EVIDENCE_OLD ? "A" : "B", place,
                     evidence->note ? ": " : "",
                     evidence->note ? evidence->note : "");
    }
    print_drivers(finding, output);
}

void vmstate_findings_print(const GPtrArray *shown, const GPtrArray *unshown,
                            Output *output)
{
    guint counts[N_SEVERITIES] = {0};

    for (guint i = 0; i < shown->len; i++) {
        const Finding *finding = shown->pdata[i];

        counts[finding->severity]++;
        print_finding(finding, output);
    }
    for (guint i = 0; i < unshown->len; i++) {
        const Finding *finding = unshown->pdata[i];

        counts[finding->severity]++;
    }
    for (guint i = 0; i < N_SEVERITIES; i++) {
        output_print(output, "%s%u %s", i ? ", " : "", counts[i],
                     severity_text(i));
    }
    output_print(output, "\n");
}
