/*
 * How far an audit is, for who waits at a terminal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-run.h"

#include <stdio.h>
#include <unistd.h>

#define BAR_WIDTH  30
#define NAME_WIDTH 28

static bool is_wanted(const CommandOptions *options)
{
    return !options->quiet && isatty(STDERR_FILENO);
}

void audit_show_progress(const CommandOptions *options, const char *what,
                         guint done, guint all)
{
    guint filled = all ? done * BAR_WIDTH / all : 0;
    g_autofree char *bar = NULL;
    g_autofree char *text = NULL;

    if (!is_wanted(options)) {
        return;
    }
    bar = g_strnfill(filled, '#');
    text = g_strdup(what);
    for (char *at = text; *at; at++) {
        if (g_ascii_iscntrl(*at)) {
            *at = '?';
        }
    }
    fprintf(stderr, "\r\033[K[%-*s] %u/%u %.*s", BAR_WIDTH, bar, done, all,
            NAME_WIDTH, text);
    fflush(stderr);
}

void audit_end_progress(const CommandOptions *options)
{
    if (is_wanted(options)) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
    }
}
