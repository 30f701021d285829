/*
 * qemu-machine.h: what the extractor of machine types asks of its parts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/qom.h"

/* Fills machine->steps and machine->switches from the functions that make the
 * type's class, its instance and its board. */
void machine_add_steps(Qom *qom, const QomType *type, MachineType *machine);

/* The list of an entry that a macro stands for, if it is known which: there
 * may be another with the same entry. */
void machine_find_macro(const ExtractContext *context, CompatProperty *compat);
