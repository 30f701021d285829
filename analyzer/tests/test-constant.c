/*
 * Hardware constants and RAM blocks of two trees compared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diff/comparison.h"

static Names names(FactSet *facts, const char *name)
{
    const char *const list[] = {name, NULL};

    return fact_set_names(facts, list);
}

static void add_driver(FactSet *facts)
{
    Driver *driver = fact_set_add_driver(facts);
    Property property = {
        .name = fact_set_text(facts, "x-cap"),
        .type = fact_set_text(facts, "bool"),
        .how = fact_set_text(facts, "qdev"),
        .value = value_boolean(true),
    };

    driver->name = fact_set_text(facts, "frob");
    driver->targets = names(facts, "*");
    driver->location = (Location){fact_set_text(facts, "hw/misc/frob.c"), 9};
    g_array_append_val(driver->properties, property);
}

/* A machine type that turns the property off if `entry` says so. */
static FactSet *new_facts(const char *version, const char *entry)
{
    FactSet *facts = fact_set_new();
    MachineType *machine = fact_set_add_machine_type(facts);

    fact_set_set_tree(facts, "qemu", version, "", NULL);
    machine->name = fact_set_text(facts, "pc-8.2");
    machine->family = fact_set_text(facts, "pc");
    machine->version = fact_set_text(facts, "8.2");
    machine->targets = names(facts, "x86_64");
    if (entry) {
        CompatProperty compat = {
            .driver = fact_set_text(facts, "frob"),
            .property = fact_set_text(facts, "x-cap"),
            .value = fact_set_text(facts, entry),
        };

        g_array_append_val(machine->compat, compat);
    }
    add_driver(facts);
    return facts;
}

/* "what key value [test]": the test is of x-cap. */
static void add_constant(FactSet *facts, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", 0);
    HardwareConstant *constant = fact_set_add_hardware_constant(facts);

    constant->what = fact_set_text(facts, words[0]);
    constant->key = fact_set_text(facts, words[1]);
    constant->value = value_string(fact_set_text(facts, words[2]));
    constant->targets = names(facts, "*");
    constant->drivers = names(facts, "frob");
    constant->is_told = true;
    constant->location.file = fact_set_text(facts, "hw/misc/frob.c");
    constant->location.line = 7;
    if (g_strcmp0(words[3], "?") == 0) {
        constant->is_told = false;
        constant->when = fact_set_text(facts, "bus->flags & EXPRESS");
    } else if (words[3]) {
        ConstantTest test = {
            .property = fact_set_text(facts, "x-cap"),
            .test = fact_set_text(facts, "=="),
            .value = value_boolean(g_str_equal(words[3], "on")),
        };

        g_array_append_val(constant->tests, test);
    }
}

static FactSet *facts_with(const char *version, const char *entry,
                           const char *constants)
{
    FactSet *facts = new_facts(version, entry);
    g_auto(GStrv) texts = g_strsplit(constants, ";", 0);

    add_constant(facts, "pci-config 0x00 f41a");
    for (guint i = 0; texts[i]; i++) {
        add_constant(facts, texts[i]);
    }
    fact_set_sort(facts);
    return facts;
}

