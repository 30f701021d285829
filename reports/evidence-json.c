/*
 * The history of a subject as data: "migcompat.evidence/1".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <json-c/json.h>

#include "reports/evidence.h"

#define SCHEMA "migcompat.evidence/1"

static json_object *text_object(const char *text)
{
    return text ? json_object_new_string(text) : NULL;
}

static void add_text(json_object *object, const char *key, const char *text)
{
    json_object_object_add(object, key, text_object(text));
}

static json_object *texts_object(const GPtrArray *texts)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < texts->len; i++) {
        json_object_array_add(list, text_object(g_ptr_array_index(texts, i)));
    }
    return list;
}

static json_object *place_object(const EvidencePlace *place)
{
    json_object *object;

    if (!place->file) {
        return NULL;
    }
    object = json_object_new_object();
    add_text(object, "label", place->label);
    add_text(object, "file", place->file);
    json_object_object_add(object, "line",
                           json_object_new_int64((int64_t)place->line));
    add_text(object, "commit", place->commit);
    add_text(object, "commit_subject", place->subject);
    add_text(object, "commit_date", place->date);
    return object;
}

static json_object *trees_object(const GArray *trees)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < trees->len; i++) {
        const EvidenceTree *tree = &g_array_index(trees, EvidenceTree, i);
        json_object *object = json_object_new_object();

        add_text(object, "project", tree->project);
        add_text(object, "version", tree->version);
        add_text(object, "label", tree->label);
        add_text(object, "revision", tree->revision);
        add_text(object, "date", tree->date);
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *events_object(const GArray *events)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < events->len; i++) {
        const EvidenceEvent *event = &g_array_index(events, EvidenceEvent, i);
        json_object *object = json_object_new_object();

        add_text(object, "date", event->date);
        add_text(object, "project", event->project);
        add_text(object, "version", event->version);
        json_object_object_add(object, "or_before",
                               json_object_new_boolean(event->is_first));
        json_object_object_add(object, "ends",
                               json_object_new_boolean(event->is_end));
        add_text(object, "text", event->text);
        json_object_object_add(object, "place", place_object(&event->place));
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *states_object(const GArray *states)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < states->len; i++) {
        const EvidenceState *state = &g_array_index(states, EvidenceState, i);
        json_object *object = json_object_new_object();

        add_text(object, "name", state->name);
        add_text(object, "where", state->where);
        add_text(object, "result", state->result);
        add_text(object, "acceptance", state->accepted);
        add_text(object, "why", state->why);
        json_object_object_add(object, "emission",
                               place_object(&state->emission));
        json_object_object_add(object, "answer", place_object(&state->answer));
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *rows_object(const GArray *rows)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < rows->len; i++) {
        const EvidenceRow *row = &g_array_index(rows, EvidenceRow, i);
        json_object *object = json_object_new_object();

        add_text(object, "source", row->source);
        add_text(object, "destination", row->destination);
        add_text(object, "direction", row->direction);
        add_text(object, "verdict", row->verdict);
        add_text(object, "why", row->why);
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *table_object(const GArray *table)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < table->len; i++) {
        const EvidenceCost *cost = &g_array_index(table, EvidenceCost, i);
        json_object *object = json_object_new_object();

        add_text(object, "libvirt", cost->version);
        add_text(object, "unchanged_machine_types", cost->before);
        add_text(object, "changed_machine_types", cost->after);
        add_text(object, "migration_there", cost->move);
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *topic_object(const EvidenceTopic *topic)
{
    json_object *object = json_object_new_object();
    json_object *groups = json_object_new_array();

    add_text(object, "guests", topic->guest);
    for (guint i = 0; i < topic->groups->len; i++) {
        const EvidenceGroup *group = g_ptr_array_index(topic->groups, i);
        json_object *one = json_object_new_object();

        json_object_object_add(one, "machine_types",
                               texts_object(group->machine_types));
        json_object_object_add(one, "states", states_object(group->states));
        json_object_object_add(one, "migrations", rows_object(group->rows));
        json_object_array_add(groups, one);
    }
    json_object_object_add(object, "groups", groups);
    json_object_object_add(object, "safe", texts_object(topic->safe));
    return object;
}

void evidence_write_json(const EvidenceReport *report, GString *out)
{
    json_object *object = json_object_new_object();
    json_object *topics = json_object_new_array();

    add_text(object, "schema", SCHEMA);
    add_text(object, "command", report->command);
    add_text(object, "subject", report->subject);
    add_text(object, "kind", report->class);
    add_text(object, "target", report->target);
    json_object_object_add(object, "trees", trees_object(report->trees));
    json_object_object_add(object, "costs", texts_object(report->costs));
    json_object_object_add(object, "cost_table", table_object(report->table));
    json_object_object_add(object, "timeline", events_object(report->events));
    for (guint i = 0; i < report->topics->len; i++) {
        json_object_array_add(
            topics, topic_object(g_ptr_array_index(report->topics, i)));
    }
    json_object_object_add(object, "topics", topics);
    json_object_object_add(object, "notes", texts_object(report->notes));
    g_string_append(out, json_object_to_json_string_ext(
                             object, JSON_C_TO_STRING_PRETTY |
                                         JSON_C_TO_STRING_SPACED |
                                         JSON_C_TO_STRING_NOSLASHESCAPE));
    g_string_append_c(out, '\n');
    json_object_put(object);
}
