/*
 * What a unit's result depends on, as the cache is to know it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-attempt.h"
#include "parse/clang-state.h"

#include <string.h>

static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth,
                          CXClientData data)
{
    const UnitRequest *request = data;
    CXString path = clang_getFileName(file);
    char *name = state_file_name(request->plan, clang_getCString(path) ?: "");

    (void)stack;
    (void)depth;
    if (name) {
        g_hash_table_add(request->names, name);
    }
    clang_disposeString(path);
}

static void add_missing(const UnitRequest *request, CXDiagnostic diagnostic)
{
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *message = clang_getCString(spelling) ?: "";
    const char *end = g_strrstr(message, "' file not found");

    if (message[0] == '\'' && end > message) {
        g_autofree char *header =
            g_strndup(message + 1, (gsize)(end - message - 1));

        if (!strchr(header, '\n')) {
            g_hash_table_add(request->names, g_strconcat("?", header, NULL));
        }
    }
    clang_disposeString(spelling);
}

void names_add_inclusions(const UnitRequest *request, CXTranslationUnit unit)
{
    unsigned n = clang_getNumDiagnostics(unit);

    if (!request->names) {
        return;
    }
    clang_getInclusions(unit, add_inclusion, (CXClientData)request);
    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);

        add_missing(request, diagnostic);
        clang_disposeDiagnostic(diagnostic);
    }
}

void names_add_includer(const UnitRequest *request, const char *header)
{
    if (request->names) {
        g_hash_table_add(request->names, g_strconcat("=", header, NULL));
    }
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GBytes *names_text(GHashTable *names)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    GString *text = g_string_new(NULL);
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_ptr_array_add(sorted, name);
    }
    g_ptr_array_sort(sorted, compare_names);
    for (guint i = 0; i < sorted->len; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               (const char *)sorted->pdata[i]);
    }
    return g_string_free_to_bytes(text);
}
