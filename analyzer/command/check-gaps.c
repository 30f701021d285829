/*
 * What of the changed tree was not understood, and could hide a finding.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-gaps.h"

#include <string.h>

#include "project/project.h"
#include "reports/report.h"

/* Of a gap, without its line: lines move. */
static char *gap_key(const Gap *gap)
{
    return g_strjoin("\n", gap->construct, gap->subject ? gap->subject : "",
                     gap->reason, gap->location.file ? gap->location.file : "",
                     NULL);
}

static GHashTable *gap_keys(const FactSet *facts)
{
    GHashTable *keys =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *gaps = fact_set_gaps(facts);

    for (guint i = 0; i < gaps->len; i++) {
        g_hash_table_add(keys, gap_key(g_ptr_array_index(gaps, i)));
    }
    return keys;
}

static bool is_in_changed_file(const Check *check, const Gap *gap)
{
    for (guint i = 0; gap->location.file && i < check->changed->len; i++) {
        if (g_str_equal(g_ptr_array_index(check->changed, i),
                        gap->location.file)) {
            return true;
        }
    }
    return false;
}

/* One error takes many tables with it. */
static bool is_told(const GArray *rows, const Gap *gap)
{
    for (guint i = 0; i < rows->len; i++) {
        const ReportGap *row = &g_array_index(rows, ReportGap, i);

        if (g_str_equal(row->construct, gap->construct) &&
            g_strcmp0(row->location.file, gap->location.file) == 0 &&
            g_str_equal(row->reason, gap->reason)) {
            return true;
        }
    }
    return false;
}

static void add_gaps_of_facts(const Check *check, GArray *rows)
{
    const FactSet *after = check_last(check)->facts;
    g_autoptr(GHashTable) known = NULL;

    known = gap_keys(check_base(check)->facts);
    for (guint i = 0; i < fact_set_gaps(after)->len; i++) {
        const Gap *gap = g_ptr_array_index(fact_set_gaps(after), i);
        const ReportGap row = {EVIDENCE_NEW, gap->construct, gap->subject,
                               gap->reason, gap->location};
        g_autofree char *key = gap_key(gap);

        if (g_str_equal(gap->construct, GAP_LOST) && is_told(rows, gap)) {
            continue;
        }
        if (!g_hash_table_contains(known, key) ||
            is_in_changed_file(check, gap)) {
            g_array_append_val(rows, row);
        }
    }
}

static bool has_problem(const Source *source, const SourceProblem *problem)
{
    const GPtrArray *all = source_problems(source);

    for (guint i = 0; i < all->len; i++) {
        const SourceProblem *other = g_ptr_array_index(all, i);

        if (g_str_equal(other->path, problem->path) &&
            g_str_equal(other->reason, problem->reason)) {
            return true;
        }
    }
    return false;
}

static bool has_gap(const GArray *rows, const char *path)
{
    for (guint i = 0; i < rows->len; i++) {
        const ReportGap *row = &g_array_index(rows, ReportGap, i);

        if (g_strcmp0(row->location.file, path) == 0 &&
            (g_str_equal(row->construct, "file") ||
             g_str_equal(row->construct, "symbolic-link"))) {
            return true;
        }
    }
    return false;
}

/* A file that cannot be listed is in no facts if nothing else changes. */
static void add_new_problems(const Check *check, GArray *rows)
{
    const Source *before = check_base(check)->source;
    const GPtrArray *all = source_problems(check_last(check)->source);

    for (guint i = 0; i < all->len; i++) {
        const SourceProblem *problem = g_ptr_array_index(all, i);
        bool is_link = strstr(problem->reason, "link") != NULL;
        const ReportGap row = {EVIDENCE_NEW,
                               is_link ? "symbolic-link" : "file",
                               NULL,
                               problem->reason,
                               {problem->path, 0}};

        if (source_may_matter(problem->path) &&
            project_is_wanted(check->project, problem->path) &&
            !has_problem(before, problem) && !has_gap(rows, problem->path)) {
            g_array_append_val(rows, row);
        }
    }
}

/* Nobody must take silence about these for an answer. */
static void add_unread(const Check *check, GArray *rows)
{
    for (guint i = 0; i < check->changed->len; i++) {
        const char *path = g_ptr_array_index(check->changed, i);
        const ReportGap row = {EVIDENCE_NEW,
                               "unread-file",
                               NULL,
                               "code of this file is not analysed",
                               {path, 0}};

        if (project_is_left_out(check->project, path)) {
            g_array_append_val(rows, row);
        }
    }
}

GArray *check_gaps(const Check *check)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(ReportGap));

    if (check_last(check)->facts) {
        add_gaps_of_facts(check, rows);
    }
    add_new_problems(check, rows);
    add_unread(check, rows);
    return rows;
}
