/*
 * Results of pairs, kept between runs.
 *
 * A result depends on the facts of both trees, on the program, on what the
 * options narrow it down to, on whether there are sources to take lines from,
 * and on accepted findings. All of that is in the file's name, so nothing ever
 * has to be thrown away for being wrong.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-run.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "command/command.h"
#include "command/findings.h"

#define PROGRAM_FILE "/proc/self/exe"

struct AuditCache {
    char *folder;
    bool is_temporary;
    char *basis; /* what all results have in common */
};

static char *folder_of(const CommandOptions *options)
{
    return options->cache ? g_build_filename(options->cache, "pairs", NULL)
                          : g_build_filename(g_get_user_cache_dir(),
                                             "migcompat", "pairs", NULL);
}

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

static bool make_folder(AuditCache *cache, const CommandOptions *options,
                        GError **error)
{
    if (cache->is_temporary) {
        cache->folder = g_dir_make_tmp("migcompat-XXXXXX", error);
        return cache->folder;
    }
    cache->folder = folder_of(options);
    if (g_mkdir_with_parents(cache->folder, 0700) == 0) {
        return true;
    }
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_OUTPUT,
                "'%s' cannot be made: %s", cache->folder, g_strerror(errno));
    return false;
}

AuditCache *audit_cache_open(const CommandOptions *options, GError **error)
{
    g_autoptr(AuditCache) cache = g_new0(AuditCache, 1);
    g_autofree char *program = digest_of_program();

    cache->is_temporary = options->no_cache || !program;
    if (!make_folder(cache, options, error)) {
        return NULL;
    }
    cache->basis = g_strdup_printf("%s\n%s\n%s\n", program ? program : "",
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
    if (cache->is_temporary && cache->folder) {
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
        g_string_append_printf(key, "%s\n%s\n", today, digest ? digest : "");
    }
}

char *audit_cache_file(const AuditCache *cache, const AuditInput *before,
                       const AuditInput *after)
{
    g_autoptr(GString) key = g_string_new(cache->basis);
    g_autofree char *digest = NULL;
    g_autofree char *name = NULL;

    g_string_append_printf(key, "%s %d\n%s %d\n", before->digest,
                           before->source != NULL, after->digest,
                           after->source != NULL);
    add_accepted(key, after->source);
    digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key->str,
                                           (gssize)key->len);
    name = g_strconcat(digest, ".json", NULL);
    return g_build_filename(cache->folder, name, NULL);
}
