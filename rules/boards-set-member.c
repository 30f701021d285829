/*
 * boards-set-member: most boards of a target set a member of the machine's
 * class now, and no released machine type of a family does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/rule.h"

static const char help[] =
    "A new flag of the machine's class often keeps what boards did before: the\n"
    "change that it is made for gives the new behaviour to those that do not set\n"
    "it. Here most boards of a target set it, and a family with versions has none\n"
    "that does. If the flag is such a one, the family's released machine types\n"
    "change with those that come: a guest that relies on the old behaviour runs\n"
    "before migration and not after it.\n"
    "\n"
    "Repair: let the options of the family's last released version set it, too.\n";

/* Less boards than this are no rule of the target. */
#define FEWEST 5

typedef struct Count {
    guint n_boards; /* without a version, in both trees */
    guint n_set;    /* of these, those that set it, and did not before */
    const MachineField *one;
} Count;

static const MachineField *find_field(const MachineType *machine,
                                      const char *name)
{
    for (guint i = 0; i < machine->fields->len; i++) {
        const MachineField *field =
            &g_array_index(machine->fields, MachineField, i);

        if (g_str_equal(field->name, name)) {
            return field;
        }
    }
    return NULL;
}

static bool is_set(const MachineField *field)
{
    return field && field->value.kind == VALUE_BOOLEAN && field->value.boolean;
}

/* A member that is new was not set. */
static bool is_unset(const MachineField *field)
{
    return !field ||
           (field->value.kind == VALUE_BOOLEAN && !field->value.boolean);
}

static Count count_boards(const PromisedType *type, const char *name)
{
    const GPtrArray *machines = qemu_model_machines(type->new_model);
    Count count = {0};

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *after = g_ptr_array_index(machines, i);
        const MachineType *before =
            qemu_model_machine(type->old_model, after->name);
        const MachineField *field = find_field(after, name);

        if (after->version || !before) {
            continue;
        }
        count.n_boards++;
        if (is_set(field) && is_unset(find_field(before, name))) {
            count.n_set++;
            count.one = count.one ? count.one : field;
        }
    }
    return count;
}

/* Any of the family's machine types that were released. */
static bool family_sets(const GArray *promised, const PromisedType *like,
                        const char *name)
{
    for (guint i = 0; i < promised->len; i++) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);

        if (type->after &&
            g_strcmp0(type->before->family, like->before->family) == 0 &&
            (!is_unset(find_field(type->before, name)) ||
             !is_unset(find_field(type->after, name)))) {
            return true;
        }
    }
    return false;
}

static void report(const RuleContext *context, const PromisedType *type,
                   const Count *count)
{
    const GArray *promised = context->comparison->promised;
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_MACHINE_FIELD;
    finding->name = findings_text(context->findings, count->one->name);
    finding->family = findings_text(context->findings, type->before->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "'%s' is set now for %u of %u boards of %s, and for no machine type of "
        "%s up to %s: they change if it keeps something as it was",
        count->one->name, count->n_set, count->n_boards, type->target,
        type->before->family, type->before->version);
    finding_add_evidence(finding, EVIDENCE_NEW, &count->one->location,
                         "set for one of the boards");
    finding_add_evidence(finding, EVIDENCE_NEW, &type->after->location,
                         "the family's last released machine type");
    for (guint i = 0; i < promised->len; i++) {
        const MachineType *machine =
            g_array_index(promised, PromisedType, i).before;

        if (g_strcmp0(machine->family, type->before->family) == 0) {
            g_ptr_array_add(
                finding->machine_types,
                (char *)findings_text(context->findings, machine->name));
        }
    }
}

static void look_at(const RuleContext *context, const PromisedType *type)
{
    for (guint i = 0; i < type->after->fields->len; i++) {
        const MachineField *field =
            &g_array_index(type->after->fields, MachineField, i);
        Count count;

        if (field->value.kind != VALUE_BOOLEAN || field->value.boolean) {
            continue;
        }
        count = count_boards(type, field->name);
        if (count.n_set >= FEWEST && count.n_set * 2 >= count.n_boards &&
            !family_sets(context->comparison->promised, type, field->name)) {
            report(context, type, &count);
        }
    }
}

/* By family, then version: the last one of each family. */
static void check(const RuleContext *context, const Change *change)
{
    const GArray *promised = context->comparison->promised;
    const char *family = NULL;

    (void)change;
    for (guint i = promised->len; i-- > 0;) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);

        if (type->after && g_strcmp0(type->before->family, family) != 0) {
            family = type->before->family;
            look_at(context, type);
        }
    }
}

const Rule rule_boards_set_member = {
    .id = "boards-set-member",
    .summary = "most boards set a member of the machine's class, a family with "
               "versions does not",
    .help = help,
    .example = "4672cbd7bed8, fixed by 846690dee8ca",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
