/*
 * Writes the headers that libvirt's build would make or find elsewhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-overlay.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

bool libvirt_write_bytes(const char *folder, const char *name, GBytes *bytes,
                         GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);

    if (g_mkdir_with_parents(parent, 0700) != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    "cannot create '%s': %s", parent, g_strerror(errno));
        return false;
    }
    return g_file_set_contents_full(path, data ? data : "", (gssize)size,
                                    G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static bool write_text(const char *folder, const char *name, const char *text,
                       GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    return libvirt_write_bytes(folder, name, bytes, error);
}

static bool write_list(const LibvirtStub *list, const char *folder,
                       GError **error)
{
    for (; list->name; list++) {
        g_autofree char *text = g_strconcat("#pragma once\n", list->text, NULL);

        if (!write_text(folder, list->name, text, error)) {
            return false;
        }
    }
    return true;
}

/* The template's placeholders have changed; all mean the version's number. */
static char *filled_in(const char *template, const IrTree *tree)
{
    GString *text = g_string_new(NULL);
    guint number = tree->major * 1000000 + tree->minor * 1000 + tree->micro;

    while (*template) {
        const char *at = template + strcspn(template, "@");
        const char *end = *at ? at + 1 + strcspn(at + 1, "@") : at;

        g_string_append_len(text, template, at - template);
        if (*end && memchr(at, '\n', (gsize)(end - at)) == NULL) {
            g_string_append_printf(text, "%u", number);
            template = end + 1;
        } else {
            g_string_append_len(text, at, *at != '\0');
            template = *at ? at + 1 : at;
        }
    }
    return g_string_free(text, FALSE);
}

/* Before 1.2.18 it was part of libvirt.h.in. */
static bool write_templates(const Source *source, const IrTree *tree,
                            const char *folder, GError **error)
{
    static const char *const templates[] = {"libvirt/libvirt-common.h",
                                            "libvirt/libvirt.h"};

    for (guint i = 0; i < G_N_ELEMENTS(templates); i++) {
        g_autofree char *path =
            g_strconcat("include/", templates[i], ".in", NULL);
        g_autoptr(GBytes) bytes =
            source_has(source, path) ? source_read(source, path, NULL) : NULL;
        g_autofree char *text =
            bytes ? filled_in(g_bytes_get_data(bytes, NULL), tree) : NULL;

        if (text && !write_text(folder, templates[i], text, error)) {
            return false;
        }
    }
    return true;
}

static bool write_config(const Source *source, const IrTree *tree,
                         const char *folder, GError **error)
{
    g_autofree char *text = libvirt_config(tree);

    return write_text(folder, "meson-config.h", text, error) &&
           (source_has(source, "config.h") ||
            write_text(folder, "config.h", "#include <meson-config.h>\n",
                       error));
}

/* After all others: what has no text by now. */
static bool write_missing(const LibvirtLayout *layout, const char *folder,
                          GError **error)
{
    for (guint i = 0; i < layout->missing->len; i++) {
        const char *name = layout->missing->pdata[i];
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (!g_file_test(path, G_FILE_TEST_EXISTS) &&
            !write_text(folder, name, "", error)) {
            return false;
        }
    }
    return true;
}

bool libvirt_write_overlay(const Source *source, const LibvirtLayout *layout,
                           const IrTree *tree, const char *folder,
                           GError **error)
{
    return write_config(source, tree, folder, error) &&
           write_templates(source, tree, folder, error) &&
           write_list(libvirt_xml_stubs, folder, error) &&
           write_list(libvirt_other_stubs, folder, error) &&
           write_list(libvirt_gnulib_stubs, folder, error) &&
           write_missing(layout, folder, error);
}
