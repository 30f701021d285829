/*
 * A tree in a directory.
 *
 * Every name is opened relative to the directory above it and without
 * following links, so that a tree that changes while it is read cannot lead
 * elsewhere either.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/backend.h"

#define OPEN_DIRECTORY (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

typedef struct Directory {
    int root;
} Directory;

static void directory_free(gpointer data)
{
    Directory *directory = data;

    if (directory->root >= 0) {
        close(directory->root);
    }
    g_free(directory);
}

static int open_below(int root, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    int at = fcntl(root, F_DUPFD_CLOEXEC, 0);

    for (guint i = 0; parts[i] && at >= 0; i++) {
        /* O_NONBLOCK: a fifo that has taken the file's place must not block */
        int flags = parts[i + 1] ? OPEN_DIRECTORY
                                 : O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
                                       O_NOCTTY | O_CLOEXEC;
        int next = openat(at, parts[i], flags);
        int reason = errno;

        close(at);
        at = next;
        errno = reason;
    }
    return at;
}

/* Newly allocated, with a NUL after `size` bytes; NULL and errno on failure.
 * The file may have become shorter, which is no failure. */
static GBytes *read_all(int file, gsize size)
{
    g_autofree char *text = g_malloc(size + 1);
    gsize got = 0;

    while (got < size) {
        ssize_t n = read(file, text + got, size - got);

        if (n < 0 && errno != EINTR) {
            return NULL;
        }
        if (n == 0) {
            break;
        }
        got += n > 0 ? (gsize)n : 0;
    }
    text[got] = '\0';
    return g_bytes_new_take(g_steal_pointer(&text), got);
}

static GBytes *read_open_file(int file, const char *path, GError **error)
{
    struct stat status;
    GBytes *bytes;

    if (fstat(file, &status) != 0) {
        return source_unreadable(path, g_strerror(errno), error);
    }
    if (!S_ISREG(status.st_mode)) {
        return source_unreadable(path, "not a regular file", error);
    }
    if ((guint64)status.st_size > SOURCE_FILE_LIMIT) {
        return source_unreadable(path, SOURCE_TOO_LARGE, error);
    }
    bytes = read_all(file, status.st_size);
    return bytes ? bytes : source_unreadable(path, g_strerror(errno), error);
}

static GBytes *directory_read(gpointer data, const char *path, GError **error)
{
    const Directory *directory = data;
    int file = open_below(directory->root, path);
    GBytes *bytes;

    if (file < 0) {
        return source_unreadable(path, g_strerror(errno), error);
    }
    bytes = read_open_file(file, path, error);
    close(file);
    return bytes;
}

GBytes *source_read_below(const char *folder, const char *path, GError **error)
{
    Directory directory = {open(folder, OPEN_DIRECTORY & ~O_NOFOLLOW)};
    GBytes *bytes;

    if (directory.root < 0) {
        return source_unreadable(path, g_strerror(errno), error);
    }
    bytes = directory_read(&directory, path, error);
    close(directory.root);
    return bytes;
}

static const SourceBackend directory_backend = {
    .read = directory_read,
    .free = directory_free,
};

static void list_link(Source *source, int folder, const char *name,
                      const char *path)
{
    char target[4096]; /* PATH_MAX: the kernel makes none longer */
    ssize_t length = readlinkat(folder, name, target, sizeof(target) - 1);

    if (length < 0) {
        source_add_problem(source, path, "unreadable");
        return;
    }
    target[length] = '\0';
    source_add_link(source, path, target);
}

static void list_file(Source *source, int folder, const char *name,
                      const char *path, const struct stat *status)
{
    bool open_to_all = (status->st_mode & 0444) == 0444;
    bool matters = source_may_matter(path);

    if (matters && !open_to_all && faccessat(folder, name, R_OK, AT_EACCESS)) {
        source_add_problem(source, path, "unreadable");
    } else if (matters && (guint64)status->st_size > SOURCE_FILE_LIMIT) {
        source_add_problem(source, path, SOURCE_TOO_LARGE);
    } else {
        source_add_file(source, path);
    }
}

static void list_directory(Source *source, int folder, const char *prefix);

static void list_subdirectory(Source *source, int folder, const char *name,
                              const char *path)
{
    int inner;

    if (source_name_problem(path)) {
        source_add_problem(source, path, source_name_problem(path));
        return;
    }
    inner = openat(folder, name, OPEN_DIRECTORY);
    if (inner < 0) {
        source_add_problem(source, path, "unreadable directory");
        return;
    }
    list_directory(source, inner, path);
}

static void list_entry(Source *source, int folder, const char *name,
                       const char *path)
{
    struct stat status;

    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        source_add_problem(source, path, "unreadable");
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        list_subdirectory(source, folder, name, path);
    } else if (S_ISLNK(status.st_mode)) {
        list_link(source, folder, name, path);
    } else if (S_ISREG(status.st_mode)) {
        list_file(source, folder, name, path, &status);
    } else {
        source_add_problem(source, path, "not a regular file");
    }
}

/* Takes the open directory. The depth is bounded by the length of names. */
static void list_directory(Source *source, int folder, const char *prefix)
{
    DIR *stream = fdopendir(folder);
    const struct dirent *entry;

    if (!stream) {
        close(folder);
        source_add_problem(source, prefix, "unreadable directory");
        return;
    }
    while ((entry = readdir(stream)) != NULL) {
        const char *name = entry->d_name;
        g_autofree char *path =
            *prefix ? g_strconcat(prefix, "/", name, NULL) : g_strdup(name);

        if (!g_str_equal(name, ".") && !g_str_equal(name, "..") &&
            !g_str_equal(name, ".git")) {
            list_entry(source, dirfd(stream), name, path);
        }
    }
    closedir(stream);
}

Source *source_open_directory(const char *path, GError **error)
{
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    g_autofree char *label = g_path_get_basename(full);
    Directory *directory = g_new0(Directory, 1);
    g_autoptr(Source) source = source_new(label, &directory_backend, directory);
    int top;

    directory->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    top =
        directory->root < 0 ? -1 : openat(directory->root, ".", OPEN_DIRECTORY);
    if (top < 0) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "'%s' cannot be read: %s", path, g_strerror(errno));
        return NULL;
    }
    list_directory(source, top, "");
    source_seal(source);
    return g_steal_pointer(&source);
}
