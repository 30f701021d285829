/*
 * What a tree is, and reading small QEMU trees of several eras.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "project/project.h"
#include "project/qemu-overlay.h"

typedef struct TreeFile {
    const char *path;
    const char *text;
} TreeFile;

static const struct {
    TreeFile files[4];
    const char *project; /* NULL: not known */
    const char *version;
    const char *message; /* of the error, a part of it */
} trees[] = {
    {{{"VERSION", "10.0.13\n"}, {"hw/core/qdev.c", ""}}, "qemu", "10.0.13"},
    {{{"VERSION", " 2.3.0"}, {"include/hw/qdev-core.h", ""}}, "qemu", "2.3.0"},
    {{{"VERSION", "2.3.50\n"}, {"vl.c", ""}}, "qemu", "2.3.50"},
    {{{"VERSION", "1.0\n"}, {"hw/a.c", ""}}, "qemu", "1.0"},
    {{{"VERSION", "10\n"}, {"hw/a.c", ""}}, NULL, NULL, "VERSION"},
    {{{"VERSION", "v10.0.1"}, {"hw/a.c", ""}}, NULL, NULL, "VERSION"},
    {{{"VERSION", "2.4.0.1"}, {"hw/a.c", ""}}, "qemu", "2.4.0.1"},
    {{{"VERSION", "10.0.1.2.3"}, {"hw/a.c", ""}}, NULL, NULL, "VERSION"},
    {{{"VERSION", ""}, {"hw/a.c", ""}}, NULL, NULL, "VERSION"},
    {{{"VERSION", "1.2.3"}, {"src/a.c", ""}}, NULL, NULL, "neither"},
    {{{"hw/a.c", ""}}, NULL, NULL, "neither"},
    {{{"src/qemu/qemu_conf.c", ""},
      {"meson.build", "project(\n  'libvirt', 'c',\n  version: '11.3.0',\n"}},
     "libvirt",
     "11.3.0"},
    {{{"libvirt.spec.in", ""},
      {"configure.ac", "AC_INIT([libvirt], [5.0.0], [list])\n"}},
     "libvirt",
     "5.0.0"},
    {{{"libvirt.spec.in", ""}, {"configure.ac", "AC_INIT([x])\n"}},
     NULL,
     NULL,
     "without a version"},
};

static Source *make_tree(const char *top, const TreeFile *files, guint n)
{
    for (guint i = 0; i < n && files[i].path; i++) {
        write_text(top, files[i].path, files[i].text);
    }
    return open_well(top);
}

static void test_identify(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(trees); i++) {
        g_autofree char *name = g_strdup_printf("tree-%u", i);
        g_autofree char *top = in(*state, name);
        g_autoptr(Source) source =
            make_tree(top, trees[i].files, G_N_ELEMENTS(trees[i].files));
        g_autoptr(GError) error = NULL;
        g_autofree char *version = NULL;
        const char *project = NULL;
        bool known = project_identify(source, &project, &version, &error);

        assert_int_equal(known, trees[i].project != NULL);
        if (known) {
            assert_string_equal(project, trees[i].project);
            assert_string_equal(version, trees[i].version);
            continue;
        }
        assert_true(
            g_error_matches(error, PROJECT_ERROR, PROJECT_ERROR_UNKNOWN_TREE));
        assert_non_null(strstr(error->message, trees[i].message));
        assert_null(strchr(error->message, '\n'));
    }
}

/* Headers that the build makes and those of other libraries are stand-ins;
 * what is not there for guests is not parsed. */
