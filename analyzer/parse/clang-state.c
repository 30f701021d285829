/*
 * The states of files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-state.h"

#include "parse/clang-unit.h"

#include <glib/gstdio.h>
#include <string.h>

struct FileStates {
    const ParsePlan *plan;
    GHashTable *states; /* name -> state */
    GHashTable *places; /* base name -> GPtrArray of paths in the base */
};

static const char *base_of(const ParsePlan *plan)
{
    return plan->base ?: plan->root;
}

char *state_relative_text(const ParsePlan *plan, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, base_of(plan), -1);

    return g_strjoinv("<base>", parts);
}

/* The rest of `path` below a directory, with its '/'; NULL if it is
 * elsewhere. */
static const char *below(const char *path, const char *directory)
{
    gsize length = strlen(directory);

    return strncmp(path, directory, length) == 0 && path[length] == '/'
               ? path + length
               : NULL;
}

char *state_file_name(const ParsePlan *plan, const char *path)
{
    const char *rest = below(path, base_of(plan));

    if (below(path, plan->scratch)) {
        return NULL;
    }
    return rest ? g_strconcat(".", rest, NULL) : g_strdup(path);
}

static void free_places(gpointer places)
{
    g_ptr_array_unref(places);
}

static void add_place(FileStates *states, const char *name, char *path)
{
    GPtrArray *places = g_hash_table_lookup(states->places, name);

    if (!places) {
        places = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(states->places, g_strdup(name), places);
    }
    g_ptr_array_add(places, path);
}

/* C files are left out: nothing looks for them in more than one place, and
 * not all of them are always written. */
static void find_places(FileStates *states, const char *relative)
{
    g_autofree char *folder =
        g_build_filename(base_of(states->plan), relative, NULL);
    g_autoptr(GDir) dir = NULL;
    const char *name;

    if (!g_str_equal(folder, states->plan->scratch)) {
        dir = g_dir_open(folder, 0, NULL);
    }
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(relative, name, NULL);
        g_autofree char *full = g_build_filename(folder, name, NULL);
        GStatBuf status;

        if (g_str_has_suffix(name, ".c") || g_lstat(full, &status) != 0) {
            continue;
        }
        if (S_ISDIR(status.st_mode)) {
            find_places(states, path);
        } else {
            add_place(states, name, g_steal_pointer(&path));
        }
    }
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

FileStates *file_states_new(const ParsePlan *plan)
{
    FileStates *states = g_new0(FileStates, 1);
    GHashTableIter iter;
    gpointer places;

    states->plan = plan;
    states->states =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    states->places =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_places);
    find_places(states, ".");
    g_hash_table_iter_init(&iter, states->places);
    while (g_hash_table_iter_next(&iter, NULL, &places)) {
        g_ptr_array_sort(places, compare_texts);
    }
    return states;
}

void file_states_free(FileStates *states)
{
    if (states) {
        g_hash_table_unref(states->states);
        g_hash_table_unref(states->places);
        g_free(states);
    }
}

/* Of files that are not regular, nothing. */
static void add_content(const char *path, GChecksum *checksum)
{
    g_autoptr(GMappedFile) file = NULL;
    g_autofree char *head = NULL;
    GStatBuf status;
    gsize length;

    if (g_stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
        file = g_mapped_file_new(path, FALSE, NULL);
    }
    length = file ? g_mapped_file_get_length(file) : 0;
    head = g_strdup_printf("%s %" G_GSIZE_FORMAT "\n",
                           file ? "file" : "nothing", length);
    g_checksum_update(checksum, (const guchar *)head, -1);
    if (length > 0) {
        g_checksum_update(checksum,
                          (const guchar *)g_mapped_file_get_contents(file),
                          (gssize)length);
    }
}

static char *state_in_base(const FileStates *states, const char *name)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    g_autofree char *path =
        g_build_filename(base_of(states->plan), name + 2, NULL);

    add_content(path, checksum);
    return g_strdup(g_checksum_get_string(checksum));
}

