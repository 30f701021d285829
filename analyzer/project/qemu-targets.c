/*
 * Which emulators a QEMU tree makes: one *-softmmu.mak each.
 *
 * Since 5.2 (commit fdb75aeff7) these files say what a target is. Before,
 * QEMU's configure knew.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include <string.h>

typedef enum ByteOrder {
    LITTLE,
    BIG
} ByteOrder;

/* The rank tells which target stands for its group: that with most in it.
 * Where two are equal the one of the usual byte order does. */
static const struct {
    const char *target;
    const char *group;
    ByteOrder order;
    int rank;
} known_targets[] = {
    {"aarch64", "arm", LITTLE, 2},
    {"alpha", "alpha", LITTLE, 1},
    {"arm", "arm", LITTLE, 1},
    {"avr", "avr", LITTLE, 1},
    {"cris", "cris", LITTLE, 1},
    {"hppa", "hppa", BIG, 1},
    {"i386", "i386", LITTLE, 1},
    {"lm32", "lm32", BIG, 1},
    {"loongarch64", "loongarch", LITTLE, 2},
    {"m68k", "m68k", BIG, 1},
    {"microblaze", "microblaze", BIG, 2},
    {"microblazeel", "microblaze", LITTLE, 1},
    {"mips", "mips", BIG, 2},
    {"mips64", "mips", BIG, 4},
    {"mips64el", "mips", LITTLE, 3},
    {"mipsel", "mips", LITTLE, 1},
    {"moxie", "moxie", BIG, 1},
    {"nios2", "nios2", LITTLE, 1},
    {"or1k", "openrisc", BIG, 1},
    {"or32", "openrisc", BIG, 1},
    {"ppc", "ppc", BIG, 2},
    {"ppc64", "ppc", BIG, 3},
    {"ppcemb", "ppc", BIG, 1},
    {"riscv32", "riscv", LITTLE, 1},
    {"riscv64", "riscv", LITTLE, 2},
    {"rx", "rx", LITTLE, 1},
    {"s390x", "s390x", BIG, 1},
    {"sh4", "sh4", LITTLE, 2},
    {"sh4eb", "sh4", BIG, 1},
    {"sparc", "sparc", BIG, 1},
    {"sparc64", "sparc", BIG, 2},
    {"tricore", "tricore", LITTLE, 1},
    {"unicore32", "unicore32", LITTLE, 1},
    {"x86_64", "i386", LITTLE, 2},
    {"xtensa", "xtensa", LITTLE, 2},
    {"xtensaeb", "xtensa", BIG, 1},
};

static gint find_known(const char *target)
{
    for (guint i = 0; i < G_N_ELEMENTS(known_targets); i++) {
        if (g_str_equal(known_targets[i].target, target)) {
            return (gint)i;
        }
    }
    return -1;
}

/* A target that was not known to us: 64 bits before 32. */
static int rank_of(const char *target)
{
    gint known = find_known(target);

    if (known >= 0) {
        return known_targets[known].rank;
    }
    return strstr(target, "64") ? 2 : 1;
}

static const char *setting(const GPtrArray *settings, const char *key)
{
    gsize length = strlen(key);

    for (guint i = 0; i < settings->len; i++) {
        const char *line = g_ptr_array_index(settings, i);

        if (g_str_has_prefix(line, key) && line[length] == '=') {
            return line + length + 1;
        }
    }
    return NULL;
}

/* "KEY=value" for each line that sets something for the C code. */
static GPtrArray *read_settings(const char *text)
{
    GPtrArray *settings = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **at = lines; *at; at++) {
        const char *line = g_strstrip(*at);
        gsize key = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

        if (line[key] == '=' && (g_str_has_prefix(line, "TARGET_") ||
                                 g_str_has_prefix(line, "CONFIG_"))) {
            g_ptr_array_add(settings, g_strdup(line));
        }
    }
    return settings;
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

static void group_free(gpointer data)
{
    QemuGroup *group = data;

    g_free(group->name);
    g_free(group->target);
    g_ptr_array_unref(group->settings);
    g_array_unref(group->files);
    g_ptr_array_unref(group->headers);
    g_free(group);
}

static QemuGroup *need_group(QemuLayout *layout, const char *name)
{
    QemuGroup *group = qemu_layout_find_group(layout, name);

    if (!group) {
        group = g_new0(QemuGroup, 1);
        group->name = g_strdup(name);
        group->settings = g_ptr_array_new_with_free_func(g_free);
        group->files = g_array_new(FALSE, TRUE, sizeof(QemuFile));
        group->headers = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(layout->groups, group);
    }
    return group;
}

