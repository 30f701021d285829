/*
 * migcompat compare OLD NEW: the judged differences of two trees of one
 * project.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/command.h"
#include "command/findings.h"
#include "command/judgement.h"
#include "command/output.h"
#include "command/tree.h"

static const char help[] =
    "Says which differences between two QEMU trees matter for live migration\n"
    "of guests whose machine type the older tree had released: first one\n"
    "screen for the whole pair, then each finding with both places, the\n"
    "machine types and the repair. \"forward\" is from the older to the newer\n"
    "version, \"backward\" the other way.\n"
    "\n"
    "Two libvirt trees are compared by what they give QEMU for the same XML,\n"
    "what they fill in, write, refuse and send to the other side.\n"
    "\n"
    "Severities are break (the destination refuses, or state is lost),\n"
    "guest-visible (the machine changes under the guest), risk (it depends on\n"
    "what the finding names) and info. Without --severity, all but info are\n"
    "shown.\n"
    "\n"
    "Exit status: the sum of 2 (findings of severity break), 4 (lower ones,\n"
    "if --severity asks for them) and 8 (a whole file of either tree could\n"
    "not be analysed); 1 if it failed. Findings that are accepted (see the\n"
    "file .migcompat-accepted) do not count.";

/* One of the operands. */
typedef struct Side {
    FactSet *facts;
    Source *source; /* NULL: saved facts have none */
} Side;

static void side_clear(Side *side)
{
    fact_set_free(side->facts);
    source_free(side->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Side, side_clear)

static bool side_open(Side *side, const char *name,
                      const CommandOptions *options, GError **error)
{
    side->facts = tree_open(name, options, &side->source, error);
    return side->facts;
}

static void add_gaps(GArray *gaps, EvidenceSide side, const FactSet *facts)
{
    const GPtrArray *all = fact_set_gaps(facts);

    for (guint i = 0; i < all->len; i++) {
        const Gap *gap = g_ptr_array_index(all, i);
        const ReportGap row = {side, gap->construct, gap->subject, gap->reason,
                               gap->location};

        g_array_append_val(gaps, row);
    }
}

static bool print_report(const Report *report, const CommandOptions *options,
                         GError **error)
{
    static const char *const names[] = {
#define X(name, text) text,
        OUTPUT_FORMATS(X)
#undef X
    };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Output) output = output_open(options, error);

    if (!output) {
        return false;
    }
    const ReportContext context = {report, text, output->color};

    report_write(&context, report_writer_find(names[options->format]));
    fwrite(text->str, 1, text->len, output->stream);
    return output_finish(output, error);
}

static guint report_findings(const Judgement *judgement, const Side *before,
                             const Side *after, const CommandOptions *options,
                             GError **error)
{
    g_autoptr(GPtrArray) shown =
        findings_choose(judgement->findings, options, FINDINGS_SHOWN);
    g_autoptr(GPtrArray) unshown =
        findings_choose(judgement->findings, options, FINDINGS_UNSHOWN);
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(ReportGap));
    Report report = {
        .before = judgement_tree(before->facts),
        .after = judgement_tree(after->facts),
        .promised = judgement->promised,
        .removed = judgement->removed,
        .findings = shown,
        .unshown = unshown,
        .gaps = gaps,
        .n_changes = judgement->n_changes,
    };

    report.before.n_promised = judgement->promised->len;
    report.after.n_promised =
        judgement->promised->len - judgement->removed->len;
    add_gaps(gaps, EVIDENCE_OLD, before->facts);
    add_gaps(gaps, EVIDENCE_NEW, after->facts);
    if (!print_report(&report, options, error)) {
        return STATUS_FAILED;
    }
    return findings_status(shown, options);
}

/* What both sources and the accepted findings add. */
static bool complete(Judgement *judgement, const Side *before,
                     const Side *after, const CommandOptions *options,
                     GError **error)
{
    g_autofree char *today = findings_today();
    const AcceptedContext context = {
        .before = fact_set_version(before->facts),
        .after = fact_set_version(after->facts),
        .today = today,
        .is_narrowed =
            options->target || options->machine || judgement->n_changes == 0,
    };
    Findings *findings = judgement->findings;

    if (!findings_accept(findings, after->source, &context, error)) {
        return false;
    }
    findings_add_source_lines(findings, before->source, after->source);
    findings_add_patches(findings, after->source);
    return true;
}

static guint judge(const Side *before, const Side *after,
                   const CommandOptions *options, GError **error)
{
    g_autoptr(Judgement) judgement =
        judgement_new(before->facts, after->facts, options, error);

    if (!judgement || !complete(judgement, before, after, options, error)) {
        return STATUS_FAILED;
    }
    return report_findings(judgement, before, after, options, error);
}

static guint run(const CommandOptions *options, GError **error)
{
    g_auto(Side) before = {NULL, NULL};
    g_auto(Side) after = {NULL, NULL};
    guint status;

    if (!output_check(options, error) ||
        !side_open(&before, options->operands[0], options, error) ||
        !side_open(&after, options->operands[1], options, error)) {
        return STATUS_FAILED;
    }
    status = judge(&before, &after, options, error);
    return status & STATUS_FAILED
               ? status
               : status | tree_status(before.facts) | tree_status(after.facts);
}

const Command command_compare = {
    .name = "compare",
    .operands = "OLD NEW",
    .n_operands = 2,
    .summary = "what matters for live migration between two versions",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_MACHINE | TAKES_TARGET | TAKES_SEVERITY |
             TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_BRIEF |
               1 << FORMAT_SARIF | 1 << FORMAT_CODEQUALITY | 1 << FORMAT_JUNIT |
               1 << FORMAT_GITHUB | 1 << FORMAT_MAIL,
    .default_format = FORMAT_TEXT,
    .run = run,
};
