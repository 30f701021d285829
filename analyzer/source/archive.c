/*
 * A tree in a tarball, read once through libarchive; nothing is unpacked to
 * disk.
 *
 * Entries are collected under the names the archive gives them, then the
 * single top directory is left out, then names are checked. As for tar, the
 * last of several entries with one name counts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/stat.h>

#include "source/backend.h"

/* Of text that is kept, and of what the whole unpacks to: against archives
 * that unpack to more than any machine has. */
#define KEPT_LIMIT     ((gint64)4 << 30)
#define UNPACKED_LIMIT ((gint64)16 << 30)
#define READ_BLOCK     ((size_t)1 << 16)

/* Exactly one of the last three is set, or none: a file not kept. */
typedef struct Entry {
    char *name;
    GBytes *bytes;
    char *target;        /* of a symbolic link */
    const char *trouble; /* static text */
} Entry;

typedef struct Reader {
    struct archive *archive;
    const char *path;
    GPtrArray *entries;  /* Entry * */
    GHashTable *by_name; /* name -> Entry *, the last one */
    gint64 kept;
    gint64 unpacked;
} Reader;

static void entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->name);
    g_clear_pointer(&entry->bytes, g_bytes_unref);
    g_free(entry->target);
    g_free(entry);
}

static bool fail(const Reader *reader, const char *reason, GError **error)
{
    g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_BROKEN,
                "'%s' cannot be read: %s", reader->path,
                reason ? reason : "damaged archive");
    return false;
}

static bool fail_with_cause(const Reader *reader, GError **error)
{
    return fail(reader, archive_error_string(reader->archive), error);
}

static const char *entry_trouble(struct archive_entry *header)
{
    if (archive_entry_hardlink(header)) {
        return "hard link";
    }
    if (archive_entry_filetype(header) != AE_IFREG) {
        return "not a regular file";
    }
    return NULL;
}

/* Reads the entry's data into entry->bytes. */
static bool read_bytes(Reader *reader, Entry *entry, gint64 size,
                       GError **error)
{
    g_autofree char *text = g_malloc(size + 1);
    gint64 got = 0;

    while (got < size) {
        la_ssize_t n = archive_read_data(reader->archive, text + got,
                                         MIN((gint64)READ_BLOCK, size - got));

        if (n < 0) {
            return fail_with_cause(reader, error);
        }
        if (n == 0) {
            return fail(reader, "truncated archive", error);
        }
        got += n;
    }
    text[size] = '\0';
    reader->kept += size;
    entry->bytes = g_bytes_new_take(g_steal_pointer(&text), size);
    return true;
}

static bool read_regular(Reader *reader, Entry *entry,
                         struct archive_entry *header, GError **error)
{
    gint64 size = archive_entry_size(header);

    if (!source_may_matter(entry->name)) {
        return true;
    }
    if (size < 0 || size > (gint64)SOURCE_FILE_LIMIT) {
        entry->trouble = SOURCE_TOO_LARGE;
        return true;
    }
    if (reader->kept + size > KEPT_LIMIT) {
        return fail(reader, "it holds more than 4 GiB of text", error);
    }
    return read_bytes(reader, entry, size, error);
}

/* "./a//b" and "a/b" are one name. Others stay as they are. */
static char *plain_name(const char *name)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    while (g_str_has_prefix(name, "./")) {
        name += 2;
        name += strspn(name, "/");
    }
    for (; *name; name++) {
        if (name[0] != '/' || name[1] != '/') {
            g_string_append_c(plain, *name);
        }
    }
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

static Entry *add_entry(Reader *reader, struct archive_entry *header)
{
    const char *name = archive_entry_pathname_utf8(header);
    Entry *entry = g_new0(Entry, 1);

    if (!name) {
        name = archive_entry_pathname(header);
    }
    entry->name = plain_name(name ? name : "");
    g_ptr_array_add(reader->entries, entry);
    g_hash_table_insert(reader->by_name, entry->name, entry);
    return entry;
}

static bool read_entry(Reader *reader, struct archive_entry *header,
                       GError **error)
{
    const char *target = archive_entry_symlink_utf8(header);
    gint64 size = archive_entry_size(header);
    Entry *entry;

    reader->unpacked += MAX(size, 0);
    if (reader->unpacked < 0 || reader->unpacked > UNPACKED_LIMIT) {
        return fail(reader, "it unpacks to more than 16 GiB", error);
    }
    if (archive_entry_filetype(header) == AE_IFDIR &&
        !archive_entry_hardlink(header)) {
        return true;
    }
    entry = add_entry(reader, header);
    if (archive_entry_filetype(header) == AE_IFLNK) {
        entry->target = g_strdup(target ? target : "/");
        return true;
    }
    entry->trouble = entry_trouble(header);
    return entry->trouble || read_regular(reader, entry, header, error);
}

