/*
 * The interpreter as extractors use it: objects made outside, built-ins,
 * calls across files, static data read by path.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret-fixture.h"
#include "interpret/interpret.h"
#include "parse/clang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char prelude[] =
    "typedef struct ObjectClass { int depth; } ObjectClass;\n"
    "typedef struct DeviceClass { ObjectClass parent_class;\n"
    "  const char *desc; void (*realize)(void); int props; } DeviceClass;\n"
    "typedef struct PCIDeviceClass { DeviceClass parent_class;\n"
    "  void (*realize)(void); int id; } PCIDeviceClass;\n"
    "typedef struct TypeInfo { const char *name; const char *parent;\n"
    "  void (*class_init)(ObjectClass *, void *); void *class_data; }"
    " TypeInfo;\n"
    "void type_register(const TypeInfo *); ObjectClass *check(ObjectClass *);\n"
    "int unk(int); void fatal_error(void); void collect(int, ...);\n"
    "char *g_strdup_printf(const char *, ...);\n"
    "int shared_function(int); extern const int shared_table[3];\n"
    "#define DEVICE_CLASS(c) ((DeviceClass *)check((ObjectClass *)(c)))\n"
    "#define PCI_CLASS(c) ((PCIDeviceClass *)check((ObjectClass *)(c)))\n";

static const char *const texts[] = {
    /* 0 */
    "static void dev_realize(void) { }\n"
    "static void pci_realize(void) { }\n"
    "static void class_init(ObjectClass *oc, void *data) {\n"
    "  DeviceClass *dc = DEVICE_CLASS(oc); PCIDeviceClass *k = PCI_CLASS(oc);\n"
    "  dc->desc = data; dc->realize = dev_realize; k->realize = pci_realize;\n"
    "  k->parent_class.props = 3; k->id = dc->props + 1; oc->depth = 2; }\n"
    "static const char *const variants[] = { \"a\", \"b\" };\n"
    "void register_all(void) { int i;\n"
    "  for (i = 0; i < 2; i++) {\n"
    "    TypeInfo ti = { .parent = \"device\", .class_init = class_init };\n"
    "    ti.name = g_strdup_printf(\"dev-%s\", variants[i]);\n"
    "    ti.class_data = (void *)variants[i];\n"
    "    if (unk(i)) { type_register(&ti); } } }\n",
    /* 1 */
    "static int local(int x) { return x + shared_table[1]; }\n"
    "int f(void) { return local(1) * shared_function(2); }\n",
    /* 2 */
    "const int shared_table[3] = { 5, 6, 7 };\n"
    "static int local(int x) { return x * 10; }\n"
    "int shared_function(int x) { return local(x) + shared_table[2]; }\n",
    /* 3 */
    "int f(int a) { int x = 1; if (a) { x = 2; fatal_error(); } return x; }\n",
    /* 4 */
    "struct T { const char *name; int v[4]; };\n"
    "static const struct T table[] = {\n"
    "  { \"one\", { 1, 2 } },\n"
    "  [2] = { .name = \"three\", .v[3] = 9 },\n"
    "};\n"
    "static int plain = 4;\n"
    "const struct T *f(void) { return &table[2]; }\n",
    /* 5 */
    "int f(int a, int b) { if (a && !b) { collect(1, a); }\n"
    "  else { collect(2, b); } return 0; }\n",
};

/* What the built-ins saw. */
typedef struct Seen {
    Fixture *fixture;
    GString *text;
} Seen;

static const Term *run_check(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

static const Term *run_register(const Call *call, void *user)
{
    Seen *seen = user;
    Interpreter *interpreter = call->interpreter;
    const Term *type = call_argument(call, 0);
    const Term *args[2];
    Object *class;
    g_autoptr(GArray) cells = NULL;

    g_string_append_printf(
        seen->text, "%s < %s when %s\n",
        term_c_string(interpreter,
                      interpreter_read_at(interpreter, type, ".name")),
        term_c_string(interpreter,
                      interpreter_read_at(interpreter, type, ".parent")),
        interpreter_guard_text(interpreter));
    class = interpreter_object(interpreter, "class", OBJECT_ZERO);
    args[0] = term_pointer(interpreter, class, "");
    args[1] = interpreter_read_at(interpreter, type, ".class_data");
    interpreter_call_term(interpreter,
                          interpreter_read_at(interpreter, type, ".class_init"),
                          call->unit, args, 2);
    cells = object_cells(interpreter, class);
    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);

        g_string_append_printf(seen->text, "  %s%s = %s @%u\n", cell->record,
                               cell->path, term_text(interpreter, cell->term),
                               cell->where.line);
    }
    return NULL;
}

