/*
 * SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS: for
 * code scanning and for editors. One line for each result and notification.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/annotation.h"
#include "reports/json-piece.h"
#include "reports/sarif-fix.h"
#include "reports/sarif-piece.h"

#define SCHEMA                                                                 \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"      \
    "sarif-schema-2.1.0.json"

static void append_member(GString *out, const char *name, json_object *value)
{
    g_string_append_printf(out, "\"%s\": ", name);
    json_piece_append(out, value);
    g_string_append(out, ",\n");
}

static json_object *driver_object(const Report *report)
{
    json_object *driver = json_object_new_object();
    json_object *tool = json_object_new_object();

    json_piece_add(driver, "name", "migcompat");
    json_piece_add(driver, "semanticVersion", MIGCOMPAT_VERSION);
    json_object_object_add(driver, "rules", sarif_rules(report));
    json_object_object_add(tool, "driver", driver);
    return tool;
}

static json_object *root_object(const ReportTree *tree, const char *which)
{
    json_object *root = json_object_new_object();
    g_autofree char *text = g_strdup_printf("top of the %s tree: %s %s", which,
                                            tree->project, tree->version);

    json_object_object_add(root, "description", sarif_message(text));
    return root;
}

static json_object *roots_object(const Report *report)
{
    json_object *roots = json_object_new_object();

    json_object_object_add(roots, "%OLDROOT%",
                           root_object(&report->before, "older"));
    json_object_object_add(roots, "%SRCROOT%",
                           root_object(&report->after, "newer"));
    return roots;
}

static json_object *run_properties(const Report *report)
{
    json_object *properties = json_object_new_object();

    json_piece_add(properties, "old", report->before.label);
    json_piece_add(properties, "oldRevision", report->before.revision);
    json_piece_add(properties, "new", report->after.label);
    json_piece_add(properties, "newRevision", report->after.revision);
    json_object_object_add(properties, "belowSeverity",
                           json_object_new_int64(report->unshown->len));
    if (report->checked) {
        json_piece_add(properties, "checked", report->checked->what);
        json_object_object_add(properties, "changed",
                               json_piece_names(report->checked->changed));
    }
    return properties;
}

static void begin(const ReportContext *context)
{
    const Report *report = context->report;
    json_object *details = json_object_new_object();
    GString *out = context->out;

    json_piece_add(details, "id",
                   report->checked ? "migcompat/check/" : "migcompat/compare/");
    g_string_append(out, "{\n\"$schema\": \"" SCHEMA "\",\n"
                         "\"version\": \"2.1.0\",\n\"runs\": [{\n");
    append_member(out, "tool", driver_object(report));
    append_member(out, "automationDetails", details);
    append_member(out, "originalUriBaseIds", roots_object(report));
    append_member(out, "columnKind", json_object_new_string("utf16CodeUnits"));
    append_member(out, "properties", run_properties(report));
    g_string_append(out, "\"results\": [");
}

static void add_list(json_object *object, const char *name, json_object *item)
{
    json_object *list = json_object_new_array();

    json_object_array_add(list, item);
    json_object_object_add(object, name, list);
}

static json_object *evidence_location(const Report *report,
                                      const Evidence *evidence, guint id)
{
    g_autofree char *note = annotation_note(report, evidence);

    return sarif_location(evidence->side, &evidence->location, evidence->text,
                          note, id);
}

static void add_locations(json_object *result, const Report *report,
                          const Finding *finding)
{
    const Evidence *first = annotation_evidence(finding);
    json_object *related = json_object_new_array();
    guint id = 0;

    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);

        if (evidence != first && evidence->location.file) {
            json_object_array_add(related,
                                  evidence_location(report, evidence, ++id));
        }
    }
    if (first && first->location.file) {
        add_list(result, "locations", evidence_location(report, first, 0));
    }
    if (id) {
        json_object_object_add(result, "relatedLocations", related);
    } else {
        json_object_put(related);
    }
}

static void add_fix(json_object *result, const Finding *finding)
{
    json_object *changes =
        finding->patch ? sarif_fix_changes(finding->patch) : NULL;
    json_object *fix;

    if (changes) {
        fix = json_object_new_object();
        if (finding->remedy) {
            json_object_object_add(fix, "description",
                                   sarif_message(finding->remedy));
        }
        json_object_object_add(fix, "artifactChanges", changes);
        add_list(result, "fixes", fix);
    }
}

static void add_suppression(json_object *result, const Finding *finding)
{
    json_object *suppression;

    if (finding->accepted) {
        g_autofree char *reason = annotation_clean(finding->accepted);

        suppression = json_object_new_object();
        json_piece_add(suppression, "kind", "external");
        json_piece_add(suppression, "justification", reason);
        add_list(result, "suppressions", suppression);
    }
}

static json_object *result_properties(const Finding *finding)
{
    json_object *properties = json_object_new_object();

    json_piece_add(properties, "severity", severity_text(finding->severity));
    json_piece_add(properties, "directions",
                   directions_text(finding->directions));
    json_piece_add(properties, "subjectKind",
                   subject_kind_text(finding->subject));
    json_piece_add(properties, "driver", finding->driver);
    json_piece_add(properties, "name", finding->name);
    json_object_object_add(properties, "machineTypes",
                           json_piece_names(finding->machine_types));
    json_piece_add(properties, "remedy", finding->remedy);
    return properties;
}

static json_object *fingerprints_object(const Report *report,
                                        const Finding *finding)
{
    json_object *object = json_object_new_object();
    g_autofree char *fingerprint = annotation_fingerprint(report, finding);

    json_piece_add(object, "migcompat/1", fingerprint);
    return object;
}

static void finding(const ReportContext *context, const Finding *finding,
                    guint number)
{
    const Report *report = context->report;
    int index = sarif_rule_index(report, finding->rule);
    g_autofree char *title = annotation_title(finding);
    json_object *result = json_object_new_object();

    json_piece_add(result, "ruleId", finding->rule);
    if (index >= 0) {
        json_object_object_add(result, "ruleIndex", json_object_new_int(index));
    }
    json_piece_add(result, "level", sarif_level(finding->severity));
    json_object_object_add(result, "message", sarif_message(title));
    add_locations(result, report, finding);
    json_object_object_add(result, "partialFingerprints",
                           fingerprints_object(report, finding));
    add_fix(result, finding);
    add_suppression(result, finding);
    json_object_object_add(result, "properties", result_properties(finding));
    g_string_append(context->out, number ? ",\n" : "\n");
    json_piece_append(context->out, result);
}

static void append_invocation(GString *out)
{
    g_string_append(out, "\n],\n\"invocations\": [{ "
                         "\"executionSuccessful\": true, "
                         "\"toolExecutionNotifications\": [");
}

static void gap(const ReportContext *context, const ReportGap *gap,
                guint number)
{
    json_object *notification = json_object_new_object();
    json_object *descriptor = json_object_new_object();
    g_autofree char *text = annotation_gap(context->report, gap);

    if (number == 0) {
        append_invocation(context->out);
    }
    json_piece_add(descriptor, "id", gap->construct);
    json_object_object_add(notification, "descriptor", descriptor);
    json_piece_add(notification, "level",
                   annotation_is_whole_file(gap) ? "warning" : "note");
    json_object_object_add(notification, "message", sarif_message(text));
    if (gap->location.file) {
        add_list(notification, "locations",
                 sarif_location(gap->side, &gap->location, NULL, NULL, 0));
    }
    g_string_append(context->out, number ? ",\n" : "\n");
    json_piece_append(context->out, notification);
}

static void end(const ReportContext *context)
{
    if (context->report->gaps->len == 0) {
        append_invocation(context->out);
    }
    g_string_append(context->out, "\n] }]\n}]\n}\n");
}

const ReportWriter report_writer_sarif = {
    .name = "sarif",
    .begin = begin,
    .finding = finding,
    .gap = gap,
    .end = end,
};
