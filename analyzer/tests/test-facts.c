/*
 * A FactSet: interned strings, the order of facts, repeated facts made one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/facts.h"

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NAMES(facts, ...)                                                      \
    fact_set_names(facts, (const char *const[]){__VA_ARGS__, NULL})

static char *joined(Names names)
{
    return g_strjoinv(" ", (char **)names);
}

static Driver *add_driver(FactSet *facts, const char *name, Names targets,
                          unsigned line)
{
    Driver *driver = fact_set_add_driver(facts);

    driver->name = fact_set_text(facts, name);
    driver->targets = targets;
    driver->location.file = fact_set_text(facts, "hw/net/frob.c");
    driver->location.line = line;
    return driver;
}

static void add_property(FactSet *facts, Driver *driver, const char *name,
                         const char *when)
{
    Property property = {
        .name = fact_set_text(facts, name),
        .when = fact_set_text(facts, when),
        .value = value_unknown(),
    };

    g_array_append_val(driver->properties, property);
}

static void test_texts_are_interned(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    g_autofree char *copy = g_strdup("vectors");

    (void)state;
    assert_null(fact_set_text(facts, NULL));
    assert_ptr_equal(fact_set_text(facts, "vectors"),
                     fact_set_text(facts, copy));
    assert_ptr_not_equal(fact_set_text(facts, copy), copy);
}

static const struct {
    const char *text;
    const char *kept;
} byte_cases[] = {
    {"plain", "plain"},
    {"gr\xc3\xbc\xc3\x9f", "gr\xc3\xbc\xc3\x9f"},
    {"\xff", "\\xff"},
    {"a\xfe"
     "b\x80",
     "a\\xfeb\\x80"},
};

static void test_texts_are_utf8(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(byte_cases); i++) {
        assert_string_equal(fact_set_text(facts, byte_cases[i].text),
                            byte_cases[i].kept);
    }
}

static const struct {
    const char *given[5];
    const char *kept;
} name_cases[] = {
    {{NULL}, ""},
    {{"*"}, "*"},
    {{"x86_64", "i386"}, "i386 x86_64"},
    {{"i386", "x86_64", "i386", "arm"}, "arm i386 x86_64"},
};

static void test_names_are_sorted_and_interned(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(name_cases); i++) {
        Names names = fact_set_names(facts, name_cases[i].given);
        g_autofree char *text = joined(names);

        assert_string_equal(text, name_cases[i].kept);
        assert_ptr_equal(names, fact_set_names(facts, name_cases[i].given));
    }
    assert_ptr_equal(NAMES(facts, "i386", "x86_64"),
                     NAMES(facts, "x86_64", "i386", "x86_64"));
}

static void test_facts_stay_where_they_are(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);
    CompatProperty entry = {.driver = fact_set_text(facts, "e1000")};

    (void)state;
    for (guint i = 0; i < 1000; i++) {
        fact_set_add_machine_type(facts)->name = fact_set_text(facts, "pc");
    }
    machine->name = fact_set_text(facts, "pc-1.0");
    g_array_append_val(machine->compat, entry);
    fact_set_sort(facts);
    assert_string_equal(machine->name, "pc-1.0");
    assert_int_equal(fact_set_machine_types(facts)->len, 2);
    assert_ptr_equal(fact_set_machine_types(facts)->pdata[1], machine);
}

static void test_order_of_drivers(void **state)
{
    static const struct {
        const char *name;
        const char *target;
        unsigned line;
    } given[] = {
        {"nvme", "*", 3},
        {"e1000", "x86_64", 2},
        {"e1000", "arm", 9},
        {"e1000", "x86_64", 1},
    };
    static const unsigned expected[] = {9, 1, 2, 3};
    g_autoptr(FactSet) facts = fact_set_new();
    const GPtrArray *drivers = fact_set_drivers(facts);

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
        add_driver(facts, given[i].name, NAMES(facts, given[i].target),
                   given[i].line);
    }
    fact_set_sort(facts);
    assert_int_equal(drivers->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];

        assert_int_equal(driver->location.line, expected[i]);
    }
}

static void test_order_of_properties(void **state)
{
    static const struct {
        const char *name;
        const char *when;
    } given[] = {{"x", "b"}, {"y", NULL}, {"x", NULL}, {"x", "a"}, {"x", "b"}},
      expected[] = {{"x", NULL}, {"x", "a"}, {"x", "b"}, {"y", NULL}};
    g_autoptr(FactSet) facts = fact_set_new();
    Driver *driver = add_driver(facts, "nvme", NAMES(facts, "*"), 1);

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
        add_property(facts, driver, given[i].name, given[i].when);
    }
    fact_set_sort(facts);
    assert_int_equal(driver->properties->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < driver->properties->len; i++) {
        Property *property = &g_array_index(driver->properties, Property, i);

        assert_string_equal(property->name, expected[i].name);
        assert_int_equal(g_strcmp0(property->when, expected[i].when), 0);
    }
}

/* The same definition, seen from three target groups; then other ones. */
static const struct {
    const char *targets[3][3];
    unsigned lines[3];
    const char *merged; /* targets of the first driver left */
    guint left;
} merge_cases[] = {
    {{{"i386", "x86_64"}, {"arm", "aarch64"}, {"arm"}},
     {1, 1, 1},
     "aarch64 arm i386 x86_64",
     1},
    {{{"i386"}, {"*"}, {"arm"}}, {1, 1, 1}, "*", 1},
    {{{"*"}, {"*"}, {"*"}}, {1, 1, 1}, "*", 1},
    {{{"i386"}, {"arm"}, {"arm"}}, {1, 2, 2}, "arm", 2},
    {{{"arm"}, {"i386"}, {"arm"}}, {1, 2, 3}, "arm", 3},
};

