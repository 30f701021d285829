/*
 * Reads the trees of an audit and puts them into their order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "command/audit-run.h"
#include "command/command.h"
#include "command/tree.h"
#include "facts/image.h"

static bool is_qemu(const FactSet *facts)
{
    return g_strcmp0(fact_set_project(facts), "qemu") == 0;
}

static char *digest_of(const FactSet *facts)
{
    g_autoptr(GBytes) image = facts_image_write(facts);

    return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, image);
}

/* QEMU first; by version; trees of one version as they were given. */
static gint compare_inputs(gconstpointer a, gconstpointer b)
{
    const AuditInput *x = *(const AuditInput *const *)a;
    const AuditInput *y = *(const AuditInput *const *)b;
    const char *old = fact_set_version(x->facts);
    const char *new = fact_set_version(y->facts);

    if (is_qemu(x->facts) != is_qemu(y->facts)) {
        return is_qemu(x->facts) ? -1 : 1;
    }
    return version_compare(old ? old : "", new ? new : "");
}

static bool open_input(AuditRun *run, guint i, GError **error)
{
    /* There is a bar for all of them. */
    CommandOptions quiet = *run->options;
    const char *name = run->options->operands[i];
    AuditInput *input = g_new0(AuditInput, 1);

    quiet.quiet = true;
    g_ptr_array_add(run->inputs, input);
    audit_show_progress(run->options, name, i, run->options->n_operands);
    if (!tree_check_target(name, run->options, error)) {
        return false;
    }
    input->facts = tree_open(name, &quiet, &input->source, error);
    if (!input->facts) {
        return false;
    }
    input->digest = digest_of(input->facts);
    return true;
}

/* Gaps are sorted by construct. */
static void count_gaps(Audit *audit, AuditTree *tree, const FactSet *facts)
{
    const GPtrArray *gaps = fact_set_gaps(facts);

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);
        guint n = tree->gaps->len;
        AuditGap *last = n ? &g_array_index(tree->gaps, AuditGap, n - 1) : NULL;

        if (last && g_str_equal(last->construct, gap->construct)) {
            last->n++;
        } else {
            const AuditGap first = {audit_text(audit, gap->construct), 1};

            g_array_append_val(tree->gaps, first);
        }
        if (g_str_equal(gap->construct, "file")) {
            const char *text = audit_format(
                audit, "%s: %s",
                gap->location.file ? gap->location.file : "(no place)",
                gap->reason);

            g_ptr_array_add(tree->unread, (char *)text);
        }
    }
}

static void add_tree(Audit *audit, const FactSet *facts)
{
    AuditTree *tree = audit_add_tree(audit);
    const char *version = fact_set_version(facts);

    tree->project = audit_text(audit, fact_set_project(facts));
    tree->version = audit_text(audit, version ? version : "unknown");
    tree->label = audit_text(audit, fact_set_label(facts));
    tree->revision = audit_text(audit, fact_set_revision(facts));
    count_gaps(audit, tree, facts);
    audit->n_qemu += is_qemu(facts);
}

static bool check_number(const AuditRun *run, GError **error)
{
    guint n_qemu = run->audit->n_qemu;
    guint n_libvirt = run->inputs->len - n_qemu;

    if (n_qemu > AUDIT_TREES_MAX || n_libvirt > AUDIT_TREES_MAX) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "an audit takes at most %d trees of one project",
                    AUDIT_TREES_MAX);
        return false;
    }
    return true;
}

bool audit_open_trees(AuditRun *run, GError **error)
{
    for (guint i = 0; i < run->options->n_operands; i++) {
        if (!open_input(run, i, error)) {
            audit_end_progress(run->options);
            return false;
        }
    }
    audit_end_progress(run->options);
    /* Stable: GLib sorts pointer arrays by merging. */
    g_ptr_array_sort(run->inputs, compare_inputs);
    for (guint i = 0; i < run->inputs->len; i++) {
        const AuditInput *input = audit_input(run, i);

        add_tree(run->audit, input->facts);
        run->status |= tree_status(input->facts);
    }
    return check_number(run, error);
}
