/*
 * A group's header unit and its PCH.
 *
 * A header that needs another one before it breaks here, and the PCH would
 * carry the damage into every file without a word. Such headers are left out
 * of the PCH: the files then read them where they include them. But one that
 * breaks in a file that includes it just as well can stay.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-attempt.h"

#include <glib/gstdio.h>
#include <string.h>

/* Leaving one out can show that the next one does not stand alone either. */
enum {
    MOST_ROUNDS = 4,
    /* Files parsed to find out. */
    MOST_TRIALS = 6,
};

static bool write_list(const UnitRequest *request, const GPtrArray *headers)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < headers->len; i++) {
        g_string_append_printf(text, "#include \"%s\"\n",
                               (const char *)g_ptr_array_index(headers, i));
    }
    return g_file_set_contents(request->path, text->str, (gssize)text->len,
                               NULL);
}

char *headers_includer(const ParsePlan *plan, const ParseGroup *group,
                       const char *header)
{
    g_autofree char *quoted = g_strdup_printf("#include \"%s\"", header);

    for (guint i = 0; i < group->files->len; i++) {
        g_autofree char *path = g_build_filename(
            plan->root, g_ptr_array_index(group->files, i), NULL);
        g_autofree char *text = NULL;

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
            g_file_get_contents(path, &text, NULL, NULL) &&
            strstr(text, quoted)) {
            return g_steal_pointer(&path);
        }
    }
    return NULL;
}

static bool has_error_at(const GPtrArray *errors, const char *where)
{
    for (guint i = 0; i < errors->len; i++) {
        const Blame *error = g_ptr_array_index(errors, i);

        if (g_str_equal(error->where, where)) {
            return true;
        }
    }
    return false;
}

/* Does the header break where a file includes it too? */
static bool breaks_anyway(const UnitRequest *request, const char *header,
                          guint32 line, const GPtrArray *blamed)
{
    g_autofree char *path =
        headers_includer(request->plan, request->group, header);
    g_autoptr(GPtrArray) errors = blames_new();
    UnitRequest own = *request;
    Attempt attempt;

    names_add_includer(request, header);
    if (!path) {
        return false;
    }
    own.path = path;
    own.save_to = NULL;
    own.blamed = errors;
    attempt = attempt_unit(&own, NULL);
    attempt_clear(&attempt);
    for (guint i = 0; i < blamed->len; i++) {
        const Blame *blame = g_ptr_array_index(blamed, i);

        if (blame->line == line && has_error_at(errors, blame->where)) {
            return true;
        }
    }
    return false;
}

static bool is_blamed(const GPtrArray *blamed, guint32 line)
{
    for (guint i = 0; i < blamed->len; i++) {
        if (((const Blame *)g_ptr_array_index(blamed, i))->line == line) {
            return true;
        }
    }
    return false;
}

/* The first header stays: it is what every file begins with. */
static GPtrArray *without_broken(const UnitRequest *request,
                                 const GPtrArray *headers,
                                 const GPtrArray *blamed, GString *dropped)
{
    GPtrArray *kept = g_ptr_array_new();
    guint n_trials = 0;

    for (guint i = 0; i < headers->len; i++) {
        char *header = g_ptr_array_index(headers, i);

        if (i == 0 || !is_blamed(blamed, i + 1) || n_trials++ >= MOST_TRIALS ||
            breaks_anyway(request, header, i + 1, blamed)) {
            g_ptr_array_add(kept, header);
        } else {
            g_string_append_printf(dropped, "%s%s", dropped->len ? ", " : "",
                                   header);
        }
    }
    return kept;
}

/* Parsing one list of headers, and what it showed. */
typedef struct Round {
    GPtrArray *headers; /* char *, borrowed */
    GPtrArray *blamed;
    Placeholders *missing;
    Attempt attempt;
} Round;

/* Takes `headers`. */
static Round run_round(const UnitRequest *request, GPtrArray *headers)
{
    UnitRequest own = *request;
    Round round = {
        .headers = headers,
        .blamed = blames_new(),
        .missing = placeholders_new(),
    };

    own.blamed = round.blamed;
    if (write_list(request, headers)) {
        round.attempt = attempt_unit(&own, round.missing);
    } else {
        round.attempt.failure =
            g_strdup("cannot write to the scratch directory");
    }
    return round;
}

static void clear_round(Round *round)
{
    g_ptr_array_unref(round->headers);
    g_ptr_array_unref(round->blamed);
    placeholders_free(round->missing);
    attempt_clear(&round->attempt);
}

/* Without the headers that broke; false if there are none, or that is no
 * better. */
static bool improve(const UnitRequest *request, Round *best, GString *dropped)
{
    g_autofree char *pch = g_strdup_printf("%s.next", request->save_to);
    g_autofree char *note = NULL;
    UnitRequest own = *request;
    GPtrArray *kept =
        without_broken(request, best->headers, best->blamed, dropped);
    Round next;
    bool better;

    if (kept->len == best->headers->len) {
        g_ptr_array_unref(kept);
        return false;
    }
    note = g_strdup_printf("not precompiled, as they do not stand alone: %s",
                           dropped->str);
    own.save_to = pch;
    own.note = note;
    next = run_round(&own, kept);
    better = next.attempt.block && !next.attempt.failure &&
             next.attempt.n_errors < best->attempt.n_errors;
    if (better) {
        Round worse = *best;

        *best = next;
        next = worse;
        g_rename(pch, request->save_to);
    }
    g_unlink(pch);
    clear_round(&next);
    return better;
}

static GPtrArray *all_headers(const ParseGroup *group)
{
    GPtrArray *headers = g_ptr_array_new();

    for (guint i = 0; i < group->headers->len; i++) {
        g_ptr_array_add(headers, g_ptr_array_index(group->headers, i));
    }
    return headers;
}

GBytes *unit_headers(const UnitRequest *request, char **ret_problem)
{
    g_autoptr(GString) dropped = g_string_new(NULL);
    Round best = run_round(request, all_headers(request->group));
    GBytes *block;

    for (guint i = 0; i < MOST_ROUNDS && best.blamed->len > 0; i++) {
        if (!improve(request, &best, dropped)) {
            break;
        }
    }
    if (write_list(request, best.headers)) {
        attempt_heal(request, best.missing, &best.attempt);
    }
    *ret_problem = g_steal_pointer(&best.attempt.failure);
    block = g_steal_pointer(&best.attempt.block);
    clear_round(&best);
    return block;
}
