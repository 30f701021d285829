/*
 * What QEMU's configure would have found: a Linux host on which everything is
 * there that can change what is migrated.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-overlay.h"

#include <string.h>

/* Set, each as 1. */
static const char *const host_features[] = {
    "CONFIG_ATOMIC64",
    "CONFIG_EVENTFD",
    "CONFIG_FDT",
    "CONFIG_INT128",
    "CONFIG_INT128_TYPE",
    "CONFIG_IOVEC",
    "CONFIG_LIBPMEM",
    "CONFIG_LINUX",
    "CONFIG_LIVE_BLOCK_MIGRATION",
    "CONFIG_MADVISE",
    "CONFIG_NUMA",
    "CONFIG_OPENGL",
    "CONFIG_OPENGL_DMABUF",
    "CONFIG_PIXMAN",
    "CONFIG_POSIX",
    "CONFIG_RDMA",
    "CONFIG_REPLICATION",
    "CONFIG_SLIRP",
    "CONFIG_SMARTCARD",
    "CONFIG_SPICE",
    "CONFIG_STATIC_ASSERT",
    "CONFIG_TCG",
    "CONFIG_TPM",
    "CONFIG_USB_LIBUSB",
    "CONFIG_USB_REDIR",
    "CONFIG_VHOST",
    "CONFIG_VHOST_CRYPTO",
    "CONFIG_VHOST_KERNEL",
    "CONFIG_VHOST_NET",
    "CONFIG_VHOST_NET_USED",
    "CONFIG_VHOST_NET_USER",
    "CONFIG_VHOST_NET_VDPA",
    "CONFIG_VHOST_SCSI",
    "CONFIG_VHOST_USER",
    "CONFIG_VHOST_VDPA",
    "CONFIG_VHOST_VSOCK",
    "CONFIG_VIRGL",
    "CONFIG_VIRTFS",
    "CONFIG_VNC",
    "HAVE_COPY_FILE_RANGE",
    "HAVE_GETLOADAVG_FUNCTION",
    "HAVE_SYSTEM_FUNCTION",
    "HOST_X86_64",
};

/* Set, each as a text that nobody looks at. */
static const char *const host_texts[] = {
    "CONFIG_BINDIR",
    "CONFIG_HOST_DSOSUF",
    "CONFIG_PREFIX",
    "CONFIG_QEMU_CONFDIR",
    "CONFIG_QEMU_DATADIR",
    "CONFIG_QEMU_DESKTOPDIR",
    "CONFIG_QEMU_DOCDIR",
    "CONFIG_QEMU_HELPERDIR",
    "CONFIG_QEMU_ICONDIR",
    "CONFIG_QEMU_LOCALEDIR",
    "CONFIG_QEMU_LOCALSTATEDIR",
    "CONFIG_QEMU_MODDIR",
    "CONFIG_SMBD_COMMAND",
    "CONFIG_SYSCONFDIR",
    "CONFIG_TLS_PRIORITY",
    "CONFIG_TRACE_FILE",
    "CONFIG_UNAME_RELEASE",
    "HOST_DSOSUF",
    "QEMU_COPYRIGHT",
    "QEMU_PKGVERSION",
};

/* Kconfig symbols that are no devices but accelerators and hosts; those that
 * are there are set by the other files. */
static const char *const not_devices[] = {
    "HAVE_RUST", "HAX",    "HVF",         "KVM",       "LINUX", "MSHV",
    "NVMM",      "PIXMAN", "POSIX",       "SOFTMMU",   "TCG",   "TPM",
    "WHPX",      "WIN32",  "SYSTEM_ONLY", "USER_ONLY", "FUZZ",
};

/* Where KVM runs, by the kernel's name for the architecture. */
static const struct {
    const char *group;
    const char *folder;
} kernel_folders[] = {
    {"arm", "asm-arm64"},           {"i386", "asm-x86"},
    {"loongarch", "asm-loongarch"}, {"mips", "asm-mips"},
    {"ppc", "asm-powerpc"},         {"riscv", "asm-riscv"},
    {"s390x", "asm-s390"},
};

static const char name_characters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

bool qemu_is_before(const IrTree *tree, guint major, guint minor)
{
    return tree->major < major || (tree->major == major && tree->minor < minor);
}

char *qemu_host_config(const IrTree *tree)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(host_features); i++) {
        g_string_append_printf(out, "#define %s 1\n", host_features[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(host_texts); i++) {
        g_string_append_printf(out, "#define %s \"\"\n", host_texts[i]);
    }
    g_string_append_printf(out,
                           "#define CONFIG_STAMP _stamp\n"
                           "#define CONFIG_AUDIO_DRIVERS\n"
                           "#define CONFIG_BDRV_RO_WHITELIST\n"
                           "#define CONFIG_BDRV_RW_WHITELIST\n"
                           "#define HOST_LONG_BITS 64\n"
                           "#define CONFIG_XEN_CTRL_INTERFACE_VERSION 41700\n"
                           "#define QEMU_VERSION \"%s\"\n"
                           "#define QEMU_FULL_VERSION \"%s\"\n"
                           "#define QEMU_VERSION_MAJOR %u\n"
                           "#define QEMU_VERSION_MINOR %u\n"
                           "#define QEMU_VERSION_MICRO %u\n",
                           tree->version, tree->version, tree->major,
                           tree->minor, tree->micro);
    /* 7.1, commit 8154f5e64b: a list, each element with a comma. */
    g_string_append(out, qemu_is_before(tree, 7, 1)
                             ? "#define CONFIG_QEMU_FIRMWAREPATH \"\"\n"
                             : "#define CONFIG_QEMU_FIRMWAREPATH \"\",\n");
    return g_string_free(out, FALSE);
}

/* Names of `config X` in a Kconfig file, or of `CONFIG_X=y` in a list of
 * devices: 3.1 and older have no Kconfig. */
static void collect_devices(const char *text, GHashTable *names)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **at = lines; *at; at++) {
        const char *line = *at + strspn(*at, " \t");
        const char *name = NULL;
        gsize length;

        if (g_str_has_prefix(line, "config ")) {
            name = line + strlen("config ");
        } else if (g_str_has_prefix(line, "CONFIG_") && strchr(line, '=')) {
            name = line + strlen("CONFIG_");
        }
        length = name ? strspn(name, name_characters) : 0;
        if (length > 0) {
            g_hash_table_add(names, g_strndup(name, length));
        }
    }
}

