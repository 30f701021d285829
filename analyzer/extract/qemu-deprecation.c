/*
 * The pages on deprecated and removed features: one fact for each heading
 * that is about one feature.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-deprecation.h"
#include "extract/extractors.h"

#include <string.h>

/* Under such a heading "since" is when it was removed. */
static bool is_about_removal(const char *heading)
{
    g_autofree char *lower = g_ascii_strdown(heading, -1);

    return strstr(lower, "removed features") != NULL;
}

static Deprecation *add_deprecation(ExtractContext *context, const char *path,
                                    const PageHeading *heading, bool removed)
{
    FactSet *facts = context->facts;
    Deprecation *deprecation = fact_set_add_deprecation(facts);
    const char *since = fact_set_text(facts, heading->since);

    deprecation->subject = fact_set_text(facts, heading->subject);
    deprecation->note = fact_set_text(facts, heading->paragraph);
    deprecation->removed = fact_set_text(facts, heading->removed);
    if (removed && !deprecation->removed) {
        deprecation->removed = since;
    } else {
        deprecation->since = since;
    }
    deprecation->location = extract_location(context, path, heading->line);
    return deprecation;
}

/* "-old-param option for booting": the word -old-param, if the heading is
 * about the option as such and not about one of its keys or values. */
static char *option_in(const char *subject)
{
    size_t length;
    const char *rest;

    if (*subject != '-' || !g_ascii_isalpha(subject[1])) {
        return NULL;
    }
    length = strcspn(subject, " ,=");
    rest = subject + length;
    rest += strspn(rest, " ");
    if (*rest && !g_str_has_prefix(rest, "option") &&
        !g_str_equal(rest, "...")) {
        return NULL;
    }
    return g_strndup(subject + 1, length - 1);
}

static void mark_option(ExtractContext *context, const char *name,
                        const Deprecation *deprecation)
{
    const GPtrArray *options = fact_set_options(context->facts);
    g_autofree char *text = g_strdup_printf(
        "since %s", deprecation->since ? deprecation->since : "?");

    for (guint i = 0; i < options->len; i++) {
        Option *option = g_ptr_array_index(options, i);

        if (g_str_equal(option->name, name)) {
            option->deprecated = fact_set_text(context->facts, text);
        }
    }
}

/* "-chroot and -runas": every option that a heading is about. */
static void mark_options(ExtractContext *context,
                         const Deprecation *deprecation)
{
    g_auto(GStrv) parts = g_strsplit(deprecation->subject, " and ", -1);

    for (char **part = parts; *part; part++) {
        g_autofree char *name = option_in(*part);

        if (name) {
            mark_option(context, name, deprecation);
        }
    }
}

static void read_page(ExtractContext *context, const IrDocument *document)
{
    g_autoptr(GPtrArray) headings = page_headings(document->text);
    bool removed = false;

    for (guint i = 0; i < headings->len; i++) {
        const PageHeading *heading = g_ptr_array_index(headings, i);
        Deprecation *deprecation;

        if (heading->level == 1) {
            removed = is_about_removal(heading->subject);
        }
        if (!heading->is_item) {
            continue;
        }
        deprecation =
            add_deprecation(context, document->path, heading, removed);
        if (!deprecation->removed) {
            mark_options(context, deprecation);
        }
    }
}

void extract_qemu_deprecation(ExtractContext *context)
{
    const GPtrArray *documents = context->tree->documents;

    for (guint i = 0; i < documents->len; i++) {
        read_page(context, g_ptr_array_index(documents, i));
    }
}
