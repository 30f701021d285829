/*
 * The trees of `evidence` and `whatif`, and the repositories that know their
 * commits.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/evidence-run.h"
#include "command/tree.h"

static void free_input(gpointer data)
{
    EvidenceInput *input = data;

    fact_set_free(input->facts);
    source_free(input->source);
    g_free(input);
}

void evidence_close(EvidenceRun *run)
{
    g_clear_pointer(&run->join, join_free);
    g_clear_pointer(&run->report, evidence_report_free);
    g_clear_pointer(&run->facts, g_ptr_array_unref);
    g_clear_pointer(&run->inputs, g_ptr_array_unref);
    g_clear_pointer(&run->repositories, g_ptr_array_unref);
}

static bool open_repositories(EvidenceRun *run, GError **error)
{
    char **names = run->options->history.repositories;

    for (guint i = 0; names && names[i]; i++) {
        Repository *repository = repository_open(names[i], error);

        if (!repository) {
            return false;
        }
        g_ptr_array_add(run->repositories, repository);
    }
    return true;
}

/* REPO@REV names a repository, too. */
static void open_own_repository(EvidenceRun *run, const char *operand)
{
    const char *at = strrchr(operand, '@');
    g_autofree char *folder =
        at ? g_strndup(operand, (gsize)(at - operand)) : NULL;
    Repository *repository = folder && g_file_test(folder, G_FILE_TEST_IS_DIR)
                                 ? repository_open(folder, NULL)
                                 : NULL;

    if (repository) {
        g_ptr_array_add(run->repositories, repository);
    }
}

static void find_repository(EvidenceRun *run, EvidenceInput *input)
{
    const char *revision = fact_set_revision(input->facts);

    for (guint i = 0;
         revision && !input->repository && i < run->repositories->len; i++) {
        const Repository *one = g_ptr_array_index(run->repositories, i);
        g_autoptr(HistoryCommit) commit = history_commit(one, revision);

        if (commit) {
            input->repository = one;
            input->date = evidence_text(run->report, commit->date);
        }
    }
}

static bool open_input(EvidenceRun *run, const char *operand, GError **error)
{
    EvidenceInput *input = g_new0(EvidenceInput, 1);

    g_ptr_array_add(run->inputs, input);
    input->facts = tree_open(operand, run->options, &input->source, error);
    if (!input->facts) {
        return false;
    }
    open_own_repository(run, operand);
    find_repository(run, input);
    run->status |= tree_status(input->facts);
    return true;
}

static bool has_qemu(const EvidenceRun *run)
{
    for (guint i = 0; i < run->facts->len; i++) {
        if (g_strcmp0(fact_set_project(g_ptr_array_index(run->facts, i)),
                      "qemu") == 0) {
            return true;
        }
    }
    return false;
}

/* By date, where both are known: trees of one version keep their order. */
static gint compare_dates(gconstpointer a, gconstpointer b)
{
    const EvidenceInput *x = *(const EvidenceInput *const *)a;
    const EvidenceInput *y = *(const EvidenceInput *const *)b;

    return x->date && y->date ? strcmp(x->date, y->date) : 0;
}

static void order_facts(EvidenceRun *run)
{
    g_ptr_array_sort(run->inputs, compare_dates);
    for (guint i = 0; i < run->inputs->len; i++) {
        const EvidenceInput *input = g_ptr_array_index(run->inputs, i);

        g_ptr_array_add(run->facts, input->facts);
    }
}

bool evidence_open(EvidenceRun *run, const CommandOptions *options,
                   GError **error)
{
    run->options = options;
    run->report = evidence_report_new();
    run->report->target = evidence_text(
        run->report, options->target ? options->target : "x86_64");
    run->inputs = g_ptr_array_new_with_free_func(free_input);
    run->facts = g_ptr_array_new();
    run->repositories =
        g_ptr_array_new_with_free_func((GDestroyNotify)repository_free);
    if (!open_repositories(run, error)) {
        return false;
    }
    for (guint i = 1; i < options->n_operands; i++) {
        if (!open_input(run, options->operands[i], error)) {
            return false;
        }
    }
    order_facts(run);
    if (!has_qemu(run)) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "at least one of the trees must be QEMU's");
        return false;
    }
    return true;
}

const EvidenceInput *evidence_input_of(const EvidenceRun *run,
                                       const JoinTree *tree)
{
    for (guint i = 0; i < run->inputs->len; i++) {
        const EvidenceInput *input = g_ptr_array_index(run->inputs, i);

        if (input->facts == tree->facts) {
            return input;
        }
    }
    return NULL;
}

const char *evidence_project(const JoinTree *tree)
{
    return tree->model ? "QEMU" : "libvirt";
}

static void add_tree(EvidenceRun *run, const JoinTree *tree)
{
    const EvidenceInput *input = evidence_input_of(run, tree);
    EvidenceTree row = {
        .project = evidence_project(tree),
        .version = evidence_text(run->report, tree->version),
        .label = evidence_text(run->report, fact_set_label(tree->facts)),
        .revision = evidence_text(run->report, fact_set_revision(tree->facts)),
        .date = input ? input->date : NULL,
    };

    if (!tree->change && !tree->is_user) {
        g_array_append_val(run->report->trees, row);
    }
}

void evidence_add_trees(EvidenceRun *run)
{
    for (guint i = 0; i < join_n_qemus(run->join); i++) {
        add_tree(run, join_qemu(run->join, i));
    }
    for (guint i = 0; i < join_n_libvirts(run->join); i++) {
        add_tree(run, join_libvirt(run->join, i));
    }
}
