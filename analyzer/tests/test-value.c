/*
 * Values, places and versions: their order and their text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/location.h"
#include "base/value.h"
#include "base/version.h"

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

/* Each value comes before the next one. */
static const struct {
    Value value;
    const char *text;
} ascending_values[] = {
    {{VALUE_UNKNOWN}, "?"},
    {{VALUE_NONE}, "null"},
    {{VALUE_BOOLEAN, .boolean = false}, "false"},
    {{VALUE_BOOLEAN, .boolean = true}, "true"},
    {{VALUE_NUMBER, .number = G_MININT64}, "-9223372036854775808"},
    {{VALUE_NUMBER, .number = -1}, "-1"},
    {{VALUE_NUMBER, .number = 0}, "0"},
    {{VALUE_NUMBER, .number = G_MAXINT64}, "9223372036854775807"},
    {{VALUE_UNSIGNED, .unsigned_number = (guint64)G_MAXINT64 + 1},
     "9223372036854775808"},
    {{VALUE_UNSIGNED, .unsigned_number = G_MAXUINT64}, "18446744073709551615"},
    {{VALUE_STRING, .string = ""}, ""},
    {{VALUE_STRING, .string = "0"}, "0"},
    {{VALUE_STRING, .string = "off"}, "off"},
};

static void test_order_of_values(void **state)
{
    (void)state;
    for (int i = 0; i < (int)G_N_ELEMENTS(ascending_values); i++) {
        for (int j = 0; j < (int)G_N_ELEMENTS(ascending_values); j++) {
            const Value *a = &ascending_values[i].value;
            const Value *b = &ascending_values[j].value;

            assert_int_equal(sign(value_compare(a, b)), sign(i - j));
            assert_int_equal(value_equal(a, b),
                             i == j && a->kind != VALUE_UNKNOWN);
        }
    }
}

static void test_text_of_values(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(ascending_values); i++) {
        g_autofree char *text = value_to_text(&ascending_values[i].value);

        assert_string_equal(text, ascending_values[i].text);
    }
}

static void test_unsigned_is_a_number_when_it_fits(void **state)
{
    (void)state;
    assert_int_equal(value_unsigned(7).kind, VALUE_NUMBER);
    assert_int_equal(value_unsigned(G_MAXINT64).kind, VALUE_NUMBER);
    assert_int_equal(value_unsigned((guint64)G_MAXINT64 + 1).kind,
                     VALUE_UNSIGNED);
}

static const struct {
    const char *a;
    const char *b;
    int order;
} versions[] = {
    {"2.9", "2.10", -1},       {"2.12.0", "3.0.0", -1},
    {"2.10", "2.10.0", 0},     {"2.10.0", "2.10.1", -1},
    {"8.2.9", "8.2.10", -1},   {"9.2.0", "10.0.0", -1},
    {"10.0.0-rc1", "10.0", 0}, {"", "0", 0},
};

static void test_order_of_versions(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(versions); i++) {
        int order = version_compare(versions[i].a, versions[i].b);

        assert_int_equal(sign(order), versions[i].order);
        order = version_compare(versions[i].b, versions[i].a);
        assert_int_equal(sign(order), -versions[i].order);
    }
}

static const Location ascending_places[] = {
    {NULL, 0},
    {"hw/core/machine.c", 0},
    {"hw/core/machine.c", 9},
    {"hw/core/machine.c", 10},
    {"hw/i386/pc.c", 1},
};

static void test_order_of_places(void **state)
{
    (void)state;
    for (int i = 0; i < (int)G_N_ELEMENTS(ascending_places); i++) {
        for (int j = 0; j < (int)G_N_ELEMENTS(ascending_places); j++) {
            int order =
                location_compare(&ascending_places[i], &ascending_places[j]);

            assert_int_equal(sign(order), sign(i - j));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_of_values),
        cmocka_unit_test(test_text_of_values),
        cmocka_unit_test(test_unsigned_is_a_number_when_it_fits),
        cmocka_unit_test(test_order_of_versions),
        cmocka_unit_test(test_order_of_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
