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
#include "model/join-event.h"
#include "model/join-table.h"

static const char *const everywhere[] = {"*", NULL};
static const char *const node[] = {"node", NULL};

static Location place(FactSet *facts, const char *file, unsigned line)
{
    return (Location){fact_set_text(facts, file), line};
}

static void add_machine(FactSet *facts, const char *version, bool takes_mem)
{
    MachineType *machine = fact_set_add_machine_type(facts);
    g_autofree char *name = g_strconcat("pc-", version, NULL);
    MachineField field = {
        .name = fact_set_text(facts, "numa_mem_supported"),
        .record = fact_set_text(facts, "MachineClass"),
        .value = value_boolean(takes_mem),
        .location = place(facts, "pc.c", 3),
    };

    machine->name = fact_set_text(facts, name);
    machine->family = fact_set_text(facts, "pc");
    machine->version = fact_set_text(facts, version);
    machine->targets = fact_set_names(facts, everywhere);
    machine->location = place(facts, "pc.c", 1);
    g_array_append_val(machine->fields, field);
}

/* Says of each machine type whether it takes "mem", and refuses it. */
static void add_refusal(FactSet *facts)
{
    OptionRefusal *refusal = fact_set_add_option_refusal(facts);
    MachineInfoKey *info = fact_set_add_machine_info(facts);

    refusal->option = fact_set_text(facts, "numa");
    refusal->key = fact_set_text(facts, "node.mem");
    refusal->action = fact_set_text(facts, "refuse");
    refusal->field = fact_set_text(facts, "numa_mem_supported");
    refusal->field_value = value_boolean(false);
    refusal->message = fact_set_text(facts, "mem is gone, use memdev");
    refusal->when = fact_set_text(facts, "!mc->numa_mem_supported");
    refusal->function = fact_set_text(facts, "parse_numa_node");
    refusal->targets = fact_set_names(facts, everywhere);
    refusal->location = place(facts, "numa.c", 9);
    info->key = fact_set_text(facts, "numa-mem-supported");
    info->field = refusal->field;
    info->record = fact_set_text(facts, "MachineClass");
    info->location = place(facts, "qmp.c", 5);
}

static FactSet *new_qemu(const char *version, bool is_new)
{
    FactSet *facts = fact_set_new();
    Option *option = fact_set_add_option(facts);

    fact_set_set_tree(facts, "qemu", version, version, NULL);
    option->name = fact_set_text(facts, "numa");
    option->targets = fact_set_names(facts, everywhere);
    option->location = place(facts, "qemu-options.hx", 1);
    g_ptr_array_add(option->keys, (gpointer)fact_set_text(facts, "node.mem"));
    g_ptr_array_add(option->keys,
                    (gpointer)fact_set_text(facts, "node.memdev"));
    add_machine(facts, "5.0", true);
    if (is_new) {
        add_machine(facts, "5.1", false);
        add_refusal(facts);
    }
    fact_set_sort(facts);
    return facts;
}

/* `asks`: NULL, or "yes" or "no": only if the machine takes it, or not. */
static void add_emission(FactSet *facts, const char *key, const char *asks)
{
    Emission *emission = fact_set_add_emission(facts);
    LibvirtGuard guard = {
        .kind = fact_set_text(facts, "machine"),
        .text = fact_set_text(facts, "GetMachineNumaMemSupported(caps)"),
        .negated = asks && g_str_equal(asks, "no"),
    };

    emission->option = fact_set_text(facts, "-numa");
    emission->drivers = fact_set_names(facts, node);
    emission->property = fact_set_text(facts, key);
    emission->value.kind = fact_set_text(facts, "number");
    emission->channel = fact_set_text(facts, "command-line");
    emission->function = fact_set_text(facts, "buildNuma");
    emission->location = place(facts, "command.c", asks ? 20 : 10);
    if (asks) {
        g_array_append_val(emission->guards, guard);
    }
}

static FactSet *new_libvirt(const char *version, bool is_new)
{
    FactSet *facts = fact_set_new();

    fact_set_set_tree(facts, "libvirt", version, version, NULL);
    if (is_new) {
        MachineData *data = fact_set_add_machine_data(facts);

        data->key = fact_set_text(facts, "numa-mem-supported");
        data->member = fact_set_text(facts, "numaMemSupported");
        data->absent = fact_set_text(facts, "1");
        data->location = place(facts, "monitor.c", 7);
        add_emission(facts, "mem", "yes");
        add_emission(facts, "memdev", "no");
    } else {
        add_emission(facts, "mem", NULL);
    }
    fact_set_sort(facts);
    return facts;
}

/* Old and new of both; given in disorder. */
static GPtrArray *new_trees(void)
{
    GPtrArray *trees =
        g_ptr_array_new_with_free_func((GDestroyNotify)fact_set_free);

    g_ptr_array_add(trees, new_libvirt("6.4.0", true));
    g_ptr_array_add(trees, new_qemu("5.1.0", true));
    g_ptr_array_add(trees, new_libvirt("6.0.0", false));
    g_ptr_array_add(trees, new_qemu("5.0.0", false));
    return trees;
}

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
        cmocka_unit_test(test_subject),       cmocka_unit_test(test_near_names),
        cmocka_unit_test(test_bad_proposals), cmocka_unit_test(test_cells),
        cmocka_unit_test(test_rows),          cmocka_unit_test(test_events),
        cmocka_unit_test(test_proposal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
