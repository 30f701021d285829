/*
 * Facts as an image: nothing is lost, and damage is noticed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/image.h"
#include "facts/json.h"

#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char *written(const FactSet *facts)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    assert_true(facts_json_write(facts, out, NULL));
    fclose(out);
    return text;
}

/* Facts of a case in testdata; NULL if it has none. */
static FactSet *case_facts(const char *name)
{
    g_autofree char *path =
        g_build_filename(TESTDATA "/extract", name, "expected.json", NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS) ? facts_json_read(path, NULL)
                                                 : NULL;
}

static void assert_same(const FactSet *facts)
{
    g_autoptr(GBytes) image = facts_image_write(facts);
    g_autoptr(FactSet) back = facts_image_read(image);
    g_autoptr(GBytes) again = NULL;
    char *before = written(facts);
    char *after;

    assert_non_null(back);
    after = written(back);
    assert_string_equal(before, after);
    again = facts_image_write(back);
    assert_true(g_bytes_equal(image, again));
    fact_set_sort(back);
    free(after);
    after = written(back);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void test_cases(void **state)
{
    g_autoptr(GDir) dir = g_dir_open(TESTDATA "/extract", 0, NULL);
    const char *name;
    guint n = 0;

    (void)state;
    while ((name = g_dir_read_name(dir))) {
        g_autoptr(FactSet) facts = case_facts(name);

        if (facts) {
            assert_same(facts);
            n++;
        }
    }
    assert_true(n > 5);
}

/* What JSON has no words for comes back too. */
static void test_unknown_values(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();
    Driver *driver = fact_set_add_driver(facts);
    Property property = {.name = fact_set_text(facts, "p")};

    (void)state;
    driver->name = fact_set_text(facts, "d");
    g_array_append_val(driver->properties, property);
    property.value = value_unsigned(G_MAXUINT64);
    g_array_append_val(driver->properties, property);
    property.value = value_number(G_MININT64);
    g_array_append_val(driver->properties, property);
    property.value = value_string(fact_set_text(facts, "\xc3\xa4\xff"));
    g_array_append_val(driver->properties, property);
    fact_set_add_gap(facts, "c", NULL, "r", NULL);
    fact_set_sort(facts);
    assert_same(facts);
}

static void test_empty(void **state)
{
    g_autoptr(FactSet) facts = fact_set_new();

    (void)state;
    assert_same(facts);
}

/* Whatever comes of it is a FactSet or NULL. */
static void test_damage(void **state)
{
    g_autoptr(FactSet) facts = case_facts("compat-list-empty");
    g_autoptr(GBytes) image = facts_image_write(facts);
    gsize size;
    const guint8 *data = g_bytes_get_data(image, &size);
    gsize step = size / 500 + 1;

    (void)state;
    for (gsize i = 0; i < size; i += step) {
        g_autoptr(GBytes) cut = g_bytes_new(data, i);
        g_autofree guint8 *copy = g_memdup2(data, size);
        g_autoptr(GBytes) changed = NULL;
        g_autoptr(FactSet) one = facts_image_read(cut);
        g_autoptr(FactSet) other = NULL;

        assert_null(one);
        copy[i] ^= 0xff;
        changed = g_bytes_new_take(g_steal_pointer(&copy), size);
        other = facts_image_read(changed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_unknown_values),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