static bool is_big_endian(const char *target, const GPtrArray *settings)
{
    gint known = find_known(target);
    const char *said = setting(settings, "TARGET_BIG_ENDIAN");

    if (!said) {
        said = setting(settings, "TARGET_WORDS_BIGENDIAN");
    }
    if (said) {
        return g_str_equal(said, "y");
    }
    return known >= 0 && known_targets[known].order == BIG;
}

/* Takes the settings. */
static void add_target(QemuLayout *layout, IrTree *tree, const char *target,
                       GPtrArray *settings)
{
    const char *base = setting(settings, "TARGET_BASE_ARCH");
    gint known = find_known(target);
    QemuGroup *group;

    if (!base || !*base) {
        base = setting(settings, "TARGET_ARCH");
    }
    if (!base || !*base) {
        base = known >= 0 ? known_targets[known].group : target;
    }
    group = need_group(layout, base);
    add_target_name(tree, group->name, target);
    if (group->target && rank_of(group->target) >= rank_of(target)) {
        g_ptr_array_unref(settings);
        return;
    }
    g_free(group->target);
    g_ptr_array_unref(group->settings);
    group->target = g_strdup(target);
    group->settings = settings;
    group->is_big_endian = is_big_endian(target, settings);
}

/* "configs/targets/x86_64-softmmu.mak" -> "x86_64"; NULL if it is none.
 * default-configs/ had both lists in one place before 5.2. */
static char *target_of_path(const char *path)
{
    static const char *const folders[] = {
        "configs/targets/", "default-configs/targets/", "default-configs/"};
    const char *suffix = "-softmmu.mak";

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        const char *name = path + strlen(folders[i]);

        if (g_str_has_prefix(path, folders[i]) &&
            g_str_has_suffix(path, suffix) && !strchr(name, '/')) {
            return g_strndup(name, strlen(name) - strlen(suffix));
        }
    }
    return NULL;
}

static void read_target(QemuLayout *layout, const Source *source, IrTree *tree,
                        const char *path)
{
    g_autofree char *target = target_of_path(path);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (!target) {
        return;
    }
    bytes = source_read(source, path, &error);
    if (!bytes) {
        ir_tree_add_failure(tree, path, "file", error->message);
        return;
    }
    add_target(layout, tree, target,
               read_settings(g_bytes_get_data(bytes, NULL)));
}

static bool has_folder(const Source *source, const char *format,
                       const char *name)
{
    g_autofree char *folder = g_strconcat(format, name, "/", NULL);
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        if (g_str_has_prefix(g_ptr_array_index(paths, i), folder)) {
            return true;
        }
    }
    return false;
}

/* A cut-down tree without lists of targets: those whose code is there, and
 * i386 for what belongs to none. */
static void guess_targets(QemuLayout *layout, const Source *source,
                          IrTree *tree)
{
    for (guint i = 0; i < G_N_ELEMENTS(known_targets); i++) {
        const char *group = known_targets[i].group;

        if (g_str_equal(group, "i386") || has_folder(source, "hw/", group) ||
            has_folder(source, "target/", group) ||
            has_folder(source, "target-", group)) {
            add_target(layout, tree, known_targets[i].target,
                       g_ptr_array_new_with_free_func(g_free));
        }
    }
}

static int compare_groups(gconstpointer a, gconstpointer b)
{
    const QemuGroup *x = *(QemuGroup *const *)a;
    const QemuGroup *y = *(QemuGroup *const *)b;

    return strcmp(x->name, y->name);
}

static int compare_targets(gconstpointer a, gconstpointer b)
{
    const IrGroupTargets *x = *(IrGroupTargets *const *)a;
    const IrGroupTargets *y = *(IrGroupTargets *const *)b;

    return strcmp(x->group, y->group);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void qemu_read_targets(QemuLayout *layout, const Source *source, IrTree *tree)
{
    const GPtrArray *paths = source_paths(source);

    layout->groups = g_ptr_array_new_with_free_func(group_free);
    for (guint i = 0; i < paths->len; i++) {
        read_target(layout, source, tree, g_ptr_array_index(paths, i));
    }
    if (layout->groups->len == 0) {
        guess_targets(layout, source, tree);
    }
    g_ptr_array_sort(layout->groups, compare_groups);
    g_ptr_array_sort(tree->targets, compare_targets);
    for (guint i = 0; i < tree->targets->len; i++) {
        IrGroupTargets *targets = g_ptr_array_index(tree->targets, i);

        g_ptr_array_sort(targets->targets, compare_names);
    }
}
