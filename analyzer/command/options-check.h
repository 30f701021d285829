/*
 * options-check.h: the options that only `check` has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

typedef struct CheckOptions {
    char *repository;     /* NULL: the current directory */
    char *base;           /* a revision; NULL: what the operand implies */
    char *baseline;       /* file of fingerprints; NULL: none */
    char *write_baseline; /* file to be written; NULL: none */
    gboolean each;        /* per commit, not only the range */
    gboolean fix;
    gboolean stable;
} CheckOptions;

/* Adds them to what the context reads. */
void check_options_add(GOptionContext *context, CheckOptions *options);
void check_options_clear(CheckOptions *options);
