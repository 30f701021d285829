/*
 * What a tree is, by the files it has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/project.h"

#include "project/libvirt-slice.h"
#include "project/libvirt.h"
#include "project/qemu-texts.h"
#include "project/qemu.h"

#include <string.h>

/* clang-format off */
G_DEFINE_QUARK(project-error-quark, project_error)
/* clang-format on */

static char *read_text(const Source *source, const char *path)
{
    g_autoptr(GBytes) bytes =
        source_has(source, path) ? source_read(source, path, NULL) : NULL;
    gsize size;
    const char *data;

    if (!bytes) {
        return NULL;
    }
    data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static bool has_below(const Source *source, const char *folder)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        if (g_str_has_prefix(g_ptr_array_index(paths, i), folder)) {
            return true;
        }
    }
    return false;
}

/* Three numbers, each of at most four digits. */
/* "10.0.2"; QEMU 1.0 had two parts, 2.4.0.1 and 2.5.1.1 four. */
static bool is_version(const char *text)
{
    for (guint part = 1; part <= 4; part++) {
        gsize digits = strspn(text, "0123456789");

        if (digits == 0 || digits > 4) {
            return false;
        }
        if (text[digits] != '.') {
            return part > 1 && text[digits] == '\0';
        }
        text += digits + 1;
    }
    return false;
}

static void set_unknown(const Source *source, const char *why, GError **error)
{
    g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_UNKNOWN_TREE, "'%s' %s",
                source_label(source), why);
}

/* A tarball or a cut-down tree may lack most of it. */
static bool is_qemu(const Source *source)
{
    static const char *const folders[] = {"hw/", "include/hw/", "target/"};

    if (!source_has(source, "VERSION")) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (has_below(source, folders[i])) {
            return true;
        }
    }
    return source_has(source, "vl.c") || source_has(source, "system/vl.c");
}

static bool identify_qemu(const Source *source, char **ret_version,
                          GError **error)
{
    g_autofree char *version = read_text(source, "VERSION");

    if (!version) {
        set_unknown(source, "has a VERSION file that cannot be read", error);
        return false;
    }
    if (!is_version(g_strstrip(version))) {
        set_unknown(source,
                    "has a VERSION file that does not hold a version "
                    "like 10.0.2",
                    error);
        return false;
    }
    *ret_version = g_steal_pointer(&version);
    return true;
}

static bool is_libvirt(const Source *source)
{
    return source_has(source, "libvirt.spec.in") ||
           source_has(source, "src/qemu/qemu_conf.c");
}

/* The number that follows `key`; NULL if there is none. */
static char *version_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    g_autofree char *version = NULL;

    if (!at) {
        return NULL;
    }
    at += strlen(key);
    at += strspn(at, " '\"[(");
    version = g_strndup(at, strspn(at, "0123456789."));
    return is_version(version) ? g_steal_pointer(&version) : NULL;
}

/* Where the version may be, and what stands before it. */
static const struct VersionPlace {
    const char *path;
    const char *key;
} version_places[] = {
    {"meson.build", "\n  version:"},
    {"meson.build", "\n    version:"}, /* 6.7 only */
    {"configure.ac", "AC_INIT([libvirt],"},
    {"configure.ac", "AC_INIT(libvirt,"},
    {"configure.in", "AC_INIT([libvirt],"},
};

char *project_libvirt_version(const char *path, const char *text)
{
    char *version = NULL;

    for (guint i = 0; !version && i < G_N_ELEMENTS(version_places); i++) {
        if (g_str_equal(version_places[i].path, path)) {
            version = version_after(text, version_places[i].key);
        }
    }
    return version;
}

static char *libvirt_version(const Source *source, const char *path)
{
    g_autofree char *text = read_text(source, path);

    return text ? project_libvirt_version(path, text) : NULL;
}

static bool identify_libvirt(const Source *source, char **ret_version,
                             GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(version_places); i++) {
        char *version = libvirt_version(source, version_places[i].path);

        if (version) {
            *ret_version = version;
            return true;
        }
    }
    set_unknown(source, "is a libvirt tree without a version", error);
    return false;
}

const char *project_version_file(const Source *source, const char *project)
{
    if (g_str_equal(project, "qemu")) {
        return "VERSION";
    }
    for (guint i = 0; i < G_N_ELEMENTS(version_places); i++) {
        g_autofree char *version =
            libvirt_version(source, version_places[i].path);

        if (version) {
            return version_places[i].path;
        }
    }
    return "";
}

bool project_identify(const Source *source, const char **ret_project,
                      char **ret_version, GError **error)
{
    const char *project = NULL;
    bool known = false;

    if (is_qemu(source)) {
        project = "qemu";
        known = identify_qemu(source, ret_version, error);
    } else if (is_libvirt(source)) {
        project = "libvirt";
        known = identify_libvirt(source, ret_version, error);
    } else {
        set_unknown(source, "is neither a QEMU nor a libvirt source tree",
                    error);
    }
    if (known) {
        *ret_project = project;
    }
    return known;
}

static bool has_target(const Source *source, const char *target)
{
    static const char *const folders[] = {
        "configs/targets/", "default-configs/targets/", "default-configs/"};

    if (!target) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path =
            g_strconcat(folders[i], target, "-softmmu.mak", NULL);

        if (source_has(source, path)) {
            return true;
        }
    }
    return !has_below(source, "configs/targets/") &&
           !has_below(source, "default-configs/");
}

static void set_version(IrTree *tree, char *version)
{
    g_auto(GStrv) parts = g_strsplit(version, ".", 3);

    tree->version = version;
    tree->major = (guint)g_ascii_strtoull(parts[0], NULL, 10);
    tree->minor = (guint)g_ascii_strtoull(parts[1], NULL, 10);
    tree->micro = parts[2] ? (guint)g_ascii_strtoull(parts[2], NULL, 10) : 0;
}

bool project_is_wanted(const char *project, const char *path)
{
    return g_str_equal(project, "libvirt") ? g_str_has_prefix(path, "src/")
                                           : qemu_is_wanted(path);
}

bool project_is_left_out(const char *project, const char *path)
{
    return g_str_equal(project, "libvirt") && libvirt_is_left_out(path);
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
    if (!project_check_environment(error)) {
        return NULL;
    }
    if (g_str_equal(project, "libvirt")) {
        return libvirt_read(source, options, tree, error)
                   ? g_steal_pointer(&tree)
                   : NULL;
    }
    if (!has_target(source, options->target)) {
        g_set_error(error, PROJECT_ERROR, PROJECT_ERROR_FAILED,
                    "'%s' has no target '%s'", source_label(source),
                    options->target);
        return NULL;
    }
    return qemu_read(source, options, tree, error) ? g_steal_pointer(&tree)
                                                   : NULL;
}

char *project_plan(Source *source, const char *directory, GError **error)
{
    g_autoptr(IrTree) tree = ir_tree_new();
    g_autofree char *absolute = g_canonicalize_filename(directory, NULL);
    const char *project = NULL;
    char *version = NULL;

    if (!project_identify(source, &project, &version, error)) {
        return NULL;
    }
    tree->project = g_strdup(project);
    set_version(tree, version);
    if (g_str_equal(project, "libvirt")) {
        return libvirt_plan(source, tree, absolute, error);
    }
    return qemu_plan(source, tree, absolute, error);
}
