/*
 * Parsing and lowering one unit once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-attempt.h"

#include "parse/clang-lower.h"

#include <string.h>

/* Go on after every error, and take C as loosely as the tree's era did. */
static const char *const common_arguments[] = {
    "-w",
    "-ferror-limit=0",
    "-fno-spell-checking",
    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int",
    "-Wno-int-conversion",
    "-Wno-incompatible-pointer-types",
    "-Wno-incompatible-function-pointer-types",
    "-nobuiltininc",
    /* Nothing changes below our feet: don't look at each header again. */
    "-Xclang",
    "-fno-validate-pch",
};

static void add_pair(GPtrArray *arguments, const char *option,
                     const char *value)
{
    if (value) {
        g_ptr_array_add(arguments, g_strdup(option));
        g_ptr_array_add(arguments, g_strdup(value));
    }
}

static GPtrArray *clang_arguments(const UnitRequest *request)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < G_N_ELEMENTS(common_arguments); i++) {
        g_ptr_array_add(arguments, g_strdup(common_arguments[i]));
    }
    for (guint i = 0; i < request->group->args->len; i++) {
        g_ptr_array_add(arguments,
                        g_strdup(g_ptr_array_index(request->group->args, i)));
    }
    /* __FILE__ is in the strings of assertions. */
    g_ptr_array_add(arguments, g_strdup_printf("-fmacro-prefix-map=%s/=",
                                               request->plan->root));
    add_pair(arguments, "-isystem", LIBCLANG_RESOURCE_INCLUDE);
    add_pair(arguments, "-include-pch", request->pch);
    add_pair(arguments, "-include", request->placeholders);
    return arguments;
}

static CXTranslationUnit parse(const UnitRequest *request, char **ret_failure)
{
    g_autoptr(GPtrArray) arguments = clang_arguments(request);
    struct CXUnsavedFile replaced = {request->path, request->text, 0};
    unsigned options = CXTranslationUnit_KeepGoing;
    CXTranslationUnit unit = NULL;
    enum CXErrorCode code;

    if (request->save_to) {
        options |=
            CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization;
    }
    replaced.Length = request->text ? strlen(request->text) : 0;
    code = clang_parseTranslationUnit2(
        request->index, request->path,
        (const char *const *)(const void *)arguments->pdata,
        (int)arguments->len, &replaced, request->text ? 1 : 0, options, &unit);
    if (code != CXError_Success || !unit) {
        *ret_failure = g_strdup_printf("libclang gave up (error %d)", code);
        return NULL;
    }
    return unit;
}

/* The file meets declarations in the PCH that its own includes would not
 * have brought. */
static bool is_conflict(const char *message)
{
    static const char *const starts[] = {
        "redefinition of ",       "conflicting types for ",
        "typedef redefinition ",  "static declaration of ",
        "non-static declaration", "redeclaration of ",
    };

    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        if (g_str_has_prefix(message, starts[i])) {
            return true;
        }
    }
    return strstr(message, " redefined as ") != NULL;
}

static bool is_in_body(const Lowering *lowering, CXFile file, unsigned line)
{
    for (guint i = 0; i < lowering->bodies->len; i++) {
        const BodySpan *body = &g_array_index(lowering->bodies, BodySpan, i);

        if (body->file == file && body->first <= line && line <= body->last) {
            return true;
        }
    }
    return false;
}

static void add_error(Lowering *lowering, CXDiagnostic diagnostic,
                      Attempt *attempt, Placeholders *missing)
{
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *message = clang_getCString(spelling) ?: "";
    IrDiagnostic entry = {0};
    CXFile file = NULL;
    unsigned line = 0;

    clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file,
                               &line, NULL, NULL);
    entry.file = lowering_file(lowering, file)->name;
    entry.line = line;
    entry.message = ir_builder_text(lowering->builder, message);
    ir_builder_diagnostic(lowering->builder, &entry);
    attempt->n_errors++;
    attempt->n_conflicts += is_conflict(message);
    if (missing) {
        placeholders_add(missing, message, is_in_body(lowering, file, line));
    }
    clang_disposeString(spelling);
}

/* Which #include of the main file brought a file in, directly or not. */
static void note_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth,
                           CXClientData data)
{
    GHashTable *lines = data;
    unsigned line = 0;

    if (depth > 0 && !g_hash_table_contains(lines, file)) {
        clang_getExpansionLocation(stack[depth - 1], NULL, &line, NULL, NULL);
        g_hash_table_insert(lines, file, GUINT_TO_POINTER(line));
    }
}

