/*
 * The release card: what a maintainer of the newer version wants to know,
 * on one screen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/card.h"

#include "reports/layout.h"

/* Rules named below "the gravest". */
#define GROUPS_LISTED 8
#define CARD_WIDTH    79

typedef enum Column {
    COLUMN_FORWARD,
    COLUMN_BACKWARD,
    COLUMN_BOTH,
    N_COLUMNS
} Column;

typedef struct Counts {
    guint by_severity[N_SEVERITIES][N_COLUMNS];
    guint by_subject[N_SUBJECT_KINDS];
    guint n_accepted;
} Counts;

static Column column_of(guint directions)
{
    switch (directions) {
    case DIRECTION_FORWARD:
        return COLUMN_FORWARD;
    case DIRECTION_BACKWARD:
        return COLUMN_BACKWARD;
    default:
        return COLUMN_BOTH;
    }
}

static Counts count(const GPtrArray *findings)
{
    Counts counts = {0};

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (finding->accepted) {
            counts.n_accepted++;
            continue;
        }
        counts.by_subject[finding->subject]++;
        counts.by_severity[finding->severity][column_of(finding->directions)]++;
    }
    return counts;
}

static void print_title(const ReportContext *context)
{
    const Report *report = context->report;
    g_autofree char *title = g_strdup_printf(
        "%s %s -> %s %s", report->before.project, report->before.version,
        report->after.project, report->after.version);

    layout_styled(context, STYLE_HEADING, title);
    layout_print(context->out, "\n%-15s%s -> %s\n\n", "trees",
                 report->before.label, report->after.label);
}

static void print_machine_types(const ReportContext *context)
{
    const Report *report = context->report;
    g_autofree char *gone = layout_ranges(report->removed, report->promised);

    layout_print(context->out, "%-15s%u released by %s, %u of them in %s\n",
                 "machine types", report->before.n_promised,
                 layout_tree_name(report, EVIDENCE_OLD),
                 report->after.n_promised,
                 layout_tree_name(report, EVIDENCE_NEW));
    if (report->removed->len) {
        layout_print(context->out, "%-15s", "gone");
        layout_wrapped(context->out, gone, 15);
    }
}

static void print_cell(GString *out, guint n)
{
    if (n) {
        g_string_append_printf(out, "%10u", n);
    } else {
        g_string_append_printf(out, "%10s", "-");
    }
}

static void print_severity(const ReportContext *context, const Counts *counts,
                           Severity severity)
{
    const guint *row = counts->by_severity[severity];
    guint total = row[COLUMN_FORWARD] + row[COLUMN_BACKWARD] + row[COLUMN_BOTH];
    g_autofree char *name = g_strdup_printf("%-15s", severity_text(severity));

    layout_styled(context,
                  total ? layout_severity_style(severity) : STYLE_PLAIN, name);
    for (guint i = 0; i < N_COLUMNS; i++) {
        print_cell(context->out, row[i]);
    }
    print_cell(context->out, total);
    g_string_append_c(context->out, '\n');
}

/* Rows of severities that were not asked for are counted below the table. */
static void print_table(const ReportContext *context, const Counts *counts,
                        const Counts *unshown)
{
    GString *out = context->out;

    g_string_append_printf(out, "\n%-15s%10s%10s%10s%10s\n", "findings",
                           "forward", "backward", "both", "together");
    for (guint i = 0; i < N_SEVERITIES; i++) {
        const guint *left_out = unshown->by_severity[i];

        if (left_out[0] + left_out[1] + left_out[2] == 0) {
            print_severity(context, counts, i);
        }
    }
    for (guint i = 0; i < N_SEVERITIES; i++) {
        const guint *row = unshown->by_severity[i];
        guint total = row[0] + row[1] + row[2];

        if (total) {
            g_string_append_printf(out, "%-15s%40u  (--severity %s)\n",
                                   severity_text(i), total, severity_text(i));
        }
    }
    if (counts->n_accepted) {
        g_string_append_printf(out, "%-15s%40u\n", "accepted",
                               counts->n_accepted);
    }
}

static void print_subjects(const ReportContext *context, const Counts *counts)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < N_SUBJECT_KINDS; i++) {
        if (counts->by_subject[i]) {
            g_string_append_printf(text, "%s%u %s", text->len ? ", " : "",
                                   counts->by_subject[i], subject_kind_text(i));
        }
    }
    if (text->len) {
        layout_print(context->out, "\n%-15s", "about");
        layout_wrapped(context->out, text->str, 15);
    }
}

