/*
 * Applies accepted findings: the program's own and the tree's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/findings.h"

char *findings_today(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    g_autoptr(GDateTime) now =
        epoch ? g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10))
              : g_date_time_new_now_utc();

    return now ? g_date_time_format(now, "%Y-%m-%d") : g_strdup("");
}

static bool accept_own(Findings *findings, const AcceptedContext *context,
                       GError **error)
{
    for (guint i = 0; accepted_texts[i].name; i++) {
        const AcceptedText *own = &accepted_texts[i];
        g_autofree char *name = g_strdup_printf("rules/accepted/%s", own->name);

        if (!accepted_apply(findings, own->text, name, NULL, context, error)) {
            return false;
        }
    }
    return true;
}

static bool accept_of_tree(Findings *findings, const Source *after,
                           const AcceptedContext *context, GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    if (!source_has(after, ACCEPTED_FILE)) {
        return true;
    }
    bytes = source_read(after, ACCEPTED_FILE, error);
    if (!bytes) {
        return false;
    }
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return accepted_apply(findings, text, ACCEPTED_FILE, ACCEPTED_FILE, context,
                          error);
}

bool findings_accept(Findings *findings, const Source *after,
                     const AcceptedContext *context, GError **error)
{
    if (!accept_own(findings, context, error) ||
        (after && !accept_of_tree(findings, after, context, error))) {
        return false;
    }
    findings_sort(findings);
    return true;
}
