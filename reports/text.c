/*
 * For people: one screen for the whole comparison (card.c), then each finding
 * as a compiler would print it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "reports/annotation.h"
#include "reports/card.h"
#include "reports/checked.h"
#include "reports/layout.h"

/* Names of drivers that a finding lists; the others are counted. */
#define DRIVERS_LISTED 6
/* Of a source line; the rest is cut. */
#define SOURCE_WIDTH 120

static char *without_tabs(const char *line)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (; *line; line++) {
        if (*line == '\t') {
            g_string_append_printf(out, "%*s", (int)(8 - out->len % 8), "");
        } else {
            g_string_append_c(out, *line);
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static bool is_in_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* The word in the line; NULL if it is not there. */
static const char *find_word(const char *line, const char *word)
{
    gsize length = strlen(word);

    for (const char *at = strstr(line, word); at && length;
         at = strstr(at + 1, word)) {
        if ((at == line || !is_in_word(at[-1])) && !is_in_word(at[length])) {
            return at;
        }
    }
    return NULL;
}

/* Underlines what the finding is about: its name as a string or a member, or
 * else where the code begins. */
static void print_mark(const ReportContext *context, const Finding *finding,
                       const char *line, const char *note)
{
    const char *name = finding->name ? finding->name : finding->driver;
    const char *dot = name ? strrchr(name, '.') : NULL;
    const char *word = name ? find_word(line, name) : NULL;
    gsize length = name ? strlen(name) : 0;
    g_autofree char *mark = NULL;

    if (!word && dot) {
        word = find_word(line, dot + 1);
        length = strlen(dot + 1);
    }
    if (!word) {
        word = line + strspn(line, " ");
        length = 1;
    }
    mark = g_strnfill(length, '~');
    mark[0] = '^';
    g_string_append_printf(context->out, "      | %*s", (int)(word - line), "");
    layout_styled(context, STYLE_MARK, mark);
    if (note) {
        layout_print(context->out, " %s", note);
    }
    g_string_append_c(context->out, '\n');
}

static void print_source(const ReportContext *context, const Finding *finding,
                         const Evidence *evidence, const char *note)
{
    g_autofree char *line = without_tabs(evidence->text);
    g_autofree char *shown = layout_shortened(line, SOURCE_WIDTH);

    layout_print(context->out, "%5u | %s\n", evidence->location.line, shown);
    print_mark(context, finding, shown, note);
}

static void print_place(const ReportContext *context, const Location *location)
{
    g_autoptr(GString) place = g_string_new(NULL);

    layout_place(place, location);
    layout_styled(context, STYLE_PLACE, place->str);
    g_string_append(context->out, ": ");
}

/* What the tree says at the first place: at the mark, or below. */
static void print_first(const ReportContext *context, const Finding *finding,
                        const Evidence *evidence)
{
    const char *tree = layout_tree_name(context->report, evidence->side);
    g_autofree char *note =
        g_strdup_printf("in %s%s%s", tree, evidence->note ? ": " : "",
                        evidence->note ? evidence->note : "");

    if (evidence->text) {
        print_source(context, finding, evidence, note);
    } else {
        layout_print(context->out, "  %s\n", note);
    }
}

static void print_note(const ReportContext *context, const Finding *finding,
                       const Evidence *evidence)
{
    print_place(context, &evidence->location);
    layout_styled(context, STYLE_INFO, "note: ");
    layout_print(context->out, "in %s%s%s\n",
                 layout_tree_name(context->report, evidence->side),
                 evidence->note ? ": " : "",
                 evidence->note ? evidence->note : "");
    if (evidence->text) {
        print_source(context, finding, evidence, NULL);
    }
}

static void print_machine_types(const ReportContext *context,
                                const Finding *finding)
{
    const GPtrArray *names = finding->machine_types;
    g_autofree char *ranges = layout_ranges(names, context->report->promised);
    g_autofree char *text =
        g_strdup_printf("%s (%u machine types)", ranges, names->len);

    if (names->len) {
        g_string_append(context->out, "  machine types: ");
        layout_wrapped(context->out, names->len > 2 ? text : ranges, 4);
    }
}

static void print_drivers(const ReportContext *context, const Finding *finding)
{
    const GPtrArray *drivers = finding->drivers;
    g_autoptr(GString) text = g_string_new(NULL);

    if (drivers->len == 0 ||
        (drivers->len == 1 &&
         g_strcmp0(g_ptr_array_index(drivers, 0), finding->driver) == 0)) {
        return;
    }
    for (guint i = 0; i < drivers->len && i < DRIVERS_LISTED; i++) {
        layout_print(text, "%s%s", i ? ", " : "",
                     (const char *)g_ptr_array_index(drivers, i));
    }
    if (drivers->len > DRIVERS_LISTED) {
        layout_print(text, " and %u more", drivers->len - DRIVERS_LISTED);
    }
    g_string_append(context->out, "  drivers: ");
    layout_wrapped(context->out, text->str, 4);
}

static void print_patch(const ReportContext *context, const char *patch)
{
    g_auto(GStrv) lines = g_strsplit(patch, "\n", -1);

    for (guint i = 0; lines[i] && (lines[i][0] || lines[i + 1]); i++) {
        LayoutStyle style = lines[i][0] == '+'   ? STYLE_ADDED
                            : lines[i][0] == '-' ? STYLE_REMOVED
                                                 : STYLE_PLAIN;
        g_autofree char *line = without_tabs(lines[i]);

        g_string_append(context->out, "    ");
        layout_styled(context, style, line);
        g_string_append_c(context->out, '\n');
    }
}

static void print_remedy(const ReportContext *context, const Finding *finding)
{
    if (finding->remedy) {
        g_string_append(context->out, "  remedy: ");
        layout_wrapped(context->out, finding->remedy, 4);
    }
    if (finding->patch) {
        print_patch(context, finding->patch);
    }
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    const Location place = layout_place_of(finding);
    GString *out = context->out;

    (void)number;
    if (finding->accepted) {
        return;
    }
    g_string_append_c(out, '\n');
    print_place(context, &place);
    layout_styled(context, layout_severity_style(finding->severity),
                  severity_text(finding->severity));
    layout_print(out, ": %s: %s [%s]\n", directions_text(finding->directions),
                 finding->message, finding->rule);
    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);

        (i ? print_note : print_first)(context, finding, evidence);
    }
    print_machine_types(context, finding);
    print_drivers(context, finding);
    print_remedy(context, finding);
}

/* A file that was not read at all; the others are counted above. */
static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    (void)number;
    if (!annotation_is_whole_file(gap)) {
        return;
    }
    g_string_append_c(context->out, '\n');
    print_place(context, &gap->location);
    layout_styled(context, STYLE_RISK, "not analysed");
    layout_print(context->out, ": in %s: %s\n",
                 layout_tree_name(context->report, gap->side), gap->reason);
}

static void print_accepted(const ReportContext *context, const Finding *finding)
{
    const Location place = layout_place_of(finding);

    g_string_append_c(context->out, '\n');
    print_place(context, &place);
    layout_print(context->out, "accepted: %s: %s [%s]\n  because: ",
                 directions_text(finding->directions), finding->message,
                 finding->rule);
    layout_wrapped(context->out, finding->accepted, 4);
}

static void end(const ReportContext *context)
{
    const GPtrArray *findings = context->report->findings;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (finding->accepted) {
            print_accepted(context, finding);
        }
    }
}

static void begin(const ReportContext *context)
{
    if (context->report->checked) {
        checked_write(context);
    } else {
        card_write(context);
    }
}

const ReportWriter report_writer_text = {
    .name = "text",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
