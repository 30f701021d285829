/*
 * What configure or meson would have found out: the answers of a usual Linux
 * machine with every driver that has a say in guests. Libraries whose headers
 * have no stand-in are not there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-overlay.h"

/* Both as HAVE_X (before 6.7) and as WITH_X. */
static const char *const found[] = {
    "CLOCK_GETTIME",
    "DECL_CPU_SET_T",
    "DECL_SEEK_HOLE",
    "DLFCN_H",
    "EXPLICIT_BZERO",
    "GETEGID",
    "GETEUID",
    "GETGID",
    "GETIFADDRS",
    "GETMNTENT_R",
    "GETPWUID_R",
    "GETRLIMIT",
    "GETUID",
    "GNUTLS_CIPHER_ENCRYPT",
    "IF_INDEXTONAME",
    "LINUX_KVM_H",
    "LINUX_MAGIC_H",
    "MMAP",
    "MNTENT_H",
    "NET_ETHERNET_H",
    "NET_IF_H",
    "NEWLOCALE",
    "PIPE2",
    "POSIX_FALLOCATE",
    "POSIX_MEMALIGN",
    "PRLIMIT",
    "PTY_H",
    "SCHED_GETAFFINITY",
    "SCHED_H",
    "SCHED_SETSCHEDULER",
    "SETGROUPS",
    "SETNS",
    "SETRLIMIT",
    "STRUCT_IFREQ",
    "STRUCT_IFREQ_IFR_INDEX",
    "STRUCT_IFREQ_IFR_NEWNAME",
    "SYSLOG_H",
    "SYS_IOCTL_H",
    "SYS_MOUNT_H",
    "SYS_SYSCALL_H",
    "SYS_UN_H",
    "UNSHARE",
    "XMLURI_QUERY_RAW",
};

static const char *const enabled[] = {
    "WITH_GNUTLS",        "WITH_LIBVIRTD",    "WITH_LINUX",
    "WITH_MACVTAP",       "WITH_NETWORK",     "WITH_QEMU",
    "WITH_REMOTE",        "WITH_SECRETS",     "WITH_STORAGE",
    "WITH_STORAGE_ISCSI", "WITH_STORAGE_RBD", "WITH_STORAGE_GLUSTER",
    "WITH_STORAGE_FS",    "WITH_VIRTUALPORT", "WITH_NODE_DEVICES",
    "WITH_SECDRIVER_DAC",
};

static const char *const texts[][2] = {
    {"ABS_SRCDIR", "/src"},
    {"ABS_TOP_SRCDIR", "/src"},
    {"abs_topbuilddir", "/build"},
    {"abs_topsrcdir", "/src"},
    {"abs_top_builddir", "/build"},
    {"abs_top_srcdir", "/src"},
    {"DBUS_DAEMON", "dbus-daemon"},
    {"DMIDECODE", "dmidecode"},
    {"DNSMASQ", "dnsmasq"},
    {"IP_PATH", "ip"},
    {"IFCONFIG_PATH", "ifconfig"},
    {"ISCSIADM", "iscsiadm"},
    {"MDEVCTL", "mdevctl"},
    {"MODPROBE", "modprobe"},
    {"NUMAD", "numad"},
    {"OVS_VSCTL", "ovs-vsctl"},
    {"OVSVSCTL", "ovs-vsctl"},
    {"PACKAGE", "libvirt"},
    {"PASST", "passt"},
    {"PKGDATADIR", "/usr/share/libvirt"},
    {"QEMU_BRIDGE_HELPER", "/usr/libexec/qemu-bridge-helper"},
    {"QEMU_DATADIR", "/usr/share/qemu"},
    {"QEMU_DBUS_DAEMON", "/usr/bin/dbus-daemon"},
    {"QEMU_GROUP", "qemu"},
    {"QEMU_MODDIR", "/usr/lib/qemu"},
    {"QEMU_PR_HELPER", "/usr/bin/qemu-pr-helper"},
    {"QEMU_SLIRP_HELPER", "/usr/bin/slirp-helper"},
    {"QEMU_USER", "qemu"},
    {"RMMOD", "rmmod"},
    {"SCRUB", "scrub"},
    {"SRCDIR", "/src"},
    {"TC", "tc"},
    {"TC_PATH", "tc"},
    {"TLS_PRIORITY", "NORMAL"},
    {"UDEVADM", "udevadm"},
};

static void define_text(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, "#define %s \"%s\"\n", name, text);
}

char *libvirt_config(const IrTree *tree)
{
    GString *out = g_string_new("#pragma once\n");

    for (guint i = 0; i < G_N_ELEMENTS(found); i++) {
        g_string_append_printf(out, "#define HAVE_%s 1\n#define WITH_%s 1\n",
                               found[i], found[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(enabled); i++) {
        g_string_append_printf(out, "#define %s 1\n", enabled[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        define_text(out, texts[i][0], texts[i][1]);
    }
    define_text(out, "PACKAGE_VERSION", tree->version);
    define_text(out, "VERSION", tree->version);
    g_string_append(out, "#define PACKAGE_STRING PACKAGE \" \" VERSION\n"
                         "#define PACKAGE_NAME PACKAGE\n"
                         "#define MIN_GNUTLS 0\n"
                         "#define QEMU_MOVE_MOUNTS 1\n"
                         "#define USE_NBDKIT_DEFAULT 0\n");
    return g_string_free(out, FALSE);
}
