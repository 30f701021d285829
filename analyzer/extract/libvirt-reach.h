/*
 * libvirt-reach.h: functions that run after a guest's XML was parsed, and the
 * conditions under which others call them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

typedef struct LibvirtReach LibvirtReach;

LibvirtReach *libvirt_reach_new(ExtractContext *context);
void libvirt_reach_free(LibvirtReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LibvirtReach, libvirt_reach_free)

/* Is the function called while a guest's definition is completed? */
bool libvirt_reach_has(const LibvirtReach *reach, const IrSymbol *function);
/* LibvirtGuard that hold wherever the function is called; NULL: none known. */
const GArray *libvirt_reach_guards(const LibvirtReach *reach,
                                   const IrSymbol *function);
