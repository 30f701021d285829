/*
 * What both trees send: names, registration, then the descriptions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-section.h"

#include <string.h>

static void record_lone(const StatePair *pair, TreeSide side,
                        const WireSection *section)
{
    VMStateDiff *diff = pair->comparison->diff;
    const VMState *fact = section->state->fact;
    bool is_added = side == SIDE_NEW;
    TreeSide other = is_added ? SIDE_OLD : SIDE_NEW;
    bool no_driver =
        section->driver && !wire_model_driver(pair->comparison->models[other],
                                              section->driver->name);
    WireDirection sending = is_added ? WIRE_BACKWARD : WIRE_FORWARD;
    VMStateDifference difference = difference_of(
        pair,
        is_added ? VMSTATE_CHANGE_STATE_ADDED : VMSTATE_CHANGE_STATE_REMOVED,
        fact->name);

    difference.condition = condition_of(fact);
    difference.text = diff_format(
        diff, "section '%s'%s%s%s %s", name_of(fact->name),
        section->driver ? " of '" : "",
        section->driver ? section->driver->name : "",
        section->driver ? "'" : "",
        no_driver ? (is_added ? "is new: the old QEMU has no such device"
                              : "is gone: the new QEMU has no such device")
                  : (is_added ? "added" : "removed"));
    /* Whether a call is made is up to the code around it. */
    difference.outcome[sending].effect = fact->needed || fact->sent_when ||
                                                 !section->driver ||
                                                 (no_driver && is_added)
                                             ? WIRE_IF_SENT
                                             : WIRE_REFUSED;
    difference.outcome[sending].text =
        diff_format(diff, "the %s QEMU does not know the section and refuses%s",
                    is_added ? "old" : "new",
                    difference.condition ? " when it is sent" : "");
    difference.outcome[is_added ? WIRE_FORWARD : WIRE_BACKWARD] =
        (VMStateOutcome){is_added ? WIRE_OK : WIRE_LOSES,
                         is_added ? "the old QEMU does not send it"
                                  : "the new QEMU does not send it"};
    diff_record(pair, &difference, side, fact->needed_reads);
}

static bool is_number(const char *text)
{
    char *end;

    g_ascii_strtoll(text, &end, 0);
    return *text && *end == '\0';
}

/* VMSTATE_INSTANCE_ID_ANY, -1 in old trees: counted from 0. */
static bool is_counted(const char *text)
{
    return !text || g_str_equal(text, "VMSTATE_INSTANCE_ID_ANY") ||
           g_str_equal(text, "-1") || g_str_equal(text, "4294967295") ||
           g_str_equal(text, "0");
}

static void compare_registration(const StatePair *pair,
                                 const SectionPair *sections)
{
    const VMState *old = pair->states[SIDE_OLD]->fact;
    const VMState *new = pair->states[SIDE_NEW]->fact;
    VMStateDiff *diff = pair->comparison->diff;
    VMStateDifference difference;

    if (sections->sections[SIDE_OLD]->sender !=
        sections->sections[SIDE_NEW]->sender) {
        difference = difference_of(pair, VMSTATE_CHANGE_REGISTERED_DIFFERENTLY,
                                   new->name);
        difference.text = diff_format(
            diff, "section '%s' was sent through %s and is sent through %s",
            name_of(new->name),
            old->registered ? old->registered : "its driver",
            new->registered ? new->registered : "its driver");
        for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
            difference.outcome[i] = (VMStateOutcome){
                WIRE_UNKNOWN, "refused if the device's path is now part of "
                              "the section's name, or no longer is"};
        }
        diff_record(pair, &difference, SIDE_NEW, NULL);
    }
    if (old->registered && new->registered && old->instance &&new->instance &&
        !(is_counted(old->instance) && is_counted(new->instance)) &&
        is_number(old->instance) && is_number(new->instance) &&
        !g_str_equal(old->instance, new->instance)) {
        difference =
            difference_of(pair, VMSTATE_CHANGE_INSTANCE_CHANGED, new->name);
        difference.text =
            diff_format(diff, "instance of section '%s' was %s and is %s",
                        name_of(new->name), old->instance, new->instance);
        for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
            difference.outcome[i] =
                (VMStateOutcome){WIRE_REFUSED, "no section of that instance"};
        }
        diff_record(pair, &difference, SIDE_NEW, NULL);
    }
}

static void compare_names(const StatePair *pair)
{
    const VMState *old = pair->states[SIDE_OLD]->fact;
    const VMState *new = pair->states[SIDE_NEW]->fact;
    VMStateDifference difference;

    if (!old->name || !new->name || g_str_equal(old->name, new->name) ||
        pair->role != ROLE_SECTION) {
        return;
    }
    difference = difference_of(pair, VMSTATE_CHANGE_SECTION_RENAMED, new->name);
    difference.text =
        diff_format(pair->comparison->diff, "section '%s' is called '%s' now",
                    old->name, new->name);
    for (guint i = 0; i < N_WIRE_DIRECTIONS; i++) {
        difference.outcome[i] = (VMStateOutcome){
            WIRE_REFUSED, "the destination does not know the section's name"};
    }
    diff_record(pair, &difference, SIDE_NEW, NULL);
}

static void compare_pair(const WireComparison *given,
                         const SectionPair *sections)
{
    WireComparison comparison = *given;
    StatePair pair = {.comparison = &comparison,
                      .role = ROLE_SECTION,
                      .is_compared = {true, true}};
    const WireSection *old = sections->sections[SIDE_OLD];
    const WireSection *new = sections->sections[SIDE_NEW];

    comparison.drivers = sections->drivers;
    for (guint i = 0; i < N_TREE_SIDES; i++) {
        pair.states[i] = state_of(sections->sections[i]);
        pair.versions[i] =
            pair.states[i] ? pair.states[i]->fact->version_id : 0;
    }
    if (!old || !new) {
        record_lone(&pair, old ? SIDE_OLD : SIDE_NEW, old ? old : new);
        return;
    }
    if (old->sender == WIRE_SENDER_CODE && new->sender == WIRE_SENDER_CODE) {
        pair.role = ROLE_CODE;
    } else if (pair.states[SIDE_OLD]->fact->needed &&
               pair.states[SIDE_NEW]->fact->needed) {
        pair.conditional = pair.states[SIDE_NEW];
    }
    for (guint i = 0; i < N_TREE_SIDES && !pair.conditional; i++) {
        pair.conditional =
            pair.states[i]->fact->sent_when ? pair.states[i] : NULL;
    }
    compare_names(&pair);
    compare_registration(&pair, sections);
    compare_states(&pair);
}

void compare_sections(const WireComparison *comparison)
{
    g_autoptr(GPtrArray) pairs = pair_sections(comparison);

    for (guint i = 0; i < pairs->len; i++) {
        compare_pair(comparison, pairs->pdata[i]);
    }
}
