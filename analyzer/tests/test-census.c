/*
 * The census: what is found in the text of a file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ir/tree.h"
#include "project/c-lexer.h"
#include "project/qemu-census.h"

/* Each mark is a line "line kind name entries condition". */
static const struct {
    const char *text;
    const char *expected;
} texts[] = {
    {"static const VMStateDescription vmstate_x = {\n"
     "    .name = \"x\",\n"
     "    .fields = (const VMStateField[]) {\n"
     "        VMSTATE_UINT32(a, X),\n"
     "        /* VMSTATE_UINT32(b, X), */\n"
     "        VMSTATE_END_OF_LIST()\n"
     "    }\n"
     "};\n",
     "1 vmstate vmstate_x 1 -\n"},
    {"extern const VMStateDescription vmstate_y;\n"
     "static const VMStateDescription vmstate_y;\n"
     "const VMStateDescription *get(void);\n"
     "static const VMStateDescription *const list[] = {NULL};\n",
     ""},
    {"static const Property x_properties[] = {\n"
     "    DEFINE_PROP_BOOL(\"a\", X, a, true),\n"
     "    DEFINE_VIRTIO_COMMON_FEATURES(X, f),\n"
     "    DEFINE_PROP_END_OF_LIST(),\n"
     "};\n"
     "static Property one =\n"
     "    DEFINE_PROP_UINT32(\"b\", X, b, 0);\n",
     "1 property-array x_properties 2 -\n"
     "6 property one 1 -\n"},
    {"GlobalProperty hw_compat_9_2[] = {\n"
     "    {\"arm-cpu\", \"x\", \"on\"},\n"
     "    { TYPE_X, \"y\", \"{}\" },\n"
     "};\n"
     "const size_t hw_compat_9_2_len = 2;\n"
     "static void options(MachineClass *mc)\n"
     "{\n"
     "    static GlobalProperty compat[] = {\n"
     "        { TYPE_X, \"z\", \"1\" },\n"
     "    };\n"
     "    GlobalProperty *p = f(compat);\n"
     "}\n",
     "1 compat-list hw_compat_9_2 2 -\n"
     "8 compat-list - 1 -\n"},
    {"#ifdef CONFIG_A /* why */\n"
     "#if defined(B) && \\\n"
     "    C > 1\n"
     "static const TypeInfo a_info = { .name = \"a\" };\n"
     "#elif D\n"
     "static const TypeInfo b_info = { .name = \"b\" };\n"
     "#else\n"
     "static const TypeInfo c_info = { .name = \"c\" };\n"
     "#endif\n"
     "#endif\n"
     "static const TypeInfo all[] = { { 0 }, { 0 } };\n",
     "4 type-info a_info 0 defined(CONFIG_A) && defined(B) && C > 1\n"
     "6 type-info b_info 0 defined(CONFIG_A) && !(defined(B) && C > 1) && (D)\n"
     "8 type-info c_info 0 defined(CONFIG_A) && "
     "!(!(defined(B) && C > 1) && (D))\n"
     "11 type-info all 2 -\n"},
    {"#define DEFINE_X(n) static const TypeInfo n##_info = { \\\n"
     "    .name = #n }\n"
     "// static const TypeInfo d_info = {\n"
     "DEFINE_VIRT_MACHINE_AS_LATEST(9, 2)\n"
     "DEFINE_MACHINE(\"x\", x_init)\n"
     "DEFINE_MACHINE_INTERFACES(z)\n"
     "OBJECT_DEFINE_TYPE(FooBar, foo_bar, FOO_BAR, DEVICE)\n",
     "4 machine-type 9, 2 0 -\n"
     "5 machine-type \"x\", x_init 0 -\n"
     "7 type-info foo_bar_info 1 -\n"},
    /* A brace too many in one branch, and back at the function's end. */
    {"void f(void)\n"
     "{\n"
     "#ifdef A\n"
     "    if (a) {\n"
     "#else\n"
     "    {\n"
     "#endif\n"
     "    }\n"
     "}\n"
     "QemuOptsList qemu_x_opts = {\n"
     "};\n",
     "10 option-list qemu_x_opts 0 -\n"},
    {"static QEMUMachine pc_machine_v2_3 = {\n    PC_OPTIONS,\n};\n",
     "1 machine-type pc_machine_v2_3 0 -\n"},
    {"char a = '\"'; const char *b = \"\\\"VMStateDescription x = {\";\n"
     "VMStateDescription c = { .name = \"c\" };\n",
     "2 vmstate c 0 -\n"},
    /* What is never closed ends with the file. */
    {"static const VMStateDescription open = { .name = \"",
     "1 vmstate open 0 -\n"},
    {"static const Property p[", ""},
    {"DEFINE_MACHINE(", ""},
    {"OBJECT_DEFINE_TYPE(a)\n", ""},
    {"/* VMStateDescription a = {", ""},
    {"#if \\", ""},
    {"#endif\n#else\n}}}}\nTypeInfo t = {};\n", "4 type-info t 0 -\n"},
    {"", ""},
};

