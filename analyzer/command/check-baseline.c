/*
 * A file of fingerprints of findings that are known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-baseline.h"

#include <string.h>

#include "command/options.h"
#include "rules/finding.h"

static const char head[] =
    "# Findings of migcompat that were there before; see 'migcompat check'.\n";

static bool take_line(GHashTable *known, const char *line)
{
    gsize length = strspn(line, "0123456789abcdef");

    if (*line == '\0' || *line == '#') {
        return true;
    }
    if (length < 16 || (line[length] != '\0' && line[length] != ' ')) {
        return false;
    }
    g_hash_table_add(known, g_strndup(line, length));
    return true;
}

GHashTable *baseline_read(const char *file, GError **error)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(file, &text, NULL, error)) {
        return NULL;
    }
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (!take_line(known, g_strchomp(lines[i]))) {
            g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                        "'%s', line %u: not a fingerprint", file, i + 1);
            return NULL;
        }
    }
    return g_steal_pointer(&known);
}

static void add_line(GString *text, const Finding *finding)
{
    const char *driver = finding->driver ? finding->driver : "";
    const char *name = finding->name ? finding->name : "";
    bool both = *driver && *name && !g_str_equal(driver, name);
    g_autofree char *subject = g_strdup_printf(
        "%s%s%s", *name && !both ? "" : driver, both ? "." : "", name);

    g_strdelimit(subject, "\r\n", '?');
    g_string_append_printf(text, "%s %s %s\n", finding->fingerprint,
                           finding->rule, subject);
}

bool baseline_write(const char *file, const GPtrArray *findings, GError **error)
{
    g_autoptr(GString) text = g_string_new(head);

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (!finding->accepted) {
            add_line(text, finding);
        }
    }
    return g_file_set_contents(file, text->str, (gssize)text->len, error);
}
