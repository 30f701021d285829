/*
 * Which findings are accepted, and what has become of the entries that say so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/accepted.h"

#include <string.h>

#include "base/version.h"

G_DEFINE_QUARK(migcompat - accepted - error, accepted_error)

/* One group of the key file. NULL: the key is not there. */
typedef struct Acceptance {
    const char *group;
    char *rule;
    char *fingerprint;
    char *subject;
    char *machine;
    char *reason;
    char *link;
    char *expires;
    char *since;
    guint line;
    bool is_used;
} Acceptance;

static const char *const known_keys[] = {
    "rule", "fingerprint", "subject", "machine", "reason",
    "link", "expires",     "since",   NULL,
};

static void acceptance_clear(Acceptance *entry)
{
    g_free(entry->rule);
    g_free(entry->fingerprint);
    g_free(entry->subject);
    g_free(entry->machine);
    g_free(entry->reason);
    g_free(entry->link);
    g_free(entry->expires);
    g_free(entry->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Acceptance, acceptance_clear)

static bool entry_error(GError **error, const char *name,
                        const Acceptance *entry, const char *what)
{
    g_set_error(error, ACCEPTED_ERROR, ACCEPTED_ERROR_ENTRY, "'%s': [%s]: %s",
                name, entry->group, what);
    return false;
}

static bool is_day(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    gsize i = 0;

    for (; form[i] && text[i]; i++) {
        if (form[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != '-') {
            return false;
        }
    }
    return !form[i] && !text[i];
}

static bool check_keys(GKeyFile *file, const char *name,
                       const Acceptance *entry, GError **error)
{
    g_auto(GStrv) keys = g_key_file_get_keys(file, entry->group, NULL, NULL);

    for (guint i = 0; keys && keys[i]; i++) {
        if (!g_strv_contains(known_keys, keys[i])) {
            g_autofree char *what =
                g_strdup_printf("there is no key '%s'", keys[i]);

            return entry_error(error, name, entry, what);
        }
    }
    if (!entry->fingerprint && (!entry->rule || !entry->subject)) {
        return entry_error(error, name, entry,
                           "needs a fingerprint, or a rule and a subject");
    }
    if (!entry->reason || !*entry->reason || !entry->link || !*entry->link) {
        return entry_error(error, name, entry, "needs a reason and a link");
    }
    if (!entry->expires ||
        !(g_str_equal(entry->expires, "never") || is_day(entry->expires))) {
        return entry_error(error, name, entry,
                           "expires: a day (2027-01-31) or never");
    }
    return true;
}

/* Where the group begins in the text; for people. */
static guint line_of_group(const char *text, const char *group)
{
    g_autofree char *head = g_strdup_printf("[%s]", group);
    const char *at = strstr(text, head);
    guint line = 1;

    for (; at && text < at; text++) {
        line += *text == '\n';
    }
    return at ? line : 0;
}

static char *value_of(GKeyFile *file, const char *group, const char *key)
{
    return g_key_file_get_string(file, group, key, NULL);
}

static bool read_entry(Acceptance *entry, GKeyFile *file, const char *group,
                       const char *name, GError **error)
{
    entry->group = group;
    entry->rule = value_of(file, group, "rule");
    entry->fingerprint = value_of(file, group, "fingerprint");
    entry->subject = value_of(file, group, "subject");
    entry->machine = value_of(file, group, "machine");
    entry->reason = value_of(file, group, "reason");
    entry->link = value_of(file, group, "link");
    entry->expires = value_of(file, group, "expires");
    entry->since = value_of(file, group, "since");
    return check_keys(file, name, entry, error);
}

/* Speaks of a version that the comparison crosses, or of none. */
static bool is_about(const Acceptance *entry, const AcceptedContext *context)
{
    return !entry->since ||
           (context->before && context->after &&
            version_compare(context->before, entry->since) < 0 &&
            version_compare(entry->since, context->after) <= 0);
}

static bool is_expired(const Acceptance *entry, const AcceptedContext *context)
{
    return !g_str_equal(entry->expires, "never") &&
           strcmp(entry->expires, context->today) < 0;
}

/* "driver.name", "driver" or "name", as far as the finding has them. */
static char *subject_text(const Finding *finding)
{
    if (finding->driver && finding->name &&
        !g_str_equal(finding->driver, finding->name)) {
        return g_strdup_printf("%s.%s", finding->driver, finding->name);
    }
    return g_strdup(finding->name ? finding->name : finding->driver);
}

static bool all_match(const GPtrArray *machine_types, const char *glob)
{
    for (guint i = 0; i < machine_types->len; i++) {
        if (!g_pattern_match_simple(glob,
                                    g_ptr_array_index(machine_types, i))) {
            return false;
        }
    }
    return machine_types->len > 0;
}

static bool accepts(const Acceptance *entry, const Finding *finding)
{
    g_autofree char *subject = subject_text(finding);

    if (entry->fingerprint &&
        g_strcmp0(entry->fingerprint, finding->fingerprint) != 0) {
        return false;
    }
    if (entry->rule && !g_str_equal(entry->rule, finding->rule)) {
        return false;
    }
    if (entry->subject &&
        (!subject || !g_pattern_match_simple(entry->subject, subject))) {
        return false;
    }
    return !entry->machine || all_match(finding->machine_types, entry->machine);
}

static void accept_all(Findings *findings, Acceptance *entry)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (!finding->accepted && accepts(entry, finding)) {
            entry->is_used = true;
            finding->accepted = findings_format(findings, "%s (%s)",
                                                entry->reason, entry->link);
        }
    }
}

