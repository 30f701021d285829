/*
 * An audit for programs, schema "migcompat.audit/1".
 *
 * Trees, sets of machine types and findings are named by their index (findings
 * by their number) so that everything stands once. A matrix is one text for
 * each older version, with a letter for each newer one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <json-c/json.h>

#include "reports/audit-cell.h"
#include "reports/audit-who.h"

#define AUDIT_SCHEMA "migcompat.audit/1"

typedef struct Sets {
    GHashTable *known; /* names in one text -> index + 1 */
    GString *text;     /* of the list, in JSON */
} Sets;

/* Bytes of the tree that are no UTF-8 become U+FFFD. NULL is null. */
static json_object *text_object(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_object_new_string(valid) : NULL;
}

static void add_text(json_object *object, const char *name, const char *text)
{
    json_object_object_add(object, name, text_object(text));
}

static void add_number(json_object *object, const char *name, guint64 number)
{
    json_object_object_add(object, name, json_object_new_int64((gint64)number));
}

static json_object *texts_object(const GPtrArray *texts)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < texts->len; i++) {
        json_object_array_add(list, text_object(g_ptr_array_index(texts, i)));
    }
    return list;
}

static json_object *numbers_object(const GPtrArray *findings)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < findings->len; i++) {
        const AuditFinding *finding = g_ptr_array_index(findings, i);

        json_object_array_add(list, json_object_new_int64(finding->number));
    }
    return list;
}

static json_object *bits_object(guint64 bits)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < AUDIT_TREES_MAX; i++) {
        if (bits >> i & 1) {
            json_object_array_add(list, json_object_new_int64(i));
        }
    }
    return list;
}

/* Takes the object over. */
static void append(GString *out, json_object *object)
{
    g_string_append(out, json_object_to_json_string_ext(
                             object, JSON_C_TO_STRING_SPACED |
                                         JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(object);
}

/* One line for each element. */
static void append_row(GString *out, guint number, json_object *object)
{
    g_string_append(out, number ? ",\n" : "\n");
    append(out, object);
}

static void append_trees(const Audit *audit, GString *out)
{
    for (guint i = 0; i < audit->trees->len; i++) {
        const AuditTree *tree = audit_tree(audit, i);
        json_object *object = json_object_new_object();
        json_object *gaps = json_object_new_object();

        add_text(object, "project", tree->project);
        add_text(object, "version", tree->version);
        add_text(object, "label", tree->label);
        add_text(object, "revision", tree->revision);
        for (guint k = 0; k < tree->gaps->len; k++) {
            const AuditGap *gap = &g_array_index(tree->gaps, AuditGap, k);

            add_number(gaps, gap->construct, gap->n);
        }
        json_object_object_add(object, "not_analysed", gaps);
        json_object_object_add(object, "unread_files",
                               texts_object(tree->unread));
        append_row(out, i, object);
    }
}

static json_object *matrix_object(const Audit *audit, const AuditScope *scope)
{
    json_object *rows = json_object_new_array();
    g_autofree char *letters = audit_letters(audit, scope, AUDIT_ALL_PAIRS);
    const char *at = letters;

    for (guint i = 0; i + 1 < audit->n_qemu; i++) {
        guint n = audit->n_qemu - 1 - i;

        json_object_array_add(rows, json_object_new_string_len(at, (int)n));
        at += n;
    }
    return rows;
}

static void append_families(const Audit *audit, GString *out)
{
    for (guint i = 0; i <= audit->families->len; i++) {
        const AuditScope scope = {
            .family = i < audit->families->len
                          ? g_ptr_array_index(audit->families, i)
                          : NULL,
        };
        json_object *object = json_object_new_object();

        add_text(object, "family", scope.family);
        json_object_object_add(object, "matrix", matrix_object(audit, &scope));
        append_row(out, i, object);
    }
}

static void append_machines(const Audit *audit, GString *out)
{
    for (guint i = 0; i < audit->machines->len; i++) {
        const AuditScope scope = {.machine =
                                      g_ptr_array_index(audit->machines, i)};
        json_object *object = json_object_new_object();

        add_text(object, "name", scope.machine->name);
        add_text(object, "family", scope.machine->family);
        json_object_object_add(object, "trees",
                               bits_object(scope.machine->trees));
        json_object_object_add(object, "matrix", matrix_object(audit, &scope));
        append_row(out, i, object);
    }
}

static guint set_of(Sets *sets, const GPtrArray *machines)
{
    json_object *list = json_object_new_array();
    const char *text;
    gpointer known;
    guint number = g_hash_table_size(sets->known);

    for (guint i = 0; i < machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(machines, i);

        json_object_array_add(list, text_object(machine->name));
    }
    text = json_object_to_json_string_ext(list, JSON_C_TO_STRING_SPACED);
    known = g_hash_table_lookup(sets->known, text);
    if (known) {
        number = GPOINTER_TO_UINT(known) - 1;
    } else {
        g_hash_table_insert(sets->known, g_strdup(text),
                            GUINT_TO_POINTER(number + 1));
        g_string_append_printf(sets->text, "%s%s", number ? ",\n" : "\n", text);
    }
    json_object_put(list);
    return number;
}

static void append_pairs(const Audit *audit, GString *out, Sets *sets)
{
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);
        json_object *object = json_object_new_object();
        json_object *list = json_object_new_array();

        add_number(object, "old", pair->before);
        add_number(object, "new", pair->after);
        add_text(object, "not_compared", pair->failure);
        for (guint k = 0; k < pair->seen->len; k++) {
            const AuditSeen *seen = &g_array_index(pair->seen, AuditSeen, k);
            json_object *row = json_object_new_object();

            add_number(row, "finding", seen->finding->number);
            add_number(row, "machine_types", set_of(sets, seen->machines));
            json_object_array_add(list, row);
        }
        json_object_object_add(object, "findings", list);
        append_row(out, i, object);
    }
}

