/*
 * One system-emulator target: its lists of symbols, and what its build sets
 * by itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-build-target.h"

#include <string.h>

#include "project/qemu-kconfig-symbol.h"

/* Of lists that include others. */
#define MAX_DEPTH 50

typedef struct ListReader {
    const Source *source;
    BuildTarget *target;
    QemuKconfig *declare; /* NULL if Kconfig files declare the symbols */
    guint depth;
} ListReader;

/* The same for every system emulator. */
static const struct {
    const char *symbol;
    Truth truth;
} fixed[] = {
    {"SYSTEM_ONLY", TRUTH_YES},
    {"SOFTMMU", TRUTH_YES},
    {"USER_ONLY", TRUTH_NO},
    {"LINUX_USER", TRUTH_NO},
    {"BSD_USER", TRUTH_NO},
    {"TCG", TRUTH_MAYBE},
    /* The union of all targets' symbols: builds, but does not link. */
    {"ALL", TRUTH_NO},
};

/* Accelerators, and the architectures for which the build can turn them on
 * (accelerator_targets of meson.build, supported_*_target of configure). */
static const struct {
    const char *symbol;
    const char *const groups[10];
} accelerators[] = {
    {"KVM", {"arm", "i386", "loongarch", "mips", "ppc", "riscv", "s390x"}},
    {"XEN", {"arm", "i386"}},
    {"HVF", {"arm", "i386"}},
    {"HAX", {"i386"}},
    {"MSHV", {"i386"}},
    {"NVMM", {"i386"}},
    {"WHPX", {"arm", "i386"}},
};

bool build_target_sets(const char *symbol)
{
    for (guint i = 0; i < G_N_ELEMENTS(fixed); i++) {
        if (g_str_equal(fixed[i].symbol, symbol)) {
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(accelerators); i++) {
        if (g_str_equal(accelerators[i].symbol, symbol)) {
            return true;
        }
    }
    return false;
}

static void assign_what_build_sets(BuildTarget *target)
{
    g_autofree char *name = g_ascii_strup(target->architecture, -1);

    for (guint i = 0; i < G_N_ELEMENTS(fixed); i++) {
        qemu_config_assign(target->config, fixed[i].symbol, fixed[i].truth);
    }
    for (guint i = 0; i < G_N_ELEMENTS(accelerators); i++) {
        bool possible = g_strv_contains(accelerators[i].groups, target->group);

        qemu_config_assign(target->config, accelerators[i].symbol,
                           possible ? TRUTH_MAYBE : TRUTH_NO);
    }
    qemu_config_assign(target->config, name, TRUTH_YES);
}

static void read_list(ListReader *reader, const char *path);

static void read_assignment(ListReader *reader, const char *line)
{
    const char *equals = strchr(line, '=');
    g_autofree char *symbol = NULL;
    g_autofree char *value = NULL;
    Truth truth = TRUTH_MAYBE;

    if (!equals) {
        return;
    }
    symbol = g_strchomp(g_strndup(line, equals - line));
    value = g_strstrip(g_strndup(equals + 1, strcspn(equals + 1, "#")));
    if (g_str_equal(value, "y") || g_str_equal(value, "n")) {
        truth = *value == 'y' ? TRUTH_YES : TRUTH_NO;
    }
    if (reader->declare) {
        qemu_kconfig_declare(reader->declare, symbol);
    }
    qemu_config_assign(reader->target->config, symbol, truth);
}

static void read_line(ListReader *reader, const char *path, const char *line)
{
    g_autofree char *folder = NULL;
    g_autofree char *name = NULL;
    g_autofree char *other = NULL;

    if (g_str_has_prefix(line, "CONFIG_")) {
        read_assignment(reader, line + strlen("CONFIG_"));
        return;
    }
    if (!g_str_has_prefix(line, "include ")) {
        return;
    }
    folder = g_path_get_dirname(path);
    name = g_strstrip(g_strdup(line + strlen("include ")));
    other = kconfig_join_path(folder, name);
    if (reader->depth < MAX_DEPTH) {
        reader->depth++;
        read_list(reader, other);
        reader->depth--;
    }
}

static char **read_lines(const Source *source, const char *path)
{
    g_autoptr(GBytes) bytes = source_read(source, path, NULL);

    return bytes ? g_strsplit(g_bytes_get_data(bytes, NULL), "\n", -1) : NULL;
}

static void read_list(ListReader *reader, const char *path)
{
    g_auto(GStrv) lines = read_lines(reader->source, path);

    for (guint i = 0; lines && lines[i]; i++) {
        read_line(reader, path, g_strstrip(lines[i]));
    }
}

/* configs/targets/X.mak: what meson.build takes as config_target. */
static void read_description(ListReader *reader, const char *path)
{
    g_auto(GStrv) lines = read_lines(reader->source, path);
    BuildTarget *target = reader->target;

    for (guint i = 0; lines && lines[i]; i++) {
        char *line = g_strstrip(lines[i]);

        if (g_str_has_prefix(line, "TARGET_ARCH=")) {
            g_free(target->architecture);
            target->architecture = g_strdup(strchr(line, '=') + 1);
        } else if (g_str_has_prefix(line, "TARGET_") &&
                   g_str_has_suffix(line, "=y")) {
            char *flag = g_strndup(line, strlen(line) - strlen("=y"));

            qemu_config_assign(target->config, flag, TRUTH_YES);
            g_hash_table_add(target->flags, flag);
        } else if (g_str_has_prefix(line, "CONFIG_")) {
            read_line(reader, path, line);
        }
    }
}

void build_target_free(BuildTarget *target)
{
    if (!target) {
        return;
    }
    g_free(target->name);
    g_free(target->architecture);
    g_free(target->group);
    qemu_config_free(target->config);
    g_hash_table_unref(target->flags);
    g_free(target);
}

BuildTarget *build_target_copy(const BuildTarget *target)
{
    BuildTarget *copy = g_new0(BuildTarget, 1);

    *copy = *target;
    copy->name = g_strdup(target->name);
    copy->architecture = g_strdup(target->architecture);
    copy->group = g_strdup(target->group);
    copy->config = qemu_config_copy(target->config);
    copy->flags = g_hash_table_ref(target->flags);
    return copy;
}

/* Where the lists are: before the target's name and after it. */
typedef struct ListPlace {
    const char *before;
    const char *after;
} ListPlace;

static char *find_list(const Source *source, const ListPlace *places, guint n,
                       const char *name)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *path =
            g_strconcat(places[i].before, name, places[i].after, NULL);

        if (source_has(source, path)) {
            return g_steal_pointer(&path);
        }
    }
    return NULL;
}

