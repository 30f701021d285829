/*
 * output.h: where a result goes.
 *
 * A file is written beside its place and renamed when complete: readers see
 * the old one or the whole new one. What is not a regular file (a terminal, a
 * pipe, a device) is written directly.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <stdio.h>

#include "command/options.h"

typedef struct Output {
    FILE *stream;
    const char *name; /* for messages; borrowed */
    char *place;      /* NULL unless a file is replaced */
    char *temporary;
    bool color;
} Output;

/* Fails if the result could not be put there: to be asked before long work. */
bool output_check(const CommandOptions *options, GError **error);

Output *output_open(const CommandOptions *options, GError **error);
/* Completes the file. false if anything written before did not arrive. */
bool output_finish(Output *output, GError **error);
/* Without output_finish before, nothing is left behind. */
void output_free(Output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Output, output_free)

/* printf; control characters other than line feeds become '?'. */
G_GNUC_PRINTF(2, 3)
void output_print(Output *output, const char *format, ...);
/* A line that stands out, if colours are on. */
void output_heading(Output *output, const char *text);
/* A JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD. */
void output_json_string(Output *output, const char *text);
