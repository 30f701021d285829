/*
 * libvirt-layout.h: which files of a libvirt tree are parsed, and what they
 * include.
 *
 * There is one group: libvirt is one program for all architectures. Paths are
 * the Source's; everything else belongs to the LibvirtLayout.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "source/source.h"

typedef struct LibvirtText {
    const char *path;
    GBytes *bytes;       /* a NUL follows */
    GPtrArray *includes; /* char *: names, each once, in order */
} LibvirtText;

typedef struct LibvirtLayout {
    GPtrArray *folders;  /* char *: include path, relative to the top */
    GPtrArray *parsed;   /* const LibvirtText *, by path */
    GPtrArray *reached;  /* LibvirtText *: parsed files and the headers they
                            lead to, in the order they were found */
    GPtrArray *missing;  /* const char *: include names, sorted */
    GHashTable *by_path; /* look-up only */
} LibvirtLayout;

/* What cannot be read is among the tree's failures. */
LibvirtLayout *libvirt_layout_new(const Source *source, IrTree *tree);
void libvirt_layout_free(LibvirtLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LibvirtLayout, libvirt_layout_free)

/* Is the file parsed by itself, by its name? */
bool libvirt_is_parsed(const char *path);
/* The include names worth precompiling. */
void libvirt_add_headers(GPtrArray *headers, const LibvirtLayout *layout);
