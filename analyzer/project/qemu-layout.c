/*
 * Which files of a QEMU tree are read, and for which architecture.
 *
 * A file with any mark of a construct that matters is read, and all of the
 * object model's and device model's own code, which others call. One
 * architecture directory is one configuration: its largest target.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include <string.h>

static const char *const marks[] = {
    "DEFINE_PROP",
    "GlobalProperty",
    "VMStateDescription",
    "VMSTATE_",
    "object_class_property_add",
    "object_property_add",
    "MachineClass",
    "MACHINE(",
    "TypeInfo",
    "DEFINE_TYPES",
    "type_init",
    "OBJECT_DEFINE",
    "device_class_set_props",
    "compat_props",
    "register_savevm",
    "vmstate_register",
    "QemuOptsList",
    "memory_region_init_r",
    "QEMUMachine",
    "machine_init(",
};

/* Read whatever they hold. vl.c registers machines up to 2.3. */
static const char *const always[] = {"qom/",       "hw/core/",   "softmmu/",
                                     "system/",    "migration/", "vl.c",
                                     "accel/accel"};

static const char *const unwanted[] = {
    "tests/",    "roms/",       "subprojects/",     "contrib/",
    "pc-bios/",  "linux-user/", "bsd-user/",        "common-user/",
    "tools/",    "qga/",        "plugins/",         "storage-daemon/",
    "build/",    "scripts/",    "debian/",          "user-exec/",
    "capstone/", "dtc/",        "slirp/src/",       "meson/",
    "rust/",     "python/",     "ui/keycodemapdb/", "libdecnumber/",
};

/* Directories below hw/ that belong to an architecture of another name. */
static const struct {
    const char *directory;
    const char *group;
} other_directories[] = {{"sparc64", "sparc"}, {"xenpv", "i386"}};

static bool has_any_prefix(const char *path, const char *const *list, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (g_str_has_prefix(path, list[i])) {
            return true;
        }
    }
    return false;
}

bool qemu_is_wanted(const char *path, void *unused)
{
    static const char *const endings[] = {".c",    ".h",     ".inc", ".json",
                                          ".hx",   ".mak",   ".def", ".rst",
                                          ".texi", "VERSION"};
    const char *base = strrchr(path, '/');

    (void)unused;
    base = base ? base + 1 : path;
    /* Hidden directories are tools' own: quilt keeps old versions of patched
     * files in .pc/. */
    if (*path == '.' || strstr(path, "/.")) {
        return false;
    }
    if (has_any_prefix(path, unwanted, G_N_ELEMENTS(unwanted))) {
        return false;
    }
    if (g_str_has_prefix(base, "Kconfig")) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(path, endings[i])) {
            return true;
        }
    }
    return false;
}

static void file_free(gpointer data)
{
    QemuFile *file = data;

    g_free(file->path);
    g_free(file);
}

static void group_free(gpointer data)
{
    QemuGroup *group = data;

    g_free(group->name);
    g_free(group->target);
    g_ptr_array_unref(group->lines);
    g_ptr_array_unref(group->files);
    g_free(group);
}

void qemu_layout_free(QemuLayout *layout)
{
    if (!layout) {
        return;
    }
    g_ptr_array_unref(layout->groups);
    g_hash_table_unref(layout->texts);
    g_ptr_array_unref(layout->paths);
    g_free(layout);
}

static QemuGroup *find_group(const QemuLayout *layout, const char *name)
{
    for (guint i = 0; i < layout->groups->len; i++) {
        QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (g_str_equal(group->name, name)) {
            return group;
        }
    }
    return NULL;
}

QemuGroup *qemu_layout_group(QemuLayout *layout, const char *name)
{
    QemuGroup *group = find_group(layout, name);

    if (!group) {
        group = g_new0(QemuGroup, 1);
        group->name = g_strdup(name);
        group->lines = g_ptr_array_new_with_free_func(g_free);
        group->files = g_ptr_array_new_with_free_func(file_free);
        g_ptr_array_add(layout->groups, group);
    }
    return group;
}

static GBytes *read_text(const Source *source, const char *path, IrTree *tree)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = source_read(source, path, &error);

    if (!bytes) {
        ir_tree_add_failure(tree, path, "file", error->message);
    }
    return bytes;
}

static const char *text_of(GBytes *bytes)
{
    return g_bytes_get_data(bytes, NULL);
}

