/*
 * The unit's own declarations to ir.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

static gint64 array_length(CXType canonical)
{
    return canonical.kind == CXType_ConstantArray
               ? clang_getArraySize(canonical)
               : -1;
}

/* `=` after the declarator: it had an initialiser that clang dropped. */
static bool lost_initialiser(Lowering *lowering, CXCursor cursor)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXFile file = NULL;
    unsigned end = 0;
    gsize size = 0;
    const char *text;

    clang_getExpansionLocation(clang_getRangeEnd(range), &file, NULL, NULL,
                               &end);
    text = lowering_text(lowering, file, &size);
    for (; text && end < size; end++) {
        if (text[end] == '=') {
            return true;
        }
        if (!g_ascii_isspace(text[end]) && text[end] != ']') {
            return false;
        }
    }
    return false;
}

/* Others may look for the reason among the errors, or read the text. */
static void report_loss(Lowering *lowering, CXCursor cursor,
                        const IrVariable *variable)
{
    CXString name = clang_getCursorSpelling(cursor);
    g_autofree char *message = g_strdup_printf(
        "the initialiser of '%s' was dropped", clang_getCString(name));
    IrDiagnostic diagnostic = {variable->file, variable->line, 0};

    diagnostic.message = ir_builder_text(lowering->builder, message);
    ir_builder_diagnostic(lowering->builder, &diagnostic);
    clang_disposeString(name);
    lowering->n_lost++;
}

static void lower_variable(Lowering *lowering, CXCursor cursor,
                           const SourceFile *file, guint32 line)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    CXCursor definition = clang_getCursorDefinition(cursor);
    IrVariable variable = {.file = file->name, .line = line, .defined = 1};
    const Item *value;

    if (clang_Cursor_getStorageClass(cursor) == CX_SC_Extern ||
        (!clang_Cursor_isNull(definition) &&
         definition.data[0] != cursor.data[0])) {
        return;
    }
    variable.name = lowering_plain_name(lowering, cursor);
    lowering_record_items(lowering, cursor);
    value = item_initialiser(lowering, item_at(lowering, 0));
    if (value) {
        variable.init = lower_initialiser(lowering, value, type);
    } else if (lost_initialiser(lowering, cursor)) {
        report_loss(lowering, cursor, &variable);
    }
    variable.type = lowering_type(lowering, type);
    variable.length = array_length(type);
    if (clang_getCursorLinkage(cursor) == CXLinkage_Internal) {
        variable.flags |= IR_STATIC;
    }
    if (type_is_array(type)) {
        variable.flags |= IR_IS_ARRAY;
    }
    ir_builder_variable(lowering->builder, &variable);
}

static IrRef lower_parameter(Lowering *lowering, const Item *item)
{
    IrNode node = lower_start(lowering, item, IR_DECLARE);
    CXType type = clang_getCanonicalType(clang_getCursorType(item->cursor));

    node.name = lowering_plain_name(lowering, item->cursor);
    node.type = lowering_type(lowering, type);
    return ir_builder_node(lowering->builder, &node);
}

/*
 * libclang does not say which attribute it is. From version 16 on the word
 * is found where the attribute is spelled, also inside macros; before, only
 * the shape of what such macros define is left to go by.
 */
static bool is_constructor_attribute(Lowering *lowering, const Item *item)
{
    g_autofree char *word = NULL;
    CXCursor function = item_at(lowering, 0)->cursor;
    CXType type;

    if (item->cursor.kind != CXCursor_UnexposedAttr) {
        return false;
    }
    word = lowering_word_at(lowering, clang_getCursorLocation(item->cursor));
    type = clang_getCursorType(function);
    if (g_str_equal(word, "constructor") ||
        g_str_equal(word, "__constructor__")) {
        return true;
    }
    return LIBCLANG_MAJOR < 16 && lowering->in_macro &&
           clang_getNumArgTypes(type) == 0 &&
           clang_getResultType(type).kind == CXType_Void &&
           clang_Cursor_getStorageClass(function) == CX_SC_Static &&
           !clang_Cursor_isFunctionInlined(function);
}

static bool is_omitted(Lowering *lowering, const Item *body)
{
    CXFile file = NULL;
    unsigned line = 0;

    if (!lowering->omitted || lowering->omitted->len == 0) {
        return false;
    }
    clang_getExpansionLocation(clang_getCursorLocation(body->cursor), &file,
                               &line, NULL, NULL);
    if (!lowering->main_file ||
        !clang_File_isEqual(file, lowering->main_file)) {
        return false;
    }
    for (guint i = 0; i < lowering->omitted->len; i++) {
        if (g_array_index(lowering->omitted, guint32, i) == line) {
            return true;
        }
    }
    return false;
}

static void lower_function_parts(Lowering *lowering, IrFunction *function)
{
    IrChain parameters = {0};
    const Item *root = item_at(lowering, 0);

    for (const Item *item = item_first(lowering, root); item;
         item = item_next(lowering, item)) {
        if (item->cursor.kind == CXCursor_ParmDecl) {
            ir_chain_append(lowering->builder, &parameters,
                            lower_parameter(lowering, item));
        } else if (item->cursor.kind == CXCursor_CompoundStmt &&
                   is_omitted(lowering, item)) {
            function->flags |= IR_BODY_OMITTED;
        } else if (item->cursor.kind == CXCursor_CompoundStmt) {
            function->body = lower_statement(lowering, item);
        } else if (is_constructor_attribute(lowering, item)) {
            function->constructor = 1;
        }
    }
    function->parameters = parameters.first;
}

