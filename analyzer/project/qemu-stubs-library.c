/*
 * Stand-ins for headers of other libraries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-stubs.h"

static const char fdt[] =
    "#include <stdint.h>\n"
    "typedef uint16_t fdt16_t;\n"
    "typedef uint32_t fdt32_t;\n"
    "typedef uint64_t fdt64_t;\n"
    "struct fdt_header { fdt32_t magic, totalsize, off_dt_struct;\n"
    "    fdt32_t off_dt_strings, off_mem_rsvmap, version;\n"
    "    fdt32_t last_comp_version, boot_cpuid_phys, size_dt_strings;\n"
    "    fdt32_t size_dt_struct; };\n"
    "struct fdt_reserve_entry { fdt64_t address, size; };\n"
    "struct fdt_property { fdt32_t tag, len, nameoff; char data[]; };\n"
    "enum { FDT_BEGIN_NODE = 1, FDT_END_NODE, FDT_PROP, FDT_NOP,\n"
    "    FDT_END = 9 };\n"
    "enum { FDT_ERR_NOTFOUND = 1, FDT_ERR_EXISTS, FDT_ERR_NOSPACE,\n"
    "    FDT_ERR_BADOFFSET, FDT_ERR_BADPATH, FDT_ERR_BADPHANDLE,\n"
    "    FDT_ERR_BADSTATE, FDT_ERR_TRUNCATED, FDT_ERR_BADMAGIC,\n"
    "    FDT_ERR_BADVERSION, FDT_ERR_BADSTRUCTURE, FDT_ERR_BADLAYOUT,\n"
    "    FDT_ERR_INTERNAL };\n"
    "#define FDT_MAGIC 0xd00dfeed\n"
    "#define FDT_V17_SIZE 40\n"
    "#define fdt_for_each_subnode(node, fdt, parent)\\\n"
    "    for (node = fdt_first_subnode(fdt, parent); node >= 0;\\\n"
    "         node = fdt_next_subnode(fdt, node))\n"
    "#define fdt_for_each_property_offset(property, fdt, node)\\\n"
    "    for (property = fdt_first_property_offset(fdt, node);\\\n"
    "         property >= 0; property = fdt_next_property_offset(fdt,\\\n"
    "         property))\n";

static const char policy[] = "#define MPOL_DEFAULT 0\n"
                             "#define MPOL_PREFERRED 1\n"
                             "#define MPOL_BIND 2\n"
                             "#define MPOL_INTERLEAVE 3\n"
                             "#define MPOL_PREFERRED_MANY 5\n"
                             "#define MPOL_MF_STRICT 1\n"
                             "#define MPOL_MF_MOVE 2\n";

static const char zlib[] =
    "typedef unsigned char Bytef;\n"
    "typedef unsigned long uLong, uLongf;\n"
    "typedef unsigned int uInt;\n"
    "typedef void *voidpf;\n"
    "typedef struct z_stream_s { Bytef *next_in; uInt avail_in;\n"
    "    uLong total_in; Bytef *next_out; uInt avail_out; uLong total_out;\n"
    "    char *msg; void *state; void *zalloc, *zfree; voidpf opaque;\n"
    "    int data_type; uLong adler, reserved; } z_stream;\n"
    "typedef z_stream *z_streamp;\n"
    "enum { Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH,\n"
    "    Z_FINISH };\n"
    "enum { Z_OK, Z_STREAM_END, Z_ERRNO = -1, Z_STREAM_ERROR = -2,\n"
    "    Z_DATA_ERROR = -3, Z_MEM_ERROR = -4, Z_BUF_ERROR = -5 };\n"
    "enum { Z_DEFAULT_COMPRESSION = -1, Z_BEST_SPEED = 1,\n"
    "    Z_BEST_COMPRESSION = 9, Z_DEFLATED = 8, Z_DEFAULT_STRATEGY = 0 };\n"
    "#define Z_NULL 0\n"
    "#define MAX_WBITS 15\n"
    "#define MAX_MEM_LEVEL 9\n"
    "uLong crc32(uLong, const Bytef *, uInt);\n";

static const char zstd[] =
    "#include <stddef.h>\n"
    "typedef struct ZSTD_CCtx_s ZSTD_CStream, ZSTD_CCtx;\n"
    "typedef struct ZSTD_DCtx_s ZSTD_DStream, ZSTD_DCtx;\n"
    "typedef struct ZSTD_inBuffer_s { const void *src; size_t size, pos; }\n"
    "    ZSTD_inBuffer;\n"
    "typedef struct ZSTD_outBuffer_s { void *dst; size_t size, pos; }\n"
    "    ZSTD_outBuffer;\n"
    "typedef enum { ZSTD_e_continue, ZSTD_e_flush, ZSTD_e_end }\n"
    "    ZSTD_EndDirective;\n";

static const char cbor[] =
    "#include <stdint.h>\n"
    "#include <stdbool.h>\n"
    "#include <stddef.h>\n"
    "typedef struct cbor_item_t cbor_item_t;\n"
    "struct cbor_pair { cbor_item_t *key, *value; };\n"
    "typedef enum { CBOR_ERR_NONE, CBOR_ERR_NOTENOUGHDATA, CBOR_ERR_NODATA,\n"
    "    CBOR_ERR_MALFORMATED, CBOR_ERR_MEMERROR, CBOR_ERR_SYNTAXERROR }\n"
    "    cbor_error_code;\n"
    "struct cbor_error { size_t position; cbor_error_code code; };\n"
    "struct cbor_load_result { struct cbor_error error; size_t read; };\n"
    "typedef enum { CBOR_INT_8, CBOR_INT_16, CBOR_INT_32, CBOR_INT_64 }\n"
    "    cbor_int_width;\n";

static const char slirp[] =
    "#include <netinet/in.h>\n"
    "#include <stdbool.h>\n"
    "#include <stdint.h>\n"
    "#include <sys/types.h>\n"
    "typedef struct Slirp Slirp;\n"
    "typedef ssize_t slirp_ssize_t;\n"
    "typedef int slirp_os_socket;\n"
    "typedef enum { SLIRP_TIMER_RA, SLIRP_TIMER_NUM } SlirpTimerId;\n"
    "typedef void (*SlirpTimerCb)(void *);\n"
    "typedef struct SlirpCb { void *send_packet, *guest_error;\n"
    "    void *clock_get_ns, *timer_new, *timer_free, *timer_mod;\n"
    "    void *register_poll_fd, *unregister_poll_fd, *notify;\n"
    "    void *init_completed, *timer_new_opaque, *register_poll_socket;\n"
    "    void *unregister_poll_socket; } SlirpCb;\n"
    "typedef struct SlirpConfig { uint32_t version; int restricted;\n"
    "    bool in_enabled; struct in_addr vnetwork, vnetmask, vhost;\n"
    "    bool in6_enabled; struct in6_addr vprefix_addr6;\n"
    "    uint8_t vprefix_len; struct in6_addr vhost6; const char *vhostname;\n"
    "    const char *tftp_server_name, *tftp_path, *bootfile;\n"
    "    struct in_addr vdhcp_start, vnameserver;\n"
    "    struct in6_addr vnameserver6; const char **vdnssearch;\n"
    "    const char *vdomainname; size_t if_mtu, if_mru;\n"
    "    bool disable_host_loopback, enable_emu;\n"
    "    struct sockaddr_in *outbound_addr;\n"
    "    struct sockaddr_in6 *outbound_addr6;\n"
    "    bool disable_dns, disable_dhcp; } SlirpConfig;\n"
    "enum { SLIRP_POLL_IN = 1, SLIRP_POLL_OUT = 2, SLIRP_POLL_PRI = 4,\n"
    "    SLIRP_POLL_ERR = 8, SLIRP_POLL_HUP = 16 };\n"
    "enum { SLIRP_HOSTFWD_UDP = 1, SLIRP_HOSTFWD_V6ONLY = 2 };\n"
    "#define SLIRP_CONFIG_VERSION_MAX 4\n"
    "#define SLIRP_CHECK_VERSION(major, minor, micro) 1\n";

static const char u2f[] =
    "#include <stdint.h>\n"
    "#include <stddef.h>\n"
    "typedef struct u2f_emu_vdev u2f_emu_vdev;\n"
    "typedef enum { U2F_EMU_OK } u2f_emu_rc;\n"
    "typedef enum { U2F_EMU_USB = 1 } u2f_emu_transport;\n"
    "struct u2f_emu_vdev_counter {\n"
    "    void (*counter_increment)(struct u2f_emu_vdev_counter *);\n"
    "    uint32_t (*counter_read)(struct u2f_emu_vdev_counter *); };\n"
    "struct u2f_emu_vdev_setup { const char *certificate, *private_key;\n"
    "    uint8_t entropy[48]; struct u2f_emu_vdev_counter *counter; };\n";

/* Made of ui/dbus-display1.xml by GLib's generator. */
static const char dbus[] =
    "#include <gio/gio.h>\n"
    "#define DBUS_TYPE(name) typedef struct _##name name\n"
    "DBUS_TYPE(QemuDBusDisplay1Audio);\n"
    "DBUS_TYPE(QemuDBusDisplay1AudioInListener);\n"
    "DBUS_TYPE(QemuDBusDisplay1AudioOutListener);\n"
    "DBUS_TYPE(QemuDBusDisplay1Chardev);\n"
    "DBUS_TYPE(QemuDBusDisplay1Clipboard);\n"
    "DBUS_TYPE(QemuDBusDisplay1Console);\n"
    "DBUS_TYPE(QemuDBusDisplay1Keyboard);\n"
    "DBUS_TYPE(QemuDBusDisplay1Listener);\n"
    "DBUS_TYPE(QemuDBusDisplay1ListenerUnixMap);\n"
    "DBUS_TYPE(QemuDBusDisplay1ListenerUnixScanoutDMABUF2);\n"
    "DBUS_TYPE(QemuDBusDisplay1ListenerWin32D3d11);\n"
    "DBUS_TYPE(QemuDBusDisplay1ListenerWin32Map);\n"
    "DBUS_TYPE(QemuDBusDisplay1Mouse);\n"
    "DBUS_TYPE(QemuDBusDisplay1MultiTouch);\n"
    "DBUS_TYPE(QemuDBusDisplay1VM);\n"
    "#define QEMU_DBUS_DISPLAY1_CHARDEV(x) ((QemuDBusDisplay1Chardev *)(x))\n"
    "#define QEMU_DBUS_DISPLAY1_VM(x) ((QemuDBusDisplay1VM *)(x))\n";

