/*
 * Which C files of a QEMU tree matter, and what they include.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-texts.h"

#include <string.h>

/* A file with any of these is parsed. */
static const char *const marks[] = {
    "DEFINE_PROP",
    "GlobalProperty",
    "VMStateDescription",
    "VMSTATE_",
    "register_savevm",
    "vmstate_register",
    "object_class_property_",
    "object_property_add",
    "device_class_set_props",
    "compat_props",
    "_COMPAT_",
    "MachineClass",
    "QEMUMachine",
    "TypeInfo",
    "DEFINE_TYPES",
    "type_init",
    "OBJECT_DEFINE",
    "QemuOptsList",
    "qemu_ram_alloc",
    "memory_region_init_ra",
    "memory_region_init_ro",
    "migrate_add_blocker",
    "pci_add_capability",
    "pcie_add_capability",
};

/* Parsed whatever they hold: the object and device model, which all others
 * call, and what applies properties at start. */
static const char *const always[] = {
    "qom/", "hw/core/", "softmmu/", "system/", "migration/", "vl.c",
};

/* Other programs, other hosts' and the user emulators' sources; what the
 * build takes from other projects. */
static const char *const unwanted[] = {
    "bsd-user/",
    "build/",
    "capstone/",
    "common-user/",
    "contrib/",
    "debian/",
    "dtc/",
    "libdecnumber/",
    "linux-user/",
    "meson/",
    "pc-bios/",
    "plugins/",
    "python/",
    "qemu-bridge-helper.c",
    "qemu-edid.c",
    "qemu-img.c",
    "qemu-io.c",
    "qemu-io-cmds.c",
    "qemu-keymap.c",
    "qemu-nbd.c",
    "qga/",
    "roms/",
    "rust/",
    "scripts/",
    "storage-daemon/",
    "subprojects/",
    "tests/",
    "tools/",
    "ui/keycodemapdb/",
};

/* Code for other hosts than Linux, which is what machines migrate between. */
static const char *const other_hosts[] = {
    "/hax",  "/hvf",  "char-console", "char-win", "/mshv",
    "/nvmm", "/whpx", "dsound",       "win32",
};

static bool has_any_prefix(const char *path, const char *const *list, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (g_str_has_prefix(path, list[i])) {
            return true;
        }
    }
    return false;
}

static bool is_for_other_hosts(const char *path)
{
    for (guint i = 0; i < G_N_ELEMENTS(other_hosts); i++) {
        if (strstr(path, other_hosts[i])) {
            return g_str_has_suffix(path, ".c");
        }
    }
    return false;
}

/* Hidden folders are tools' own: quilt keeps old versions of patched files in
 * .pc/. */
bool qemu_is_wanted(const char *path)
{
    return *path != '.' && !strstr(path, "/.") && !is_for_other_hosts(path) &&
           !has_any_prefix(path, unwanted, G_N_ELEMENTS(unwanted));
}

static bool has_mark(const QemuText *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(text->text, marks[i])) {
            return true;
        }
    }
    return false;
}

static void text_free(gpointer data)
{
    QemuText *text = data;

    g_ptr_array_unref(text->includes);
    g_bytes_unref(text->bytes);
    g_free(text);
}

void qemu_texts_free(QemuTexts *texts)
{
    if (!texts) {
        return;
    }
    g_ptr_array_unref(texts->all);
    g_hash_table_unref(texts->by_path);
    g_string_chunk_free(texts->names);
    g_free(texts);
}

const QemuText *qemu_texts_find(const QemuTexts *texts, const char *path)
{
    return g_hash_table_lookup(texts->by_path, path);
}

bool qemu_is_code(const char *path)
{
    static const char *const endings[] = {".c", ".h", ".inc", ".def", ".hx"};

    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(path, endings[i])) {
            return true;
        }
    }
    return false;
}

/* The name in `include "name"` or `include <name>`; 0 if it is none. */
static gsize included_name(const char *directive, const char **ret_name)
{
    const char *at = directive + strspn(directive, " \t");
    gsize length;

    if (!g_str_has_prefix(at, "include")) {
        return 0;
    }
    at += strlen("include");
    at += strspn(at, " \t");
    if (*at != '"' && *at != '<') {
        return 0;
    }
    length = strcspn(at + 1, "\">\n");
    if (at[1 + length] != (*at == '<' ? '>' : '"')) {
        return 0;
    }
    *ret_name = at + 1;
    return length;
}

