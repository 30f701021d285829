/*
 * A finding about a property's value, with its evidence and its repair.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/cause.h"

static void add_reason(const RuleContext *context, Finding *finding,
                       EvidenceSide side, const Reason *reason)
{
    g_autofree char *value = value_to_text(&reason->value);
    const char *note;

    switch (reason->kind) {
    case REASON_COMPAT:
        note = findings_format(context->findings, "%s sets %s for %s",
                               reason->list ? reason->list : "a compat entry",
                               value, reason->driver);
        break;
    case REASON_RUN_TIME:
        note = reason->value.kind == VALUE_UNKNOWN
                   ? "decided at run time"
                   : findings_format(context->findings,
                                     "set to %s by the device's code", value);
        break;
    default:
        note = findings_format(context->findings, "default is %s", value);
        break;
    }
    finding_add_evidence(finding, side, &reason->location, note);
}

/* To a value that is known. */
static bool is_set_by_code(const EffectiveProperty *effective)
{
    return effective->run_time && effective->run_time->len > 0 &&
           effective->value.kind != VALUE_UNKNOWN &&
           !value_equal(&effective->value, &effective->static_value);
}

/* The reason that decided first, then what it overrode. */
static void add_side(const RuleContext *context, Finding *finding,
                     EvidenceSide side, const ChangeSide *change)
{
    const GArray *reasons =
        change->effective ? change->effective->reasons : NULL;

    if (!reasons || reasons->len == 0) {
        finding_add_evidence(finding, side, &change->location, NULL);
        return;
    }
    if (is_set_by_code(change->effective)) {
        add_reason(context, finding, side,
                   &g_array_index(change->effective->run_time, Reason,
                                  change->effective->run_time->len - 1));
    }
    add_reason(context, finding, side,
               &g_array_index(reasons, Reason, reasons->len - 1));
    if (reasons->len > 1) {
        add_reason(context, finding, side, &g_array_index(reasons, Reason, 0));
    }
}

static bool has_list(const MachineType *machine, const char *list)
{
    for (guint i = 0; i < machine->compat->len; i++) {
        if (g_strcmp0(g_array_index(machine->compat, CompatProperty, i).list,
                      list) == 0) {
            return true;
        }
    }
    return false;
}

/* The machine type of the family that came next after the version. */
static const MachineType *successor(const QemuModel *model,
                                    const MachineType *machine)
{
    const GPtrArray *all = qemu_model_machines(model);
    const MachineType *next = NULL;

    for (guint i = 0; i < all->len; i++) {
        const MachineType *other = g_ptr_array_index(all, i);

        if (g_strcmp0(other->family, machine->family) == 0 && other->version &&
            machine->version &&
            version_compare(other->version, machine->version) > 0 &&
            (!next || version_compare(other->version, next->version) < 0)) {
            next = other;
        }
    }
    return next;
}

/* "hw_compat_9_2" of "9.2". */
static const char *usual_list(const RuleContext *context, const char *version)
{
    g_autofree char *text = g_strdup(version);

    g_strdelimit(text, ".", '_');
    return findings_format(context->findings, "hw_compat_%s", text);
}

/* A list of its own: its successor does not have it; the most general one
 * that bears a version. */
static const char *own_list(const MachineType *machine, const MachineType *next)
{
    const char *own = NULL;

    for (guint i = 0; i < machine->compat->len; i++) {
        const char *list =
            g_array_index(machine->compat, CompatProperty, i).list;

        if (!list || (next && has_list(next, list))) {
            continue;
        }
        if (!own || (g_ascii_strncasecmp(list, "hw_compat", 9) == 0 &&
                     g_ascii_strncasecmp(own, "hw_compat", 9) != 0)) {
            own = list;
        }
    }
    return own;
}

const char *list_for(const RuleContext *context, const Change *change)
{
    const PromisedType *newest = newest_type(context->comparison, change);
    const MachineType *next;
    const char *list;

    if (!newest || !newest->after) {
        return NULL;
    }
    next = successor(newest->new_model, newest->after);
    list = own_list(newest->after, next);
    if (list && g_ascii_strncasecmp(list, "hw_compat", 9) == 0) {
        return list;
    }
    return usual_list(context, newest->after->version);
}

static Location beside_of(const MachineType *machine, const char *list)
{
    Location place = {NULL, 0};

    for (guint i = 0; i < machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(machine->compat, CompatProperty, i);

        if (g_strcmp0(entry->list, list) == 0 && entry->location.file) {
            place = entry->location;
        }
    }
    return place;
}

static void add_entry(const RuleContext *context, const Change *change,
                      Finding *finding)
{
    const PromisedType *newest = newest_type(context->comparison, change);
    g_autofree char *text = NULL;
    RemedyEntry entry = {NULL};

    if (!newest || !newest->after || !change->before.exists ||
        change->before.value.kind == VALUE_NONE ||
        change->before.value.kind == VALUE_UNKNOWN) {
        return;
    }
    text = change->before.value.kind == VALUE_BOOLEAN
               ? g_strdup(change->before.value.boolean ? "on" : "off")
               : value_to_text(&change->before.value);
    entry.list = list_for(context, change);
    entry.driver = findings_text(context->findings, change->driver);
    entry.property = findings_text(context->findings, change->name);
    entry.value = findings_text(context->findings, text);
    entry.beside = beside_of(newest->after, entry.list);
    g_array_append_val(finding->entries, entry);
    finding->remedy = findings_format(
        context->findings, "add { \"%s\", \"%s\", \"%s\" } to %s", entry.driver,
        entry.property, entry.value, entry.list);
}

/* What the values start from differs; what they come to is not known. */
static bool is_run_time(const ChangeSide *side)
{
    return side->effective && side->effective->value.kind == VALUE_UNKNOWN;
}

Finding *add_value_finding(const RuleContext *context, const Change *change)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_PROPERTY;
    finding->directions = DIRECTION_BOTH;
    finding->severity =
        is_run_time(&change->before) || is_run_time(&change->after)
            ? SEVERITY_RISK
            : SEVERITY_GUEST_VISIBLE;
    add_side(context, finding, EVIDENCE_NEW, &change->after);
    add_side(context, finding, EVIDENCE_OLD, &change->before);
    add_entry(context, change, finding);
    return finding;
}
