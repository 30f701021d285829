/*
 * Reading a QEMU tree: from its text to parsed units, schema, options, pages
 * and census.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "project/qemu.h"

#include "parse/hx.h"
#include "parse/qapi.h"
#include "project/qemu-build.h"
#include "project/qemu-census.h"
#include "project/qemu-layout.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>

#define DEFAULT_MEMORY_MIB 8192
#define DEFAULT_SECONDS    120

static char *read_text(const char *path, void *user)
{
    const Source *source = user;
    g_autoptr(GBytes) bytes = source_read(source, path, NULL);
    gsize size;
    const char *data;

    if (!bytes) {
        return NULL;
    }
    data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static void read_schema(const Source *source, IrTree *tree)
{
    static const char *const places[] = {"qapi/qapi-schema.json",
                                         "qapi-schema.json"};

    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        if (source_has(source, places[i])) {
            tree->schema =
                qapi_schema_parse(places[i], read_text, (void *)source);
            return;
        }
    }
}

static void read_options(const Source *source, IrTree *tree)
{
    static const char path[] = "qemu-options.hx";
    g_autofree char *text = read_text(path, (void *)source);

    if (text) {
        hx_parse(tree, path, text);
    }
}

/* Pages that say what is deprecated and what was removed. */
static void read_documents(const Source *source, IrTree *tree)
{
    static const char *const pages[] = {
        "docs/about/deprecated.rst",  "docs/about/removed-features.rst",
        "docs/system/deprecated.rst", "docs/system/removed-features.rst",
        "qemu-deprecated.texi",       "qemu-doc.texi",
    };

    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *text = read_text(pages[i], (void *)source);

        if (text) {
            ir_tree_add_document(tree, pages[i], text);
        }
    }
}

static void take_census(const QemuLayout *layout, IrTree *tree)
{
    for (guint i = 0; i < layout->paths->len; i++) {
        const char *path = g_ptr_array_index(layout->paths, i);
        GBytes *text = g_hash_table_lookup(layout->texts, path);

        if (g_str_has_suffix(path, ".c") || g_str_has_suffix(path, ".inc")) {
            qemu_census(tree, path, g_bytes_get_data(text, NULL));
        }
    }
}

typedef struct Receiver {
    IrTree *tree;
    GHashTable *specific; /* paths of files specific to their group */
} Receiver;

static void receive(const ParseResult *result, void *user)
{
    Receiver *receiver = user;
    IrTree *tree = receiver->tree;

    if (result->file) {
        ir_program_add(
            tree->program, result->path, result->group,
            result->is_headers ||
                g_hash_table_contains(receiver->specific, result->path),
            result->is_headers, result->file);
        return;
    }
    {
        IrFailure *failure =
            ir_tree_add_failure(tree, result->path, "file", result->failure);

        failure->group = g_strdup(result->group);
    }
}

static bool wants_group(const IrTree *tree, const char *group,
                        const char *target)
{
    const GPtrArray *targets = ir_tree_targets(tree, group);

    if (!target) {
        return true;
    }
    for (guint i = 0; targets && i < targets->len; i++) {
        if (g_str_equal(g_ptr_array_index(targets, i), target)) {
            return true;
        }
    }
    return false;
}

/* For one target the other architectures' own files are left out. Common
 * files stay, whatever architecture they are read as. */
static void drop_other_targets(QemuLayout *layout, const IrTree *tree,
                               const char *target)
{
    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (wants_group(tree, group->name, target)) {
            continue;
        }
        for (guint k = group->files->len; k-- > 0;) {
            const QemuFile *file = g_ptr_array_index(group->files, k);

            if (file->is_specific) {
                g_ptr_array_remove_index(group->files, k);
            }
        }
    }
}

static bool parse(const QemuLayout *layout, const ProjectOptions *options,
                  IrTree *tree, const char *scratch, GError **error)
{
    g_autofree char *root = g_build_filename(scratch, "tree", NULL);
    g_autofree char *overlay = g_build_filename(scratch, "overlay", NULL);
    g_autofree char *work = g_build_filename(scratch, "work", NULL);
    g_autoptr(GHashTable) specific = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) groups =
        g_ptr_array_new_with_free_func((GDestroyNotify)parse_group_free);
    Receiver receiver = {tree, specific};
    ParsePlan plan = {
        .root = root,
        .scratch = work,
        .groups = groups,
        .workers = options->workers,
        .memory_limit =
            options->memory_limit ? options->memory_limit : DEFAULT_MEMORY_MIB,
        .seconds_per_file = options->seconds_per_file
                                ? options->seconds_per_file
                                : DEFAULT_SECONDS,
    };

    g_mkdir_with_parents(work, 0700);
    for (guint i = 0; i < layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);

        for (guint k = 0; k < group->files->len; k++) {
            const QemuFile *file = g_ptr_array_index(group->files, k);

            if (file->is_specific) {
                g_hash_table_add(specific, file->path);
            }
        }
        if (group->files->len > 0) {
            g_ptr_array_add(
                groups, qemu_parse_group(layout, group, tree, root, overlay));
        }
    }
    return parse_plan_run(&plan, receive, &receiver, error);
}

static void add_source_problems(const Source *source, IrTree *tree)
{
    const GPtrArray *problems = source_problems(source);

    for (guint i = 0; i < problems->len; i++) {
        const SourceProblem *problem = g_ptr_array_index(problems, i);

        bool is_link = strstr(problem->reason, "link") != NULL;

        if (is_link || qemu_is_wanted(problem->path, NULL)) {
            ir_tree_add_failure(tree, problem->path,
                                is_link ? "symbolic-link" : "file",
                                problem->reason);
        }
    }
}

static bool read_in(Source *source, const ProjectOptions *options, IrTree *tree,
                    const char *scratch, GError **error)
{
    g_autofree char *root = g_build_filename(scratch, "tree", NULL);
    g_autofree char *overlay = g_build_filename(scratch, "overlay", NULL);
    g_autoptr(QemuLayout) layout = qemu_layout_new(source, tree);

    g_mkdir_with_parents(root, 0700);
    read_schema(source, tree);
    read_options(source, tree);
    read_documents(source, tree);
    take_census(layout, tree);
    tree->file_targets = qemu_file_targets(source, tree);
    drop_other_targets(layout, tree, options->target);
    if (!source_materialise(source, root, qemu_is_wanted, NULL, error) ||
        !qemu_write_overlay(source, layout, tree, overlay, error)) {
        return false;
    }
    add_source_problems(source, tree);
    return parse(layout, options, tree, scratch, error);
}

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

bool qemu_read(Source *source, const ProjectOptions *options, IrTree *tree,
               GError **error)
{
    g_autofree char *scratch = g_dir_make_tmp("migcompat-XXXXXX", error);
    bool done;

    if (!scratch) {
        return false;
    }
    tree->program = ir_program_new();
    done = read_in(source, options, tree, scratch, error);
    ir_program_seal(tree->program);
    nftw(scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return done;
}
