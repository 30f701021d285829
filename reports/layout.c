/*
 * Pieces of text that several writers share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/layout.h"

#include <string.h>

void layout_print(GString *out, const char *format, ...)
{
    gsize start = out->len;
    va_list arguments;

    va_start(arguments, format);
    g_string_append_vprintf(out, format, arguments);
    va_end(arguments);
    for (char *at = out->str + start; *at; at++) {
        if (g_ascii_iscntrl(*at) && *at != '\n') {
            *at = '?';
        }
    }
}

void layout_place(GString *out, const Location *location)
{
    if (!location->file) {
        g_string_append(out, "(no place)");
    } else if (location->line == 0) {
        layout_print(out, "%s", location->file);
    } else {
        layout_print(out, "%s:%u", location->file, location->line);
    }
}

Location layout_place_of(const Finding *finding)
{
    const Location nowhere = {NULL, 0};

    return finding->evidence->len
               ? g_array_index(finding->evidence, Evidence, 0).location
               : nowhere;
}

void layout_names(GString *out, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        layout_print(out, "%s%s", i ? ", " : "",
                     (const char *)g_ptr_array_index(names, i));
    }
}

/* Where the version in a machine type's name begins: "9.2" of "pc-q35-9.2";
 * the name itself if it has none. */
static const char *version_in(const char *name)
{
    const char *dash = strrchr(name, '-');

    return dash && g_ascii_isdigit(dash[1]) ? dash + 1 : name;
}

static bool are_of_one_family(const char *a, const char *b)
{
    gsize length = version_in(a) - a;

    return length > 0 && length == (gsize)(version_in(b) - b) &&
           strncmp(a, b, length) == 0;
}

static guint index_of(const GPtrArray *names, const char *name, guint from)
{
    for (guint i = from; i < names->len; i++) {
        if (g_str_equal(g_ptr_array_index(names, i), name)) {
            return i;
        }
    }
    return G_MAXUINT;
}

/* How many names from `first` on are neighbours of one family. */
static guint length_of_run(const GPtrArray *names, guint first,
                           const GPtrArray *promised)
{
    const char *start = g_ptr_array_index(names, first);
    guint at = index_of(promised, start, 0);
    guint n = 1;

    while (at != G_MAXUINT && first + n < names->len &&
           at + n < promised->len) {
        const char *next = g_ptr_array_index(names, first + n);

        if (!are_of_one_family(start, next) ||
            !g_str_equal(next, g_ptr_array_index(promised, at + n))) {
            break;
        }
        n++;
    }
    return n;
}

char *layout_ranges(const GPtrArray *names, const GPtrArray *promised)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < names->len;) {
        guint n = length_of_run(names, i, promised);
        const char *last = g_ptr_array_index(names, i + n - 1);

        layout_print(out, "%s%s", i ? ", " : "",
                     (const char *)g_ptr_array_index(names, i));
        if (n > 1) {
            layout_print(out, n == 2 ? ", %s" : " .. %s",
                         n == 2 ? last : version_in(last));
        }
        i += n;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const char *name_between(const char *version, const char *label,
                                const ReportTree *other, const char *word)
{
    if (g_strcmp0(version, other->version) != 0) {
        return version ? version : word;
    }
    return label && g_strcmp0(label, other->label) != 0 ? label : word;
}

const char *layout_tree_name(const Report *report, EvidenceSide side)
{
    const ReportTree *before = &report->before;
    const ReportTree *after = &report->after;

    return side == EVIDENCE_OLD
               ? name_between(before->version, before->label, after, "old")
               : name_between(after->version, after->label, before, "new");
}
