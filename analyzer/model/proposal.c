/*
 * Reads a proposal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/proposal.h"

#include <string.h>

#include "base/version.h"

G_DEFINE_QUARK(migcompat - proposal - error, proposal_error)

#define FORMS                                                                  \
    "'retire SUBJECT [from VERSION]' or 'default DRIVER.PROPERTY=VALUE "       \
    "[from VERSION]', then '; libvirt VERSION emits KEY' or '; libvirt "       \
    "VERSION stops'"

void proposal_free(Proposal *proposal)
{
    if (proposal) {
        subject_free(proposal->subject);
        g_free(proposal->value);
        g_free(proposal->from);
        g_free(proposal->libvirt);
        g_free(proposal->emits);
        g_free(proposal->text);
        g_free(proposal);
    }
}

bool proposal_covers(const Proposal *proposal, const char *version)
{
    return !proposal->from ||
           (version && version_compare(version, proposal->from) >= 0);
}

static bool syntax_error(const Proposal *proposal, const char *why,
                         GError **error)
{
    g_set_error(error, PROPOSAL_ERROR, PROPOSAL_ERROR_SYNTAX,
                "'%s' is no proposal: %s; it is " FORMS, proposal->text, why);
    return false;
}

/* Words between spaces, tabs and line ends. */
static GPtrArray *words_of(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit_set(text, " \t", -1);

    for (guint i = 0; parts[i]; i++) {
        if (*parts[i]) {
            g_ptr_array_add(words, g_strdup(parts[i]));
        }
    }
    return words;
}

static char *one_line(const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i]; i++) {
        const char *one = g_strstrip(lines[i]);

        if (*one && *one != '#') {
            g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", one);
        }
    }
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static const char *word(const GPtrArray *words, guint index)
{
    return index < words->len ? g_ptr_array_index(words, index) : "";
}

static bool is_version(const char *text)
{
    return g_ascii_isdigit(text[0]) &&
           strspn(text, "0123456789.") == strlen(text);
}

static bool read_from(Proposal *proposal, const GPtrArray *words, guint at,
                      GError **error)
{
    if (at == words->len) {
        return true;
    }
    if (!g_str_equal(word(words, at), "from")) {
        return syntax_error(proposal, "'from' was expected", error);
    }
    if (!is_version(word(words, at + 1)) || at + 2 != words->len) {
        return syntax_error(proposal, "'from' needs one version", error);
    }
    proposal->from = g_strdup(word(words, at + 1));
    return true;
}

static bool read_change(Proposal *proposal, const char *text,
                        const GPtrArray *trees, GError **error)
{
    g_autoptr(GPtrArray) words = words_of(text);
    const char *action = word(words, 0);
    g_autofree char *subject = g_strdup(word(words, 1));
    char *value = NULL;

    if (g_str_equal(action, "default")) {
        proposal->action = PROPOSAL_DEFAULT;
        value = strchr(subject, '=');
        if (!value) {
            return syntax_error(proposal, "'=VALUE' is missing", error);
        }
        *value = '\0';
        proposal->value = g_strdup(value + 1);
    } else if (!g_str_equal(action, "retire")) {
        return syntax_error(proposal, "it begins with neither", error);
    }
    if (!*subject) {
        return syntax_error(proposal, "the subject is missing", error);
    }
    if (!read_from(proposal, words, 2, error)) {
        return false;
    }
    proposal->subject = subject_find(subject, trees, error);
    if (proposal->subject && proposal->action == PROPOSAL_DEFAULT &&
        proposal->subject->class != SUBJECT_CLASS_PROPERTY) {
        return syntax_error(proposal, "only properties have a default", error);
    }
    return proposal->subject;
}

static bool read_libvirt(Proposal *proposal, const char *text, GError **error)
{
    g_autoptr(GPtrArray) words = words_of(text);
    const char *verb = word(words, 2);

    if (!g_str_equal(word(words, 0), "libvirt") ||
        !is_version(word(words, 1))) {
        return syntax_error(proposal, "'libvirt VERSION' was expected", error);
    }
    proposal->libvirt = g_strdup(word(words, 1));
    if (g_str_equal(verb, "stops") && words->len == 3) {
        return true;
    }
    if (!g_str_equal(verb, "emits") || words->len != 4) {
        return syntax_error(proposal, "that libvirt 'emits KEY' or 'stops'",
                            error);
    }
    proposal->emits = g_strdup(word(words, 3));
    return true;
}

Proposal *proposal_read(const char *text, const GPtrArray *trees,
                        GError **error)
{
    g_autoptr(Proposal) proposal = g_new0(Proposal, 1);
    g_auto(GStrv) parts = NULL;

    proposal->text = one_line(text);
    parts = g_strsplit(proposal->text, ";", 2);
    if (!parts[0]) {
        syntax_error(proposal, "it is empty", error);
        return NULL;
    }
    if (!read_change(proposal, parts[0], trees, error) ||
        (parts[1] && !read_libvirt(proposal, parts[1], error))) {
        return NULL;
    }
    return g_steal_pointer(&proposal);
}
