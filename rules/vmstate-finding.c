/*
 * What the rules of vmstates share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

#include "rules/vmstate-test.h"

/* The side that alone has a test; NULL: both have, or it is another change. */
static const VMState *lone_test(const VMStateDifference *difference)
{
    const VMState *old = difference->old_subsection;
    const VMState *new = difference->new_subsection;

    if (difference->kind != VMSTATE_CHANGE_SUBSECTION_NEEDED ||
        (old->needed && new->needed)) {
        return NULL;
    }
    return old->needed ? old : new;
}

/* A test that one side alone has, and that always holds there, is none: the
 * other side sends it always, too. */
static bool is_concerned(const PromisedType *type,
                         const VMStateDifference *difference)
{
    const VMState *tested = lone_test(difference);

    return tested
               ? vmstate_test_verdict(type, difference, tested->needed_text) !=
                     CONDITION_HOLDS
               : vmstate_test_verdict(type, difference,
                                      difference->condition) != CONDITION_FAILS;
}

/* The machine types under which the one that has the test may send it. */
static GPtrArray *still_concerned(const RuleContext *context,
                                  const Change *change)
{
    GPtrArray *left = g_ptr_array_new();

    for (guint i = 0; i < context->comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(context->comparison->promised, PromisedType, i);

        if (g_ptr_array_find(change->machine_types, type->before, NULL) &&
            is_concerned(type, change->vmstate)) {
            g_ptr_array_add(left, (gpointer)type->before);
        }
    }
    return left;
}

static Severity severity_of(WireEffect effect)
{
    switch (effect) {
    case WIRE_REFUSED:
    case WIRE_MISREAD:
        return SEVERITY_BREAK;
    case WIRE_IF_SENT:
        return SEVERITY_RISK;
    case WIRE_LOSES:
    case WIRE_UNKNOWN:
        return SEVERITY_INFO;
    case WIRE_OK:
        break;
    }
    return N_SEVERITIES;
}

/* The graver direction decides; the other is named if it is as grave. */
static void set_effect(Finding *finding, const VMStateDifference *difference,
                       Severity otherwise)
{
    Severity forward = severity_of(difference->outcome[WIRE_FORWARD].effect);
    Severity backward = severity_of(difference->outcome[WIRE_BACKWARD].effect);

    finding->severity = MIN(forward, backward);
    if (finding->severity == N_SEVERITIES) {
        finding->severity = otherwise;
        finding->directions = DIRECTION_BOTH;
        return;
    }
    finding->directions =
        (forward == finding->severity ? DIRECTION_FORWARD : 0) |
        (backward == finding->severity ? DIRECTION_BACKWARD : 0);
}

static void set_subject(const RuleContext *context, Finding *finding,
                        const VMStateDifference *difference)
{
    const VMState *state =
        difference->after ? difference->after : difference->before;
    const char *own = difference->name;

    finding->subject = difference->old_subsection || difference->new_subsection
                           ? SUBJECT_SUBSECTION
                       : difference->old_field || difference->new_field
                           ? SUBJECT_VMSTATE_FIELD
                           : SUBJECT_VMSTATE;
    finding->name =
        own && state->name && finding->subject == SUBJECT_VMSTATE_FIELD
            ? findings_format(context->findings, "%s.%s", state->name, own)
            : findings_text(context->findings, own ? own : state->name);
}

static const char *outcome_text(const Finding *finding,
                                const VMStateDifference *difference)
{
    const char *forward = difference->outcome[WIRE_FORWARD].text;
    const char *backward = difference->outcome[WIRE_BACKWARD].text;

    return finding->directions & DIRECTION_BACKWARD && backward ? backward
                                                                : forward;
}

/* No versioned machine type has it, so nothing was promised: what is lost is
 * lost all the same. A list without end breaks whatever was promised. */
static Severity without_promise(const VMStateDifference *difference,
                                Severity severity)
{
    if (difference->kind == VMSTATE_CHANGE_NOT_TERMINATED) {
        return severity;
    }
    return severity == SEVERITY_BREAK ? SEVERITY_RISK : SEVERITY_INFO;
}

static void fill(const RuleContext *context, Finding *finding,
                 const Change *change, const GPtrArray *machine_types,
                 Severity otherwise)
{
    const VMStateDifference *difference = change->vmstate;
    const char *outcome;
    Change narrowed = *change;

    narrowed.machine_types = (GPtrArray *)machine_types;
    findings_describe(context->findings, finding, &narrowed);
    set_effect(finding, difference, otherwise);
    set_subject(context, finding, difference);
    outcome = outcome_text(finding, difference);
    finding->message = outcome
                           ? findings_format(context->findings, "%s: %s",
                                             difference->text, outcome)
                           : findings_text(context->findings, difference->text);
    if (change->after.exists) {
        finding_add_evidence(
            finding, EVIDENCE_NEW, &change->after.location,
            findings_text(context->findings, difference->condition));
    }
    if (change->before.exists) {
        finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                             NULL);
    }
    if (machine_types->len == 0) {
        finding->severity = without_promise(difference, finding->severity);
    }
}

Finding *add_vmstate_finding(const RuleContext *context, const Change *change,
                             Severity otherwise)
{
    const VMStateDifference *difference = change->vmstate;
    g_autoptr(GPtrArray) machine_types = still_concerned(context, change);
    Finding *finding;

    if (otherwise == N_SEVERITIES &&
        difference->outcome[WIRE_FORWARD].effect == WIRE_OK &&
        difference->outcome[WIRE_BACKWARD].effect == WIRE_OK) {
        return NULL;
    }
    if (machine_types->len == 0 && change->machine_types->len > 0) {
        return NULL;
    }
    finding = findings_add(context->findings, context->rule->id);
    fill(context, finding, change, machine_types, otherwise);
    return finding;
}
