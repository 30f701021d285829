/*
 * Looking at the source's text itself, where the syntax tree is silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-lower.h"

#include <string.h>

enum { LONGEST_TEXT = 80 };

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
    text = file ? clang_getFileContents(lowering->unit, file, &size) : NULL;
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
    text = file ? clang_getFileContents(lowering->unit, file, &size) : NULL;
    if (!text) {
        return g_strdup("");
    }
    while (offset + length < size && (g_ascii_isalnum(text[offset + length]) ||
                                      text[offset + length] == '_')) {
        length++;
    }
    return g_strndup(text + offset, length);
}