static const Term *run_fatal(const Call *call, void *user)
{
    (void)user;
    interpreter_end_path(call->interpreter);
    return NULL;
}

static const Term *run_collect(const Call *call, void *user)
{
    Seen *seen = user;

    g_string_append_printf(seen->text, "%s when %s\n", call->name,
                           interpreter_guard_text(call->interpreter));
    return NULL;
}

static const BuiltinEntry builtins[] = {
    {"check", run_check},
    {"type_register", run_register},
    {"fatal_*", run_fatal},
    {"collect", run_collect},
};

typedef struct State {
    Fixture *fixture;
    Interpreter *interpreter;
    Seen seen;
} State;

static int set_up(void **data)
{
    State *state = g_new0(State, 1);
    InterpreterConfig config = {
        .builtins = builtins,
        .n_builtins = G_N_ELEMENTS(builtins),
        .user = &state->seen,
    };

    state->fixture = fixture_new(prelude, texts, G_N_ELEMENTS(texts));
    state->seen.text = g_string_new(NULL);
    state->interpreter = interpreter_new(state->fixture->program, &config);
    *data = state;
    return 0;
}

static int tear_down(void **data)
{
    State *state = *data;

    interpreter_free(state->interpreter);
    g_string_free(state->seen.text, TRUE);
    fixture_free(state->fixture);
    g_free(state);
    return 0;
}

static char *call_in(State *state, guint index, const char *name)
{
    const IrUnit *unit = fixture_unit(state->fixture, index);
    const IrSymbol *function =
        ir_program_function(state->fixture->program, unit, name);

    assert_non_null(function);
    return show_term(state->interpreter,
                     interpreter_call(state->interpreter, function, NULL, 0));
}

static Object *variable_of(State *state, guint index, const char *name)
{
    const IrUnit *unit = fixture_unit(state->fixture, index);
    const IrSymbol *symbol =
        ir_program_variable(state->fixture->program, unit, name);

    assert_non_null(symbol);
    return interpreter_variable(state->interpreter, symbol);
}

static void test_registration(void **data)
{
    State *state = *data;
    g_autofree char *result = call_in(state, 0, "register_all");
    guint line = 14; /* of the text's first line */
    g_autofree char *cells = g_strdup_printf(
        "  ObjectClass.depth = 2 @%u\n"
        "  DeviceClass.desc = \"%%s\" @%u\n"
        "  PCIDeviceClass.id = 4 @%u\n"
        "  DeviceClass.props = 3 @%u\n"
        "  DeviceClass.realize = dev_realize @%u\n"
        "  PCIDeviceClass.realize = pci_realize @%u\n",
        line + 5, line + 4, line + 5, line + 5, line + 4, line + 4);
    g_autoptr(GString) expected = g_string_new(NULL);

    for (guint i = 0; i < 2; i++) {
        const char *letter = i == 0 ? "a" : "b";
        g_auto(GStrv) parts = g_strsplit(cells, "%s", 2);

        g_string_append_printf(expected, "dev-%s < device when unk(%u)\n%s%s%s",
                               letter, i, parts[0], letter, parts[1]);
    }
    assert_string_equal(state->seen.text->str, expected->str);
}

static void test_files(void **data)
{
    g_autofree char *result = call_in(*data, 1, "f");

    /* (1 + 6) * (2 * 10 + 7) */
    assert_string_equal(result, "189");
}

static void test_end_of_path(void **data)
{
    g_autofree char *result = call_in(*data, 3, "f");

    assert_string_equal(result, "1");
}

