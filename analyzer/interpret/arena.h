/*
 * arena.h: memory that is given back all at once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Zeroed, aligned for any type. */
void *arena_alloc(Arena *arena, gsize size);
/* NULL for NULL. */
char *arena_string(Arena *arena, const char *text);
