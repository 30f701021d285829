/*
 * Remedies as patches: the entries that would keep old machine types as they
 * were, added to the very lists of the newer tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/findings-diff.h"
#include "command/findings.h"

/* A file that is to be changed. */
typedef struct PatchedFile {
    const char *path; /* borrowed */
    const char *text; /* the patcher's */
    GPtrArray *edits; /* LineEdit *, by line */
} PatchedFile;

typedef struct Patcher {
    const Source *source;
    GPtrArray *files;  /* PatchedFile * of one finding, as they came */
    GHashTable *texts; /* path -> text, of files searched for lists */
} Patcher;

static void patched_file_free(gpointer data)
{
    PatchedFile *file = data;

    g_ptr_array_unref(file->edits);
    g_free(file);
}

/* Borrowed from the patcher; NULL: cannot be read. */
static const char *text_of(Patcher *patcher, const char *path)
{
    gpointer text = NULL;

    if (!g_hash_table_lookup_extended(patcher->texts, path, NULL, &text)) {
        g_autoptr(GBytes) bytes = source_has(patcher->source, path)
                                      ? source_read(patcher->source, path, NULL)
                                      : NULL;

        text = bytes ? g_strndup(g_bytes_get_data(bytes, NULL),
                                 g_bytes_get_size(bytes))
                     : NULL;
        g_hash_table_insert(patcher->texts, g_strdup(path), text);
    }
    return text;
}

/* Where lists are: hw_compat_* in hw/core, families' in hw/, and macros in
 * include/hw. */
static bool may_have_lists(const char *path)
{
    return (g_str_has_prefix(path, "hw/") ||
            g_str_has_prefix(path, "include/hw/")) &&
           (g_str_has_suffix(path, ".c") || g_str_has_suffix(path, ".h"));
}

typedef struct ListPlace {
    const char *path;
    guint line; /* 0: not found, or not the only one */
} ListPlace;

/* A list without entries stands beside nothing: look for its name. */
static ListPlace search_list(Patcher *patcher, const char *list)
{
    const GPtrArray *paths = source_paths(patcher->source);
    ListPlace found = {NULL, 0};

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const char *text = may_have_lists(path) ? text_of(patcher, path) : NULL;
        guint line = text ? compat_list_find(text, list, 0) : 0;

        if (line && found.line) {
            return (ListPlace){NULL, 0};
        }
        if (line) {
            found = (ListPlace){path, line};
        }
    }
    return found;
}

static ListPlace place_of(Patcher *patcher, const RemedyEntry *entry)
{
    const char *path = entry->beside.file;
    const char *text = path ? text_of(patcher, path) : NULL;
    guint line =
        text ? compat_list_find(text, entry->list, entry->beside.line) : 0;

    return line ? (ListPlace){path, line} : search_list(patcher, entry->list);
}

static PatchedFile *file_to_patch(Patcher *patcher, const char *path)
{
    PatchedFile *file;

    for (guint i = 0; i < patcher->files->len; i++) {
        file = g_ptr_array_index(patcher->files, i);
        if (g_str_equal(file->path, path)) {
            return file;
        }
    }
    file = g_new0(PatchedFile, 1);
    file->path = path;
    file->text = text_of(patcher, path);
    file->edits =
        g_ptr_array_new_with_free_func((GDestroyNotify)line_edit_free);
    g_ptr_array_add(patcher->files, file);
    return file;
}

static int compare_edits(const void *a, const void *b)
{
    const LineEdit *x = *(const LineEdit *const *)a;
    const LineEdit *y = *(const LineEdit *const *)b;

    return (x->line > y->line) - (x->line < y->line);
}

/* CompatRow: all entries of the finding for that list; the caller's. */
static GArray *rows_of(const Finding *finding, const char *list)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(CompatRow));

    for (guint i = 0; i < finding->entries->len; i++) {
        const RemedyEntry *entry =
            &g_array_index(finding->entries, RemedyEntry, i);

        if (g_strcmp0(entry->list, list) == 0) {
            const CompatRow row = {entry->driver, entry->property,
                                   entry->value};

            g_array_append_val(rows, row);
        }
    }
    return rows;
}

static bool is_first_of_list(const Finding *finding, guint index)
{
    const RemedyEntry *entries = (const RemedyEntry *)finding->entries->data;

    for (guint i = 0; i < index; i++) {
        if (g_strcmp0(entries[i].list, entries[index].list) == 0) {
            return false;
        }
    }
    return true;
}

static bool add_edit(Patcher *patcher, const Finding *finding,
                     const RemedyEntry *entry)
{
    const ListPlace place =
        entry->list && entry->driver && entry->property && entry->value
            ? place_of(patcher, entry)
            : (ListPlace){NULL, 0};
    g_autoptr(GArray) rows = rows_of(finding, entry->list);
    LineEdit *edit = place.line ? compat_list_add(text_of(patcher, place.path),
                                                  entry->list, place.line, rows)
                                : NULL;
    PatchedFile *file;

    if (!edit) {
        return false;
    }
    file = file_to_patch(patcher, place.path);
    g_ptr_array_add(file->edits, edit);
    g_ptr_array_sort(file->edits, compare_edits);
    return true;
}

static int compare_files(const void *a, const void *b)
{
    const PatchedFile *x = *(const PatchedFile *const *)a;
    const PatchedFile *y = *(const PatchedFile *const *)b;

    return strcmp(x->path, y->path);
}

/* All entries or none: half a remedy is none. Newly allocated. */
static char *make_patch(Patcher *patcher, const Finding *finding)
{
    g_autoptr(GString) patch = g_string_new(NULL);

    g_ptr_array_set_size(patcher->files, 0);
    for (guint i = 0; i < finding->entries->len; i++) {
        const RemedyEntry *entry =
            &g_array_index(finding->entries, RemedyEntry, i);

        if (is_first_of_list(finding, i) &&
            !add_edit(patcher, finding, entry)) {
            return NULL;
        }
    }
    g_ptr_array_sort(patcher->files, compare_files);
    for (guint i = 0; i < patcher->files->len; i++) {
        const PatchedFile *file = g_ptr_array_index(patcher->files, i);

        unified_diff(patch, file->path, file->text, file->edits);
    }
    return g_string_free(g_steal_pointer(&patch), FALSE);
}

void findings_add_patches(Findings *findings, const Source *after)
{
    const GPtrArray *all = findings_all(findings);
    g_autoptr(GHashTable) texts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) files =
        g_ptr_array_new_with_free_func(patched_file_free);
    Patcher patcher = {after, files, texts};

    for (guint i = 0; after && i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (finding->entries->len && !finding->patch) {
            g_autofree char *patch = make_patch(&patcher, finding);

            finding->patch = findings_text(findings, patch);
        }
    }
}
