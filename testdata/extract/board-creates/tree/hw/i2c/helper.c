/*
 * A file with nothing of its own, which is not parsed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/qdev-core.h"

BusState *i2c_init(DeviceState *parent)
{
    return qbus_new(TYPE_I2C_BUS, parent);
}
