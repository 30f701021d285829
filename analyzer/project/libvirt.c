/*
 * Reading a libvirt tree: preparing, parsing, cleaning up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "project/libvirt.h"

#include "parse/clang.h"
#include "project/libvirt-layout.h"
#include "project/libvirt-overlay.h"
#include "project/scratch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

enum {
    DEFAULT_MEMORY_MIB = 8192,
    DEFAULT_SECONDS = 120
};

#define GROUP "libvirt"

static void add_arg(ParseGroup *group, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static void add_arg(ParseGroup *group, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    g_ptr_array_add(group->args, g_strdup_vprintf(format, list));
    va_end(list);
}

/* Stand-ins come first: they replace what configure would have made, and the
 * machine has none of those names. */
static ParseGroup *plan_group(const LibvirtLayout *layout, const char *root,
                              const char *overlay)
{
    ParseGroup *group = parse_group_new(GROUP);

    add_arg(group, "-std=gnu99");
    add_arg(group, "-D_GNU_SOURCE");
    add_arg(group, "-DIN_LIBVIRT");
    add_arg(group, "-I%s", overlay);
    for (guint i = 0; i < layout->folders->len; i++) {
        const char *folder = layout->folders->pdata[i];

        add_arg(group, "-I%s%s%s", root, *folder ? "/" : "", folder);
    }
    add_arg(group, "-isystem%s", GLIB_HEADERS);
    add_arg(group, "-isystem%s", GLIB_CONFIG_HEADERS);
    libvirt_add_headers(group->headers, layout);
    for (guint i = 0; i < layout->parsed->len; i++) {
        const LibvirtText *text = layout->parsed->pdata[i];

        g_ptr_array_add(group->files, g_strdup(text->path));
    }
    return group;
}

static bool write_texts(const LibvirtLayout *layout, const char *root,
                        GError **error)
{
    for (guint i = 0; i < layout->reached->len; i++) {
        const LibvirtText *text = layout->reached->pdata[i];

        if (!libvirt_write_bytes(root, text->path, text->bytes, error)) {
            return false;
        }
    }
    return true;
}

bool libvirt_is_document(const char *path)
{
    return g_str_has_suffix(path, ".xml") &&
           (g_str_has_prefix(path, "src/cpu_map/") ||
            g_str_equal(path, "src/cpu/cpu_map.xml") ||
            (g_str_has_prefix(path, "tests/qemucapabilitiesdata/") &&
             g_str_has_suffix(path, "s390x.xml")));
}

/* CPU models and their features are not in the C sources. */
static void read_documents(const Source *source, IrTree *tree)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        g_autoptr(GBytes) bytes = NULL;

        if (libvirt_is_document(path)) {
            bytes = source_read(source, path, NULL);
        }
        if (bytes) {
            ir_tree_add_document(tree, path, g_bytes_get_data(bytes, NULL));
        }
    }
}

/* A folder with everything the parser needs; the root is its "tree". NULL on
 * failure. */
static ParseGroup *prepare(Source *source, IrTree *tree, const char *scratch,
                           GError **error)
{
    g_autofree char *root = g_build_filename(scratch, "tree", NULL);
    g_autofree char *overlay = g_build_filename(scratch, "overlay", NULL);
    g_autoptr(LibvirtLayout) layout = libvirt_layout_new(source, tree);

    read_documents(source, tree);
    if (g_mkdir(root, 0700) != 0) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                    "cannot create '%s': %s", root, g_strerror(errno));
        return NULL;
    }
    if (!write_texts(layout, root, error) ||
        !libvirt_write_overlay(source, layout, tree, overlay, error)) {
        return NULL;
    }
    return plan_group(layout, root, overlay);
}

static void receive(const ParseResult *result, void *user)
{
    IrTree *tree = user;

    if (result->file) {
        ir_program_add(tree->program, result->path, result->group,
                       result->is_headers, result->is_headers, result->file);
    } else {
        ir_tree_add_failure(tree, result->path, "file", result->failure);
    }
}

static bool parse(ParseGroup *group, const ProjectOptions *options,
                  IrTree *tree, const char *scratch, GError **error)
{
    g_autofree char *root = g_build_filename(scratch, "tree", NULL);
    g_autofree char *place = g_build_filename(scratch, "parse", NULL);
    g_autofree char *environment = project_environment();
    g_autoptr(GPtrArray) groups =
        g_ptr_array_new_with_free_func((GDestroyNotify)parse_group_free);
    ParsePlan plan = {
        .root = root,
        .base = scratch,
        .scratch = place,
        .groups = groups,
        .workers = options->workers,
        .memory_limit = options->memory_limit ?: DEFAULT_MEMORY_MIB,
        .seconds_per_file = options->seconds_per_file ?: DEFAULT_SECONDS,
        .cache = options->cache,
        .environment = environment,
    };

    g_ptr_array_add(groups, group);
    if (g_mkdir(place, 0700) != 0) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                    "cannot create '%s': %s", place, g_strerror(errno));
        return false;
    }
    return group->files->len == 0 ||
           parse_plan_run(&plan, receive, tree, error);
}

/* What the Source had to leave out, where it could have mattered. */
static void add_problems(const Source *source, IrTree *tree)
{
    const GPtrArray *problems = source_problems(source);

    for (guint i = 0; i < problems->len; i++) {
        const SourceProblem *problem = problems->pdata[i];

        if (g_str_has_prefix(problem->path, "src/") &&
            source_may_matter(problem->path)) {
            ir_tree_add_failure(
                tree, problem->path,
                strstr(problem->reason, "link") ? "symbolic-link" : "file",
                problem->reason);
        }
    }
}

static int compare_failures(gconstpointer a, gconstpointer b)
{
    const IrFailure *x = *(IrFailure *const *)a;
    const IrFailure *y = *(IrFailure *const *)b;
    int order = strcmp(x->path, y->path);

    return order ? order : strcmp(x->reason, y->reason);
}

bool libvirt_read(Source *source, const ProjectOptions *options, IrTree *tree,
                  GError **error)
{
    g_autofree char *scratch = scratch_make(error);
    ParseGroup *group;
    bool done;

    if (!scratch) {
        return false;
    }
    tree->program = ir_program_new();
    group = prepare(source, tree, scratch, error);
    done = group && parse(group, options, tree, scratch, error);
    ir_program_seal(tree->program);
    add_problems(source, tree);
    g_ptr_array_sort(tree->failures, compare_failures);
    scratch_remove(scratch);
    return done;
}

char *libvirt_plan(Source *source, IrTree *tree, const char *directory,
                   GError **error)
{
    ParseGroup *group = prepare(source, tree, directory, error);
    g_autoptr(GString) arguments = g_string_new(NULL);
    GString *out;

    if (!group) {
        return NULL;
    }
    out = g_string_new(NULL);
    for (guint i = 0; i < group->args->len; i++) {
        g_autofree char *quoted = g_shell_quote(group->args->pdata[i]);

        g_string_append_printf(arguments, "%s%s", i ? " " : "", quoted);
    }
    for (guint i = 0; i < group->files->len; i++) {
        g_string_append_printf(out, "%s\t%s\t%s/tree/%s\n", group->name,
                               arguments->str, directory,
                               (const char *)group->files->pdata[i]);
    }
    parse_group_free(group);
    return g_string_free(out, FALSE);
}
