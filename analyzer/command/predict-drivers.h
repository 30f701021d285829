/*
 * predict-drivers.h: which devices a guest has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/accept.h"

/* One that the command line asks for, or a part of it. */
typedef struct GuestDriver {
    const Driver *driver;
    const GuestArgument *argument; /* whose settings reach it; NULL: the
                                      board's own */
} GuestDriver;

/* GuestDriver, each driver once; the caller's. Of the board's devices those
 * that no -device can add: the others may be left out. */
GArray *guest_drivers(const QemuModel *model, const Guest *guest,
                      const MachineType *machine);
