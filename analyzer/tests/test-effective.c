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
#include "model/effective-cpu.h"
#include "model/effective-machine.h"

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

static void add_write(FactSet *facts, Driver *driver, const char *property,
                      Value value, const char *when, const char *test,
                      const char *operator, gint64 number)
{
    RunTimeWrite write = {
        .property = fact_set_text(facts, property),
        .value = value,
        .when = fact_set_text(facts, when),
        .test = fact_set_text(facts, test),
        .test_operator = fact_set_text(facts, operator),
        .test_value = value_number(number),
        .test_only = test,
    };

    g_array_append_val(driver->run_time, write);
}

/* A device that completes its properties when it is realized. */
static FactSet *realized_example(void)
{
    static const char *const names[] = {"always", "auto", "fixed", "perhaps",
                                        "same"};
    FactSet *facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);
    Driver *driver = add_driver(facts, "frob", NULL);

    fact_set_set_tree(facts, "qemu", "7.2.0", "example", NULL);
    machine->name = fact_set_text(facts, "pc-1");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        add_property(facts, driver, names[i], 0, NULL);
    }
    add_entry(facts, machine, "frob", "fixed", "4");
    add_write(facts, driver, "always", value_number(7), NULL, NULL, NULL, 0);
    add_write(facts, driver, "auto", value_unknown(), "!s->auto", "auto",
              "==", 0);
    add_write(facts, driver, "fixed", value_unknown(), "!s->fixed", "fixed",
              "==", 0);
    add_write(facts, driver, "perhaps", value_number(1), "is_express(dev)",
              NULL, NULL, 0);
    add_write(facts, driver, "same", value_number(0), "is_express(dev)", NULL,
              NULL, 0);
    fact_set_sort(facts);
    return facts;
}

static void test_realize_completes_values(void **state)
{
    static const struct {
        const char *property;
        ValueKind kind;
        gint64 number; /* if it is known */
        gint64 before;
        bool has_run_time;
    } expected[] = {
        {"always", VALUE_NUMBER, 7, 0, true},
        {"auto", VALUE_UNKNOWN, 0, 0, true},
        {"fixed", VALUE_NUMBER, 4, 4, false},
        {"perhaps", VALUE_UNKNOWN, 0, 0, true},
        {"same", VALUE_NUMBER, 0, 0, false},
    };
    g_autoptr(FactSet) facts = realized_example();
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    g_autoptr(EffectiveDriver) effective =
        effective_driver_new(model, qemu_model_machine(model, "pc-1"),
                             qemu_model_driver(model, "frob"));

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const EffectiveProperty *found =
            effective_driver_find(effective, expected[i].property);

        assert_non_null(found);
        assert_int_equal(found->value.kind, expected[i].kind);
        if (expected[i].kind != VALUE_UNKNOWN) {
            assert_int_equal(found->value.number, expected[i].number);
        }
        assert_int_equal(found->static_value.number, expected[i].before);
        assert_int_equal(found->run_time != NULL, expected[i].has_run_time);
    }
}

/* What no entry reaches is one thing under all machine types. */
static void test_untouched_drivers_are_shared(void **state)
{
    g_autoptr(FactSet) facts = example("7.2.0");
    g_autoptr(QemuModel) model = qemu_model_new(facts, NULL);
    g_autoptr(EffectiveDefaults) defaults = effective_defaults_new(model);
    MachineType bare = {.name = "none"};
    g_autoptr(EffectiveMachine) touched = NULL;
    g_autoptr(EffectiveMachine) untouched = NULL;
    const Driver *proxy = qemu_model_driver(model, "frob-pci");
    const EffectiveDriver *with;
    const EffectiveDriver *without;

    (void)state;
    bare.compat = g_array_new(FALSE, FALSE, sizeof(CompatProperty));
    touched =
        effective_machine_new(defaults, qemu_model_machine(model, "pc-1"));
    untouched = effective_machine_new(defaults, &bare);
    with = effective_machine_driver(touched, proxy);
    without = effective_machine_driver(untouched, proxy);
    assert_ptr_not_equal(with, without);
    assert_ptr_equal(with, effective_machine_driver(touched, proxy));
    assert_ptr_equal(without, effective_machine_driver(untouched, proxy));
    assert_int_equal(effective_driver_find(with, "queues")->value.number, 4);
    assert_int_equal(effective_driver_find(without, "queues")->value.number, 8);
    assert_int_equal(effective_driver_find(without, "queues")->reasons->len, 1);
    g_array_unref(bare.compat);
}

static void add_model(FactSet *facts, const char *name, const char *value)
{
    CpuModel *model = fact_set_add_cpu_model(facts);
    CpuModelProperty property = {fact_set_text(facts, "queues"),
                                 value_string(fact_set_text(facts, value))};

    model->name = fact_set_text(facts, name);
    model->target = fact_set_text(facts, "x86_64");
    g_array_append_val(model->properties, property);
}

/* The machine's class says which version "epic" is; its compat entries come
 * after what the model sets. */
static void test_cpu_models_are_resolved(void **state)
{
    static const char *const everywhere[] = {"*", NULL};
    g_autoptr(FactSet) facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);
    MachineField version = {.name = fact_set_text(facts, "default_cpu_version"),
                            .value = value_number(2)};
    g_autoptr(QemuModel) model = NULL;
    g_autoptr(GPtrArray) models = NULL;
    const EffectiveCpu *cpu;
    const EffectiveProperty *queues;

    (void)state;
    fact_set_set_tree(facts, "qemu", "7.2.0", "example", NULL);
    machine->name = fact_set_text(facts, "pc-1");
    machine->targets = fact_set_names(facts, everywhere);
    g_array_append_val(machine->fields, version);
    add_property(facts, add_driver(facts, "epic-x86_64-cpu", NULL), "queues", 0,
                 NULL);
    add_model(facts, "epic", "1");
    add_model(facts, "epic-v2", "2");
    fact_set_sort(facts);
    model = qemu_model_new(facts, "x86_64");
    models = effective_cpu_models(model, qemu_model_machine(model, "pc-1"));
    assert_int_equal(models->len, 1);
    cpu = g_ptr_array_index(models, 0);
    assert_string_equal(cpu->name, "epic");
    assert_string_equal(cpu->model->name, "epic-v2");
    queues = &g_array_index(cpu->properties, EffectiveProperty, 0);
    assert_int_equal(queues->value.number, 2);
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
        cmocka_unit_test(test_realize_completes_values),
        cmocka_unit_test(test_untouched_drivers_are_shared),
        cmocka_unit_test(test_cpu_models_are_resolved),
        cmocka_unit_test(test_versions_are_ordered_by_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
