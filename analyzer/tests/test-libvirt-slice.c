/*
 * Which changes to a libvirt tree can have an effect on what is read of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "project/libvirt-slice.h"

static const struct {
    const char *before;
    const char *after;
    bool same;
} codes[] = {
    {"a = b;", "a = b;", true},
    {"a = b;", "a=b; /* text */", true},
    {"a = b;\n", "/* x */ a\n    = b;", true},
    {"f(a, b);", "f(a,\n  b);", true},
    {"a = b; // x\n", "a = b; // y\n", true},
    {"int a;", "inta;", false},
    {"a - -b", "a --b", false},
    {"a = 'x';", "a = ' x';", false},
    {"f(\"a b\");", "f(\"a  b\");", false},
    {"f(\"/* a */\");", "f(\"/* b */\");", false},
    {"f(\"\\\"/* a */\");", "f(\"\\\"/* b */\");", false},
    {"#define A 1\nb", "#define A 1 b", false},
    {"#define A 1 /* one */\nb", "#define A 1\nb", true},
    {"#define A \\\n 1\nb", "#define A 1\nb", true},
    {"a /* open", "a /* b", true},
    {"f(\"open", "f(\"opened", false},
    {"", " \n", true},
    {"a", "", false},
};

static void test_same_code(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        bool same = libvirt_is_same_code(codes[i].before, codes[i].after);

        if (same != codes[i].same) {
            fail_msg("\"%s\" and \"%s\"", codes[i].before, codes[i].after);
        }
    }
}

static const struct {
    const char *path;
    const char *text; /* of the newer tree; NULL: it is gone */
    ProjectSliceKind kind;
} changes[] = {
    {"docs/a.rst", "text", PROJECT_SLICE_NOTHING},
    {"po/de.po", "text", PROJECT_SLICE_NOTHING},
    {"tests/a.c", "int a;", PROJECT_SLICE_NOTHING},
    {"src/lxc/lxc_driver.c", "int a;", PROJECT_SLICE_NOTHING},
    {"src/lxc/lxc_conf.h", "int a;", PROJECT_SLICE_NOTHING},
    {"src/remote/remote.x", "text", PROJECT_SLICE_NOTHING},
    {"meson.build", "project(\n  'libvirt',\n  version: '9.1.0',\n)\n",
     PROJECT_SLICE_NOTHING},
    {"src/qemu/qemu_driver.c", "int a;", PROJECT_SLICE_NOTHING},
    {"src/qemu/qemu_domain.c", "#include \"virfrob.h\"\n/* more */\nint a;",
     PROJECT_SLICE_NOTHING},
    {"src/qemu/qemu_domain.c", "#include \"virfrob.h\"\nint b;",
     PROJECT_SLICE_ALL},
    {"src/qemu/qemu_domain.c", NULL, PROJECT_SLICE_ALL},
    {"src/qemu/qemu_new.c", "int a;", PROJECT_SLICE_ALL},
    {"src/util/virfrob.h", "int frob(void);\n", PROJECT_SLICE_NOTHING},
    {"src/util/virfrob.h", "int frob(int);\n", PROJECT_SLICE_ALL},
    {"src/util/virother.h", "int other(int);\n", PROJECT_SLICE_NOTHING},
    {"src/cpu_map/x86_a.xml", "<cpus/>", PROJECT_SLICE_ALL},
    {"tests/qemucapabilitiesdata/caps_9.s390x.xml", "<a/>", PROJECT_SLICE_ALL},
    {"include/libvirt/libvirt-common.h.in", "int a;", PROJECT_SLICE_ALL},
};

static void write_libvirt(const char *top)
{
    write_text(top, "meson.build",
               "project(\n  'libvirt',\n  version: '9.0.0',\n)\n");
    write_text(top, "src/qemu/qemu_conf.c", "int conf;\n");
    write_text(top, "src/qemu/qemu_domain.c",
               "#include \"virfrob.h\"\nint a;\n");
    write_text(top, "src/util/virfrob.h", "int frob(void); /* one */\n");
    write_text(top, "src/util/virother.h", "int other(void);\n");
}

static void test_kinds(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *old_name = g_strdup_printf("old-%u", i);
        g_autofree char *new_name = g_strdup_printf("new-%u", i);
        g_autofree char *old_top = in(*state, old_name);
        g_autofree char *new_top = in(*state, new_name);
        g_autofree char *path = in(new_top, changes[i].path);
        g_autoptr(GPtrArray) changed = g_ptr_array_new();
        g_autoptr(Source) before = NULL;
        g_autoptr(Source) after = NULL;
        g_autoptr(ProjectSlice) slice = NULL;

        write_libvirt(old_top);
        write_libvirt(new_top);
        if (changes[i].text) {
            write_text(new_top, changes[i].path, changes[i].text);
        } else {
            assert_int_equal(remove(path), 0);
        }
        before = open_well(old_top);
        after = open_well(new_top);
        g_ptr_array_add(changed, (char *)changes[i].path);
        slice = project_slice(before, after, changed, NULL);
        assert_non_null(slice);
        if (slice->kind != changes[i].kind) {
            fail_msg("%u: %s", i, changes[i].path);
        }
    }
}

/* One patch of a series does it, another one takes it back. */
static void test_taken_back(void **state)
{
    g_autofree char *top = in(*state, "back");
    g_autoptr(GPtrArray) changed = g_ptr_array_new();
    g_autoptr(Source) source = NULL;
    g_autoptr(ProjectSlice) slice = NULL;

    write_libvirt(top);
    source = open_well(top);
    g_ptr_array_add(changed, "src/qemu/qemu_domain.c");
    slice = project_slice(source, source, changed, NULL);
    assert_int_equal(slice->kind, PROJECT_SLICE_ALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_code),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_taken_back),
    };

    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
