/*
 * Interning of paths.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/path.h"

#include "interpret/arena.h"

#include <stddef.h>
#include <string.h>

struct PathTable {
    Arena *arena;
    GHashTable *paths;   /* Path -> itself, by its last step and parent */
    GHashTable *by_text; /* address of a Path's text -> Path */
    GHashTable *strings; /* interned names */
    Path *root;
};

static guint step_hash(gconstpointer key)
{
    const Path *path = key;
    guint hash = g_direct_hash(path->parent);

    hash = hash * 31 + g_direct_hash(path->member);
    hash = hash * 31 + g_direct_hash(path->record);
    return hash * 31 + (guint)path->index;
}

static gboolean step_equal(gconstpointer a, gconstpointer b)
{
    const Path *x = a;
    const Path *y = b;

    return x->parent == y->parent && x->member == y->member &&
           x->record == y->record && x->index == y->index;
}

static Path *path_new(PathTable *table, const Path *step, const char *text)
{
    gsize length = strlen(text) + 1;
    Path *path = arena_alloc(table->arena, sizeof(Path) + length);

    *path = *step;
    memcpy(path->text, text, length);
    if (path->parent) {
        ((Path *)path->parent->plain)->has_children = true;
        path->depth = path->parent->depth + 1;
    }
    g_hash_table_add(table->paths, path);
    g_hash_table_insert(table->by_text, path->text, path);
    return path;
}

PathTable *path_table_new(void)
{
    PathTable *table = g_new0(PathTable, 1);
    const Path no_step = {0};

    table->arena = arena_new();
    table->paths = g_hash_table_new(step_hash, step_equal);
    table->by_text = g_hash_table_new(g_direct_hash, g_direct_equal);
    table->strings = g_hash_table_new(g_str_hash, g_str_equal);
    table->root = path_new(table, &no_step, "");
    table->root->plain = table->root;
    return table;
}

void path_table_free(PathTable *table)
{
    if (!table) {
        return;
    }
    g_hash_table_unref(table->paths);
    g_hash_table_unref(table->by_text);
    g_hash_table_unref(table->strings);
    arena_free(table->arena);
    g_free(table);
}

const Path *path_root(const PathTable *table)
{
    return table->root;
}

const char *path_intern(PathTable *table, const char *text)
{
    char *known = g_hash_table_lookup(table->strings, text);

    if (!known) {
        known = arena_string(table->arena, text);
        g_hash_table_add(table->strings, known);
    }
    return known;
}

static const Path *path_step(PathTable *table, const Path *step)
{
    const Path *known = g_hash_table_lookup(table->paths, step);
    g_autofree char *text = NULL;
    Path *path;

    if (known) {
        return known;
    }
    if (step->member) {
        text = g_strconcat(step->parent->text, ".", step->member, NULL);
    } else {
        text = g_strdup_printf("%s[%" G_GINT64_FORMAT "]", step->parent->text,
                               step->index);
    }
    path = path_new(table, step, text);
    if (!step->record && step->parent->plain == step->parent) {
        path->plain = path;
    } else {
        Path bare = *step;

        bare.parent = step->parent->plain;
        bare.record = NULL;
        path->plain = path_step(table, &bare);
    }
    return path;
}

const Path *path_member(PathTable *table, const Path *parent,
                        const char *record, const char *member)
{
    Path step = {.parent = parent, .member = path_intern(table, member)};

    if (record && *record) {
        step.record = path_intern(table, record);
    }
    return path_step(table, &step);
}

const Path *path_index(PathTable *table, const Path *parent, gint64 index)
{
    Path step = {.parent = parent, .index = index};

    return path_step(table, &step);
}

const Path *path_of_text(const char *text)
{
    return (const Path *)(text - offsetof(Path, text));
}

/* One step of `text`, which is moved past it; NULL if it is none. */
static const Path *parse_step(PathTable *table, const Path *path,
                              const char **text)
{
    gsize length = strcspn(*text + 1, ".[");
    g_autofree char *name = g_strndup(*text + 1, length);
    char *colon = strchr(name, ':');

    if (**text == '[') {
        char *end = NULL;
        gint64 index = g_ascii_strtoll(*text + 1, &end, 10);

        *text = end + 1;
        return *end == ']' ? path_index(table, path, index) : NULL;
    }
    if (**text != '.' || length == 0) {
        return NULL;
    }
    *text += 1 + length;
    if (colon) {
        *colon = '\0';
        return path_member(table, path, name, colon + 1);
    }
    return path_member(table, path, NULL, name);
}

const Path *path_parse(PathTable *table, const char *text)
{
    const Path *path = g_hash_table_lookup(table->by_text, text);

    if (path) {
        return path;
    }
    path = table->root;
    while (path && *text) {
        path = parse_step(table, path, &text);
    }
    return path;
}

const Path *path_rebase(PathTable *table, const Path *base, const Path *path,
                        const Path *from)
{
    Path step;

    if (path->depth <= from->depth) {
        return base;
    }
    if (base == from) {
        return path;
    }
    step = (Path){
        .parent = path_rebase(table, base, path->parent, from),
        .member = path->member,
        .record = path->record,
        .index = path->index,
    };
    return path_step(table, &step);
}

bool path_matches(const Path *a, const Path *b)
{
    if (a->plain != b->plain) {
        return false;
    }
    for (; a != b; a = a->parent, b = b->parent) {
        if (a->record && b->record && a->record != b->record) {
            return false;
        }
    }
    return true;
}

const Path *path_ancestor(const Path *path, guint depth)
{
    while (path->depth > depth) {
        path = path->parent;
    }
    return path;
}

bool path_is_below(const Path *path, const Path *ancestor)
{
    return path->depth > ancestor->depth &&
           path_matches(path_ancestor(path, ancestor->depth), ancestor);
}
