/*
 * clang-heal.h: placeholders for names that nothing declares; private to
 * parse/.
 *
 * clang drops a whole initialiser for one undeclared name in it, and a whole
 * structure's layout for one unknown type. What it reported as missing is
 * declared in a prelude, and the file is parsed again. A placeholder's size
 * and value mean nothing: names stand without a value in the ir, and the file
 * gets a diagnostic that lists them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <clang-c/Index.h>
#include <glib.h>
#include <stdbool.h>

typedef struct Placeholders {
    GString *text;  /* C declarations */
    GString *names; /* "A, B, C" */
    GHashTable *known;
} Placeholders;

Placeholders *placeholders_new(void);
void placeholders_free(Placeholders *placeholders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Placeholders, placeholders_free)

/* Adds what an error's text says is missing. `in_function`: names of values
 * are not taken from there, as they would mostly be local ones. */
void placeholders_add(Placeholders *placeholders, const char *message,
                      bool in_function);
bool placeholders_are_empty(const Placeholders *placeholders);