static char *changes_of(const FactSet *before, const FactSet *after)
{
    g_autoptr(Comparison) comparison =
        comparison_new(before, after, NULL, NULL);
    const GPtrArray *all = change_set_all(comparison_changes(comparison));
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < all->len; i++) {
        const Change *change = g_ptr_array_index(all, i);
        g_autofree char *old = value_to_text(&change->before.value);
        g_autofree char *new = value_to_text(&change->after.value);

        if (change->kind == CHANGE_CONSTANT ||
            change->kind == CHANGE_RAM_BLOCK) {
            g_string_append_printf(text, "%s: %s -> %s (%u)%s%s;", change->name,
                                   old, new, change->machine_types->len,
                                   change->note ? ", " : "",
                                   change->note ? change->note : "");
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static const struct {
    const char *before;
    const char *entry; /* of the newer tree */
    const char *after;
    const char *changes;
} cases[] = {
    {"pci-config 0x50 0102", NULL, "pci-config 0x50 0102", ""},
    /* put together in another way */
    {"pci-config 0x50 0102", NULL, "pci-config 0x50 01;pci-config 0x51 02", ""},
    {"pci-wmask 0x40 ff*20", NULL, "pci-wmask 0x40 ff*18;pci-wmask 0x52 ffff",
     ""},
    /* a byte that nobody writes is zero */
    {"pci-config 0x50 0100", NULL, "pci-config 0x50 01", ""},
    {"pci-config 0x50 0102", NULL, "pci-config 0x50 0305",
     "pci-config 0x050: 0102 -> 0305 (1), the stream does not check it;"},
    {"pci-config 0x50 01;pci-cmask 0x50 ff", NULL,
     "pci-config 0x50 03;pci-cmask 0x50 ff",
     "pci-config 0x050: 01 -> 03 (1), the stream checks it;"},
    {"pci-config 0x50 01;pci-cmask 0x50 ff;pci-wmask 0x50 0f", NULL,
     "pci-config 0x50 03;pci-cmask 0x50 ff;pci-wmask 0x50 0f",
     "pci-config 0x050: 01 -> 03 (1), the stream does not check it;"},
    /* turned off for the machine type, or not */
    {"pci-config 0x50 00", "off",
     "pci-config 0x50 00 off;pci-config 0x50 11 on", ""},
    {"pci-config 0x50 00", NULL, "pci-config 0x50 00 off;pci-config 0x50 11 on",
     "pci-config 0x050: 00 -> 11 (1), the stream does not check it;"},
    /* it depends on something else, or is not known */
    {"pci-config 0x50 11", NULL, "pci-config 0x50 00 ?;pci-config 0x50 11 ?",
     ""},
    {"pci-config 0x50 11", NULL, "pci-config 0x50 ??", ""},
    {"virtio-config-size size 36", NULL, "virtio-config-size size 60",
     "virtio-config-size size: 36 -> 60 (1);"},
};

static void test_constants(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(FactSet) before = facts_with("8.2.0", NULL, cases[i].before);
        g_autoptr(FactSet) after =
            facts_with("9.0.0", cases[i].entry, cases[i].after);
        g_autofree char *changes = changes_of(before, after);

        assert_string_equal(changes, cases[i].changes);
    }
}

static void add_block(FactSet *facts, const char *name, gint64 size,
                      const char *owner)
{
    RamBlock *block = fact_set_add_ram_block(facts);

    block->name = fact_set_text(facts, name);
    block->size = value_number(size);
    block->owner = fact_set_text(facts, owner);
    block->targets = names(facts, "*");
    block->location.file = fact_set_text(facts, "hw/misc/frob.c");
}

static void test_ram_blocks(void **state)
{
    g_autoptr(FactSet) before = new_facts("8.2.0", NULL);
    g_autoptr(FactSet) after = new_facts("9.0.0", NULL);
    g_autofree char *changes = NULL;

    (void)state;
    add_block(before, "a.ram", 4096, "a_realize");
    add_block(before, "b.ram", 4096, "b_realize");
    add_block(before, "c.ram", 4096, "c_realize");
    add_block(before, "d.ram", 4096, "d_realize");
    add_block(before, "e.ram", 4096, "e_realize");
    add_block(after, "a.ram", 4096, "moved_realize");
    add_block(after, "b.ram", 8192, "b_realize");
    add_block(after, "c.rom", 4096, "c_realize");
    add_block(after, NULL, 4096, "e_realize");
    add_block(after, "f.ram", 4096, "f_realize");
    fact_set_sort(before);
    fact_set_sort(after);
    changes = changes_of(before, after);
    assert_string_equal(changes, "b.ram: 4096 -> 8192 (1);"
                                 "c.ram: c.ram -> c.rom (1);"
                                 "d.ram: 4096 -> ? (1);"
                                 "f.ram: ? -> 4096 (1);");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constants),
        cmocka_unit_test(test_ram_blocks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
