/*
 * options-history.h: the options that only `evidence` and `whatif` have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

typedef struct HistoryOptions {
    char **repositories; /* NULL-terminated; NULL: none */
    char *window;        /* "2 years", "6 releases"; NULL */
} HistoryOptions;

/* Adds them to what the context reads. */
void history_options_add(GOptionContext *context, HistoryOptions *options);
void history_options_clear(HistoryOptions *options);
