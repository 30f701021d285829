/*
 * Reads a TREE operand.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/tree.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/tree-cache.h"
#include "extract/extract.h"
#include "facts/json.h"
#include "project/project.h"
#include "store/facts-store.h"

/* A saved facts file is told by its first byte: no tarball starts so. */
static bool is_saved_facts(const char *name)
{
    FILE *file;
    int first;

    if (!g_file_test(name, G_FILE_TEST_IS_REGULAR)) {
        return false;
    }
    file = fopen(name, "re");
    if (!file) {
        return g_str_has_suffix(name, ".json");
    }
    first = fgetc(file);
    fclose(file);
    return first == '{' || g_str_has_suffix(name, ".json");
}

bool tree_check_target(const char *name, const CommandOptions *options,
                       GError **error)
{
    if (options->target && is_saved_facts(name)) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "--target needs a tree: '%s' is a saved facts file", name);
        return false;
    }
    return true;
}

static void show_progress(const char *name, const CommandOptions *options)
{
    if (!options->quiet && isatty(STDERR_FILENO)) {
        fprintf(stderr, "migcompat: reading '%s'\n", name);
    }
}

/* A tree, and how it is to be read. */
typedef struct Reading {
    Source *source;
    const GPtrArray *only; /* as in ProjectOptions */
    const CommandOptions *options;
} Reading;

/* Of the part that is read; empty if it is all. Newly allocated. */
static char *part_digest(const GPtrArray *only)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; only && i < only->len; i++) {
        const char *path = g_ptr_array_index(only, i);

        g_checksum_update(checksum, (const guchar *)path,
                          (gssize)strlen(path) + 1);
    }
    return g_strdup(only ? g_checksum_get_string(checksum) : "");
}

/* NULL if the tree's content is not known for sure. */
static char *facts_key(const Reading *reading)
{
    g_autofree char *digest = source_digest(reading->source);
    g_autofree char *part = part_digest(reading->only);
    g_autofree char *environment = project_environment();

    return digest ? g_strdup_printf("tree %s\nonly %s\ntarget %s\n%s", digest,
                                    part, reading->options->target ?: "",
                                    environment)
                  : NULL;
}

/* A file whose parser died or took too long may fare better next time. */
static bool is_whole(const IrTree *tree)
{
    for (guint i = 0; i < tree->failures->len; i++) {
        const IrFailure *failure = g_ptr_array_index(tree->failures, i);

        if (g_str_equal(failure->construct, "file")) {
            return false;
        }
    }
    return true;
}

/* A directory can change while it is read. */
static bool is_unchanged(const Reading *reading, const char *key)
{
    g_autofree char *again = facts_key(reading);

    return g_strcmp0(again, key) == 0;
}

static FactSet *read_facts(const Reading *reading, Cache *cache,
                           const char *key, GError **error)
{
    Source *source = reading->source;
    const IrCache ir_cache = cache ? cache_for_ir(cache) : (IrCache){NULL};
    const ProjectOptions how = {
        .workers = reading->options->jobs,
        .target = reading->options->target,
        .only = reading->only,
        .cache = cache ? &ir_cache : NULL,
    };
    g_autoptr(IrTree) tree = project_read(source, &how, error);
    FactSet *facts;

    if (!tree) {
        return NULL;
    }
    facts = extract_facts(tree, source_label(source), source_revision(source));
    if (key && is_whole(tree) && is_unchanged(reading, key)) {
        facts_store_save(cache, key, facts);
    }
    return facts;
}

static FactSet *kept_facts(const Source *source, Cache *cache, const char *key)
{
    FactSet *facts = facts_store_load(cache, key);

    if (facts) {
        fact_set_set_tree(facts, fact_set_project(facts),
                          fact_set_version(facts), source_label(source),
                          source_revision(source));
    }
    return facts;
}

FactSet *tree_read(Source *source, const GPtrArray *only,
                   const CommandOptions *options, GError **error)
{
    const Reading reading = {source, only, options};
    Cache *cache = tree_cache_use(options->tree_cache);
    g_autofree char *key = cache ? facts_key(&reading) : NULL;
    FactSet *facts = key ? kept_facts(source, cache, key) : NULL;

    if (!facts) {
        facts = read_facts(&reading, cache, key, error);
    }
    tree_cache_check(options->tree_cache);
    return facts;
}

FactSet *tree_open(const char *name, const CommandOptions *options,
                   Source **ret_source, GError **error)
{
    g_autoptr(Source) source = NULL;
    FactSet *facts;

    *ret_source = NULL;
    if (is_saved_facts(name)) {
        return facts_json_read(name, error);
    }
    show_progress(name, options);
    source = source_open(name, error);
    if (!source) {
        return NULL;
    }
    facts = tree_read(source, NULL, options, error);
    if (!facts) {
        g_prefix_error(error, "'%s': ", name);
        return NULL;
    }
    *ret_source = g_steal_pointer(&source);
    return facts;
}

FactSet *tree_facts(const char *name, const CommandOptions *options,
                    GError **error)
{
    g_autoptr(Source) source = NULL;

    return tree_open(name, options, &source, error);
}

guint tree_status(const FactSet *facts)
{
    const GPtrArray *gaps = fact_set_gaps(facts);

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        if (g_str_equal(gap->construct, "file")) {
            return STATUS_NOT_ANALYSED;
        }
    }
    return STATUS_NOTHING;
}

char *tree_title(const FactSet *facts)
{
    return g_strdup_printf("%s %s (%s)", fact_set_project(facts),
                           fact_set_version(facts), fact_set_label(facts));
}
