/*
 * Looking at the source's text itself, where the syntax tree is silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

enum {
    LONGEST_TEXT = 80
};

/*
 * clang_getFileContents() is avoided but for the main file: for one that came
 * with a PCH it makes clang read the whole PCH's table of locations.
 */
const char *lowering_text(Lowering *lowering, CXFile file, gsize *ret_size)
{
    GMappedFile *mapped;
    CXString name;

    *ret_size = 0;
    if (!file) {
        return NULL;
    }
    if (lowering->main_file && clang_File_isEqual(file, lowering->main_file)) {
        *ret_size = lowering->main_size;
        return lowering->main_text;
    }
    mapped = g_hash_table_lookup(lowering->texts, file);
    if (!mapped) {
        name = clang_getFileName(file);
        mapped = g_mapped_file_new(clang_getCString(name) ?: "", FALSE, NULL);
        clang_disposeString(name);
        if (!mapped) {
            return NULL;
        }
        g_hash_table_insert(lowering->texts, file, mapped);
    }
    *ret_size = g_mapped_file_get_length(mapped);
    return g_mapped_file_get_contents(mapped);
}

char *lowering_source_text(Lowering *lowering, CXCursor cursor)
{
    return lowering_range_text(lowering, clang_getCursorExtent(cursor));
}

char *lowering_range_text(Lowering *lowering, CXSourceRange range)
{
    CXFile file = NULL;
    CXFile end_file = NULL;
    unsigned start = 0;
    unsigned end = 0;
    gsize size = 0;
    const char *text;
    char *copy;

    clang_getExpansionLocation(clang_getRangeStart(range), &file, NULL, NULL,
                               &start);
    clang_getExpansionLocation(clang_getRangeEnd(range), &end_file, NULL, NULL,
                               &end);
    text = lowering_text(lowering, file, &size);
    if (!text || file != end_file || end > size || start >= end) {
        return g_strdup("");
    }
    copy = g_strndup(text + start, MIN(end - start, LONGEST_TEXT));
    copy = g_strdelimit(copy, "\n\r\t", ' ');
    if (!g_utf8_validate(copy, -1, NULL)) {
        g_strcanon(copy,
                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                   "0123456789_ ()[]{}<>.,;:+-*/%&|^!~=?#\"'\\",
                   '?');
    }
    return copy;
}

char *lowering_word_at(Lowering *lowering, CXSourceLocation location)
{
    CXFile file = NULL;
    unsigned offset = 0;
    gsize size = 0;
    gsize length = 0;
    const char *text;

    clang_getSpellingLocation(location, &file, NULL, NULL, &offset);
    text = lowering_text(lowering, file, &size);
    if (!text) {
        return g_strdup("");
    }
    while (offset + length < size && (g_ascii_isalnum(text[offset + length]) ||
                                      text[offset + length] == '_')) {
        length++;
    }
    return g_strndup(text + offset, length);
}
