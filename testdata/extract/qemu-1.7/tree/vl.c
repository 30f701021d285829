/*
 * The list of machine types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu-common.h"
#include "hw/boards.h"

static QEMUMachine *first_machine;

int qemu_register_machine(QEMUMachine *m)
{
    m->next = first_machine;
    first_machine = m;
    return 0;
}
