/*
 * library.h: what the C library, GLib and the compiler provide.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/interpret.h"

/* name -> const BuiltinEntry * */
GHashTable *library_new(void);
/* NULL if the library has no such function. */
const BuiltinEntry *library_find(GHashTable *library, const char *name);

/* One file's share; `ret_n` is their number. */
const BuiltinEntry *library_memory(guint *ret_n);
const BuiltinEntry *library_text(guint *ret_n);

/* Does the result depend on nothing but the arguments' values? Then a choice
 * among them makes a choice of results. */
bool library_is_pure(const BuiltinEntry *entry);
