/*
 * migcompat compare OLD NEW: the judged differences of two QEMU trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/command.h"
#include "command/findings.h"
#include "command/output.h"
#include "command/tree.h"
#include "reports/report.h"
#include "rules/rule.h"

static const char help[] =
    "Says which differences between two QEMU trees matter for live migration\n"
    "of guests whose machine type the older tree had released: first one\n"
    "screen for the whole pair, then each finding with both places, the\n"
    "machine types and the repair. \"forward\" is from the older to the newer\n"
    "version, \"backward\" the other way.\n"
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
    if (side->facts && g_strcmp0(fact_set_project(side->facts), "qemu") != 0) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' is a tree of %s: only trees of QEMU can be compared",
                    name, fact_set_project(side->facts));
        return false;
    }
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

static ReportTree report_tree(const FactSet *facts)
{
    const ReportTree tree = {
        .project = fact_set_project(facts),
        .version = fact_set_version(facts),
        .label = fact_set_label(facts),
        .revision = fact_set_revision(facts),
    };

    return tree;
}

/* Two targets may have machine types of one name: Arm's and m68k's virt. */
static void add_name(GPtrArray *names, const char *name)
{
    if (names->len == 0 ||
        !g_str_equal(g_ptr_array_index(names, names->len - 1), name)) {
        g_ptr_array_add(names, (char *)name);
    }
}

static void list_promised(const Comparison *comparison, GPtrArray *promised,
                          GPtrArray *removed)
{
    for (guint i = 0; i < comparison->promised->len; i++) {
        const PromisedType *type =
            &g_array_index(comparison->promised, PromisedType, i);

        add_name(promised, type->before->name);
        if (!type->after) {
            add_name(removed, type->before->name);
        }
    }
}

static bool print_report(const Report *report, const CommandOptions *options,
                         GError **error)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text",
        [FORMAT_JSON] = "json",
        [FORMAT_BRIEF] = "brief",
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

static guint report_findings(const Comparison *comparison,
                             const Findings *findings,
                             const CommandOptions *options, GError **error)
{
    g_autoptr(GPtrArray) promised = g_ptr_array_new();
    g_autoptr(GPtrArray) removed = g_ptr_array_new();
    g_autoptr(GPtrArray) shown =
        findings_choose(findings, options, FINDINGS_SHOWN);
    g_autoptr(GPtrArray) unshown =
        findings_choose(findings, options, FINDINGS_UNSHOWN);
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(ReportGap));
    Report report = {
        .before = report_tree(comparison->before.facts),
        .after = report_tree(comparison->after.facts),
        .promised = promised,
        .removed = removed,
        .findings = shown,
        .unshown = unshown,
        .gaps = gaps,
        .n_changes = change_set_all(comparison->changes)->len,
    };

    list_promised(comparison, promised, removed);
    report.before.n_promised = promised->len;
    report.after.n_promised = promised->len - removed->len;
    add_gaps(gaps, EVIDENCE_OLD, comparison->before.facts);
    add_gaps(gaps, EVIDENCE_NEW, comparison->after.facts);
    if (!print_report(&report, options, error)) {
        return STATUS_FAILED;
    }
    return findings_status(shown, options);
}

/* What both sources and the accepted findings add. */
static bool complete(Findings *findings, const Comparison *comparison,
                     const Side *before, const Side *after,
                     const CommandOptions *options, GError **error)
{
    g_autofree char *today = findings_today();
    const AcceptedContext context = {
        .before = fact_set_version(before->facts),
        .after = fact_set_version(after->facts),
        .today = today,
        .is_narrowed = options->target || options->machine ||
                       change_set_all(comparison->changes)->len == 0,
    };

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
    g_autoptr(Comparison) comparison = comparison_new(
        before->facts, after->facts, options->target, options->machine);
    g_autoptr(Findings) findings = rules_judge(comparison);

    if (!complete(findings, comparison, before, after, options, error)) {
        return STATUS_FAILED;
    }
    return report_findings(comparison, findings, options, error);
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
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_BRIEF,
    .default_format = FORMAT_TEXT,
    .run = run,
};