static void test_libvirt_is_read(void **state)
{
    static const TreeFile files[] = {
        {"meson.build", "project(\n  'libvirt', 'c',\n  version: '11.3.0',\n"},
        {"config.h", "#include <meson-config.h>\n"},
        {"include/libvirt/libvirt-common.h.in",
         "#define NUMBER @LIBVIRT_VERSION_NUMBER@\n"},
        {"src/util/virfrob.h",
         "#include <libxml/tree.h>\n#include <libvirt/libvirt-common.h>\n"
         "typedef struct { xmlNodePtr node; int n; } virFrob;\n"},
        {"src/qemu/qemu_conf.c",
         "#include <config.h>\n#include \"configmake.h\"\n"
         "#include \"virfrob.h\"\n"
         "int version = NUMBER;\nconst char *user = QEMU_USER;\n"
         "virFrob frob = { .n = WITH_QEMU };\n"},
        {"src/qemu/qemu_agent.c", "int agent;\n"},
        {"src/vz/vz_driver.c", "int vz;\n"},
    };
    g_autofree char *top = in(*state, "libvirt");
    g_autoptr(Source) source = make_tree(top, files, G_N_ELEMENTS(files));
    const ProjectOptions options = {.workers = 1};
    g_autoptr(GError) error = NULL;
    g_autoptr(IrTree) tree = project_read(source, &options, &error);
    guint sources = 0;

    assert_non_null(tree);
    assert_string_equal(tree->project, "libvirt");
    assert_int_equal(tree->failures->len, 0);
    for (guint i = 0; i < ir_program_n_units(tree->program); i++) {
        const IrUnit *unit = ir_program_unit(tree->program, i);
        guint diagnostics = 0;

        ir_diagnostics(unit->file, &diagnostics);
        assert_int_equal(diagnostics, 0);
        sources += !unit->is_headers;
    }
    assert_int_equal(sources, 1);
    assert_non_null(ir_program_variable(tree->program, NULL, "frob"));
}

static const TreeFile small[] = {
    {"VERSION", "10.0.2\n"},
    {"configs/targets/x86_64-softmmu.mak",
     "TARGET_ARCH=x86_64\nTARGET_BASE_ARCH=i386\nTARGET_LONG_BITS=64\n"},
    {"configs/targets/i386-softmmu.mak", "TARGET_ARCH=i386\n"},
    {"configs/targets/ppc64-softmmu.mak",
     "TARGET_ARCH=ppc64\nTARGET_BASE_ARCH=ppc\nTARGET_BIG_ENDIAN=y\n"},
    {"configs/targets/x86_64-linux-user.mak", "TARGET_ARCH=x86_64\n"},
    {"include/qemu/osdep.h",
     "#ifndef OSDEP_H\n#define OSDEP_H\n#include \"config-host.h\"\n"
     "#include CONFIG_TARGET\n#endif\n"},
    {"include/migration/vmstate.h",
     "typedef struct VMStateDescription { const char *name; int version_id;\n"
     "} VMStateDescription;\n"},
    {"include/hw/ppc/board.h", "#define BOARD \"board\"\n"},
    {"hw/misc/Kconfig", "config FROB\n    bool\n"},
    {"hw/misc/frob.c",
     "#include \"qemu/osdep.h\"\n#include \"migration/vmstate.h\"\n"
     "#include \"trace.h\"\n#include <not-installed.h>\n#include CONFIG_DEVICES\n"
     "#ifdef CONFIG_FROB\n"
     "const VMStateDescription vmstate_frob = {\n"
     "    .name = TARGET_NAME, .version_id = QEMU_VERSION_MAJOR };\n#endif\n"},
    {"hw/ppc/board.c",
     "#include \"qemu/osdep.h\"\n#include \"migration/vmstate.h\"\n"
     "#if TARGET_BIG_ENDIAN && TARGET_PPC64\n"
     "const VMStateDescription vmstate_board = { .name = TARGET_NAME };\n"
     "#endif\n"},
    {"hw/misc/common.c",
     "#include \"hw/ppc/board.h\"\n#include \"migration/vmstate.h\"\n"
     "const VMStateDescription vmstate_common = { .name = BOARD };\n"},
    {"hw/misc/dull.c", "int dull;\n"},
    {"tests/qtest/x.c", "VMStateDescription vmstate_test = { 0 };\n"},
    {"qemu-options.hx", "DEF(\"m\", HAS_ARG, QEMU_OPTION_m, \"-m\\n\","
                        " QEMU_ARCH_ALL)\nSRST\nERST\n"},
    {"docs/about/deprecated.rst", "Deprecated\n"},
};

