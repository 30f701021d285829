/*
 * Everything about every finding, schema "migcompat.findings/1": one line for
 * each finding and each gap, so that two results can be compared by line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <json-c/json.h>

#include "reports/checked.h"
#include "reports/layout.h"

#define FINDINGS_SCHEMA "migcompat.findings/1"

/* Bytes of the tree that are no UTF-8 become U+FFFD. NULL is null. */
static json_object *text_object(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_object_new_string(valid) : NULL;
}

static json_object *names_object(const GPtrArray *names)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < names->len; i++) {
        json_object_array_add(list, text_object(g_ptr_array_index(names, i)));
    }
    return list;
}

static json_object *directions_object(guint directions)
{
    json_object *list = json_object_new_array();

    if (directions & DIRECTION_FORWARD) {
        json_object_array_add(list, json_object_new_string("forward"));
    }
    if (directions & DIRECTION_BACKWARD) {
        json_object_array_add(list, json_object_new_string("backward"));
    }
    return list;
}

static json_object *subject_object(const Finding *finding)
{
    json_object *subject = json_object_new_object();

    json_object_object_add(subject, "kind",
                           text_object(subject_kind_text(finding->subject)));
    json_object_object_add(subject, "driver", text_object(finding->driver));
    json_object_object_add(subject, "name", text_object(finding->name));
    return subject;
}

static void add_location(json_object *object, const Location *location)
{
    json_object_object_add(object, "file", text_object(location->file));
    json_object_object_add(object, "line",
                           json_object_new_int64(location->line));
}

static json_object *evidence_object(const Report *report,
                                    const Finding *finding)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);
        const ReportTree *tree =
            evidence->side == EVIDENCE_OLD ? &report->before : &report->after;
        json_object *row = json_object_new_object();

        json_object_object_add(
            row, "side",
            text_object(evidence->side == EVIDENCE_OLD ? "old" : "new"));
        json_object_object_add(row, "label", text_object(tree->label));
        add_location(row, &evidence->location);
        json_object_object_add(row, "text", text_object(evidence->text));
        json_object_object_add(row, "note", text_object(evidence->note));
        json_object_array_add(list, row);
    }
    return list;
}

static json_object *entries_object(const Finding *finding)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < finding->entries->len; i++) {
        const RemedyEntry *entry =
            &g_array_index(finding->entries, RemedyEntry, i);
        json_object *row = json_object_new_object();

        json_object_object_add(row, "list", text_object(entry->list));
        json_object_object_add(row, "driver", text_object(entry->driver));
        json_object_object_add(row, "property", text_object(entry->property));
        json_object_object_add(row, "value", text_object(entry->value));
        json_object_array_add(list, row);
    }
    return list;
}

/* null if nothing is known that would help. */
static json_object *remedy_object(const Finding *finding)
{
    json_object *remedy;

    if (!finding->remedy && finding->entries->len == 0 && !finding->patch) {
        return NULL;
    }
    remedy = json_object_new_object();
    json_object_object_add(remedy, "text", text_object(finding->remedy));
    json_object_object_add(remedy, "entries", entries_object(finding));
    json_object_object_add(remedy, "patch", text_object(finding->patch));
    return remedy;
}

/* Takes the object over. */
static void append_object(GString *out, json_object *object)
{
    g_string_append(out, json_object_to_json_string_ext(
                             object, JSON_C_TO_STRING_SPACED |
                                         JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(object);
}

static void append_tree(GString *out, const char *name, const ReportTree *tree)
{
    json_object *object = json_object_new_object();

    json_object_object_add(object, "project", text_object(tree->project));
    json_object_object_add(object, "version", text_object(tree->version));
    json_object_object_add(object, "label", text_object(tree->label));
    json_object_object_add(object, "revision", text_object(tree->revision));
    g_string_append_printf(out, "\"%s\": ", name);
    append_object(out, object);
    g_string_append(out, ",\n");
}

/* Findings of a change that others than the last may have: in short. */
static json_object *step_findings_object(const ReportChecked *checked,
                                         guint step, const GPtrArray *findings)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        json_object *row = json_object_new_object();

        json_object_object_add(row, "fingerprint",
                               text_object(finding->fingerprint));
        json_object_object_add(row, "rule", text_object(finding->rule));
        json_object_object_add(row, "severity",
                               text_object(severity_text(finding->severity)));
        json_object_object_add(row, "message", text_object(finding->message));
        json_object_object_add(
            row, "cured_by", text_object(checked_cure(checked, step, finding)));
        json_object_array_add(list, row);
    }
    return list;
}

