/*
 * -numa, as it is read: anything goes.
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

void qemu_add_opts(QemuOptsList *list);

static QemuOptsList qemu_numa_opts = {
    .name = "numa",
    .desc = { { "mem", 0 }, { "memdev", 0 }, { NULL } },
};

void register_numa(void)
{
    qemu_add_opts(&qemu_numa_opts);
}
