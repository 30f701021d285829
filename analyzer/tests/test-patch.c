/*
 * Patches read and applied in memory: what applies, and what is refused with
 * which words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include "source/overlay.h"
#include "source/patch.h"

/* The tree that all patches are for. */
static const struct {
    const char *path;
    const char *text;
} tree[] = {
    {"VERSION", "9.0.50\n"},
    {"hw/a.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"},
    {"hw/open.c", "first\nlast"},
    {"hw/empty.c", ""},
    {"hw/gone.c", "x\n"},
    {"noprefix/x.c", "1\n2\n3\n"},
    {"hw/blank.c", "a\n\nb\n"},
};

/* Given to source_open, which removes nothing. */
static Source *write_base(const char *scratch)
{
    for (guint i = 0; i < G_N_ELEMENTS(tree); i++) {
        write_text(scratch, tree[i].path, tree[i].text);
    }
    return open_well(scratch);
}

static const struct {
    const char *patch;
    const char *path;
    const char *text; /* NULL: it is gone */
} good[] = {
    {"diff --git a/hw/a.c b/hw/a.c\nindex 1..2 100644\n--- a/hw/a.c\n"
     "+++ b/hw/a.c\n@@ -1,4 +1,4 @@\n one\n-two\n+zwei\n three\n four\n",
     "hw/a.c", "one\nzwei\nthree\nfour\nfive\nsix\nseven\n"},
    /* moved, without git's headers, with times */
    {"--- qemu.orig/hw/a.c\t2024-01-01 00:00\n+++ qemu/hw/a.c\t2024\n"
     "@@ -1,3 +1,3 @@ int x\n four\n-five\n+5\n six\n",
     "hw/a.c", "one\ntwo\nthree\nfour\n5\nsix\nseven\n"},
    /* two hunks that both moved */
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -3,2 +3,3 @@\n two\n+2.5\n three\n"
     "@@ -7,2 +8,1 @@\n six\n-seven\n",
     "hw/a.c", "one\ntwo\n2.5\nthree\nfour\nfive\nsix\n"},
    /* the blank of an empty line of context was lost */
    {"--- a/hw/blank.c\n+++ b/hw/blank.c\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n",
     "hw/blank.c", "a\n\nc\n"},
    {"diff --git a/hw/n.c b/hw/n.c\nnew file mode 100644\nindex 0..1\n"
     "--- /dev/null\n+++ b/hw/n.c\n@@ -0,0 +1,2 @@\n+new\n+file\n",
     "hw/n.c", "new\nfile\n"},
    {"diff --git a/hw/e.c b/hw/e.c\nnew file mode 100644\nindex 0..0\n",
     "hw/e.c", ""},
    {"diff --git a/hw/gone.c b/hw/gone.c\ndeleted file mode 100644\n"
     "--- a/hw/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
     "hw/gone.c", NULL},
    {"diff --git a/hw/a.c b/hw/b.c\nsimilarity index 90%\n"
     "rename from hw/a.c\nrename to hw/b.c\n--- a/hw/a.c\n+++ b/hw/b.c\n"
     "@@ -6,2 +6,2 @@\n six\n-seven\n+7\n",
     "hw/b.c", "one\ntwo\nthree\nfour\nfive\nsix\n7\n"},
    {"diff --git a/hw/a.c b/hw/b.c\nsimilarity index 100%\n"
     "rename from hw/a.c\nrename to hw/b.c\n",
     "hw/a.c", NULL},
    {"diff --git a/hw/a.c b/hw/c.c\nsimilarity index 100%\n"
     "copy from hw/a.c\ncopy to hw/c.c\n",
     "hw/c.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"},
    {"diff --git a/hw/a.c b/hw/a.c\nold mode 100644\nnew mode 100755\n",
     "hw/a.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"},
    {"--- a/hw/open.c\n+++ b/hw/open.c\n@@ -1,2 +1,2 @@\n first\n-last\n"
     "\\ No newline at end of file\n+end\n\\ No newline at end of file\n",
     "hw/open.c", "first\nend"},
    {"--- a/hw/open.c\n+++ b/hw/open.c\n@@ -1,2 +1,2 @@\n first\n-last\n"
     "\\ No newline at end of file\n+last\n",
     "hw/open.c", "first\nlast\n"},
    {"diff --git noprefix/x.c noprefix/x.c\n--- noprefix/x.c\n"
     "+++ noprefix/x.c\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n",
     "noprefix/x.c", "1\ntwo\n3\n"},
    {"diff --git \"a/hw/q\\303\\244.c\" \"b/hw/q\\303\\244.c\"\n"
     "new file mode 100644\n--- /dev/null\n+++ \"b/hw/q\\303\\244.c\"\n"
     "@@ -0,0 +1 @@\n+q\n",
     "hw/q\303\244.c", "q\n"},
    /* without any context: at its place only */
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -2,0 +3 @@\n+2.5\n", "hw/a.c",
     "one\ntwo\n2.5\nthree\nfour\nfive\nsix\nseven\n"},
    /* cannot matter: left as it is, whatever it says */
    {"diff --git a/roms/x.bin b/roms/x.bin\nindex 1..2 100644\n"
     "GIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\nliteral 0\nHcmV?d\n\n",
     "hw/a.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"},
    {"diff --git a/subprojects/x b/subprojects/x\nindex 1..2 160000\n"
     "--- a/subprojects/x\n+++ b/subprojects/x\n@@ -1 +1 @@\n"
     "-Subproject commit 1\n+Subproject commit 2\n",
     "hw/a.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"},
};

