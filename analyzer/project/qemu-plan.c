/*
 * How one architecture's files are parsed: include path, definitions and the
 * headers worth precompiling.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include <string.h>

/* Headers more files of a group include than this many in a hundred are
 * precompiled, up to a number: beyond it loading costs more than it saves. */
#define PCH_PERCENT 6
#define PCH_HEADERS 48

static void add_arg(ParseGroup *group, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static void add_arg(ParseGroup *group, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    g_ptr_array_add(group->args, g_strdup_vprintf(format, list));
    va_end(list);
}

/* The order matters: a target's own headers come before common ones, and an
 * empty stand-in comes last but for the host's. NEED_CPU_H for all files
 * makes common and target code one mode (include/exec/poison.h is then never
 * read); tcg/i386 holds a header that every cpu.h of 2.12 to 4.x includes. */
static void add_args(ParseGroup *parse, const QemuGroup *group,
                     const char *root, const char *overlay)
{
    add_arg(parse, "-I%s/tgt/%s", overlay, group->name);
    add_arg(parse, "-I%s/target/%s", root, group->name);
    add_arg(parse, "-I%s/target-%s", root, group->name);
    add_arg(parse, "-I%s/include", root);
    add_arg(parse, "-I%s", root);
    add_arg(parse, "-I%s/tcg", root);
    add_arg(parse, "-I%s/tcg/i386", root);
    add_arg(parse, "-isystem%s/linux-headers", root);
    add_arg(parse, "-I%s/host/include/x86_64", root);
    add_arg(parse, "-I%s/host/include/generic", root);
    add_arg(parse, "-I%s/stub", overlay);
    add_arg(parse, "-I%s", GLIB_HEADERS);
    add_arg(parse, "-I%s", GLIB_CONFIG_HEADERS);
    add_arg(parse, "-DNEED_CPU_H");
    add_arg(parse, "-DCOMPILING_PER_TARGET");
    add_arg(parse, "-DCOMPILING_SYSTEM_VS_USER");
    add_arg(parse, "-DCONFIG_TARGET=\"config-target.h\"");
    add_arg(parse, "-DCONFIG_DEVICES=\"config-devices.h\"");
    add_arg(parse, "-D_GNU_SOURCE");
}

typedef struct Popular {
    char *name;
    guint count;
} Popular;

static void popular_free(gpointer data)
{
    Popular *popular = data;

    g_free(popular->name);
    g_free(popular);
}

static int compare_popular(gconstpointer a, gconstpointer b)
{
    const Popular *x = *(Popular *const *)a;
    const Popular *y = *(Popular *const *)b;

    if (x->count != y->count) {
        return x->count < y->count ? 1 : -1;
    }
    return strcmp(x->name, y->name);
}

static bool is_public_header(const QemuLayout *layout, const char *name)
{
    g_autofree char *path = g_strconcat("include/", name, NULL);

    return g_str_has_suffix(name, ".h") &&
           g_hash_table_contains(layout->texts, path) &&
           !g_str_has_prefix(name, "trace");
}

/* Counts `#include "name"` of headers below include/, once per file. */
static void count_includes(const QemuLayout *layout, const char *text,
                           GHashTable *by_name, GPtrArray *all)
{
    static const char directive[] = "\n#include \"";

    while ((text = strstr(text, directive))) {
        g_autofree char *name = NULL;
        Popular *popular;

        text += strlen(directive);
        name = g_strndup(text, strcspn(text, "\"\n"));
        if (!is_public_header(layout, name)) {
            continue;
        }
        popular = g_hash_table_lookup(by_name, name);
        if (!popular) {
            popular = g_new0(Popular, 1);
            popular->name = g_steal_pointer(&name);
            g_hash_table_insert(by_name, popular->name, popular);
            g_ptr_array_add(all, popular);
        }
        popular->count++;
    }
}

/* osdep.h comes first in every file since 2.6; before it was qemu-common.h
 * most often. */
static const char *first_header(const QemuLayout *layout, const IrTree *tree)
{
    bool old = tree->major < 2 || (tree->major == 2 && tree->minor < 6);

    if (old && g_hash_table_contains(layout->texts, "include/qemu-common.h")) {
        return "qemu-common.h";
    }
    return g_hash_table_contains(layout->texts, "include/qemu/osdep.h")
               ? "qemu/osdep.h"
               : NULL;
}

static void add_headers(ParseGroup *parse, const QemuLayout *layout,
                        const QemuGroup *group, const IrTree *tree)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(popular_free);
    const char *first = first_header(layout, tree);

    for (guint i = 0; i < group->files->len; i++) {
        const QemuFile *file = g_ptr_array_index(group->files, i);

        count_includes(
            layout,
            g_bytes_get_data(g_hash_table_lookup(layout->texts, file->path),
                             NULL),
            by_name, all);
    }
    g_ptr_array_sort(all, compare_popular);
    if (first) {
        g_ptr_array_add(parse->headers, g_strdup(first));
    }
    for (guint i = 0; i < all->len && i < PCH_HEADERS; i++) {
        const Popular *popular = g_ptr_array_index(all, i);

        if (popular->count >= 2 &&
            popular->count * 100 >= group->files->len * PCH_PERCENT &&
            g_strcmp0(popular->name, first) != 0) {
            g_ptr_array_add(parse->headers, g_strdup(popular->name));
        }
    }
}

ParseGroup *qemu_parse_group(const QemuLayout *layout, const QemuGroup *group,
                             const IrTree *tree, const char *root,
                             const char *overlay)
{
    ParseGroup *parse = parse_group_new(group->name);

    add_args(parse, group, root, overlay);
    add_headers(parse, layout, group, tree);
    for (guint i = 0; i < group->files->len; i++) {
        const QemuFile *file = g_ptr_array_index(group->files, i);

        g_ptr_array_add(parse->files, g_strdup(file->path));
    }
    return parse;
}
