/*
 * Whether a test can hold, from its text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/condition.h"

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* "s->on" is true, "s->off" false, "s->four" 4, "s->mode" the text "fast";
 * of "s->flags" the lowest bit alone is known: it is set. */
static Value read_known(const char *path, gint64 mask, gpointer user)
{
    guint *n_reads = user;

    ++*n_reads;
    if (g_str_equal(path, "s->on") || g_str_equal(path, "s->off")) {
        return value_boolean(g_str_has_suffix(path, "on"));
    }
    if (g_str_equal(path, "s->four")) {
        return value_number(4);
    }
    if (g_str_equal(path, "s->mode")) {
        return value_string("fast");
    }
    return g_str_equal(path, "s->flags") && mask == 1 ? value_number(1)
                                                      : value_unknown();
}

static const struct {
    const char *text;
    ConditionVerdict verdict;
} conditions[] = {
    {"true", CONDITION_HOLDS},
    {"0", CONDITION_FAILS},
    {"s->on", CONDITION_HOLDS},
    {"!s->on", CONDITION_FAILS},
    {"!!s->on", CONDITION_HOLDS},
    {"s->run", CONDITION_OPEN},
    {"s->off && s->run", CONDITION_FAILS},
    {"s->run != 0 && !s->on", CONDITION_FAILS},
    {"s->off || s->run", CONDITION_OPEN},
    {"s->on || s->run", CONDITION_HOLDS},
    {"s->off && f(s->run, \"a)\") || s->on", CONDITION_HOLDS},
    {"f(s)", CONDITION_OPEN},
    {"s->four > 3", CONDITION_HOLDS},
    {"s->four <= 3", CONDITION_FAILS},
    {"s->four == 4", CONDITION_HOLDS},
    {"(s->four & 4) != 0", CONDITION_HOLDS},
    {"s->four & (1 << 1)", CONDITION_FAILS},
    {"s->flags & (1 << 0)", CONDITION_HOLDS},
    {"!(s->flags & 1)", CONDITION_FAILS},
    {"s->flags & (1 << 1)", CONDITION_OPEN},
    {"s->flags & 3", CONDITION_OPEN},
    {"1 + 2 == 3", CONDITION_HOLDS},
    {"~0 == -1", CONDITION_HOLDS},
    {"1 << 64", CONDITION_OPEN},
    {"s->mode == MODE_FAST", CONDITION_HOLDS},
    {"s->mode == MODE_SLOW", CONDITION_FAILS},
    {"s->mode != s->other", CONDITION_OPEN},
    {"s->run ? s->on : true", CONDITION_HOLDS},
    {"s->off ? s->run : s->off", CONDITION_FAILS},
    {"if (s->run) true; false", CONDITION_OPEN},
    {"if (s->off) true; false", CONDITION_FAILS},
    {"if (s->run) if (s->off) true; s->off", CONDITION_FAILS},
    {"if (s->run) s->on; true", CONDITION_HOLDS},
    {"?", CONDITION_OPEN},
    {"", CONDITION_OPEN},
    {"s->on and more", CONDITION_OPEN},
    {"(s->on", CONDITION_OPEN},
    {"f(s->on", CONDITION_OPEN},
    {"&s->on", CONDITION_OPEN},
};

static void test_verdicts(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
        guint n_reads = 0;

        if (condition_judge(conditions[i].text, read_known, &n_reads) !=
            conditions[i].verdict) {
            fail_msg("%s", conditions[i].text);
        }
    }
}

static void test_reads_all(void **state)
{
    guint n_reads = 0;

    (void)state;
    condition_judge("s->off && (s->on || s->run)", read_known, &n_reads);
    assert_int_equal(n_reads, 3);
}

static void test_is_not_too_deep(void **state)
{
    g_autofree char *text = g_strnfill(100000, '!');
    guint n_reads = 0;

    (void)state;
    assert_int_equal(condition_judge(text, read_known, &n_reads),
                     CONDITION_OPEN);
    memset(text, '(', strlen(text));
    assert_int_equal(condition_judge(text, read_known, &n_reads),
                     CONDITION_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_reads_all),
        cmocka_unit_test(test_is_not_too_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
