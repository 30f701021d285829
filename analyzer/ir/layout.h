/*
 * layout.h: the block of memory that is an IrFile.
 *
 * A header, then the arrays in the order of IrSection, each aligned to 8
 * bytes, the text pool last. Numbers are of the machine's own byte order: a
 * block is a cache entry, not an exchange format.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/ir.h"

#define IR_MAGIC   0x4d495231u /* "MIR1" */
#define IR_VERSION 1u

typedef enum IrSection {
    IR_SECTION_NODES,
    IR_SECTION_VARIABLES,
    IR_SECTION_FUNCTIONS,
    IR_SECTION_RECORDS,
    IR_SECTION_FIELDS,
    IR_SECTION_ENUMS,
    IR_SECTION_DIAGNOSTICS,
    IR_SECTION_TEXT, /* elements are bytes */
    IR_SECTIONS
} IrSection;

typedef struct IrHeader {
    guint32 magic;
    guint32 version;
    guint64 offset[IR_SECTIONS]; /* from the start of the block, in bytes */
    guint64 count[IR_SECTIONS];  /* elements */
} IrHeader;

/* Size of one element of each section. */
extern const gsize ir_element_size[IR_SECTIONS];
