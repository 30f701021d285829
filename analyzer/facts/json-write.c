/*
 * A FactSet to JSON, one line at a time: the document of a whole QEMU is some
 * hundred thousand lines and never held as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"
#include "facts/json-text.h"
#include "facts/json.h"

#include <errno.h>

G_DEFINE_QUARK(migcompat - facts - error, facts_error)

/* Elements of a list within a fact stand on lines of their own, one column to
 * the right. */
#define INDENT 1

static void append_record(GString *out, const Record *record, const void *fact,
                          int indent);

static void append_texts(GString *out, const GPtrArray *texts)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < texts->len; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        json_text_string(out, texts->pdata[i]);
    }
    g_string_append_c(out, ']');
}

static void append_records(GString *out, const Record *element,
                           const GArray *list, int indent)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < list->len; i++) {
        g_string_append_printf(out, "%s\n%*s", i > 0 ? "," : "", indent, "");
        append_record(out, element, list->data + i * element->size,
                      indent + INDENT);
    }
    g_string_append_c(out, ']');
}

static const char *element_name(const Record *element, const void *at)
{
    return *(const char *const *)((const char *)at + element->name_offset);
}

static const Value *element_value(const Record *element, const void *at)
{
    return (const Value *)((const char *)at + element->value_offset);
}

/* Of two with one name, from different records, the last is shown. */
static bool is_shown(const Record *element, const GArray *list, guint i)
{
    const char *at = list->data + i * element->size;
    const char *next = at + element->size;

    if (element_value(element, at)->kind == VALUE_UNKNOWN) {
        return false;
    }
    return i + 1 == list->len ||
           g_strcmp0(element_name(element, at), element_name(element, next)) ||
           element_value(element, next)->kind == VALUE_UNKNOWN;
}

static void append_values(GString *out, const Record *element,
                          const GArray *list)
{
    const char *separator = "";

    g_string_append_c(out, '{');
    for (guint i = 0; i < list->len; i++) {
        const void *at = list->data + i * element->size;

        if (is_shown(element, list, i)) {
            g_string_append(out, separator);
            json_text_string(out, element_name(element, at));
            g_string_append(out, ": ");
            json_text_value(out, element_value(element, at));
            separator = ", ";
        }
    }
    g_string_append_c(out, '}');
}

static void append_unknown(GString *out, const Record *element,
                           const GArray *list)
{
    const char *separator = "";

    g_string_append_c(out, '[');
    for (guint i = 0; i < list->len; i++) {
        const void *at = list->data + i * element->size;

        if (element_value(element, at)->kind == VALUE_UNKNOWN) {
            g_string_append(out, separator);
            json_text_string(out, element_name(element, at));
            separator = ", ";
        }
    }
    g_string_append_c(out, ']');
}

static void append_length(GString *out, gint64 length)
{
    if (length < 0) {
        g_string_append(out, "null");
    } else {
        json_text_number(out, length);
    }
}

static void append_list(GString *out, const Member *member, const void *list,
                        int indent)
{
    switch (member->kind) {
    case MEMBER_KNOWN:
        if (!list) {
            g_string_append(out, "null");
            return;
        }
        json_text_strings(out, list);
        return;
    case MEMBER_NAMES:
    case MEMBER_CHOSEN:
    case MEMBER_TARGETS:
        json_text_strings(out, list);
        return;
    case MEMBER_TEXTS:
    case MEMBER_KEYS:
        append_texts(out, list);
        return;
    case MEMBER_RECORDS:
    case MEMBER_SORTED:
        append_records(out, member->element, list, indent);
        return;
    case MEMBER_VALUES:
        append_values(out, member->element, list);
        return;
    case MEMBER_UNKNOWN:
        append_unknown(out, member->element, list);
        return;
    default:
        g_assert_not_reached();
    }
}

