/*
 * Runs one case of testdata/: a tiny tree or two, and what the program must say
 * of them.
 *
 * usage: golden PROGRAM CASE [SKELETON]
 *
 * Trees of two that are compared and have no include/ are laid over the
 * skeleton: in a temporary copy of the case.
 *
 * A file "arguments" in the case is the command line to run in its folder;
 * without one, the folders that it has decide.
 *
 * With MIGCOMPAT_REGENERATE set, what it says is taken as expected. A case
 * with a file known-gap must differ: the file says why, and what is expected
 * there was written by hand. Status 0 passed, 1 failed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <gio/gio.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "golden-tree.h"

/* Exit status of the program: the bit for an operation that failed. */
#define STATUS_FAILED 1

/* What a case holds decides what is run in its folder. */
static const struct {
    const char *folder;
    const char *expected;
    const char *arguments[11];
} kinds[] = {
    {"tree",
     "expected.json",
     {"facts", "--quiet", "--no-cache", "--format", "json", "tree"}},
    {"old",
     "expected.txt",
     {"compare", "--quiet", "--no-cache", "--severity", "info", "--format",
      "brief", "old", "new"}},
};

typedef struct Case {
    const char *directory;
    char *temporary; /* where its trees are complete; NULL: they are anyway */
    char *expected_file;
    char *known_gap; /* its text; NULL if there is none */
    char **arguments;
} Case;

static void case_clear(Case *test)
{
    if (test->temporary) {
        golden_tree_remove(test->temporary);
    }
    g_free(test->temporary);
    g_free(test->expected_file);
    g_free(test->known_gap);
    g_strfreev(test->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

/* What is run in a folder that has such folders in it. */
static void choose_by_folder(Case *test)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *folder =
            g_build_filename(test->directory, kinds[i].folder, NULL);

        if (!test->arguments && g_file_test(folder, G_FILE_TEST_IS_DIR)) {
            test->arguments = g_strdupv((char **)kinds[i].arguments);
            test->expected_file =
                g_build_filename(test->directory, kinds[i].expected, NULL);
        }
    }
}

static bool case_open(Case *test, const char *directory)
{
    g_autofree char *gap = g_build_filename(directory, "known-gap", NULL);
    g_autofree char *file = g_build_filename(directory, "arguments", NULL);
    g_autofree char *line = NULL;

    test->directory = directory;
    if (g_file_get_contents(file, &line, NULL, NULL)) {
        g_shell_parse_argv(line, NULL, &test->arguments, NULL);
        test->expected_file = g_build_filename(directory, "expected.txt", NULL);
    } else {
        choose_by_folder(test);
    }
    g_file_get_contents(gap, &test->known_gap, NULL, NULL);
    return test->arguments;
}

/* What the program prints; NULL if it failed, with a message printed. */
static char *output_of(const Case *test, const char *program)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    g_autofree char *output = NULL;
    int status = 0;

    g_ptr_array_add(arguments, (char *)program);
    for (guint i = 0; test->arguments[i]; i++) {
        g_ptr_array_add(arguments, (char *)test->arguments[i]);
    }
    g_ptr_array_add(arguments, NULL);
    if (!g_spawn_sync(test->temporary ? test->temporary : test->directory,
                      (char **)arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL,
                      NULL, &output, NULL, &status, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return NULL;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) & STATUS_FAILED) {
        fprintf(stderr, "%s failed, wait status %d\n", program, status);
        return NULL;
    }
    return g_steal_pointer(&output);
}

/* As far as there is a diff program; both in full would help nobody. */
static void print_difference(const Case *test, const char *actual)
{
    const char *arguments[] = {"diff", "-u", test->expected_file, "-", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(GSubprocess) diff =
        g_subprocess_newv(arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);

    if (!diff || !g_subprocess_communicate_utf8(diff, actual, NULL, NULL, NULL,
                                                &error)) {
        fprintf(stderr, "%s\n", error->message);
    }
}

static int judge(const Case *test, const char *actual)
{
    g_autofree char *expected = NULL;
    bool is_equal;

    g_file_get_contents(test->expected_file, &expected, NULL, NULL);
    is_equal = expected && g_str_equal(expected, actual);
    if (!is_equal) {
        print_difference(test, actual);
    }
    if (!test->known_gap) {
        return is_equal ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    printf("known gap: %s", test->known_gap);
    if (is_equal) {
        printf("... and it is no more: remove the file known-gap\n");
    }
    return is_equal ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int run(const Case *test, const char *program)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *actual = output_of(test, program);

    if (!actual) {
        return EXIT_FAILURE;
    }
    if (!g_getenv("MIGCOMPAT_REGENERATE") || test->known_gap) {
        return judge(test, actual);
    }
    if (!g_file_set_contents(test->expected_file, actual, -1, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

static bool complete_trees(Case *test, const char *skeleton)
{
    g_autoptr(GError) error = NULL;

    if (!skeleton || !golden_tree_is_partial(test->directory)) {
        return true;
    }
    test->temporary = golden_tree_complete(test->directory, skeleton, &error);
    if (!test->temporary) {
        fprintf(stderr, "%s\n", error ? error->message : "no such folder");
    }
    return test->temporary;
}

int main(int argc, char **argv)
{
    g_auto(Case) test = {0};

    if (argc != 3 && argc != 4) {
        fprintf(stderr, "usage: golden PROGRAM CASE [SKELETON]\n");
        return EXIT_FAILURE;
    }
    if (!case_open(&test, argv[2])) {
        fprintf(stderr, "'%s' is no case: nothing to run in it\n", argv[2]);
        return EXIT_FAILURE;
    }
    return complete_trees(&test, argv[3]) ? run(&test, argv[1]) : EXIT_FAILURE;
}
