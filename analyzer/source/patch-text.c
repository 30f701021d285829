/*
 * The hunks of a patch applied to the text of a file.
 *
 * A hunk may have moved, as git apply allows: the nearest place counts where
 * all of its lines stand. One without context below is at the file's end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/patch-text.h"

#include <string.h>

/* Lines that are looked at in search of the places of one file's hunks. */
#define MOST_LOOKS 50000000

/* With its end, if it has one. */
typedef struct Line {
    const char *text;
    gsize length;
} Line;

typedef struct Edit {
    const PatchedFile *file;
    const char *path;
    GArray *lines; /* Line: the text as it was */
    guint done;    /* of them, how many are written */
    GString *out;
    guint looks;
} Edit;

static GArray *split(GBytes *bytes)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    gsize size;
    const char *at = g_bytes_get_data(bytes, &size);
    const char *end = at + size;

    while (at < end) {
        const char *found = memchr(at, '\n', (gsize)(end - at));
        const Line line = {at, (gsize)((found ? found + 1 : end) - at)};

        g_array_append_val(lines, line);
        at += line.length;
    }
    return lines;
}

static bool is_same(const Line *line, const PatchLine *wanted)
{
    return line->length == wanted->length &&
           memcmp(line->text, wanted->text, line->length) == 0;
}

/* The first old line of the hunk that does not stand there; NULL if all do.
 * *ret_line is its place, counted from 0. */
static const PatchLine *find_misfit(Edit *edit, const PatchHunk *hunk, guint at,
                                    guint *ret_line)
{
    for (guint i = 0; i < hunk->lines->len; i++) {
        const PatchLine *wanted = &g_array_index(hunk->lines, PatchLine, i);

        if (wanted->mark == '+') {
            continue;
        }
        edit->looks++;
        if (at >= edit->lines->len ||
            !is_same(&g_array_index(edit->lines, Line, at), wanted)) {
            *ret_line = at;
            return wanted;
        }
        at++;
    }
    return NULL;
}

static bool fits(Edit *edit, const PatchHunk *hunk, guint at)
{
    guint line;

    return at >= edit->done && (guint64)at + hunk->n_old <= edit->lines->len &&
           !find_misfit(edit, hunk, at, &line);
}

static guint context_at_end(const PatchHunk *hunk)
{
    guint n = 0;

    while (
        n < hunk->lines->len &&
        g_array_index(hunk->lines, PatchLine, hunk->lines->len - 1 - n).mark ==
            ' ') {
        n++;
    }
    return n;
}

/* Where the head of the hunk says it is, moved as the hunks before were. */
static guint expected_place(const Edit *edit, const PatchHunk *hunk, int moved)
{
    gint64 at = (gint64)hunk->old_start - (hunk->n_old > 0) + moved;

    return (guint)CLAMP(at, edit->done, edit->lines->len);
}

/* False if there is no place. */
static bool find_place(Edit *edit, const PatchHunk *hunk, guint expected,
                       guint *ret_place)
{
    guint n_lines = edit->lines->len;
    bool is_at_end = context_at_end(hunk) == 0;
    bool has_context =
        hunk->lines->len &&
        (!is_at_end || g_array_index(hunk->lines, PatchLine, 0).mark == ' ');

    if (fits(edit, hunk, expected)) {
        *ret_place = expected;
        return true;
    }
    for (guint i = 1; has_context && i <= n_lines; i++) {
        const gint64 places[] = {(gint64)expected + i, (gint64)expected - i};

        for (guint j = 0; j < G_N_ELEMENTS(places); j++) {
            gint64 at = places[j];

            if (at >= 0 && at <= n_lines && edit->looks < MOST_LOOKS &&
                (!is_at_end || at + hunk->n_old == n_lines) &&
                fits(edit, hunk, (guint)at)) {
                *ret_place = (guint)at;
                return true;
            }
        }
    }
    return false;
}

/* For a message: without its end, not too long. Newly allocated. */
static char *shown(const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, MIN(length, 200));
    g_autofree char *valid = NULL;

    copy[strcspn(copy, "\n")] = '\0';
    valid = g_utf8_make_valid(copy, -1);
    if (g_utf8_strlen(valid, -1) > 60) {
        *g_utf8_offset_to_pointer(valid, 60) = '\0';
    }
    return g_steal_pointer(&valid);
}

static void set_misfit(Edit *edit, const PatchHunk *hunk, guint number,
                       guint expected, GError **error)
{
    guint place = expected;
    const PatchLine *wanted = find_misfit(edit, hunk, expected, &place);
    g_autofree char *expectation =
        wanted ? shown(wanted->text, wanted->length) : g_strdup("");
    g_autofree char *found = NULL;

    if (wanted && place < edit->lines->len) {
        const Line *line = &g_array_index(edit->lines, Line, place);
        g_autofree char *text = shown(line->text, line->length);

        found = g_strdup_printf("is '%s'", text);
    } else {
        found = g_strdup("is behind the end of the file");
    }
    g_set_error(error, PATCH_ERROR, PATCH_ERROR_DOES_NOT_APPLY,
                "'%s': hunk %u (@@ -%u,%u) does not apply: line %u %s, the "
                "patch expects '%s'",
                edit->path, number, hunk->old_start, hunk->n_old, place + 1,
                found, expectation);
}

static void write_old(Edit *edit, guint until)
{
    for (; edit->done < until; edit->done++) {
        const Line *line = &g_array_index(edit->lines, Line, edit->done);

        g_string_append_len(edit->out, line->text, (gssize)line->length);
    }
}

static void write_hunk(Edit *edit, const PatchHunk *hunk, guint place)
{
    write_old(edit, place);
    for (guint i = 0; i < hunk->lines->len; i++) {
        const PatchLine *line = &g_array_index(hunk->lines, PatchLine, i);

        if (line->mark != '-') {
            g_string_append_len(edit->out, line->text, (gssize)line->length);
        }
        edit->done += line->mark != '+';
    }
}

static bool apply_hunks(Edit *edit, GError **error)
{
    int moved = 0;

    for (guint i = 0; i < edit->file->hunks->len; i++) {
        const PatchHunk *hunk = g_ptr_array_index(edit->file->hunks, i);
        guint expected = expected_place(edit, hunk, moved);
        guint place;

        if (!find_place(edit, hunk, expected, &place)) {
            set_misfit(edit, hunk, i + 1, expected, error);
            return false;
        }
        moved += (int)place - (int)expected;
        write_hunk(edit, hunk, place);
    }
    write_old(edit, edit->lines->len);
    return true;
}

GBytes *patch_text(const PatchedFile *file, const char *path, GBytes *before,
                   GError **error)
{
    g_autoptr(GArray) lines = NULL;
    g_autoptr(GString) out = NULL;
    Edit edit = {.file = file, .path = path};

    if (file->hunks->len == 0) {
        return g_bytes_ref(before);
    }
    lines = split(before);
    out = g_string_new(NULL);
    edit.lines = lines;
    edit.out = out;
    if (!apply_hunks(&edit, error)) {
        return NULL;
    }
    if (file->action == PATCH_DELETE && out->len > 0) {
        g_set_error(error, PATCH_ERROR, PATCH_ERROR_DOES_NOT_APPLY,
                    "'%s': the patch deletes it, and leaves lines in it", path);
        return NULL;
    }
    return g_string_free_to_bytes(g_steal_pointer(&out));
}
