/*
 * Results of pairs, kept between runs.
 *
 * A result depends on the facts of both trees, on the program, on what the
 * options narrow it down to, on whether there are sources to take lines from,
 * and on accepted findings. All of that is in its key, so nothing ever has to
 * be thrown away for being wrong. Processes that compare leave their results
 * as files in a temporary folder: a database must not be shared with them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-run.h"

#include <glib/gstdio.h>
#include <string.h>

#include "command/findings.h"
#include "command/tree-cache.h"

#define PROGRAM_FILE "/proc/self/exe"

struct AuditCache {
    Cache *cache; /* borrowed; NULL: nothing is kept */
    char *folder;
    char *basis; /* what all results have in common */
};

/* Rules and models are in the program: another build may judge otherwise. */
static char *digest_of_program(void)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(PROGRAM_FILE, FALSE, NULL);

    return file ? g_compute_checksum_for_data(
                      G_CHECKSUM_SHA256,
                      (const guchar *)g_mapped_file_get_contents(file),
                      g_mapped_file_get_length(file))
                : NULL;
}

AuditCache *audit_cache_open(const CommandOptions *options, GError **error)
{
    g_autoptr(AuditCache) cache = g_new0(AuditCache, 1);
    g_autofree char *program = digest_of_program();

    cache->folder = g_dir_make_tmp("migcompat-XXXXXX", error);
    if (!cache->folder) {
        return NULL;
    }
    cache->cache = program ? tree_cache_use(options->tree_cache) : NULL;
    cache->basis = g_strdup_printf("pair %s\ntarget %s\nmachine %s\n",
                                   program ? program : "",
                                   options->target ? options->target : "",
                                   options->machine ? options->machine : "");
    return g_steal_pointer(&cache);
}

static void remove_folder(const char *folder)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    const char *name;

    while (directory && (name = g_dir_read_name(directory))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

void audit_cache_close(AuditCache *cache)
{
    if (!cache) {
        return;
    }
    if (cache->folder) {
        remove_folder(cache->folder);
    }
    g_free(cache->folder);
    g_free(cache->basis);
    g_free(cache);
}

/* Acceptance may expire: then the day counts, too. */
static void add_accepted(GString *key, const Source *source)
{
    g_autoptr(GBytes) bytes = source && source_has(source, ACCEPTED_FILE)
                                  ? source_read(source, ACCEPTED_FILE, NULL)
                                  : NULL;
    g_autofree char *digest =
        bytes ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
    g_autofree char *today = findings_today();

    if (digest || accepted_texts[0].name) {
        g_string_append_printf(key, "accepted %s\non %s\n",
                               digest ? digest : "", today);
    }
}

static char *key_of(const AuditCache *cache, const AuditInput *before,
                    const AuditInput *after)
{
    g_autoptr(GString) key = g_string_new(cache->basis);

    g_string_append_printf(key, "old %s %d\nnew %s %d\n", before->digest,
                           before->source != NULL, after->digest,
                           after->source != NULL);
    add_accepted(key, after->source);
    return g_string_free(g_steal_pointer(&key), FALSE);
}

GBytes *audit_cache_load(AuditCache *cache, const AuditInput *before,
                         const AuditInput *after)
{
    g_autofree char *key = key_of(cache, before, after);

    return cache->cache ? cache_load(cache->cache, key) : NULL;
}

char *audit_cache_file(const AuditCache *cache, guint number)
{
    g_autofree char *name = g_strdup_printf("%u.json", number);

    return g_build_filename(cache->folder, name, NULL);
}

GBytes *audit_cache_take(AuditCache *cache, guint number,
                         const AuditInput *before, const AuditInput *after)
{
    g_autofree char *file = audit_cache_file(cache, number);
    g_autofree char *key = key_of(cache, before, after);
    char *text = NULL;
    gsize length = 0;
    GBytes *result;

    if (!g_file_get_contents(file, &text, &length, NULL)) {
        return NULL;
    }
    g_unlink(file);
    result = g_bytes_new_take(text, length);
    if (cache->cache) {
        cache_save(cache->cache, key, result);
    }
    return result;
}
