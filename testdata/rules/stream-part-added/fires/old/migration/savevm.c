/*
 * The frame of the migration stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"

typedef struct QEMUFile QEMUFile;
void qemu_put_byte(QEMUFile *f, int value);
void save_devices(QEMUFile *f);

#define PART_END 0x00
#define PART_START 0x01

static void save_header(QEMUFile *f, int part)
{
    qemu_put_byte(f, part);
}

void save_state(QEMUFile *f)
{
    save_header(f, PART_START);
    save_devices(f);
    save_header(f, PART_END);
}
