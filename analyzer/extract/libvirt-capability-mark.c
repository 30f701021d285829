/*
 * Marks: texts that tell which question an unknown value answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-capability.h"

#include <string.h>

char *capability_mark(const char *kind, const char *subject, const char *key)
{
    return g_strdup_printf("%c%s|%s|%s|", MARK_SIGN, kind,
                           subject ? subject : "", key ? key : "");
}

bool capability_mark_parse(const char *text, CapabilityMark *ret_mark)
{
    const char *at = strchr(text, MARK_SIGN);
    const char *bars[3];

    if (!at) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(bars); i++) {
        bars[i] = strchr(i > 0 ? bars[i - 1] + 1 : at, '|');
        if (!bars[i]) {
            return false;
        }
    }
    ret_mark->kind = g_strndup(at + 1, (gsize)(bars[0] - at - 1));
    ret_mark->subject = g_strndup(bars[0] + 1, (gsize)(bars[1] - bars[0] - 1));
    ret_mark->key = g_strndup(bars[1] + 1, (gsize)(bars[2] - bars[1] - 1));
    ret_mark->end = bars[2] + 1;
    return true;
}

void capability_mark_clear(CapabilityMark *mark)
{
    g_clear_pointer(&mark->kind, g_free);
    g_clear_pointer(&mark->subject, g_free);
    g_clear_pointer(&mark->key, g_free);
}
