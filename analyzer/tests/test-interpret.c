/*
 * What the interpreter makes of small functions.
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
    "typedef unsigned char uint8_t; typedef unsigned short uint16_t;\n"
    "typedef unsigned int uint32_t; typedef unsigned long uint64_t;\n"
    "typedef _Bool bool;\n"
    "#define NULL ((void *)0)\n"
    "#define offsetof(t, m) __builtin_offsetof(t, m)\n"
    "#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))\n"
    "int unk(int); void *unkp(void); extern int ext; void abort(void);\n"
    "int strcmp(const char *, const char *);\n"
    "char *g_strdup_printf(const char *, ...);\n"
    "char *g_strconcat(const char *, ...);\n"
    "int snprintf(char *, unsigned long, const char *, ...);\n"
    "void *memcpy(void *, const void *, unsigned long);\n"
    "void *g_malloc0(unsigned long);\n"
    "unsigned long strlen(const char *);\n"
    "char *strchr(const char *, int);\n";

/* Function `f` of the text is called with no arguments. */
static const struct {
    const char *name;
    const char *text;
    const char *expected;
} cases[] = {
#include "interpret-cases.def"
};

static bool case_holds(Fixture *fixture, guint index)
{
    InterpreterConfig config = {.gap = fixture_gap, .user = fixture};
    g_autoptr(Interpreter) interpreter =
        interpreter_new(fixture->program, &config);
    const IrUnit *unit = fixture_unit(fixture, index);
    const IrSymbol *function =
        unit ? ir_program_function(fixture->program, unit, "f") : NULL;
    const Term *result;
    g_autofree char *shown = NULL;

    bool holds;

    if (!function) {
        print_error("%s: no function\n", cases[index].name);
        return false;
    }
    result = interpreter_call(interpreter, function, NULL, 0);
    shown = show_term(interpreter, result);
    holds = g_str_equal(shown, cases[index].expected);
    if (!holds) {
        print_error("%s:\n  got      %s\n  expected %s\n", cases[index].name,
                    shown, cases[index].expected);
    }
    return holds;
}

static void test_cases(void **state)
{
    const char *texts[G_N_ELEMENTS(cases)];
    Fixture *fixture;
    guint n_failed = 0;

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        texts[i] = cases[i].text;
    }
    fixture = fixture_new(prelude, texts, G_N_ELEMENTS(cases));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        n_failed += !case_holds(fixture, i);
    }
    assert_int_equal(n_failed, 0);
    fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
