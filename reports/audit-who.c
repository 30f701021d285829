/*
 * Sums and words that the writers of an audit share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/audit-who.h"

#include <string.h>

AuditSums audit_sums(const Audit *audit, const AuditPair *pair)
{
    AuditSums sums = {0};

    for (guint i = 0; i < pair->seen->len; i++) {
        const AuditFinding *finding =
            g_array_index(pair->seen, AuditSeen, i).finding;

        if (!finding->accepted) {
            sums.n[AUDIT_FORWARD][finding->severity] +=
                (finding->directions & DIRECTION_FORWARD) != 0;
            sums.n[AUDIT_BACKWARD][finding->severity] +=
                (finding->directions & DIRECTION_BACKWARD) != 0;
        }
    }
    for (guint i = 0; i < audit->machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(audit->machines, i);

        sums.n_gone += (machine->trees >> pair->before & 1) &&
                       !(machine->trees >> pair->after & 1);
    }
    return sums;
}

/* What a value comes from otherwise. */
static bool is_compat_list(const char *by)
{
    static const char *const others[] = {"default", "cpu-model", "run-time"};

    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_strcmp0(by, others[i]) == 0) {
            return false;
        }
    }
    return by;
}

GPtrArray *audit_compat_lists(const Audit *audit, const AuditTimeline *timeline)
{
    GPtrArray *lists = g_ptr_array_new();

    for (guint i = 0; i < audit->n_qemu; i++) {
        const char *by = timeline->points[i].by;

        /* Texts are interned. */
        if (is_compat_list(by) && !g_ptr_array_find(lists, by, NULL)) {
            g_ptr_array_add(lists, (char *)by);
        }
    }
    return lists;
}

bool audit_is_emitted(const Audit *audit, const AuditTimeline *timeline)
{
    for (guint i = 0; i < audit->trees->len - audit->n_qemu; i++) {
        if (timeline->emitted[i]) {
            return true;
        }
    }
    return false;
}

char *audit_who(const Audit *audit, const AuditTimeline *timeline)
{
    g_autoptr(GPtrArray) lists = audit_compat_lists(audit, timeline);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < lists->len; i++) {
        g_string_append_printf(text, "%s%s", i ? ", " : "",
                               (const char *)g_ptr_array_index(lists, i));
    }
    if (audit_is_emitted(audit, timeline)) {
        g_string_append_printf(text, "%slibvirt", text->len ? ", " : "");
    }
    if (text->len == 0) {
        g_string_append(text, "nobody");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *audit_family_title(const Audit *audit, const char *family)
{
    g_autoptr(GPtrArray) machines = g_ptr_array_new();
    g_autofree char *ranges = NULL;

    for (guint i = 0; i < audit->machines->len; i++) {
        AuditMachine *machine = g_ptr_array_index(audit->machines, i);

        if (machine->trees && g_str_equal(machine->family, family)) {
            g_ptr_array_add(machines, machine);
        }
    }
    ranges = audit_ranges(audit, machines);
    return g_strdup_printf("%s: %u machine type%s, %s", family, machines->len,
                           machines->len == 1 ? "" : "s", ranges);
}
