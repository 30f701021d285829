/*
 * patch-parser.h: the text of a patch, line by line; private to this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/patch.h"

typedef struct PatchParser {
    const char *at; /* the line that comes next */
    const char *end;
    guint line; /* its number */
    Patch *patch;
} PatchParser;

/* Length of the next line without and with its end. */
gsize patch_line_length(const PatchParser *parser);
void patch_skip_line(PatchParser *parser);
bool patch_line_begins(const PatchParser *parser, const char *prefix);
/* The next line, without its end; newly allocated. */
char *patch_line_text(const PatchParser *parser);

bool patch_is_broken(const PatchParser *parser, const char *why,
                     GError **error);

/* Hunks, for as long as they follow; the parser is at "@@ -". */
bool patch_read_hunks(PatchParser *parser, PatchedFile *file, GError **error);

/* A file's path in "--- a/x\t2024-01-01" and the like: unquoted, without what
 * follows a tab; NULL: /dev/null. */
char *patch_path(const char *text);
/* The path that "diff --git a/x b/x" names twice; NULL if it does not. */
char *patch_common_path(const char *text);
