/*
 * Which files a build for one board alone has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "ir/builder.h"
#include "ir/tree.h"
#include "project/qemu-board.h"
#include "project/qemu-build.h"
#include "source/source.h"

typedef struct Pair {
    const char *path;
    const char *text;
} Pair;

static const Pair files[] = {
    {"configs/targets/aarch64-softmmu.mak",
     "TARGET_ARCH=aarch64\nTARGET_BASE_ARCH=arm\n"},
    {"configs/devices/aarch64-softmmu/default.mak",
     "CONFIG_VIRT=y\nCONFIG_BMC=y\n"},
    {"Kconfig", "source hw/Kconfig\n"},
    {"hw/Kconfig", "config AARCH64\n    bool\n"
                   "config PCI\n    bool\n"
                   "config PCI_DEVICES\n    bool\n"
                   "config KVM\n    bool\n"
                   "config VIRT\n    bool\n    depends on AARCH64\n"
                   "    imply PCI_DEVICES\n    select PCI\n    select UART\n"
                   "config BMC\n    bool\n    select UART\n    select GADGET\n"
                   "config CUBE\n    bool\n    default y\n    select CUBE_SOC\n"
                   "config CUBE_SOC\n    bool\n    select CHAIN\n"
                   "config CHAIN\n    bool\n    select CHAINED\n"
                   "config CHAINED\n    bool\n"
                   "config UART\n    bool\n"
                   "config GADGET\n    bool\n"
                   "config NIC\n    bool\n    default y if PCI_DEVICES\n"
                   "    depends on PCI\n"
                   "config EVERYWHERE\n    bool\n    default y\n"},
    {"meson.build", "ss = import('sourceset')\nsystem_ss = ss.source_set()\n"
                    "arm_ss = ss.source_set()\nhw_arch = {}\nsubdir('hw')\n"
                    "hw_arch += {'arm': arm_ss}\n"},
    {"hw/meson.build",
     "arm_ss.add(when: 'CONFIG_VIRT', if_true: files('virt.c'))\n"
     "arm_ss.add(when: 'CONFIG_BMC', if_true: files('bmc.c'))\n"
     "arm_ss.add(when: 'CONFIG_CUBE_SOC', if_true: files('cube.c'))\n"
     "arm_ss.add(when: ['CONFIG_KVM', 'CONFIG_VIRT'],\n"
     "           if_true: files('kvm.c'))\n"
     "system_ss.add(when: 'CONFIG_UART', if_true: files('uart.c'))\n"
     "system_ss.add(when: 'CONFIG_GADGET', if_true: files('gadget.c'))\n"
     "system_ss.add(when: 'CONFIG_CHAINED', if_true: files('chained.c'))\n"
     "system_ss.add(when: 'CONFIG_NIC', if_true: files('nic.c'))\n"
     "system_ss.add(when: 'CONFIG_EVERYWHERE', if_true: files('all.c'))\n"
     "system_ss.add(files('core.c'))\n"},
    {"hw/virt.c", ""},
    {"hw/bmc.c", ""},
    {"hw/cube.c", ""},
    {"hw/kvm.c", ""},
    {"hw/uart.c", ""},
    {"hw/gadget.c", ""},
    {"hw/chained.c", ""},
    {"hw/nic.c", ""},
    {"hw/all.c", ""},
    {"hw/core.c", ""},
};

static const char *const boards[] = {"hw/virt.c", "hw/bmc.c", "hw/cube.c"};

/* Files and the boards that have them. */
static const Pair expected[] = {
    {"hw/virt.c", "hw/virt.c"},
    {"hw/bmc.c", "hw/bmc.c"},
    {"hw/cube.c", "hw/cube.c"},
    {"hw/kvm.c", "hw/virt.c"},
    {"hw/uart.c", "hw/bmc.c hw/virt.c"},
    {"hw/gadget.c", "hw/bmc.c"},
    /* Selected by what is selected. */
    {"hw/chained.c", "hw/cube.c"},
    /* On by default where a board implies PCI_DEVICES and has PCI. */
    {"hw/nic.c", "hw/virt.c"},
    {"hw/all.c", "hw/bmc.c hw/cube.c hw/virt.c"},
    {"hw/core.c", "hw/bmc.c hw/cube.c hw/virt.c"},
};

/* static const TypeInfo info = {.name = "x-machine"}; */
static IrFile *board_file(void)
{
    g_autoptr(IrBuilder) builder = ir_builder_new();
    IrNode name = {.kind = IR_STRING,
                   .name = ir_builder_text(builder, "x-machine")};
    IrNode field = {.kind = IR_FIELD_INIT,
                    .name = ir_builder_text(builder, "name")};
    IrNode list = {.kind = IR_INIT_LIST};
    IrVariable variable = {.name = ir_builder_text(builder, "info"),
                           .type = ir_builder_text(builder, "TypeInfo")};

    field.first = ir_builder_node(builder, &name);
    list.first = ir_builder_node(builder, &field);
    variable.init = ir_builder_node(builder, &list);
    ir_builder_variable(builder, &variable);
    return ir_file_new(ir_builder_finish(builder), NULL);
}

static IrTree *tree_of(const Source *source)
{
    IrTree *tree = ir_tree_new();
    IrGroupTargets *targets = g_new0(IrGroupTargets, 1);

    targets->group = g_strdup("arm");
    targets->targets = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(targets->targets, g_strdup("aarch64"));
    g_ptr_array_add(tree->targets, targets);
    tree->program = ir_program_new();
    for (guint i = 0; i < G_N_ELEMENTS(boards); i++) {
        ir_program_add(tree->program, boards[i], "arm", true, false,
                       board_file());
    }
    ir_program_seal(tree->program);
    tree->file_targets = qemu_file_targets(source, tree);
    return tree;
}

static bool has(GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

/* The boards of the one placement that has the file. */
static char *boards_of(const IrTree *tree, const char *path)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < tree->placements->len; i++) {
        const IrPlacement *at = g_ptr_array_index(tree->placements, i);

        for (guint k = 0; has(at->files, path) && k < at->boards->len; k++) {
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "",
                                   (char *)g_ptr_array_index(at->boards, k));
        }
    }
    return g_string_free(text, FALSE);
}

static void test_boards(void **state)
{
    g_autoptr(Source) source = NULL;
    g_autoptr(IrTree) tree = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        write_text(*state, files[i].path, files[i].text);
    }
    source = open_well(*state);
    tree = tree_of(source);
    qemu_boards_read(source, tree);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autofree char *text = boards_of(tree, expected[i].path);

        if (!g_str_equal(text, expected[i].text)) {
            fail_msg("%s: %s", expected[i].path, text);
        }
    }
}

/* Before Kconfig nothing is said. */
static void test_no_kconfig(void **state)
{
    g_autoptr(Source) source = NULL;
    g_autoptr(IrTree) tree = NULL;

    write_text(*state, "hw/virt.c", "");
    source = open_well(*state);
    tree = tree_of(source);
    qemu_boards_read(source, tree);
    assert_int_equal(tree->placements->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_boards),
        SCRATCH_TEST(test_no_kconfig),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