static void test_same_definition_is_one_driver(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(merge_cases); i++) {
        g_autoptr(FactSet) facts = fact_set_new();
        g_autofree char *targets = NULL;
        const Driver *first;

        for (guint j = 0; j < 3; j++) {
            Names names = fact_set_names(facts, merge_cases[i].targets[j]);
            Driver *driver =
                add_driver(facts, "nvme", names, merge_cases[i].lines[j]);

            add_property(facts, driver, "serial", NULL);
        }
        fact_set_sort(facts);
        assert_int_equal(fact_set_drivers(facts)->len, merge_cases[i].left);
        first = fact_set_drivers(facts)->pdata[0];
        targets = joined(first->targets);
        assert_string_equal(targets, merge_cases[i].merged);
    }
}

static void test_drivers_that_differ_inside_stay_two(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    Driver *one = add_driver(facts, "nvme", NAMES(facts, "arm"), 1);
    Driver *other = add_driver(facts, "nvme", NAMES(facts, "i386"), 1);

    (void)state;
    add_property(facts, one, "serial", NULL);
    add_property(facts, other, "serial", "CONFIG_FROB");
    fact_set_sort(facts);
    assert_int_equal(fact_set_drivers(facts)->len, 2);
}

static void test_compat_keeps_its_order(void **state)
{
    static const char *const values[] = {"3", "1", "2", "1"};
    g_autoptr(FactSet) facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        CompatProperty entry = {.value = fact_set_text(facts, values[i])};

        g_array_append_val(machine->compat, entry);
    }
    fact_set_sort(facts);
    assert_int_equal(machine->compat->len, G_N_ELEMENTS(values));
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        assert_string_equal(
            g_array_index(machine->compat, CompatProperty, i).value, values[i]);
    }
}

static const Gap given_gaps[] = {
    {"vmstate", "b", "no", {"b.c", 1}},  {"vmstate", "a", "no", {"b.c", 1}},
    {"vmstate", "b", "no", {"b.c", 1}},  {"driver", NULL, "no", {NULL, 0}},
    {"vmstate", "b", "may", {"b.c", 1}}, {"vmstate", "b", "yes", {"a.c", 2}},
    {"driver", "x", "no", {NULL, 0}},
};

static const Gap expected_gaps[] = {
    {"driver", NULL, "no", {NULL, 0}},   {"driver", "x", "no", {NULL, 0}},
    {"vmstate", "b", "yes", {"a.c", 2}}, {"vmstate", "b", "may", {"b.c", 1}},
    {"vmstate", "a", "no", {"b.c", 1}},  {"vmstate", "b", "no", {"b.c", 1}},
};

static void test_gaps_are_told_once_and_sorted(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    const GPtrArray *gaps = fact_set_gaps(facts);

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(given_gaps); i++) {
        const Gap *gap = &given_gaps[i];

        fact_set_add_gap(facts, gap->construct, gap->subject, gap->reason,
                         &gap->location);
    }
    fact_set_sort(facts);
    assert_int_equal(gaps->len, G_N_ELEMENTS(expected_gaps));
    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = gaps->pdata[i];

        assert_string_equal(gap->construct, expected_gaps[i].construct);
        assert_string_equal(gap->reason, expected_gaps[i].reason);
        assert_int_equal(g_strcmp0(gap->subject, expected_gaps[i].subject), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_are_interned),
        cmocka_unit_test(test_texts_are_utf8),
        cmocka_unit_test(test_names_are_sorted_and_interned),
        cmocka_unit_test(test_facts_stay_where_they_are),
        cmocka_unit_test(test_order_of_drivers),
        cmocka_unit_test(test_order_of_properties),
        cmocka_unit_test(test_same_definition_is_one_driver),
        cmocka_unit_test(test_drivers_that_differ_inside_stay_two),
        cmocka_unit_test(test_compat_keeps_its_order),
        cmocka_unit_test(test_gaps_are_told_once_and_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
