/*
 * Writes the synthesised headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-overlay.h"

#include "parse/hx.h"
#include "project/qapi-types.h"
#include "project/qemu-stubs.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

static bool cannot_create(const char *path, GError **error)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot create '%s': %s",
                path, g_strerror(errno));
    return false;
}

/* Its folder is most often there already. */
static int create_file(const char *path)
{
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    g_autofree char *parent = NULL;
    int file = open(path, flags, 0600);

    if (file >= 0 || errno != ENOENT) {
        return file;
    }
    parent = g_path_get_dirname(path);
    return g_mkdir_with_parents(parent, 0700) == 0 ? open(path, flags, 0600)
                                                   : -1;
}

bool qemu_write_bytes(const char *folder, const char *name, GBytes *bytes,
                      GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    int file = create_file(path);

    if (file < 0) {
        return cannot_create(path, error);
    }
    while (size > 0) {
        ssize_t n = write(file, data, size);

        if (n < 0 && errno != EINTR) {
            close(file);
            return cannot_create(path, error);
        }
        data += n > 0 ? n : 0;
        size -= n > 0 ? (gsize)n : 0;
    }
    return close(file) == 0 || cannot_create(path, error);
}

bool qemu_write_file(const char *folder, const char *name, const char *text,
                     GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    return qemu_write_bytes(folder, name, bytes, error);
}

/*
 * configure links linux-headers/asm to the host's own; each architecture is
 * read as if its host was of that architecture. Headers that the C library
 * needs too stay the machine's.
 */
static bool write_kernel_headers(const Source *source, const char *kernel,
                                 const char *folder, GError **error)
{
    static const char *const left[] = {"unistd", "mman", "bitsperlong"};
    g_autofree char *prefix = g_strconcat("linux-headers/", kernel, "/", NULL);
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const char *name = path + strlen(prefix);
        g_autofree char *text = NULL;
        g_autofree char *place = NULL;
        bool is_left = false;

        if (!g_str_has_prefix(path, prefix)) {
            continue;
        }
        for (guint k = 0; k < G_N_ELEMENTS(left); k++) {
            is_left = is_left || g_str_has_prefix(name, left[k]);
        }
        text = g_strdup_printf("#include \"%s/%s\"\n", kernel, name);
        place = g_build_filename("asm", name, NULL);
        if (!is_left && !qemu_write_file(folder, place, text, error)) {
            return false;
        }
    }
    return true;
}

/* What kvm.h of these kernels needs of a header that older trees lack. */
static const char *ptrace_header(const Source *source, const char *kernel)
{
    g_autofree char *path =
        g_strconcat("linux-headers/", kernel, "/ptrace.h", NULL);

    if (source_has(source, path)) {
        return NULL;
    }
    if (g_str_equal(kernel, "asm-arm64")) {
        return "#include <linux/types.h>\n"
               "struct user_pt_regs { __u64 regs[31], sp, pc, pstate; };\n"
               "struct user_fpsimd_state { unsigned __int128 vregs[32];\n"
               "    __u32 fpsr, fpcr, reserved[2]; };\n";
    }
    if (g_str_equal(kernel, "asm-riscv")) {
        return "#include <linux/types.h>\n"
               "struct user_regs_struct { unsigned long pc, regs[31]; };\n"
               "struct __riscv_f_ext_state { __u32 f[32], fcsr; };\n"
               "struct __riscv_d_ext_state { __u64 f[32]; __u32 fcsr; };\n"
               "struct __riscv_v_ext_state { unsigned long vstart, vl;\n"
               "    unsigned long vtype, vcsr, vlenb; void *datap; };\n";
    }
    return NULL;
}

static bool write_group(const Source *source, const QemuGroup *group,
                        const IrTree *tree, const char *devices,
                        const char *folder, GError **error)
{
    g_autofree char *place =
        g_build_filename(folder, "target", group->name, NULL);
    g_autofree char *target = qemu_target_config(group, tree);
    const char *kernel = qemu_kernel_folder(source, group);
    g_autofree char *text =
        g_strconcat(target, kernel ? "#define CONFIG_KVM 1\n" : "", NULL);
    const char *ptrace = kernel ? ptrace_header(source, kernel) : NULL;

    return qemu_write_file(place, "config-target.h", text, error) &&
           qemu_write_file(place, "config-devices.h", devices, error) &&
           (!ptrace || qemu_write_file(place, "asm/ptrace.h", ptrace, error)) &&
           (!kernel || write_kernel_headers(source, kernel, place, error));
}

