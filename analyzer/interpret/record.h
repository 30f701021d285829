/*
 * record.h: the fields of records, found by name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/program.h"

typedef struct RecordField {
    const IrUnit *unit; /* whose file has the texts */
    const char *record; /* the owner's name */
    const char *name;
    const char *type;
    gint64 offset; /* in bits from the outermost named record; -1 unknown */
} RecordField;

typedef struct RecordTable RecordTable;

RecordTable *record_table_new(const IrProgram *program);
void record_table_free(RecordTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordTable, record_table_free)

bool record_find(RecordTable *table, const IrUnit *unit, const char *record);
/* Also a field of an anonymous member. NULL if there is none. */
const RecordField *record_field(RecordTable *table, const IrUnit *unit,
                                const char *record, const char *name);
/* The first field as written; NULL if there is none. */
const RecordField *record_first(RecordTable *table, const IrUnit *unit,
                                const char *record);
/* In bytes; -1 if not known. */
gint64 record_size(RecordTable *table, const IrUnit *unit, const char *record);
