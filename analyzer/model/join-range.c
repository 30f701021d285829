/*
 * Sets of machine types and versions in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-table.h"

static bool has_machine(const JoinGroup *group, const JoinMachine *machine)
{
    for (guint i = 0; i < group->machines->len; i++) {
        if (g_ptr_array_index(group->machines, i) == machine) {
            return true;
        }
    }
    return false;
}

/* The last of the group's machine types that follow one another from `at` on
 * in the family. */
static guint end_of_range(const GPtrArray *machines, const JoinGroup *group,
                          guint at)
{
    const JoinMachine *first = g_ptr_array_index(machines, at);
    guint end = at;

    for (guint i = at + 1; i < machines->len; i++) {
        const JoinMachine *next = g_ptr_array_index(machines, i);

        if (g_strcmp0(next->family, first->family) != 0 ||
            !has_machine(group, next)) {
            break;
        }
        end = i;
    }
    return end;
}

char *join_machine_ranges(const Join *join, const JoinGroup *group)
{
    const GPtrArray *machines = join_machines(join);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < machines->len; i++) {
        const JoinMachine *machine = g_ptr_array_index(machines, i);
        guint end;

        if (!has_machine(group, machine)) {
            continue;
        }
        end = end_of_range(machines, group, i);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                               machine->name);
        if (end > i) {
            const JoinMachine *last = g_ptr_array_index(machines, end);

            g_string_append_printf(text, " .. %s", last->version);
        }
        i = end;
    }
    return g_string_free(text, FALSE);
}

static char *tree_name(const JoinTree *tree)
{
    return g_strconcat(tree->version, tree->change ? " (proposed)" : "", NULL);
}

typedef const JoinTree *(*TreeAt)(const Join *join, guint index);

/* "4.0.0 .. 6.0.0, 9.0.0" of the `n` trees whose bits are set. */
static void append_versions(GString *text, const Join *join, TreeAt at, guint n,
                            guint64 bits, guint64 possible)
{
    bool is_first = true;

    for (guint i = 0; i < n; i++) {
        guint end = i;
        g_autofree char *first = NULL;

        if (!(bits >> i & 1)) {
            continue;
        }
        for (guint k = i + 1; k < n; k++) {
            if (bits >> k & 1) {
                end = k;
            } else if (possible >> k & 1) {
                break;
            }
        }
        first = tree_name(at(join, i));
        g_string_append_printf(text, "%s%s", is_first ? "" : ", ", first);
        if (end > i) {
            g_autofree char *last = tree_name(at(join, end));

            g_string_append_printf(text, " .. %s", last);
        }
        is_first = false;
        i = end;
    }
}

static void append_part(GString *text, const Join *join, const JoinGroup *group,
                        guint64 libvirts, guint64 qemus)
{
    guint n = join_n_libvirts(join);
    guint64 all = n == 64 ? G_MAXUINT64 : ((guint64)1 << n) - 1;
    bool is_user = join_libvirt(join, 0)->is_user;

    if (text->len > 0) {
        g_string_append(text, "; ");
    }
    if (!is_user && libvirts == all) {
        g_string_append(text, "any libvirt, ");
    } else if (!is_user) {
        g_string_append(text, "libvirt ");
        append_versions(text, join, join_libvirt, n, libvirts, all);
        g_string_append(text, ", ");
    }
    if (qemus == group->qemus) {
        g_string_append(text, "any QEMU");
        return;
    }
    g_string_append(text, "QEMU ");
    append_versions(text, join, join_qemu, join_n_qemus(join), qemus,
                    group->qemus);
}

char *join_state_text(const Join *join, const JoinGroup *group,
                      const JoinState *state)
{
    guint n = join_n_libvirts(join);
    GString *text = g_string_new(NULL);
    guint64 done = 0;

    for (guint i = 0; i < n; i++) {
        guint64 same = 0;

        if (!state->qemus[i] || (done >> i & 1)) {
            continue;
        }
        for (guint k = i; k < n; k++) {
            same |= state->qemus[k] == state->qemus[i] ? (guint64)1 << k : 0;
        }
        done |= same;
        append_part(text, join, group, same, state->qemus[i]);
    }
    return g_string_free(text, FALSE);
}
