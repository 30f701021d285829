/*
 * What is kept for one translation unit: files, lines, types' names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

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
    end = clang_getLocationForOffset(lowering->unit, file, (unsigned)size - 1)
              .int_data;
    if (!(start & MACRO_BIT) && end == start + size - 1) {
        lowering->main_file = file;
        lowering->main_start = start;
        lowering->main_size = (guint32)size;
        lowering->main_text = text;
    }
}

void lowering_init(Lowering *lowering, CXTranslationUnit unit,
                   IrBuilder *builder, const UnitRequest *request)
{
    *lowering = (Lowering){
        .unit = unit,
        .builder = builder,
        .root = request->plan->root,
        .scratch = request->plan->scratch,
        .args = request->group->args,
        .omitted = request->omitted,
        .files = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .types = g_hash_table_new(NULL, NULL),
        .referred = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .records = g_hash_table_new_full(NULL, NULL, NULL, record_info_free),
        .seen = g_hash_table_new(NULL, NULL),
        .texts = g_hash_table_new_full(NULL, NULL, NULL,
                                       (GDestroyNotify)g_mapped_file_unref),
        .bodies = g_array_new(FALSE, FALSE, sizeof(BodySpan)),
        .items = g_array_new(FALSE, FALSE, sizeof(Item)),
        .open = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .main_lines = g_array_new(FALSE, FALSE, sizeof(guint32)),
    };
    index_main_file(lowering, request->path);
}

void lowering_clear(Lowering *lowering)
{
    g_hash_table_unref(lowering->files);
    g_hash_table_unref(lowering->types);
    g_hash_table_unref(lowering->referred);
    g_hash_table_unref(lowering->records);
    g_hash_table_unref(lowering->seen);
    g_hash_table_unref(lowering->texts);
    g_array_unref(lowering->bodies);
    g_array_unref(lowering->items);
    g_array_unref(lowering->open);
    g_clear_pointer(&lowering->printed, g_hash_table_unref);
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

/* The rest of `path` below a directory, NULL if it is elsewhere. */
static const char *below(const char *path, const char *directory)
{
    gsize length = strlen(directory);

    while (length > 0 && directory[length - 1] == '/') {
        length--;
    }
    if (length == 0 || strncmp(path, directory, length) != 0 ||
        path[length] != '/') {
        return NULL;
    }
    path += length;
    while (*path == '/') {
        path++;
    }
    return path;
}

/*
 * A file elsewhere is called as it would be included, for where the include
 * directories are says nothing about the tree.
 */
static char *outside_name(const Lowering *lowering, const char *path)
{
    static const char *const options[] = {"-isystem", "-iquote", "-I"};
    const char *best = NULL;

    if (below(path, lowering->scratch)) {
        return g_strdup(g_str_has_suffix(path, ".pch.h") ? "<headers>"
                                                         : "<placeholders>");
    }
    for (guint i = 0; i < lowering->args->len; i++) {
        const char *arg = g_ptr_array_index(lowering->args, i);

        for (guint j = 0; j < G_N_ELEMENTS(options); j++) {
            const char *rest = g_str_has_prefix(arg, options[j])
                                   ? below(path, arg + strlen(options[j]))
                                   : NULL;

            best = rest && (!best || rest > best) ? rest : best;
        }
    }
    return best ? g_strdup_printf("<%s>", best) : g_strdup(path);
}

const SourceFile *lowering_file(Lowering *lowering, CXFile file)
{
    SourceFile *known = g_hash_table_lookup(lowering->files, file);
    g_autofree char *path = NULL;
    g_autofree char *outside = NULL;
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
    relative = below(path, lowering->root);
    known->placeholder = lowering->placeholder_prefix &&
                         g_str_has_prefix(path, lowering->placeholder_prefix);
    known->inside = relative != NULL && !known->placeholder;
    outside = relative ? NULL : outside_name(lowering, path);
    known->name = ir_builder_text(lowering->builder, relative ?: outside);
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
    const char *relative = below(path, lowering->root);

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
    if (text && g_str_has_prefix(text, "struct __va_list") &&
        lowering->n_va_lists < G_N_ELEMENTS(lowering->va_lists)) {
        lowering->va_lists[lowering->n_va_lists++] = result;
    }
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
