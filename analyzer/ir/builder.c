/*
 * Making an IrFile: growing arrays, laid out as one block at the end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/builder.h"

#include "ir/layout.h"

#include <string.h>

struct IrBuilder {
    GArray *sections[IR_SECTIONS];
    GHashTable *texts; /* text -> offset; the keys are in `chunk` */
    GStringChunk *chunk;
};

IrBuilder *ir_builder_new(void)
{
    IrBuilder *builder = g_new0(IrBuilder, 1);
    static const IrNode no_node;

    for (IrSection section = 0; section < IR_SECTIONS; section++) {
        builder->sections[section] =
            g_array_new(FALSE, FALSE, (guint)ir_element_size[section]);
    }
    builder->texts = g_hash_table_new(g_str_hash, g_str_equal);
    builder->chunk = g_string_chunk_new(4096);
    g_array_append_vals(builder->sections[IR_SECTION_TEXT], "", 1);
    g_array_append_vals(builder->sections[IR_SECTION_NODES], &no_node, 1);
    return builder;
}

void ir_builder_free(IrBuilder *builder)
{
    if (!builder) {
        return;
    }
    for (IrSection section = 0; section < IR_SECTIONS; section++) {
        g_array_unref(builder->sections[section]);
    }
    g_hash_table_unref(builder->texts);
    g_string_chunk_free(builder->chunk);
    g_free(builder);
}

IrText ir_builder_text(IrBuilder *builder, const char *text)
{
    GArray *pool = builder->sections[IR_SECTION_TEXT];
    gpointer known;
    IrText offset;

    if (!text || !*text) {
        return 0;
    }
    known = g_hash_table_lookup(builder->texts, text);
    if (known) {
        return GPOINTER_TO_UINT(known);
    }
    offset = pool->len;
    g_array_append_vals(pool, text, (guint)strlen(text) + 1);
    g_hash_table_insert(builder->texts,
                        g_string_chunk_insert(builder->chunk, text),
                        GUINT_TO_POINTER(offset));
    return offset;
}

IrRef ir_builder_node(IrBuilder *builder, const IrNode *node)
{
    GArray *nodes = builder->sections[IR_SECTION_NODES];

    g_array_append_vals(nodes, node, 1);
    return nodes->len - 1;
}

IrNode *ir_builder_at(IrBuilder *builder, IrRef ref)
{
    return &g_array_index(builder->sections[IR_SECTION_NODES], IrNode, ref);
}

void ir_chain_append(IrBuilder *builder, IrChain *chain, IrRef child)
{
    if (!child) {
        return;
    }
    if (chain->last) {
        ir_builder_at(builder, chain->last)->next = child;
    } else {
        chain->first = child;
    }
    chain->last = child;
}

void ir_builder_variable(IrBuilder *builder, const IrVariable *variable)
{
    g_array_append_vals(builder->sections[IR_SECTION_VARIABLES], variable, 1);
}

void ir_builder_function(IrBuilder *builder, const IrFunction *function)
{
    g_array_append_vals(builder->sections[IR_SECTION_FUNCTIONS], function, 1);
}

void ir_builder_record(IrBuilder *builder, const IrRecord *record,
                       const IrField *fields, guint n_fields)
{
    IrRecord placed = *record;

    placed.first_field = builder->sections[IR_SECTION_FIELDS]->len;
    placed.n_fields = n_fields;
    g_array_append_vals(builder->sections[IR_SECTION_FIELDS], fields, n_fields);
    g_array_append_vals(builder->sections[IR_SECTION_RECORDS], &placed, 1);
}

void ir_builder_enum(IrBuilder *builder, const IrEnum *item,
                     const IrField *constants, guint n_constants)
{
    IrEnum placed = *item;

    placed.first_constant = builder->sections[IR_SECTION_FIELDS]->len;
    placed.n_constants = n_constants;
    g_array_append_vals(builder->sections[IR_SECTION_FIELDS], constants,
                        n_constants);
    g_array_append_vals(builder->sections[IR_SECTION_ENUMS], &placed, 1);
}

void ir_builder_diagnostic(IrBuilder *builder, const IrDiagnostic *diagnostic)
{
    g_array_append_vals(builder->sections[IR_SECTION_DIAGNOSTICS], diagnostic,
                        1);
}

GBytes *ir_builder_finish(IrBuilder *builder)
{
    static const char padding[8];
    IrHeader header = {.magic = IR_MAGIC, .version = IR_VERSION};
    GByteArray *block = g_byte_array_new();

    g_byte_array_append(block, (const guint8 *)&header, sizeof(header));
    for (IrSection section = 0; section < IR_SECTIONS; section++) {
        GArray *elements = builder->sections[section];

        g_byte_array_append(block, (const guint8 *)padding,
                            (8 - block->len % 8) % 8);
        header.offset[section] = block->len;
        header.count[section] = elements->len;
        if (elements->len > 0) {
            g_byte_array_append(block, (const guint8 *)elements->data,
                                elements->len *
                                    (guint)ir_element_size[section]);
        }
        g_array_set_size(elements, 0);
    }
    memcpy(block->data, &header, sizeof(header));
    g_hash_table_remove_all(builder->texts);
    return g_byte_array_free_to_bytes(block);
}
