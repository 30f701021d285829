/*
 * Runs one case of testdata/: a tiny tree, and what the program must say of
 * it.
 *
 * usage: golden PROGRAM CASE
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

/* Exit status of the program: the bit for an operation that failed. */
#define STATUS_FAILED 1

/* What a case holds decides what is run in its folder. */
static const struct {
    const char *folder;
    const char *expected;
    const char *arguments[8];
} kinds[] = {
    {"tree",
     "expected.json",
     {"facts", "--quiet", "--no-cache", "--format", "json", "tree"}},
};

typedef struct Case {
    const char *directory;
    char *expected_file;
    char *known_gap; /* its text; NULL if there is none */
    const char *const *arguments;
} Case;

static void case_clear(Case *test)
{
    g_free(test->expected_file);
    g_free(test->known_gap);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

static bool case_open(Case *test, const char *directory)
{
    g_autofree char *gap = g_build_filename(directory, "known-gap", NULL);

    test->directory = directory;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *folder =
            g_build_filename(directory, kinds[i].folder, NULL);

        if (g_file_test(folder, G_FILE_TEST_IS_DIR)) {
            test->arguments = kinds[i].arguments;
            test->expected_file =
                g_build_filename(directory, kinds[i].expected, NULL);
        }
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
    if (!g_spawn_sync(test->directory, (char **)arguments->pdata, NULL,
                      G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                      &error)) {
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

int main(int argc, char **argv)
{
    g_auto(Case) test = {0};

    if (argc != 3) {
        fprintf(stderr, "usage: golden PROGRAM CASE\n");
        return EXIT_FAILURE;
    }
    if (!case_open(&test, argv[2])) {
        fprintf(stderr, "'%s' is no case: it holds no tree\n", argv[2]);
        return EXIT_FAILURE;
    }
    return run(&test, argv[1]);
}
