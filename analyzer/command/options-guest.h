/*
 * options-guest.h: the options that only `predict` has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

typedef struct GuestOptions {
    char *args;  /* as for a shell; NULL */
    char *batch; /* file, "-" for standard input; NULL */
} GuestOptions;

/* Adds them to what the context reads. */
void guest_options_add(GOptionContext *context, GuestOptions *options);
void guest_options_clear(GuestOptions *options);
