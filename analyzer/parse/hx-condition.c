/*
 * The #if conditions around a line, as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/hx-condition.h"

#include <string.h>

/* One #if with its #elif: what is in force now, and all before it. */
typedef struct Branch {
    char *current;
    char *negated; /* "!A && !B" of the branches before; NULL */
} Branch;

struct HxConditions {
    GPtrArray *branches; /* Branch *, outermost first */
};

static void branch_free(gpointer data)
{
    Branch *branch = data;

    g_free(branch->current);
    g_free(branch->negated);
    g_free(branch);
}

HxConditions *hx_conditions_new(void)
{
    HxConditions *conditions = g_new0(HxConditions, 1);

    conditions->branches = g_ptr_array_new_with_free_func(branch_free);
    return conditions;
}

void hx_conditions_free(HxConditions *conditions)
{
    if (!conditions) {
        return;
    }
    g_ptr_array_unref(conditions->branches);
    g_free(conditions);
}

/* "defined(X)" and "defined X" become X. */
static char *simplify(const char *text)
{
    g_autoptr(GRegex) regex = g_regex_new(
        "\\bdefined\\s*(?:\\(\\s*(\\w+)\\s*\\)|(\\w+))", 0, 0, NULL);

    return g_regex_replace(regex, text, -1, 0, "\\1\\2", 0, NULL);
}

static bool is_word(const char *text)
{
    return text[strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] ==
           '\0';
}

static char *negate(const char *text)
{
    if (*text == '!' && is_word(text + 1)) {
        return g_strdup(text + 1);
    }
    return is_word(text) ? g_strconcat("!", text, NULL)
                         : g_strdup_printf("!(%s)", text);
}

static char *conjoin(const char *a, const char *b)
{
    const char *format = strstr(b, "||") ? "%s && (%s)" : "%s && %s";

    if (!a) {
        return g_strdup(b);
    }
    return g_strdup_printf(format, a, b);
}

static void open_branch(HxConditions *conditions, char *text)
{
    Branch *branch = g_new0(Branch, 1);

    branch->current = text;
    g_ptr_array_add(conditions->branches, branch);
}

/* `text` NULL: #else. */
static bool next_branch(HxConditions *conditions, const char *text)
{
    GPtrArray *branches = conditions->branches;
    g_autofree char *current = NULL;
    g_autofree char *not_current = NULL;
    char *negated;
    Branch *branch;

    if (branches->len == 0) {
        return false;
    }
    branch = g_ptr_array_index(branches, branches->len - 1);
    not_current = negate(branch->current);
    negated = conjoin(branch->negated, not_current);
    g_free(branch->negated);
    branch->negated = negated;
    g_free(branch->current);
    current = text ? simplify(text) : NULL;
    branch->current = g_steal_pointer(&current);
    if (!branch->current) {
        branch->current = g_strdup("1");
    }
    return true;
}

static bool close_branch(HxConditions *conditions)
{
    GPtrArray *branches = conditions->branches;

    if (branches->len == 0) {
        return false;
    }
    g_ptr_array_set_size(branches, (gint)branches->len - 1);
    return true;
}

bool hx_conditions_read(HxConditions *conditions, const char *line)
{
    g_autofree char *text = g_strdup(line + 1);
    char *word = g_strstrip(text);
    size_t length = strcspn(word, " \t(!");
    g_autofree char *directive = g_strndup(word, length);
    char *rest = g_strstrip(word + length);

    if (g_str_equal(directive, "ifdef")) {
        open_branch(conditions, g_strdup(rest));
    } else if (g_str_equal(directive, "ifndef")) {
        open_branch(conditions, g_strconcat("!", rest, NULL));
    } else if (g_str_equal(directive, "if")) {
        open_branch(conditions, simplify(rest));
    } else if (g_str_equal(directive, "elif")) {
        return next_branch(conditions, rest);
    } else if (g_str_equal(directive, "else")) {
        return next_branch(conditions, NULL);
    } else if (g_str_equal(directive, "endif")) {
        return close_branch(conditions);
    } else {
        return g_str_equal(directive, "define") ||
               g_str_equal(directive, "undef");
    }
    return true;
}

guint hx_conditions_depth(const HxConditions *conditions)
{
    return conditions->branches->len;
}

static char *branch_text(const Branch *branch)
{
    if (g_str_equal(branch->current, "1") && branch->negated) {
        return g_strdup(branch->negated);
    }
    return conjoin(branch->negated, branch->current);
}

char *hx_conditions_text(const HxConditions *conditions)
{
    char *all = NULL;

    for (guint i = 0; i < conditions->branches->len; i++) {
        g_autofree char *text =
            branch_text(g_ptr_array_index(conditions->branches, i));
        char *joined = conjoin(all, text);

        g_free(all);
        all = joined;
    }
    return all;
}
