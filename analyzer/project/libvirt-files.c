/*
 * Which files of a libvirt tree matter: all of the QEMU driver that has a say
 * in command lines, capabilities and migration, what describes a guest, and
 * the helpers that these are written with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-layout.h"
#include "project/libvirt-slice.h"

#include <string.h>

/* Folders whose files are all parsed, but for some. Names without ".c". */
static const char *const folders[] = {"src/conf/", "src/cpu/", "src/qemu/"};

static const char *const left_out[] = {
    /* Other kinds of objects than guests, and lists of them. */
    "src/conf/backup_conf",
    "src/conf/capabilities",
    "src/conf/checkpoint_conf",
    "src/conf/domain_event",
    "src/conf/domain_stats",
    "src/conf/interface_conf",
    "src/conf/moment_conf",
    "src/conf/network_event",
    "src/conf/node_device_",
    "src/conf/nwfilter_",
    "src/conf/object_event",
    "src/conf/secret_",
    "src/conf/storage_capabilities",
    "src/conf/storage_event",
    "src/conf/vircapsdata",
    "src/conf/virdomaincheckpoint",
    "src/conf/virdomainmoment",
    "src/conf/virdomainsnapshot",
    "src/conf/virinterfaceobj",
    "src/conf/virnetworkobj",
    "src/conf/virnodedeviceobj",
    "src/conf/virnwfilter",
    "src/conf/virsecretobj",
    "src/conf/virstorageobj",
    /* What runs beside the emulator. */
    "src/qemu/qemu_agent",
    "src/qemu/qemu_backup",
    "src/qemu/qemu_blockjob",
    "src/qemu/qemu_checkpoint",
    "src/qemu/qemu_driver", /* its entry points: 20000 lines */
    "src/qemu/qemu_namespace",
    "src/qemu/qemu_saveimage",
    "src/qemu/qemu_shim",
    "src/qemu/qemu_snapshot",
};

/* Of the helpers; names of all eras. */
static const char *const helpers[] = {
    "src/hypervisor/domain_interface",
    "src/storage/storage_source",
    "src/storage/storage_util",
    "src/storage_file/storage_source",
    "src/util/vircommand",
    "src/util/virarch",
    "src/util/virbitmap",
    "src/util/virbuffer",
    "src/util/virdomainfeature",
    "src/util/virenum",
    "src/util/virfile",
    "src/util/virhostdev",
    "src/util/virjson",
    "src/util/virmacaddr",
    "src/util/virmdev",
    "src/util/virnetdevmacvlan",
    "src/util/virnetdevopenvswitch",
    "src/util/virnetdevtap",
    "src/util/virnetdevvportprofile",
    "src/util/virnuma",
    "src/util/virpci",
    "src/util/virperf",
    "src/util/virqemu",
    "src/util/virsavecookie",
    "src/util/virscsi",
    "src/util/virscsivhost",
    "src/util/virsecret",
    "src/util/virseclabel",
    "src/util/virsecureerase",
    "src/util/virsocketaddr",
    "src/util/virstorageencryption",
    "src/util/virstoragefile",
    "src/util/virstring",
    "src/util/virsysinfo",
    "src/util/virtypedparam",
    "src/util/viruri",
    "src/util/virusb",
    "src/util/virutil",
    "src/util/viruuid",
    "src/util/virxml",
};

/* A name that ends with '_' stands for all that begin with it. */
static bool is_among(const char *path, gsize length, const char *const *list,
                     guint n)
{
    for (guint i = 0; i < n; i++) {
        gsize size = strlen(list[i]);
        bool is_prefix = g_str_has_suffix(list[i], "_") ||
                         g_str_has_suffix(list[i], "storage_source");

        if ((is_prefix ? length >= size : length == size) &&
            strncmp(path, list[i], size) == 0) {
            return true;
        }
    }
    return false;
}

bool libvirt_is_parsed(const char *path)
{
    gsize length = strlen(path);

    if (!g_str_has_suffix(path, ".c")) {
        return false;
    }
    length -= strlen(".c");
    if (is_among(path, length, helpers, G_N_ELEMENTS(helpers))) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        if (g_str_has_prefix(path, folders[i])) {
            return !is_among(path, length, left_out, G_N_ELEMENTS(left_out));
        }
    }
    return false;
}

bool libvirt_is_left_out(const char *path)
{
    gsize length = strlen(path);

    return g_str_has_prefix(path, "src/qemu/") &&
           g_str_has_suffix(path, ".c") &&
           is_among(path, length - strlen(".c"), left_out,
                    G_N_ELEMENTS(left_out));
}