static void blame_free(gpointer data)
{
    Blame *blame = data;

    g_free(blame->where);
    g_free(blame);
}

GPtrArray *blames_new(void)
{
    return g_ptr_array_new_with_free_func(blame_free);
}

static void blame_include(GHashTable *lines, CXDiagnostic diagnostic,
                          GPtrArray *blamed)
{
    CXFile file = NULL;
    unsigned at = 0;
    CXString name;
    Blame *blame;
    guint32 line;

    clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file,
                               &at, NULL, NULL);
    line = GPOINTER_TO_UINT(g_hash_table_lookup(lines, file));
    if (line == 0 ||
        clang_getDiagnosticSeverity(diagnostic) < CXDiagnostic_Error) {
        return;
    }
    name = clang_getFileName(file);
    blame = g_new0(Blame, 1);
    blame->line = line;
    blame->where = g_strdup_printf("%s:%u", clang_getCString(name), at);
    g_ptr_array_add(blamed, blame);
    clang_disposeString(name);
}

static void blame_includes(CXTranslationUnit unit, GPtrArray *blamed)
{
    g_autoptr(GHashTable) lines = g_hash_table_new(NULL, NULL);
    unsigned n = clang_getNumDiagnostics(unit);

    if (n > 0) {
        clang_getInclusions(unit, note_inclusion, lines);
    }
    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);

        blame_include(lines, diagnostic, blamed);
        clang_disposeDiagnostic(diagnostic);
    }
}

static void add_errors(Lowering *lowering, Attempt *attempt,
                       Placeholders *missing)
{
    unsigned n = clang_getNumDiagnostics(lowering->unit);

    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(lowering->unit, i);

        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            add_error(lowering, diagnostic, attempt, missing);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

static void add_note(Lowering *lowering, const char *text)
{
    IrDiagnostic entry = {0};

    if (lowering->main_file) {
        entry.file = lowering_file(lowering, lowering->main_file)->name;
    }
    entry.message = ir_builder_text(lowering->builder, text);
    ir_builder_diagnostic(lowering->builder, &entry);
}

static void lower(const UnitRequest *request, CXTranslationUnit unit,
                  Attempt *attempt, Placeholders *missing)
{
    g_autoptr(IrBuilder) builder = ir_builder_new();
    Lowering lowering;

    lowering_init(&lowering, unit, builder, request);
    if (request->placeholders || request->pch_has_placeholders) {
        lowering.placeholder_prefix = request->placeholder_prefix;
    }
    lower_unit(&lowering);
    add_errors(&lowering, attempt, missing);
    if (request->note) {
        add_note(&lowering, request->note);
    }
    if (attempt->failure) {
        add_note(&lowering, attempt->failure);
    }
    attempt->n_missing = lowering.n_lost + lowering.n_invalid;
    lowering_clear(&lowering);
    attempt->block = ir_builder_finish(builder);
}

Attempt attempt_unit(const UnitRequest *request, Placeholders *missing)
{
    Attempt attempt = {0};
    CXTranslationUnit unit = parse(request, &attempt.failure);

    if (!unit) {
        return attempt;
    }
    if (request->save_to &&
        clang_saveTranslationUnit(unit, request->save_to,
                                  clang_defaultSaveOptions(unit)) !=
            CXSaveError_None) {
        attempt.failure = g_strdup("the headers could not be precompiled");
    }
    names_add_inclusions(request, unit);
    if (request->blamed) {
        blame_includes(unit, request->blamed);
    }
    if (!request->blamed || request->save_to) {
        lower(request, unit, &attempt, missing);
    }
    clang_disposeTranslationUnit(unit);
    return attempt;
}

void attempt_clear(Attempt *attempt)
{
    g_clear_pointer(&attempt->block, g_bytes_unref);
    g_clear_pointer(&attempt->failure, g_free);
}

static bool is_better(const Attempt *one, const Attempt *other)
{
    if (!one->block || !other->block) {
        return one->block != NULL;
    }
    return one->n_missing != other->n_missing
               ? one->n_missing < other->n_missing
               : one->n_errors < other->n_errors;
}

bool attempt_keep_better(Attempt *best, Attempt *second)
{
    bool changed = is_better(second, best);

    if (changed) {
        Attempt first = *best;

        *best = *second;
        *second = first;
    }
    attempt_clear(second);
    return changed;
}