static char *marks_text(const IrTree *tree)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < tree->marks->len; i++) {
        const IrMark *mark = g_ptr_array_index(tree->marks, i);

        g_string_append_printf(out, "%u %s %s %u %s\n", mark->location.line,
                               mark->kind, mark->name ?: "-", mark->entries,
                               mark->when ?: "-");
    }
    return g_string_free(out, FALSE);
}

static void test_marks(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(IrTree) tree = ir_tree_new();
        g_autofree char *marks = NULL;

        qemu_census(tree, "hw/x.c", texts[i].text);
        marks = marks_text(tree);
        assert_string_equal(marks, texts[i].expected);
    }
}

static void test_header(void **state)
{
    g_autoptr(IrTree) tree = ir_tree_new();
    g_autofree char *marks = NULL;

    (void)state;
    qemu_census(tree, "hw/x.h",
                "#ifndef HW_X_H\n#define HW_X_H\n"
                "static const TypeInfo a = {};\n"
                "#ifdef B\nstatic const TypeInfo b = {};\n#endif\n#endif\n");
    marks = marks_text(tree);
    assert_string_equal(marks, "3 type-info a 0 -\n"
                               "5 type-info b 0 defined(B)\n");
}

/* Every byte, and every text cut at every place: nothing but the end. */
static void test_any_bytes(void **state)
{
    g_autofree char *noise = g_malloc0(4096);

    (void)state;
    for (guint i = 0; i < 4095; i++) {
        noise[i] = (char)(1 + (i * 7919 + i / 251) % 255);
    }
    for (guint start = 0; start < 4095; start += 13) {
        g_autoptr(IrTree) tree = ir_tree_new();

        qemu_census(tree, "noise.c", noise + start);
    }
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (gsize length = 0; length < strlen(texts[i].text); length++) {
            g_autoptr(IrTree) tree = ir_tree_new();
            g_autofree char *cut = g_strndup(texts[i].text, length);

            qemu_census(tree, "cut.c", cut);
        }
    }
}

static void test_lines(void **state)
{
    CLexer lexer;
    CToken token;

    (void)state;
    c_lexer_init(&lexer, "a /* \n */ b \\\n c // d \\\n e\n\"\\\"\n\" 0x1f;");
    for (guint i = 0; i < 3; i++) {
        static const guint lines[] = {1, 2, 3};

        token = c_lexer_next(&lexer);
        assert_int_equal(token.kind, C_WORD);
        assert_int_equal(token.line, lines[i]);
    }
    token = c_lexer_next(&lexer);
    assert_int_equal(token.kind, C_STRING);
    assert_int_equal(token.line, 5);
    token = c_lexer_next(&lexer);
    assert_int_equal(token.kind, C_STRING);
    assert_int_equal(token.line, 6);
    assert_int_equal(c_lexer_next(&lexer).kind, C_END);
    c_lexer_clear(&lexer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
