/*
 * interpret-fixture.h: C text to a program for the interpreter's tests, and
 * results as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "interpret/interpret.h"
#include "parse/clang.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct Fixture {
    char *root;
    IrProgram *program;
    GString *gaps; /* "reason\n" each */
} Fixture;

static inline void fixture_receive(const ParseResult *result, void *user)
{
    Fixture *fixture = user;

    if (result->file) {
        ir_program_add(fixture->program, result->path, result->group, false,
                       result->is_headers, result->file);
    } else {
        g_printerr("%s: %s\n", result->path, result->failure);
    }
}

static inline void fixture_gap(const char *construct, const char *reason,
                               const Location *where, void *user)
{
    Fixture *fixture = user;

    (void)construct;
    (void)where;
    g_string_append_printf(fixture->gaps, "%s\n", reason);
}

static inline void fixture_write(const char *root, const char *name,
                                 const char *text)
{
    g_autofree char *path = g_build_filename(root, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* One file for each text, named 0.c, 1.c, ...; `prelude` before each. */
static inline Fixture *fixture_new(const char *prelude,
                                   const char *const *texts, guint n_texts)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autoptr(GPtrArray) groups =
        g_ptr_array_new_with_free_func((GDestroyNotify)parse_group_free);
    ParseGroup *group = parse_group_new("test");
    g_autoptr(GError) error = NULL;
    g_autofree char *scratch = NULL;
    ParsePlan plan = {.groups = groups, .workers = 1};

    fixture->root = g_dir_make_tmp("migcompat-test-XXXXXX", NULL);
    fixture->program = ir_program_new();
    fixture->gaps = g_string_new(NULL);
    scratch = g_build_filename(fixture->root, "scratch", NULL);
    g_assert_cmpint(g_mkdir(scratch, 0700), ==, 0);
    for (guint i = 0; i < n_texts; i++) {
        g_autofree char *name = g_strdup_printf("%u.c", i);
        g_autofree char *text = g_strconcat(prelude, texts[i], "\n", NULL);

        fixture_write(fixture->root, name, text);
        g_ptr_array_add(group->files, g_steal_pointer(&name));
    }
    g_ptr_array_add(groups, group);
    plan.root = fixture->root;
    plan.scratch = scratch;
    g_assert_true(parse_plan_run(&plan, fixture_receive, fixture, &error));
    ir_program_seal(fixture->program);
    return fixture;
}

static inline void fixture_remove(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        fixture_remove(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static inline void fixture_free(Fixture *fixture)
{
    fixture_remove(fixture->root);
    ir_program_free(fixture->program);
    g_string_free(fixture->gaps, TRUE);
    g_free(fixture->root);
    g_free(fixture);
}

static inline const IrUnit *fixture_unit(const Fixture *fixture, guint index)
{
    g_autofree char *name = g_strdup_printf("%u.c", index);

    for (guint i = 0; i < ir_program_n_units(fixture->program); i++) {
        const IrUnit *unit = ir_program_unit(fixture->program, i);

        if (g_str_equal(unit->path, name)) {
            return unit;
        }
    }
    return NULL;
}

static inline void append_guards(GString *text, const Alternative *one)
{
    g_string_append_c(text, '[');
    for (guint i = 0; i < one->n_guards; i++) {
        const Guard *guard = &one->guards[i];
        bool wrap = guard->negated && strchr(guard->text, ' ');

        g_string_append(text, i > 0 ? ", " : "");
        g_string_append(text, guard->negated ? "!" : "");
        g_string_append_printf(text, wrap ? "(%s)" : "%s", guard->text);
    }
    g_string_append(text, "] ");
}

/* "1", "\"text\"", "&object.path", "?unknown", "[a] 1 | [!a] 2" */
static inline char *show_term(Interpreter *interpreter, const Term *term)
{
    GString *text = g_string_new(NULL);

    if (term->kind == TERM_CHOICE) {
        for (guint i = 0; i < term->n_alternatives; i++) {
            g_autofree char *one =
                show_term(interpreter, term->alternatives[i].term);

            g_string_append(text, i > 0 ? " | " : "");
            append_guards(text, &term->alternatives[i]);
            g_string_append(text, one);
        }
        return g_string_free(text, FALSE);
    }
    if (term->kind == TERM_UNKNOWN) {
        g_string_append_c(text, '?');
    }
    g_string_append(text, term_text(interpreter, term));
    return g_string_free(text, FALSE);
}