static json_object *evidence_object(const AuditFinding *finding)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < finding->evidence->len; i++) {
        const AuditEvidence *evidence =
            &g_array_index(finding->evidence, AuditEvidence, i);
        json_object *row = json_object_new_object();

        add_number(row, "tree", evidence->tree);
        add_text(row, "file", evidence->location.file);
        add_number(row, "line", evidence->location.line);
        add_text(row, "text", evidence->text);
        add_text(row, "note", evidence->note);
        json_object_array_add(list, row);
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

static json_object *finding_object(const AuditFinding *finding)
{
    json_object *object = json_object_new_object();
    json_object *subject = json_object_new_object();

    add_number(object, "number", finding->number);
    add_text(object, "rule", finding->rule);
    add_text(object, "severity", severity_text(finding->severity));
    json_object_object_add(object, "directions",
                           directions_object(finding->directions));
    add_text(subject, "kind", finding->kind);
    add_text(subject, "driver", finding->driver);
    add_text(subject, "name", finding->name);
    json_object_object_add(object, "subject", subject);
    json_object_object_add(object, "drivers", texts_object(finding->drivers));
    add_text(object, "message", finding->message);
    json_object_object_add(object, "evidence", evidence_object(finding));
    add_text(object, "remedy", finding->remedy);
    add_text(object, "patch", finding->patch);
    add_text(object, "accepted", finding->accepted);
    add_text(object, "fingerprint", finding->fingerprint);
    return object;
}

static json_object *points_object(const Audit *audit,
                                  const AuditTimeline *timeline)
{
    json_object *list = json_object_new_array();

    for (guint i = 0; i < audit->n_qemu; i++) {
        const AuditPoint *point = &timeline->points[i];
        json_object *row = NULL;

        if (point->is_there) {
            row = json_object_new_object();
            add_text(row, "value", point->value);
            add_text(row, "by", point->by);
        }
        json_object_array_add(list, row);
    }
    return list;
}

static void append_timelines(const Audit *audit, GString *out, Sets *sets)
{
    for (guint i = 0; i < audit->timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(audit->timelines, i);
        json_object *object = json_object_new_object();
        json_object *emitted = json_object_new_array();
        g_autofree char *who = audit_who(audit, timeline);

        add_text(object, "kind", timeline->kind);
        add_text(object, "driver", timeline->driver);
        add_text(object, "name", timeline->name);
        add_number(object, "machine_types", set_of(sets, timeline->machines));
        json_object_object_add(object, "points",
                               points_object(audit, timeline));
        for (guint k = 0; k < audit->trees->len - audit->n_qemu; k++) {
            json_object_array_add(emitted, text_object(timeline->emitted[k]));
        }
        json_object_object_add(object, "emitted", emitted);
        add_text(object, "set_by", who);
        json_object_object_add(object, "findings",
                               numbers_object(timeline->findings));
        append_row(out, i, object);
    }
}

static void append_ladders(const Audit *audit, GString *out)
{
    for (guint i = 0; i < audit->ladders->len; i++) {
        const AuditLadder *ladder = g_ptr_array_index(audit->ladders, i);
        json_object *object = json_object_new_object();
        json_object *rungs = json_object_new_array();

        add_text(object, "old", ladder->before);
        add_text(object, "new", ladder->after);
        add_number(object, "pair", ladder->pair);
        for (guint k = 0; k < ladder->rungs->len; k++) {
            const AuditRung *rung = &g_array_index(ladder->rungs, AuditRung, k);
            json_object *row = json_object_new_array();

            json_object_array_add(row, text_object(rung->before));
            json_object_array_add(row, text_object(rung->after));
            json_object_array_add(rungs, row);
        }
        json_object_object_add(object, "rungs", rungs);
        json_object_object_add(object, "findings",
                               numbers_object(ladder->findings));
        append_row(out, i, object);
    }
}

static void append_emissions(const Audit *audit, GString *out)
{
    for (guint i = 0; i < audit->emissions->len; i++) {
        const AuditEmission *emission = g_ptr_array_index(audit->emissions, i);
        json_object *object = json_object_new_object();

        add_text(object, "option", emission->option);
        add_text(object, "property", emission->property);
        json_object_object_add(object, "drivers",
                               texts_object(emission->drivers));
        json_object_object_add(object, "trees",
                               bits_object(emission->trees << audit->n_qemu));
        append_row(out, i, object);
    }
}

void audit_write_json(const Audit *audit, GString *out)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    Sets sets = {known, text};

    g_string_append(out, "{\n\"schema\": \"" AUDIT_SCHEMA "\",\n\"trees\": [");
    append_trees(audit, out);
    g_string_append(out, "\n],\n\"families\": [");
    append_families(audit, out);
    g_string_append(out, "\n],\n\"machine_types\": [");
    append_machines(audit, out);
    g_string_append(out, "\n],\n\"pairs\": [");
    append_pairs(audit, out, &sets);
    g_string_append(out, "\n],\n\"findings\": [");
    for (guint i = 0; i < audit->findings->len; i++) {
        append_row(out, i,
                   finding_object(g_ptr_array_index(audit->findings, i)));
    }
    g_string_append(out, "\n],\n\"timelines\": [");
    append_timelines(audit, out, &sets);
    g_string_append(out, "\n],\n\"ladders\": [");
    append_ladders(audit, out);
    g_string_append(out, "\n],\n\"emissions\": [");
    append_emissions(audit, out);
    g_string_append_printf(out, "\n],\n\"machine_type_sets\": [%s\n]\n}\n",
                           sets.text->str);
}
