/*
 * libvirt-argument.h: the ways to one argument of QEMU; private to
 * libvirt-emission.c and libvirt-argument.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/libvirt-words.h"
#include "diff/libvirt.h"

/* The facts about one option and key. */
typedef struct Argument {
    char *key;
    GPtrArray *emissions; /* const Emission * */
} Argument;

/* The member that the XML has to have for the guard to hold; newly allocated,
 * NULL: none. */
char *argument_required_member(const LibvirtGuard *guard);
/* A way that does not ask for the member; NULL. */
const Emission *argument_without(const Argument *argument, const char *member);
/* A way whose value the host tells; NULL. */
const Emission *argument_told_by_host(const Argument *argument);
/* A way to the newer argument that is open if QEMU's capabilities answer in
 * some way, with nothing but XML that `words` know, and was not open before;
 * NULL. */
const Emission *argument_new_way(const Argument *old, const Argument *new,
                                 const LibvirtWords *words);
