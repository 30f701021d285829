/*
 * libvirt-slice.h: whether a change can have an effect on what is read of a
 * libvirt tree.
 *
 * A libvirt tree is read as a whole or not at all: what is emitted follows
 * calls through most of its files. It is not read again if nothing of what is
 * parsed, included by that, or read as a document differs in more than
 * comments and space.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/slice.h"

void libvirt_slice(Source *before, Source *after, const GPtrArray *changed,
                   ProjectSlice *slice);

/* Is the C of both texts the same, but for comments and space? Each ends with
 * a NUL. */
bool libvirt_is_same_code(const char *before, const char *after);
/* Code of the QEMU driver that is not parsed, by its name. */
bool libvirt_is_left_out(const char *path);
