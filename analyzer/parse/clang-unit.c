/*
 * One translation unit from file to ir.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-unit.h"

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

GPtrArray *unit_arguments(const UnitRequest *request)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < G_N_ELEMENTS(common_arguments); i++) {
        g_ptr_array_add(arguments, g_strdup(common_arguments[i]));
    }
    for (guint i = 0; i < request->group->args->len; i++) {
        g_ptr_array_add(
            arguments,
            g_strdup(g_ptr_array_index(request->group->args, i)));
    }
    g_ptr_array_add(arguments, g_strdup("-isystem"));
    g_ptr_array_add(arguments, g_strdup(LIBCLANG_RESOURCE_INCLUDE));
    if (request->pch) {
        g_ptr_array_add(arguments, g_strdup("-include-pch"));
        g_ptr_array_add(arguments, g_strdup(request->pch));
    }
    if (request->placeholders) {
        g_ptr_array_add(arguments, g_strdup("-include"));
        g_ptr_array_add(arguments, g_strdup(request->placeholders));
    }
    return arguments;
}

static CXTranslationUnit parse(const UnitRequest *request, unsigned options,
                               char **ret_failure)
{
    g_autoptr(GPtrArray) arguments = unit_arguments(request);
    CXTranslationUnit unit = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2(
        request->index, request->path,
        (const char *const *)(const void *)arguments->pdata,
        (int)arguments->len, NULL, 0, options | CXTranslationUnit_KeepGoing,
        &unit);

    if (code != CXError_Success || !unit) {
        *ret_failure = g_strdup_printf("libclang gave up (error %d)", code);
        return NULL;
    }
    return unit;
}

static void add_diagnostics(Lowering *lowering)
{
    unsigned n = clang_getNumDiagnostics(lowering->unit);

    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(lowering->unit, i);
        IrDiagnostic entry = {0};
        CXFile file = NULL;
        unsigned line = 0;

        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            clang_getExpansionLocation(
                clang_getDiagnosticLocation(diagnostic), &file, &line, NULL,
                NULL);
            entry.file = lowering_file(lowering, file)->name;
            entry.line = line;
            entry.message = lowering_take_text(
                lowering, clang_getDiagnosticSpelling(diagnostic));
            ir_builder_diagnostic(lowering->builder, &entry);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

static GBytes *lower(const UnitRequest *request, CXTranslationUnit unit)
{
    g_autoptr(IrBuilder) builder = ir_builder_new();
    Lowering lowering;

    lowering_init(&lowering, unit, builder, request->plan->root,
                  request->path);
    lowering.placeholders = request->placeholders;
    lower_unit(&lowering);
    add_diagnostics(&lowering);
    lowering_clear(&lowering);
    return ir_builder_finish(builder);
}

GBytes *unit_file(const UnitRequest *request, char **ret_failure)
{
    CXTranslationUnit unit = parse(request, 0, ret_failure);
    GBytes *block;

    if (!unit) {
        return NULL;
    }
    block = lower(request, unit);
    clang_disposeTranslationUnit(unit);
    return block;
}

/* A file that includes the group's headers, beside the PCH. */
static char *write_header_list(const UnitRequest *request)
{
    g_autofree char *path = g_strdup_printf("%s.h", request->pch);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < request->group->headers->len; i++) {
        g_string_append_printf(
            text, "#include \"%s\"\n",
            (const char *)g_ptr_array_index(request->group->headers, i));
    }
    return g_file_set_contents(path, text->str, (gssize)text->len, NULL)
               ? g_steal_pointer(&path)
               : NULL;
}

GBytes *unit_headers(const UnitRequest *request, char **ret_problem)
{
    g_autofree char *list = write_header_list(request);
    UnitRequest own = *request;
    CXTranslationUnit unit;
    GBytes *block;

    if (!list) {
        *ret_problem = g_strdup("cannot write to the scratch directory");
        return NULL;
    }
    own.path = list;
    own.pch = NULL;
    unit = parse(&own, CXTranslationUnit_Incomplete |
                           CXTranslationUnit_ForSerialization,
                 ret_problem);
    if (!unit) {
        return NULL;
    }
    if (clang_saveTranslationUnit(unit, request->pch,
                                  clang_defaultSaveOptions(unit)) !=
        CXSaveError_None) {
        *ret_problem = g_strdup("the headers could not be precompiled");
    }
    block = lower(&own, unit);
    clang_disposeTranslationUnit(unit);
    return block;
}
