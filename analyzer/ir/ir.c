/*
 * Reading an IrFile: checks the block once, then hands out pointers into it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/ir.h"

#include "ir/layout.h"

#include <gio/gio.h>
#include <string.h>

const gsize ir_element_size[IR_SECTIONS] = {
    [IR_SECTION_NODES] = sizeof(IrNode),
    [IR_SECTION_VARIABLES] = sizeof(IrVariable),
    [IR_SECTION_FUNCTIONS] = sizeof(IrFunction),
    [IR_SECTION_RECORDS] = sizeof(IrRecord),
    [IR_SECTION_FIELDS] = sizeof(IrField),
    [IR_SECTION_ENUMS] = sizeof(IrEnum),
    [IR_SECTION_DIAGNOSTICS] = sizeof(IrDiagnostic),
    [IR_SECTION_TEXT] = 1,
};

struct IrFile {
    GBytes *block;
    const void *start[IR_SECTIONS];
    guint32 count[IR_SECTIONS];
};

static bool section_fits(const IrHeader *header, IrSection section, gsize size)
{
    guint64 offset = header->offset[section];
    guint64 count = header->count[section];

    return count <= G_MAXUINT32 && offset % 8 == 0 && offset <= size &&
           count <= (size - offset) / ir_element_size[section];
}

/* Nodes are written children first, so a link to an index out of range is
 * the one thing a damaged block could lead astray with. */
static bool nodes_are_linked(const IrFile *file)
{
    const IrNode *nodes = file->start[IR_SECTION_NODES];
    guint32 n_nodes = file->count[IR_SECTION_NODES];
    guint32 n_text = file->count[IR_SECTION_TEXT];

    for (guint32 i = 0; i < n_nodes; i++) {
        if (nodes[i].first >= n_nodes || nodes[i].next >= n_nodes ||
            nodes[i].name >= n_text || nodes[i].type >= n_text) {
            return false;
        }
    }
    return true;
}

static bool block_is_valid(IrFile *file)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(file->block, &size);
    const IrHeader *header = (const IrHeader *)data;
    const char *text;

    if (size < sizeof(*header) || header->magic != IR_MAGIC ||
        header->version != IR_VERSION) {
        return false;
    }
    for (IrSection section = 0; section < IR_SECTIONS; section++) {
        if (!section_fits(header, section, size)) {
            return false;
        }
        file->start[section] = data + header->offset[section];
        file->count[section] = (guint32)header->count[section];
    }
    text = file->start[IR_SECTION_TEXT];
    return file->count[IR_SECTION_TEXT] > 0 &&
           text[file->count[IR_SECTION_TEXT] - 1] == '\0' &&
           file->count[IR_SECTION_NODES] > 0 && nodes_are_linked(file);
}

IrFile *ir_file_new(GBytes *block, GError **error)
{
    g_autoptr(IrFile) file = g_new0(IrFile, 1);

    file->block = block;
    if (!block_is_valid(file)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    "damaged intermediate form of a file");
        return NULL;
    }
    return g_steal_pointer(&file);
}

void ir_file_free(IrFile *file)
{
    if (!file) {
        return;
    }
    g_bytes_unref(file->block);
    g_free(file);
}

GBytes *ir_file_block(const IrFile *file)
{
    return file->block;
}

const char *ir_text(const IrFile *file, IrText text)
{
    const char *pool = file->start[IR_SECTION_TEXT];

    return text < file->count[IR_SECTION_TEXT] ? pool + text : "";
}

const IrNode *ir_node(const IrFile *file, IrRef ref)
{
    const IrNode *nodes = file->start[IR_SECTION_NODES];

    return ref && ref < file->count[IR_SECTION_NODES] ? nodes + ref : NULL;
}

IrRef ir_node_ref(const IrFile *file, const IrNode *node)
{
    const IrNode *nodes = file->start[IR_SECTION_NODES];

    return node ? (IrRef)(node - nodes) : 0;
}

const IrNode *ir_first(const IrFile *file, const IrNode *node)
{
    return ir_node(file, node->first);
}

const IrNode *ir_next(const IrFile *file, const IrNode *node)
{
    return ir_node(file, node->next);
}

const IrNode *ir_child(const IrFile *file, const IrNode *node, unsigned index)
{
    const IrNode *child = ir_first(file, node);

    while (child && index-- > 0) {
        child = ir_next(file, child);
    }
    return child;
}

static const void *section(const IrFile *file, IrSection section, guint *ret_n)
{
    *ret_n = file->count[section];
    return file->start[section];
}

const IrVariable *ir_variables(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_VARIABLES, ret_n);
}

const IrFunction *ir_functions(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_FUNCTIONS, ret_n);
}

const IrRecord *ir_records(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_RECORDS, ret_n);
}

const IrField *ir_fields(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_FIELDS, ret_n);
}

const IrEnum *ir_enums(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_ENUMS, ret_n);
}

const IrDiagnostic *ir_diagnostics(const IrFile *file, guint *ret_n)
{
    return section(file, IR_SECTION_DIAGNOSTICS, ret_n);
}
