/*
 * ir.h: our own small form of one parsed source file.
 *
 * One IrFile is what the parser made of one translation unit: the functions,
 * variables, records and enums that the unit's own files define, as arrays in
 * one block of memory. The block is the serialised form too: it holds no
 * pointers, only indices, so it can be written as it stands and used from a
 * mapped file. Everything returned belongs to the IrFile.
 *
 * Expressions and statements are nodes: first child, next sibling, index 0
 * for "none". Macros are expanded, implicit casts and parentheses are gone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef guint32 IrRef;  /* index of a node; 0 is none */
typedef guint32 IrText; /* offset into the text pool; 0 is "" */

typedef enum IrKind {
    IR_NONE,

    /* Expressions. Any of integer type may carry IR_HAS_VALUE. */
    IR_UNKNOWN,     /* not understood; name: the source's text, shortened */
    IR_INTEGER,     /* value */
    IR_REAL,        /* name: spelling */
    IR_STRING,      /* name: contents, unescaped, adjacent ones joined */
    IR_NAME,        /* name; op: IrBinding; type: canonical type */
    IR_MEMBER,      /* child: base; name: field; type: owning record's name;
                       IR_ARROW if the base is a pointer. Steps through
                       anonymous members are left out */
    IR_SUBSCRIPT,   /* children: base, index */
    IR_CALL,        /* children: callee, arguments */
    IR_UNARY,       /* op: IrOperator; child */
    IR_BINARY,      /* op: IrOperator; two children */
    IR_ASSIGN,      /* op: IR_OP_ASSIGN, or the operator of a compound
                       assignment; children: target, value */
    IR_CONDITIONAL, /* children: condition, then, else. `a ?: b` repeats a */
    IR_CAST,        /* explicit only; type: target type; child */
    IR_INIT_LIST,   /* type; children: IR_FIELD_INIT, IR_INDEX_INIT. Positions
                       are resolved to fields and indices, order is kept,
                       later ones win, duplicates stay */
    IR_FIELD_INIT,  /* name: field; child: value, or the next step's
                       IR_FIELD_INIT or IR_INDEX_INIT (`.a.b[1] = x`) */
    IR_INDEX_INIT,  /* value: index; child: as above. IR_RANGE: a second
                       child, IR_INTEGER, is the last index */
    IR_COMPOUND,    /* compound literal; type; child: IR_INIT_LIST */
    IR_OFFSETOF,    /* type: record; name: member path "a.b[2].c";
                       IR_HAS_VALUE: the offset in bytes */
    IR_SIZEOF,      /* type: measured type; IR_HAS_VALUE when complete */
    IR_STMT_EXPR,   /* child: IR_BLOCK; its last expression is the value */

    /* Statements. An expression stands for itself as a statement. */
    IR_BLOCK,   /* children: statements */
    IR_DECLARE, /* local variable: name, type; child: initialiser or none;
                   IR_STATIC for static storage, IR_IS_ARRAY for arrays */
    IR_IF,      /* children: condition, then, [else] */
    IR_FOR,     /* children: init, condition, step, body; IR_NONE nodes stand
                   for absent ones */
    IR_WHILE,   /* children: condition, body */
    IR_DO,      /* children: body, condition */
    IR_SWITCH,  /* children: value, body */
    IR_CASE,    /* children: value, [last of a range: IR_RANGE], statement */
    IR_DEFAULT, /* child: statement */
    IR_RETURN,  /* child: value or none */
    IR_BREAK,
    IR_CONTINUE,
    IR_GOTO,  /* name: label */
    IR_LABEL, /* name; child: statement */
    IR_KINDS
} IrKind;

typedef enum IrBinding {
    IR_BIND_UNKNOWN, /* undeclared */
    IR_BIND_LOCAL,
    IR_BIND_PARAMETER,
    IR_BIND_GLOBAL, /* variable with static storage, any scope but a function */
    IR_BIND_FUNCTION,
    IR_BIND_ENUMERATOR, /* value holds it */
} IrBinding;

