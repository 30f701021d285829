/*
 * clang-lower.h: from libclang's syntax tree to ir; private to parse/.
 *
 * A declaration is walked once (clang_visitChildren is dear) and recorded as
 * items, which are then lowered to nodes. What is asked of libclang about a
 * declaration, a type or a file is kept for the translation unit, by the
 * address that libclang gives it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/builder.h"
#include "parse/clang-unit.h"

/*
 * libclang hands out clang's own 32-bit locations in CXSourceLocation: bytes
 * of one file are consecutive, and the top bit says "in a macro expansion".
 * Lines of the main file can so be told without a call. If a library does it
 * in another way, main_size stays 0 and every line is asked for.
 */
#define MACRO_BIT 0x80000000u

/* A cursor with its children. Index 0 is the declaration itself. */
typedef struct Item {
    CXCursor cursor;
    guint32 first; /* 0: none, as the root is nobody's child */
    guint32 last;
    guint32 next;
    guint32 n_children;
} Item;

typedef struct SourceFile {
    IrText name;      /* relative to the root */
    bool inside;      /* below the root */
    bool placeholder; /* what healing put in place of unknown names */
} SourceFile;

/* What a name or member refers to. */
typedef struct Referred {
    IrText name;
    IrText type; /* canonical; of a field: its record's name */
    guint16 flags;
    guint8 binding;
    gint64 value; /* of an enumerator */
} Referred;

typedef struct Field {
    const void *declaration;
    IrText name;
    CXType type;       /* canonical */
    bool is_anonymous; /* a struct or union whose members count as ours */
    bool is_padding;   /* unnamed bit-field: takes no initialiser */
} Field;

typedef struct RecordInfo {
    Field *fields;
    guint n_fields;
    bool is_union;
} RecordInfo;

/* The lines of a function's definition. */
typedef struct BodySpan {
    CXFile file;
    unsigned first;
    unsigned last;
} BodySpan;

typedef struct Lowering {
    CXTranslationUnit unit;
    IrBuilder *builder;
    const char *root;
    const char *scratch;
    const GPtrArray *args; /* char *: the group's */
    const GArray *omitted; /* guint32: lines of the opening braces of bodies
                              left out of the main file; NULL */
    const char *placeholder_prefix; /* how the paths of files of placeholder
                                       declarations start; NULL: there are
                                       none */
    GHashTable *files;              /* CXFile -> SourceFile * */
    GHashTable *types;              /* QualType -> IrText */
    GHashTable *referred;           /* declaration -> Referred * */
    GHashTable *records;            /* declaration -> RecordInfo * */
    GHashTable *seen;               /* records and enums lowered already */
    GArray *bodies;                 /* BodySpan */
    GArray *items;                  /* Item */
    GArray *open; /* guint32: the items being recorded, outermost first */
    GHashTable *printed; /* clang-printed.h: expression -> PrintedOperator *, of
                            the declaration recorded last; NULL: not needed */
    GHashTable *texts;   /* CXFile -> GMappedFile *, of other files */
    CXFile main_file;
    guint32 main_start; /* encoded location of the main file's first byte */
    guint32 main_size;
    const char *main_text;
    GArray *main_lines; /* guint32: offsets at which lines start */
    guint32 last_location;
    guint32 last_line;
    IrText va_lists[4]; /* the types that va_list has been seen as */
    guint n_va_lists;
    bool in_macro;   /* the function being lowered comes from a macro */
    guint n_lost;    /* variables with '=' that got no initialiser */
    guint n_invalid; /* records without a size */
} Lowering;

/* clang-context.c, clang-text.c */
void lowering_init(Lowering *lowering, CXTranslationUnit unit,
                   IrBuilder *builder, const UnitRequest *request);
void lowering_clear(Lowering *lowering);
const SourceFile *lowering_file(Lowering *lowering, CXFile file);
/* The file in which a declaration stands, after macro expansion. */
const SourceFile *lowering_place(Lowering *lowering, CXCursor cursor,
                                 guint32 *ret_line);
