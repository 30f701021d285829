/*
 * What can hardly be meant, and the older tree did not have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

static bool has_doubt(const FactSet *facts, const CodeDoubt *like)
{
    const GPtrArray *all = fact_set_code_doubts(facts);

    for (guint i = 0; i < all->len; i++) {
        const CodeDoubt *doubt = all->pdata[i];

        if (g_str_equal(doubt->kind, like->kind) &&
            g_strcmp0(doubt->subject, like->subject) == 0) {
            return true;
        }
    }
    return false;
}

void diff_libvirt_doubts(Comparison *comparison)
{
    const GPtrArray *all = fact_set_code_doubts(comparison->after.facts);

    for (guint i = 0; i < all->len; i++) {
        const CodeDoubt *doubt = all->pdata[i];
        Change *change;

        if (has_doubt(comparison->before.facts, doubt)) {
            continue;
        }
        change = libvirt_change(comparison, CHANGE_DOUBT, doubt->subject, NULL,
                                &doubt->location);
        change->driver = doubt->function;
        change->note = doubt->kind;
        libvirt_side_text(comparison, &change->after, doubt->text);
    }
}
