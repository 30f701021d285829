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

/* A part of other boards: a build for the machine type's board alone has not
 * got the driver, and without a device that a user adds the machine type has
 * no bus for it, either. A binary that has the other boards as well takes it
 * with -device; nobody has a use for it there. */
bool qemu_model_is_foreign(const QemuModel *model, const Driver *driver,
                           const MachineType *machine);

/* Whether code of the source file can run or be looked at. */
Possible qemu_model_file_possible(const QemuModel *model, const char *file,
                                  const MachineType *machine);

/* By the drivers that use it, else by its file. */
Possible qemu_model_vmstate_possible(const QemuModel *model,
                                     const VMState *vmstate,
                                     const MachineType *machine);
