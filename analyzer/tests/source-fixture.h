/*
 * source-fixture.h: the tree that each kind of source must list the same way,
 * and what the tests of the kinds share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/source.h"

/* The tree that all three kinds must list the same way. A `target` makes a
 * symbolic link. */
static const struct {
    const char *path;
    const char *text;
    const char *target;
} fixture_tree[] = {
    {"VERSION", "10.0.0\n", NULL},
    {"hw/core/qdev.c", "int a;\n", NULL},
    {"hw/core/empty.c", "", NULL},
    {"include/a.h", "#define A 1\n", NULL},
    {"pc-bios/image.bin", "\1\2\3", NULL},
    {"sub/atomic.h", NULL, "../include/a.h"},
    {"sub/chain.h", NULL, "atomic.h"},
    {"sub/through.h", NULL, "folder/a.h"},
    {"sub/folder", NULL, "../include"},
    {"sub/up", NULL, ".."},
    {"sub/out.h", NULL, "../../outside.h"},
    {"sub/absolute.h", NULL, "/etc/passwd"},
    {"sub/loop-a", NULL, "loop-b"},
    {"sub/loop-b", NULL, "loop-a"},
    {"sub/nothing.h", NULL, "missing.h"},
    {".git/hooks/post-checkout", "#!/bin/sh\n", NULL},
};

static const char listed[] = "VERSION\n"
                             "hw/core/empty.c\n"
                             "hw/core/qdev.c\n"
                             "include/a.h\n"
                             "pc-bios/image.bin\n"
                             "sub/atomic.h\n"
                             "sub/chain.h\n"
                             "sub/through.h\n";

static const char troubles[] = "sub/absolute.h: symbolic link out of the tree\n"
                               "sub/folder: symbolic link to a directory\n"
                               "sub/loop-a: symbolic link in a loop\n"
                               "sub/loop-b: symbolic link in a loop\n"
                               "sub/nothing.h: symbolic link to nothing\n"
                               "sub/out.h: symbolic link out of the tree\n"
                               "sub/up: symbolic link to a directory\n";

static inline int make_scratch(void **state)
{
    *state = g_dir_make_tmp("test-source-XXXXXX", NULL);
    return *state ? 0 : -1;
}

/* Goes through directories that a test has made unreadable, too. */
static inline void remove_tree(const char *path)
{
    GDir *dir;
    const char *name;

    if (g_file_test(path, G_FILE_TEST_IS_SYMLINK) ||
        !g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_remove(path);
        return;
    }
    g_chmod(path, 0755);
    dir = g_dir_open(path, 0, NULL);
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        remove_tree(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_rmdir(path);
}

static inline int remove_scratch(void **state)
{
    remove_tree(*state);
    g_free(*state);
    return 0;
}

static inline char *in(const char *scratch, const char *name)
{
    return g_build_filename(scratch, name, NULL);
}

/* The file's full name, with the folder for it made. */
static inline char *place_for(const char *top, const char *path)
{
    char *file = in(top, path);
    g_autofree char *folder = g_path_get_dirname(file);

    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    return file;
}

static inline void write_text(const char *top, const char *path,
                              const char *text)
{
    g_autofree char *file = place_for(top, path);

    assert_true(g_file_set_contents(file, text, -1, NULL));
}

static inline void write_link(const char *top, const char *path,
                              const char *target)
{
    g_autofree char *file = place_for(top, path);

    assert_int_equal(symlink(target, file), 0);
}

static inline void write_tree(const char *top)
{
    for (guint i = 0; i < G_N_ELEMENTS(fixture_tree); i++) {
        if (fixture_tree[i].target) {
            write_link(top, fixture_tree[i].path, fixture_tree[i].target);
        } else {
            write_text(top, fixture_tree[i].path, fixture_tree[i].text);
        }
    }
}

static inline char *paths_text(const Source *source)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < source_paths(source)->len; i++) {
        const char *path = g_ptr_array_index(source_paths(source), i);

        g_string_append_printf(text, "%s\n", path);
        assert_true(source_has(source, path));
    }
    return g_string_free(text, FALSE);
}

static inline char *problems_text(const Source *source)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < source_problems(source)->len; i++) {
        const SourceProblem *problem =
            g_ptr_array_index(source_problems(source), i);

        g_string_append_printf(text, "%s: %s\n", problem->path,
                               problem->reason);
    }
    return g_string_free(text, FALSE);
}

static inline Source *open_well(const char *name)
{
    g_autoptr(GError) error = NULL;
    Source *source = source_open(name, &error);

    if (!source) {
        fail_msg("%s", error->message);
    }
    return source;
}

static inline void assert_text(const Source *source, const char *path,
                               const char *expected)
{
    g_autoptr(GBytes) bytes = source_read(source, path, NULL);
    gsize size;
    const char *text;

    assert_non_null(bytes);
    text = g_bytes_get_data(bytes, &size);
    assert_int_equal(size, strlen(expected));
    assert_string_equal(text, expected);
}

static inline void assert_unreadable(const Source *source, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = source_read(source, path, &error);

    assert_null(bytes);
    assert_true(g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE));
}

static inline void assert_copy(const char *where, const char *path,
                               const char *expected)
{
    g_autofree char *file = in(where, path);
    g_autofree char *text = NULL;
    struct stat status;

    assert_int_equal(lstat(file, &status), 0);
    assert_int_equal(status.st_mode, S_IFREG | 0644);
    assert_int_equal(status.st_mtime, 1);
    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    assert_string_equal(text, expected);
}

static inline void check_copies(Source *source, const char *scratch)
{
    g_autofree char *where = in(scratch, "all");
    g_autofree char *image = in(where, "pc-bios");

    g_mkdir(where, 0755);
    assert_true(source_materialise(source, where, NULL, NULL, NULL));
    assert_copy(where, "VERSION", "10.0.0\n");
    assert_copy(where, "hw/core/empty.c", "");
    assert_copy(where, "sub/through.h", "#define A 1\n");
    assert_false(g_file_test(image, G_FILE_TEST_EXISTS));
}

static inline void check_tree(const char *name, const char *label,
                              const char *scratch)
{
    g_autoptr(Source) source = open_well(name);
    g_autofree char *paths = paths_text(source);
    g_autofree char *problems = problems_text(source);

    assert_string_equal(paths, listed);
    assert_string_equal(problems, troubles);
    assert_string_equal(source_label(source), label);
    assert_text(source, "VERSION", "10.0.0\n");
    assert_text(source, "sub/through.h", "#define A 1\n");
    assert_unreadable(source, "sub/out.h");
    assert_unreadable(source, "../outside.h");
    assert_false(source_has(source, "sub/out.h"));
    check_copies(source, scratch);
}

#define SCRATCH_TEST(name)                                                     \
    cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)
