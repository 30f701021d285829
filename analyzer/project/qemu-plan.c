/*
 * How one architecture's files are parsed: include path, definitions and the
 * headers worth precompiling.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-plan.h"

#include "project/qemu-includes.h"

#include <string.h>

/* A header that at least this many in a hundred files of a group include is
 * precompiled, up to a number: loading what few need costs more than it
 * saves. */
enum {
    PCH_PERCENT = 5,
    PCH_FILES = 4,
    PCH_HEADERS = 48
};

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
                     const char *root, const char *overlay)
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

    add_arg(parse, "-std=gnu11");
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

typedef struct Popular {
    const char *name;
    guint count;
} Popular;

static int compare_popular(gconstpointer a, gconstpointer b)
{
    const Popular *x = a;
    const Popular *y = b;

    if (x->count != y->count) {
        return x->count < y->count ? 1 : -1;
    }
    return strcmp(x->name, y->name);
}

/* Without a guard it would be read again and clash with itself. */
static bool is_guarded(const QemuText *text)
{
    return text &&
           (strstr(text->text, "#ifndef") || strstr(text->text, "# ifndef") ||
            strstr(text->text, "#pragma once"));
}

/* Means the same header wherever it is included. */
static bool is_shared(const QemuLayout *layout, const char *name)
{
    g_autofree char *path = g_strconcat("include/", name, NULL);

    return g_str_has_suffix(name, ".h") &&
           (g_str_equal(name, "cpu.h") ||
            g_str_has_prefix(name, "qapi/qapi-") ||
            is_guarded(qemu_texts_find(layout->texts, path)));
}

/* How many of the group's files include what; most first. */
static GArray *popular_headers(const QemuLayout *layout, const QemuGroup *group)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Popular));
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < group->files->len; i++) {
        const QemuText *text = g_array_index(group->files, QemuFile, i).text;

        for (guint k = 0; k < text->includes->len; k++) {
            Popular popular = {g_ptr_array_index(text->includes, k), 1};
            gpointer place = g_hash_table_lookup(places, popular.name);

            if (place) {
                guint at = GPOINTER_TO_UINT(place) - 1;

                g_array_index(all, Popular, at).count++;
            } else if (is_shared(layout, popular.name)) {
                g_array_append_val(all, popular);
                g_hash_table_insert(places, (char *)popular.name,
                                    GUINT_TO_POINTER(all->len));
            }
        }
    }
    g_array_sort(all, compare_popular);
    return all;
}

/* osdep.h comes first in every file since 2.6; before it was qemu-common.h
 * most often. */
static const char *first_header(const QemuLayout *layout, const GArray *popular)
{
    static const char *const firsts[] = {"qemu/osdep.h", "qemu-common.h"};

    for (guint i = 0; i < G_N_ELEMENTS(firsts); i++) {
        g_autofree char *path = g_strconcat("include/", firsts[i], NULL);

        for (guint k = 0; k < MIN(popular->len, PCH_HEADERS); k++) {
            if (g_str_equal(g_array_index(popular, Popular, k).name,
                            firsts[i]) &&
                qemu_texts_find(layout->texts, path)) {
                return firsts[i];
            }
        }
    }
    return NULL;
}

static void add_headers(ParseGroup *parse, const QemuLayout *layout,
                        const QemuGroup *group)
{
    g_autoptr(GArray) popular = popular_headers(layout, group);
    const char *first = first_header(layout, popular);

    if (first) {
        g_ptr_array_add(parse->headers, g_strdup(first));
    }
    for (guint i = 0; i < MIN(popular->len, PCH_HEADERS); i++) {
        const Popular *at = &g_array_index(popular, Popular, i);

        if (at->count >= PCH_FILES &&
            at->count * 100 >= group->files->len * PCH_PERCENT &&
            g_strcmp0(at->name, first) != 0) {
            g_ptr_array_add(parse->headers, g_strdup(at->name));
        }
    }
}

ParseGroup *qemu_parse_group(const QemuLayout *layout, const QemuGroup *group,
                             const char *root, const char *overlay)
{
    ParseGroup *parse = parse_group_new(group->name);

    add_args(parse, group, root, overlay);
    add_headers(parse, layout, group);
    for (guint i = 0; i < group->files->len; i++) {
        const QemuFile *file = &g_array_index(group->files, QemuFile, i);

        g_ptr_array_add(parse->files, g_strdup(file->text->path));
    }
    return parse;
}
