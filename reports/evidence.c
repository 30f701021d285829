/*
 * Holds the history of a subject.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/evidence.h"

static void free_group(gpointer data)
{
    EvidenceGroup *group = data;

    g_ptr_array_unref(group->machine_types);
    g_array_unref(group->states);
    g_array_unref(group->rows);
    g_free(group);
}

static void free_topic(gpointer data)
{
    EvidenceTopic *topic = data;

    g_ptr_array_unref(topic->groups);
    g_ptr_array_unref(topic->safe);
    g_free(topic);
}

EvidenceReport *evidence_report_new(void)
{
    EvidenceReport *report = g_new0(EvidenceReport, 1);

    report->texts = g_string_chunk_new(4096);
    report->trees = g_array_new(FALSE, TRUE, sizeof(EvidenceTree));
    report->events = g_array_new(FALSE, TRUE, sizeof(EvidenceEvent));
    report->topics = g_ptr_array_new_with_free_func(free_topic);
    report->costs = g_ptr_array_new();
    report->table = g_array_new(FALSE, TRUE, sizeof(EvidenceCost));
    report->notes = g_ptr_array_new();
    return report;
}

void evidence_report_free(EvidenceReport *report)
{
    if (report) {
        g_array_unref(report->trees);
        g_array_unref(report->events);
        g_ptr_array_unref(report->topics);
        g_ptr_array_unref(report->costs);
        g_array_unref(report->table);
        g_ptr_array_unref(report->notes);
        g_string_chunk_free(report->texts);
        g_free(report);
    }
}

/* Texts of a tree must not steer a terminal. */
const char *evidence_text(EvidenceReport *report, const char *text)
{
    g_autofree char *plain = text ? g_utf8_make_valid(text, -1) : NULL;

    for (char *at = plain; at && *at; at++) {
        if (g_ascii_iscntrl(*at)) {
            *at = '?';
        }
    }
    return plain ? g_string_chunk_insert_const(report->texts, plain) : NULL;
}

EvidenceTopic *evidence_add_topic(EvidenceReport *report, const char *guest)
{
    EvidenceTopic *topic = g_new0(EvidenceTopic, 1);

    topic->guest = evidence_text(report, guest);
    topic->groups = g_ptr_array_new_with_free_func(free_group);
    topic->safe = g_ptr_array_new();
    g_ptr_array_add(report->topics, topic);
    return topic;
}

EvidenceGroup *evidence_add_group(EvidenceTopic *topic)
{
    EvidenceGroup *group = g_new0(EvidenceGroup, 1);

    group->machine_types = g_ptr_array_new();
    group->states = g_array_new(FALSE, TRUE, sizeof(EvidenceState));
    group->rows = g_array_new(FALSE, TRUE, sizeof(EvidenceRow));
    g_ptr_array_add(topic->groups, group);
    return group;
}
