/*
 * Stand-ins for Xen's headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-stubs.h"

/* Newer trees bring Xen's public headers along, with the guards used here. */
static const char control[] =
    "#include <stdint.h>\n"
    "#include <stddef.h>\n"
    "#ifndef __XEN_PUBLIC_XEN_H__\n"
    "#define __XEN_PUBLIC_XEN_H__\n"
    "typedef uint16_t domid_t;\n"
    "typedef unsigned long xen_pfn_t;\n"
    "typedef unsigned long xen_ulong_t;\n"
    "typedef uint8_t xen_domain_handle_t[16];\n"
    "#endif\n"
    "#ifndef __XEN_PUBLIC_EVENT_CHANNEL_H__\n"
    "#define __XEN_PUBLIC_EVENT_CHANNEL_H__\n"
    "typedef uint32_t evtchn_port_t;\n"
    "#endif\n"
    "#ifndef __XEN_PUBLIC_GRANT_TABLE_H__\n"
    "typedef uint32_t grant_ref_t;\n"
    "#endif\n"
    "typedef evtchn_port_t xenevtchn_port_or_error_t_;\n"
    "typedef int xenevtchn_port_or_error_t;\n"
    "typedef uint16_t ioservid_t;\n"
    "typedef uint32_t xs_transaction_t;\n"
    "typedef uint32_t xenmem_access_t_;\n"
    "typedef enum { HVMMEM_ram_rw, HVMMEM_ram_ro, HVMMEM_mmio_dm }\n"
    "    hvmmem_type_t;\n"
    "typedef struct xc_interface_core xc_interface;\n"
    "typedef struct xengntdev_handle xengnttab_handle;\n"
    "typedef struct xengntdev_handle xc_gnttab;\n"
    "typedef struct xenevtchn_handle xenevtchn_handle;\n"
    "typedef struct xenevtchn_handle xc_evtchn;\n"
    "typedef struct xenforeignmemory_handle xenforeignmemory_handle;\n"
    "typedef struct xenforeignmemory_resource_handle\n"
    "    xenforeignmemory_resource_handle;\n"
    "typedef struct xendevicemodel_handle xendevicemodel_handle;\n"
    "typedef struct xentoolcore_handle xentoolcore_handle;\n"
    "typedef struct xengnttab_grant_copy_segment { union { void *virt;\n"
    "    struct { uint32_t ref; uint16_t offset; uint16_t domid; } foreign; }\n"
    "    source, dest; uint16_t len, flags; int16_t status; }\n"
    "    xengnttab_grant_copy_segment_t;\n"
    "struct xs_handle;\n"
    "struct xs_permissions { unsigned id; int perms; };\n"
    "typedef struct xc_dominfo { uint32_t domid; unsigned dying:1; }\n"
    "    xc_dominfo_t;\n"
    "typedef struct xc_domaininfo { domid_t domain; uint32_t flags; }\n"
    "    xc_domaininfo_t;\n"
    "typedef struct shared_info { int unused; } shared_info_t;\n"
    "typedef struct xen_add_to_physmap { domid_t domid; uint16_t size;\n"
    "    unsigned space; xen_ulong_t idx; xen_pfn_t gpfn; }\n"
    "    xen_add_to_physmap_t;\n"
    "#define SHUTDOWN_poweroff 0\n"
    "#define SHUTDOWN_reboot 1\n"
    "#define XS_PERM_NONE 0\n"
    "#define XS_PERM_READ 1\n"
    "#define XS_PERM_WRITE 2\n"
    "#define XS_WATCH_PATH 0\n"
    "#define XS_WATCH_TOKEN 1\n"
    "#define GNTCOPY_source_gref 1\n"
    "#define GNTCOPY_dest_gref 2\n"
    "#define GNTST_okay 0\n"
    "#define XENMEM_resource_ioreq_server 0\n"
    "#define XENMEM_resource_ioreq_server_frame_bufioreq 0\n"
    "#define XENMEM_resource_ioreq_server_frame_ioreq(n) (1 + (n))\n"
    "#define XEN_DOMCTL_MEM_CACHEATTR_WB 6\n"
    "#define XBT_NULL 0\n"
    "#ifndef DOMID_SELF\n"
    "#define DOMID_SELF 0x7ff0U\n"
    "#define DOMID_FIRST_RESERVED 0x7ff0U\n"
    "#define DOMID_INVALID 0x7ff4U\n"
    "#endif\n"
    "#define XC_PAGE_SHIFT 12\n"
    "#define XC_PAGE_SIZE (1UL << XC_PAGE_SHIFT)\n"
    "#define XC_PAGE_MASK (~(XC_PAGE_SIZE - 1))\n"
    "#define XENMAPSPACE_gmfn 2\n"
    "#define HVM_PARAM_IOREQ_PFN 5\n"
    "#define HVM_PARAM_BUFIOREQ_PFN 6\n"
    "#define HVM_PARAM_VIRIDIAN 9\n"
    "#define HVM_PARAM_DM_DOMAIN 13\n"
    "#define HVM_PARAM_ACPI_S_STATE 14\n"
    "#define HVM_PARAM_CONSOLE_PFN 17\n"
    "#define HVM_PARAM_CONSOLE_EVTCHN 18\n"
    "#define HVM_PARAM_STORE_PFN 1\n"
    "#define HVM_PARAM_STORE_EVTCHN 2\n"
    "#define HVM_PARAM_BUFIOREQ_EVTCHN 26\n"
    "#define HVM_MAX_VCPUS 128\n"
    "#define HVM_BELOW_4G_RAM_END 0xf0000000ULL\n"
    "#define HVM_IOREQSRV_BUFIOREQ_OFF 0\n"
    "#define HVM_IOREQSRV_BUFIOREQ_ATOMIC 2\n"
    "#define DPCI_ADD_MAPPING 1\n"
    "#define DPCI_REMOVE_MAPPING 0\n"
    "#define PT_IRQ_TYPE_PCI 0\n"
    "#define GUEST_MAX_VCPUS 128\n"
    "#define GUEST_RAM_BANKS 2\n"
    "#define GUEST_RAM0_BASE 0x40000000ULL\n"
    "#define GUEST_RAM0_SIZE 0xc0000000ULL\n"
    "#define GUEST_RAM1_BASE 0x0200000000ULL\n"
    "#define GUEST_RAM1_SIZE 0xfe00000000ULL\n"
    "#define GUEST_TPM_BASE 0x0c000000ULL\n"
    "#define GUEST_VIRTIO_MMIO_BASE 0x02000000ULL\n"
    "#define GUEST_VIRTIO_MMIO_SIZE 0x00100000ULL\n"
    "#define GUEST_VIRTIO_MMIO_SPI_FIRST 33\n"
    "#define GUEST_VIRTIO_MMIO_SPI_LAST 43\n";

