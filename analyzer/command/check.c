/*
 * migcompat check: what a change to QEMU or libvirt breaks, before it is
 * merged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check.h"

#include "command/check-release.h"
#include "command/check-report.h"
#include "command/command.h"
#include "command/findings.h"
#include "command/output.h"

static const char help[] =
    "Says what a change breaks for live migration, before it is merged:\n"
    "a commit (against its first parent or --base), a range A..B or A...B,\n"
    "the working tree (no operand), or patches: files as git format-patch,\n"
    "git diff and b4 write them, applied in memory to --base. Findings are\n"
    "those that the change introduces; of a series, each patch is told\n"
    "which it introduces and which a later one cures.\n"
    "\n"
    "Nothing is checked out, nothing of the repository is run or written.\n"
    "\n"
    "Exit status: the sum of 2 (findings of severity break), 4 (lower ones,\n"
    "if --severity asks for them) and 8 (a file that matters could not be\n"
    "analysed); 1 if it failed, also if a patch does not apply.";

GPtrArray *check_choose(const Check *check, const Findings *findings,
                        FindingChoice choice)
{
    GPtrArray *chosen = findings_choose(findings, check->options, choice);

    for (guint i = chosen->len; check->known && i > 0; i--) {
        const Finding *finding = g_ptr_array_index(chosen, i - 1);

        if (g_hash_table_contains(check->known, finding->fingerprint)) {
            g_ptr_array_remove_index(chosen, i - 1);
        }
    }
    return chosen;
}

/* What both sources and the accepted findings add. */
static bool complete(const Check *check, Findings *findings, GError **error)
{
    const CheckState *before = check_base(check);
    const CheckState *after = check_last(check);
    g_autofree char *today = findings_today();
    /* A change meets few of the accepted findings. */
    const AcceptedContext context = {
        .before = fact_set_version(before->facts),
        .after = fact_set_version(after->facts),
        .today = today,
        .is_narrowed = true,
    };

    if (!findings_accept(findings, after->source, &context, error)) {
        return false;
    }
    findings_add_source_lines(findings, before->source, after->source);
    findings_add_patches(findings, after->source);
    return true;
}

static guint judge(Check *check, GError **error)
{
    g_autoptr(Judgement) judgement = NULL;
    g_autoptr(CheckSteps) steps = check_steps_new();

    if (check->changed->len == 0 ||
        check->slice->kind == PROJECT_SLICE_NOTHING) {
        return check_report(check, NULL, steps, error);
    }
    if (!check_read(check, error)) {
        return STATUS_FAILED;
    }
    judgement = judgement_new(check_base(check)->facts,
                              check_last(check)->facts, check->options, error);
    if (!judgement || !check_against_releases(check, judgement, error) ||
        !complete(check, judgement->findings, error) ||
        !check_steps_find(steps, check, judgement, error)) {
        return STATUS_FAILED;
    }
    return check_report(check, judgement, steps, error);
}

/* --stable is asked for where point releases are made. */
static bool stable_is_right(const Check *check, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(check->version, ".", 3);
    guint64 micro =
        g_strv_length(parts) == 3 ? g_ascii_strtoull(parts[2], NULL, 10) : 0;

    if (!check->options->check.stable || micro < 50) {
        return true;
    }
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                "--stable is for a stable branch: '%s' is a version in "
                "development",
                check->version);
    return false;
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(Check) check =
        output_check(options, error) ? check_new(options, error) : NULL;

    return check && stable_is_right(check, error) ? judge(check, error)
                                                  : STATUS_FAILED;
}

const Command command_check = {
    .name = "check",
    .operands = "[REV | A..B | PATCH...]",
    .n_optional = 10000,
    .summary = "what a change breaks for live migration",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_MACHINE | TAKES_TARGET | TAKES_SEVERITY |
             TAKES_TREES | TAKES_COLOR | TAKES_ALL | TAKES_CHECK,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_BRIEF |
               1 << FORMAT_SARIF | 1 << FORMAT_CODEQUALITY | 1 << FORMAT_JUNIT |
               1 << FORMAT_GITHUB | 1 << FORMAT_MAIL,
    .default_format = FORMAT_TEXT,
    .run = run,
};
