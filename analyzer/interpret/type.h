/*
 * type.h: what the canonical type texts of ir mean.
 *
 * Types are interned by text and belong to the TypeTable.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/program.h"

typedef enum TypeKind {
    TYPE_UNKNOWN,
    TYPE_VOID,
    TYPE_INTEGER,
    TYPE_REAL,
    TYPE_POINTER,
    TYPE_ARRAY,
    TYPE_RECORD,
    TYPE_FUNCTION,
} TypeKind;

typedef struct Type {
    TypeKind kind;
    guint8 size; /* of an integer, in bytes */
    bool is_unsigned;
    bool is_boolean;
    gint64 length;           /* of an array; -1 if not told */
    const char *text;        /* as in ir */
    const char *record;      /* its name, of a record */
    const char *target_text; /* of a pointer or array */
    const struct Type *target;
} Type;

typedef struct TypeTable TypeTable;

TypeTable *type_table_new(const IrProgram *program);
void type_table_free(TypeTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TypeTable, type_table_free)

/* Never NULL; TYPE_UNKNOWN for "" and what is not understood. `text` must
 * live as long as the table. */
const Type *type_of(TypeTable *table, const IrUnit *unit, const char *text);
/* What a pointer points to, or an array's elements are. */
const Type *type_target(TypeTable *table, const IrUnit *unit, const Type *type);
const Type *type_unknown(const TypeTable *table);

typedef struct FieldInfo {
    const char *record; /* that owns it, by its own name */
    const Type *type;
    gint64 offset; /* in bits from the start of the record asked for; -1 */
} FieldInfo;

/* Also fields of anonymous members. false if there is no such. */
bool type_field(TypeTable *table, const IrUnit *unit, const char *record,
                const char *name, FieldInfo *ret_field);
/* The first field if it is a record at offset 0: the embedded parent. NULL if
 * it is not; ret_record may be NULL. */
const char *type_embedded(TypeTable *table, const IrUnit *unit,
                          const char *record, const char **ret_record);
/* In bytes; -1 if not known. */
gint64 type_size(TypeTable *table, const IrUnit *unit, const Type *type);
