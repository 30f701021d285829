/*
 * A digest of all that a source holds.
 *
 * Files are told by the ids that git gives them, so that a revision, the
 * directory checked out from it and a tarball of it have one digest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "source/backend.h"

/* Git's: the digest of a short head and the content. */
static char *blob_id(GBytes *bytes)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    gsize size;
    const guchar *data = g_bytes_get_data(bytes, &size);
    g_autofree char *head = g_strdup_printf("blob %" G_GSIZE_FORMAT, size);

    g_checksum_update(checksum, (const guchar *)head, (gssize)strlen(head) + 1);
    g_checksum_update(checksum, data, (gssize)size);
    return g_strdup(g_checksum_get_string(checksum));
}

/* Identities with a ':' hold for this run only. */
static char *known_id(const Source *source, const char *path)
{
    const char *known = g_hash_table_lookup(source->files, path);
    g_autofree char *id = source->backend->identity
                              ? source->backend->identity(source->data, known)
                              : NULL;

    return id && !strchr(id, ':') ? g_steal_pointer(&id) : NULL;
}

static bool add_file(GChecksum *checksum, const Source *source,
                     const char *path)
{
    g_autofree char *id = known_id(source, path);

    if (!id) {
        g_autoptr(GBytes) bytes = source_read(source, path, NULL);

        if (!bytes) {
            return false;
        }
        id = blob_id(bytes);
    }
    g_checksum_update(checksum, (const guchar *)id, -1);
    return true;
}

static void add_text(GChecksum *checksum, const char *text)
{
    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *source_digest(const Source *source)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < source->paths->len; i++) {
        const char *path = g_ptr_array_index(source->paths, i);

        add_text(checksum, path);
        if (source_may_matter(path) && !add_file(checksum, source, path)) {
            return NULL;
        }
    }
    add_text(checksum, "");
    for (guint i = 0; i < source->problems->len; i++) {
        const SourceProblem *problem = g_ptr_array_index(source->problems, i);

        add_text(checksum, problem->path);
        add_text(checksum, problem->reason);
    }
    return g_strdup(g_checksum_get_string(checksum));
}
