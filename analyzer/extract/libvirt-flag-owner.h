/*
 * libvirt-flag-owner.h: flags by the enumeration they belong to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/program.h"

typedef struct FlagIndex FlagIndex;

FlagIndex *flag_index_new(const IrProgram *program);
void flag_index_free(FlagIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlagIndex, flag_index_free)

/* If `other` is of another enumeration than `flag`, and its bit means
 * something else there: what. Borrowed from the program; NULL. */
const char *flag_index_collision(const FlagIndex *index, const char *flag,
                                 const char *other);
/* The flag beside `flag` that ends in the same words as `other`: what may have
 * been meant. Borrowed from the program; NULL. */
const char *flag_index_namesake(const FlagIndex *index, const char *flag,
                                const char *other);