static json_object *steps_object(const ReportChecked *checked)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < checked->steps->len; i++) {
        const ReportStep *step = &g_array_index(checked->steps, ReportStep, i);
        json_object *row = json_object_new_object();

        json_object_object_add(row, "title", text_object(step->title));
        json_object_object_add(
            row, "introduces",
            step_findings_object(checked, i, step->introduces));
        json_object_object_add(row, "cures",
                               step_findings_object(checked, i, step->cures));
        json_object_array_add(list, row);
    }
    return list;
}

static void append_checked(GString *out, const ReportChecked *checked)
{
    json_object *object = json_object_new_object();

    json_object_object_add(object, "what", text_object(checked->what));
    json_object_object_add(object, "changed", names_object(checked->changed));
    json_object_object_add(object, "steps", steps_object(checked));
    g_string_append(out, "\"checked\": ");
    append_object(out, object);
    g_string_append(out, ",\n");
}

static void append_names(GString *out, const char *name, const GPtrArray *names)
{
    g_string_append_printf(out, "\"%s\": ", name);
    append_object(out, names_object(names));
    g_string_append(out, ",\n");
}

static void begin(const ReportContext *context)
{
    const Report *report = context->report;
    GString *out = context->out;

    g_string_append(out, "{\n\"schema\": \"" FINDINGS_SCHEMA "\",\n");
    append_tree(out, "old", &report->before);
    append_tree(out, "new", &report->after);
    if (report->checked) {
        append_checked(out, report->checked);
    }
    append_names(out, "machine_types", report->promised);
    append_names(out, "machine_types_removed", report->removed);
    g_string_append(out, "\"findings\": [");
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    json_object *object = json_object_new_object();

    json_object_object_add(object, "rule", text_object(finding->rule));
    json_object_object_add(object, "severity",
                           text_object(severity_text(finding->severity)));
    json_object_object_add(object, "directions",
                           directions_object(finding->directions));
    json_object_object_add(object, "machine_types",
                           names_object(finding->machine_types));
    json_object_object_add(object, "subject", subject_object(finding));
    json_object_object_add(object, "drivers", names_object(finding->drivers));
    json_object_object_add(object, "message", text_object(finding->message));
    json_object_object_add(object, "evidence",
                           evidence_object(context->report, finding));
    json_object_object_add(object, "remedy", remedy_object(finding));
    json_object_object_add(object, "accepted", text_object(finding->accepted));
    json_object_object_add(object, "fingerprint",
                           text_object(finding->fingerprint));
    g_string_append(context->out, number ? ",\n" : "\n");
    append_object(context->out, object);
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    json_object *object = json_object_new_object();
    json_object *location = json_object_new_object();

    add_location(location, &gap->location);
    json_object_object_add(
        object, "tree", text_object(gap->side == EVIDENCE_OLD ? "old" : "new"));
    json_object_object_add(object, "construct", text_object(gap->construct));
    json_object_object_add(object, "subject", text_object(gap->subject));
    json_object_object_add(object, "reason", text_object(gap->reason));
    json_object_object_add(object, "location", location);
    g_string_append(context->out,
                    number ? ",\n" : "\n],\n\"not_analysed\": [\n");
    append_object(context->out, object);
}

static void end(const ReportContext *context)
{
    g_string_append(context->out, context->report->gaps->len
                                      ? "\n]\n}\n"
                                      : "\n],\n\"not_analysed\": []\n}\n");
}

const ReportWriter report_writer_json = {
    .name = "json",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
