/*
 * Effective values: which compat entries reach a driver, and which one wins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/version.h"
#include "facts/facts.h"
#include "model/effective.h"

static Driver *add_driver(FactSet *facts, const char *name, const char *parent)
{
    Driver *driver = fact_set_add_driver(facts);

    driver->name = fact_set_text(facts, name);
    driver->parent = fact_set_text(facts, parent);
    return driver;
}

static void add_property(FactSet *facts, Driver *driver, const char *name,
                         gint64 number, const char *alias_of)
{
    Property property = {
        .name = fact_set_text(facts, name),
        .type = fact_set_text(facts, "uint32"),
        .how = fact_set_text(facts, alias_of ? "alias" : "qdev"),
        .alias_of = fact_set_text(facts, alias_of),
        .value = value_number(number),
    };

    g_array_append_val(driver->properties, property);
}

static void add_entry(FactSet *facts, MachineType *machine, const char *driver,
                      const char *property, const char *value)
{
    CompatProperty entry = {
        .driver = fact_set_text(facts, driver),
        .property = fact_set_text(facts, property),
        .value = fact_set_text(facts, value),
        .list = fact_set_text(facts, "hw_compat"),
    };

    g_array_append_val(machine->compat, entry);
}

/* A child with a proxy that passes its property on, both below a parent. */
static FactSet *example(const char *version)
{
    FactSet *facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);
    Driver *parent = add_driver(facts, "frob-base", NULL);
    Driver *child = add_driver(facts, "frob", "frob-base");
    Driver *proxy = add_driver(facts, "frob-pci", NULL);

    fact_set_set_tree(facts, "qemu", version, "example", NULL);
    machine->name = fact_set_text(facts, "pc-1");
    add_property(facts, parent, "depth", 1, NULL);
    add_property(facts, child, "queues", 8, NULL);
    add_property(facts, proxy, "queues", 8, "frob.queues");
    add_entry(facts, machine, "frob-base", "depth", "2");
    add_entry(facts, machine, "frob", "depth", "0x10");
    add_entry(facts, machine, "frob-base", "depth", "3");
    add_entry(facts, machine, "frob", "queues", "4");
    add_entry(facts, machine, "frob", "gone", "1");
    fact_set_sort(facts);
    return facts;
}

static gint64 value_of(const FactSet *facts, const char *driver,
                       const char *property, guint *ret_unknown)
{
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    g_autoptr(EffectiveDriver) effective =
        effective_driver_new(model, qemu_model_machine(model, "pc-1"),
                             qemu_model_driver(model, driver));
    const EffectiveProperty *found = effective_driver_find(effective, property);

    *ret_unknown = effective->unknown->len;
    assert_non_null(found);
    assert_int_equal(found->value.kind, VALUE_NUMBER);
    return found->value.number;
}

static void test_later_entries_win(void **state)
{
    g_autoptr(FactSet) facts = example("7.2.0");
    guint unknown;

    (void)state;
    assert_int_equal(value_of(facts, "frob", "depth", &unknown), 3);
    assert_int_equal(unknown, 1); /* the entry for "gone" */
    assert_int_equal(value_of(facts, "frob-base", "depth", &unknown), 3);
    assert_int_equal(unknown, 0);
}

/* The child's entry comes through the alias though none names the proxy. */
static void test_entries_reach_through_aliases(void **state)
{
    g_autoptr(FactSet) facts = example("7.2.0");
    guint unknown;

    (void)state;
    assert_int_equal(value_of(facts, "frob-pci", "queues", &unknown), 4);
}

static void test_classes_in_order_until_2_9(void **state)
{
    g_autoptr(FactSet) facts = example("2.9.0");
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    g_autoptr(EffectiveDriver) effective =
        effective_driver_new(model, qemu_model_machine(model, "pc-1"),
                             qemu_model_driver(model, "frob"));
    const EffectiveProperty *depth = effective_driver_find(effective, "depth");

    (void)state;
    assert_int_equal(depth->reasons->len, 4);
    assert_string_equal(g_array_index(depth->reasons, Reason, 1).driver,
                        "frob");
    assert_int_equal(depth->value.number, 3);
}

static void test_versions_are_ordered_by_number(void **state)
{
    static const struct {
        const char *older;
        const char *newer;
    } ordered[] = {
        {"2.9", "2.10"},     {"2.12.0", "3.0.0"}, {"9.2.0", "10.0.0"},
        {"8.2.9", "8.2.10"}, {"4.0", "4.0.1"},
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(ordered); i++) {
        assert_int_equal(version_compare(ordered[i].older, ordered[i].newer),
                         -1);
        assert_int_equal(version_compare(ordered[i].newer, ordered[i].older),
                         1);
    }
    assert_int_equal(version_compare("10.0", "10.0.0"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_later_entries_win),
        cmocka_unit_test(test_entries_reach_through_aliases),
        cmocka_unit_test(test_classes_in_order_until_2_9),
        cmocka_unit_test(test_versions_are_ordered_by_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
