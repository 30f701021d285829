/*
 * The facts of the states of a check, as far as the change can have a say in
 * them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <unistd.h>

#include "command/check.h"
#include "command/tree.h"

static void show_progress(const Check *check, const Source *source)
{
    if (!check->options->quiet && isatty(STDERR_FILENO)) {
        fprintf(stderr, "migcompat: reading '%s'\n", source_label(source));
    }
}

FactSet *check_read_facts(const Check *check, Source *source, GError **error)
{
    const GPtrArray *only = check->slice ? check->slice->files : NULL;
    FactSet *facts;

    show_progress(check, source);
    facts = tree_read(source, only, check->options, error);
    if (!facts) {
        g_prefix_error(error, "'%s': ", source_label(source));
    }
    return facts;
}

static bool read_states(Check *check, GError **error)
{
    for (guint i = 0; i < check->states->len; i++) {
        CheckState *state = g_ptr_array_index(check->states, i);

        if (!state->facts) {
            state->facts = check_read_facts(check, state->source, error);
        }
        if (!state->facts) {
            return false;
        }
    }
    return true;
}

static bool has_machine_types(const Check *check)
{
    const FactSet *facts = check_base(check)->facts;

    return g_strcmp0(check->project, "qemu") != 0 ||
           fact_set_machine_types(facts)->len > 0;
}

static void forget_facts(Check *check)
{
    for (guint i = 0; i < check->states->len; i++) {
        CheckState *state = g_ptr_array_index(check->states, i);

        g_clear_pointer(&state->facts, fact_set_free);
    }
}

bool check_read(Check *check, GError **error)
{
    if (!read_states(check, error)) {
        return false;
    }
    if (check->slice->kind == PROJECT_SLICE_PART && !has_machine_types(check)) {
        g_clear_pointer(&check->slice->files, g_ptr_array_unref);
        check->slice->kind = PROJECT_SLICE_ALL;
        forget_facts(check);
        return read_states(check, error);
    }
    return true;
}