static void test_guards(void **data)
{
    State *state = *data;
    g_autofree char *result = call_in(state, 5, "f");

    assert_string_equal(state->seen.text->str, "collect when a && !b\n"
                                               "collect when !(a && !b)\n");
}

static const struct {
    const char *path;
    const char *expected;
} readings[] = {
    {"[0].name", "\"one\""}, {"[0].v[1]", "2"},           {"[0].v[2]", "0"},
    {"[1].name", "0"},       {"[2].name", "\"three\""},   {"[2].v[3]", "9"},
    {"[2].v[0]", "0"},       {"[2].T:name", "\"three\""},
};

static void test_static_data(void **data)
{
    State *state = *data;
    Object *table = variable_of(state, 4, "table");
    const IrUnit *unit = NULL;
    const IrNode *node;

    for (guint i = 0; i < G_N_ELEMENTS(readings); i++) {
        g_autofree char *shown = show_term(
            state->interpreter,
            interpreter_read(state->interpreter, table, readings[i].path));

        assert_string_equal(shown, readings[i].expected);
    }
    assert_int_equal(interpreter_array_length(state->interpreter, table, ""),
                     3);
    assert_int_equal(
        interpreter_array_length(state->interpreter, table, "[0].v"), 4);
    assert_int_equal(
        interpreter_array_length(state->interpreter, table, "[0].name"), -1);
    node =
        interpreter_initialiser(state->interpreter, table, "[2].name", &unit);
    assert_non_null(node);
    assert_int_equal(node->kind, IR_STRING);
    assert_ptr_equal(unit, fixture_unit(state->fixture, 4));
    assert_null(
        interpreter_initialiser(state->interpreter, table, "[1].name", &unit));
}

static void test_pointers(void **data)
{
    State *state = *data;
    Interpreter *interpreter = state->interpreter;
    Object *table = variable_of(state, 4, "table");
    const Term *second = term_pointer(interpreter, table, "[1]");
    gint64 number = 0;

    assert_true(term_get_integer(
        interpreter_read_at(interpreter, second, "[1].v[3]"), &number));
    assert_int_equal(number, 9);
    assert_string_equal(
        term_c_string(interpreter,
                      interpreter_read_at(interpreter, second, "[-1].name")),
        "one");
}

static void test_clone(void **data)
{
    State *state = *data;
    Interpreter *interpreter = state->interpreter;
    Object *parent = interpreter_object(interpreter, "parent", OBJECT_UNKNOWN);
    Object *child;
    g_autofree char *shown = NULL;

    interpreter_write(interpreter, parent, ".a", term_integer(interpreter, 1));
    child = interpreter_clone(interpreter, parent, "child");
    interpreter_write(interpreter, child, ".a", term_integer(interpreter, 2));
    interpreter_write(interpreter, child, ".b.c",
                      term_string(interpreter, "x"));
    shown = show_term(interpreter, interpreter_read(interpreter, parent, ".a"));
    assert_string_equal(shown, "1");
    g_free(shown);
    shown =
        show_term(interpreter, interpreter_read(interpreter, parent, ".b.c"));
    assert_string_equal(shown, "?parent->b.c");
    g_free(shown);
    shown =
        show_term(interpreter, interpreter_read(interpreter, child, ".b.c"));
    assert_string_equal(shown, "\"x\"");
}

static void test_records(void **data)
{
    State *state = *data;
    Interpreter *interpreter = state->interpreter;
    Object *class = interpreter_object(interpreter, "class", OBJECT_ZERO);

    interpreter_write(interpreter, class, ".A:x", term_integer(interpreter, 1));
    assert_int_equal(interpreter_read(interpreter, class, ".x")->number, 1);
    assert_int_equal(
        interpreter_read(interpreter, class, ".parent_obj.x")->number, 1);
    interpreter_write(interpreter, class, ".B:x", term_integer(interpreter, 2));
    assert_int_equal(interpreter_read(interpreter, class, ".A:x")->number, 1);
    assert_int_equal(interpreter_read(interpreter, class, ".B:x")->number, 2);
    assert_int_equal(interpreter_read(interpreter, class, ".x")->kind,
                     TERM_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_registration, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_end_of_path, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_guards, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_static_data, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pointers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_records, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
