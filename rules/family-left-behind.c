/*
 * family-left-behind: other families got machine types of a new version, and
 * this one did not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "A development cycle begins with machine types of its version in all families,\n"
    "so that those of the last release can keep what will change. A family that is\n"
    "left out has no newer machine type: its newest one, which was released,\n"
    "changes with every change of the cycle, since the lists of the last version\n"
    "are not applied to it.\n"
    "\n"
    "Repair: add the family's machine type too, and let the last one apply the\n"
    "new lists.\n";

/* What the family has newest. */
typedef struct Head {
    const char *family;
    const MachineType *machine;
} Head;

/* One name may stand for families of several boards. */
static Head *head_like(const GArray *heads, const MachineType *like)
{
    for (guint i = 0; i < heads->len; i++) {
        Head *head = &g_array_index(heads, Head, i);

        if (g_strcmp0(head->family, like->family) == 0 &&
            g_str_equal(head->machine->location.file, like->location.file)) {
            return head;
        }
    }
    return NULL;
}

static GArray *heads_of(const GArray *machines)
{
    GArray *heads = g_array_new(FALSE, FALSE, sizeof(Head));

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;
        Head *known = head_like(heads, machine);
        const Head head = {machine->family, machine};

        if (known) {
            known->machine = machine;
        } else {
            g_array_append_val(heads, head);
        }
    }
    return heads;
}

static const MachineType *find_head(const GArray *heads,
                                    const MachineType *like)
{
    const Head *head = head_like(heads, like);

    return head ? head->machine : NULL;
}

/* The newest version that families of several files got: it was not one of
 * them that went ahead. NULL if there is none. */
static const MachineType *opened(const GArray *newer, const GArray *older)
{
    const MachineType *one = NULL;

    for (guint i = 0; i < newer->len; i++) {
        const MachineType *machine = g_array_index(newer, Head, i).machine;
        const MachineType *before = find_head(older, machine);

        if (!before ||
            version_compare(machine->version, before->version) <= 0) {
            continue;
        }
        if (one && g_str_equal(one->version, machine->version) &&
            !g_str_equal(one->location.file, machine->location.file)) {
            return machine;
        }
        one = one ? one : machine;
    }
    return NULL;
}

static void report(const RuleContext *context, const MachineType *machine,
                   const MachineType *leader)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->name = findings_text(context->findings, machine->name);
    finding->family = findings_format(context->findings, "%s of %s",
                                      machine->family, machine->location.file);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s of %s stays the newest of its family: others get %s, and lists for "
        "%s will not be applied to it",
        machine->name, machine->location.file, leader->version,
        machine->version);
    finding_add_evidence(finding, EVIDENCE_NEW, &machine->location,
                         "the newest of its family");
    finding_add_evidence(finding, EVIDENCE_NEW, &leader->location,
                         "one of the new version");
    g_ptr_array_add(finding->machine_types,
                    (char *)findings_text(context->findings, machine->name));
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) after = tree_machines(&context->comparison->after);
    g_autoptr(GArray) before = tree_machines(&context->comparison->before);
    g_autoptr(GArray) newer = heads_of(after);
    g_autoptr(GArray) older = heads_of(before);
    const MachineType *leader = opened(newer, older);
    const MachineType *last = leader ? find_head(older, leader) : NULL;

    (void)change;
    for (guint i = 0; leader && i < newer->len; i++) {
        const MachineType *machine = g_array_index(newer, Head, i).machine;

        /* Families that ended long ago stay as they are. */
        if (g_str_equal(machine->version, last->version)) {
            report(context, machine, leader);
        }
    }
}

const Rule rule_family_left_behind = {
    .id = "family-left-behind",
    .summary = "a machine family gets no machine type of the new version",
    .help = help,
    .example = "da7e13c00b59, fixed by 6837f2997626",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
