/*
 * -numa, as it is read: newer machine types take no "mem".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/boards.h"

typedef struct QemuOptDesc { const char *name; int type; } QemuOptDesc;
typedef struct QemuOptsList {
    const char *name;
    QemuOptDesc desc[3];
} QemuOptsList;
typedef struct NumaNodeOptions {
    bool has_mem;
    const char *memdev;
} NumaNodeOptions;
typedef struct MachineInfo { bool numa_mem_supported; } MachineInfo;

void qemu_add_opts(QemuOptsList *list);
void error_report(const char *format, ...);

static QemuOptsList qemu_numa_opts = {
    .name = "numa",
    .desc = { { "mem", 0 }, { "memdev", 0 }, { NULL } },
};

void register_numa(void)
{
    qemu_add_opts(&qemu_numa_opts);
}

void parse_numa_node(MachineClass *mc, NumaNodeOptions *node)
{
    if (node->has_mem) {
        if (!mc->numa_mem_supported) {
            error_report("-numa mem is gone, use -numa memdev");
        }
    }
}

void qmp_query_machines(MachineClass *mc, MachineInfo *info)
{
    info->numa_mem_supported = mc->numa_mem_supported;
}
