/*
 * For which targets a file is built: by Meson and Kconfig, by Makefiles.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "ir/tree.h"
#include "project/qemu-build.h"
#include "source/source.h"

typedef struct TreeFile {
    const char *path;
    const char *text;
} TreeFile;

typedef struct Expected {
    const char *path;
    const char *targets; /* NULL: not in the table */
} Expected;

static const TreeFile meson_tree[] = {
    {"configs/targets/x86_64-softmmu.mak",
     "TARGET_ARCH=x86_64\nTARGET_BASE_ARCH=i386\n"},
    {"configs/targets/aarch64-softmmu.mak",
     "TARGET_ARCH=aarch64\nTARGET_BASE_ARCH=arm\n"},
    {"configs/devices/x86_64-softmmu/default.mak",
     "include ../i386-softmmu/default.mak\n# CONFIG_PCI=n\n"},
    {"configs/devices/i386-softmmu/default.mak", "CONFIG_ISAPC=y\n"},
    {"configs/devices/aarch64-softmmu/default.mak",
     "CONFIG_VIRT=y\nCONFIG_NIC=n\n"},
    {"Kconfig", "source Kconfig.host\nsource hw/Kconfig\n"},
    {"Kconfig.host", "config SPICE\n    bool\n"},
    {"hw/Kconfig",
     "# boards\n"
     "config X86_64\n    bool\n"
     "config AARCH64\n    bool\n"
     "config ISAPC\n    bool\n    depends on X86_64\n"
     "    select ISA_BUS\n    imply SOUND if ISA_BUS\n"
     "config VIRT\n    bool\n    default y\n    depends on AARCH64\n"
     "    select UART if !SPICE || AARCH64\n    imply SOUND\n"
     "config ISA_BUS\n    bool\n"
     "config UART\n    bool\n"
     "config SOUND\n    bool\n    depends on ISA_BUS\n"
     "config NIC\n    bool\n    default y\n"
     "config QXL\n    bool\n    default y if SPICE && X86_64\n"
     "config NOBODY\n    bool\n"},
    {"meson.build",
     "ss = import('sourceset')\n"
     "common_ss = ss.source_set()\nsystem_ss = ss.source_set()\n"
     "specific_ss = ss.source_set()\nhw_arch = {}\n"
     "if have_system\n  subdir('hw')\nendif\n"
     "common_ss.add_all(when: 'CONFIG_SYSTEM_ONLY', if_true: [system_ss])\n"
     "foreach target : target_dirs\n"
     "  t = common_ss.apply(config_target, strict: false)\n"
     "endforeach\n"},
    {"hw/meson.build",
     "system_ss.add(files('core.c'))\n"
     "system_ss.add(when: 'CONFIG_ISA_BUS', if_true: files(\n"
     "  'isa.c', # 'comment.c'\n  'pit.c',\n), if_false: files('no-isa.c'))\n"
     "system_ss.add(when: 'CONFIG_UART', if_true: files('uart.c'))\n"
     "system_ss.add(when: ['CONFIG_SOUND', alsa], if_true: files('ac97.c'))\n"
     "system_ss.add(when: 'CONFIG_NIC', if_true: files('../net/nic.c'))\n"
     "system_ss.add(when: 'CONFIG_QXL', if_true: files('qxl.c'))\n"
     "system_ss.add(when: 'CONFIG_WIN32', if_true: files('win.c'))\n"
     "system_ss.add(when: 'CONFIG_NOBODY', if_true: files('nobody.c'))\n"
     "specific_ss.add(when: 'TARGET_X86_64', if_true: files('apic.c'))\n"
     "virtio_ss = ss.source_set()\n"
     "virtio_ss.add(files('virtio.c'))\n"
     "system_ss.add_all(when: 'CONFIG_ISA_BUS', if_true: virtio_ss)\n"
     "arm_ss = ss.source_set()\n"
     "arm_ss.add(when: 'CONFIG_VIRT', if_true: files('virt.c'))\n"
     "hw_arch += {'arm': arm_ss}\n"
     "odd = strange('unknown.c')\n"},
    {"hw/core.c", ""},
    {"hw/isa.c", ""},
    {"hw/pit.c", ""},
    {"hw/comment.c", ""},
    {"hw/no-isa.c", ""},
    {"hw/uart.c", ""},
    {"hw/ac97.c", ""},
    {"net/nic.c", ""},
    {"hw/qxl.c", ""},
    {"hw/win.c", ""},
    {"hw/nobody.c", ""},
    {"hw/apic.c", ""},
    {"hw/virtio.c", ""},
    {"hw/virt.c", ""},
    {"hw/unknown.c", ""},
};

