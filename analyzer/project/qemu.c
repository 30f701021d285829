/*
 * Reading a QEMU tree: preparing, parsing, cleaning up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "project/qemu.h"

#include "project/qemu-board.h"
#include "project/qemu-prepare.h"
#include "project/qemu-sketch.h"
#include "project/scratch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

enum {
    DEFAULT_MEMORY_MIB = 8192,
    DEFAULT_SECONDS = 120
};

typedef struct Receiver {
    IrTree *tree;
    GHashTable *specific; /* set of paths */
} Receiver;

static void receive(const ParseResult *result, void *user)
{
    Receiver *receiver = user;
    IrTree *tree = receiver->tree;

    if (result->file) {
        bool is_specific =
            result->is_headers ||
            g_hash_table_contains(receiver->specific, result->path);

        ir_program_add(tree->program, result->path, result->group, is_specific,
                       result->is_headers, result->file);
    } else {
        IrFailure *failure =
            ir_tree_add_failure(tree, result->path, "file", result->failure);

        failure->group = g_strdup(result->group);
    }
}

static GHashTable *specific_paths(const QemuLayout *layout)
{
    GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);

        for (guint k = 0; k < group->files->len; k++) {
            const QemuFile *file = &g_array_index(group->files, QemuFile, k);

            if (file->is_specific) {
                g_hash_table_add(paths, (char *)file->text->path);
            }
        }
    }
    return paths;
}

static bool parse(const QemuWork *work, const ProjectOptions *options,
                  IrTree *tree, const char *scratch, GError **error)
{
    g_autofree char *place = g_build_filename(scratch, "parse", NULL);
    g_autoptr(GHashTable) specific = specific_paths(work->layout);
    g_autofree char *environment = project_environment();
    Receiver receiver = {tree, specific};
    ParsePlan plan = {
        .root = work->root,
        .base = scratch,
        .scratch = place,
        .groups = work->groups,
        .workers = options->workers,
        .memory_limit = options->memory_limit ?: DEFAULT_MEMORY_MIB,
        .seconds_per_file = options->seconds_per_file ?: DEFAULT_SECONDS,
        .cache = options->cache,
        .environment = environment,
    };

    if (g_mkdir(place, 0700) != 0) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                    "cannot create '%s': %s", place, g_strerror(errno));
        return false;
    }
    return work->groups->len == 0 ||
           parse_plan_run(&plan, receive, &receiver, error);
}

/* What the Source had to leave out, where it could have mattered. */
static void add_problems(const Source *source, IrTree *tree)
{
    const GPtrArray *problems = source_problems(source);

    for (guint i = 0; i < problems->len; i++) {
        const SourceProblem *problem = g_ptr_array_index(problems, i);
        bool is_link = strstr(problem->reason, "link") != NULL;

        if (qemu_is_wanted(problem->path) &&
            (is_link || source_may_matter(problem->path))) {
            ir_tree_add_failure(tree, problem->path,
                                is_link ? "symbolic-link" : "file",
                                problem->reason);
        }
    }
}

static int compare_failures(gconstpointer a, gconstpointer b)
{
    const IrFailure *x = *(IrFailure *const *)a;
    const IrFailure *y = *(IrFailure *const *)b;
    int order = strcmp(x->path, y->path);

    if (order == 0) {
        order = (x->line > y->line) - (x->line < y->line);
    }
    if (order == 0) {
        order = g_strcmp0(x->group, y->group);
    }
    if (order == 0) {
        order = strcmp(x->construct, y->construct);
    }
    return order ? order : strcmp(x->reason, y->reason);
}

static bool same_failure(const IrFailure *x, const IrFailure *y)
{
    return compare_failures(&x, &y) == 0;
}

/* A file that is read twice is told of once. */
static void sort_failures(IrTree *tree)
{
    g_ptr_array_sort(tree->failures, compare_failures);
    for (guint i = tree->failures->len; i-- > 1;) {
        if (same_failure(g_ptr_array_index(tree->failures, i),
                         g_ptr_array_index(tree->failures, i - 1))) {
            g_ptr_array_remove_index(tree->failures, i);
        }
    }
}

static void sketch(const QemuLayout *layout, IrTree *tree)
{
    if (layout->is_part) {
        qemu_sketches_read_part(layout->texts, tree);
    } else {
        qemu_sketches_read(layout->texts, tree);
    }
}

bool qemu_read(Source *source, const ProjectOptions *options, IrTree *tree,
               GError **error)
{
    g_autofree char *scratch = scratch_make(error);
    g_autoptr(QemuWork) work = NULL;
    bool done;

    if (!scratch) {
        return false;
    }
    tree->program = ir_program_new();
    work = qemu_prepare(source, options, tree, scratch, error);
    done = work && parse(work, options, tree, scratch, error);
    ir_program_seal(tree->program);
    qemu_boards_read(source, tree);
    if (work) {
        sketch(work->layout, tree);
    }
    add_problems(source, tree);
    sort_failures(tree);
    scratch_remove(scratch);
    return done;
}

static char *quoted_arguments(const ParseGroup *group)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < group->args->len; i++) {
        g_autofree char *quoted =
            g_shell_quote(g_ptr_array_index(group->args, i));

        g_string_append_printf(out, "%s%s", i ? " " : "", quoted);
    }
    return g_string_free(out, FALSE);
}

char *qemu_plan(Source *source, IrTree *tree, const char *directory,
                GError **error)
{
    static const ProjectOptions whole = {0};
    g_autoptr(QemuWork) work =
        qemu_prepare(source, &whole, tree, directory, error);
    GString *out;

    if (!work) {
        return NULL;
    }
    out = g_string_new(NULL);
    for (guint i = 0; i < work->groups->len; i++) {
        const ParseGroup *group = g_ptr_array_index(work->groups, i);
        g_autofree char *arguments = quoted_arguments(group);

        for (guint k = 0; k < group->files->len; k++) {
            g_string_append_printf(
                out, "%s\t%s\t%s/%s\n", group->name, arguments, work->root,
                (const char *)g_ptr_array_index(group->files, k));
        }
    }
    return g_string_free(out, FALSE);
}
