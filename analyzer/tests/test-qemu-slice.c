/*
 * Which files of a QEMU tree a change can have an effect on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "project/slice.h"

enum {
    N_OTHERS = 20 /* devices that nothing is asked about */
};

static const char machine[] = "GlobalProperty hw_compat_8_2[] = {\n"
                              "%s"
                              "};\n"
                              "static void class_init(MachineClass *mc);\n";

/* Names of drivers in a TypeInfo, behind a macro, and in a table. */
static const char plain[] = "static const TypeInfo plain_info = {\n"
                            "    .name = \"plain\",\n"
                            "    .parent = \"device\",\n"
                            "};\n";
static const char macro[] = "#define TYPE_NAMED \"named\"\n"
                            "static const TypeInfo named_info = {\n"
                            "    .name = TYPE_NAMED,\n"
                            "    .parent = \"device\",\n"
                            "};\n";
static const char table[] = "static const FrobInfo frobs[] = {\n"
                            "    { .name = \"first\", .id = 1 },\n"
                            "    { .name = \"second\", .id = 2 },\n"
                            "};\n"
                            "static const TypeInfo base_info = {\n"
                            "    .parent = \"device\",\n"
                            "};\n";

static const struct {
    const char *entry; /* that the change adds */
    const char *file;
} entries[] = {
    {"    { \"plain\", \"queues\", \"4\" },\n", "hw/misc/plain.c"},
    {"    { TYPE_NAMED, \"queues\", \"4\" },\n", "hw/misc/macro.c"},
    {"    { \"second\", \"queues\", \"4\" },\n", "hw/misc/table.c"},
};

static void write_qemu(const char *top, const char *entry)
{
    g_autofree char *list = g_strdup_printf(machine, entry);

    write_text(top, "VERSION", "8.2.50\n");
    write_text(top, "include/hw/boards.h", "struct MachineClass { int a; };\n");
    write_text(top, "hw/core/machine.c", list);
    write_text(top, "hw/misc/plain.c", plain);
    write_text(top, "hw/misc/macro.c", macro);
    write_text(top, "hw/misc/table.c", table);
    for (guint i = 0; i < N_OTHERS; i++) {
        g_autofree char *path = g_strdup_printf("hw/misc/other-%u.c", i);
        g_autofree char *text =
            g_strdup_printf("static const TypeInfo info = {\n"
                            "    .name = \"other-%u\",\n"
                            "    .parent = \"device\",\n"
                            "};\n",
                            i);

        write_text(top, path, text);
    }
}

static bool has_file(const ProjectSlice *slice, const char *path)
{
    for (guint i = 0; slice->files && i < slice->files->len; i++) {
        if (g_str_equal(g_ptr_array_index(slice->files, i), path)) {
            return true;
        }
    }
    return false;
}

/* What an entry is worth depends on the driver that it is for. */
static void test_driver_of_entry(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
        g_autofree char *old_name = g_strdup_printf("old-%u", i);
        g_autofree char *new_name = g_strdup_printf("new-%u", i);
        g_autofree char *old_top = in(*state, old_name);
        g_autofree char *new_top = in(*state, new_name);
        g_autoptr(GPtrArray) changed = g_ptr_array_new();
        g_autoptr(Source) before = NULL;
        g_autoptr(Source) after = NULL;
        g_autoptr(ProjectSlice) slice = NULL;

        write_qemu(old_top, "");
        write_qemu(new_top, entries[i].entry);
        before = open_well(old_top);
        after = open_well(new_top);
        g_ptr_array_add(changed, "hw/core/machine.c");
        slice = project_slice(before, after, changed, NULL);
        assert_non_null(slice);
        assert_int_equal(slice->kind, PROJECT_SLICE_PART);
        assert_true(has_file(slice, "hw/core/machine.c"));
        assert_true(has_file(slice, entries[i].file));
        assert_false(has_file(slice, "hw/misc/other-0.c"));
    }
}

/* A board of before 2.4, and the function that makes types of its machines. */
static const char board[] = "#include \"hw/boards.h\"\n"
                            "void register_board(QEMUMachine *m);\n"
                            "static QEMUMachine first = {\n"
                            "    .compat_props = (GlobalProperty[]) {\n"
                            "        { \"plain\", \"queues\", \"4\" },\n"
                            "    },\n"
                            "};\n"
                            "static void init(void)\n"
                            "{\n"
                            "    register_board(&first);\n"
                            "}\n"
                            "machine_init(init);\n";
static const char registrar[] = "void register_board(QEMUMachine *m)\n"
                                "{\n"
                                "    type_register(m);\n"
                                "}\n";
static const char unused[] = "void register_other(QEMUMachine *m)\n"
                             "{\n"
                             "    type_register(m);\n"
                             "}\n";

static void write_board(const char *top, const char *device)
{
    write_qemu(top, "");
    write_text(top, "hw/arm/board.c", board);
    write_text(top, "hw/arm/common.c", registrar);
    write_text(top, "hw/arm/other.c", unused);
    write_text(top, "hw/misc/plain.c", device);
}

/* A device changes; which machine types were promised must be known. */
static void test_registrar(void **state)
{
    g_autofree char *old_top = in(*state, "old-board");
    g_autofree char *new_top = in(*state, "new-board");
    g_autoptr(GPtrArray) changed = g_ptr_array_new();
    g_autoptr(Source) before = NULL;
    g_autoptr(Source) after = NULL;
    g_autoptr(ProjectSlice) slice = NULL;

    write_board(old_top, plain);
    write_board(new_top, macro);
    before = open_well(old_top);
    after = open_well(new_top);
    g_ptr_array_add(changed, "hw/misc/plain.c");
    slice = project_slice(before, after, changed, NULL);
    assert_non_null(slice);
    assert_int_equal(slice->kind, PROJECT_SLICE_PART);
    assert_true(has_file(slice, "hw/arm/board.c"));
    assert_true(has_file(slice, "hw/arm/common.c"));
    assert_false(has_file(slice, "hw/arm/other.c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_driver_of_entry),
        cmocka_unit_test(test_registrar),
    };

    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