static bool write_groups(const Source *source, const QemuLayout *layout,
                         const IrTree *tree, const char *folder, GError **error)
{
    g_autofree char *devices = qemu_device_config(source);

    for (guint i = 0; i < layout->groups->len; i++) {
        if (!write_group(source, g_ptr_array_index(layout->groups, i), tree,
                         devices, folder, error)) {
            return false;
        }
    }
    return true;
}

static bool write_qapi(const IrTree *tree, const char *stubs, GError **error)
{
    const QapiVersion version = {tree->major, tree->minor, tree->micro};
    g_autoptr(GHashTable) files = NULL;
    GHashTableIter iter;
    gpointer name;
    gpointer text;

    if (!tree->schema) {
        return true;
    }
    files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    qapi_types_generate(tree->schema, &version, files);
    g_hash_table_iter_init(&iter, files);
    while (g_hash_table_iter_next(&iter, &name, &text)) {
        if (!qemu_write_file(stubs, name, text, error)) {
            return false;
        }
    }
    return true;
}

static bool write_list(const QemuStub *list, const char *stubs, GError **error)
{
    for (; list->name; list++) {
        g_autofree char *text = g_strconcat("#pragma once\n", list->text, NULL);

        if (!qemu_write_file(stubs, list->name, text, error)) {
            return false;
        }
    }
    return true;
}

static bool write_stubs(const char *stubs, GError **error)
{
    return write_list(qemu_display_stubs, stubs, error) &&
           write_list(qemu_library_stubs, stubs, error) &&
           write_list(qemu_rdma_stubs, stubs, error) &&
           write_list(qemu_spice_stubs, stubs, error) &&
           write_list(qemu_usb_stubs, stubs, error) &&
           write_list(qemu_xen_stubs, stubs, error);
}

/* The events' functions are declared where they are called; whether an event
 * is on is asked by a constant for each. */
static const char *missing_text(const char *name)
{
    const char *slash = strrchr(name, '/');

    return g_str_has_prefix(slash ? slash + 1 : name, "trace")
               ? "#include \"trace/control.h\"\n"
                 "#undef trace_event_get_state\n"
                 "#undef trace_event_get_state_backends\n"
                 "#define trace_event_get_state(id) 0\n"
                 "#define trace_event_get_state_backends(id) 0\n"
               : "";
}

/* After all others: what has no text by now. */
static bool write_missing(const QemuIncludes *includes, const char *stubs,
                          GError **error)
{
    for (guint i = 0; i < includes->missing->len; i++) {
        const char *name = g_ptr_array_index(includes->missing, i);
        g_autofree char *path = g_build_filename(stubs, name, NULL);

        if (!g_file_test(path, G_FILE_TEST_EXISTS) &&
            !g_str_equal(name, "config-target.h") &&
            !g_str_equal(name, "config-devices.h") &&
            !qemu_write_file(stubs, name, missing_text(name), error)) {
            return false;
        }
    }
    return true;
}

bool qemu_write_overlay(const Source *source, const QemuLayout *layout,
                        const QemuIncludes *includes, IrTree *tree,
                        const char *folder, GError **error)
{
    g_autofree char *stubs = g_build_filename(folder, "stub", NULL);
    g_autofree char *host = qemu_host_config(tree);
    g_autofree char *options = hx_definitions(tree->options);

    return qemu_write_file(stubs, "config-host.h", host, error) &&
           qemu_write_file(stubs, "config-poison.h", "", error) &&
           qemu_write_file(stubs, "qemu-options.def", options, error) &&
           write_qapi(tree, stubs, error) && write_stubs(stubs, error) &&
           qemu_write_s390_features(layout, tree, stubs, error) &&
           write_groups(source, layout, tree, folder, error) &&
           write_missing(includes, stubs, error);
}