const QemuStub qemu_library_stubs[] = {
    {"libfdt.h", fdt},
    {"fdt.h", fdt},
    {"libfdt_env.h", "#include <libfdt.h>\n"},
    {"numaif.h", policy},
    {"zlib.h", zlib},
    {"zstd.h", zstd},
    {"cbor.h", cbor},
    {"libslirp.h", slirp},
    {"u2f-emu/u2f-emu.h", u2f},
    {"u2f-emu/u2f-emu-types.h", "#include <u2f-emu/u2f-emu.h>\n"},
    {"canokey-qemu.h", "enum { CANOKEY_EMU_EP_CTAPHID = 1 };\n"},
    {"libvfio-user.h", "typedef struct vfu_ctx vfu_ctx_t;\n"
                       "typedef struct vfu_dma_info vfu_dma_info_t;\n"},
    {"uuid/uuid.h", "typedef unsigned char uuid_t[16];\n"},
    {"trace/generated-events.h",
     "typedef enum TraceEventID { TRACE_EVENT_COUNT } TraceEventID;\n"
     "#include \"trace/event-internal.h\"\n"},
    {"block/module_block.h", "static const struct { const char *format_name,\n"
                             "    *protocol_name, *library_name; }\n"
                             "    block_driver_modules[] = {{0}};\n"},
    {"ui/dbus-display1.h", dbus},
    {NULL, NULL},
};
