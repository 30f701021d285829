/*
 * machine-text.h: the effective values of one machine type as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/output.h"
#include "model/effective-machine.h"

void machine_print_text(const QemuModel *model, const MachineType *machine,
                        EffectiveMachine *effective, Output *output);
