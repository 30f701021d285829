/*
 * machine-json.h: the effective values of one machine type as JSON, schema
 * "migcompat.machine/1".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/output.h"
#include "model/effective-machine.h"

void machine_print_json(const QemuModel *model, const MachineType *machine,
                        EffectiveMachine *effective, Output *output);
