/*
 * The headers that QEMU's build would make, synthesised.
 *
 * Below the overlay's directory: `tgt/GROUP/` holds what differs between
 * architectures (config-target.h, config-devices.h); `stub/` what all share
 * (config-host.h, QAPI types, stand-ins for libraries) and an empty file for
 * every other include that resolves neither in the tree nor on this machine.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types.h"
#include "project/qemu-layout.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

/* Where unresolved names are looked for before they become empty files. */
static const char *const tree_roots[] = {
    "include/",
    "",
    "tcg/",
    "tcg/i386/",
    "linux-headers/",
    "host/include/x86_64/",
    "host/include/generic/",
};

static bool write_file(const char *directory, const char *name,
                       const char *text, GError **error)
{
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    if (g_mkdir_with_parents(parent, 0700) != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    "cannot create '%s': %s", parent, g_strerror(errno));
        return false;
    }
    return g_file_set_contents(path, text, -1, error);
}

static bool write_targets(const Source *source, const QemuLayout *layout,
                          const IrTree *tree, const char *directory,
                          GError **error)
{
    g_autofree char *devices = qemu_device_config(source);

    for (guint i = 0; i < layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);
        g_autofree char *where =
            g_build_filename(directory, "tgt", group->name, NULL);
        g_autofree char *target = qemu_target_config(group, tree);

        if (!write_file(where, "config-target.h", target, error) ||
            !write_file(where, "config-devices.h", devices, error)) {
            return false;
        }
    }
    return true;
}

static const char *const *system_roots(void)
{
    static const char *const roots[] = {
        LIBCLANG_RESOURCE_INCLUDE,    GLIB_HEADERS,
        GLIB_CONFIG_HEADERS,          "/usr/include",
        "/usr/include/" HOST_TRIPLET, NULL,
    };

    return roots;
}

typedef struct Includes {
    const QemuLayout *layout;
    GHashTable *seen;  /* paths of the tree that were scanned */
    GPtrArray *todo;   /* const char *: paths of the tree */
    GHashTable *names; /* include names already resolved or stubbed */
    const char *stub_directory;
} Includes;

static const char *resolve_in_tree(const Includes *includes, const char *from,
                                   const char *name)
{
    g_autofree char *directory = g_path_get_dirname(from);
    g_autofree char *near = g_canonicalize_filename(name, "/");
    g_autofree char *local = g_build_filename("/", directory, name, NULL);
    g_autofree char *canonical = g_canonicalize_filename(local, "/");
    gpointer key;

    (void)near;
    if (g_hash_table_lookup_extended(includes->layout->texts, canonical + 1,
                                     &key, NULL)) {
        return key;
    }
    for (guint i = 0; i < G_N_ELEMENTS(tree_roots); i++) {
        g_autofree char *path = g_strconcat(tree_roots[i], name, NULL);

        if (g_hash_table_lookup_extended(includes->layout->texts, path, &key,
                                         NULL)) {
            return key;
        }
    }
    return NULL;
}

/* target/X/cpu.h is included as "cpu.h" by all. */
static void add_target_headers(Includes *includes, const char *name)
{
    for (guint i = 0; i < includes->layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(includes->layout->groups, i);
        g_autofree char *newer =
            g_strdup_printf("target/%s/%s", group->name, name);
        g_autofree char *older =
            g_strdup_printf("target-%s/%s", group->name, name);
        gpointer key;

        if (g_hash_table_lookup_extended(includes->layout->texts, newer, &key,
                                         NULL) ||
            g_hash_table_lookup_extended(includes->layout->texts, older, &key,
                                         NULL)) {
            g_ptr_array_add(includes->todo, key);
        }
    }
}

