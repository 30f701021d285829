/*
 * Whether a field is on the wire at a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/vmstate-model.h"

#include <string.h>

static const struct {
    const char *text;
    bool less;
    bool equal;
    bool greater;
} operators[] = {
    {"<=", true, true, false},  {">=", false, true, true},
    {"==", false, true, false}, {"!=", true, false, true},
    {"<", true, false, false},  {">", false, false, true},
};

/* The test's own parameter, never a variable or member: "version_id", "v". */
static bool is_version_name(const char *name, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(name[i]) && name[i] != '_') {
            return false;
        }
    }
    return (length == 1 && *name == 'v') ||
           g_strstr_len(name, length, "version");
}

/* "version_id < 3"; false if the test is not of that form. */
static bool test_version(const char *text, gint64 version_id, bool *ret_holds)
{
    gsize length = strcspn(text, " ");
    const char *at = text + length;
    char *end;
    gint64 number;

    if (*at != ' ' || !is_version_name(text, length)) {
        return false;
    }
    at++;
    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        gsize width = strlen(operators[i].text);

        if (strncmp(at, operators[i].text, width) != 0 || at[width] != ' ') {
            continue;
        }
        number = g_ascii_strtoll(at + width + 1, &end, 10);
        if (end == at + width + 1 || *end != '\0') {
            return false;
        }
        *ret_holds = (version_id < number && operators[i].less) ||
                     (version_id == number && operators[i].equal) ||
                     (version_id > number && operators[i].greater);
        return true;
    }
    return false;
}

WirePresence wire_field_presence(const WireField *field, gint64 version_id)
{
    const VMStateField *fact = field->fact;
    bool holds;

    if (g_strcmp0(fact->kind, "validate") == 0) {
        return WIRE_ABSENT;
    }
    if (!fact->exists) {
        return fact->version_id <= version_id ? WIRE_PRESENT : WIRE_ABSENT;
    }
    /* A test that reads state may have replaced the version that it was
     * given (hw/scsi/esp.c:esp_is_before_version_5). */
    if (fact->exists_text && !(fact->exists_reads && *fact->exists_reads) &&
        test_version(fact->exists_text, version_id, &holds)) {
        return holds ? WIRE_PRESENT : WIRE_ABSENT;
    }
    return WIRE_CONDITIONAL;
}

gint64 wire_field_nested_version(const WireField *field)
{
    const VMStateField *fact = field->fact;

    return fact->flags && strstr(fact->flags, "VMS_VSTRUCT")
               ? fact->struct_version_id
               : field->nested->fact->version_id;
}

/* facts/dump.c gives such fields no info; those of a tree have one. */
bool wire_field_is_raw(const WireField *field)
{
    const VMStateField *fact = field->fact;

    return !fact->info && !field->nested &&
           (g_strcmp0(fact->kind, "scalar") == 0 ||
            g_strcmp0(fact->kind, "array") == 0);
}

/* Every fact of a tree has a place. */
bool wire_model_is_dump(const WireModel *model)
{
    return g_hash_table_size(model->files) == 0 &&
           g_hash_table_size(model->drivers) > 0;
}
