/*
 * possible.h: whether something can exist in a guest of a machine type.
 *
 * NO only with a reason that holds for every guest of the machine type that
 * a default build can start: then a change of it cannot matter there. What
 * could not be worked out is UNKNOWN, to be treated as YES.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/qemu-model.h"

typedef enum Possible {
    POSSIBLE_NO,
    POSSIBLE_UNKNOWN,
    POSSIBLE_YES,
} Possible;

/* Of a driver that others derive from: whether it or one of them can be. The
 * driver and the machine type must be facts of the model. */
Possible qemu_model_possible(const QemuModel *model, const Driver *driver,
                             const MachineType *machine);

/* Whether code of the source file can run or be looked at. */
Possible qemu_model_file_possible(const QemuModel *model, const char *file,
                                  const MachineType *machine);

/* By the drivers that use it, else by its file. */
Possible qemu_model_vmstate_possible(const QemuModel *model,
                                     const VMState *vmstate,
                                     const MachineType *machine);