static const IrUnit *find_unit(const IrTree *tree, const char *path)
{
    for (guint i = 0; i < ir_program_n_units(tree->program); i++) {
        const IrUnit *unit = ir_program_unit(tree->program, i);

        if (g_str_equal(unit->path, path)) {
            return unit;
        }
    }
    return NULL;
}

/* The name that the description in a file has, "" if it has none. */
static const char *name_in(const IrTree *tree, const char *path,
                           const char *group)
{
    const IrUnit *unit = find_unit(tree, path);
    guint n;
    const IrVariable *variables;
    const IrNode *field;

    assert_non_null(unit);
    assert_string_equal(unit->group, group);
    variables = ir_variables(unit->file, &n);
    if (n == 0) {
        return "";
    }
    field = ir_first(unit->file, ir_node(unit->file, variables[0].init));
    return ir_text(unit->file, ir_first(unit->file, field)->name);
}

static IrTree *read_well(Source *source, const char *target)
{
    const ProjectOptions options = {.workers = 1, .target = target};
    g_autoptr(GError) error = NULL;
    IrTree *tree = project_read(source, &options, &error);

    if (!tree) {
        fail_msg("%s", error->message);
    }
    return tree;
}

static void test_read(void **state)
{
    g_autofree char *top = in(*state, "small");
    g_autoptr(Source) source = make_tree(top, small, G_N_ELEMENTS(small));
    g_autoptr(IrTree) tree = read_well(source, NULL);
    const IrGroupTargets *targets;

    assert_int_equal(tree->failures->len, 0);
    assert_string_equal(name_in(tree, "hw/misc/frob.c", "i386"), "x86_64");
    assert_string_equal(name_in(tree, "hw/ppc/board.c", "ppc"), "ppc64");
    assert_string_equal(name_in(tree, "hw/misc/common.c", "ppc"), "board");
    assert_true(find_unit(tree, "hw/ppc/board.c")->is_specific);
    assert_false(find_unit(tree, "hw/misc/common.c")->is_specific);
    assert_null(find_unit(tree, "hw/misc/dull.c"));
    assert_null(find_unit(tree, "tests/qtest/x.c"));
    assert_int_equal(tree->marks->len, 3);
    assert_int_equal(tree->options->len, 1);
    assert_int_equal(tree->documents->len, 1);
    assert_int_equal(tree->targets->len, 2);
    targets = g_ptr_array_index(tree->targets, 0);
    assert_string_equal(targets->group, "i386");
    assert_int_equal(targets->targets->len, 2);
    assert_string_equal(g_ptr_array_index(targets->targets, 0), "i386");
}

static void test_target(void **state)
{
    g_autofree char *top = in(*state, "target");
    g_autoptr(Source) source = make_tree(top, small, G_N_ELEMENTS(small));
    g_autoptr(IrTree) tree = read_well(source, "x86_64");
    const ProjectOptions options = {.workers = 1, .target = "vax"};
    g_autoptr(GError) error = NULL;

    assert_null(find_unit(tree, "hw/ppc/board.c"));
    assert_non_null(find_unit(tree, "hw/misc/frob.c"));
    assert_null(project_read(source, &options, &error));
    assert_non_null(strstr(error->message, "'vax'"));
}

static guint count_scratch(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;

    while (g_dir_read_name(dir)) {
        n++;
    }
    return n;
}