static const char requests[] =
    "#ifndef _IOREQ_H_\n"
    "#define _IOREQ_H_\n"
    "#include <stdint.h>\n"
    "struct ioreq { uint64_t addr, data; uint32_t count, size, vp_eport;\n"
    "    uint16_t pad0; uint8_t state:4, data_is_ptr:1, dir:1, df:1, pad1:1;\n"
    "    uint8_t type; };\n"
    "typedef struct ioreq ioreq_t;\n"
    "struct shared_iopage { struct ioreq vcpu_ioreq[1]; };\n"
    "typedef struct shared_iopage shared_iopage_t;\n"
    "struct buf_ioreq { uint8_t type, pad:1, dir:1, size:2;\n"
    "    uint32_t addr:20, data; };\n"
    "typedef struct buf_ioreq buf_ioreq_t;\n"
    "#define IOREQ_BUFFER_SLOT_NUM 511\n"
    "struct buffered_iopage { uint32_t read_pointer, write_pointer;\n"
    "    buf_ioreq_t buf_ioreq[IOREQ_BUFFER_SLOT_NUM]; };\n"
    "typedef struct buffered_iopage buffered_iopage_t;\n"
    "enum { IOREQ_TYPE_PIO, IOREQ_TYPE_COPY, IOREQ_TYPE_PCI_CONFIG,\n"
    "    IOREQ_TYPE_VMWARE_PORT, IOREQ_TYPE_TIMEOFFSET = 7,\n"
    "    IOREQ_TYPE_INVALIDATE };\n"
    "enum { STATE_IOREQ_NONE, STATE_IOREQ_READY, STATE_IOREQ_INPROCESS,\n"
    "    STATE_IORESP_READY };\n"
    "enum { IOREQ_WRITE, IOREQ_READ };\n"
    "#endif\n";

