/*
 * What is to be checked, from the operands: the states of the tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/check-baseline.h"
#include "command/check-release.h"
#include "command/check.h"
#include "project/project.h"

/* Commits that --each tells apart. */
#define MOST_COMMITS 500

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void state_free(gpointer data)
{
    CheckState *state = data;

    fact_set_free(state->facts);
    source_free(state->source);
    g_free(state->title);
    g_free(state);
}

void check_free(Check *check)
{
    if (!check) {
        return;
    }
    /* A state may lie on the one before. */
    while (check->states->len) {
        g_ptr_array_remove_index(check->states, check->states->len - 1);
    }
    g_ptr_array_unref(check->states);
    g_clear_pointer(&check->changed, g_ptr_array_unref);
    g_clear_pointer(&check->known, g_hash_table_unref);
    g_clear_pointer(&check->patch_mails, g_ptr_array_unref);
    g_clear_pointer(&check->mails, g_ptr_array_unref);
    project_slice_free(check->slice);
    repository_free(check->repository);
    g_free(check->what);
    g_free(check->commit);
    g_free(check->version);
    g_free(check);
}

void check_add_state(Check *check, const char *title, Source *source)
{
    CheckState *state = g_new0(CheckState, 1);

    state->title = g_strdup(title);
    state->source = source;
    g_ptr_array_add(check->states, state);
}

const CheckState *check_base(const Check *check)
{
    return g_ptr_array_index(check->states, 0);
}

const CheckState *check_last(const Check *check)
{
    return g_ptr_array_index(check->states, check->states->len - 1);
}

static bool add_commit(Check *check, const char *commit, GError **error)
{
    g_autofree char *label = g_strndup(commit, 12);
    g_autofree char *subject = repository_subject(check->repository, commit);
    g_autofree char *title = g_strdup_printf("%s (\"%s\")", label, subject);
    Source *source = repository_source(check->repository, commit, label, error);

    if (source) {
        check_add_state(check, check->states->len ? title : NULL, source);
    }
    return source;
}

/* With --all, what the last release says is looked at, too: it is the base
 * then. */
static bool add_base(Check *check, const char *commit, GError **error)
{
    g_autofree char *release = NULL;

    if (check->options->all) {
        release = check_last_release(check, commit);
        if (!release) {
            g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                        "'%s' comes after no release that --all could begin "
                        "with",
                        commit);
            return false;
        }
    }
    check->commit = g_strdup(release ? release : commit);
    return (!release || add_commit(check, release, error)) &&
           add_commit(check, commit, error);
}

static bool add_range(Check *check, const char *from, const char *to,
                      GError **error)
{
    g_autoptr(GPtrArray) commits = NULL;

    if (!add_base(check, from, error)) {
        return false;
    }
    if (!check->options->check.each) {
        return add_commit(check, to, error);
    }
    commits =
        repository_commits(check->repository, from, to, MOST_COMMITS, error);
    for (guint i = 0; commits && i < commits->len; i++) {
        if (!add_commit(check, g_ptr_array_index(commits, i), error)) {
            return false;
        }
    }
    return commits && (commits->len || add_commit(check, to, error));
}

/* "A..B": from A to B. "A...B": from where both part to B. An empty side is
 * HEAD. */
static bool plan_range(Check *check, const char *range, GError **error)
{
    const char *dots = strstr(range, "..");
    bool from_base = dots[2] == '.';
    g_autofree char *left = g_strndup(range, dots - range);
    const char *right = dots + (from_base ? 3 : 2);
    const Repository *repository = check->repository;
    g_autofree char *to =
        repository_resolve(repository, *right ? right : "HEAD", error);
    g_autofree char *from =
        to ? repository_resolve(repository, *left ? left : "HEAD", error)
           : NULL;

    if (from && from_base) {
        char *common = repository_merge_base(repository, from, to, error);

        g_free(from);
        from = common;
    }
    return from && add_range(check, from, to, error);
}

static bool plan_commit(Check *check, const char *revision, GError **error)
{
    const char *base = check->options->check.base;
    const Repository *repository = check->repository;
    g_autofree char *to = repository_resolve(repository, revision, error);
    g_autofree char *from = NULL;

    if (to) {
        from = base ? repository_resolve(repository, base, error)
                    : repository_first_parent(repository, to, error);
    }
    return from && add_range(check, from, to, error);
}

