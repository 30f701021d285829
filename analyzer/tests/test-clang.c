/*
 * Parsing with libclang: what C becomes in ir.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "clang-fixture.h"

#include "ir/ir.h"
#include "parse/clang.h"

/* The first statement of the body of `f`. */
static const IrNode *first_statement(const IrFile *file)
{
    return ir_first(file, ir_node(file, function(file, "f")->body));
}

static const struct {
    const char *declaration;
    const char *text;
} initialisers[] = {
    {"int x = 1 + 2 * 3;", "1 + (2 * 3)"},
    {"int x = (((4)));", "4"},
    {"int x = {5};", "5"},
    {"long x = -7;", "-7"},
    {"unsigned x = ~0u >> 1;", "~0 >> 1"},
    {"char x[] = \"a\\tb\" \"c\";", "\"a\tbc\""},
    {"char x[4] = {\"abc\"};", "\"abc\""},
    {"char c; char *x = &c;", "&c"},
    {"enum { A = 3, B = 8 }; int x = A | B;", "A | B"},
    {"int x = sizeof(int) == 4 ? 1 : 2;", "(sizeof(int) == 4) ? 1 : 2"},
    {"struct p { int a, b; }; struct p x = {1, 2};", "{.a = 1, .b = 2}"},
    {"struct p { int a, b; }; struct p x = {.b = 2};", "{.b = 2}"},
    {"struct p { int a, b, c; }; struct p x = {.b = 2, 3};",
     "{.b = 2, .c = 3}"},
    {"struct p { struct { int a, b; } q; int c; }; struct p x = {1, 2, 3};",
     "{.q = .a = 1, .q = .b = 2, .c = 3}"},
    {"struct p { struct { int a, b; } q; int c; };\n"
     "struct p x = {.q.b = 2, 3};",
     "{.q = .b = 2, .c = 3}"},
    {"struct p { union { int a; long b; }; int c; }; struct p x = {{1}, 2};",
     "{.a = 1, .c = 2}"},
    {"struct p { union { int a; long b; }; int c; }; struct p x = {1, 2};",
     "{.a = 1, .c = 2}"},
    {"struct p { union { int a; long b; }; int c; }; struct p x = {.b = 1, 2};",
     "{.b = 1, .c = 2}"},
    {"union u { int a; long b; }; union u x = {7};", "{.a = 7}"},
    {"struct p { int a; int : 3; int b; }; struct p x = {1, 2};",
     "{.a = 1, .b = 2}"},
    {"int x[] = {4, [3] = 5, 6};", "{[0] = 4, [3] = 5, [4] = 6}"},
    {"int x[2][2] = {1, 2, {3}};",
     "{[0] = [0] = 1, [0] = [1] = 2, [1] = {[0] = 3}}"},
    {"int x[2][2] = {[1][0] = 9};", "{[1] = [0] = 9}"},
    {"struct p { int a; char n[4]; }; struct p x[] = {1, \"ab\", 2, \"cd\"};",
     "{[0] = .a = 1, [0] = .n = \"ab\", [1] = .a = 2, [1] = .n = \"cd\"}"},
    {"struct q { int a; }; struct p { struct q *r; int b; };\n"
     "struct p x = {.r = (struct q[]){{1}, {2}}, .b = 3};",
     "{.r = {[0] = {.a = 1}, [1] = {.a = 2}}, .b = 3}"},
    {"struct p { int a; }; struct p x = {.a = 1, .a = 2};", "{.a = 1, .a = 2}"},
    {"struct p { struct { int v[3]; } s; };\n"
     "int x = __builtin_offsetof(struct p, s.v[2]);",
     "offsetof(p, s.v[2])"},
    {"int x = __builtin_choose_expr(0, 1, 2);", "2"},
    {"int x = _Generic(1L, int: 5, long: 6L);", "6"},
    {"int x = __builtin_types_compatible_p(int, int);", "1"},
};

static void test_initialisers(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(initialisers); i++) {
        g_autoptr(Fixture) fixture = fixture_new();
        const IrFile *file = parse(fixture, initialisers[i].declaration);
        g_autofree char *text = ir_node_to_text(file, initialiser(file, "x"));

        assert_string_equal(text, initialisers[i].text);
    }
}

static const struct {
    const char *expression;
    gint64 value;
} constants[] = {
    {"1 << 4", 16},
    {"A | B", 11},
    {"(int)sizeof(struct p)", 8},
    {"__builtin_offsetof(struct p, b) + sizeof((int *)0 - (int *)0)", 12},
    {"__builtin_offsetof(struct p, b) + ((int *)0 - (int *)0)", 4},
    {"A ? 7 : 8", 7},
    {"!A", 0},
    {"-B", -8},
    {"'a'", 97},
    {"(unsigned char)300", 44},
};

static void test_constants(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(constants); i++) {
        g_autoptr(Fixture) fixture = fixture_new();
        g_autofree char *text = g_strdup_printf(
            "enum { A = 3, B = 8 }; struct p { int a, b; };\nlong x = %s;",
            constants[i].expression);
        const IrNode *node = initialiser(parse(fixture, text), "x");

        assert_true(node->flags & IR_HAS_VALUE);
        assert_int_equal(node->value, constants[i].value);
    }
}

