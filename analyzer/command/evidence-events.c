/*
 * The timeline of `evidence`: what changed, where it stands, which commit
 * made it so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "command/evidence-run.h"

/* The line as the tree has it; NULL if its text is not at hand. */
static char *line_of(const EvidenceInput *input, const Location *location)
{
    g_autoptr(GBytes) bytes = NULL;
    g_auto(GStrv) lines = NULL;

    if (input->repository) {
        return history_line(input->repository, fact_set_revision(input->facts),
                            location->file, location->line);
    }
    bytes =
        input->source ? source_read(input->source, location->file, NULL) : NULL;
    if (!bytes || location->line == 0) {
        return NULL;
    }
    lines = g_strsplit(g_bytes_get_data(bytes, NULL), "\n",
                       (gint)location->line + 1);
    return g_strv_length(lines) >= location->line
               ? g_strdup(g_strstrip(lines[location->line - 1]))
               : NULL;
}

static void set_commit(EvidenceRun *run, EvidencePlace *place,
                       const HistoryCommit *commit)
{
    if (commit) {
        place->commit = evidence_text(run->report, commit->id);
        place->subject = evidence_text(run->report, commit->subject);
        place->date = evidence_text(run->report, commit->date);
    }
}

/* A tree that no repository has may share the line with what one has now. */
static HistoryCommit *origin_in_any(const EvidenceRun *run,
                                    const EvidenceInput *input,
                                    const Location *location, const char *line)
{
    HistoryCommit *found = NULL;

    if (input->repository) {
        return history_origin(input->repository,
                              fact_set_revision(input->facts), location->file,
                              line);
    }
    for (guint i = 0; !found && i < run->repositories->len; i++) {
        found = history_origin(g_ptr_array_index(run->repositories, i), "HEAD",
                               location->file, line);
    }
    return found;
}

/* Lines of one word ("{") say nothing. */
static bool tells(const char *line)
{
    guint letters = 0;

    for (; line && *line; line++) {
        letters += g_ascii_isalnum(*line) ? 1 : 0;
    }
    return letters > 5;
}

EvidencePlace evidence_place(EvidenceRun *run, const JoinTree *tree,
                             const Location *location, bool with_commit)
{
    const EvidenceInput *input = evidence_input_of(run, tree);
    EvidencePlace place = {NULL};
    g_autofree char *label = NULL;
    g_autofree char *line = NULL;
    g_autoptr(HistoryCommit) commit = NULL;

    if (!location->file) {
        return place;
    }
    label = g_strdup_printf("%s %s", evidence_project(tree), tree->version);
    place.label = evidence_text(run->report, label);
    place.file = evidence_text(run->report, location->file);
    place.line = location->line;
    if (with_commit && input) {
        line = line_of(input, location);
        commit = tells(line) ? origin_in_any(run, input, location, line) : NULL;
        set_commit(run, &place, commit);
    }
    return place;
}

/* What is no more: its place is in the version before. */
static EvidencePlace ended_place(EvidenceRun *run, const JoinTree *before,
                                 const JoinTree *after,
                                 const Location *location)
{
    const EvidenceInput *last = evidence_input_of(run, before);
    const EvidenceInput *input = evidence_input_of(run, after);
    EvidencePlace place = evidence_place(run, before, location, false);
    g_autofree char *line =
        location->file && last ? line_of(last, location) : NULL;
    g_autoptr(HistoryCommit) commit = NULL;

    if (tells(line) && input && input->repository) {
        commit = history_end(input->repository, fact_set_revision(input->facts),
                             location->file, line);
        set_commit(run, &place, commit);
    }
    return place;
}

/* Undated ones come last, but first if they were there before all else. */
static const char *date_key(const EvidenceEvent *event)
{
    return event->date ? event->date : event->is_first ? "0" : "9";
}

static gint compare_events(gconstpointer a, gconstpointer b)
{
    const EvidenceEvent *x = a;
    const EvidenceEvent *y = b;
    int order = strcmp(date_key(x), date_key(y));

    order = order ? order : strcmp(x->project, y->project);
    order = order ? order : version_compare(x->version, y->version);
    return order ? order : g_strcmp0(x->text, y->text);
}

/* What the version before had already is not what made the event: the words
 * of a condition elsewhere changed. */
static void drop_older_commit(EvidencePlace *place, const EvidenceInput *before)
{
    if (before && before->date && place->date &&
        strcmp(place->date, before->date) < 0) {
        place->commit = NULL;
        place->subject = NULL;
        place->date = NULL;
    }
}

void evidence_add_events(EvidenceRun *run, const Subject *subject,
                         const Subject *instead)
{
    g_autoptr(GArray) events = join_events(run->join, subject, instead);

    for (guint i = 0; i < events->len; i++) {
        const JoinEvent *one = &g_array_index(events, JoinEvent, i);
        const JoinTree *tree = one->is_qemu
                                   ? join_qemu(run->join, one->tree)
                                   : join_libvirt(run->join, one->tree);
        const JoinTree *before = one->is_first ? NULL
                                 : one->is_qemu
                                     ? join_qemu(run->join, one->tree - 1)
                                     : join_libvirt(run->join, one->tree - 1);
        const EvidenceInput *input = evidence_input_of(run, tree);
        EvidenceEvent event = {
            .project = evidence_project(tree),
            .version = evidence_text(run->report, tree->version),
            .is_first = one->is_first,
            .is_end = one->is_end,
            .text = evidence_text(run->report, one->text),
        };

        event.place =
            one->is_end
                ? ended_place(run, before, tree, &one->location)
                : evidence_place(run, tree, &one->location, !one->is_loose);
        if (before) {
            drop_older_commit(&event.place, evidence_input_of(run, before));
        }
        event.date = event.place.date          ? event.place.date
                     : one->is_first || !input ? NULL
                                               : input->date;
        g_array_append_val(run->report->events, event);
    }
    g_array_sort(run->report->events, compare_events);
}
