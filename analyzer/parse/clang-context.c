/*
 * What is kept for one translation unit: files, lines, types' names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

/*
 * libclang hands out clang's own 32-bit locations in CXSourceLocation: bytes
 * of one file are consecutive, and the top bit says "in a macro expansion".
 * Lines of the main file can so be told without a call. If a library does it
 * in another way, main_size stays 0 and every line is asked for.
 */
#define MACRO_BIT 0x80000000u

static void index_main_file(Lowering *lowering, const char *main_path)
{
    CXFile file = clang_getFile(lowering->unit, main_path);
    gsize size = 0;
    const char *text =
        file ? clang_getFileContents(lowering->unit, file, &size) : NULL;
    guint32 start = 0;
    guint32 end;

    if (!text || size == 0 || size > G_MAXINT32) {
        return;
    }
    g_array_append_val(lowering->main_lines, start);
    for (guint32 i = 0; i < size; i++) {
        if (text[i] == '\n') {
            guint32 next = i + 1;

            g_array_append_val(lowering->main_lines, next);
        }
    }
    start = clang_getLocationForOffset(lowering->unit, file, 0).int_data;
    end = clang_getLocationForOffset(lowering->unit, file,
                                     (unsigned)size - 1).int_data;
    if (!(start & MACRO_BIT) && end == start + size - 1) {
        lowering->main_start = start;
        lowering->main_size = (guint32)size;
        lowering->main_text = text;
    }
}

void lowering_init(Lowering *lowering, CXTranslationUnit unit,
                   IrBuilder *builder, const char *root, const char *main_path)
{
    *lowering = (Lowering){
        .unit = unit,
        .builder = builder,
        .root = root,
        .root_length = strlen(root),
        .files = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .types = g_hash_table_new(NULL, NULL),
        .referred = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .records = g_hash_table_new_full(NULL, NULL, NULL, record_info_free),
        .seen = g_hash_table_new(NULL, NULL),
        .items = g_array_new(FALSE, FALSE, sizeof(Item)),
        .open = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .main_lines = g_array_new(FALSE, FALSE, sizeof(guint32)),
    };
    index_main_file(lowering, main_path);
}

void lowering_clear(Lowering *lowering)
{
    g_hash_table_unref(lowering->files);
    g_hash_table_unref(lowering->types);
    g_hash_table_unref(lowering->referred);
    g_hash_table_unref(lowering->records);
    g_hash_table_unref(lowering->seen);
    g_array_unref(lowering->items);
    g_array_unref(lowering->open);
    g_array_unref(lowering->main_lines);
}

IrText lowering_take_text(Lowering *lowering, CXString string)
{
    IrText text = ir_builder_text(lowering->builder, clang_getCString(string));

    clang_disposeString(string);
    return text;
}

IrText lowering_plain_name(Lowering *lowering, CXCursor cursor)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    IrText name = text && !strchr(text, '(')
                      ? ir_builder_text(lowering->builder, text)
                      : 0;

    clang_disposeString(spelling);
    return name;
}

/* `path` below the root, NULL if it is elsewhere. */
static const char *below_root(const Lowering *lowering, const char *path)
{
    if (strncmp(path, lowering->root, lowering->root_length) != 0 ||
        path[lowering->root_length] != '/') {
        return NULL;
    }
    path += lowering->root_length;
    while (*path == '/') {
        path++;
    }
    return path;
}

const SourceFile *lowering_file(Lowering *lowering, CXFile file)
{
    SourceFile *known = g_hash_table_lookup(lowering->files, file);
    g_autofree char *path = NULL;
    const char *relative;
    CXString spelling;

    if (known) {
        return known;
    }
    known = g_new0(SourceFile, 1);
    g_hash_table_insert(lowering->files, file, known);
    if (!file) {
        return known;
    }
    spelling = clang_getFileName(file);
    path = g_canonicalize_filename(clang_getCString(spelling), lowering->root);
    clang_disposeString(spelling);
    relative = below_root(lowering, path);
    known->placeholder = g_strcmp0(path, lowering->placeholders) == 0;
    known->inside = relative != NULL && !known->placeholder;
    known->name = ir_builder_text(lowering->builder, relative ?: path);
    return known;
}