static void append_member(GString *out, const Member *member, const void *fact,
                          int indent)
{
    const void *slot = member_slot(member, fact);

    switch (member->kind) {
    case MEMBER_TEXT:
    case MEMBER_GIVEN:
        json_text_string(out, member_pointer(member, fact));
        return;
    case MEMBER_BOOLEAN:
        g_string_append(out, *(const bool *)slot ? "true" : "false");
        return;
    case MEMBER_NUMBER:
    case MEMBER_MASK:
        json_text_number(out, *(const gint64 *)slot);
        return;
    case MEMBER_LENGTH:
        append_length(out, *(const gint64 *)slot);
        return;
    case MEMBER_COUNT:
        json_text_number(out, *(const guint *)slot);
        return;
    case MEMBER_VALUE:
        json_text_value(out, slot);
        return;
    case MEMBER_LOCATION:
        json_text_location(out, slot);
        return;
    case MEMBER_OBJECT:
        append_record(out, member->element, slot, indent);
        return;
    default:
        append_list(out, member, member_pointer(member, fact), indent);
        return;
    }
}

static bool is_left_out(const Member *member, const void *fact)
{
    switch (member->kind) {
    case MEMBER_VALUE:
        return ((const Value *)member_slot(member, fact))->kind ==
               VALUE_UNKNOWN;
    case MEMBER_MASK:
        return *(const guint64 *)member_slot(member, fact) == 0;
    case MEMBER_GIVEN:
    case MEMBER_CHOSEN:
        return member_pointer(member, fact) == NULL;
    default:
        return false;
    }
}

static void append_record(GString *out, const Record *record, const void *fact,
                          int indent)
{
    const char *separator = "";

    g_string_append_c(out, '{');
    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];

        if (!is_left_out(member, fact)) {
            g_string_append(out, separator);
            json_text_string(out, member->name);
            g_string_append(out, ": ");
            append_member(out, member, fact, indent);
            separator = ", ";
        }
    }
    g_string_append_c(out, '}');
}

/* Errors stay in the stream until the end. */
static void flush_line(GString *line, FILE *out)
{
    fwrite(line->str, 1, line->len, out);
    g_string_truncate(line, 0);
}

static void write_list(const FactSet *facts, FactKind kind, GString *line,
                       FILE *out)
{
    const Record *record = fact_record(kind);
    const GPtrArray *list = facts->lists[kind];

    g_string_append_printf(line, ",\n\"%s\": [", record->name);
    for (guint i = 0; i < list->len; i++) {
        g_string_append(line, i > 0 ? ",\n" : "\n");
        append_record(line, record, list->pdata[i], INDENT);
        flush_line(line, out);
    }
    g_string_append(line, list->len > 0 ? "\n]" : "]");
    flush_line(line, out);
}

/* A list that only the other project's trees have is not there. */
static bool is_written_for(const FactSet *facts, FactKind kind)
{
    const char *project = fact_record(kind)->project;

    return !project || !facts->project ||
           g_str_equal(project, facts->project) || facts->lists[kind]->len > 0;
}

static void append_tree(GString *line, const FactSet *facts)
{
    g_string_append(line, "\"tree\": {\"project\": ");
    json_text_string(line, facts->project);
    g_string_append(line, ", \"version\": ");
    json_text_string(line, facts->version);
    g_string_append(line, ", \"label\": ");
    json_text_string(line, facts->label);
    g_string_append(line, ", \"revision\": ");
    json_text_string(line, facts->revision);
    g_string_append_c(line, '}');
}

bool facts_json_write(const FactSet *facts, FILE *out, GError **error)
{
    GString *line = g_string_new("{\n\"schema\": \"" FACTS_SCHEMA "\",\n");
    bool is_written;

    errno = 0;
    append_tree(line, facts);
    if (facts->minimum_qemu) {
        g_string_append(line, ",\n\"minimum_qemu\": ");
        json_text_string(line, facts->minimum_qemu);
    }
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        if (is_written_for(facts, kind)) {
            write_list(facts, kind, line, out);
        }
    }
    g_string_append(line, "\n}\n");
    flush_line(line, out);
    g_string_free(line, TRUE);
    is_written = fflush(out) == 0 && !ferror(out);
    if (!is_written) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_FILE,
                    "cannot write the facts of '%s': %s", facts->label,
                    g_strerror(errno));
    }
    return is_written;
}