static void report_entry(Findings *findings, const Acceptance *entry,
                         const char *name, const char *file, bool expired)
{
    Finding *finding = findings_add(findings, expired ? "accepted-expired"
                                                      : "accepted-unused");
    const Location place = {findings_text(findings, file), entry->line};

    finding->directions = DIRECTION_BOTH;
    finding->subject = SUBJECT_ACCEPTANCE;
    finding->name = findings_text(findings, entry->group);
    finding->message =
        expired ? findings_format(findings,
                                  "'%s' of %s accepts nothing since "
                                  "it expired on %s",
                                  entry->group, name, entry->expires)
                : findings_format(findings, "'%s' of %s accepts no finding",
                                  entry->group, name);
    finding_add_evidence(finding, EVIDENCE_NEW, &place, NULL);
    finding->remedy = expired ? "look at the findings again: then give a later "
                                "day, or remove the entry"
                              : "remove the entry, or correct it";
}

static bool apply_entry(Findings *findings, GKeyFile *keys, const char *group,
                        const char *text, const char *name, const char *file,
                        const AcceptedContext *context, GError **error)
{
    g_auto(Acceptance) entry = {NULL};

    if (!read_entry(&entry, keys, group, name, error)) {
        return false;
    }
    entry.line = line_of_group(text, group);
    if (!is_about(&entry, context)) {
        return true;
    }
    if (is_expired(&entry, context)) {
        report_entry(findings, &entry, name, file, true);
        return true;
    }
    accept_all(findings, &entry);
    if (!entry.is_used && !context->is_narrowed) {
        report_entry(findings, &entry, name, file, false);
    }
    return true;
}

bool accepted_apply(Findings *findings, const char *text, const char *name,
                    const char *file, const AcceptedContext *context,
                    GError **error)
{
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GError) problem = NULL;
    g_auto(GStrv) groups = NULL;

    if (*text && !g_key_file_load_from_data(keys, text, (gsize)-1,
                                            G_KEY_FILE_NONE, &problem)) {
        g_set_error(error, ACCEPTED_ERROR, ACCEPTED_ERROR_SYNTAX, "'%s': %s",
                    name, problem->message);
        return false;
    }
    groups = g_key_file_get_groups(keys, NULL);
    for (guint i = 0; groups[i]; i++) {
        if (!apply_entry(findings, keys, groups[i], text, name, file, context,
                         error)) {
            return false;
        }
    }
    return true;
}
