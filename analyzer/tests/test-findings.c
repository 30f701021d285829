/*
 * Compat lists in the source text of all eras, and the diffs that add to them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "command/findings-diff.h"
#include "reports/layout.h"

static const struct {
    const char *what;
    const char *list;
    const char *text;
    const char *expected; /* NULL: no way is seen */
} lists[] = {
    {"entries, appended", "hw_compat_9_2",
     "\nGlobalProperty hw_compat_9_2[] = {\n    { \"a\", \"b\", \"{\" },\n};\n",
     "--- a/f\n+++ b/f\n@@ -1,4 +1,5 @@\n \n"
     " GlobalProperty hw_compat_9_2[] = {\n     { \"a\", \"b\", \"{\" },\n"
     "+    { \"frob\", \"queues\", \"4\" },\n };\n"},
    {"no comma at the end, put first", "hw_compat_9_2",
     "GlobalProperty hw_compat_9_2[] = {\n    { \"a\", \"b\", \"c\" } /* , */\n"
     "};\n",
     "--- a/f\n+++ b/f\n@@ -1,3 +1,4 @@\n GlobalProperty hw_compat_9_2[] = {\n"
     "+    { \"frob\", \"queues\", \"4\" },\n"
     "     { \"a\", \"b\", \"c\" } /* , */\n };\n"},
    {"end marker, put first", "pc_compat",
     "static GlobalProperty pc_compat[] = {\n    M,\n    { /* end */ },\n};\n",
     "--- a/f\n+++ b/f\n@@ -1,4 +1,5 @@\n static GlobalProperty pc_compat[] = {\n"
     "+    { \"frob\", \"queues\", \"4\" },\n     M,\n     { /* end */ },\n };\n"},
    {"empty, on one line", "hw_compat_9_2",
     "GlobalProperty hw_compat_9_2[] = {};",
     "--- a/f\n+++ b/f\n@@ -1,1 +1,3 @@\n-GlobalProperty hw_compat_9_2[] = {};\n"
     "\\ No newline at end of file\n+GlobalProperty hw_compat_9_2[] = {\n"
     "+    { \"frob\", \"queues\", \"4\" },\n+};\n"},
    {"macro", "HW_COMPAT_2_8",
     "#define HW_COMPAT_2_8 \\\n    {\\\n        .driver = \"a\",\\\n    },\n",
     "--- a/f\n+++ b/f\n@@ -1,4 +1,9 @@\n #define HW_COMPAT_2_8 \\\n"
     "+    {\\\n+        .driver   = \"frob\",\\\n"
     "+        .property = \"queues\",\\\n+        .value    = \"4\",\\\n"
     "+    },\\\n     {\\\n         .driver = \"a\",\\\n     },\n"},
    {"empty macro", "HW_COMPAT_2_9", "#define HW_COMPAT_2_9 /* empty */\n",
     "--- a/f\n+++ b/f\n@@ -1,1 +1,6 @@\n-#define HW_COMPAT_2_9 /* empty */\n"
     "+#define HW_COMPAT_2_9 \\\n+    {\\\n+        .driver   = \"frob\",\\\n"
     "+        .property = \"queues\",\\\n+        .value    = \"4\",\\\n"
     "+    },\n"},
    {"used, not defined", "hw_compat_9_2", "f(hw_compat_9_2, 3);\n", NULL},
    {"another list", "hw_compat_9_2",
     "GlobalProperty hw_compat_9_20[] = {\n};\n", NULL},
    {"not closed", "hw_compat_9_2", "GlobalProperty hw_compat_9_2[] = {\n",
     NULL},
};

static void test_lists(void **state)
{
    const CompatRow row = {"frob", "queues", "4"};
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(CompatRow));

    (void)state;
    g_array_append_val(rows, row);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        const char *text = lists[i].text;
        guint line = compat_list_find(text, lists[i].list, 0);
        g_autoptr(GPtrArray) edits =
            g_ptr_array_new_with_free_func((GDestroyNotify)line_edit_free);
        g_autoptr(GString) diff = g_string_new(NULL);
        LineEdit *edit =
            line ? compat_list_add(text, lists[i].list, line, rows) : NULL;

        if (!lists[i].expected) {
            assert_null(edit);
            continue;
        }
        assert_non_null(edit);
        g_ptr_array_add(edits, edit);
        unified_diff(diff, "f", text, edits);
        assert_string_equal(diff->str, lists[i].expected);
    }
}

static void test_nearest_list(void **state)
{
    static const char text[] = "a(void)\n{\n    static GlobalProperty compat[] "
                               "= {\n    };\n}\nb(void)\n{\n    static "
                               "GlobalProperty compat[] = {\n        {},\n"
                               "    };\n}\n";

    (void)state;
    assert_int_equal(compat_list_find(text, "compat", 0), 0);
    assert_int_equal(compat_list_find(text, "compat", 4), 3);
    assert_int_equal(compat_list_find(text, "compat", 9), 8);
}

static GPtrArray *names_of(const char *text)
{
    g_auto(GStrv) names = g_strsplit(text, " ", -1);
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; names[i] && *names[i]; i++) {
        g_ptr_array_add(list, g_strdup(names[i]));
    }
    return list;
}

static const struct {
    const char *names;
    const char *expected;
} ranges[] = {
    {"", ""},
    {"q-2.4", "q-2.4"},
    {"q-2.4 q-2.5", "q-2.4, q-2.5"},
    {"q-2.4 q-2.5 q-2.10", "q-2.4 .. 2.10"},
    {"q-2.4 q-2.10 q-3.0 q-3.1", "q-2.4, q-2.10 .. 3.1"},
    {"q-2.5 q-2.10 q-3.0 v-2.4 v-2.5 v-3.0", "q-2.5 .. 3.0, v-2.4 .. 3.0"},
    {"isapc other-1", "isapc, other-1"},
};

static void test_ranges(void **state)
{
    g_autoptr(GPtrArray) promised =
        names_of("q-2.4 q-2.5 q-2.10 q-3.0 q-3.1 v-2.4 v-2.5 v-3.0");

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
        g_autoptr(GPtrArray) names = names_of(ranges[i].names);
        g_autofree char *text = layout_ranges(names, promised);

        assert_string_equal(text, ranges[i].expected);
    }
}

static void test_wrapping(void **state)
{
    g_autoptr(GString) out = g_string_new("  remedy: ");
    g_autofree char *word = g_strnfill(40, 'x');
    g_autofree char *text = g_strdup_printf("%s %s a\033[1mb", word, word);
    g_autofree char *expected =
        g_strdup_printf("  remedy: %s\n    %s a?[1mb\n", word, word);

    (void)state;
    layout_wrapped(out, text, 4);
    assert_string_equal(out->str, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_nearest_list),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_wrapping),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