static const Expected meson_expected[] = {
    {"hw/core.c", "aarch64 x86_64"},
    {"hw/isa.c", "x86_64"},
    {"hw/pit.c", "x86_64"},
    {"hw/comment.c", NULL},
    {"hw/no-isa.c", "aarch64"},
    {"hw/uart.c", "aarch64"},
    /* Implied by both boards, but ruled out without ISA. */
    {"hw/ac97.c", "x86_64"},
    {"net/nic.c", "x86_64"},
    /* The host may have SPICE. */
    {"hw/qxl.c", "x86_64"},
    {"hw/win.c", "aarch64 x86_64"},
    {"hw/nobody.c", NULL},
    {"hw/apic.c", "x86_64"},
    {"hw/virtio.c", "x86_64"},
    {"hw/virt.c", "aarch64"},
    {"hw/unknown.c", NULL},
};

static const TreeFile make_tree[] = {
    {"default-configs/x86_64-softmmu.mak",
     "include pci.mak\nCONFIG_ISA=y\nCONFIG_QXL=$(CONFIG_SPICE)\n"},
    {"default-configs/aarch64-softmmu.mak", "CONFIG_UART=y\n"},
    {"default-configs/pci.mak", "CONFIG_PCI=y\n"},
    {"Makefile.objs", "common-obj-y += vl.o hw/\n"},
    {"Makefile.target", "obj-y += exec.o\nobj-y += hw/$(TARGET_BASE_ARCH)/\n"
                        "obj-i386-y += pc.o\nobj-arm-$(CONFIG_ISA) += no.o\n"
                        "obj-y += cuda.o\n"},
    {"hw/Makefile.objs",
     "devices-dirs-$(CONFIG_SOFTMMU) += char/\n"
     "devices-dirs-$(call land, $(CONFIG_PCI),$(CONFIG_ISA)) += pci/\n"
     "common-obj-y += $(devices-dirs-y)\n"},
    {"hw/char/Makefile.objs",
     "common-obj-$(CONFIG_UART) += uart.o \\\n    pl011.o # not.o\n"
     "common-obj-$(CONFIG_ISA) += serial.o\n"
     "obj-$(call lnot,$(CONFIG_ISA)) += stub.o\n"
     "common-obj-$(CONFIG_ALL) += stub.o\n"
     "common-obj-$(CONFIG_QXL) += qxl.mo\nqxl.mo-objs = qxl.o\n"
     "common-obj-$(CONFIG_NEVER_SEEN) += host.o\n"
     "serial.o-cflags := -DX=y.o\n"},
    {"hw/pci/Makefile.objs", "common-obj-y += pci.o\n"},
    {"hw/arm/Makefile.objs",
     "obj-y += virt.o z2.o\nobj-y := $(addprefix ../,$(obj-y))\n"},
    {"hw/pc.c", ""},
    {"hw/no.c", ""},
    {"hw/cuda.c", ""},
    {"hw/z2.c", ""},
    {"vl.c", ""},
    {"exec.c", ""},
    {"hw/char/uart.c", ""},
    {"hw/char/pl011.c", ""},
    {"hw/char/not.c", ""},
    {"hw/char/serial.c", ""},
    {"hw/char/stub.c", ""},
    {"hw/char/qxl.c", ""},
    {"hw/char/host.c", ""},
    {"hw/pci/pci.c", ""},
    {"hw/arm/virt.c", ""},
};

