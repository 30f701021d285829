/*
 * Unit tests of the join: what a libvirt emits met by what a QEMU takes, in
 * facts made by hand.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/location.h"
#include "facts/facts.h"
#include "join-fixture.h"
#include "model/join-event.h"
#include "model/join-table.h"

static void test_subject(void **state)
{
    static const struct {
        const char *text;
        SubjectClass class;
        const char *title;
    } cases[] = {
        {"numa.mem", SUBJECT_CLASS_KEY, "-numa node,mem="},
        {"-numa.mem", SUBJECT_CLASS_KEY, "-numa node,mem="},
        {"numa", SUBJECT_CLASS_OPTION, "-numa"},
        {"pc-5.0", SUBJECT_CLASS_MACHINE, "machine-type pc-5.0"},
        {"field:numa_mem_supported", SUBJECT_CLASS_FIELD,
         "machine-field numa_mem_supported"},
        {"QEMU_CAPS_HPET", SUBJECT_CLASS_CAPABILITY,
         "capability QEMU_CAPS_HPET"},
        {"hpet.flag", SUBJECT_CLASS_CAPABILITY, "capability QEMU_CAPS_HPET"},
    };
    g_autoptr(GPtrArray) trees = new_trees();

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Subject) subject = subject_find(cases[i].text, trees, &error);
        g_autofree char *title = NULL;

        assert_non_null(subject);
        title = subject_title(subject);
        assert_int_equal(subject->class, cases[i].class);
        assert_string_equal(title, cases[i].title);
    }
}

static void test_near_names(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(GError) error = NULL;

    (void)state;
    assert_null(subject_find("numa.mme", trees, &error));
    assert_string_equal(error->message,
                        "no tree has 'numa.mme'; near to it: numa.mem");
    g_clear_error(&error);
    assert_null(subject_find("QEMU_CAPS_HPTE", trees, &error));
    assert_string_equal(error->message, "no tree has 'QEMU_CAPS_HPTE'; near to "
                                        "it: QEMU_CAPS_HPET");
}

static Driver *add_driver(FactSet *facts, const char *name, const char *parent)
{
    Driver *driver = fact_set_add_driver(facts);

    driver->name = fact_set_text(facts, name);
    driver->parent = fact_set_text(facts, parent);
    driver->location = place(facts, "net.c", 1);
    return driver;
}

/* A property of the parent is asked for by the child's name. */
static void test_near_inherited(void **state)
{
    g_autoptr(FactSet) facts = new_qemu("5.0.0", false);
    g_autoptr(GPtrArray) trees = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    Driver *parent = add_driver(facts, "net-base", "device");
    Property property = {
        .name = fact_set_text(facts, "host_mtu"),
        .location = place(facts, "net.c", 5),
    };

    (void)state;
    g_array_append_val(parent->properties, property);
    add_driver(facts, "net-pci", "net-base");
    fact_set_sort(facts);
    g_ptr_array_add(trees, facts);
    assert_null(subject_find("net-pci.host_mut", trees, &error));
    assert_string_equal(error->message, "no tree has 'net-pci.host_mut'; near "
                                        "to it: net-pci.host_mtu");
}

static bool has_event(const GArray *events, guint tree, bool is_end,
                      const char *text)
{
    for (guint i = 0; i < events->len; i++) {
        const JoinEvent *event = &g_array_index(events, JoinEvent, i);

        if (event->tree == tree && event->is_end == is_end &&
            g_str_equal(event->text, text)) {
            return true;
        }
    }
    return false;
}

static GArray *events_of(const GPtrArray *trees, Join *join, const char *name)
{
    g_autoptr(Subject) subject = subject_find(name, trees, NULL);

    assert_non_null(subject);
    return join_events(join, subject, NULL);
}

/* What is so of a machine type from its first version on is not news; what
 * changes later is. */