static BuildTarget *target_new(ListReader *reader, const IrTree *tree,
                               QemuKconfig *kconfig, const char *group,
                               const char *name)
{
    static const ListPlace lists[] = {
        {"configs/devices/", "-softmmu/default.mak"},
        {"default-configs/devices/", "-softmmu.mak"},
        {"default-configs/", "-softmmu.mak"},
    };
    static const ListPlace descriptions[] = {
        {"configs/targets/", "-softmmu.mak"},
        {"default-configs/targets/", "-softmmu.mak"},
    };
    g_autofree char *list =
        find_list(reader->source, lists, G_N_ELEMENTS(lists), name);
    g_autofree char *description = find_list(reader->source, descriptions,
                                             G_N_ELEMENTS(descriptions), name);
    BuildTarget *target = g_new0(BuildTarget, 1);

    target->name = g_strdup(name);
    target->architecture = g_strdup(name);
    target->group = g_strdup(group);
    target->tree = tree;
    target->config = qemu_config_new(kconfig);
    target->flags =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    target->is_known = list != NULL;
    reader->target = target;
    if (description) {
        read_description(reader, description);
    }
    assign_what_build_sets(target);
    if (list) {
        read_list(reader, list);
    }
    return target;
}

static int compare_targets(gconstpointer a, gconstpointer b)
{
    const BuildTarget *x = *(BuildTarget *const *)a;
    const BuildTarget *y = *(BuildTarget *const *)b;

    return strcmp(x->name, y->name);
}

GPtrArray *build_targets_new(const Source *source, const IrTree *tree,
                             QemuKconfig *kconfig)
{
    GPtrArray *targets =
        g_ptr_array_new_with_free_func((GDestroyNotify)build_target_free);
    ListReader reader = {.source = source};

    reader.declare = qemu_kconfig_is_empty(kconfig) ? kconfig : NULL;
    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *at = g_ptr_array_index(tree->targets, i);

        for (guint k = 0; k < at->targets->len; k++) {
            const char *name = g_ptr_array_index(at->targets, k);

            g_ptr_array_add(
                targets, target_new(&reader, tree, kconfig, at->group, name));
        }
    }
    g_ptr_array_sort(targets, compare_targets);
    return targets;
}

/* Is it an architecture, or a target, of the tree? */
static bool is_architecture(const IrTree *tree, const char *name)
{
    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *at = g_ptr_array_index(tree->targets, i);

        if (g_str_equal(at->group, name)) {
            return true;
        }
        for (guint k = 0; k < at->targets->len; k++) {
            if (g_str_equal(g_ptr_array_index(at->targets, k), name)) {
                return true;
            }
        }
    }
    return false;
}

/* "TARGET_MIPS64" holds for mips64el as well. */
static Truth flag_value(const BuildTarget *target, const char *flag)
{
    g_autofree char *name = g_ascii_strdown(flag + strlen("TARGET_"), -1);

    if (g_str_equal(name, target->group) ||
        g_str_equal(name, target->architecture) ||
        g_str_has_prefix(target->name, name) ||
        g_hash_table_contains(target->flags, flag)) {
        return TRUTH_YES;
    }
    return is_architecture(target->tree, name) ? TRUTH_NO : TRUTH_MAYBE;
}

Truth build_target_value(const char *symbol, void *user)
{
    const BuildTarget *target = user;

    if (*symbol == '@') {
        return g_str_equal(symbol + 1, target->group) ||
                       g_str_equal(symbol + 1, target->name)
                   ? TRUTH_YES
                   : TRUTH_NO;
    }
    if (g_str_has_prefix(symbol, "TARGET_")) {
        return flag_value(target, symbol);
    }
    if (!target->is_known || !g_str_has_prefix(symbol, "CONFIG_")) {
        return TRUTH_MAYBE;
    }
    return qemu_config_value(target->config, symbol + strlen("CONFIG_"));
}
