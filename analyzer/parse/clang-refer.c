/*
 * Declarations that are referred to again and again: asked for once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

static guint8 variable_binding(CXCursor declaration)
{
    CXCursor parent;

    if (clang_getCursorLinkage(declaration) == CXLinkage_External) {
        return IR_BIND_GLOBAL;
    }
    parent = clang_getCursorSemanticParent(declaration);
    return parent.kind == CXCursor_TranslationUnit ? IR_BIND_GLOBAL
                                                   : IR_BIND_LOCAL;
}

/* The name of the innermost record around a field that has one. */
static IrText owner_name(Lowering *lowering, CXCursor field)
{
    CXCursor record = clang_getCursorSemanticParent(field);

    while (clang_Cursor_isAnonymousRecordDecl(record)) {
        CXCursor parent = clang_getCursorSemanticParent(record);

        if (parent.kind != CXCursor_StructDecl &&
            parent.kind != CXCursor_UnionDecl) {
            break;
        }
        record = parent;
    }
    return lowering_record_name(lowering, record);
}

static void describe_enumerator(Lowering *lowering, CXCursor declaration,
                                Referred *referred)
{
    if (lowering->placeholder_prefix &&
        lowering_place(lowering, declaration, NULL)->placeholder) {
        return;
    }
    referred->binding = IR_BIND_ENUMERATOR;
    referred->value = clang_getEnumConstantDeclValue(declaration);
    referred->flags = IR_HAS_VALUE;
}

static void describe(Lowering *lowering, CXCursor declaration,
                     Referred *referred)
{
    CXType type = clang_getCursorType(declaration);

    referred->name = lowering_plain_name(lowering, declaration);
    switch (declaration.kind) {
    case CXCursor_EnumConstantDecl:
        referred->type = lowering_type(lowering, type);
        describe_enumerator(lowering, declaration, referred);
        break;
    case CXCursor_FieldDecl:
        referred->type = owner_name(lowering, declaration);
        break;
    case CXCursor_VarDecl:
        referred->binding = variable_binding(declaration);
        referred->type = lowering_type(lowering, type);
        break;
    case CXCursor_ParmDecl:
        referred->binding = IR_BIND_PARAMETER;
        referred->type = lowering_type(lowering, type);
        break;
    case CXCursor_FunctionDecl:
        referred->binding = IR_BIND_FUNCTION;
        referred->type = lowering_type(lowering, type);
        break;
    default:
        break;
    }
}

const Referred *lowering_refer(Lowering *lowering, CXCursor declaration)
{
    const void *key = declaration.data[0];
    Referred *known = g_hash_table_lookup(lowering->referred, key);

    if (!known) {
        known = g_new0(Referred, 1);
        describe(lowering, declaration, known);
        g_hash_table_insert(lowering->referred, (gpointer)key, known);
    }
    return known;
}

typedef struct FieldList {
    Lowering *lowering;
    GArray *fields; /* Field */
} FieldList;

static enum CXVisitorResult add_field(CXCursor cursor, CXClientData data)
{
    FieldList *list = data;
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    Field field = {
        .declaration = cursor.data[0],
        .name = lowering_plain_name(list->lowering, cursor),
        .type = type,
    };

    if (field.name == 0) {
        field.is_padding = clang_Cursor_isBitField(cursor) != 0;
        field.is_anonymous = !field.is_padding && type.kind == CXType_Record;
    }
    g_array_append_val(list->fields, field);
    return CXVisit_Continue;
}

const RecordInfo *lowering_record(Lowering *lowering, CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    const void *key = declaration.data[0];
    RecordInfo *known;
    FieldList list = {lowering, NULL};

    if (type.kind != CXType_Record) {
        return NULL;
    }
    known = g_hash_table_lookup(lowering->records, key);
    if (known) {
        return known;
    }
    list.fields = g_array_new(FALSE, FALSE, sizeof(Field));
    clang_Type_visitFields(type, add_field, &list);
    known = g_new0(RecordInfo, 1);
    known->is_union = declaration.kind == CXCursor_UnionDecl;
    known->n_fields = list.fields->len;
    known->fields = (Field *)(void *)g_array_free(list.fields, FALSE);
    g_hash_table_insert(lowering->records, (gpointer)key, known);
    return known;
}

void record_info_free(gpointer data)
{
    RecordInfo *info = data;

    g_free(info->fields);
    g_free(info);
}