/* The folder all entries that can be listed are in, with its slash; NULL if
 * there is none. */
static char *single_top(const GPtrArray *entries)
{
    g_autofree char *top = NULL;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        const char *slash = strchr(entry->name, '/');

        if (source_name_problem(entry->name)) {
            continue;
        }
        if (!slash || (top && !g_str_has_prefix(entry->name, top))) {
            return NULL;
        }
        if (!top) {
            top = g_strndup(entry->name, slash + 1 - entry->name);
        }
    }
    return g_steal_pointer(&top);
}

static void add_to_source(Source *source, const Entry *entry, const char *path)
{
    if (entry->trouble) {
        source_add_problem(source, path, entry->trouble);
    } else if (entry->target) {
        source_add_link(source, path, entry->target);
    } else {
        source_add_file(source, path);
        g_hash_table_insert(source->data, g_strdup(path),
                            entry->bytes ? g_bytes_ref(entry->bytes) : NULL);
    }
}

static void fill_source(Source *source, const Reader *reader)
{
    g_autofree char *top = single_top(reader->entries);

    for (guint i = 0; i < reader->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(reader->entries, i);
        const char *path = entry->name;

        if (top && !source_name_problem(path)) {
            path += strlen(top);
        }
        if (g_hash_table_lookup(reader->by_name, entry->name) == entry) {
            add_to_source(source, entry, path);
        } else {
            source_add_problem(source, path,
                               "more than once in the archive: the last one "
                               "counts");
        }
    }
}

static void free_bytes(gpointer data)
{
    if (data) {
        g_bytes_unref(data);
    }
}

static void archive_data_free(gpointer data)
{
    g_hash_table_unref(data);
}

static GBytes *archive_data_read(gpointer data, const char *path,
                                 GError **error)
{
    GBytes *bytes = g_hash_table_lookup(data, path);

    if (!bytes) {
        return source_unreadable(path, "not kept of an archive", error);
    }
    return g_bytes_ref(bytes);
}

static const SourceBackend archive_backend = {
    .read = archive_data_read,
    .free = archive_data_free,
};

/* libarchive runs a program for a compression it was built without, and says
 * so with a warning: that is no way for us. */
static bool prepare(Reader *reader, GError **error)
{
    struct archive *archive = reader->archive;

    if (archive_read_support_filter_gzip(archive) != ARCHIVE_OK ||
        archive_read_support_filter_bzip2(archive) != ARCHIVE_OK ||
        archive_read_support_filter_xz(archive) != ARCHIVE_OK ||
        archive_read_support_filter_zstd(archive) != ARCHIVE_OK ||
        archive_read_support_format_tar(archive) != ARCHIVE_OK) {
        return fail(reader, "libarchive was built without its format", error);
    }
    /* Read on behind the end mark: only the end of a compressed stream tells
     * that it is whole and its checksum right. */
    archive_read_set_option(archive, "tar", "read_concatenated_archives", "1");
    if (archive_read_open_filename(archive, reader->path, READ_BLOCK)) {
        return fail_with_cause(reader, error);
    }
    return true;
}

static bool read_archive(Reader *reader, GError **error)
{
    struct archive_entry *header;
    int status;

    if (!prepare(reader, error)) {
        return false;
    }
    /* A warning is about a name or an attribute; the entry is there. */
    while ((status = archive_read_next_header(reader->archive, &header)) ==
               ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        if (!read_entry(reader, header, error)) {
            return false;
        }
    }
    if (status != ARCHIVE_EOF) {
        return fail_with_cause(reader, error);
    }
    return reader->entries->len > 0 || fail(reader, "it holds no files", error);
}

Source *source_open_archive(const char *path, GError **error)
{
    const char *suffix = source_archive_suffix(path);
    g_autofree char *label = g_path_get_basename(path);
    Reader reader = {.archive = archive_read_new(), .path = path};
    Source *source = NULL;

    label[strlen(label) - strlen(suffix)] = '\0';
    reader.entries = g_ptr_array_new_with_free_func(entry_free);
    reader.by_name = g_hash_table_new(g_str_hash, g_str_equal);
    if (read_archive(&reader, error)) {
        source = source_new(
            label, &archive_backend,
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_bytes));
        fill_source(source, &reader);
        source_seal(source);
    }
    g_hash_table_unref(reader.by_name);
    g_ptr_array_unref(reader.entries);
    archive_read_free(reader.archive);
    return source;
}
