/*
 * migcompat whatif PROPOSAL TREE...: what a change would cost that nobody has
 * made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/evidence-run.h"
#include "command/output.h"

static const char help[] =
    "PROPOSAL is one line, or a file with such a line ('#' begins a comment):\n"
    "\n"
    "  retire SUBJECT [from VERSION] [; libvirt VERSION emits KEY]\n"
    "  default DRIVER.PROPERTY=VALUE [from VERSION]\n"
    "\n"
    "\"from 4.1\" is for machine types of that version on; without it, the\n"
    "change is for all. A libvirt named there emits KEY instead where the\n"
    "machine type does not take SUBJECT any more; with \"stops\" in place of\n"
    "\"emits KEY\" it never emits SUBJECT again. The newest QEMU given is taken\n"
    "with the change, beside all trees as they are; and so is the newest\n"
    "libvirt, if the proposal names one. Cases from history:\n"
    "\n"
    "  retire numa.mem from 4.1                       (proposed March 2019)\n"
    "  retire numa.mem from 5.1; libvirt 6.4 emits numa.memdev\n"
    "  retire ide-drive\n"
    "  default virtio-blk-pci.num-queues=4\n"
    "\n"
    "The drawbacks come first: which guests on which versions stop to start\n"
    "or to migrate, what libvirt would need, and from when on the cost is nil\n"
    "if versions are supported as long as --window says. Then the same matrix\n"
    "as that of 'evidence'.\n"
    "\n"
    "Exit status: 2 if the proposal breaks some migration or start; 8 is added\n"
    "if a whole file of a tree could not be analysed; 1 if it failed.";

static Proposal *read_proposal(const char *operand, const GPtrArray *trees,
                               GError **error)
{
    g_autofree char *text = NULL;

    if (!g_file_test(operand, G_FILE_TEST_IS_REGULAR)) {
        return proposal_read(operand, trees, error);
    }
    if (!g_file_get_contents(operand, &text, NULL, error)) {
        return NULL;
    }
    return proposal_read(text, trees, error);
}

/* The key that the proposal names; else the one that QEMU's words name. */
static Subject *read_instead(const EvidenceRun *run, const Proposal *proposal,
                             GError **error)
{
    if (proposal->emits) {
        return subject_find(proposal->emits, run->facts, error);
    }
    return join_instead(run->join, proposal->subject);
}

static guint run(const CommandOptions *options, GError **error)
{
    g_auto(EvidenceRun) run = {NULL};
    g_autoptr(Proposal) proposal = NULL;
    g_autoptr(Subject) instead = NULL;
    g_autofree char *title = NULL;

    if (!output_check(options, error) || !evidence_open(&run, options, error)) {
        return STATUS_FAILED;
    }
    proposal = read_proposal(options->operands[0], run.facts, error);
    if (!proposal) {
        return STATUS_FAILED;
    }
    run.join = join_new(run.facts, run.report->target, proposal);
    instead = read_instead(&run, proposal, error);
    if (proposal->emits && !instead) {
        return STATUS_FAILED;
    }
    title = g_strdup_printf("the proposal \"%s\"", proposal->text);
    run.report->command = "whatif";
    run.report->subject = evidence_text(run.report, proposal->text);
    run.report->class = subject_class_text(proposal->subject->class);
    run.report->title = evidence_text(run.report, title);
    evidence_add_trees(&run);
    if (!whatif_add_costs(&run, proposal, instead, error)) {
        return STATUS_FAILED;
    }
    evidence_add_topics(&run, proposal->subject, instead);
    return evidence_print(&run, error);
}

const Command command_whatif = {
    .name = "whatif",
    .operands = "PROPOSAL TREE...",
    .n_operands = 2,
    .n_optional = 2 * JOIN_TREES_MAX,
    .summary = "what a change would break that nobody has made",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_MACHINE | TAKES_TARGET | TAKES_TREES |
             TAKES_HISTORY,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_MAIL | 1 << FORMAT_JSON,
    .default_format = FORMAT_TEXT,
    .run = run,
};
