/*
 * The files that are parsed and the headers they lead to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-layout.h"

#include <string.h>

/* Where headers that are not the tree's may come from. */
static const char *const machine_folders[] = {
    LIBCLANG_RESOURCE_INCLUDE,    GLIB_HEADERS,
    GLIB_CONFIG_HEADERS,          "/usr/include",
    "/usr/include/" HOST_TRIPLET,
};

static void text_free(gpointer data)
{
    LibvirtText *text = data;

    g_ptr_array_unref(text->includes);
    g_bytes_unref(text->bytes);
    g_free(text);
}

void libvirt_layout_free(LibvirtLayout *layout)
{
    if (!layout) {
        return;
    }
    g_hash_table_unref(layout->by_path);
    g_ptr_array_unref(layout->folders);
    g_ptr_array_unref(layout->parsed);
    g_ptr_array_unref(layout->missing);
    g_ptr_array_unref(layout->reached);
    g_free(layout);
}

/* The name in `#include <name>`, NULL if the line is none. */
static char *included_name(const char *line, const char *end)
{
    const char *start;

    line += strspn(line, " \t");
    if (*line != '#') {
        return NULL;
    }
    line++;
    line += strspn(line, " \t");
    if (!g_str_has_prefix(line, "include")) {
        return NULL;
    }
    line += strlen("include");
    line += strspn(line, " \t");
    if (line >= end || (*line != '<' && *line != '"')) {
        return NULL;
    }
    start = line + 1;
    line = start + strcspn(start, ">\"\n");
    return line < end ? g_strndup(start, (gsize)(line - start)) : NULL;
}

static GPtrArray *find_includes(const char *text)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    while (*text) {
        const char *end = text + strcspn(text, "\n");
        char *name = included_name(text, end);

        if (name) {
            g_ptr_array_add(names, name);
        }
        text = *end ? end + 1 : end;
    }
    return names;
}

typedef struct Walk {
    const Source *source;
    IrTree *tree;
    LibvirtLayout *layout;
    GHashTable *missing;
} Walk;

/* NULL if it cannot be read. */
static const LibvirtText *reach(Walk *walk, const char *path)
{
    LibvirtText *text = g_hash_table_lookup(walk->layout->by_path, path);
    g_autoptr(GError) error = NULL;
    GBytes *bytes;

    if (text) {
        return text;
    }
    bytes = source_read(walk->source, path, &error);
    if (!bytes) {
        ir_tree_add_failure(walk->tree, path, "file", error->message);
        return NULL;
    }
    text = g_new0(LibvirtText, 1);
    text->path = path;
    text->bytes = bytes;
    text->includes = find_includes(g_bytes_get_data(bytes, NULL));
    g_ptr_array_add(walk->layout->reached, text);
    g_hash_table_insert(walk->layout->by_path, (char *)path, text);
    return text;
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The Source's own copy of a path; NULL if it has no such file. */
static const char *own_path(const Source *source, const char *path)
{
    const GPtrArray *paths = source_paths(source);
    char *const *found;

    if (paths->len == 0) {
        return NULL;
    }
    found = bsearch(&path, paths->pdata, paths->len, sizeof(gpointer),
                    compare_paths);
    return found ? *found : NULL;
}

static bool reach_in(Walk *walk, const char *folder, const char *name)
{
    g_autofree char *joined =
        *folder ? g_build_filename(folder, name, NULL) : g_strdup(name);
    const char *path = own_path(walk->source, joined);

    return path && reach(walk, path) != NULL;
}

static bool is_on_machine(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(machine_folders); i++) {
        g_autofree char *path =
            g_build_filename(machine_folders[i], name, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            return true;
        }
    }
    return false;
}

