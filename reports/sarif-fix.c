/*
 * A unified diff as SARIF's replacements: runs of whole lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/sarif-fix.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "reports/json-piece.h"

/* Where in the diff we are. */
typedef struct Fix {
    json_object *changes;
    json_object *replacements; /* of the file; NULL: no file yet */
    guint line;                /* of the old file, next; 0: outside a hunk */
    guint n_deleted;           /* of the run */
    GString *inserted;
} Fix;

static json_object *region_object(guint first, guint n)
{
    json_object *region = json_object_new_object();

    json_object_object_add(region, "startLine", json_object_new_int64(first));
    json_object_object_add(region, "startColumn", json_object_new_int64(1));
    json_object_object_add(region, "endLine",
                           json_object_new_int64((gint64)first + n));
    json_object_object_add(region, "endColumn", json_object_new_int64(1));
    return region;
}

static void end_run(Fix *fix)
{
    json_object *replacement;
    json_object *content;

    if (fix->n_deleted == 0 && fix->inserted->len == 0) {
        return;
    }
    replacement = json_object_new_object();
    json_object_object_add(
        replacement, "deletedRegion",
        region_object(fix->line - fix->n_deleted, fix->n_deleted));
    if (fix->inserted->len) {
        content = json_object_new_object();
        json_piece_add(content, "text", fix->inserted->str);
        json_object_object_add(replacement, "insertedContent", content);
    }
    json_object_array_add(fix->replacements, replacement);
    fix->n_deleted = 0;
    g_string_truncate(fix->inserted, 0);
}

static bool begin_file(Fix *fix, const char *line)
{
    json_object *change = json_object_new_object();
    json_object *place = json_object_new_object();
    g_autofree char *uri = g_uri_escape_string(
        line + strlen("+++ b/"), G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

    fix->line = 0;
    fix->replacements = json_object_new_array();
    json_piece_add(place, "uri", uri);
    json_piece_add(place, "uriBaseId", "%SRCROOT%");
    json_object_object_add(change, "artifactLocation", place);
    json_object_object_add(change, "replacements", fix->replacements);
    json_object_array_add(fix->changes, change);
    return true;
}

/* A hunk that takes no line stands behind the one it names. */
static bool begin_hunk(Fix *fix, const char *line)
{
    guint start = 0;
    guint n = 1;

    if (!fix->replacements || sscanf(line, "@@ -%u,%u", &start, &n) < 1) {
        return false;
    }
    fix->line = n == 0 ? start + 1 : start;
    return fix->line > 0;
}

static bool read_line(Fix *fix, const char *line)
{
    if (g_str_has_prefix(line, "@@ ")) {
        end_run(fix);
        return begin_hunk(fix, line);
    }
    if (fix->line == 0 || g_str_has_prefix(line, "--- a/")) {
        end_run(fix);
        fix->line = 0;
        return g_str_has_prefix(line, "+++ b/") ? begin_file(fix, line)
                                                : line[0] != '+';
    }
    switch (line[0]) {
    case '+':
        g_string_append_printf(fix->inserted, "%s\n", line + 1);
        return true;
    case '-':
        fix->line++;
        fix->n_deleted++;
        return true;
    case ' ':
    case '\0':
        end_run(fix);
        fix->line++;
        return true;
    default:
        return false;
    }
}

json_object *sarif_fix_changes(const char *patch)
{
    g_auto(GStrv) lines = g_strsplit(patch, "\n", -1);
    Fix fix = {.changes = json_object_new_array(),
               .inserted = g_string_new(NULL)};
    bool fine = true;

    for (guint i = 0; fine && lines[i] && (lines[i][0] || lines[i + 1]); i++) {
        fine = read_line(&fix, lines[i]);
    }
    if (fine && fix.replacements) {
        end_run(&fix);
    }
    fine = fine && json_object_array_length(fix.changes) > 0;
    g_string_free(fix.inserted, TRUE);
    if (!fine) {
        json_object_put(fix.changes);
    }
    return fine ? fix.changes : NULL;
}