static void test_range(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file = parse(fixture, "int x[] = {[1 ... 3] = 5, 6};");
    const IrNode *first = ir_first(file, initialiser(file, "x"));

    (void)state;
    assert_int_equal(first->kind, IR_INDEX_INIT);
    assert_int_equal(first->value, 1);
    assert_true(first->flags & IR_RANGE);
    assert_int_equal(ir_child(file, first, 1)->value, 3);
    assert_int_equal(ir_next(file, first)->value, 4);
    assert_int_equal(variable(file, "x")->length, 5);
}

static void test_operators(void **state)
{
    static const char *const expressions[] = {
        "a + b",   "a - b",     "a * b", "a / b",  "a % b",  "a << b", "a >> b",
        "a & b",   "a | b",     "a ^ b", "a && b", "a || b", "a == b", "a != b",
        "a < b",   "a <= b",    "a > b", "a >= b", "a = b",  "a += b", "a |= b",
        "a <<= b", "a++",       "++a",   "a--",    "--a",    "!a",     "~a",
        "-a",      "+a",        "*p",    "&a",     "p->m",   "s.m",    "q[a]",
        "g(a, b)", "a ? b : a",
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(expressions); i++) {
        g_autoptr(Fixture) fixture = fixture_new();
        g_autofree char *source = g_strdup_printf(
            "struct r { int m; };\nint g(int, int);\n"
            "void f(int a, int b, %s, struct r s, int *q)\n{\n    %s;\n}\n",
            strstr(expressions[i], "->") ? "struct r *p" : "int *p",
            expressions[i]);
        const IrFile *file = parse(fixture, source);
        g_autofree char *text = ir_node_to_text(file, first_statement(file));

        assert_string_equal(text, expressions[i]);
        assert_int_equal(first_statement(file)->line, 5);
    }
}

/* What libclang before 17 has to see its way through: text between the
 * operators that is no operator, and operators that are not printed. */
#define AROUND                                                                   \
    "    typeof(1 ? a + 1 : b) x = a - 1, y = -1; const char z[2 + 3] = \"-'\";" \
    "    struct { int i : 1 + 2; } t; enum { E = 4, F = E + 1 };\n"              \
    "    char *const *w = 0; double d = 1e-9; char c = '\\'';\n"                 \
    "    x = sizeof(int[3 * 4]) + ((int (*)[1 + 2])0 - (int (*)[3])0 ?: 2);\n"   \
    "    struct r l[] = {[1 + 0] = {.m = a | b}}; *q = (int)(-d), (x)--;\n"      \
    "    switch (a) { case 2 * 3: case -1 ... 4 - 1: --*q; }\n"                  \
    "    __atomic_store_n(q, a, 0); x = b;\n"

/* The operator comes out of a macro's body, the operands do not. */
static void test_macro_operators(void **state)
{
    static const char *const expressions[] = {
        "a + b",  "a - b", "a * b",  "a / b",   "a % b",  "a << b", "a >> b",
        "a & b",  "a | b", "a ^ b",  "a && b",  "a || b", "a == b", "a < b",
        "a >= b", "a = b", "a += b", "a <<= b", "a++",    "++a",    "a--",
        "--a",    "!a",    "~a",     "-a",      "+a",     "*q",     "!q",
        "&a",     "a , b", "q = 0",  "*q++",    "a - -b",
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(expressions); i++) {
        g_autoptr(Fixture) fixture = fixture_new();
        g_autofree char *source =
            g_strdup_printf("struct r { int m; };\n#define M(a, b, q) %s\n"
                            "void f(int a, int b, int *q)\n{\n"
                            "    M(a, b, q);\n" AROUND "}\n",
                            expressions[i]);
        const IrFile *file = parse(fixture, source);
        g_autofree char *text = ir_node_to_text(file, first_statement(file));

        assert_string_equal(text, expressions[i]);
    }
}

static void test_members(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file = parse(
        fixture, "struct r { union { struct { int deep; }; long l; }; };\n"
                 "typedef struct { struct r *link; } T;\n"
                 "int f(T *t) { return t->link->deep; }\n");
    const IrNode *member = ir_first(file, first_statement(file));
    const IrNode *base = ir_first(file, member);

    (void)state;
    assert_int_equal(member->kind, IR_MEMBER);
    assert_string_equal(ir_text(file, member->name), "deep");
    assert_string_equal(ir_text(file, member->type), "r");
    assert_true(member->flags & IR_ARROW);
    assert_string_equal(ir_text(file, base->name), "link");
    assert_string_equal(ir_text(file, base->type), "T");
    assert_int_equal(ir_first(file, base)->op, IR_BIND_PARAMETER);
}

