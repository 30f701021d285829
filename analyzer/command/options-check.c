/*
 * The options that only `check` has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/options-check.h"

void check_options_add(GOptionContext *context, CheckOptions *options)
{
    const GOptionEntry entries[] = {
        {"repo", 0, 0, G_OPTION_ARG_FILENAME, &options->repository,
         "The repository (the current directory)", "DIR"},
        {"base", 0, 0, G_OPTION_ARG_FILENAME, &options->base,
         "What to compare with (first parent; HEAD for patches)", "REV"},
        {"each", 0, 0, G_OPTION_ARG_NONE, &options->each,
         "Tell for each commit of a range what it introduces", NULL},
        {"stable", 0, 0, G_OPTION_ARG_NONE, &options->stable,
         "This is a stable branch: nothing that a guest sees may change", NULL},
        {"fix", 0, 0, G_OPTION_ARG_NONE, &options->fix,
         "Print one patch that cures what can be cured, and no report", NULL},
        {"baseline", 0, 0, G_OPTION_ARG_FILENAME, &options->baseline,
         "Leave out findings whose fingerprints stand there", "FILE"},
        {"write-baseline", 0, 0, G_OPTION_ARG_FILENAME,
         &options->write_baseline, "Write the fingerprints of what was found",
         "FILE"},
        {NULL},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

void check_options_clear(CheckOptions *options)
{
    g_free(options->repository);
    g_free(options->base);
    g_free(options->baseline);
    g_free(options->write_baseline);
}
