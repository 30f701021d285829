/*
 * What a tree is, by the files it has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/project.h"

#include "project/qemu.h"

#include <string.h>

G_DEFINE_QUARK(project - error - quark, project_error)

static char *read_text(const Source *source, const char *path)
{
    g_autoptr(GBytes) bytes = source_read(source, path, NULL);
    gsize size;
    const char *data;

    if (!bytes) {
        return NULL;
    }
    data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static bool has_below(const Source *source, const char *prefix)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        if (g_str_has_prefix(g_ptr_array_index(paths, i), prefix)) {
            return true;
        }
    }
    return false;
}

static bool is_version(const char *text)
{
    guint parts = 0;

    while (g_ascii_isdigit(*text)) {
        text += strspn(text, "0123456789");
        parts++;
        if (*text == '\0') {
            return parts == 3;
        }
        if (*text++ != '.') {
            return false;
        }
    }
    return false;
}

/* The first number like 1.2.3 after `key`, in quotes of any kind. */
static char *version_after(const char *text, const char *key)
{
    const char *at = text ? strstr(text, key) : NULL;
    gsize length;

    if (!at) {
        return NULL;
    }
    at += strcspn(at, "0123456789\n");
    length = strspn(at, "0123456789.");
    return length > 0 ? g_strndup(at, length) : NULL;
}

static char *libvirt_version(const Source *source)
{
    static const struct {
        const char *path;
        const char *key;
    } places[] = {
        {"meson.build", "\n  version: "},
        {"configure.ac", "AC_INIT([libvirt], ["},
        {"configure.ac", "AC_INIT(libvirt, "},
    };

    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *text = read_text(source, places[i].path);
        char *version = version_after(text, places[i].key);

        if (version) {
            return version;
        }
    }
    return NULL;
}

static bool identify_qemu(const Source *source, char **ret_version,
                          GError **error)
{
    g_autofree char *version = read_text(source, "VERSION");

    if (!version || !is_version(g_strstrip(version))) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_UNKNOWN_TREE,
                    "'%s' has no usable VERSION file (%s)",
                    source_label(source),
                    version ? "not like 1.2.3" : "unreadable");
        return false;
    }
    *ret_version = g_steal_pointer(&version);
    return true;
}

bool project_identify(const Source *source, const char **ret_project,
                      char **ret_version, GError **error)
{
    if (source_has(source, "VERSION") &&
        (has_below(source, "hw/") || has_below(source, "include/hw/"))) {
        if (!identify_qemu(source, ret_version, error)) {
            return false;
        }
        *ret_project = "qemu";
        return true;
    }
    if (has_below(source, "src/qemu/qemu_") && has_below(source, "src/conf/")) {
        char *version = libvirt_version(source);

        if (version) {
            *ret_project = "libvirt";
            *ret_version = version;
            return true;
        }
    }
    g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_UNKNOWN_TREE,
                "'%s' is neither a QEMU nor a libvirt source tree",
                source_label(source));
    return false;
}

static void set_version(IrTree *tree, char *version)
{
    g_auto(GStrv) parts = g_strsplit(version, ".", 3);
    guint *numbers[] = {&tree->major, &tree->minor, &tree->micro};

    tree->version = version;
    for (guint i = 0; i < G_N_ELEMENTS(numbers) && parts[i]; i++) {
        *numbers[i] = (guint)g_ascii_strtoull(parts[i], NULL, 10);
    }
}

IrTree *project_read(Source *source, const ProjectOptions *options,
                     GError **error)
{
    g_autoptr(IrTree) tree = ir_tree_new();
    const char *project = NULL;
    char *version = NULL;

    if (!project_identify(source, &project, &version, error)) {
        return NULL;
    }
    tree->project = g_strdup(project);
    set_version(tree, version);
    if (!g_str_equal(project, "qemu")) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                    "'%s' is a libvirt tree; those are not read yet",
                    source_label(source));
        return NULL;
    }
    if (!qemu_read(source, options, tree, error)) {
        return NULL;
    }
    return g_steal_pointer(&tree);
}