static void test_details(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Join) join = NULL;
    g_autoptr(GArray) old = NULL;
    g_autoptr(GArray) new = NULL;
    MachineType *late;

    (void)state;
    late = g_ptr_array_index(
        fact_set_machine_types(g_ptr_array_index(trees, 1)), 0);
    g_array_index(late->fields, MachineField, 0).value = value_boolean(false);
    join = join_new(trees, "x86_64", NULL);
    old = events_of(trees, join, "pc-5.0");
    new = events_of(trees, join, "pc-5.1");
    assert_true(has_event(old, 0, false, "machine type pc-5.0 exists"));
    assert_false(has_event(old, 0, false, "its numa_mem_supported is true"));
    assert_true(has_event(old, 1, false, "its numa_mem_supported is false"));
    assert_true(has_event(new, 1, false, "machine type pc-5.1 exists"));
    assert_false(has_event(new, 1, false, "its numa_mem_supported is false"));
}

static void test_capability(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Join) join = join_new(trees, "x86_64", NULL);
    g_autoptr(GArray) events = events_of(trees, join, "QEMU_CAPS_HPET");

    (void)state;
    assert_int_equal(events->len, 1);
    assert_true(
        has_event(events, 1, false, "buildClock asks for it to emit -no-hpet"));
}

static void test_bad_proposals(void **state)
{
    static const char *const texts[] = {
        "",
        "retire",
        "retire numa.mem form 5.1",
        "retire numa.mem from",
        "retire nosuch.key",
        "default numa.mem=3",
        "default numa.mem",
        "retire numa.mem; libvirt emits numa.memdev",
        "retire numa.mem; libvirt 6.4 sends numa.memdev",
        "keep numa.mem",
    };
    g_autoptr(GPtrArray) trees = new_trees();

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(proposal_read(texts[i], trees, &error));
        assert_non_null(error);
    }
}

/* What is emitted, where, for whom, and whether it starts. */
static void test_cells(void **state)
{
    static const struct {
        guint libvirt;
        guint qemu;
        const char *machine;
        CellKind kind;
        const char *form;
    } cases[] = {
        {0, 0, "pc-5.0", CELL_RUNS, "-numa node,mem="},
        {0, 1, "pc-5.0", CELL_RUNS, "-numa node,mem="},
        {0, 0, "pc-5.1", CELL_NONE, NULL},
        {0, 1, "pc-5.1", CELL_FAILS, "-numa node,mem="},
        /* A QEMU that does not tell counts as one that takes it. */
        {1, 0, "pc-5.0", CELL_RUNS, "-numa node,mem="},
        {1, 1, "pc-5.0", CELL_RUNS, "-numa node,mem="},
        {1, 1, "pc-5.1", CELL_RUNS, "-numa node,memdev="},
    };
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Join) join = join_new(trees, "x86_64", NULL);
    g_autoptr(Subject) subject = subject_find("numa.mem", trees, NULL);
    g_autoptr(Subject) instead = join_instead(join, subject);
    g_autoptr(Topic) topic =
        topic_new(join, TOPIC_GIVEN, subject, instead, NULL, "all");

    (void)state;
    assert_non_null(instead);
    assert_string_equal(instead->full, "node.memdev");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const GPtrArray *machines = join_machines(join);
        guint at = 0;
        Cell cell;

        while (!g_str_equal(((JoinMachine *)machines->pdata[at])->name,
                            cases[i].machine)) {
            at++;
        }
        cell = join_cell(
            join, topic,
            &(JoinPlace){cases[i].libvirt, cases[i].qemu, machines->pdata[at]});
        assert_int_equal(cell.kind, cases[i].kind);
        if (cases[i].form) {
            assert_string_equal(cell.form, cases[i].form);
        }
    }
}

