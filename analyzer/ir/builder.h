/*
 * builder.h: how the parser makes an IrFile.
 *
 * Nodes are appended and get increasing indices; children are linked by the
 * caller. Texts are pooled: equal ones share an offset.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/ir.h"

typedef struct IrBuilder IrBuilder;

IrBuilder *ir_builder_new(void);
void ir_builder_free(IrBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IrBuilder, ir_builder_free)

/* NULL is "". */
IrText ir_builder_text(IrBuilder *builder, const char *text);

/* `node` is copied. */
IrRef ir_builder_node(IrBuilder *builder, const IrNode *node);
/* Valid until the next node is added. */
IrNode *ir_builder_at(IrBuilder *builder, IrRef ref);

/* A list of siblings under construction: start with {0}. */
typedef struct IrChain {
    IrRef first;
    IrRef last;
} IrChain;

/* Does nothing for child 0. */
void ir_chain_append(IrBuilder *builder, IrChain *chain, IrRef child);

void ir_builder_variable(IrBuilder *builder, const IrVariable *variable);
void ir_builder_function(IrBuilder *builder, const IrFunction *function);
/* The fields' indices are set here. */
void ir_builder_record(IrBuilder *builder, const IrRecord *record,
                       const IrField *fields, guint n_fields);
void ir_builder_enum(IrBuilder *builder, const IrEnum *item,
                     const IrField *constants, guint n_constants);
void ir_builder_diagnostic(IrBuilder *builder, const IrDiagnostic *diagnostic);

/* The serialised IrFile, owned by the caller. The builder is empty after. */
GBytes *ir_builder_finish(IrBuilder *builder);