guint32 lowering_line(Lowering *lowering, CXCursor cursor,
                      bool *ret_from_macro);
IrText lowering_take_text(Lowering *lowering, CXString string);
/* Canonical spelling. */
IrText lowering_type(Lowering *lowering, CXType type);
/* "X" for struct X, the typedef's name for one that only has that. */
IrText lowering_record_name(Lowering *lowering, CXCursor record);
/* The file's text, not ended by NUL; NULL if it is not there. */
const char *lowering_text(Lowering *lowering, CXFile file, gsize *ret_size);
/* The text of the file, shortened and in one line; of a macro's expansion,
 * its call. "" if unknown. */
char *lowering_source_text(Lowering *lowering, CXCursor cursor);
char *lowering_range_text(Lowering *lowering, CXSourceRange range);
/* The spelling; 0 for what libclang calls "(anonymous at ...)". */
IrText lowering_plain_name(Lowering *lowering, CXCursor cursor);
/* The word that stands at a location, "" if unknown. */
char *lowering_word_at(Lowering *lowering, CXSourceLocation location);

/* clang-refer.c */
const Referred *lowering_refer(Lowering *lowering, CXCursor declaration);
/* NULL if the type is no complete record. */
const RecordInfo *lowering_record(Lowering *lowering, CXType type);
void record_info_free(gpointer data);

/* clang-item.c */
void lowering_record_items(Lowering *lowering, CXCursor declaration);
const Item *item_at(const Lowering *lowering, guint32 index);
const Item *item_first(const Lowering *lowering, const Item *item);
const Item *item_next(const Lowering *lowering, const Item *item);
const Item *item_child(const Lowering *lowering, const Item *item,
                       unsigned index);
/* Skips parentheses and implicit conversions. */
const Item *item_strip(const Lowering *lowering, const Item *item);
bool item_is_expression(const Item *item);
bool item_is_statement(const Item *item);

/* clang-operator.c, clang-operator-text.c: of an operator's item, IR_OP_UNKNOWN
 * if it can't be told; `ret_transparent`: __extension__ and the like, which
 * mean their operand. */
IrOperator item_binary_operator(Lowering *lowering, const Item *item);
IrOperator item_unary_operator(Lowering *lowering, const Item *item,
                               bool *ret_transparent);

/* clang-lower-expr.c */
IrRef lower_expression(Lowering *lowering, const Item *item);
/* A node of the kind with the item's line and macro flag, not yet added. */
IrNode lower_start(Lowering *lowering, const Item *item, IrKind kind);
bool type_is_integer(CXType canonical);
bool type_is_array(CXType canonical);
bool lower_evaluate(IrNode *node, CXCursor cursor);

/* clang-lower-special.c */
/* va_arg() looks like a conversion of the va_list to something else. */
bool item_is_va_arg(Lowering *lowering, const Item *item, const Item *inner);
IrRef lower_unexposed(Lowering *lowering, const Item *item);
IrRef lower_sizeof(Lowering *lowering, const Item *item);
IrRef lower_generic(Lowering *lowering, const Item *item);
IrRef lower_string(Lowering *lowering, const Item *item);
IrRef lower_unknown(Lowering *lowering, const Item *item);

/* clang-lower-init.c: a list, or any other expression. */
IrRef lower_initialiser(Lowering *lowering, const Item *item, CXType type);

/* clang-lower-stmt.c */
IrRef lower_statement(Lowering *lowering, const Item *item);
/* The variable's initialiser among the item's children, NULL if none. */
const Item *item_initialiser(const Lowering *lowering, const Item *item);

/* clang-lower.c */
/* Everything the unit defines below the root and outside a PCH. */
void lower_unit(Lowering *lowering);
/* A record or enum inside a function or record. */
void lower_nested_types(Lowering *lowering, CXCursor cursor);
