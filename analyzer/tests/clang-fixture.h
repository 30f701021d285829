/*
 * clang-fixture.h: a small tree to parse, and looking into what came of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ir/ir.h"
#include "parse/clang.h"

/* A directory with a tree in it, and what came of parsing it. */
typedef struct Fixture {
    char *top;
    char *root;
    char *scratch;
    ParseGroup *group;
    ParsePlan plan;
    GPtrArray *seen;     /* char *: paths, in the order they were received */
    GPtrArray *files;    /* IrFile * or NULL, same order */
    GPtrArray *failures; /* char * or NULL, same order */
} Fixture;

static inline void free_file(gpointer file)
{
    ir_file_free(file);
}

static inline Fixture *fixture_new(void)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->top = g_dir_make_tmp("test-clang-XXXXXX", NULL);
    assert_non_null(fixture->top);
    fixture->root = g_build_filename(fixture->top, "tree", NULL);
    fixture->scratch = g_build_filename(fixture->top, "scratch", NULL);
    assert_int_equal(g_mkdir(fixture->root, 0700), 0);
    assert_int_equal(g_mkdir(fixture->scratch, 0700), 0);
    fixture->group = parse_group_new("test");
    g_ptr_array_add(fixture->group->args, g_strdup("-std=gnu11"));
    g_ptr_array_add(fixture->group->args,
                    g_strdup_printf("-I%s", fixture->root));
    fixture->plan = (ParsePlan){
        .root = fixture->root,
        .scratch = fixture->scratch,
        .groups = g_ptr_array_new(),
        .workers = 2,
        .memory_limit = 2048,
        .seconds_per_file = 30,
    };
    g_ptr_array_add(fixture->plan.groups, fixture->group);
    fixture->seen = g_ptr_array_new_with_free_func(g_free);
    fixture->files = g_ptr_array_new_with_free_func(free_file);
    fixture->failures = g_ptr_array_new_with_free_func(g_free);
    return fixture;
}

static inline void remove_all(const char *directory)
{
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(directory, name, NULL);

        g_unlink(path);
    }
    g_rmdir(directory);
}

static inline void fixture_free(Fixture *fixture)
{
    remove_all(fixture->root);
    remove_all(fixture->scratch);
    g_rmdir(fixture->top);
    g_ptr_array_unref(fixture->seen);
    g_ptr_array_unref(fixture->files);
    g_ptr_array_unref(fixture->failures);
    g_ptr_array_unref(fixture->plan.groups);
    parse_group_free(fixture->group);
    g_free(fixture->top);
    g_free(fixture->root);
    g_free(fixture->scratch);
    g_free(fixture);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)

static inline void write_bytes(Fixture *fixture, const char *name,
                               const char *text, gssize length)
{
    g_autofree char *path = g_build_filename(fixture->root, name, NULL);

    assert_true(g_file_set_contents(path, text, length, NULL));
}

static inline void add_file(Fixture *fixture, const char *name,
                            const char *text)
{
    write_bytes(fixture, name, text, -1);
    g_ptr_array_add(fixture->group->files, g_strdup(name));
}

static inline void receive(const ParseResult *result, void *user)
{
    Fixture *fixture = user;

    assert_true(!result->file != !result->failure);
    assert_string_equal(result->group, "test");
    g_ptr_array_add(fixture->seen, g_strdup(result->path));
    g_ptr_array_add(fixture->files, result->file);
    g_ptr_array_add(fixture->failures, g_strdup(result->failure));
}

static inline void run(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    g_ptr_array_set_size(fixture->seen, 0);
    g_ptr_array_set_size(fixture->files, 0);
    g_ptr_array_set_size(fixture->failures, 0);
    assert_true(parse_plan_run(&fixture->plan, receive, fixture, &error));
}

static inline guint index_of(const Fixture *fixture, const char *path)
{
    for (guint i = 0; i < fixture->seen->len; i++) {
        if (g_str_equal(g_ptr_array_index(fixture->seen, i), path)) {
            return i;
        }
    }
    fail_msg("no result for %s", path);
    return 0;
}

static inline const IrFile *file_of(const Fixture *fixture, const char *path)
{
    const IrFile *file =
        g_ptr_array_index(fixture->files, index_of(fixture, path));

    assert_non_null(file);
    return file;
}

static inline const IrFile *parse(Fixture *fixture, const char *text)
{
    add_file(fixture, "a.c", text);
    run(fixture);
    return file_of(fixture, "a.c");
}

static inline const IrVariable *variable(const IrFile *file, const char *name)
{
    guint n;
    const IrVariable *variables = ir_variables(file, &n);

    for (guint i = 0; i < n; i++) {
        if (g_str_equal(ir_text(file, variables[i].name), name)) {
            return &variables[i];
        }
    }
    fail_msg("no variable %s", name);
    return NULL;
}

static inline const IrFunction *function(const IrFile *file, const char *name)
{
    guint n;
    const IrFunction *functions = ir_functions(file, &n);

    for (guint i = 0; i < n; i++) {
        if (g_str_equal(ir_text(file, functions[i].name), name)) {
            return &functions[i];
        }
    }
    fail_msg("no function %s", name);
    return NULL;
}

static inline const IrNode *initialiser(const IrFile *file, const char *name)
{
    return ir_node(file, variable(file, name)->init);
}

static inline bool has_diagnostic(const IrFile *file, const char *part)
{
    guint n;
    const IrDiagnostic *diagnostics = ir_diagnostics(file, &n);

    for (guint i = 0; i < n; i++) {
        if (strstr(ir_text(file, diagnostics[i].message), part)) {
            return true;
        }
    }
    return false;
}
