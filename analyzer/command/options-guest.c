/*
 * The options that only `predict` has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/options-guest.h"

void guest_options_add(GOptionContext *context, GuestOptions *options)
{
    const GOptionEntry entries[] = {
        {"args", 0, 0, G_OPTION_ARG_STRING, &options->args,
         "The guest's QEMU arguments, quoted as for a shell", "ARGUMENTS"},
        {"batch", 0, 0, G_OPTION_ARG_FILENAME, &options->batch,
         "Guests, one JSON object a line; - for standard input", "FILE"},
        {NULL},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

void guest_options_clear(GuestOptions *options)
{
    g_free(options->args);
    g_free(options->batch);
}
