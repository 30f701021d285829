/*
 * qemu-build-token.h: a meson.build file in tokens.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum MesonKind {
    MESON_WORD,
    MESON_STRING,
    MESON_SIGN,    /* one character, but "+=" and "==" */
    MESON_NEWLINE, /* outside of brackets: ends a statement */
} MesonKind;

typedef struct MesonToken {
    MesonKind kind;
    char *text; /* of a string: what it holds */
} MesonToken;

/* MesonToken, the last one a MESON_NEWLINE. */
GArray *meson_tokens(const char *text);
