/*
 * What earlier pairs have brought into an audit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/audit-index.h"

#include <string.h>

struct AuditIndex {
    Audit *audit;
    GHashTable *machines; /* name -> AuditMachine * */
    GHashTable *findings; /* key -> AuditFinding * */
};

AuditIndex *audit_index_new(Audit *audit)
{
    AuditIndex *index = g_new0(AuditIndex, 1);

    index->audit = audit;
    index->machines = g_hash_table_new(g_str_hash, g_str_equal);
    index->findings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return index;
}

void audit_index_free(AuditIndex *index)
{
    if (!index) {
        return;
    }
    g_hash_table_unref(index->findings);
    g_hash_table_unref(index->machines);
    g_free(index);
}

/* "pc-q35" of "pc-q35-9.2": the name up to its version. */
static const char *family_of(Audit *audit, const char *name)
{
    const char *dash = strrchr(name, '-');
    g_autofree char *family = dash && g_ascii_isdigit(dash[1])
                                  ? g_strndup(name, dash - name)
                                  : g_strdup(name);

    return audit_text(audit, family);
}

AuditMachine *audit_index_machine(AuditIndex *index, const char *name)
{
    AuditMachine *machine = g_hash_table_lookup(index->machines, name);

    if (!machine) {
        machine = g_new0(AuditMachine, 1);
        machine->name = audit_text(index->audit, name);
        machine->family = family_of(index->audit, name);
        g_ptr_array_add(index->audit->machines, machine);
        g_hash_table_insert(index->machines, (char *)machine->name, machine);
    }
    return machine;
}

AuditFinding *audit_index_finding(const AuditIndex *index, const char *key)
{
    return g_hash_table_lookup(index->findings, key);
}

void audit_index_add_finding(AuditIndex *index, const char *key,
                             AuditFinding *finding)
{
    g_hash_table_insert(index->findings, g_strdup(key), finding);
}