const SourceFile *lowering_place(Lowering *lowering, CXCursor cursor,
                                 guint32 *ret_line)
{
    CXFile file = NULL;
    unsigned line = 0;

    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, &line,
                               NULL, NULL);
    if (ret_line) {
        *ret_line = line;
    }
    return lowering_file(lowering, file);
}

/* The index of the last line that starts at or before `offset`, from 1. */
static guint32 main_line(const Lowering *lowering, guint32 offset)
{
    const guint32 *starts = (const guint32 *)lowering->main_lines->data;
    guint32 low = 0;
    guint32 high = lowering->main_lines->len;

    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;

        if (starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low + 1;
}

guint32 lowering_line(Lowering *lowering, CXCursor cursor, bool *ret_from_macro)
{
    CXSourceLocation location = clang_getCursorLocation(cursor);
    guint32 code = location.int_data;
    unsigned line = 0;

    *ret_from_macro = (code & MACRO_BIT) != 0;
    if (code == lowering->last_location) {
        return lowering->last_line;
    }
    if (code - lowering->main_start < lowering->main_size) {
        line = main_line(lowering, code - lowering->main_start);
    } else {
        clang_getExpansionLocation(location, NULL, &line, NULL, NULL);
    }
    lowering->last_location = code;
    lowering->last_line = line;
    return line;
}

/*
 * Names of unnamed types hold absolute paths and differ between versions of
 * the library: "struct A::(anonymous union at /top/a.h:3:5)". Kept is
 * "(anonymous at a.h:3:5)" after the tag.
 */
static void append_unnamed(const Lowering *lowering, GString *out,
                           const char *inside, gsize length)
{
    g_autofree char *text = g_strndup(inside, length);
    const char *at = strstr(text, " at ");
    const char *path = at ? at + strlen(" at ") : "";
    const char *relative = below_root(lowering, path);

    while (out->len > 0 && (g_ascii_isalnum(out->str[out->len - 1]) ||
                            strchr(":_", out->str[out->len - 1]))) {
        g_string_truncate(out, out->len - 1);
    }
    g_string_append_printf(out, "(anonymous at %s)", relative ?: path);
}

static char *without_paths(const Lowering *lowering, const char *spelling)
{
    GString *out = g_string_new(NULL);
    const char *end;

    while (*spelling) {
        bool unnamed = g_str_has_prefix(spelling, "(unnamed") ||
                       g_str_has_prefix(spelling, "(anonymous");

        end = unnamed ? strchr(spelling, ')') : NULL;
        if (end) {
            append_unnamed(lowering, out, spelling, (gsize)(end - spelling));
            spelling = end + 1;
        } else {
            g_string_append_c(out, *spelling++);
        }
    }
    return g_string_free(out, FALSE);
}

IrText lowering_type(Lowering *lowering, CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    const void *key = canonical.data[0];
    gpointer known = g_hash_table_lookup(lowering->types, key);
    g_autofree char *cleaned = NULL;
    const char *text;
    CXString spelling;
    IrText result;

    if (known) {
        return GPOINTER_TO_UINT(known);
    }
    if (canonical.kind == CXType_Invalid) {
        return 0;
    }
    spelling = clang_getTypeSpelling(canonical);
    text = clang_getCString(spelling);
    if (text && strstr(text, " at ")) {
        cleaned = without_paths(lowering, text);
        text = cleaned;
    }
    result = ir_builder_text(lowering->builder, text);
    clang_disposeString(spelling);
    g_hash_table_insert(lowering->types, (gpointer)key,
                        GUINT_TO_POINTER(result));
    return result;
}

IrText lowering_record_name(Lowering *lowering, CXCursor record)
{
    CXString spelling = clang_getTypeSpelling(
        clang_getCanonicalType(clang_getCursorType(record)));
    g_autofree char *name =
        without_paths(lowering, clang_getCString(spelling) ?: "");
    const char *bare = name;
    static const char *const tags[] = {"const ", "struct ", "union ", "enum "};

    clang_disposeString(spelling);
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
        bare += g_str_has_prefix(bare, tags[i]) ? strlen(tags[i]) : 0;
    }
    return ir_builder_text(lowering->builder, bare);
}