static Source *apply(const char *text, const Source *base, GError **error)
{
    g_autoptr(Patch) patch = patch_read(text, strlen(text), 1, error);

    return patch ? patch_apply(patch, base, "patched", error) : NULL;
}

static void test_good(void **state)
{
    g_autoptr(Source) base = write_base(*state);

    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Source) after = apply(good[i].patch, base, &error);

        if (!after) {
            fail_msg("%s\n%s", good[i].patch, error->message);
        }
        if (good[i].text) {
            assert_text(after, good[i].path, good[i].text);
        } else {
            assert_false(source_has(after, good[i].path));
        }
        assert_string_equal(source_label(after), "patched");
    }
}

static const struct {
    const char *patch;
    const char *words; /* in the message */
} bad[] = {
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -1,2 +1,2 @@\n one\n-zwei\n+2\n",
     "'hw/a.c': hunk 1 (@@ -1,2) does not apply: line 2 is 'two', the patch "
     "expects 'zwei'"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -7,2 +7,1 @@\n seven\n-eight\n",
     "line 8 is behind the end of the file, the patch expects 'eight'"},
    {"--- a/hw/no.c\n+++ b/hw/no.c\n@@ -1 +1 @@\n-a\n+b\n",
     "'hw/no.c' is not in the tree"},
    {"--- /dev/null\n+++ b/hw/a.c\n@@ -0,0 +1 @@\n+b\n",
     "'hw/a.c' is in the tree already"},
    {"diff --git a/hw/gone.c b/hw/gone.c\ndeleted file mode 100644\n"
     "--- a/hw/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n",
     "expects 'y'"},
    {"--- a/hw/a.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-one\n-two\n",
     "leaves lines in it"},
    {"--- /dev/null\n+++ b/../../etc/x.c\n@@ -0,0 +1 @@\n+b\n",
     "name leads out of the tree"},
    {"--- /dev/null\n+++ b//etc/passwd.c\n@@ -0,0 +1 @@\n+b\n",
     "absolute name"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -1,5 +1,5 @@\n one\n",
     "ends within a hunk"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -1,2 +1,2 @@\nnonsense\n two\n",
     "line 4: not a line of a hunk"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -1,1 +1,1 @@\n-one\n-two\n",
     "more than its head says"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -99999999999999999999 +1 @@\n-one\n",
     "head of a hunk"},
    {"--- a/hw/a.c\n+++ b/hw/a.c\n@@ -5 +5 @@\n-five\n+5\n@@ -1 +1 @@\n"
     "-one\n+1\n",
     "overlap"},
    {"@@ -1 +1 @@\n-one\n+1\n", "hunk of no file"},
    {"diff --git a/hw/a.c b/hw/a.c\n--- a/hw/a.c\n@@ -1 +1 @@\n",
     "without '+++'"},
    {"diff --git a/hw/a.c b/hw/a.c\n--- a/hw/a.c\n+++ b/hw/a.c\n",
     "without hunks"},
    {"diff --git what is this\nindex 1..2\n--- \n", "'---' without '+++'"},
    {"diff --git a/hw/a.c b/hw/a.c\nindex 1..2\n", "without changes"},
    {"diff --cc hw/a.c\n", "a merge"},
};

