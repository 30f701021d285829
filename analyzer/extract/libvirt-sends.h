/*
 * libvirt-sends.h: which commands functions send to QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/libvirt-xml-walk.h"

/* Of a function of the monitor: ", "-separated, in `out`. */
void libvirt_append_command(const Walk *walk, const char *called, GString *out);
/* Of any function: those of the functions it calls. */
void libvirt_append_commands(const Walk *walk, const IrSymbol *function,
                             GString *out);
