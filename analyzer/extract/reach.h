/*
 * reach.h: what code may be run, or data looked at, from a place in the code,
 * and which types it names there.
 *
 * A graph over the functions and variables of a tree: one leads to all
 * those it refers to, whether it calls them or passes them on. Each carries
 * the names of types that stand in it as strings, where they could be used to
 * create an object: not in a cast, a compat list, or a registration. A format
 * string counts as every name that it could print. All this errs on the side
 * of too much.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"

typedef struct Reach Reach;

/* `names`: the types' names (const char *, no repetitions), borrowed as is the
 * tree. Types go by their index there. */
Reach *reach_new(const IrTree *tree, const GPtrArray *names);
void reach_free(Reach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reach, reach_free)

/* Is the type named anywhere at all? */
bool reach_is_named(const Reach *reach, guint type);

/* A set of types, one bit each; of reach_n_words. */
guint reach_n_words(const Reach *reach);
/* Adds what is named in the symbol and in everything it leads to. */
void reach_add(const Reach *reach, const IrSymbol *symbol, guint64 *set);
/* The same for all functions of that name. */
void reach_add_functions(const Reach *reach, const char *name, guint64 *set);
