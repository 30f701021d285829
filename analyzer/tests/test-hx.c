/*
 * Options of .hx files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/hx.h"

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static IrTree *parse(const char *text)
{
    IrTree *tree = ir_tree_new();

    hx_parse(tree, "qemu-options.hx", text);
    return tree;
}

static const HxOption *option(const IrTree *tree, guint index)
{
    assert_true(index < tree->options->len);
    return g_ptr_array_index(tree->options, index);
}

static void test_options(void **state)
{
    g_autoptr(IrTree) tree =
        parse("HXCOMM DEF(not an option)\n"
              "DEFHEADING(Standard options:)\n"
              "DEF(\"numa\", HAS_ARG, QEMU_OPTION_numa, \\\n"
              "    \"-numa node[,mem=size]\\n\"\n"
              "#ifdef CONFIG_X\n"
              "    \"  more, (much)\\n\",\n"
              "#else\n"
              "#endif\n"
              "    QEMU_ARCH_ALL)\n"
              "SRST\n``-numa``\n    DEF(\"no\", 0, X, \"\", Y)\nERST\n\n"
              "DEF(\"hda\", HAS_ARG, QEMU_OPTION_hda , \"\", QEMU_ARCH_ALL)\n"
              "DEF(\"hdb\", 0, QEMU_OPTION_hdb, \"\",\n"
              "    QEMU_ARCH_I386 | QEMU_ARCH_ARM)\n"
              "STEXI\n@item -hda\nETEXI\n");

    (void)state;
    assert_int_equal(tree->failures->len, 0);
    assert_int_equal(tree->options->len, 3);
    assert_string_equal(option(tree, 0)->name, "numa");
    assert_true(option(tree, 0)->takes_value);
    assert_string_equal(option(tree, 0)->enumerator, "QEMU_OPTION_numa");
    assert_string_equal(option(tree, 0)->help,
                        "-numa node[,mem=size]\n  more, (much)\n");
    assert_string_equal(option(tree, 0)->arch, "QEMU_ARCH_ALL");
    assert_null(option(tree, 0)->when);
    assert_int_equal(option(tree, 0)->location.line, 3);
    assert_string_equal(option(tree, 1)->enumerator, "QEMU_OPTION_hda");
    assert_string_equal(option(tree, 1)->document, "@item -hda\n");
    assert_false(option(tree, 2)->takes_value);
    assert_string_equal(option(tree, 2)->arch,
                        "QEMU_ARCH_I386 | QEMU_ARCH_ARM");
    assert_string_equal(option(tree, 2)->document, "@item -hda\n");
}

#define OPTION "DEF(\"x\", 0, QEMU_OPTION_x, \"\", QEMU_ARCH_ALL)\n"

static const struct {
    const char *before;
    const char *after;
    const char *when;
} conditions[] = {
    {"#ifdef CONFIG_VNC\n", "#endif\n", "CONFIG_VNC"},
    {"#ifndef _WIN32\n", "#endif\n", "!_WIN32"},
    {"#if defined(A) && !defined(B)\n", "#endif\n", "A && !B"},
    {"#ifdef A\n# ifdef B\n", "#endif\n#endif\n", "A && B"},
    {"#ifdef A\n#else\n", "#endif\n", "!A"},
    {"#ifdef A\n#elif defined(B)\n", "#endif\n", "!A && B"},
    {"#ifdef A\n#elif defined(B)\n#else\n", "#endif\n", "!A && !B"},
    {"#ifdef A\n#endif\n", "", NULL},
};

static void test_conditions(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
        g_autofree char *text = g_strconcat(conditions[i].before, OPTION,
                                            conditions[i].after, NULL);
        g_autoptr(IrTree) tree = parse(text);
        const char *when = option(tree, 0)->when;

        assert_int_equal(tree->failures->len, 0);
        assert_int_equal(g_strcmp0(when, conditions[i].when), 0);
    }
}

static const struct {
    const char *text;
    guint line;
    guint n_options;
} broken[] = {
    {"DEF(\"a\", 0, A, \"\", \n" OPTION, 1, 1},
    {"DEF(\"a\", 0, A, \"open,\nALL)\n" OPTION, 1, 1},
    {"\nDEF(\"a\", 0)\n" OPTION, 2, 1},
    {OPTION "#endif\n", 2, 1},
    {OPTION "#pragma x\n", 2, 1},
    {"#ifdef A\n" OPTION, 3, 1},
    {"SRST\n" OPTION, 2, 0},
};

static void test_broken(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(IrTree) tree = parse(broken[i].text);
        const IrFailure *failure;

        assert_int_equal(tree->options->len, broken[i].n_options);
        assert_int_equal(tree->failures->len, 1);
        failure = g_ptr_array_index(tree->failures, 0);
        assert_string_equal(failure->construct, "option");
        assert_int_equal(failure->line, broken[i].line);
    }
}

static void test_definitions(void **state)
{
    g_autoptr(IrTree) tree = parse("#ifdef A\n" OPTION "#endif\n");
    g_autofree char *text = hx_definitions(tree->options);

    (void)state;
    assert_string_equal(text, OPTION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_definitions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
