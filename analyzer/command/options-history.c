/*
 * The options that only `evidence` and `whatif` have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/options-history.h"

void history_options_add(GOptionContext *context, HistoryOptions *options)
{
    const GOptionEntry entries[] = {
        {"git", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->repositories,
         "A repository to look commits and dates up in; may be repeated",
         "DIR"},
        {"window", 0, 0, G_OPTION_ARG_STRING, &options->window,
         "How long a version is supported: '2 years', '6 releases'", "TIME"},
        {NULL},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

void history_options_clear(HistoryOptions *options)
{
    g_strfreev(options->repositories);
    g_free(options->window);
}
