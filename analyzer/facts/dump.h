/*
 * dump.h: what QEMU's -dump-vmstate wrote, as facts.
 *
 * The file has, for each device type that has state, its description with
 * nested descriptions and subsections in place (migration/savevm.c,
 * dump_vmstate_json_to_file). Each becomes a Driver and VMStates; equal
 * descriptions are one VMState. The machine type that the dump was made with
 * is the set's only MachineType.
 *
 * A dump does not tell everything: `info` is NULL, kinds are "struct",
 * "array", "scalar" and "unused", sizes are those in memory, a test is "?",
 * and so is `needed` of a subsection. Nothing has a place or targets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

/* Does the file look like a dump? false if it cannot be read. */
bool dump_is_one(const char *path);

FactSet *dump_read(const char *path, GError **error);
