/*
 * Parsing with libclang: precompiled headers, second attempts, workers, and
 * input that is bad on purpose.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "clang-fixture.h"

#include "ir/ir.h"
#include "parse/clang.h"

/* Two files share a PCH: what its headers define is in the header unit. */
static void test_headers(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file;
    guint n;

    (void)state;
    write_bytes(fixture, "shared.h",
                "#pragma once\nstruct shared { int a; };\n"
                "static inline int twice(int a) { return 2 * a; }\n",
                -1);
    write_bytes(fixture, "own.c.inc", "static int included = 7;\n", -1);
    g_ptr_array_add(fixture->group->headers, g_strdup("shared.h"));
    add_file(fixture, "one.c",
             "#include \"shared.h\"\n#include \"own.c.inc\"\n"
             "struct shared one = {twice(1)};\n");
    add_file(fixture, "two.c",
             "#include \"shared.h\"\nstruct shared two = {2};\n");
    run(fixture);
    assert_int_equal(fixture->seen->len, 3);
    assert_string_equal(g_ptr_array_index(fixture->seen, 0), "<headers>");
    assert_string_equal(g_ptr_array_index(fixture->seen, 1), "one.c");
    assert_string_equal(g_ptr_array_index(fixture->seen, 2), "two.c");
    file = file_of(fixture, "<headers>");
    assert_string_equal(ir_text(file, function(file, "twice")->file),
                        "shared.h");
    file = file_of(fixture, "one.c");
    ir_functions(file, &n);
    assert_int_equal(n, 0);
    ir_records(file, &n);
    assert_int_equal(n, 0);
    assert_string_equal(ir_text(file, variable(file, "included")->file),
                        "own.c.inc");
}

/* Precompiled before what it needs, a header would lose its layout for good. */
static void test_header_that_needs_another(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file;

    (void)state;
    write_bytes(fixture, "first.h", "#pragma once\n", -1);
    write_bytes(fixture, "part.h", "struct part { int a; };\n", -1);
    write_bytes(fixture, "whole.h",
                "#pragma once\nstruct whole { struct part p; int b; };\n", -1);
    write_bytes(fixture, "broken.h", "#pragma once\nNowhere broken;\n", -1);
    g_ptr_array_add(fixture->group->headers, g_strdup("first.h"));
    g_ptr_array_add(fixture->group->headers, g_strdup("whole.h"));
    g_ptr_array_add(fixture->group->headers, g_strdup("broken.h"));
    add_file(fixture, "one.c",
             "#include \"part.h\"\n#include \"whole.h\"\n"
             "int offset = __builtin_offsetof(struct whole, b);\n");
    add_file(fixture, "two.c", "#include \"broken.h\"\nint two;\n");
    run(fixture);
    file = file_of(fixture, "<headers>");
    assert_true(has_diagnostic(file, "do not stand alone: whole.h"));
    assert_false(has_diagnostic(file, "broken.h"));
    file = file_of(fixture, "one.c");
    assert_int_equal(initialiser(file, "offset")->value, 4);
}

/* A header of the PCH that the file at hand does not include must not harm
 * it. */
static void test_conflict_with_headers(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file;

    (void)state;
    write_bytes(fixture, "shared.h", "struct state { char other; };\n", -1);
    g_ptr_array_add(fixture->group->headers, g_strdup("shared.h"));
    add_file(fixture, "one.c",
             "struct state { int a; };\nstruct state one = {.a = 1};\n");
    add_file(fixture, "two.c", "int two;\n");
    run(fixture);
    file = file_of(fixture, "one.c");
    assert_int_equal(initialiser(file, "one")->kind, IR_INIT_LIST);
}

static void test_headers_fail(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();

    (void)state;
    g_ptr_array_add(fixture->group->headers, g_strdup("missing.h"));
    add_file(fixture, "one.c", "int one = 1;\n");
    add_file(fixture, "two.c", "int two = 2;\n");
    run(fixture);
    assert_true(has_diagnostic(file_of(fixture, "<headers>"), "missing.h"));
    assert_int_equal(initialiser(file_of(fixture, "one.c"), "one")->value, 1);
}

static void test_healing(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file =
        parse(fixture, "struct p { Nowhere n; const char *name; int flag; };\n"
                       "struct p x = {.name = \"x\", .flag = NO_SUCH_FLAG};\n");
    const IrNode *flag = ir_child(file, initialiser(file, "x"), 1);

    (void)state;
    assert_true(has_diagnostic(file, "healed: "));
    assert_true(has_diagnostic(file, "Nowhere"));
    assert_string_equal(ir_text(file, ir_first(file, flag)->name),
                        "NO_SUCH_FLAG");
    assert_false(ir_first(file, flag)->flags & IR_HAS_VALUE);
    assert_int_equal(ir_first(file, flag)->op, IR_BIND_UNKNOWN);
}

static void test_lost_initialiser(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file = parse(fixture, "int x[] = {1, 2;\nint y = 3;\n");

    (void)state;
    assert_true(has_diagnostic(file, "initialiser of 'x' was dropped"));
}

static void append_long_body(GString *out, const char *name, const char *last)
{
    g_string_append_printf(out, "int %s(int a)\n{\n", name);
    for (guint i = 0; i < 70; i++) {
        g_string_append(out, "    a += '}'; /* { */\n");
    }
    g_string_append_printf(out, "    %s\n    return a;\n}\n", last);
}