static char *state_elsewhere(const char *path)
{
    GStatBuf status;

    if (g_stat(path, &status) != 0) {
        return g_strdup("gone");
    }
    return g_strdup_printf("%lld %lld.%09ld", (long long)status.st_size,
                           (long long)status.st_mtim.tv_sec,
                           status.st_mtim.tv_nsec);
}

static char *state_of_includer(const FileStates *states,
                               const ParseGroup *group, const char *header)
{
    g_autofree char *path = headers_includer(states->plan, group, header);

    return path ? state_relative_text(states->plan, path) : g_strdup("none");
}

const char *file_states_get(FileStates *states, const ParseGroup *group,
                            const char *name)
{
    g_autofree char *key =
        name[0] == '=' ? g_strconcat(group->name, name, NULL) : g_strdup(name);
    char *state = g_hash_table_lookup(states->states, key);

    if (state) {
        return state;
    }
    if (name[0] == '=') {
        state = state_of_includer(states, group, name + 1);
    } else if (name[0] == '?') {
        state = g_strdup("missing");
    } else if (g_str_has_prefix(name, "./")) {
        state = state_in_base(states, name);
    } else {
        state = state_elsewhere(name);
    }
    g_hash_table_insert(states->states, g_steal_pointer(&key), state);
    return state;
}

static void add_folder(GHashTable *folders, const char *name)
{
    if (g_str_has_prefix(name, "./")) {
        g_hash_table_add(folders, g_path_get_dirname(name));
    }
}

GHashTable *state_folders(const ParsePlan *plan, const ParseGroup *group,
                          char *const *names)
{
    GHashTable *folders =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < group->args->len; i++) {
        const char *arg = g_ptr_array_index(group->args, i);
        const char *path = g_str_has_prefix(arg, "-I")         ? arg + 2
                           : g_str_has_prefix(arg, "-isystem") ? arg + 8
                                                               : NULL;

        if (path) {
            g_hash_table_add(folders,
                             state_file_name(plan, path) ?: g_strdup(path));
        }
    }
    for (guint i = 0; names[i]; i++) {
        add_folder(folders, names[i]);
    }
    return folders;
}

/* Where the part of a path begins that another one ends with as well, in whole
 * names. */
static const char *common_end(const char *path, const char *other)
{
    const char *at = path + strlen(path);
    const char *beside = other + strlen(other);
    const char *start = at;

    while (at > path && beside > other && at[-1] == beside[-1]) {
        at--;
        beside--;
        if (*at == '/') {
            start = at + 1;
        }
    }
    return at == path || (beside == other && at[-1] == '/') ? at : start;
}

/* Would a search that came to `name` have passed `place`, or found it? */
static bool could_be_found(const char *place, const char *name,
                           GHashTable *folders)
{
    bool is_missing = name[0] == '?';
    const char *text = is_missing ? name + 1 : name;
    const char *end = common_end(place, text);
    gsize length = strlen(text);

    if (strstr(text, "..") || g_str_equal(place, text)) {
        return true;
    }
    if (is_missing && strlen(end) < length) {
        return false;
    }
    for (const char *at = end; at && at > place;) {
        g_autofree char *folder = g_strndup(place, (gsize)(at - place) - 1);
        const char *slash = strchr(at, '/');

        if (g_hash_table_contains(folders, folder)) {
            return true;
        }
        at = slash && !is_missing ? slash + 1 : NULL;
    }
    return false;
}

void file_states_add_places(const FileStates *states, const char *name,
                            GHashTable *folders, GChecksum *checksum)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name + (name[0] == '?');
    const GPtrArray *places = g_hash_table_lookup(states->places, base);

    for (guint i = 0; places && i < places->len; i++) {
        const char *place = g_ptr_array_index(places, i);

        if (could_be_found(place, name, folders)) {
            g_checksum_update(checksum, (const guchar *)place,
                              (gssize)strlen(place) + 1);
        }
    }
}