typedef enum IrOperator {
    IR_OP_UNKNOWN, /* stands in a macro and could not be told (libclang < 17) */
    IR_OP_ASSIGN,
    IR_OP_ADD,
    IR_OP_SUBTRACT,
    IR_OP_MULTIPLY,
    IR_OP_DIVIDE,
    IR_OP_REMAINDER,
    IR_OP_SHIFT_LEFT,
    IR_OP_SHIFT_RIGHT,
    IR_OP_BIT_AND,
    IR_OP_BIT_OR,
    IR_OP_BIT_XOR,
    IR_OP_AND,
    IR_OP_OR,
    IR_OP_EQUAL,
    IR_OP_NOT_EQUAL,
    IR_OP_LESS,
    IR_OP_LESS_EQUAL,
    IR_OP_GREATER,
    IR_OP_GREATER_EQUAL,
    IR_OP_COMMA,
    IR_OP_NOT,
    IR_OP_COMPLEMENT,
    IR_OP_NEGATE,
    IR_OP_PLUS,
    IR_OP_ADDRESS,
    IR_OP_DEREFERENCE,
    IR_OP_PRE_INCREMENT,
    IR_OP_PRE_DECREMENT,
    IR_OP_POST_INCREMENT,
    IR_OP_POST_DECREMENT,
} IrOperator;

enum {
    IR_HAS_VALUE = 1 << 0,
    IR_UNSIGNED = 1 << 1, /* value is to be read as guint64 */
    IR_ARROW = 1 << 2,
    IR_STATIC = 1 << 3,
    IR_RANGE = 1 << 4,
    IR_IS_ARRAY = 1 << 5,
    IR_FROM_MACRO = 1 << 6,   /* written inside a macro's expansion */
    IR_BODY_OMITTED = 1 << 7, /* IrFunction: its body was not parsed */
};

typedef struct IrNode {
    guint8 kind; /* IrKind */
    guint8 op;   /* IrOperator or IrBinding */
    guint16 flags;
    guint32 line; /* in the file of the declaration it is part of */
    IrText name;
    IrText type;
    IrRef first;
    IrRef next;
    gint64 value;
} IrNode;

typedef struct IrVariable {
    IrText name;
    IrText file; /* relative to the top of the tree */
    guint32 line;
    guint32 flags; /* IR_STATIC: internal linkage; IR_IS_ARRAY */
    IrText type;
    gint64 length; /* of an array, -1 if unknown or no array */
    IrRef init;    /* 0: declared without initialiser (zero if defined) */
    guint32 defined;
} IrVariable;

typedef struct IrFunction {
    IrText name;
    IrText file;
    guint32 line;
    guint32 end_line;
    guint32 flags;       /* IR_STATIC: internal linkage */
    IrText type;         /* return type */
    IrRef parameters;    /* IR_DECLARE nodes, siblings */
    IrRef body;          /* IR_BLOCK; 0 if it was left out */
    guint32 constructor; /* has __attribute__((constructor)) */
} IrFunction;

typedef struct IrField {
    IrText name;   /* "" for an anonymous member */
    IrText type;   /* canonical */
    gint64 offset; /* in bits; -1 unknown */
    gint64 size;   /* in bytes; -1 unknown */
} IrField;

typedef struct IrRecord {
    IrText name; /* tag, or typedef name if it has none */
    IrText file;
    guint32 line;
    guint32 first_field;
    guint32 n_fields;
    gint64 size; /* in bytes, -1 if invalid or incomplete */
} IrRecord;

typedef struct IrEnum {
    IrText name;
    IrText file;
    guint32 line;
    guint32 first_constant; /* into the fields' array: name, offset = value */
    guint32 n_constants;
} IrEnum;

/* An error the parser reported: why something may be missing. */
typedef struct IrDiagnostic {
    IrText file;
    guint32 line;
    IrText message;
} IrDiagnostic;

typedef struct IrFile IrFile;

/* Takes the block; NULL and an error if it is no valid IrFile (truncated,
 * other format version, index out of range). */
IrFile *ir_file_new(GBytes *block, GError **error);
void ir_file_free(IrFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IrFile, ir_file_free)

GBytes *ir_file_block(const IrFile *file); /* borrowed */

const char *ir_text(const IrFile *file, IrText text);
/* NULL for 0. */
const IrNode *ir_node(const IrFile *file, IrRef ref);
IrRef ir_node_ref(const IrFile *file, const IrNode *node);
const IrNode *ir_first(const IrFile *file, const IrNode *node);
const IrNode *ir_next(const IrFile *file, const IrNode *node);
const IrNode *ir_child(const IrFile *file, const IrNode *node, unsigned index);

const IrVariable *ir_variables(const IrFile *file, guint *ret_n);
const IrFunction *ir_functions(const IrFile *file, guint *ret_n);
const IrRecord *ir_records(const IrFile *file, guint *ret_n);
const IrField *ir_fields(const IrFile *file, guint *ret_n);
const IrEnum *ir_enums(const IrFile *file, guint *ret_n);
const IrDiagnostic *ir_diagnostics(const IrFile *file, guint *ret_n);

/* For people and tests: an expression as C-like text, newly allocated. */
char *ir_node_to_text(const IrFile *file, const IrNode *node);
