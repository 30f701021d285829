/*
 * From which versions on all is well.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-table.h"

/* Is one of the versions from there on in the state? */
static bool is_met(const Join *join, const JoinState *state, guint libvirt,
                   guint qemu)
{
    for (guint i = libvirt; i < join_n_libvirts(join); i++) {
        if (state->qemus[i] >> qemu) {
            return true;
        }
    }
    return false;
}

static bool is_group_safe(const Join *join, const JoinGroup *group,
                          guint libvirt, guint qemu)
{
    const char *form = NULL;

    for (guint i = 0; i < group->states->len; i++) {
        const JoinState *state = &g_array_index(group->states, JoinState, i);

        if (!is_met(join, state, libvirt, qemu)) {
            continue;
        }
        if (state->cell.kind != CELL_RUNS ||
            (form && form != state->cell.form)) {
            return false;
        }
        form = state->cell.form;
    }
    return true;
}

static bool is_safe(const Join *join, const GPtrArray *groups, guint libvirt,
                    guint qemu)
{
    for (guint i = 0; i < groups->len; i++) {
        if (!is_group_safe(join, g_ptr_array_index(groups, i), libvirt, qemu)) {
            return false;
        }
    }
    return true;
}

GArray *join_safe_from(const Join *join, const GPtrArray *groups)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(JoinSafe));
    guint best = join_n_libvirts(join);

    for (guint q = 0; q < join_n_qemus(join); q++) {
        for (guint l = 0; l < best; l++) {
            if (is_safe(join, groups, l, q)) {
                JoinSafe safe = {l, q};

                g_array_append_val(found, safe);
                best = l;
            }
        }
    }
    return found;
}
