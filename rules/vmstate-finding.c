/*
 * What the rules of vmstates share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/vmstate-finding.h"

#include <string.h>

static bool is_off(const Value *value)
{
    switch (value->kind) {
    case VALUE_BOOLEAN:
        return !value->boolean;
    case VALUE_NUMBER:
        return value->number == 0;
    case VALUE_STRING:
        return g_str_equal(value->string, "off") ||
               g_str_equal(value->string, "false");
    default:
        return false;
    }
}

static bool is_on(const Value *value)
{
    return value->kind == VALUE_BOOLEAN  ? value->boolean
           : value->kind == VALUE_NUMBER ? value->number != 0
           : value->kind == VALUE_STRING
               ? g_str_equal(value->string, "on") ||
                     g_str_equal(value->string, "true")
               : false;
}

static bool field_is(const MachineType *machine, const char *name,
                     bool (*test)(const Value *value))
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, name) && test(&field->value)) {
            return true;
        }
    }
    return false;
}

static bool property_is(EffectiveMachine *machine, const Driver *driver,
                        const char *name, bool (*test)(const Value *value))
{
    const EffectiveProperty *property =
        effective_driver_find(effective_machine_driver(machine, driver), name);

    return property && test(&property->value);
}

/* Of all drivers that send it, those of the machine type's target, in the
 * tree whose test it is. */
static bool gate_is(const PromisedType *type,
                    const VMStateDifference *difference, const WireGate *gate,
                    bool (*test)(const Value *value))
{
    bool is_old = difference->gated == WIRE_FORWARD;
    const QemuModel *model = is_old ? type->old_model : type->new_model;
    EffectiveMachine *machine =
        is_old ? type->old_effective : type->new_effective;
    const Driver *owner;
    bool is_seen = false;

    if (!gate->driver) {
        return field_is(is_old ? type->before : type->after, gate->property,
                        test);
    }
    for (guint i = 0; i < difference->drivers->len; i++) {
        const Driver *driver =
            qemu_model_driver(model, g_ptr_array_index(difference->drivers, i));

        if (!driver || !qemu_model_property(model, driver, gate->property)) {
            continue;
        }
        is_seen = true;
        if (!property_is(machine, driver, gate->property, test)) {
            return false;
        }
    }
    /* A CPU's state, for one, is not its driver's. */
    owner = qemu_model_driver(model, gate->driver);
    return is_seen || (difference->drivers->len == 0 && owner &&
                       property_is(machine, owner, gate->property, test));
}

static bool is_turned_off(const PromisedType *type,
                          const VMStateDifference *difference)
{
    for (guint i = 0; i < difference->gates->len; i++) {
        if (gate_is(type, difference,
                    &g_array_index(difference->gates, WireGate, i), is_off)) {
            return true;
        }
    }
    return false;
}

/* A member alone or one bit of it, or neither: "s->flags & (1 << 1)",
 * "!(s->flags & (1 << 1))". NULL: it is more than that. Else what the
 * property behind it must be for the test to hold. */
static bool (*plain_test(const char *condition))(const Value *)
{
    static const char pattern[] = "^(!\\()?[A-Za-z_][A-Za-z0-9_.>-]*"
                                  "( & \\(?[0-9x]+( << [0-9]+)?\\)?)?\\)?$";

    if (!condition || !g_regex_match_simple(pattern, condition, 0, 0)) {
        return NULL;
    }
    return condition[0] == '!' ? is_off : is_on;
}

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

/* A test that one side alone has, and that always holds there: the other
 * side sends it always, too. */
static bool is_held_always(const PromisedType *type,
                           const VMStateDifference *difference)
{
    const VMState *tested = lone_test(difference);
    bool (*test)(const Value *) =
        tested ? plain_test(tested->needed_text) : NULL;

    if (!test || difference->gates->len == 0) {
        return false;
    }
    for (guint i = 0; i < difference->gates->len; i++) {
        if (!gate_is(type, difference,
                     &g_array_index(difference->gates, WireGate, i), test)) {
            return false;
        }
    }
    return true;
}

static bool is_concerned(const PromisedType *type,
                         const VMStateDifference *difference)
{
    return lone_test(difference) ? !is_held_always(type, difference)
                                 : !is_turned_off(type, difference);
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
