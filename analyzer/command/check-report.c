/*
 * What a check found, as a report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-report.h"

#include <string.h>

#include "command/check-baseline.h"
#include "command/check-fix.h"
#include "command/check-gaps.h"
#include "command/check-reply.h"
#include "command/command.h"
#include "command/findings.h"
#include "command/output.h"
#include "command/report-patches.h"

static const char *format_name(OutputFormat format)
{
    static const char *const names[] = {
#define X(name, text) text,
        OUTPUT_FORMATS(X)
#undef X
    };

    return names[format];
}

static guint gaps_status(const GArray *gaps)
{
    for (guint i = 0; i < gaps->len; i++) {
        const ReportGap *gap = &g_array_index(gaps, ReportGap, i);

        if (g_str_equal(gap->construct, "file") ||
            g_str_equal(gap->construct, GAP_LOST)) {
            return STATUS_NOT_ANALYSED;
        }
    }
    return STATUS_NOTHING;
}

static ReportTree tree_of(const Check *check, const CheckState *state)
{
    const ReportTree tree = {
        .project = check->project,
        .version = check->version,
        .label = source_label(state->source),
        .revision = source_revision(state->source),
    };

    return state->facts ? judgement_tree(state->facts) : tree;
}

static bool print(const Report *report, const CommandOptions *options,
                  GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Output) output = output_open(options, error);

    if (!output) {
        return false;
    }
    const ReportContext context = {report, text, output->color};

    report_write(&context, report_writer_find(format_name(options->format)));
    fwrite(text->str, 1, text->len, output->stream);
    return output_finish(output, error);
}

static GArray *report_steps(const CheckSteps *steps)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(ReportStep));

    for (guint i = 0; i < steps->steps->len; i++) {
        const CheckStep *step = &g_array_index(steps->steps, CheckStep, i);
        const ReportStep row = {step->title, step->introduces, step->cures};

        g_array_append_val(rows, row);
    }
    return rows;
}

/* On a stable branch a guest must see no change at all, whatever is asked
 * for. What libvirt does differently for the same XML is such a change with one
 * QEMU or the other. */
static guint stable_status(const Check *check, const GPtrArray *shown)
{
    Severity least = g_strcmp0(check->project, "libvirt") == 0
                         ? SEVERITY_RISK
                         : SEVERITY_GUEST_VISIBLE;

    for (guint i = 0; check->options->check.stable && i < shown->len; i++) {
        const Finding *finding = g_ptr_array_index(shown, i);

        if (finding->severity <= least && !finding->accepted) {
            return STATUS_BREAK;
        }
    }
    return STATUS_NOTHING;
}

guint check_report(const Check *check, const Judgement *judgement,
                   const CheckSteps *steps, GError **error)
{
    const CommandOptions *options = check->options;
    g_autoptr(Findings) none = findings_new();
    g_autoptr(GPtrArray) no_names = g_ptr_array_new();
    const Findings *findings = judgement ? judgement->findings : none;
    g_autoptr(GPtrArray) shown = check_choose(check, findings, FINDINGS_SHOWN);
    g_autoptr(GPtrArray) unshown =
        check_choose(check, findings, FINDINGS_UNSHOWN);
    g_autoptr(GArray) gaps = check_gaps(check);
    g_autoptr(GArray) rows = report_steps(steps);
    g_autoptr(GArray) patches =
        options->format == FORMAT_MAIL
            ? report_patches_new(check_base(check)->source,
                                 check_last(check)->source, shown)
            : NULL;
    const ReportChecked checked = {check->what, check->changed, rows};
    ReportReply reply;
    Report report = {
        .before = tree_of(check, check_base(check)),
        .after = tree_of(check, check_last(check)),
        .promised = judgement ? judgement->promised : no_names,
        .removed = judgement ? judgement->removed : no_names,
        .findings = shown,
        .unshown = unshown,
        .gaps = gaps,
        .n_changes = judgement ? judgement->n_changes : 0,
        .checked = &checked,
        .patches = patches,
        .reply = check_reply(check, steps, shown, &reply) ? &reply : NULL,
    };

    report.before.n_promised = report.promised->len;
    report.after.n_promised = report.promised->len - report.removed->len;
    if (options->check.write_baseline &&
        !baseline_write(options->check.write_baseline, shown, error)) {
        return STATUS_FAILED;
    }
    if (options->check.fix) {
        return check_fix(check, shown, error);
    }
    if (!print(&report, options, error)) {
        return STATUS_FAILED;
    }
    return findings_status(shown, options) | gaps_status(gaps) |
           stable_status(check, shown);
}
