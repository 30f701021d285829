/*
 * Pieces of SARIF: messages, places, rules.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/sarif-piece.h"

#include "reports/annotation.h"
#include "reports/json-piece.h"
#include "rules/rule.h"

json_object *sarif_message(const char *text)
{
    g_autofree char *clean = annotation_clean(text);
    json_object *message = json_object_new_object();

    json_piece_add(message, "text", clean);
    return message;
}

static json_object *artifact_object(EvidenceSide side, const char *file)
{
    json_object *artifact = json_object_new_object();
    g_autofree char *uri =
        g_uri_escape_string(file, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

    json_piece_add(artifact, "uri", uri);
    json_piece_add(artifact, "uriBaseId",
                   side == EVIDENCE_OLD ? "%OLDROOT%" : "%SRCROOT%");
    return artifact;
}

json_object *sarif_location(EvidenceSide side, const Location *location,
                            const char *text, const char *note, guint id)
{
    json_object *object = json_object_new_object();
    json_object *place = json_object_new_object();

    if (id) {
        json_object_object_add(object, "id", json_object_new_int64(id));
    }
    json_object_object_add(place, "artifactLocation",
                           artifact_object(side, location->file));
    if (location->line) {
        json_object *region = json_object_new_object();

        json_object_object_add(region, "startLine",
                               json_object_new_int64(location->line));
        if (text) {
            json_object_object_add(region, "snippet", sarif_message(text));
        }
        json_object_object_add(place, "region", region);
    }
    json_object_object_add(object, "physicalLocation", place);
    if (note) {
        json_object_object_add(object, "message", sarif_message(note));
    }
    return object;
}

const char *sarif_level(Severity severity)
{
    static const char *const levels[] = {
        [SEVERITY_BREAK] = "error",
        [SEVERITY_GUEST_VISIBLE] = "warning",
        [SEVERITY_RISK] = "warning",
        [SEVERITY_INFO] = "note",
    };

    return levels[severity];
}

static bool is_needed(const Report *report, const Rule *rule)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(report->findings, i);

        if (g_str_equal(finding->rule, rule->id)) {
            return true;
        }
    }
    return false;
}

static json_object *rule_object(const Rule *rule)
{
    json_object *object = json_object_new_object();
    g_autofree char *example =
        rule->example ? g_strdup_printf("\nExample: %s", rule->example)
                      : g_strdup("");
    g_autofree char *help = g_strconcat(rule->help, example, NULL);
    json_object *properties = json_object_new_object();
    json_object *tags = json_object_new_array();

    json_piece_add(object, "id", rule->id);
    json_object_object_add(object, "shortDescription",
                           sarif_message(rule->summary));
    json_object_object_add(object, "fullDescription",
                           sarif_message(rule->summary));
    json_object_object_add(object, "help", sarif_message(help));
    json_object_array_add(tags, json_object_new_string("live-migration"));
    json_object_object_add(properties, "tags", tags);
    json_object_object_add(object, "properties", properties);
    return object;
}

json_object *sarif_rules(const Report *report)
{
    json_object *rules = json_object_new_array();

    for (guint i = 0; all_rules[i]; i++) {
        if (is_needed(report, all_rules[i])) {
            json_object_array_add(rules, rule_object(all_rules[i]));
        }
    }
    return rules;
}

int sarif_rule_index(const Report *report, const char *rule)
{
    int index = 0;

    for (guint i = 0; all_rules[i]; i++) {
        if (g_str_equal(all_rules[i]->id, rule)) {
            return index;
        }
        index += is_needed(report, all_rules[i]);
    }
    return -1;
}