static void print_gaps(const ReportContext *context)
{
    const Report *report = context->report;
    guint n[] = {0, 0};

    for (guint i = 0; i < report->gaps->len; i++) {
        n[g_array_index(report->gaps, ReportGap, i).side]++;
    }
    layout_print(
        context->out, "%-15s%u places of %s, %u of %s (migcompat doctor)\n",
        "not analysed", n[EVIDENCE_OLD], layout_tree_name(report, EVIDENCE_OLD),
        n[EVIDENCE_NEW], layout_tree_name(report, EVIDENCE_NEW));
}

/* The gravest first; of those, what concerns most machine types. */
static int compare_weight(const void *a, const void *b)
{
    const Finding *x = *(const Finding *const *)a;
    const Finding *y = *(const Finding *const *)b;

    if (x->severity != y->severity) {
        return x->severity < y->severity ? -1 : 1;
    }
    return (x->machine_types->len < y->machine_types->len) -
           (x->machine_types->len > y->machine_types->len);
}

/* Findings of one rule, severity and direction, the heaviest first. */
static bool are_alike(const Finding *a, const Finding *b)
{
    return g_str_equal(a->rule, b->rule) && a->severity == b->severity &&
           a->directions == b->directions;
}

/* const Finding *, without accepted ones; the caller's. */
static GPtrArray *sort_by_weight(const GPtrArray *findings)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = g_ptr_array_index(findings, i);

        if (!finding->accepted) {
            g_ptr_array_add(sorted, finding);
        }
    }
    /* Stable: GLib sorts pointer arrays by merging. */
    g_ptr_array_sort(sorted, compare_weight);
    return sorted;
}

/* Takes those like the first out of the list. The caller's. */
static GPtrArray *take_alike(GPtrArray *sorted)
{
    const Finding *first = g_ptr_array_index(sorted, 0);
    GPtrArray *alike = g_ptr_array_new();

    for (guint i = 0; i < sorted->len;) {
        Finding *finding = g_ptr_array_index(sorted, i);

        if (are_alike(first, finding)) {
            g_ptr_array_add(alike, finding);
            g_ptr_array_remove_index(sorted, i);
        } else {
            i++;
        }
    }
    return alike;
}

static void add_subject(GString *out, const Finding *finding)
{
    const char *driver = finding->driver;
    const char *name = finding->name;

    if (driver && name && !g_str_equal(driver, name)) {
        g_string_append_printf(out, "%s.%s", driver, name);
    } else {
        g_string_append(out, name ? name : driver ? driver : finding->message);
    }
}

/* "serial-mm, cpu-cluster and 9 more", as many as fit one line. */
static char *subjects_text(const GPtrArray *alike, guint width)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < alike->len; i++) {
        g_autoptr(GString) next = g_string_new(NULL);

        add_subject(next, g_ptr_array_index(alike, i));
        if (i > 0 && text->len + next->len > width) {
            g_string_append_printf(text, " and %u more", alike->len - i);
            break;
        }
        g_string_append_printf(text, "%s%s", i ? ", " : "", next->str);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void print_alike(const ReportContext *context, const GPtrArray *alike)
{
    const Finding *first = g_ptr_array_index(alike, 0);
    g_autofree char *subjects = subjects_text(alike, CARD_WIDTH - 20);
    g_autofree char *severity = g_strdup_printf("%5u %-14s", alike->len,
                                                severity_text(first->severity));

    layout_styled(context, layout_severity_style(first->severity), severity);
    layout_print(context->out, "%-9s %s\n      %s\n",
                 directions_text(first->directions), first->rule, subjects);
}

static void print_gravest(const ReportContext *context)
{
    g_autoptr(GPtrArray) sorted = sort_by_weight(context->report->findings);

    if (sorted->len == 0) {
        return;
    }
    g_string_append_c(context->out, '\n');
    layout_styled(context, STYLE_HEADING, "the gravest");
    g_string_append_c(context->out, '\n');
    for (guint i = 0; i < GROUPS_LISTED && sorted->len; i++) {
        g_autoptr(GPtrArray) alike = take_alike(sorted);

        print_alike(context, alike);
    }
    if (sorted->len) {
        layout_print(context->out, "%5u more\n", sorted->len);
    }
    g_string_append(context->out, "\neach in full:\n");
}

void card_write(const ReportContext *context)
{
    const Counts counts = count(context->report->findings);
    const Counts unshown = count(context->report->unshown);

    print_title(context);
    print_machine_types(context);
    print_table(context, &counts, &unshown);
    print_subjects(context, &counts);
    print_gaps(context);
    print_gravest(context);
}
