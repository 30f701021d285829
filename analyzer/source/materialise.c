/*
 * Writes a source's files below a directory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/backend.h"

typedef struct Copy {
    Source *source;
    int where;
    GHashTable *made; /* set of directories */
} Copy;

static bool cannot_write(const char *path, GError **error)
{
    int reason = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(reason),
                "'%s' cannot be written: %s", path, g_strerror(reason));
    return false;
}

static bool make_directory(Copy *copy, const char *folder, GError **error)
{
    g_autofree char *above = g_path_get_dirname(folder);

    if (g_str_equal(folder, ".") || g_hash_table_contains(copy->made, folder)) {
        return true;
    }
    if (!make_directory(copy, above, error)) {
        return false;
    }
    if (mkdirat(copy->where, folder, 0755) != 0) {
        return cannot_write(folder, error);
    }
    g_hash_table_add(copy->made, g_strdup(folder));
    return true;
}

static bool write_all(int file, const char *text, gsize size)
{
    while (size > 0) {
        ssize_t n = write(file, text, size);

        if (n < 0 && errno != EINTR) {
            return false;
        }
        text += n > 0 ? n : 0;
        size -= n > 0 ? (gsize)n : 0;
    }
    return true;
}

static bool write_file(const Copy *copy, const char *path, GBytes *bytes,
                       GError **error)
{
    /* What a compiler may compare: the same for every copy. */
    static const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    int file =
        openat(copy->where, path,
               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool fine;

    if (file < 0) {
        return cannot_write(path, error);
    }
    fine = write_all(file, text, size) && fchmod(file, 0644) == 0 &&
           futimens(file, times) == 0;
    /* Deferred write errors show here on some file systems. */
    fine = close(file) == 0 && fine;
    return fine || cannot_write(path, error);
}

static bool copy_file(Copy *copy, const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GBytes) bytes = source_read(copy->source, path, &cause);
    g_autofree char *folder = g_path_get_dirname(path);

    if (!bytes) {
        source_add_problem(copy->source, path, cause->message);
        return true;
    }
    return make_directory(copy, folder, error) &&
           write_file(copy, path, bytes, error);
}

static bool copy_files(Copy *copy, bool (*wanted)(const char *path, void *user),
                       void *user, GError **error)
{
    const GPtrArray *paths = copy->source->paths;

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);

        if (!source_may_matter(path) || (wanted && !wanted(path, user))) {
            continue;
        }
        if (!copy_file(copy, path, error)) {
            return false;
        }
    }
    return true;
}

bool source_materialise(Source *source, const char *where,
                        bool (*wanted)(const char *path, void *user),
                        void *user, GError **error)
{
    Copy copy = {.source = source};
    bool fine;

    copy.where = open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (copy.where < 0) {
        return cannot_write(where, error);
    }
    copy.made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fine = copy_files(&copy, wanted, user, error);
    g_hash_table_unref(copy.made);
    close(copy.where);
    source_sort_problems(source);
    return fine;
}
