/*
 * libvirt-overlay.h: the headers that libvirt's build would make or find
 * elsewhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/libvirt-layout.h"

bool libvirt_write_overlay(const Source *source, const LibvirtLayout *layout,
                           const IrTree *tree, const char *folder,
                           GError **error);

/* meson-config.h, or config.h of older trees; newly allocated. */
char *libvirt_config(const IrTree *tree);

/* Makes the folders of `name` too. */
bool libvirt_write_bytes(const char *folder, const char *name, GBytes *bytes,
                         GError **error);

typedef struct LibvirtStub {
    const char *name; /* as it is included; NULL ends a list */
    const char *text;
} LibvirtStub;

/* libxml2; other libraries and generated headers; gnulib (before 6.0). */
extern const LibvirtStub libvirt_xml_stubs[];
extern const LibvirtStub libvirt_other_stubs[];
extern const LibvirtStub libvirt_gnulib_stubs[];
