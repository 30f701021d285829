/*
 * What all kinds of source have in common: the list of files and problems.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/source.h"

#include <string.h>

#include "source/backend.h"

G_DEFINE_QUARK(migcompat - source - error, source_error)

static void problem_free(gpointer data)
{
    SourceProblem *problem = data;

    g_free(problem->path);
    g_free(problem->reason);
    g_free(problem);
}

Source *source_new(const char *label, const SourceBackend *backend,
                   gpointer data)
{
    Source *source = g_new0(Source, 1);

    source->label = g_strdup(label);
    source->paths = g_ptr_array_new();
    source->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    source->links =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    source->folders =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    source->problems = g_ptr_array_new_with_free_func(problem_free);
    source->backend = backend;
    source->data = data;
    return source;
}

void source_free(Source *source)
{
    if (!source) {
        return;
    }
    source->backend->free(source->data);
    g_ptr_array_unref(source->paths);
    g_ptr_array_unref(source->problems);
    g_hash_table_unref(source->files);
    g_clear_pointer(&source->links, g_hash_table_unref);
    g_clear_pointer(&source->folders, g_hash_table_unref);
    g_free(source->label);
    g_free(source->revision);
    g_free(source);
}

static bool is_printable(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        return false;
    }
    for (; *text; text++) {
        if (g_ascii_iscntrl(*text)) {
            return false;
        }
    }
    return true;
}

const char *source_name_problem(const char *path)
{
    g_auto(GStrv) parts = NULL;

    if (path[0] == '\0') {
        return "file without a name";
    }
    if (path[0] == '/') {
        return "absolute name";
    }
    if (!is_printable(path)) {
        return "name with control characters or not in UTF-8";
    }
    parts = g_strsplit(path, "/", -1);
    if (strlen(path) > 2048 || g_strv_length(parts) > 100) {
        return "name too long";
    }
    for (guint i = 0; parts[i]; i++) {
        if (g_str_equal(parts[i], "..")) {
            return "name leads out of the tree";
        }
        if (strlen(parts[i]) > 255 || parts[i][0] == '\0' ||
            g_str_equal(parts[i], ".")) {
            return "name that no file can have";
        }
    }
    return NULL;
}

void source_add_problem(Source *source, const char *path, const char *reason)
{
    SourceProblem *problem = g_new0(SourceProblem, 1);

    problem->path = is_printable(path) ? g_strdup(path) : g_strescape(path, "");
    problem->reason = g_strdup(reason);
    g_ptr_array_add(source->problems, problem);
}

static bool is_gits_own(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    return g_strv_contains((const char *const *)parts, ".git");
}

static bool name_is_fine(Source *source, const char *path)
{
    const char *reason = source_name_problem(path);

    if (reason) {
        source_add_problem(source, path, reason);
    }
    return !reason && !is_gits_own(path);
}

/* Notes all folders above the path. */
static void note_folders(Source *source, const char *path)
{
    const char *slash = strrchr(path, '/');

    while (slash) {
        g_autofree char *folder = g_strndup(path, slash - path);

        slash = g_strrstr_len(path, slash - path, "/");
        if (!g_hash_table_add(source->folders, g_steal_pointer(&folder))) {
            break;
        }
    }
}

void source_add_file(Source *source, const char *path)
{
    if (name_is_fine(source, path)) {
        g_hash_table_insert(source->files, g_strdup(path), g_strdup(path));
        note_folders(source, path);
    }
}

void source_add_link(Source *source, const char *path, const char *target)
{
    if (name_is_fine(source, path)) {
        g_hash_table_insert(source->links, g_strdup(path), g_strdup(target));
        note_folders(source, path);
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_problems(const void *a, const void *b)
{
    const SourceProblem *x = *(SourceProblem *const *)a;
    const SourceProblem *y = *(SourceProblem *const *)b;
    int order = strcmp(x->path, y->path);

    return order ? order : strcmp(x->reason, y->reason);
}

void source_sort_problems(Source *source)
{
    g_ptr_array_sort(source->problems, compare_problems);
}

/* An archive can name both "a" and "a/b". The folder stays: what is in it
 * would have no place otherwise. */
static gboolean is_folder_too(gpointer path, gpointer known, gpointer user)
{
    Source *source = user;

    (void)known;
    if (!g_hash_table_contains(source->folders, path)) {
        return FALSE;
    }
    source_add_problem(source, path, "file and folder have one name");
    return TRUE;
}

void source_seal(Source *source)
{
    GHashTableIter iter;
    gpointer path;

    g_hash_table_foreach_remove(source->files, is_folder_too, source);
    g_hash_table_foreach_remove(source->links, is_folder_too, source);
    source_resolve_links(source);
    g_hash_table_iter_init(&iter, source->files);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_ptr_array_add(source->paths, path);
    }
    g_ptr_array_sort(source->paths, compare_paths);
    source_sort_problems(source);
    g_clear_pointer(&source->links, g_hash_table_unref);
    g_clear_pointer(&source->folders, g_hash_table_unref);
}

Source *source_open(const char *name, GError **error)
{
    g_autoptr(GError) cause = NULL;
    Source *source;

    if (g_file_test(name, G_FILE_TEST_IS_DIR)) {
        return source_open_directory(name, error);
    }
    if (source_archive_suffix(name) &&
        g_file_test(name, G_FILE_TEST_IS_REGULAR)) {
        return source_open_archive(name, error);
    }
    source = source_open_revision(name, &cause);
    if (cause) {
        g_propagate_error(error, g_steal_pointer(&cause));
    } else if (!source) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "'%s' is not a source tree", name);
    }
    return source;
}

const char *source_label(const Source *source)
{
    return source->label;
}

const char *source_revision(const Source *source)
{
    return source->revision;
}

const GPtrArray *source_paths(const Source *source)
{
    return source->paths;
}

bool source_has(const Source *source, const char *path)
{
    return g_hash_table_contains(source->files, path);
}

const GPtrArray *source_problems(const Source *source)
{
    return source->problems;
}

GBytes *source_unreadable(const char *path, const char *reason, GError **error)
{
    g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE,
                "'%s' cannot be read: %s", path, reason);
    return NULL;
}

GBytes *source_read(const Source *source, const char *path, GError **error)
{
    const char *known = g_hash_table_lookup(source->files, path);

    if (!known) {
        return source_unreadable(path, "no such file", error);
    }
    return source->backend->read(source->data, known, error);
}
