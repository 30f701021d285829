/*
 * The history of a subject as plain text: a terminal's, and a mail's, whose
 * lines stay whole when they are quoted twice.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "reports/evidence.h"

/* Of the id of a commit, as both projects want it. */
#define ID_LENGTH 12

typedef struct Sheet {
    const EvidenceReport *report;
    GString *out;
    guint width;
    bool is_mail;
} Sheet;

/* Words from column `indent` on, the first where the line stands. Ends the
 * line. A word that is longer than a line stays whole. */
static void add_wrapped(const Sheet *sheet, const char *text, guint indent)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    const char *start = g_strrstr_len(sheet->out->str, -1, "\n");
    guint column = (guint)(sheet->out->str + sheet->out->len -
                           (start ? start + 1 : sheet->out->str));

    for (; column < indent; column++) {
        g_string_append_c(sheet->out, ' ');
    }
    for (guint i = 0; words[i]; i++) {
        guint length = (guint)g_utf8_strlen(words[i], -1);

        if (column > indent && column + 1 + length > sheet->width) {
            g_string_append_printf(sheet->out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            g_string_append_c(sheet->out, ' ');
            column++;
        }
        g_string_append(sheet->out, words[i]);
        column += length;
    }
    g_string_append_c(sheet->out, '\n');
}

static void add_heading(const Sheet *sheet, const char *text)
{
    g_string_append_printf(sheet->out, "\n%s\n", text);
    for (glong i = g_utf8_strlen(text, -1); i > 0; i--) {
        g_string_append_c(sheet->out, '-');
    }
    g_string_append(sheet->out, "\n");
}

/* "32a354dc6c07 ("numa: forbid ..."), 2020-06-26" */
static void add_commit(const Sheet *sheet, const EvidencePlace *place,
                       guint indent)
{
    g_autofree char *text = NULL;

    if (place->commit) {
        text = g_strdup_printf("%.*s (\"%s\")%s%s", ID_LENGTH, place->commit,
                               place->subject ? place->subject : "",
                               place->date ? ", " : "",
                               place->date ? place->date : "");
        add_wrapped(sheet, text, indent);
    }
}

static void add_place(const Sheet *sheet, const EvidencePlace *place,
                      guint indent)
{
    g_autofree char *text = NULL;

    if (place->file) {
        text =
            g_strdup_printf("%s%s%s:%u", place->label ? place->label : "",
                            place->label ? ", " : "", place->file, place->line);
        add_wrapped(sheet, text, indent);
    }
}

static void add_trees(const Sheet *sheet, const char *project)
{
    g_autoptr(GString) line = g_string_new(project);

    for (guint i = 0; i < sheet->report->trees->len; i++) {
        const EvidenceTree *tree =
            &g_array_index(sheet->report->trees, EvidenceTree, i);

        if (g_str_equal(tree->project, project)) {
            g_string_append_printf(
                line, " %s%s%s%s", tree->version, tree->date ? " (" : "",
                tree->date ? tree->date : "", tree->date ? ")" : "");
        }
    }
    if (line->len > strlen(project)) {
        g_string_append(sheet->out, "  ");
        add_wrapped(sheet, line->str, 4);
    }
}

static void add_head(const Sheet *sheet)
{
    const EvidenceReport *report = sheet->report;
    g_autofree char *title =
        g_strdup_printf("Migration compatibility of %s", report->title);
    g_autofree char *scope = g_strdup_printf(
        "Read from source, nothing was run. Machine types of %s. Versions "
        "read:",
        report->target);

    add_wrapped(sheet, title, 0);
    g_string_append(sheet->out, "\n");
    add_wrapped(sheet, scope, 0);
    add_trees(sheet, "QEMU");
    add_trees(sheet, "libvirt");
}

/* Of the day and the version of the one before, if there is one. */
static bool is_same_head(const EvidenceEvent *event,
                         const EvidenceEvent *before)
{
    return before && g_strcmp0(event->date, before->date) == 0 &&
           g_str_equal(event->project, before->project) &&
           g_str_equal(event->version, before->version) &&
           event->is_first == before->is_first;
}

static void add_event_head(const Sheet *sheet, const EvidenceEvent *event)
{
    g_string_append_printf(sheet->out, "%s%s%s %s%s\n",
                           event->date ? event->date : "",
                           event->date ? "  " : "", event->project,
                           event->version, event->is_first ? " or before" : "");
}

/* The next one is of the same commit: it is said there. */
static bool is_same_commit(const EvidenceEvent *event,
                           const EvidenceEvent *next)
{
    return next && event->place.commit &&
           g_strcmp0(event->place.commit, next->place.commit) == 0;
}

static void add_event(const Sheet *sheet, const EvidenceEvent *event,
                      const EvidenceEvent *next)
{
    g_autofree char *text =
        g_strdup_printf("%s%s", event->is_end ? "no more: " : "", event->text);

    add_wrapped(sheet, text, 4);
    add_place(sheet, &event->place, 6);
    if (!is_same_commit(event, next)) {
        add_commit(sheet, &event->place, 6);
    }
}

