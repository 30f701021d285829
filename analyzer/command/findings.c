/*
 * Which findings are asked for, and the exit status they make.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/findings.h"

#include "command/command.h"

static guint directions_asked_for(const CommandOptions *options)
{
    switch (options->direction) {
    case DIRECTION_CHOICE_FORWARD:
        return DIRECTION_FORWARD;
    case DIRECTION_CHOICE_BACKWARD:
        return DIRECTION_BACKWARD;
    default:
        return DIRECTION_BOTH;
    }
}

static Severity severity_asked_for(const CommandOptions *options)
{
    return options->severity_given ? (Severity)options->severity
                                   : SEVERITY_USUAL;
}

GPtrArray *findings_choose(const Findings *findings,
                           const CommandOptions *options, FindingChoice choice)
{
    const GPtrArray *all = findings_all(findings);
    guint directions = directions_asked_for(options);
    GPtrArray *chosen = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);
        bool is_grave = finding->severity <= severity_asked_for(options);

        if ((finding->directions & directions) &&
            is_grave == (choice == FINDINGS_SHOWN)) {
            g_ptr_array_add(chosen, finding);
        }
    }
    return chosen;
}

guint findings_status(const GPtrArray *shown, const CommandOptions *options)
{
    guint status = STATUS_NOTHING;

    for (guint i = 0; i < shown->len; i++) {
        const Finding *finding = g_ptr_array_index(shown, i);

        if (finding->accepted) {
            continue;
        }
        if (finding->severity == SEVERITY_BREAK) {
            status |= STATUS_BREAK;
        } else if (options->severity_given) {
            status |= STATUS_LOWER;
        }
    }
    return status;
}
