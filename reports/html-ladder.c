/*
 * The wire orders of an audit's page: old and new side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/html-page.h"

#include <string.h>

#define LINKS_MOST 12
/* Equal rungs shown around what differs. */
#define CONTEXT 2

static bool is_same(const AuditLadder *ladder, guint i)
{
    return i < ladder->rungs->len &&
           g_array_index(ladder->rungs, AuditRung, i).is_same;
}

/* Is something different at most CONTEXT rungs away? */
static bool is_shown(const AuditLadder *ladder, guint i)
{
    guint from = i > CONTEXT ? i - CONTEXT : 0;

    for (guint k = from; k <= i + CONTEXT && k < ladder->rungs->len; k++) {
        if (!is_same(ladder, k)) {
            return true;
        }
    }
    return false;
}

static void write_rung(GString *out, const AuditRung *rung)
{
    html_print(out, "<tr><td class=\"%s\"><code>%s</code></td>",
               rung->is_same   ? "w"
               : !rung->before ? "none"
               : rung->after   ? "w turn"
                               : "w gone",
               rung->before);
    html_print(out, "<td class=\"n\">%s</td>",
               rung->is_same                 ? ""
               : rung->before && rung->after ? "changed"
               : rung->after                 ? "+ new"
                                             : "- gone");
    html_print(out, "<td class=\"%s\"><code>%s</code></td></tr>\n",
               rung->is_same  ? "w"
               : !rung->after ? "none"
               : rung->before ? "w turn"
                              : "w new",
               rung->after);
}

static void write_rungs(const HtmlPage *page, const AuditLadder *ladder)
{
    guint n_hidden = 0;

    for (guint i = 0; i <= ladder->rungs->len; i++) {
        bool is_end = i == ladder->rungs->len;

        if (!is_end && !is_shown(ladder, i)) {
            n_hidden++;
            continue;
        }
        if (n_hidden) {
            html_print(page->out,
                       "<tr><td colspan=\"3\" class=\"soft\">%u the same in "
                       "the same order</td></tr>\n",
                       n_hidden);
            n_hidden = 0;
        }
        if (!is_end) {
            write_rung(page->out, &g_array_index(ladder->rungs, AuditRung, i));
        }
    }
}

/* The state's name, which is in front of its title, and what is worst. */
static void write_state(const HtmlPage *page, const AuditLadder *ladder)
{
    const AuditFinding *worst = g_ptr_array_index(ladder->findings, 0);
    const char *comma = strchr(ladder->before, ',');
    g_autofree char *name =
        comma ? g_strndup(ladder->before, (gsize)(comma - ladder->before))
              : g_strdup(ladder->before);
    const char *severity = severity_text(worst->severity);

    html_print(page->out, "<b class=\"tag %s\">%s</b> <code>%s</code> ",
               severity, severity, name);
}

static void write_ladder(const HtmlPage *page, guint number)
{
    const AuditLadder *ladder = g_ptr_array_index(page->audit->ladders, number);
    const AuditPair *pair = audit_pair(page->audit, ladder->pair);
    GString *out = page->out;

    html_print(out, "<details class=\"item\" id=\"l%u\"><summary>", number);
    write_state(page, ladder);
    html_print(out,
               "%s &#8594; %s</summary>\n<div class=\"scroll\"><table "
               "class=\"ladder\">\n<tr><th>%s: %s</th><th></th><th>%s: %s"
               "</th></tr>\n",
               html_name(page, pair->before), html_name(page, pair->after),
               html_name(page, pair->before), ladder->before,
               html_name(page, pair->after), ladder->after);
    write_rungs(page, ladder);
    html_raw(out, "</table></div><p>findings ");
    html_finding_links(out, ladder->findings, LINKS_MOST);
    html_raw(out, "</p></details>\n");
}

void html_write_ladders(const HtmlPage *page)
{
    const GPtrArray *ladders = page->audit->ladders;

    html_raw(page->out,
             "<h2 id=\"ladders\">Old and new wire order</h2>\n<p>What a device "
             "sends, in its order, before and after, for each state that a "
             "finding is about; each opens.</p>\n");
    for (guint i = 0; i < ladders->len; i++) {
        write_ladder(page, i);
    }
    if (ladders->len == 0) {
        html_raw(page->out, "<p>Nothing changed.</p>\n");
    }
}