static void test_nothing_is_left(void **state)
{
    g_autofree char *top = in(*state, "clean");
    g_autofree char *scratch = in(*state, "tmp");
    g_autoptr(Source) source = make_tree(top, small, G_N_ELEMENTS(small));
    const ProjectOptions options = {.workers = 1};
    IrTree *tree;

    g_mkdir(scratch, 0755);
    g_setenv("TMPDIR", scratch, TRUE);
    tree = project_read(source, &options, NULL);
    assert_non_null(tree);
    assert_int_equal(count_scratch(scratch), 0);
    ir_tree_free(tree);
    g_chmod(scratch, 0555);
    tree = project_read(source, &options, NULL);
    ir_tree_free(tree);
    assert_int_equal(count_scratch(scratch), 0);
    g_unsetenv("TMPDIR");
}

/* Broken files are failures or diagnostics; the rest is read. */
static void test_bad_input(void **state)
{
    static const TreeFile bad[] = {
        {"VERSION", "8.2.0\n"},
        {"hw/a/self.c", "#include \"self.c\"\nVMStateDescription a = {"},
        {"hw/a/outside.c", "#include \"/etc/passwd\"\n#include \"../../../x\"\n"
                           "#include \"\"\n#include <\n#include\n# \n"
                           "TypeInfo b = { 0 };\n"},
        {"hw/a/bytes.c", "\xff\xfe VMStateDescription \x01 = {\"\n"},
        {"include/hw/empty.h", ""},
        {"default-configs/.mak", "CONFIG_=\n=\n"},
        {"configs/targets/-softmmu.mak", "TARGET_ARCH=\nTARGET_ARCH\n"},
        {"hw/a/Kconfig", "config \nconfig\nconfig ;\n"},
        {"qemu-options.hx", "DEF(\"m\", HAS_ARG"},
        {"qapi/qapi-schema.json", "{ 'enum': "},
    };
    g_autofree char *top = in(*state, "bad");
    g_autoptr(Source) source = NULL;
    g_autoptr(IrTree) tree = NULL;

    write_text(*state, "secret.c", "int secret;\n");
    write_link(top, "hw/a/out.c", "../../../secret.c");
    source = make_tree(top, bad, G_N_ELEMENTS(bad));
    tree = read_well(source, NULL);
    assert_non_null(find_unit(tree, "hw/a/self.c"));
    assert_non_null(find_unit(tree, "hw/a/outside.c"));
    assert_true(tree->failures->len >= 1);
    assert_string_equal(
        ((IrFailure *)g_ptr_array_index(tree->failures, 0))->path,
        "hw/a/out.c");
}

static char *target_text(const char *target, const char *name, bool big,
                         guint major, guint minor)
{
    IrTree tree = {.version = "", .major = major, .minor = minor};
    QemuGroup group = {
        .name = (char *)name, .target = (char *)target, .is_big_endian = big};
    char *text;

    group.settings = g_ptr_array_new();
    text = qemu_target_config(&group, &tree);
    g_ptr_array_unref(group.settings);
    return text;
}

static void test_byte_order_by_era(void **state)
{
    g_autofree char *old_big = target_text("ppc64", "ppc", true, 5, 1);
    g_autofree char *old_little = target_text("x86_64", "i386", false, 5, 1);
    g_autofree char *new_little = target_text("x86_64", "i386", false, 10, 0);

    (void)state;
    assert_non_null(strstr(old_big, "#define TARGET_WORDS_BIGENDIAN 1"));
    assert_non_null(strstr(old_big, "#include \"config-devices.h\""));
    assert_null(strstr(old_little, "WORDS_BIGENDIAN"));
    assert_non_null(strstr(new_little, "#define TARGET_BIG_ENDIAN 0"));
    assert_null(strstr(new_little, "config-devices.h"));
    assert_non_null(strstr(new_little, "#define TARGET_I386 1"));
    assert_non_null(strstr(new_little, "#define TARGET_X86_64 1"));
    assert_non_null(strstr(new_little, "#define TARGET_LONG_BITS 64"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identify),
        cmocka_unit_test(test_libvirt_is_read),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_target),
        cmocka_unit_test(test_nothing_is_left),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_byte_order_by_era),
    };

    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