static void lower_function(Lowering *lowering, CXCursor cursor,
                           const SourceFile *file, guint32 line)
{
    IrFunction function = {.file = file->name, .line = line};
    BodySpan span = {.first = line};

    if (!clang_isCursorDefinition(cursor)) {
        return;
    }
    clang_getExpansionLocation(clang_getRangeEnd(clang_getCursorExtent(cursor)),
                               &span.file, &span.last, NULL, NULL);
    g_array_append_val(lowering->bodies, span);
    function.end_line = span.last;
    function.name = lowering_plain_name(lowering, cursor);
    function.type = lowering_type(lowering, clang_getCursorResultType(cursor));
    if (clang_getCursorLinkage(cursor) == CXLinkage_Internal ||
        clang_Cursor_isFunctionInlined(cursor)) {
        function.flags |= IR_STATIC;
    }
    lowering_line(lowering, cursor, &lowering->in_macro);
    lowering_record_items(lowering, cursor);
    lower_function_parts(lowering, &function);
    ir_builder_function(lowering->builder, &function);
}

typedef struct MemberList {
    Lowering *lowering;
    GArray *members; /* IrField */
} MemberList;

static enum CXVisitorResult add_member(CXCursor cursor, CXClientData data)
{
    MemberList *list = data;
    CXType type = clang_getCursorType(cursor);
    long long size = clang_Type_getSizeOf(clang_getCanonicalType(type));
    long long offset = clang_Cursor_getOffsetOfField(cursor);
    IrField field = {
        .name = lowering_plain_name(list->lowering, cursor),
        .type = lowering_type(list->lowering, type),
        .offset = MAX(offset, -1),
        .size = MAX(size, -1),
    };

    g_array_append_val(list->members, field);
    return CXVisit_Continue;
}

static void lower_record(Lowering *lowering, CXCursor cursor,
                         const SourceFile *file, guint32 line)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(IrField));
    MemberList list = {lowering, members};
    long long size = clang_Type_getSizeOf(type);
    IrRecord record = {
        .name = lowering_record_name(lowering, cursor),
        .file = file->name,
        .line = line,
        .size = MAX(size, -1),
    };

    clang_Type_visitFields(type, add_member, &list);
    lowering->n_invalid += record.size < 0;
    ir_builder_record(lowering->builder, &record,
                      (const IrField *)(const void *)members->data,
                      members->len);
}

static enum CXChildVisitResult add_constant(CXCursor cursor, CXCursor parent,
                                            CXClientData data)
{
    MemberList *list = data;
    IrField constant = {0};

    (void)parent;
    if (cursor.kind == CXCursor_EnumConstantDecl) {
        constant.name = lowering_plain_name(list->lowering, cursor);
        constant.offset = clang_getEnumConstantDeclValue(cursor);
        constant.size = -1;
        g_array_append_val(list->members, constant);
    }
    return CXChildVisit_Continue;
}

static void lower_enum(Lowering *lowering, CXCursor cursor,
                       const SourceFile *file, guint32 line)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(IrField));
    MemberList list = {lowering, members};
    IrEnum item = {
        .name = lowering_record_name(lowering, cursor),
        .file = file->name,
        .line = line,
    };

    clang_visitChildren(cursor, add_constant, &list);
    ir_builder_enum(lowering->builder, &item,
                    (const IrField *)(const void *)members->data, members->len);
}

static enum CXChildVisitResult visit_nested(CXCursor cursor, CXCursor parent,
                                            CXClientData data)
{
    (void)parent;
    lower_nested_types(data, cursor);
    return CXChildVisit_Continue;
}

void lower_nested_types(Lowering *lowering, CXCursor cursor)
{
    bool is_record =
        cursor.kind == CXCursor_StructDecl || cursor.kind == CXCursor_UnionDecl;
    const SourceFile *file;
    guint32 line;

    if ((!is_record && cursor.kind != CXCursor_EnumDecl) ||
        !clang_isCursorDefinition(cursor) ||
        !g_hash_table_add(lowering->seen, (gpointer)cursor.data[0])) {
        return;
    }
    file = lowering_place(lowering, cursor, &line);
    if (!is_record) {
        lower_enum(lowering, cursor, file, line);
        return;
    }
    lower_record(lowering, cursor, file, line);
    clang_visitChildren(cursor, visit_nested, lowering);
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent,
                                         CXClientData data)
{
    Lowering *lowering = data;
    guint32 line = 0;
    const SourceFile *file;

    (void)parent;
    if (cursor.kind != CXCursor_FunctionDecl &&
        cursor.kind != CXCursor_VarDecl && cursor.kind != CXCursor_StructDecl &&
        cursor.kind != CXCursor_UnionDecl && cursor.kind != CXCursor_EnumDecl) {
        return CXChildVisit_Continue;
    }
    file = lowering_place(lowering, cursor, &line);
    if (!file->inside) {
        return CXChildVisit_Continue;
    }
    if (cursor.kind == CXCursor_FunctionDecl) {
        lower_function(lowering, cursor, file, line);
    } else if (cursor.kind == CXCursor_VarDecl) {
        lower_variable(lowering, cursor, file, line);
    } else {
        lower_nested_types(lowering, cursor);
    }
    return CXChildVisit_Continue;
}

void lower_unit(Lowering *lowering)
{
    clang_visitChildren(clang_getTranslationUnitCursor(lowering->unit),
                        visit_top, lowering);
}
