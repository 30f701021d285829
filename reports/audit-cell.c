/*
 * What a cell of a matrix says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/audit-cell.h"

#include <string.h>

#include "reports/layout.h"

static guint64 trees_of(const AuditPair *pair)
{
    return G_GUINT64_CONSTANT(1) << pair->before | G_GUINT64_CONSTANT(1)
                                                       << pair->after;
}

static bool is_in_both(const AuditMachine *machine, const AuditPair *pair)
{
    guint64 trees = trees_of(pair);

    return (machine->trees & trees) == trees;
}

static bool is_in_scope(const AuditMachine *machine, const AuditScope *scope)
{
    return scope->machine ? machine == scope->machine
                          : g_str_equal(machine->family, scope->family);
}

bool audit_concerns(const AuditSeen *seen, const AuditPair *pair,
                    const AuditScope *scope)
{
    if (!scope->family && !scope->machine) {
        return seen->machines->len == 0;
    }
    for (guint i = 0; i < seen->machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(seen->machines, i);

        if (is_in_scope(machine, scope) && is_in_both(machine, pair)) {
            return true;
        }
    }
    return false;
}

GPtrArray *audit_machines_of(const Audit *audit, const AuditPair *pair,
                             const AuditScope *scope, const AuditSeen *seen)
{
    const GPtrArray *among = seen ? seen->machines : audit->machines;
    GPtrArray *machines = g_ptr_array_new();

    for (guint i = 0; i < among->len; i++) {
        AuditMachine *machine = g_ptr_array_index(among, i);

        if (is_in_scope(machine, scope) && is_in_both(machine, pair)) {
            g_ptr_array_add(machines, machine);
        }
    }
    return machines;
}

static bool is_there(const AuditPair *pair, const Audit *audit,
                     const AuditScope *scope)
{
    if (scope->machine) {
        return is_in_both(scope->machine, pair);
    }
    for (guint i = 0; scope->family && i < audit->machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(audit->machines, i);

        if (is_in_scope(machine, scope) && is_in_both(machine, pair)) {
            return true;
        }
    }
    return !scope->family;
}

AuditCell audit_cell(const AuditPair *pair, const Audit *audit,
                     const AuditScope *scope)
{
    AuditCell cell = {
        .failure = pair->failure,
        .is_there = pair->failure || is_there(pair, audit, scope),
    };

    for (guint i = 0; cell.is_there && i < pair->seen->len; i++) {
        const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, i);
        const AuditFinding *finding = seen->finding;

        if (finding->accepted || !audit_concerns(seen, pair, scope)) {
            continue;
        }
        if (finding->directions & DIRECTION_FORWARD) {
            cell.n[AUDIT_FORWARD][finding->severity]++;
        }
        if (finding->directions & DIRECTION_BACKWARD) {
            cell.n[AUDIT_BACKWARD][finding->severity]++;
        }
    }
    return cell;
}

/* Of what does not break. */
static char lesser_letter(const guint *n)
{
    return n[SEVERITY_GUEST_VISIBLE] ? 'v' : n[SEVERITY_RISK] ? 'r' : '.';
}

char audit_letter_of_way(const AuditCell *cell, AuditWay way)
{
    const guint *n = cell->n[way];

    if (cell->failure || !cell->is_there) {
        return cell->failure ? '?' : '-';
    }
    if (n[SEVERITY_BREAK]) {
        return way == AUDIT_FORWARD ? 'f' : 'b';
    }
    return lesser_letter(n);
}

char audit_letter(const AuditCell *cell)
{
    char forward = audit_letter_of_way(cell, AUDIT_FORWARD);
    char backward = audit_letter_of_way(cell, AUDIT_BACKWARD);

    if (forward == 'f' && backward == 'b') {
        return 'B';
    }
    if (forward == 'f' || backward == 'b') {
        return forward == 'f' ? 'f' : 'b';
    }
    if (forward == 'v' || backward == 'v') {
        return 'v';
    }
    return forward == 'r' ? 'r' : backward;
}

static void append_letters(GString *letters, const AuditCell *cell,
                           AuditPairs which)
{
    if (which != AUDIT_ALL_WAYS) {
        g_string_append_c(letters, audit_letter(cell));
        return;
    }
    g_string_append_c(letters, audit_letter_of_way(cell, AUDIT_FORWARD));
    g_string_append_c(letters, audit_letter_of_way(cell, AUDIT_BACKWARD));
}

char *audit_letters(const Audit *audit, const AuditScope *scope,
                    AuditPairs which)
{
    GString *letters = g_string_new(NULL);

    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        if (pair->after < audit->n_qemu &&
            (which != AUDIT_NEIGHBOURS || pair->after == pair->before + 1)) {
            const AuditCell cell = audit_cell(pair, audit, scope);

            append_letters(letters, &cell, which);
        }
    }
    return g_string_free(letters, FALSE);
}

static void free_group(gpointer data)
{
    g_ptr_array_unref(data);
}

static GPtrArray *group(const Audit *audit, const char *family,
                        AuditPairs which)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(free_group);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < audit->machines->len; i++) {
        AuditMachine *machine = g_ptr_array_index(audit->machines, i);
        const AuditScope scope = {.machine = machine};
        g_autofree char *letters = NULL;
        GPtrArray *alike;

        if (!machine->trees || !g_str_equal(machine->family, family)) {
            continue;
        }
        letters = audit_letters(audit, &scope, which);
        alike = g_hash_table_lookup(known, letters);
        if (!alike) {
            alike = g_ptr_array_new();
            g_ptr_array_add(groups, alike);
            g_hash_table_insert(known, g_steal_pointer(&letters), alike);
        }
        g_ptr_array_add(alike, machine);
    }
    return groups;
}

GPtrArray *audit_groups(const Audit *audit, const char *family)
{
    return group(audit, family, AUDIT_ALL_WAYS);
}

GPtrArray *audit_step_groups(const Audit *audit, const char *family)
{
    return group(audit, family, AUDIT_NEIGHBOURS);
}

char *audit_ranges(const Audit *audit, const GPtrArray *machines)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    for (guint i = 0; i < machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(machines, i);

        g_ptr_array_add(names, (char *)machine->name);
    }
    for (guint i = 0; i < audit->machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(audit->machines, i);

        g_ptr_array_add(all, (char *)machine->name);
    }
    return layout_ranges(names, all);
}
