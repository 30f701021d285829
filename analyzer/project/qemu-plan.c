/*
 * How one architecture's files are parsed: include path and definitions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-plan.h"

#include "project/qemu-includes.h"

#include <string.h>

static void add_arg(ParseGroup *parse, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static void add_arg(ParseGroup *parse, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    g_ptr_array_add(parse->args, g_strdup_vprintf(format, list));
    va_end(list);
}

/*
 * A target's own headers come before common ones, or a stand-in for another
 * target's would hide them; stand-ins come last but for the machine's.
 * NEED_CPU_H and its successors for all files make common and target code one
 * mode: include/exec/poison.h is then never read.
 */
static void add_args(ParseGroup *parse, const QemuGroup *group,
                     const IrTree *tree, const char *root, const char *overlay)
{
    static const char *const defines[] = {
        "NEED_CPU_H",
        "COMPILING_PER_TARGET",
        "COMPILING_SYSTEM_VS_USER",
        "CONFIG_TARGET=\"config-target.h\"",
        "CONFIG_DEVICES=\"config-devices.h\"",
        "_GNU_SOURCE",
        "_FILE_OFFSET_BITS=64",
    };

    /* Commit 8a9d3d5640. Conditions in the sources depend on it. */
    add_arg(parse, qemu_is_before(tree, 6, 1) ? "-std=gnu99" : "-std=gnu11");
    add_arg(parse, "-I%s/target/%s", overlay, group->name);
    add_arg(parse, "-I%s/target/%s", root, group->name);
    add_arg(parse, "-I%s/target-%s", root, group->name);
    for (guint i = 0; qemu_include_folders[i]; i++) {
        g_autofree char *folder = g_strdup(qemu_include_folders[i]);

        if (*folder) {
            folder[strlen(folder) - 1] = '\0';
        }
        add_arg(parse, "%s%s%s%s",
                g_str_equal(folder, "linux-headers") ? "-isystem" : "-I", root,
                *folder ? "/" : "", folder);
    }
    add_arg(parse, "-I%s/stub", overlay);
    add_arg(parse, "-isystem%s", GLIB_HEADERS);
    add_arg(parse, "-isystem%s", GLIB_CONFIG_HEADERS);
    for (guint i = 0; i < G_N_ELEMENTS(defines); i++) {
        add_arg(parse, "-D%s", defines[i]);
    }
}

ParseGroup *qemu_parse_group(const QemuGroup *group, const IrTree *tree,
                             const char *root, const char *overlay)
{
    ParseGroup *parse = parse_group_new(group->name);

    add_args(parse, group, tree, root, overlay);
    for (guint i = 0; i < group->headers->len; i++) {
        g_ptr_array_add(parse->headers,
                        g_strdup(g_ptr_array_index(group->headers, i)));
    }
    for (guint i = 0; i < group->files->len; i++) {
        const QemuFile *file = &g_array_index(group->files, QemuFile, i);

        g_ptr_array_add(parse->files, g_strdup(file->text->path));
    }
    return parse;
}