static void test_bad(void **state)
{
    g_autoptr(Source) base = write_base(*state);

    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Source) after = apply(bad[i].patch, base, &error);

        assert_null(after);
        assert_int_equal(error->domain, PATCH_ERROR);
        if (!strstr(error->message, bad[i].words)) {
            fail_msg("'%s' lacks '%s'", error->message, bad[i].words);
        }
    }
}

/* What a binary patch says is not known: the file is a problem, not lost. */
static void test_binary(void **state)
{
    g_autoptr(Source) base = write_base(*state);
    g_autoptr(Source) after =
        apply("diff --git a/hw/a.c b/hw/a.c\nindex 1..2 100644\n"
              "Binary files a/hw/a.c and b/hw/a.c differ\n",
              base, NULL);
    g_autofree char *problems = problems_text(after);

    assert_string_equal(problems, "hw/a.c: changed by a binary patch\n");
    assert_false(source_has(after, "hw/a.c"));
}

/* Every beginning of a patch is refused or applied, never more. */
static void test_cut(void **state)
{
    g_autoptr(Source) base = write_base(*state);

    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        for (gsize length = strlen(good[i].patch); length > 0; length--) {
            g_autofree char *cut = g_strndup(good[i].patch, length);
            g_autoptr(GError) error = NULL;
            g_autoptr(Source) after = apply(cut, base, &error);

            assert_true((after != NULL) != (error != NULL));
        }
    }
}

/* The search for a place has an end. */
static void test_effort(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) patch = g_string_new(
        "--- a/hw/big.c\n+++ b/hw/big.c\n@@ -1,60001 +1,60000 @@\n");
    g_autoptr(Source) base = NULL;
    g_autoptr(Source) after = NULL;
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 300000; i++) {
        g_string_append_c(text, '\n');
    }
    for (guint i = 0; i < 60000; i++) {
        g_string_append(patch, " \n");
    }
    g_string_append(patch, "-x\n");
    write_text(*state, "hw/big.c", text->str);
    base = write_base(*state);
    after = apply(patch->str, base, &error);
    assert_null(after);
    assert_non_null(strstr(error->message, "does not apply"));
}

/* An overlay on an overlay; links lead to what is there now. */
static void test_overlay(void **state)
{
    g_autoptr(Source) base = NULL;
    g_autoptr(Source) first = NULL;
    g_autoptr(Source) second = NULL;
    g_autoptr(GPtrArray) changes = NULL;
    g_autoptr(GPtrArray) all = NULL;

    write_link(*state, "hw/link.c", "a.c");
    base = write_base(*state);
    first = apply("--- a/hw/a.c\n+++ b/hw/a.c\n@@ -1,2 +1,2 @@\n-one\n+1\n"
                  " two\n",
                  base, NULL);
    second = apply("--- a/hw/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n", first,
                   NULL);
    assert_text(second, "hw/link.c", "1\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    assert_text(base, "hw/link.c", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    changes = source_changes(first, second);
    assert_int_equal(changes->len, 1);
    assert_string_equal(g_ptr_array_index(changes, 0), "hw/gone.c");
    all = source_changes(base, second);
    assert_int_equal(all->len, 3);
    assert_string_equal(g_ptr_array_index(all, 0), "hw/a.c");
    assert_string_equal(g_ptr_array_index(all, 1), "hw/gone.c");
    assert_string_equal(g_ptr_array_index(all, 2), "hw/link.c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_good),   SCRATCH_TEST(test_bad),
        SCRATCH_TEST(test_binary), SCRATCH_TEST(test_cut),
        SCRATCH_TEST(test_effort), SCRATCH_TEST(test_overlay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
