/*
 * The pages on deprecated and removed features: one fact for each heading
 * that names a release.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

#include <string.h>

typedef struct Heading {
    ExtractContext *context;
    const char *path;
    unsigned line;
} Heading;

/* "(since 4.1)" -> "4.1"; NULL if the text has no such remark. */
static const char *release_after(ExtractContext *context, const char *text,
                                 const char *word)
{
    const char *at = strstr(text, word);
    gsize length;

    if (!at) {
        return NULL;
    }
    at += strlen(word);
    at += strspn(at, " ");
    length = strspn(at, "0123456789.");
    if (length == 0) {
        return NULL;
    }
    {
        g_autofree char *release = g_strndup(at, length);

        g_strchomp(release);
        if (g_str_has_suffix(release, ".")) {
            release[length - 1] = '\0';
        }
        return fact_set_text(context->facts, release);
    }
}

/* The heading without its remark and without markup. */
static const char *subject_of(ExtractContext *context, const char *text)
{
    GString *out = g_string_new(NULL);
    g_autofree char *subject = NULL;
    const char *end = strstr(text, " (since");

    end = end ? end : strstr(text, " (removed");
    end = end ? end : text + strlen(text);
    for (; text < end; text++) {
        if (*text == '`' || (*text == '@' && strchr(text, '{'))) {
            continue;
        }
        g_string_append_c(out, *text);
    }
    subject = g_strstrip(g_string_free(out, FALSE));
    return fact_set_text(context->facts, subject);
}

static void add_heading(const Heading *heading, const char *text)
{
    ExtractContext *context = heading->context;
    const char *since = release_after(context, text, "since");
    const char *removed = release_after(context, text, "removed in");
    Deprecation *deprecation;

    if (!since && !removed) {
        return;
    }
    deprecation = fact_set_add_deprecation(context->facts);
    deprecation->subject = subject_of(context, text);
    deprecation->since = since;
    deprecation->removed = removed;
    deprecation->location =
        extract_location(context, heading->path, heading->line);
}

/* A line of rST that is followed by a rule of the same length, or a Texinfo
 * section command. */
static const char *heading_text(char *const *line)
{
    const char *next = line[1];

    if (g_str_has_prefix(*line, "@section ") ||
        g_str_has_prefix(*line, "@subsection ")) {
        return strchr(*line, ' ') + 1;
    }
    if (!next || !**line || !*next || !strchr("=-'~^\"", *next)) {
        return NULL;
    }
    return strspn(next, (char[]){*next, '\0'}) >= 3 ? *line : NULL;
}

static void read_page(ExtractContext *context, const IrDocument *document)
{
    g_auto(GStrv) lines = g_strsplit(document->text, "\n", -1);

    for (guint i = 0; lines[i]; i++) {
        Heading heading = {context, document->path, i + 1};
        const char *text = heading_text(&lines[i]);

        if (text) {
            add_heading(&heading, text);
        }
    }
}

void extract_qemu_deprecation(ExtractContext *context)
{
    for (guint i = 0; i < context->tree->documents->len; i++) {
        read_page(context, g_ptr_array_index(context->tree->documents, i));
    }
}