static void follow(Walk *walk, const LibvirtText *text, const char *name)
{
    g_autofree char *here = g_path_get_dirname(text->path);
    bool found = reach_in(walk, here, name);

    for (guint i = 0; i < walk->layout->folders->len && !found; i++) {
        found = reach_in(walk, walk->layout->folders->pdata[i], name);
    }
    if (!found && *name != '/' && !strstr(name, "..") && !is_on_machine(name)) {
        g_hash_table_add(walk->missing, (char *)name);
    }
}

static void add_missing(Walk *walk)
{
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, walk->missing);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_ptr_array_add(walk->layout->missing, name);
    }
    g_ptr_array_sort(walk->layout->missing, compare_paths);
}

/* Every folder below src/, as the build has most of them for one part or the
 * other; include/ before them. */
static GPtrArray *include_folders(const Source *source)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *paths = source_paths(source);

    g_ptr_array_add(folders, g_strdup(""));
    g_ptr_array_add(folders, g_strdup("include"));
    g_ptr_array_add(folders, g_strdup("src"));
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        const char *last = folders->pdata[folders->len - 1];
        const char *slash;
        g_autofree char *folder = NULL;

        if (!g_str_has_prefix(path, "src/")) {
            continue;
        }
        slash = strchr(path + strlen("src/"), '/');
        folder = slash ? g_strndup(path, (gsize)(slash - path)) : NULL;
        if (folder && !g_str_equal(folder, last)) {
            g_ptr_array_add(folders, g_steal_pointer(&folder));
        }
    }
    return folders;
}

LibvirtLayout *libvirt_layout_new(const Source *source, IrTree *tree)
{
    LibvirtLayout *layout = g_new0(LibvirtLayout, 1);
    const GPtrArray *paths = source_paths(source);
    g_autoptr(GHashTable) missing = g_hash_table_new(g_str_hash, g_str_equal);
    Walk walk = {source, tree, layout, missing};

    layout->folders = include_folders(source);
    layout->parsed = g_ptr_array_new();
    layout->missing = g_ptr_array_new();
    layout->reached = g_ptr_array_new_with_free_func(text_free);
    layout->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < paths->len; i++) {
        if (libvirt_is_parsed(paths->pdata[i])) {
            const LibvirtText *text = reach(&walk, paths->pdata[i]);

            if (text) {
                g_ptr_array_add(layout->parsed, (gpointer)text);
            }
        }
    }
    for (guint i = 0; i < layout->reached->len; i++) {
        const LibvirtText *text = layout->reached->pdata[i];

        for (guint k = 0; k < text->includes->len; k++) {
            follow(&walk, text, text->includes->pdata[k]);
        }
    }
    add_missing(&walk);
    return layout;
}

/* How many parsed files include it? */
static guint count_uses(const LibvirtLayout *layout, const char *name)
{
    guint uses = 0;

    for (guint i = 0; i < layout->parsed->len; i++) {
        const LibvirtText *text = layout->parsed->pdata[i];

        for (guint k = 0; k < text->includes->len; k++) {
            uses += g_str_equal(text->includes->pdata[k], name);
        }
    }
    return uses;
}

/* Private headers break off unless the includer says that it may. */
static bool is_worth_it(const LibvirtLayout *layout, const char *name)
{
    enum {
        FEWEST_USES = 3
    };

    return !g_str_has_suffix(name, "priv.h") &&
           !g_str_has_suffix(name, "virprobe.h") && !strchr(name, '/') &&
           count_uses(layout, name) >= FEWEST_USES;
}

void libvirt_add_headers(GPtrArray *headers, const LibvirtLayout *layout)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    g_ptr_array_add(headers, g_strdup("config.h"));
    g_hash_table_add(seen, "config.h");
    for (guint i = 0; i < layout->parsed->len; i++) {
        const LibvirtText *text = layout->parsed->pdata[i];

        for (guint k = 0; k < text->includes->len; k++) {
            char *name = text->includes->pdata[k];

            if (g_hash_table_add(seen, name) && is_worth_it(layout, name)) {
                g_ptr_array_add(headers, g_strdup(name));
            }
        }
    }
}
