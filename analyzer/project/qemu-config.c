/*
 * What QEMU's configure would have decided: host features, the devices of all
 * Kconfig symbols, and each architecture's target.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-layout.h"

#include <string.h>

/* Features of the host or of configure that guard code of interest. Kconfig
 * symbols are not among them. */
static const char *const host_features[] = {
    "CONFIG_LINUX",       "CONFIG_POSIX",
    "CONFIG_TCG",         "CONFIG_KVM",
    "CONFIG_TPM",         "CONFIG_IOVEC",
    "CONFIG_PIXMAN",      "CONFIG_VHOST",
    "CONFIG_VHOST_NET",   "CONFIG_VHOST_NET_USER",
    "CONFIG_VHOST_USER",  "CONFIG_VHOST_SCSI",
    "CONFIG_VHOST_VSOCK", "CONFIG_VHOST_KERNEL",
    "CONFIG_VHOST_VDPA",  "CONFIG_VHOST_CRYPTO",
    "CONFIG_VIRTFS",      "CONFIG_OPENGL",
    "CONFIG_VNC",         "CONFIG_SPICE",
    "CONFIG_USB_LIBUSB",  "CONFIG_USB_REDIR",
    "CONFIG_SMARTCARD",   "CONFIG_FDT",
    "CONFIG_EVENTFD",     "CONFIG_NUMA",
    "CONFIG_REPLICATION", "CONFIG_LIVE_BLOCK_MIGRATION",
    "HOST_X86_64",        "CONFIG_QOM_CAST_DEBUG",
};

/* Kconfig names that are the host's business, above. */
static const char *const not_devices[] = {
    "KVM", "TCG", "LINUX", "WIN32", "POSIX", "PIXMAN", "TPM", "SOFTMMU",
};

char *qemu_host_config(const IrTree *tree)
{
    static const char *const directories[] = {
        "DATADIR", "CONFDIR", "LOCALSTATEDIR", "FIRMWAREPATH", "MODDIR",
        "DOCDIR",  "ICONDIR", "DESKTOPDIR",    "LOCALEDIR",
    };
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(host_features); i++) {
        g_string_append_printf(out, "#define %s 1\n", host_features[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(directories); i++) {
        g_string_append_printf(out, "#define CONFIG_QEMU_%s \"/\"\n",
                               directories[i]);
    }
    g_string_append_printf(out,
                           "#define HOST_LONG_BITS 64\n"
                           "#define HOST_DSOSUF \".so\"\n"
                           "#define CONFIG_HOST_DSOSUF \".so\"\n"
                           "#define CONFIG_UNAME_RELEASE \"\"\n"
                           "#define CONFIG_TLS_PRIORITY \"NORMAL\"\n"
                           "#define CONFIG_TRACE_FILE \"trace\"\n"
                           "#define CONFIG_SMBD_COMMAND \"/\"\n"
                           "#define CONFIG_SYSCONFDIR \"/\"\n"
                           "#define CONFIG_PREFIX \"/\"\n"
                           "#define CONFIG_BINDIR \"/\"\n"
                           "#define CONFIG_STAMP _stamp\n"
                           "#define QEMU_VERSION \"%s\"\n"
                           "#define QEMU_PKGVERSION \"\"\n"
                           "#define QEMU_FULL_VERSION \"%s\"\n"
                           "#define QEMU_COPYRIGHT \"\"\n"
                           "#define QEMU_VERSION_MAJOR %u\n"
                           "#define QEMU_VERSION_MINOR %u\n"
                           "#define QEMU_VERSION_MICRO %u\n",
                           tree->version, tree->version, tree->major,
                           tree->minor, tree->micro);
    return g_string_free(out, FALSE);
}

/* Names of `config X` in a Kconfig file, or of `CONFIG_X=y` in a list of
 * devices (2.12 and older have no Kconfig). */
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
        length = name ? strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
                                     "abcdefghijklmnopqrstuvwxyz")
                      : 0;
        if (length > 0) {
            g_hash_table_add(names, g_strndup(name, length));
        }
    }
}

static bool is_device_config(const char *path)
{
    const char *base = strrchr(path, '/');

    base = base ? base + 1 : path;
    return g_str_has_prefix(base, "Kconfig") ||
           (g_str_has_suffix(base, ".mak") &&
            g_str_has_prefix(path, "default-configs/"));
}

char *qemu_device_config(const Source *source)
{
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *paths = source_paths(source);
    GString *out = g_string_new(NULL);
    g_autoptr(GList) sorted = NULL;

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autoptr(GBytes) bytes = NULL;

        if (qemu_is_wanted(path, NULL) && is_device_config(path)) {
            bytes = source_read(source, path, NULL);
        }
        if (bytes) {
            collect_devices(g_bytes_get_data(bytes, NULL), names);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(not_devices); i++) {
        g_hash_table_remove(names, not_devices[i]);
    }
    sorted = g_list_sort(g_hash_table_get_keys(names), (GCompareFunc)strcmp);
    for (GList *at = sorted; at; at = at->next) {
        const char *name = at->data;

        g_string_append_printf(out, "#define CONFIG_%s 1\n", name);
    }
    return g_string_free(out, FALSE);
}

static bool is_64_bit(const char *target)
{
    return strstr(target, "64") || g_str_equal(target, "s390x") ||
           g_str_equal(target, "alpha") || g_str_equal(target, "hppa") ||
           g_str_equal(target, "tilegx");
}

/* QEMU's configure until 5.1; later the .mak files say so. */
static bool is_big_endian(const char *target)
{
    static const char *const big[] = {
        "m68k", "s390x", "sparc", "sparc64", "ppc",    "ppc64", "openrisc",
        "or1k", "or32",  "hppa",  "mips",    "mips64", "lm32",  "moxie",
    };

    for (guint i = 0; i < G_N_ELEMENTS(big); i++) {
        if (g_str_equal(target, big[i])) {
            return true;
        }
    }
    return false;
}

static void define_once(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "#ifndef %s\n#define %s %s\n#endif\n", name,
                           name, value);
}

char *qemu_target_config(const QemuGroup *group, const IrTree *tree)
{
    const char *target = group->target ? group->target : group->name;
    g_autofree char *upper = g_ascii_strup(target, -1);
    g_autofree char *group_upper = g_ascii_strup(group->name, -1);
    g_autofree char *own = g_strconcat("TARGET_", upper, NULL);
    g_autofree char *base = g_strconcat("TARGET_", group_upper, NULL);
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "#define TARGET_NAME \"%s\"\n", target);
    define_once(out, own, "1");
    define_once(out, base, "1");
    for (guint i = 0; i < group->lines->len; i++) {
        g_autofree char *name = g_strdup(g_ptr_array_index(group->lines, i));

        *strchr(name, '=') = '\0';
        define_once(out, name, "1");
    }
    define_once(out, "CONFIG_SOFTMMU", "1");
    if (tree->major >= 9) {
        define_once(out, "CONFIG_SYSTEM_ONLY", "1");
    }
    define_once(out, "CONFIG_KVM", "1");
    define_once(out, "TARGET_LONG_BITS", is_64_bit(target) ? "64" : "32");
    if (is_big_endian(target)) {
        define_once(out, "TARGET_WORDS_BIGENDIAN", "1");
        define_once(out, "TARGET_BIG_ENDIAN", "1");
    }
    if (tree->major < 5 || (tree->major == 5 && tree->minor < 2)) {
        g_string_append(out, "#include \"config-devices.h\"\n");
    }
    return g_string_free(out, FALSE);
}
