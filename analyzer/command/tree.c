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
#include "extract/extract.h"
#include "facts/json.h"
#include "project/project.h"

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

FactSet *tree_open(const char *name, const CommandOptions *options,
                   Source **ret_source, GError **error)
{
    const ProjectOptions how = {
        .workers = options->jobs,
        .target = options->target,
    };
    g_autoptr(Source) source = NULL;
    g_autoptr(IrTree) tree = NULL;
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
    tree = project_read(source, &how, error);
    if (!tree) {
        g_prefix_error(error, "'%s': ", name);
        return NULL;
    }
    facts = extract_facts(tree, source_label(source), source_revision(source));
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
