/*
 * The system emulators of a QEMU tree, and the architecture directory each is
 * built from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include <string.h>

/* Where the name of the architecture directory differs from the target's
 * (QEMU's configure until 5.1; later the .mak files say TARGET_BASE_ARCH). */
static const struct {
    const char *prefix;
    const char *group;
} base_architectures[] = {
    {"x86_64", "i386"},   {"aarch64", "arm"},   {"ppc", "ppc"},
    {"mips", "mips"},     {"sparc", "sparc"},   {"riscv", "riscv"},
    {"or1k", "openrisc"}, {"or32", "openrisc"}, {"microblaze", "microblaze"},
    {"sh4", "sh4"},       {"xtensa", "xtensa"}, {"loongarch", "loongarch"},
    {"arm", "arm"},
};

static const char *base_architecture(const char *target)
{
    for (guint i = 0; i < G_N_ELEMENTS(base_architectures); i++) {
        if (g_str_has_prefix(target, base_architectures[i].prefix)) {
            return base_architectures[i].group;
        }
    }
    return target;
}

/* How good a stand-in for its architecture a target is: 64 bits before 32,
 * the plain byte order before the other one. */
static int rank(const char *target)
{
    static const char *const swapped[] = {"el", "eb", "le", "_be", "emb"};
    int value = strstr(target, "64") ? 4 : 0;

    for (guint i = 0; i < G_N_ELEMENTS(swapped); i++) {
        if (g_str_has_suffix(target, swapped[i])) {
            return value;
        }
    }
    return value + 2;
}

static char *value_of(char *const *lines, const char *key)
{
    for (; *lines; lines++) {
        if (g_str_has_prefix(*lines, key) && (*lines)[strlen(key)] == '=') {
            return g_strstrip(g_strdup(*lines + strlen(key) + 1));
        }
    }
    return NULL;
}

static void add_target_name(IrTree *tree, const char *group, const char *name)
{
    IrGroupTargets *targets = NULL;

    for (guint i = 0; i < tree->targets->len && !targets; i++) {
        IrGroupTargets *at = g_ptr_array_index(tree->targets, i);

        targets = g_str_equal(at->group, group) ? at : NULL;
    }
    if (!targets) {
        targets = g_new0(IrGroupTargets, 1);
        targets->group = g_strdup(group);
        targets->targets = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(tree->targets, targets);
    }
    g_ptr_array_add(targets->targets, g_strdup(name));
}

/* One *-softmmu.mak: a target. */
static void add_target(QemuLayout *layout, IrTree *tree, const char *path,
                       const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *base = value_of(lines, "TARGET_BASE_ARCH");
    QemuGroup *group;

    name[strlen(name) - strlen("-softmmu.mak")] = '\0';
    group = qemu_layout_group(layout,
                              base && *base ? base : base_architecture(name));
    add_target_name(tree, group->name, name);
    if (group->target && rank(group->target) >= rank(name)) {
        return;
    }
    g_free(group->target);
    group->target = g_strdup(name);
    g_ptr_array_set_size(group->lines, 0);
    for (char **line = lines; *line; line++) {
        if ((g_str_has_prefix(*line, "TARGET_") ||
             g_str_has_prefix(*line, "CONFIG_")) &&
            g_str_has_suffix(g_strchomp(*line), "=y")) {
            g_ptr_array_add(group->lines, g_strdup(*line));
        }
    }
}

static bool is_target_list(const char *path)
{
    return g_str_has_suffix(path, "-softmmu.mak") &&
           (g_str_has_prefix(path, "configs/targets/") ||
            g_str_has_prefix(path, "default-configs/"));
}

/* In 5.2 default-configs/ has both devices/ and targets/. */
static bool is_device_list(const char *path)
{
    return strstr(path, "/devices/") != NULL;
}

void qemu_read_targets(QemuLayout *layout, const Source *source, IrTree *tree)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autoptr(GBytes) bytes = NULL;

        if (is_target_list(path) && !is_device_list(path)) {
            bytes = source_read(source, path, NULL);
            if (bytes) {
                add_target(layout, tree, path, g_bytes_get_data(bytes, NULL));
            } else {
                ir_tree_add_failure(tree, path, "file",
                                    "a list of targets cannot be read");
            }
        }
    }
    if (layout->groups->len == 0) {
        /* A cut-down tree without target lists: common code only. */
        qemu_layout_group(layout, "i386")->target = g_strdup("x86_64");
        add_target_name(tree, "i386", "i386");
        add_target_name(tree, "i386", "x86_64");
    }
}
