/*
 * Which mail of a series the report answers: the one patch that everything
 * found begins with, or else the cover letter, or else the first patch.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-reply.h"

#include "source/mailbox.h"

static bool introduces(const CheckStep *step, const Finding *finding)
{
    for (guint i = 0; i < step->introduces->len; i++) {
        const Finding *other = g_ptr_array_index(step->introduces, i);

        if (g_str_equal(other->fingerprint, finding->fingerprint)) {
            return true;
        }
    }
    return false;
}

/* Whether the step introduces them all; true if there are none. */
static bool introduces_all(const CheckStep *step, const GPtrArray *shown)
{
    for (guint i = 0; i < shown->len; i++) {
        const Finding *finding = g_ptr_array_index(shown, i);

        if (!finding->accepted && !introduces(step, finding)) {
            return false;
        }
    }
    return true;
}

static const Mail *guilty(const Check *check, const CheckSteps *steps,
                          const GPtrArray *shown)
{
    const Mail *found = NULL;

    for (guint i = 0; i < steps->steps->len; i++) {
        if (i < check->patch_mails->len &&
            introduces_all(&g_array_index(steps->steps, CheckStep, i), shown)) {
            if (found) {
                return NULL;
            }
            found = g_ptr_array_index(check->patch_mails, i);
        }
    }
    return found;
}

static const Mail *cover_letter(const Check *check)
{
    for (guint i = 0; i < check->mails->len; i++) {
        const Mail *mail = g_ptr_array_index(check->mails, i);

        if (mail->number == 0 && mail->n_patches > 0 && !mail->is_reply) {
            return mail;
        }
    }
    return NULL;
}

bool check_reply(const Check *check, const CheckSteps *steps,
                 const GPtrArray *shown, ReportReply *ret_reply)
{
    const Mail *mail = NULL;

    if (!check->mails || check->patch_mails->len == 0) {
        return false;
    }
    mail = guilty(check, steps, shown);
    mail = mail || check->patch_mails->len == 1 ? mail : cover_letter(check);
    mail = mail ? mail : g_ptr_array_index(check->patch_mails, 0);
    if (!mail->message_id) {
        return false;
    }
    *ret_reply =
        (ReportReply){mail->header_subject, mail->from, mail->message_id};
    return true;
}