static const char ring[] =
    "#ifndef __XEN_PUBLIC_IO_RING_H__\n"
    "#define __XEN_PUBLIC_IO_RING_H__\n"
    "#include <stdint.h>\n"
    "typedef unsigned int RING_IDX;\n"
    "#define DEFINE_RING_TYPES(name, req, rsp)\\\n"
    "    union name##_sring_entry { req request; rsp response; };\\\n"
    "    struct name##_sring { RING_IDX req_prod, req_event, rsp_prod;\\\n"
    "        RING_IDX rsp_event; union name##_sring_entry ring[1]; };\\\n"
    "    struct name##_back_ring { RING_IDX rsp_prod_pvt, req_cons;\\\n"
    "        unsigned nr_ents; struct name##_sring *sring; };\\\n"
    "    typedef struct name##_sring name##_sring_t;\\\n"
    "    typedef struct name##_back_ring name##_back_ring_t\n"
    "#endif\n";

static const char block[] =
    "#include \"xen/io/ring.h\"\n"
    "#define BLKIF_MAX_SEGMENTS_PER_REQUEST 11\n"
    "typedef uint16_t blkif_vdev_t;\n"
    "typedef uint64_t blkif_sector_t;\n"
    "struct blkif_request_segment { uint32_t gref; uint8_t first_sect;\n"
    "    uint8_t last_sect; };\n"
    "struct blkif_request { uint8_t operation, nr_segments;\n"
    "    blkif_vdev_t handle; uint64_t id; blkif_sector_t sector_number;\n"
    "    struct blkif_request_segment seg[BLKIF_MAX_SEGMENTS_PER_REQUEST]; };\n"
    "typedef struct blkif_request blkif_request_t;\n"
    "struct blkif_response { uint64_t id; uint8_t operation;\n"
    "    int16_t status; };\n"
    "typedef struct blkif_response blkif_response_t;\n"
    "DEFINE_RING_TYPES(blkif, struct blkif_request, struct blkif_response);\n";

static const char net[] =
    "#include \"xen/io/ring.h\"\n"
    "struct netif_tx_request { uint32_t gref; uint16_t offset, flags, id;\n"
    "    uint16_t size; };\n"
    "typedef struct netif_tx_request netif_tx_request_t;\n"
    "struct netif_tx_response { uint16_t id; int16_t status; };\n"
    "typedef struct netif_tx_response netif_tx_response_t;\n"
    "struct netif_rx_request { uint16_t id; uint32_t gref; };\n"
    "typedef struct netif_rx_request netif_rx_request_t;\n"
    "struct netif_rx_response { uint16_t id, offset, flags; int16_t status; };\n"
    "typedef struct netif_rx_response netif_rx_response_t;\n"
    "DEFINE_RING_TYPES(netif_tx, struct netif_tx_request,\n"
    "    struct netif_tx_response);\n"
    "DEFINE_RING_TYPES(netif_rx, struct netif_rx_request,\n"
    "    struct netif_rx_response);\n";

static const char xenbus[] =
    "#ifndef _XEN_PUBLIC_IO_XENBUS_H\n"
    "#define _XEN_PUBLIC_IO_XENBUS_H\n"
    "enum xenbus_state { XenbusStateUnknown, XenbusStateInitialising,\n"
    "    XenbusStateInitWait, XenbusStateInitialised, XenbusStateConnected,\n"
    "    XenbusStateClosing, XenbusStateClosed, XenbusStateReconfiguring,\n"
    "    XenbusStateReconfigured };\n"
    "typedef enum xenbus_state XenbusState;\n"
    "#endif\n";

const QemuStub qemu_xen_stubs[] = {
    {"xenctrl.h", control},
    {"xenctrl_compat.h", "#include <xenctrl.h>\n"},
    {"xenstore.h", "#include <xenctrl.h>\n"},
    {"xenevtchn.h", "#include <xenctrl.h>\n"},
    {"xengnttab.h", "#include <xenctrl.h>\n"},
    {"xenforeignmemory.h", "#include <xenctrl.h>\n"},
    {"xendevicemodel.h", "#include <xenctrl.h>\n"},
    {"xentoolcore.h", "#include <xenctrl.h>\n"},
    {"xen/xen.h", "#include <xenctrl.h>\n"},
    {"xen/grant_table.h", "#include <xenctrl.h>\n"},
    {"xen/event_channel.h", "#include <xenctrl.h>\n"},
    {"xen/memory.h", "#include <xenctrl.h>\n"},
    {"xen/hvm/params.h", "#include <xenctrl.h>\n"},
    {"xen/hvm/hvm_info_table.h", "#include <xenctrl.h>\n"},
    {"xen/hvm/ioreq.h", requests},
    {"xen/io/ring.h", ring},
    {"xen/io/blkif.h", block},
    {"xen/io/netif.h", net},
    {"xen/io/xenbus.h", xenbus},
    {NULL, NULL},
};