/* "hw/arm/virt.c" -> "arm"; NULL if the path is of no architecture. */
static const char *group_of_path(const QemuLayout *layout, const char *path)
{
    static const char *const prefixes[] = {"hw/", "target/", "target-"};

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *rest = path + strlen(prefixes[i]);
        g_autofree char *directory = NULL;
        const QemuGroup *group;

        if (!g_str_has_prefix(path, prefixes[i]) || !strchr(rest, '/')) {
            continue;
        }
        directory = g_strndup(rest, strcspn(rest, "/"));
        for (guint k = 0; k < G_N_ELEMENTS(other_directories); k++) {
            if (g_str_equal(directory, other_directories[k].directory)) {
                return other_directories[k].group;
            }
        }
        group = find_group(layout, directory);
        if (group) {
            return group->name;
        }
    }
    return NULL;
}

/* The architecture whose headers a file of common code includes most. */
static const char *group_of_includes(const QemuLayout *layout, const char *text)
{
    const char *best = NULL;
    guint best_count = 0;

    for (guint i = 0; i < layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);
        g_autofree char *hw = g_strdup_printf("#include \"hw/%s/", group->name);
        g_autofree char *target =
            g_strdup_printf("#include \"target/%s/", group->name);
        guint count = 0;

        for (const char *at = text; (at = strstr(at, hw)); at++) {
            count++;
        }
        for (const char *at = text; (at = strstr(at, target)); at++) {
            count++;
        }
        if (count > best_count) {
            best = group->name;
            best_count = count;
        }
    }
    return best;
}

static bool has_mark(const char *path, const char *text)
{
    if (has_any_prefix(path, always, G_N_ELEMENTS(always))) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(text, marks[i])) {
            return true;
        }
    }
    return false;
}

/* Does it #include a piece of code (x.c.inc, x.inc.c) that has a mark? */
static bool includes_mark(const QemuLayout *layout, const char *path,
                          const char *text)
{
    static const char directive[] = "#include \"";
    g_autofree char *directory = g_path_get_dirname(path);

    while ((text = strstr(text, directive))) {
        g_autofree char *name = NULL;
        g_autofree char *piece = NULL;
        GBytes *bytes;

        text += strlen(directive);
        name = g_strndup(text, strcspn(text, "\"\n"));
        if (!g_str_has_suffix(name, ".inc") && !g_str_has_suffix(name, ".c")) {
            continue;
        }
        piece = g_build_filename(directory, name, NULL);
        bytes = g_hash_table_lookup(layout->texts, piece);
        if (bytes && has_mark(piece, text_of(bytes))) {
            return true;
        }
    }
    return false;
}

static void place_file(QemuLayout *layout, const char *path, const char *text)
{
    const char *specific = group_of_path(layout, path);
    const char *name = specific ? specific : group_of_includes(layout, text);
    QemuFile *file = g_new0(QemuFile, 1);

    file->path = g_strdup(path);
    file->is_specific = specific != NULL;
    g_ptr_array_add(qemu_layout_group(layout, name ? name : "i386")->files,
                    file);
}

static int compare_groups(gconstpointer a, gconstpointer b)
{
    const QemuGroup *x = *(QemuGroup *const *)a;
    const QemuGroup *y = *(QemuGroup *const *)b;

    return strcmp(x->name, y->name);
}

static void read_files(QemuLayout *layout, const Source *source, IrTree *tree)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        GBytes *bytes;

        if (!qemu_is_wanted(path, NULL) ||
            !(g_str_has_suffix(path, ".c") || g_str_has_suffix(path, ".h") ||
              g_str_has_suffix(path, ".inc"))) {
            continue;
        }
        bytes = read_text(source, path, tree);
        if (!bytes) {
            continue;
        }
        g_hash_table_insert(layout->texts, (char *)path, bytes);
        g_ptr_array_add(layout->paths, (char *)path);
    }
    for (guint i = 0; i < layout->paths->len; i++) {
        const char *path = g_ptr_array_index(layout->paths, i);
        const char *text = text_of(g_hash_table_lookup(layout->texts, path));

        if (g_str_has_suffix(path, ".c") &&
            (has_mark(path, text) || includes_mark(layout, path, text))) {
            place_file(layout, path, text);
        }
    }
}

QemuLayout *qemu_layout_new(const Source *source, IrTree *tree)
{
    QemuLayout *layout = g_new0(QemuLayout, 1);

    layout->groups = g_ptr_array_new_with_free_func(group_free);
    layout->texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify)g_bytes_unref);
    layout->paths = g_ptr_array_new();
    qemu_read_targets(layout, source, tree);
    read_files(layout, source, tree);
    for (guint i = layout->groups->len; i-- > 0;) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);

        if (group->files->len == 0) {
            g_ptr_array_remove_index(layout->groups, i);
        }
    }
    g_ptr_array_sort(layout->groups, compare_groups);
    return layout;
}