static void add_events(const Sheet *sheet)
{
    const GArray *events = sheet->report->events;

    if (events->len == 0) {
        return;
    }
    add_heading(sheet, "What changed, and when");
    for (guint i = 0; i < events->len; i++) {
        const EvidenceEvent *one = &g_array_index(events, EvidenceEvent, i);
        bool is_last = i + 1 == events->len;

        if (!is_same_head(one, i > 0 ? one - 1 : NULL)) {
            add_event_head(sheet, one);
        }
        add_event(sheet, one, is_last ? NULL : one + 1);
    }
}

static void add_state(const Sheet *sheet, const EvidenceState *state)
{
    g_string_append_printf(sheet->out, "  %-2s %-8s ", state->name,
                           state->result);
    add_wrapped(sheet, state->where, 14);
    if (state->why) {
        add_wrapped(sheet, state->why, 14);
    }
    add_place(sheet, &state->emission, 16);
    add_place(sheet, &state->answer, 16);
}

static void add_row(const Sheet *sheet, const EvidenceRow *row)
{
    bool is_ok = g_str_equal(row->verdict, "ok");

    g_string_append_printf(sheet->out, "  %-4s %-4s %-17s ", row->source,
                           row->destination ? row->destination : "-",
                           row->direction);
    if (is_ok || !row->why) {
        g_string_append_printf(sheet->out, "%s\n", row->verdict);
    } else {
        g_autofree char *text =
            g_strdup_printf("%s: %s", row->verdict, row->why);

        add_wrapped(sheet, text, 30);
    }
}

static void add_group(const Sheet *sheet, const EvidenceGroup *group)
{
    g_string_append(sheet->out, "\n");
    add_wrapped(sheet, group->machines, 0);
    for (guint i = 0; i < group->states->len; i++) {
        add_state(sheet, &g_array_index(group->states, EvidenceState, i));
    }
    g_string_append(sheet->out, "  from to   direction         result\n");
    for (guint i = 0; i < group->rows->len; i++) {
        add_row(sheet, &g_array_index(group->rows, EvidenceRow, i));
    }
}

static void add_topic(const Sheet *sheet, const EvidenceTopic *topic)
{
    g_autofree char *heading = g_strdup_printf("Guests: %s", topic->guest);

    g_string_append(sheet->out, "\n");
    add_wrapped(sheet, heading, 0);
    for (guint i = 0; i < topic->groups->len; i++) {
        add_group(sheet, g_ptr_array_index(topic->groups, i));
    }
    for (guint i = 0; i < topic->safe->len; i++) {
        g_string_append(sheet->out, i == 0 ? "\n" : "");
        add_wrapped(sheet, g_ptr_array_index(topic->safe, i), 0);
    }
}

static void add_list(const Sheet *sheet, const char *heading,
                     const GPtrArray *texts)
{
    if (texts->len == 0) {
        return;
    }
    add_heading(sheet, heading);
    for (guint i = 0; i < texts->len; i++) {
        g_string_append(sheet->out, "* ");
        add_wrapped(sheet, g_ptr_array_index(texts, i), 2);
    }
}

static void add_short(const Sheet *sheet)
{
    const GPtrArray *topics = sheet->report->topics;

    if (topics->len == 0 || sheet->report->costs->len > 0) {
        return;
    }
    add_heading(sheet, "In short");
    for (guint i = 0; i < topics->len; i++) {
        const EvidenceTopic *topic = g_ptr_array_index(topics, i);
        g_autoptr(GPtrArray) texts = evidence_in_short(topic);
        g_autofree char *heading =
            g_strdup_printf("Guests: %s%s", topic->guest,
                            texts->len == 0 ? ": nothing fails." : "");

        add_wrapped(sheet, heading, 0);
        for (guint k = 0; k < texts->len; k++) {
            g_string_append(sheet->out, "* ");
            add_wrapped(sheet, g_ptr_array_index(texts, k), 2);
        }
    }
}

static void add_table(const Sheet *sheet)
{
    const EvidenceReport *report = sheet->report;
    g_autofree char *since =
        g_strconcat(report->since ? "from " : "all",
                    report->since ? report->since : "", NULL);

    if (report->table->len == 0) {
        return;
    }
    g_string_append_printf(sheet->out, "\n  %-18s %-12s %-12s %s\n",
                           "machine types:", report->since ? "older" : "-",
                           since, "moved there from");
    g_string_append_printf(sheet->out, "  %-18s %-12s %-12s %s\n", "libvirt",
                           "", "", "a libvirt that copes");
    for (guint i = 0; i < report->table->len; i++) {
        const EvidenceCost *cost =
            &g_array_index(report->table, EvidenceCost, i);

        g_string_append_printf(sheet->out, "  %-18s %-12s %-12s %s\n",
                               cost->version, cost->before, cost->after,
                               cost->move);
    }
}

void evidence_write_text(const EvidenceReport *report, EvidenceStyle style,
                         GString *out)
{
    Sheet sheet = {report, out, style == EVIDENCE_MAIL ? 72 : 79,
                   style == EVIDENCE_MAIL};

    add_head(&sheet);
    add_list(&sheet, "The drawbacks", report->costs);
    add_table(&sheet);
    add_short(&sheet);
    add_events(&sheet);
    if (report->topics->len > 0) {
        add_heading(&sheet, "Who can migrate to whom");
    }
    for (guint i = 0; i < report->topics->len; i++) {
        add_topic(&sheet, g_ptr_array_index(report->topics, i));
    }
    add_list(&sheet, "To be known", report->notes);
}
