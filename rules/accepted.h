/*
 * accepted.h: findings that are known and accepted, with the reason.
 *
 * The data are key files: those in rules/accepted/ are built into the program,
 * a tree has its own in .migcompat-accepted. See rules/README.md for the keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/finding.h"

#define ACCEPTED_FILE ".migcompat-accepted"

typedef enum AcceptedError {
    ACCEPTED_ERROR_SYNTAX, /* no key file */
    ACCEPTED_ERROR_ENTRY,  /* a key is missing, unknown or makes no sense */
} AcceptedError;

#define ACCEPTED_ERROR accepted_error_quark()
GQuark accepted_error_quark(void);

/* What came with the program: name and content of each file in rules/accepted,
 * by name; the last has no name. Made by CMake. */
typedef struct AcceptedText {
    const char *name;
    const char *text;
} AcceptedText;

extern const AcceptedText accepted_texts[];

/* Of the two versions that are compared, and the day it is done on. */
typedef struct AcceptedContext {
    const char *before; /* "9.2.0" */
    const char *after;
    const char *today; /* "2025-01-31" */
    bool is_narrowed;  /* to some machine types, or to a tree and itself: what
                          accepts nothing here may well be needed elsewhere */
} AcceptedContext;

/*
 * Sets `accepted` of the findings that `text` accepts, and adds a finding for
 * each entry that is expired and for each that accepts nothing. `name` is
 * what to call the text; `file` is where it is in the newer tree, NULL if it
 * came with the program. Afterwards the findings are to be sorted.
 */
bool accepted_apply(Findings *findings, const char *text, const char *name,
                    const char *file, const AcceptedContext *context,
                    GError **error);