static bool plan_working_tree(Check *check, GError **error)
{
    const char *base = check->options->check.base;
    g_autofree char *from =
        repository_resolve(check->repository, base ? base : "HEAD", error);
    Source *tree;

    if (!from || !add_base(check, from, error)) {
        return false;
    }
    tree = repository_working_tree(check->repository, check_base(check)->source,
                                   "working tree", error);
    if (tree) {
        check_add_state(check, "the working tree", tree);
    }
    return tree;
}

static bool plan_patches(Check *check, GError **error)
{
    const CommandOptions *options = check->options;
    const char *folder = options->check.repository;
    const char *base = options->check.base;
    g_autofree char *from = NULL;
    Source *tree;

    if (!check->repository) {
        tree = source_open(folder ? folder : ".", error);
        if (tree) {
            check_add_state(check, NULL, tree);
        }
        return tree && check_add_patches(check, options->operands,
                                         options->n_operands, error);
    }
    from = repository_resolve(check->repository, base ? base : "HEAD", error);
    return from && add_base(check, from, error) &&
           check_add_patches(check, options->operands, options->n_operands,
                             error);
}

static bool is_patch_file(const char *operand)
{
    return g_str_equal(operand, "-") ||
           (g_file_test(operand, G_FILE_TEST_EXISTS) &&
            !g_file_test(operand, G_FILE_TEST_IS_DIR));
}

/* One revision, one range, or patches only. */
static bool check_operand_kinds(const CommandOptions *options,
                                bool *ret_patches, GError **error)
{
    bool patches = false;

    for (guint i = 0; i < options->n_operands; i++) {
        const char *operand = options->operands[i];

        patches = is_patch_file(operand);
        if (!patches && options->n_operands > 1) {
            g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                        "'%s' is not a file: of several operands each must "
                        "be a patch",
                        operand);
            return false;
        }
    }
    *ret_patches = patches;
    return true;
}

static bool plan(Check *check, bool patches, GError **error)
{
    const CommandOptions *options = check->options;
    const char *operand = options->n_operands ? options->operands[0] : NULL;

    check->what = !operand  ? g_strdup("working tree")
                  : patches ? g_strjoinv(" ", options->operands)
                            : g_strdup(operand);
    if (patches) {
        return plan_patches(check, error);
    }
    if (!operand) {
        return plan_working_tree(check, error);
    }
    if (strstr(operand, "..") && options->check.base) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "'%s' says itself where it begins: --base is for one "
                    "revision",
                    operand);
        return false;
    }
    return strstr(operand, "..") ? plan_range(check, operand, error)
                                 : plan_commit(check, operand, error);
}

static bool open_repository(Check *check, bool patches, GError **error)
{
    const char *folder = check->options->check.repository;
    g_autoptr(GError) cause = NULL;

    check->repository = repository_open(folder ? folder : ".", &cause);
    if (!check->repository && (!patches || check->options->check.base)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    return true;
}

/* What differs anywhere between the first and the last state: what one change
 * of a series does, a later one may take back. */
static GPtrArray *all_changes(const Check *check)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 1; i < check->states->len; i++) {
        const CheckState *before = g_ptr_array_index(check->states, i - 1);
        const CheckState *after = g_ptr_array_index(check->states, i);
        GPtrArray *changes = source_changes(before->source, after->source);

        for (guint j = 0; j < changes->len; j++) {
            const char *path = g_ptr_array_index(changes, j);

            if (!g_hash_table_contains(seen, path)) {
                g_ptr_array_add(all, g_strdup(path));
                g_hash_table_add(seen, g_ptr_array_index(all, all->len - 1));
            }
        }
        g_ptr_array_unref(changes);
    }
    g_ptr_array_sort(all, compare_paths);
    return all;
}

static bool find_changes(Check *check, GError **error)
{
    check->changed = all_changes(check);
    check->slice = check_find_slice(check, error);
    return check->slice;
}

Check *check_new(const CommandOptions *options, GError **error)
{
    g_autoptr(Check) check = g_new0(Check, 1);
    bool patches;

    check->options = options;
    check->states = g_ptr_array_new_with_free_func(state_free);
    if (options->check.baseline) {
        check->known = baseline_read(options->check.baseline, error);
    }
    if ((options->check.baseline && !check->known) ||
        !check_operand_kinds(options, &patches, error) ||
        !open_repository(check, patches, error) ||
        !plan(check, patches, error) ||
        !project_identify(check_base(check)->source, &check->project,
                          &check->version, error)) {
        return NULL;
    }
    return find_changes(check, error) ? g_steal_pointer(&check) : NULL;
}