/* What only the caller knows is not said of any guest. */
static void test_open_question(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    FactSet *old = g_ptr_array_index(trees, 2);
    Emission *emission = g_ptr_array_index(fact_set_emissions(old), 0);
    LibvirtGuard guard = {
        .kind = fact_set_text(old, "xml"),
        .text = fact_set_text(old, "enableMem"),
    };
    g_autoptr(Join) join = NULL;
    g_autoptr(Subject) subject = subject_find("numa.mem", trees, NULL);
    g_autoptr(Topic) topic = NULL;
    const JoinMachine *newer;

    (void)state;
    g_array_append_val(emission->guards, guard);
    join = join_new(trees, "x86_64", NULL);
    topic = topic_new(join, TOPIC_GIVEN, subject, NULL, NULL, "all");
    newer = g_ptr_array_index(join_machines(join), 1);
    assert_int_equal(join_cell(join, topic, &(JoinPlace){0, 1, newer}).kind,
                     CELL_UNKNOWN);
}

static void test_rows(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Join) join = join_new(trees, "x86_64", NULL);
    g_autoptr(Subject) subject = subject_find("numa.mem", trees, NULL);
    g_autoptr(Subject) instead = join_instead(join, subject);
    g_autoptr(Topic) topic =
        topic_new(join, TOPIC_GIVEN, subject, instead, NULL, "all");
    g_autoptr(GPtrArray) groups = join_groups(join, topic, NULL);
    g_autoptr(GArray) rows = join_rows(join, topic, groups->pdata[1]);
    g_autoptr(GArray) safe = join_safe_from(join, groups);
    const JoinRow *first = &g_array_index(rows, JoinRow, 0);
    g_autofree char *where =
        join_state_text(join, groups->pdata[1], first->destination);

    (void)state;
    assert_int_equal(groups->len, 2);
    assert_int_equal(rows->len, 3);
    assert_int_equal(first->verdict, JOIN_VERDICT_BREAK);
    assert_int_equal(first->directions, JOIN_BACKWARD);
    assert_string_equal(where, "libvirt 6.0.0, any QEMU");
    assert_int_equal(g_array_index(rows, JoinRow, 1).verdict,
                     JOIN_VERDICT_START_FAIL);
    assert_int_equal(safe->len, 1);
    assert_int_equal(g_array_index(safe, JoinSafe, 0).libvirt, 1);
    assert_int_equal(g_array_index(safe, JoinSafe, 0).qemu, 0);
}

static void test_events(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Join) join = join_new(trees, "x86_64", NULL);
    g_autoptr(Subject) subject = subject_find("numa.mem", trees, NULL);
    g_autoptr(GArray) events = join_events(join, subject, NULL);
    bool found = false;

    (void)state;
    for (guint i = 0; i < events->len; i++) {
        const JoinEvent *event = &g_array_index(events, JoinEvent, i);

        found |= event->is_qemu && event->tree == 1 &&
                 g_str_equal(event->text, "numa_mem_supported is true up to "
                                          "pc-5.0, false from 5.1 on");
    }
    assert_true(found);
}

static void test_proposal(void **state)
{
    g_autoptr(GPtrArray) trees = new_trees();
    g_autoptr(Proposal) proposal = NULL;
    g_autoptr(Join) join = NULL;
    const GPtrArray *machines;

    (void)state;
    g_ptr_array_remove_index(trees, 1);
    proposal = proposal_read("# a comment\nretire numa.mem from 5.1\n"
                             "; libvirt 6.5 emits numa.memdev\n",
                             trees, NULL);
    assert_non_null(proposal);
    join = join_new(trees, "x86_64", proposal);
    machines = join_machines(join);
    assert_int_equal(join_n_qemus(join), 2);
    assert_int_equal(join_n_libvirts(join), 3);
    assert_int_equal(machines->len, 2);
    assert_string_equal(((JoinMachine *)machines->pdata[1])->name, "pc-5.1");
    assert_null(((JoinMachine *)machines->pdata[1])->types[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subject),
        cmocka_unit_test(test_near_names),
        cmocka_unit_test(test_bad_proposals),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_proposal),
        cmocka_unit_test(test_near_inherited),
        cmocka_unit_test(test_details),
        cmocka_unit_test(test_capability),
        cmocka_unit_test(test_open_question),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
