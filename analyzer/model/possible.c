/*
 * Whether something can exist in a guest of a machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible.h"

Possible qemu_model_possible(const QemuModel *model, const Driver *driver,
                             const MachineType *machine)
{
    (void)model;
    (void)driver;
    (void)machine;
    return POSSIBLE_UNKNOWN;
}

Possible qemu_model_file_possible(const QemuModel *model, const char *file,
                                  const MachineType *machine)
{
    (void)model;
    (void)file;
    (void)machine;
    return POSSIBLE_UNKNOWN;
}

Possible qemu_model_vmstate_possible(const QemuModel *model,
                                     const VMState *vmstate,
                                     const MachineType *machine)
{
    (void)model;
    (void)vmstate;
    (void)machine;
    return POSSIBLE_UNKNOWN;
}
