/*
 * The source lines that findings point to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/findings.h"

/* Borrowed until the same file is asked for again; NULL: cannot be read. */
static const char *file_text(GHashTable *files, const Source *source,
                             const char *path)
{
    gpointer text = NULL;

    if (!g_hash_table_lookup_extended(files, path, NULL, &text)) {
        g_autoptr(GBytes) bytes =
            source_has(source, path) ? source_read(source, path, NULL) : NULL;

        if (bytes) {
            text = g_strndup(g_bytes_get_data(bytes, NULL),
                             g_bytes_get_size(bytes));
        }
        g_hash_table_insert(files, g_strdup(path), text);
    }
    return text;
}

/* Without its end; NULL if the text is shorter. Newly allocated. */
static char *line_of(const char *text, guint number)
{
    for (guint line = 1; text; line++) {
        const char *end = strchr(text, '\n');

        if (line == number) {
            gsize length = end ? (gsize)(end - text) : strlen(text);

            if (length && text[length - 1] == '\r') {
                length--;
            }
            return g_strndup(text, length);
        }
        text = end ? end + 1 : NULL;
    }
    return NULL;
}

static void add_lines(Findings *findings, EvidenceSide side,
                      const Source *source)
{
    const GPtrArray *all = findings_all(findings);
    g_autoptr(GHashTable) files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < all->len; i++) {
        const Finding *finding = g_ptr_array_index(all, i);

        for (guint j = 0; j < finding->evidence->len; j++) {
            Evidence *evidence = &g_array_index(finding->evidence, Evidence, j);
            const Location *place = &evidence->location;
            g_autofree char *line = NULL;

            if (evidence->side == side && place->line > 0) {
                line =
                    line_of(file_text(files, source, place->file), place->line);
                evidence->text = findings_text(findings, line);
            }
        }
    }
}

void findings_add_source_lines(Findings *findings, const Source *before,
                               const Source *after)
{
    if (before) {
        add_lines(findings, EVIDENCE_OLD, before);
    }
    if (after) {
        add_lines(findings, EVIDENCE_NEW, after);
    }
}