static const struct {
    const char *statement;
    const IrKind kinds[6]; /* of it and its children */
} statements[] = {
    {"if (a) { b(); } else { }", {IR_IF, IR_NAME, IR_BLOCK, IR_BLOCK}},
    {"while (a) b();", {IR_WHILE, IR_NAME, IR_CALL}},
    {"do { } while (a);", {IR_DO, IR_BLOCK, IR_NAME}},
    {"for (;;) { }", {IR_FOR, IR_NONE, IR_NONE, IR_NONE, IR_BLOCK}},
    {"for (a = 0; ; a++) { }",
     {IR_FOR, IR_ASSIGN, IR_NONE, IR_UNARY, IR_BLOCK}},
    {"for (; a < 3;) ;", {IR_FOR, IR_NONE, IR_BINARY, IR_NONE, IR_BLOCK}},
    {"for (int i = 0; i < 3; i++) { }",
     {IR_FOR, IR_DECLARE, IR_BINARY, IR_UNARY, IR_BLOCK}},
    {"switch (a) { }", {IR_SWITCH, IR_NAME, IR_BLOCK}},
    {"return;", {IR_RETURN}},
    {"out: b();", {IR_LABEL, IR_CALL}},
    {"static int z = 3;", {IR_DECLARE, IR_INTEGER}},
    {"a ?: 2;", {IR_CONDITIONAL, IR_NAME, IR_NAME, IR_INTEGER}},
    {"({ a; });", {IR_STMT_EXPR, IR_BLOCK}},
};

static void test_statements(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
        g_autoptr(Fixture) fixture = fixture_new();
        g_autofree char *source =
            g_strdup_printf("void b(void);\nvoid f(int a)\n{\n%s\n}\n",
                            statements[i].statement);
        const IrFile *file = parse(fixture, source);
        const IrNode *node = first_statement(file);

        assert_int_equal(node->kind, statements[i].kinds[0]);
        node = ir_first(file, node);
        for (guint j = 1; node; j++, node = ir_next(file, node)) {
            assert_int_equal(node->kind, statements[i].kinds[j]);
        }
    }
}

static void test_cases(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file =
        parse(fixture, "int f(int a) { switch (a) { case 1 ... 3: return 2;\n"
                       "case 2 * 4: default: break; } return 0; }");
    const IrNode *block = ir_child(file, first_statement(file), 1);
    const IrNode *range = ir_first(file, block);
    const IrNode *plain = ir_next(file, range);

    (void)state;
    assert_int_equal(range->kind, IR_CASE);
    assert_true(range->flags & IR_RANGE);
    assert_int_equal(ir_child(file, range, 1)->value, 3);
    assert_int_equal(ir_child(file, range, 2)->kind, IR_RETURN);
    assert_int_equal(plain->kind, IR_CASE);
    assert_int_equal(ir_first(file, plain)->op, IR_OP_MULTIPLY);
    assert_int_equal(ir_first(file, plain)->value, 8);
    assert_int_equal(ir_child(file, plain, 1)->kind, IR_DEFAULT);
}

static void test_declarations(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file =
        parse(fixture,
              "#define module(f) static void __attribute__((constructor)) \\\n"
              "    init_##f(void) { f(); }\n"
              "static int x;\nstatic int x = 4;\nextern int elsewhere;\n"
              "int y[3];\nvoid plain(void) { }\nmodule(plain)\n"
              "static inline int g(int a, char *b) { return a; }\n");
    guint n;

    (void)state;
    ir_variables(file, &n);
    assert_int_equal(n, 2);
    assert_true(variable(file, "x")->flags & IR_STATIC);
    assert_int_equal(initialiser(file, "x")->value, 4);
    assert_int_equal(variable(file, "y")->length, 3);
    assert_true(variable(file, "y")->flags & IR_IS_ARRAY);
    assert_false(function(file, "plain")->constructor);
    assert_false(function(file, "plain")->flags & IR_STATIC);
    assert_true(function(file, "init_plain")->constructor);
    assert_int_equal(function(file, "init_plain")->line, 8);
    assert_true(function(file, "g")->flags & IR_STATIC);
    assert_string_equal(
        ir_text(file, ir_node(file, function(file, "g")->parameters)->name),
        "a");
}

static void test_records(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const IrFile *file =
        parse(fixture, "typedef struct { int a; struct { char b; }; } T;\n"
                       "enum colour { RED = 2, BLUE };\n");
    guint n;
    const IrRecord *records = ir_records(file, &n);
    const IrField *fields = ir_fields(file, &n);
    const IrEnum *colours = ir_enums(file, &n);

    (void)state;
    assert_string_equal(ir_text(file, records[0].name), "T");
    assert_int_equal(records[0].size, 8);
    assert_int_equal(records[0].n_fields, 2);
    assert_string_equal(ir_text(file, fields[records[0].first_field].name),
                        "a");
    assert_string_equal(ir_text(file, fields[records[0].first_field + 1].type),
                        "struct (anonymous at a.c:1:25)");
    assert_string_equal(ir_text(file, records[1].name),
                        "(anonymous at a.c:1:25)");
    assert_int_equal(n, 1);
    assert_string_equal(ir_text(file, colours[0].name), "colour");
    assert_int_equal(colours[0].n_constants, 2);
    assert_int_equal(fields[colours[0].first_constant + 1].offset, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_initialisers),
        cmocka_unit_test(test_constants),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_operators),
        cmocka_unit_test(test_macro_operators),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_statements),
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