static bool lists_devices(const char *path)
{
    const char *slash = strrchr(path, '/');

    return g_str_has_prefix(slash ? slash + 1 : path, "Kconfig") ||
           (g_str_has_prefix(path, "default-configs/") &&
            g_str_has_suffix(path, ".mak"));
}

static char *define_devices(GHashTable *names)
{
    g_autoptr(GList) sorted =
        g_list_sort(g_hash_table_get_keys(names), (GCompareFunc)strcmp);
    GString *out = g_string_new(NULL);

    for (const GList *at = sorted; at; at = at->next) {
        g_string_append_printf(out, "#define CONFIG_%s 1\n",
                               (const char *)at->data);
    }
    return g_string_free(out, FALSE);
}

char *qemu_device_config(const Source *source)
{
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autoptr(GBytes) bytes = NULL;

        if (qemu_is_wanted(path) && lists_devices(path)) {
            bytes = source_read(source, path, NULL);
        }
        if (bytes) {
            collect_devices(g_bytes_get_data(bytes, NULL), names);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(not_devices); i++) {
        g_hash_table_remove(names, not_devices[i]);
    }
    return define_devices(names);
}

const char *qemu_kernel_folder(const Source *source, const QemuGroup *group)
{
    for (guint i = 0; i < G_N_ELEMENTS(kernel_folders); i++) {
        const char *folder = kernel_folders[i].folder;
        g_autofree char *path =
            g_strconcat("linux-headers/", folder, "/kvm.h", NULL);

        if (g_str_equal(kernel_folders[i].group, group->name) &&
            source_has(source, path)) {
            return folder;
        }
    }
    return NULL;
}

static void define(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "#undef %s\n#define %s %s\n", name, name,
                           value);
}

static void define_target(GString *out, const char *name)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    g_autofree char *macro = g_strconcat("TARGET_", upper, NULL);

    define(out, macro, "1");
}

static bool is_64_bit(const char *target)
{
    return strstr(target, "64") || g_str_equal(target, "s390x") ||
           g_str_equal(target, "alpha") || g_str_equal(target, "hppa");
}

/* As meson.build turns the .mak file's lines into config-target.h. */
static void define_settings(GString *out, const QemuGroup *group)
{
    for (guint i = 0; i < group->settings->len; i++) {
        const char *line = g_ptr_array_index(group->settings, i);
        gsize length = strcspn(line, "=");
        g_autofree char *key = g_strndup(line, length);
        const char *value = line + length + 1;

        if (g_str_equal(key, "TARGET_ARCH") ||
            g_str_equal(key, "TARGET_BASE_ARCH")) {
            define_target(out, value);
        } else if (g_str_equal(value, "y")) {
            define(out, key, "1");
        } else if (*value && strspn(value, "0123456789") == strlen(value)) {
            define(out, key, value);
        }
    }
}

static bool can_run_xen(const QemuGroup *group)
{
    return g_str_equal(group->name, "i386") || g_str_equal(group->name, "arm");
}

char *qemu_target_config(const QemuGroup *group, const IrTree *tree)
{
    g_autofree char *upper = g_ascii_strup(group->name, -1);
    GString *out = g_string_new(NULL);

    g_string_append_printf(out,
                           "#define TARGET_NAME \"%s\"\n"
                           "#define QEMU_ARCH QEMU_ARCH_%s\n",
                           group->target, upper);
    define_target(out, group->target);
    define_target(out, group->name);
    define(out, "TARGET_LONG_BITS", is_64_bit(group->target) ? "64" : "32");
    define_settings(out, group);
    if (can_run_xen(group)) {
        define(out, "CONFIG_XEN", "1");
    }
    define(out, "CONFIG_SOFTMMU", "1");
    define(out, "CONFIG_SYSTEM_ONLY", "1");
    /* 7.1, commit ee3eb3a7ce: always there, 0 or 1, under a new name. */
    define(out, "TARGET_BIG_ENDIAN", group->is_big_endian ? "1" : "0");
    if (qemu_is_before(tree, 7, 1)) {
        g_string_append(out, "#undef TARGET_BIG_ENDIAN\n");
        if (group->is_big_endian) {
            define(out, "TARGET_WORDS_BIGENDIAN", "1");
        }
    }
    /* 5.2: a header of its own, which osdep.h includes as CONFIG_DEVICES. */
    if (qemu_is_before(tree, 5, 2)) {
        g_string_append(out, "#include \"config-devices.h\"\n");
    }
    return g_string_free(out, FALSE);
}
