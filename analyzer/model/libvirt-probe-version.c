/*
 * Compares the version of a QEMU as libvirt does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/libvirt-probe.h"

#include "base/version.h"

static Decision decided(bool answer)
{
    return answer ? DECISION_YES : DECISION_NO;
}

Decision qemu_probe_version(const QemuProbe *probe, const LibvirtGuard *guard)
{
    static const struct {
        const char *relation;
        bool less;
        bool equal;
        bool greater;
    } relations[] = {
        {"<", true, false, false},  {"<=", true, true, false},
        {"==", false, true, false}, {"!=", true, false, true},
        {">=", false, true, true},  {">", false, false, true},
    };
    int order = version_compare(fact_set_version(qemu_probe_facts(probe)),
                                guard->values[0]);

    for (guint i = 0; i < G_N_ELEMENTS(relations); i++) {
        if (g_str_equal(relations[i].relation, guard->relation)) {
            return decided(order < 0    ? relations[i].less
                           : order == 0 ? relations[i].equal
                                        : relations[i].greater);
        }
    }
    return DECISION_UNKNOWN;
}
