/*
 * libvirt-local.h: what the local variables of a function are set to, as far
 * as the text says, and the flags that conditions ask for through them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/libvirt-xml-walk.h"

/* Everything that is put into each local variable of a function. */
typedef struct Locals Locals;

Locals *locals_new(const IrSymbol *function);
void locals_free(Locals *locals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Locals, locals_free)

/* const IrNode *; NULL if there is no such variable or nothing is. */
const GPtrArray *locals_values(const Locals *locals, const char *name);
/* The member of a guest that the expression has its value from; newly
 * allocated, NULL. */
char *locals_member(const Locals *locals, const IrFile *file,
                    const IrNode *node);

/* "INACTIVE", ...: the flags of parsing and formatting that the conditions in
 * force ask about; interned, sorted; NULL if there are none. */
LibvirtNames locals_flags(const Locals *locals, const Walk *walk);
