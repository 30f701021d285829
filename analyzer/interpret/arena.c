/*
 * A bump allocator: chunks in a list, the current one at its head.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/arena.h"

#include <stddef.h>
#include <string.h>

#define CHUNK_SIZE (256u * 1024u)

typedef struct Chunk {
    struct Chunk *older;
    gsize size;
    gsize used;
    max_align_t data[];
} Chunk;

struct Arena {
    Chunk *current;
};

Arena *arena_new(void)
{
    return g_new0(Arena, 1);
}

void arena_free(Arena *arena)
{
    if (!arena) {
        return;
    }
    while (arena->current) {
        Chunk *older = arena->current->older;

        g_free(arena->current);
        arena->current = older;
    }
    g_free(arena);
}

static Chunk *chunk_new(gsize size)
{
    Chunk *chunk = g_malloc0(sizeof(Chunk) + size);

    chunk->size = size;
    return chunk;
}

void *arena_alloc(Arena *arena, gsize size)
{
    const gsize alignment = sizeof(gint64);
    gsize rounded = (size + alignment - 1) / alignment * alignment;
    Chunk *chunk = arena->current;
    void *memory;

    if (!chunk || chunk->size - chunk->used < rounded) {
        chunk = chunk_new(MAX(rounded, CHUNK_SIZE));
        chunk->older = arena->current;
        arena->current = chunk;
    }
    memory = (char *)chunk->data + chunk->used;
    chunk->used += rounded;
    return memory;
}

char *arena_string(Arena *arena, const char *text)
{
    gsize size = text ? strlen(text) + 1 : 0;

    return text ? memcpy(arena_alloc(arena, size), text, size) : NULL;
}
