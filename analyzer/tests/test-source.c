/*
 * A tree in a directory: good, hostile, and changing while it is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include <sys/socket.h>
#include <sys/un.h>

#include "source/source.h"

static void test_directory(void **state)
{
    g_autofree char *top = in(*state, "qemu");
    g_autofree char *slashed = in(*state, "x/../qemu//");

    write_text(*state, "outside.h", "secret");
    write_text(*state, "x/y", "");
    write_tree(top);
    check_tree(slashed, "qemu", *state);
}

static bool is_below(const char *path, void *folder)
{
    return g_str_has_prefix(path, folder);
}

static void test_copies_of_some(void **state)
{
    g_autofree char *top = in(*state, "qemu");
    g_autofree char *where = in(*state, "where");
    g_autofree char *other = in(where, "hw");
    g_autoptr(Source) source = NULL;

    write_tree(top);
    source = open_well(top);
    g_mkdir(where, 0755);
    assert_true(source_materialise(source, where, is_below, "sub/", NULL));
    assert_copy(where, "sub/chain.h", "#define A 1\n");
    assert_false(g_file_test(other, G_FILE_TEST_EXISTS));
    /* What is there is never written over, nor followed. */
    assert_false(source_materialise(source, where, is_below, "sub/", NULL));
}

static void make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int file = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(strlen(path) < sizeof(address.sun_path));
    memcpy(address.sun_path, path, strlen(path) + 1);
    assert_int_equal(bind(file, (struct sockaddr *)&address, sizeof(address)),
                     0);
    close(file);
}

static void test_odd_files(void **state)
{
    g_autofree char *top = in(*state, "tree");
    g_autofree char *fifo = in(top, "fifo.c");
    g_autofree char *socket_path = in(top, "socket.c");
    g_autofree char *large = g_strnfill((16 << 20) + 1, 'x');
    g_autoptr(Source) source = NULL;
    g_autofree char *paths = NULL;
    g_autofree char *problems = NULL;

    write_text(top, "a.c", "");
    write_text(top, "line\nbreak.c", "");
    write_text(top, "\033[2J/x.c", "");
    write_text(top, "large.c", large);
    write_text(top, "large.bin", large);
    assert_int_equal(mkfifo(fifo, 0644), 0);
    make_socket(socket_path);
    source = open_well(top);
    paths = paths_text(source);
    problems = problems_text(source);
    assert_string_equal(paths, "a.c\nlarge.bin\n");
    assert_string_equal(
        problems,
        "\\033[2J: name with control characters or not in UTF-8\n"
        "fifo.c: not a regular file\n"
        "large.c: larger than 16 MiB\n"
        "line\\nbreak.c: name with control characters or not in UTF-8\n"
        "socket.c: not a regular file\n");
}

/* Root can read everything: be somebody else for that time. */
static void test_unreadable_files(void **state)
{
    g_autofree char *top = in(*state, "tree");
    g_autofree char *file = in(top, "secret.c");
    g_autofree char *folder = in(top, "secrets");
    g_autoptr(Source) source = NULL;
    g_autofree char *paths = NULL;
    g_autofree char *problems = NULL;
    bool root = geteuid() == 0;

    write_text(top, "a.c", "");
    write_text(top, "secret.c", "");
    write_text(top, "secrets/b.c", "");
    g_chmod(*state, 0755);
    g_chmod(file, 0);
    g_chmod(folder, 0);
    assert_true(!root || seteuid(65534) == 0);
    source = open_well(top);
    assert_true(!root || seteuid(0) == 0);
    paths = paths_text(source);
    problems = problems_text(source);
    assert_string_equal(paths, "a.c\n");
    assert_string_equal(problems, "secret.c: unreadable\n"
                                  "secrets: unreadable directory\n");
}

/* The tree changes between listing and reading. */
static void test_changing_tree(void **state)
{
    g_autofree char *top = in(*state, "tree");
    g_autofree char *file = in(top, "x/a.c");
    g_autofree char *folder = in(top, "y");
    g_autofree char *fifo = in(top, "z/a.c");
    g_autofree char *where = in(*state, "where");
    g_autofree char *problems = NULL;
    g_autoptr(Source) source = NULL;

    write_text(*state, "outside/a.c", "secret");
    write_text(top, "x/a.c", "");
    write_text(top, "y/a.c", "");
    write_text(top, "z/a.c", "");
    source = open_well(top);
    g_remove(file);
    remove_tree(folder);
    g_remove(fifo);
    write_link(top, "x/a.c", "../../outside/a.c");
    write_link(top, "y", "../outside");
    assert_int_equal(mkfifo(fifo, 0644), 0);
    assert_unreadable(source, "x/a.c");
    assert_unreadable(source, "y/a.c");
    assert_unreadable(source, "z/a.c");
    g_mkdir(where, 0755);
    assert_true(source_materialise(source, where, NULL, NULL, NULL));
    assert_int_equal(source_problems(source)->len, 3);
    problems = problems_text(source);
    assert_true(g_str_has_prefix(problems, "x/a.c: 'x/a.c' cannot be read"));
}

static void test_may_matter(void **state)
{
    static const char *const yes[] = {
        "hw/core/machine.c", "VERSION",   "meson_options.txt", "Kconfig.host",
        "Makefile.objs",     "configure", "qemu-options.hx",   "a/b.c.inc",
        "docs/x.rst",        "x.h.in",    "tests/x.replies",   "po/x.py",
    };
    static const char *const no[] = {
        "pc-bios/bios.bin", "po/de.po", "x", "a.c/b", "x.png", ".gitignore",
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(yes); i++) {
        assert_true(source_may_matter(yes[i]));
    }
    for (guint i = 0; i < G_N_ELEMENTS(no); i++) {
        assert_false(source_may_matter(no[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_directory),     SCRATCH_TEST(test_copies_of_some),
        SCRATCH_TEST(test_odd_files),     SCRATCH_TEST(test_unreadable_files),
        SCRATCH_TEST(test_changing_tree), cmocka_unit_test(test_may_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