static bool exists_outside(const Includes *includes, const char *name)
{
    g_autofree char *stub =
        g_build_filename(includes->stub_directory, name, NULL);
    const char *const *roots = system_roots();

    for (; *roots; roots++) {
        g_autofree char *path = g_build_filename(*roots, name, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            return true;
        }
    }
    return g_file_test(stub, G_FILE_TEST_EXISTS) ||
           g_str_equal(name, "config-target.h") ||
           g_str_equal(name, "config-devices.h");
}

static bool follow_include(Includes *includes, const char *from,
                           const char *name, GError **error)
{
    const char *path = resolve_in_tree(includes, from, name);

    if (path) {
        g_ptr_array_add(includes->todo, (char *)path);
        return true;
    }
    if (strstr(name, "..") || *name == '/' ||
        !g_hash_table_add(includes->names, g_strdup(name))) {
        return true;
    }
    add_target_headers(includes, name);
    if (exists_outside(includes, name)) {
        return true;
    }
    return write_file(includes->stub_directory, name, "", error);
}

static bool scan_file(Includes *includes, const char *path, GError **error)
{
    const char *at = g_bytes_get_data(
        g_hash_table_lookup(includes->layout->texts, path), NULL);

    while ((at = strstr(at, "#"))) {
        gsize length;
        char close;

        at++;
        at += strspn(at, " \t");
        if (!g_str_has_prefix(at, "include")) {
            continue;
        }
        at += strlen("include");
        at += strspn(at, " \t");
        if (*at != '"' && *at != '<') {
            continue;
        }
        close = *at == '<' ? '>' : '"';
        at++;
        length = strcspn(at, "\">\n");
        if (at[length] == close && length > 0) {
            g_autofree char *name = g_strndup(at, length);

            if (!follow_include(includes, path, name, error)) {
                return false;
            }
        }
    }
    return true;
}

/* Every include of every file that will be parsed, and of what they include. */
static bool write_empty_stubs(const QemuLayout *layout, const char *stubs,
                              GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) todo = g_ptr_array_new();
    Includes includes = {layout, seen, todo, names, stubs};

    for (guint i = 0; i < layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(layout->groups, i);

        for (guint k = 0; k < group->files->len; k++) {
            const QemuFile *file = g_ptr_array_index(group->files, k);

            g_ptr_array_add(todo, file->path);
        }
    }
    while (todo->len > 0) {
        const char *path = g_ptr_array_steal_index_fast(todo, todo->len - 1);

        if (g_hash_table_add(seen, (char *)path) &&
            !scan_file(&includes, path, error)) {
            return false;
        }
    }
    return true;
}

static bool write_qapi(const IrTree *tree, const char *stubs, GError **error)
{
    g_autoptr(GHashTable) files = NULL;
    GHashTableIter iter;
    gpointer name;
    gpointer text;

    if (!tree->schema) {
        return true;
    }
    files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    qapi_types_generate(tree->schema,
                        &(QapiVersion){tree->major, tree->minor, tree->micro},
                        files);
    g_hash_table_iter_init(&iter, files);
    while (g_hash_table_iter_next(&iter, &name, &text)) {
        if (!write_file(stubs, name, text, error)) {
            return false;
        }
    }
    return true;
}

bool qemu_write_overlay(const Source *source, const QemuLayout *layout,
                        const IrTree *tree, const char *directory,
                        GError **error)
{
    g_autofree char *stubs = g_build_filename(directory, "stub", NULL);
    g_autofree char *host = qemu_host_config(tree);

    if (!write_file(stubs, "config-host.h", host, error) ||
        !write_file(stubs, "config-poison.h", "", error) ||
        !write_file(stubs, "config-all-devices.h", "", error) ||
        !write_qapi(tree, stubs, error)) {
        return false;
    }
    for (guint i = 0; i < n_qemu_stubs; i++) {
        if (!write_file(stubs, qemu_stubs[i].name, qemu_stubs[i].text, error)) {
            return false;
        }
    }
    return write_targets(source, layout, tree, directory, error) &&
           write_empty_stubs(layout, stubs, error);
}
