/*
 * Results of pairs, kept between runs.
 *
 * A result depends on the facts of both trees, on the program, on what the
 * options narrow it down to, on whether there are sources to take lines from,
 * and on accepted findings. All of that is in its key, so nothing ever has to
 * be thrown away for being wrong.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-run.h"

#include "command/findings.h"
#include "command/tree-cache.h"

#define PROGRAM_FILE "/proc/self/exe"

struct AuditCache {
    Cache *cache; /* borrowed; NULL: nothing is kept */
    char *basis;  /* what all results have in common */
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

AuditCache *audit_cache_open(const CommandOptions *options)
{
    AuditCache *cache = g_new0(AuditCache, 1);
    g_autofree char *program = digest_of_program();

    cache->cache = program ? tree_cache_use(options->tree_cache) : NULL;
    cache->basis = g_strdup_printf("pair %s\ntarget %s\nmachine %s\n",
                                   program ? program : "",
                                   options->target ? options->target : "",
                                   options->machine ? options->machine : "");
    return cache;
}

void audit_cache_close(AuditCache *cache)
{
    if (!cache) {
        return;
    }
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

void audit_cache_save(AuditCache *cache, const AuditInput *before,
                      const AuditInput *after, GBytes *result)
{
    g_autofree char *key = key_of(cache, before, after);

    if (cache->cache) {
        cache_save(cache->cache, key, result);
    }
}
