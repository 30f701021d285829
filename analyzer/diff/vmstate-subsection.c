/*
 * The subsections of two descriptions. The destination looks each one up by
 * the name it was sent with, and refuses those it does not find.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/vmstate-pair.h"

#include <string.h>

/* The first of that name: the one that vmstate_get_subsection finds. */
static const WireState *find_subsection(const WireState *state,
                                        const char *name)
{
    for (guint i = 0; i < state->subsections->len; i++) {
        const WireState *subsection = state->subsections->pdata[i];

        if (subsection && g_strcmp0(subsection->fact->name, name) == 0) {
            return subsection;
        }
    }
    return NULL;
}

/* One that could not be read may be any. */
static bool has_unread(const WireState *state)
{
    return g_ptr_array_find(state->subsections, NULL, NULL);
}

static bool is_never_sent(const WireState *subsection)
{
    return g_strcmp0(subsection->fact->needed_text, "false") == 0;
}

static const char *needed_text(const VMState *fact)
{
    return fact->needed_text ? fact->needed_text : fact->needed;
}

/* By what the function returns, where that is known: a renamed function is
 * the same test. */
static bool is_same_test(const VMState *old, const VMState *new)
{
    return old->needed_text && new->needed_text
               ? g_str_equal(old->needed_text, new->needed_text)
               : g_strcmp0(old->needed, new->needed) == 0;
}

static void record_lone(const StatePair *pair, TreeSide side,
                        const WireState *subsection)
{
    VMStateDiff *diff = pair->comparison->diff;
    const VMState *fact = subsection->fact;
    bool is_added = side == SIDE_NEW;
    WireDirection sending = is_added ? WIRE_BACKWARD : WIRE_FORWARD;
    WireDirection other = is_added ? WIRE_FORWARD : WIRE_BACKWARD;
    VMStateDifference difference =
        difference_of(pair,
                      is_added ? VMSTATE_CHANGE_SUBSECTION_ADDED
                               : VMSTATE_CHANGE_SUBSECTION_REMOVED,
                      fact->name);

    difference.old_subsection = is_added ? NULL : fact;
    difference.new_subsection = is_added ? fact : NULL;
    difference.condition = needed_text(fact);
    difference.text = diff_format(
        diff, "subsection '%s' of '%s' %s%s", name_of(fact->name),
        name_of(pair->states[side]->fact->name), is_added ? "added" : "removed",
        fact->needed ? "" : "; it is always sent");
    if (pair->is_compared[sending]) {
        difference.outcome[sending].effect =
            fact->needed ? WIRE_IF_SENT : WIRE_REFUSED;
        difference.outcome[sending].text = diff_format(
            diff, "the %s QEMU does not know it and refuses%s",
            is_added ? "old" : "new", fact->needed ? " when it is sent" : "");
    }
    if (pair->is_compared[other]) {
        difference.outcome[other].effect = is_added ? WIRE_OK : WIRE_LOSES;
        difference.outcome[other].text = diff_format(
            diff, "the %s QEMU does not send it", is_added ? "old" : "new");
    }
    diff_record(pair, &difference, side, fact->needed_reads);
}

static void record_needed(const StatePair *pair, const VMState *old,
                          const VMState *new)
{
    VMStateDifference difference =
        difference_of(pair, VMSTATE_CHANGE_SUBSECTION_NEEDED, new->name);
    const char *was = needed_text(old);
    const char *is = needed_text(new);

    if (is_same_test(old, new) || g_strcmp0(was, "?") == 0 ||
        g_strcmp0(is, "?") == 0) {
        return;
    }
    difference.old_subsection = old;
    difference.new_subsection = new;
    difference.condition = is;
    difference.text =
        diff_format(pair->comparison->diff,
                    "subsection '%s' was sent %s%s and is sent %s%s",
                    name_of(new->name), was ? "if " : "always", was ? was : "",
                    is ? "if " : "always", is ? is : "");
    if (new->needed) {
        diff_record(pair, &difference, SIDE_NEW, new->needed_reads);
    } else {
        diff_record(pair, &difference, SIDE_OLD, old->needed_reads);
    }
}

static void compare_both(const StatePair *pair, const WireState *old,
                         const WireState *new)
{
    StatePair inner = *pair;

    inner.role = ROLE_SECTION;
    inner.states[SIDE_OLD] = old;
    inner.states[SIDE_NEW] = new;
    inner.versions[SIDE_OLD] = old->fact->version_id;
    inner.versions[SIDE_NEW] = new->fact->version_id;
    inner.depth++;
    if (new->fact->needed || old->fact->needed) {
        inner.conditional = new->fact->needed ? new : old;
    }
    record_needed(pair, old->fact, new->fact);
    compare_states(&inner);
}

/* Where the stream is refused before it comes to a new subsection, there is
 * nothing more to say. */
void compare_subsections(const StatePair *pair)
{
    const WireState *before = pair->states[SIDE_OLD];
    const WireState *after = pair->states[SIDE_NEW];

    for (guint i = 0; i < before->subsections->len; i++) {
        const WireState *old = before->subsections->pdata[i];
        const WireState *new =
            old ? find_subsection(after, old->fact->name) : NULL;

        if (!old || find_subsection(before, old->fact->name) != old) {
            continue;
        }
        if (new) {
            compare_both(pair, old, new);
        } else if (pair->is_compared[WIRE_FORWARD] && !has_unread(after) &&
                   !is_never_sent(old)) {
            record_lone(pair, SIDE_OLD, old);
        }
    }
    for (guint i = 0; i < after->subsections->len; i++) {
        const WireState *new = after->subsections->pdata[i];

        if (new && pair->is_compared[WIRE_BACKWARD] &&
            !find_subsection(before, new->fact->name) &&
            find_subsection(after, new->fact->name) == new &&
            !has_unread(before) && !is_never_sent(new)) {
            record_lone(pair, SIDE_NEW, new);
        }
    }
}