static void find_includes(QemuTexts *texts, QemuText *text)
{
    const char *at = text->text;

    for (; (at = strchr(at, '#')); at++) {
        const char *start;
        gsize length = included_name(at + 1, &start);
        const char *name;

        if (length == 0) {
            continue;
        }
        name = g_string_chunk_insert_len(texts->names, start, (gssize)length);
        name = g_string_chunk_insert_const(texts->names, name);
        if (!g_ptr_array_find(text->includes, name, NULL)) {
            g_ptr_array_add(text->includes, (char *)name);
        }
    }
}

static void read_text(QemuTexts *texts, const Source *source, const char *path,
                      IrTree *tree)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = source_read(source, path, &error);
    QemuText *text;

    if (!bytes) {
        ir_tree_add_failure(tree, path, "file", error->message);
        return;
    }
    text = g_new0(QemuText, 1);
    text->path = path;
    text->bytes = bytes;
    text->text = g_bytes_get_data(bytes, NULL);
    text->includes = g_ptr_array_new();
    g_ptr_array_add(texts->all, text);
    g_hash_table_insert(texts->by_path, (char *)path, text);
    find_includes(texts, text);
}

static const QemuText *find_beside(const QemuTexts *texts, const QemuText *text,
                                   const char *name)
{
    g_autofree char *folder = g_path_get_dirname(text->path);
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return qemu_texts_find(texts, path);
}

/* Does it include a piece of code ("x.c.inc", "x.inc.c") that has a mark? */
static bool includes_mark(const QemuTexts *texts, const QemuText *text)
{
    for (guint i = 0; i < text->includes->len; i++) {
        const char *name = g_ptr_array_index(text->includes, i);
        const QemuText *piece = NULL;

        if (!g_str_has_suffix(name, ".h")) {
            piece = find_beside(texts, text, name);
        }
        if (piece && has_mark(piece)) {
            return true;
        }
    }
    return false;
}

/*
 * Does it include a header that makes property lists for others
 * (DEFINE_BLOCK_PROPERTIES)? Then it may hold what works on these members:
 * hw/block/block.c completes the properties of all disks.
 */
static bool shares_properties(const QemuTexts *texts, const QemuText *text)
{
    if (!g_str_has_prefix(text->path, "hw/")) {
        return false;
    }
    for (guint i = 0; i < text->includes->len; i++) {
        const char *name = g_ptr_array_index(text->includes, i);
        g_autofree char *path = g_strconcat("include/", name, NULL);
        const QemuText *header = qemu_texts_find(texts, path);
        const char *define =
            header ? strstr(header->text, "#define DEFINE_") : NULL;

        for (; define; define = strstr(define + 1, "#define DEFINE_")) {
            const char *end = strchr(define, '(');

            if (end && end - define > 10 &&
                strncmp(end - 10, "PROPERTIES", 10) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Such a file is no unit of its own, whatever its name is. */
static void note_pieces(QemuTexts *texts)
{
    for (guint i = 0; i < texts->all->len; i++) {
        const QemuText *text = g_ptr_array_index(texts->all, i);

        for (guint k = 0; k < text->includes->len; k++) {
            const char *name = g_ptr_array_index(text->includes, k);
            QemuText *piece = NULL;

            if (g_str_has_suffix(name, ".c")) {
                piece = (QemuText *)find_beside(texts, text, name);
            }
            if (piece && piece != text) {
                piece->is_piece = true;
            }
        }
    }
}

bool qemu_is_parsed(const QemuTexts *texts, const QemuText *text)
{
    return g_str_has_suffix(text->path, ".c") && !text->is_piece &&
           (has_any_prefix(text->path, always, G_N_ELEMENTS(always)) ||
            has_mark(text) || includes_mark(texts, text) ||
            shares_properties(texts, text));
}

QemuTexts *qemu_texts_new(const Source *source, IrTree *tree)
{
    return qemu_texts_of(source, NULL, tree);
}

QemuTexts *qemu_texts_of(const Source *source, GHashTable *wanted, IrTree *tree)
{
    QemuTexts *texts = g_new0(QemuTexts, 1);
    const GPtrArray *paths = source_paths(source);

    texts->all = g_ptr_array_new_with_free_func(text_free);
    texts->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    texts->names = g_string_chunk_new(4096);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);

        if (qemu_is_code(path) && qemu_is_wanted(path) &&
            (!wanted || g_hash_table_contains(wanted, path))) {
            read_text(texts, source, path, tree);
        }
    }
    note_pieces(texts);
    return texts;
}
