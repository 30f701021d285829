/*
 * findings-list.h: where in the text of a file a compat list is, and what to
 * change to add entries to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Lines count from 1. */
typedef struct LineEdit {
    guint line;       /* new lines go before this one */
    guint n_removed;  /* of the lines from there on */
    GPtrArray *added; /* char *, without line ends */
} LineEdit;

LineEdit *line_edit_new(guint line, guint n_removed);
void line_edit_free(LineEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LineEdit, line_edit_free)

/* The line that the list's definition begins on: `NAME[] = {` of an array or
 * `#define NAME`; of several, the last one up to `before` (0: there must be
 * one only). 0: not in this text. */
guint compat_list_find(const char *text, const char *list, guint before);

/* Borrowed texts. */
typedef struct CompatRow {
    const char *driver;
    const char *property;
    const char *value;
} CompatRow;

/* Adds the rows to the list whose definition begins on that line; NULL if it is
 * laid out in a way that is not understood. */
LineEdit *compat_list_add(const char *text, const char *list, guint line,
                          const GArray *rows);
