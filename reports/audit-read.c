/*
 * Reads what `compare` says of one pair into an audit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <json-c/json.h>
#include <string.h>

#include "reports/audit-index.h"

typedef struct Reading {
    Audit *audit;
    AuditIndex *index;
    AuditPair *pair;
    guint number; /* of the pair */
} Reading;

static json_object *member(json_object *object, const char *name)
{
    json_object *value = NULL;

    json_object_object_get_ex(object, name, &value);
    return value;
}

/* NULL if it is not there or null; borrowed. */
static const char *text_of(json_object *object, const char *name)
{
    json_object *value = member(object, name);

    return json_object_is_type(value, json_type_string)
               ? json_object_get_string(value)
               : NULL;
}

static guint length_of(json_object *list)
{
    return json_object_is_type(list, json_type_array)
               ? (guint)json_object_array_length(list)
               : 0;
}

static const char *element(json_object *list, guint i)
{
    const char *text =
        json_object_get_string(json_object_array_get_idx(list, i));

    return text ? text : "";
}

static Severity severity_of(const char *text)
{
    for (guint i = 0; text && i < N_SEVERITIES; i++) {
        if (g_str_equal(text, severity_text(i))) {
            return i;
        }
    }
    return SEVERITY_INFO;
}

static guint directions_of(json_object *list)
{
    guint directions = 0;

    for (guint i = 0; i < length_of(list); i++) {
        directions |= g_str_equal(element(list, i), "forward")
                          ? DIRECTION_FORWARD
                          : DIRECTION_BACKWARD;
    }
    return directions;
}

static void read_evidence(const Reading *reading, AuditFinding *finding,
                          json_object *list)
{
    Audit *audit = reading->audit;

    g_array_set_size(finding->evidence, 0);
    for (guint i = 0; i < length_of(list); i++) {
        json_object *row = json_object_array_get_idx(list, i);
        bool is_old = g_strcmp0(text_of(row, "side"), "old") == 0;
        const AuditEvidence evidence = {
            .tree = is_old ? reading->pair->before : reading->pair->after,
            .is_old = is_old,
            .location = {audit_text(audit, text_of(row, "file")),
                         (unsigned)json_object_get_int64(member(row, "line"))},
            .note = audit_text(audit, text_of(row, "note")),
            .text = audit_text(audit, text_of(row, "text")),
        };

        g_array_append_val(finding->evidence, evidence);
    }
}

/* What may differ between pairs: taken from the closest. */
static void read_details(const Reading *reading, AuditFinding *finding,
                         json_object *object)
{
    Audit *audit = reading->audit;
    json_object *remedy = member(object, "remedy");
    json_object *drivers = member(object, "drivers");

    finding->closest = reading->number;
    finding->remedy =
        audit_text(audit, remedy ? text_of(remedy, "text") : NULL);
    finding->patch =
        audit_text(audit, remedy ? text_of(remedy, "patch") : NULL);
    finding->accepted = audit_text(audit, text_of(object, "accepted"));
    g_ptr_array_set_size(finding->drivers, 0);
    for (guint i = 0; i < length_of(drivers); i++) {
        g_ptr_array_add(finding->drivers,
                        (char *)audit_text(audit, element(drivers, i)));
    }
    read_evidence(reading, finding, member(object, "evidence"));
}

static guint distance(const AuditPair *pair)
{
    return pair->after - pair->before;
}

static AuditFinding *new_finding(const Reading *reading, json_object *object)
{
    Audit *audit = reading->audit;
    AuditFinding *finding = g_new0(AuditFinding, 1);
    json_object *subject = member(object, "subject");

    finding->drivers = g_ptr_array_new();
    finding->evidence = g_array_new(FALSE, FALSE, sizeof(AuditEvidence));
    finding->rule = audit_text(audit, text_of(object, "rule"));
    finding->severity = severity_of(text_of(object, "severity"));
    finding->directions = directions_of(member(object, "directions"));
    finding->kind = audit_text(audit, text_of(subject, "kind"));
    finding->driver = audit_text(audit, text_of(subject, "driver"));
    finding->name = audit_text(audit, text_of(subject, "name"));
    finding->message = audit_text(audit, text_of(object, "message"));
    finding->fingerprint = audit_text(audit, text_of(object, "fingerprint"));
    g_ptr_array_add(audit->findings, finding);
    return finding;
}

/* Two pairs say the same if it has one fingerprint and the same words. */
static AuditFinding *find_finding(const Reading *reading, json_object *object)
{
    const char *message = text_of(object, "message");
    g_autofree char *key =
        g_strdup_printf("%s\n%s\n%u\n%s", text_of(object, "fingerprint"),
                        text_of(object, "severity"),
                        directions_of(member(object, "directions")), message);
    AuditFinding *finding = audit_index_finding(reading->index, key);

    if (!finding) {
        finding = new_finding(reading, object);
        audit_index_add_finding(reading->index, key, finding);
        read_details(reading, finding, object);
    } else if (distance(reading->pair) <
               distance(audit_pair(reading->audit, finding->closest))) {
        read_details(reading, finding, object);
    }
    finding->pairs_seen++;
    return finding;
}

static bool is_complete(json_object *object)
{
    return text_of(object, "rule") && text_of(object, "message") &&
           text_of(object, "fingerprint") && member(object, "subject");
}

static void read_finding(const Reading *reading, json_object *object,
                         Severity gravest_left_out, guint directions)
{
    json_object *names = member(object, "machine_types");
    AuditSeen seen;

    if (!is_complete(object) ||
        severity_of(text_of(object, "severity")) >= gravest_left_out ||
        !(directions_of(member(object, "directions")) & directions)) {
        return;
    }
    seen.finding = find_finding(reading, object);
    seen.machines = g_ptr_array_new();
    for (guint i = 0; i < length_of(names); i++) {
        g_ptr_array_add(seen.machines,
                        audit_index_machine(reading->index, element(names, i)));
    }
    g_array_append_val(reading->pair->seen, seen);
}

/* Which machine types both trees have. */
static void read_machines(const Reading *reading, json_object *root)
{
    json_object *promised = member(root, "machine_types");
    json_object *removed = member(root, "machine_types_removed");
    g_autoptr(GHashTable) gone = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < length_of(removed); i++) {
        g_hash_table_add(gone, (char *)element(removed, i));
    }
    for (guint i = 0; i < length_of(promised); i++) {
        const char *name = element(promised, i);
        AuditMachine *machine = audit_index_machine(reading->index, name);

        machine->trees |= G_GUINT64_CONSTANT(1) << reading->pair->before;
        if (!g_hash_table_contains(gone, name)) {
            machine->trees |= G_GUINT64_CONSTANT(1) << reading->pair->after;
        }
    }
}

bool audit_read_pair(Audit *audit, AuditIndex *index, guint pair,
                     const char *json, const AuditFilter *filter)
{
    const Reading reading = {audit, index, audit_pair(audit, pair), pair};
    json_object *root = json_tokener_parse(json);
    json_object *findings = root ? member(root, "findings") : NULL;
    bool is_read = findings;

    if (is_read && reading.pair->before < audit->n_qemu) {
        read_machines(&reading, root);
    }
    for (guint i = 0; i < length_of(findings); i++) {
        read_finding(&reading, json_object_array_get_idx(findings, i),
                     filter->gravest_left_out, filter->directions);
    }
    json_object_put(root);
    return is_read;
}