static const Expected make_expected[] = {
    {"vl.c", "aarch64 x86_64"},
    {"exec.c", "aarch64 x86_64"},
    {"hw/char/uart.c", "aarch64"},
    {"hw/char/pl011.c", "aarch64"},
    {"hw/char/not.c", NULL},
    {"hw/char/serial.c", "x86_64"},
    {"hw/char/stub.c", "aarch64"},
    {"hw/char/qxl.c", "x86_64"},
    {"hw/char/host.c", "aarch64 x86_64"},
    {"hw/pci/pci.c", "x86_64"},
    {"hw/arm/virt.c", "aarch64"},
    /* Where make looks next. */
    {"hw/pc.c", "x86_64"},
    {"hw/no.c", NULL},
    {"hw/cuda.c", "aarch64 x86_64"},
    {"hw/z2.c", "aarch64"},
};

static void add_targets(IrTree *tree, const char *group, const char *target)
{
    IrGroupTargets *targets = g_new0(IrGroupTargets, 1);

    targets->group = g_strdup(group);
    targets->targets = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(targets->targets, g_strdup(target));
    g_ptr_array_add(tree->targets, targets);
}

static GHashTable *table_of(const char *top, const TreeFile *files, guint n)
{
    g_autoptr(IrTree) tree = ir_tree_new();
    g_autoptr(Source) source = NULL;

    for (guint i = 0; i < n; i++) {
        write_text(top, files[i].path, files[i].text);
    }
    add_targets(tree, "arm", "aarch64");
    add_targets(tree, "i386", "x86_64");
    source = open_well(top);
    return qemu_file_targets(source, tree);
}

static void check_table(GHashTable *table, const Expected *expected, guint n)
{
    for (guint i = 0; i < n; i++) {
        const GPtrArray *names = g_hash_table_lookup(table, expected[i].path);
        GString *text = g_string_new(NULL);

        for (guint k = 0; names && k < names->len; k++) {
            g_string_append_printf(text, "%s%s", k > 0 ? " " : "",
                                   (char *)g_ptr_array_index(names, k));
        }
        if (!g_str_equal(text->str,
                         expected[i].targets ? expected[i].targets : "")) {
            fail_msg("%s: %s", expected[i].path, text->str);
        }
        g_string_free(text, TRUE);
    }
}

static void test_meson(void **state)
{
    g_autoptr(GHashTable) table =
        table_of(*state, meson_tree, G_N_ELEMENTS(meson_tree));

    check_table(table, meson_expected, G_N_ELEMENTS(meson_expected));
}

static void test_make(void **state)
{
    g_autoptr(GHashTable) table =
        table_of(*state, make_tree, G_N_ELEMENTS(make_tree));

    check_table(table, make_expected, G_N_ELEMENTS(make_expected));
}

/* Nothing but that it ends, and says nothing of what it cannot know. */
static void test_broken(void **state)
{
    g_autofree char *brackets = g_strnfill(100000, '(');
    g_autofree char *kconfig =
        g_strconcat("source Kconfig\nconfig A\ndepends on ", brackets, NULL);
    g_autofree char *meson = g_strconcat(
        "a = ss.source_set()\na.add_all(a)\nb.add(files('b.c'))\n'''\n",
        "x.add(when: ", brackets, NULL);
    const TreeFile files[] = {
        {"meson.build", meson},
        {"Kconfig", kconfig},
        {"configs/devices/x86_64-softmmu/default.mak",
         "include default.mak\nCONFIG_\nCONFIG_A=\n"},
        {"b.c", ""},
    };
    g_autoptr(GHashTable) table = table_of(*state, files, G_N_ELEMENTS(files));
    const Expected expected[] = {{"b.c", "aarch64 x86_64"}};

    check_table(table, expected, G_N_ELEMENTS(expected));
}

/* A tree without build files. */
static void test_nothing(void **state)
{
    const TreeFile files[] = {{"a.c", ""}};
    g_autoptr(GHashTable) table = table_of(*state, files, G_N_ELEMENTS(files));

    assert_int_equal(g_hash_table_size(table), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_meson),
        SCRATCH_TEST(test_make),
        SCRATCH_TEST(test_broken),
        SCRATCH_TEST(test_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