static void test_omitted_bodies(void **state)
{
    static const char *const words[] = {"precious", NULL};
    g_autoptr(Fixture) fixture = fixture_new();
    g_autoptr(GString) text = g_string_new(NULL);
    const IrFile *file;

    (void)state;
    append_long_body(text, "dull", "a++;");
    append_long_body(text, "kept", "precious(a);");
    append_long_body(text, "directive", "\n#define LATER 3\n");
    g_string_append(text, "int after = LATER;\n");
    fixture->plan.keep_words = words;
    file = parse(fixture, text->str);
    assert_int_equal(function(file, "dull")->body, 0);
    assert_true(function(file, "dull")->flags & IR_BODY_OMITTED);
    assert_int_not_equal(function(file, "kept")->body, 0);
    assert_false(function(file, "kept")->flags & IR_BODY_OMITTED);
    assert_int_equal(function(file, "kept")->line, 76);
    assert_int_not_equal(function(file, "directive")->body, 0);
    assert_int_equal(initialiser(file, "after")->value, 3);
}

/* The blocks of all files, one after the other. */
static char *checksum(const Fixture *fixture)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < fixture->files->len; i++) {
        gsize size;
        const void *data = g_bytes_get_data(
            ir_file_block(g_ptr_array_index(fixture->files, i)), &size);

        g_checksum_update(sum, data, (gssize)size);
    }
    return g_strdup(g_checksum_get_string(sum));
}

static void test_any_number_of_workers(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autofree char *one = NULL;
    g_autofree char *three = NULL;

    (void)state;
    write_bytes(fixture, "shared.h", "struct shared { int a; };\n", -1);
    g_ptr_array_add(fixture->group->headers, g_strdup("shared.h"));
    for (guint i = 0; i < 12; i++) {
        g_autofree char *name = g_strdup_printf("f%u.c", i);
        g_autofree char *text =
            g_strdup_printf("#include \"shared.h\"\nstruct shared s%u = {%u};\n"
                            "Missing m;\n",
                            i, i);

        add_file(fixture, name, text);
    }
    fixture->plan.workers = 1;
    run(fixture);
    one = checksum(fixture);
    fixture->plan.workers = 3;
    run(fixture);
    three = checksum(fixture);
    assert_string_equal(one, three);
    assert_int_equal(fixture->seen->len, 13);
}

static const char *failure_of(const Fixture *fixture, const char *path)
{
    return g_ptr_array_index(fixture->failures, index_of(fixture, path));
}

/* A fresh worker goes on after one that crashed or ran out of time. */
static void test_bad_input(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autoptr(GString) deep = g_string_new("int f(int x) { return ");
    g_autofree char *fifo = g_build_filename(fixture->root, "fifo.c", NULL);

    (void)state;
    for (guint i = 0; i < 1000000; i++) {
        g_string_append(deep, "x+");
    }
    g_string_append(deep, "1; }\n");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    g_ptr_array_add(fixture->group->files, g_strdup("fifo.c"));
    g_ptr_array_add(fixture->group->files, g_strdup("nowhere.c"));
    add_file(fixture, "self.c", "#include \"self.c\"\nint self = 1;\n");
    add_file(fixture, "zero.c", "#include \"/dev/zero\"\nint zero;\n");
    add_file(fixture, "deep.c", deep->str);
    add_file(fixture, "good.c", "int good = 1;\n");
    fixture->plan.workers = 1;
    fixture->plan.memory_limit = 1024;
    fixture->plan.seconds_per_file = 5;
    run(fixture);
    assert_int_equal(fixture->seen->len, 6);
    assert_string_equal(failure_of(fixture, "fifo.c"), "not a regular file");
    assert_non_null(failure_of(fixture, "nowhere.c"));
    assert_non_null(failure_of(fixture, "zero.c"));
    assert_int_equal(initialiser(file_of(fixture, "good.c"), "good")->value, 1);
}

static void test_random_bytes(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autoptr(GString) bytes = g_string_new(NULL);

    (void)state;
    for (guint i = 0; i < 20000; i++) {
        g_string_append_c(bytes, (char)g_rand_int_range(rand, 0, 256));
    }
    add_file(fixture, "random.c", "");
    write_bytes(fixture, "random.c", bytes->str, (gssize)bytes->len);
    add_file(fixture, "good.c", "int good = 1;\n");
    run(fixture);
    assert_int_equal(initialiser(file_of(fixture, "good.c"), "good")->value, 1);
}

static void test_huge_initialiser(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autoptr(GString) text = g_string_new("int x[] = {\n");

    (void)state;
    for (guint i = 0; i < 4000000; i++) {
        g_string_append(text, "1,");
    }
    g_string_append(text, "};\n");
    fixture->plan.memory_limit = 512;
    add_file(fixture, "huge.c", text->str);
    add_file(fixture, "good.c", "int good = 1;\n");
    run(fixture);
    assert_non_null(failure_of(fixture, "huge.c"));
    assert_int_equal(initialiser(file_of(fixture, "good.c"), "good")->value, 1);
}

static void test_version(void **state)
{
    g_autofree char *version = parse_clang_version();

    (void)state;
    assert_true(g_ascii_isdigit(version[0]));
    assert_non_null(strchr(version, '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_header_that_needs_another),
        cmocka_unit_test(test_conflict_with_headers),
        cmocka_unit_test(test_headers_fail),
        cmocka_unit_test(test_healing),
        cmocka_unit_test(test_lost_initialiser),
        cmocka_unit_test(test_omitted_bodies),
        cmocka_unit_test(test_any_number_of_workers),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_huge_initialiser),
        cmocka_unit_test(test_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
