/*
 * One translation unit from file to ir, with second attempts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-attempt.h"
#include "parse/clang-blank.h"

#include <errno.h>
#include <glib/gstdio.h>

void attempt_heal(const UnitRequest *request, const Placeholders *missing,
                  Attempt *attempt)
{
    UnitRequest again = *request;
    g_autofree char *pch = request->save_to
                               ? g_strdup_printf("%s.healed", request->save_to)
                               : NULL;
    g_autofree char *path =
        g_strdup_printf("%s%s.h", request->placeholder_prefix, request->id);
    g_autofree char *note = g_strdup_printf("healed: with placeholders for %s",
                                            missing->names->str);
    Attempt second;

    if (!attempt->block || attempt->n_missing == 0 ||
        placeholders_are_empty(missing) ||
        !g_file_set_contents(path, missing->text->str, -1, NULL)) {
        return;
    }
    again.placeholders = path;
    again.note = note;
    again.save_to = pch;
    second = attempt_unit(&again, NULL);
    if (!attempt_keep_better(attempt, &second)) {
        g_unlink(path);
    } else if (pch) {
        g_rename(pch, request->save_to);
    }
    if (pch) {
        g_unlink(pch);
    }
}

/* Leaves long bodies out if the plan lets us. */
static char *shorten(UnitRequest *request, GArray *omitted)
{
    g_autoptr(GMappedFile) file = NULL;
    char *text = NULL;

    if (!request->plan->keep_words) {
        return NULL;
    }
    file = g_mapped_file_new(request->path, FALSE, NULL);
    if (file && g_mapped_file_get_length(file) > 0) {
        text = blank_long_bodies(g_mapped_file_get_contents(file),
                                 g_mapped_file_get_length(file),
                                 request->plan->keep_words, omitted);
    }
    request->text = text;
    request->omitted = omitted;
    return text;
}

static GBytes *parse_file(const UnitRequest *request, char **ret_failure)
{
    g_autoptr(Placeholders) missing = placeholders_new();
    g_autoptr(GArray) omitted = g_array_new(FALSE, FALSE, sizeof(guint32));
    UnitRequest used = *request;
    g_autofree char *text = shorten(&used, omitted);
    Attempt attempt = attempt_unit(&used, missing);

    if (request->pch && attempt.n_conflicts > 0) {
        g_autoptr(Placeholders) missing_alone = placeholders_new();
        Attempt alone;

        used.pch = NULL;
        alone = attempt_unit(&used, missing_alone);
        if (attempt_keep_better(&attempt, &alone)) {
            Placeholders *other = missing;

            missing = missing_alone;
            missing_alone = other;
        } else {
            used.pch = request->pch;
        }
    }
    attempt_heal(&used, missing, &attempt);
    *ret_failure = attempt.failure;
    return attempt.block;
}

/* libclang would wait for a pipe, and gives no reasons. */
static bool is_readable(const char *path, char **ret_failure)
{
    GStatBuf status;

    if (g_stat(path, &status) != 0) {
        *ret_failure = g_strdup(g_strerror(errno));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        *ret_failure = g_strdup("not a regular file");
        return false;
    }
    return true;
}

GBytes *unit_file(const UnitRequest *request, char **ret_failure)
{
    if (!is_readable(request->path, ret_failure)) {
        return NULL;
    }
    return parse_file(request, ret_failure);
}
