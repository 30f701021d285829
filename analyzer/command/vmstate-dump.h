/*
 * vmstate-dump.h: what a tree sends, in the form of QEMU's -dump-vmstate.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/command.h"
#include "facts/facts.h"

/* Writes the dump of the machine type that the options name; `name` is that
 * of the operand. Returns an exit status; has failed if `error` is set. */
guint vmstate_dump(const FactSet *facts, const char *name,
                   const CommandOptions *options, GError **error);
