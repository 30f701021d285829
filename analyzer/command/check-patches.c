/*
 * States of the tree after each patch of a series.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/check.h"
#include "source/mailbox.h"
#include "source/patch.h"

#define MOST_BYTES   ((gsize)32 << 20)
#define MOST_PATCHES 1000

static GBytes *cannot_read(const char *name, const char *why, GError **error)
{
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                "'%s' cannot be read: %s", name, why);
    return NULL;
}

/* All there is, at most MOST_BYTES and one more. */
static GBytes *read_stream(FILE *stream)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[65536];
    gsize n = 1;

    while (n > 0 && text->len <= MOST_BYTES) {
        n = fread(buffer, 1, sizeof(buffer), stream);
        g_string_append_len(text, buffer, (gssize)n);
    }
    return ferror(stream) ? NULL
                          : g_string_free_to_bytes(g_steal_pointer(&text));
}

static GBytes *read_file(const char *name, GError **error)
{
    bool is_input = g_str_equal(name, "-");
    FILE *stream = is_input ? stdin : fopen(name, "re");
    GBytes *bytes;

    if (!stream) {
        return cannot_read(name, g_strerror(errno), error);
    }
    bytes = read_stream(stream);
    if (!is_input) {
        fclose(stream);
    }
    if (!bytes) {
        return cannot_read(name, g_strerror(EIO), error);
    }
    if (g_bytes_get_size(bytes) > MOST_BYTES) {
        g_bytes_unref(bytes);
        return cannot_read(name, "larger than 32 MiB", error);
    }
    return bytes;
}

/* A mail that has a diff in it. */
typedef struct Piece {
    const Mail *mail; /* borrowed */
    Patch *patch;
    char *title;
} Piece;

static void clear_piece(gpointer data)
{
    Piece *piece = data;

    patch_free(piece->patch);
    g_free(piece->title);
}

static char *title_of(const Mail *mail, guint number)
{
    g_autofree char *title = mail_title(mail);

    return *title ? g_steal_pointer(&title)
                  : g_strdup_printf("patch %u", number);
}

/* Answers and cover letters hold none; diffs that an answer quotes or
 * proposes are no part of the series. */
static bool add_piece(GArray *pieces, const Mail *mail, GError **error)
{
    g_autoptr(Patch) patch = NULL;
    Piece piece = {mail, NULL, NULL};

    if (mail->is_reply) {
        return true;
    }
    patch = patch_read(mail->text->str, mail->text->len, mail->line, error);
    if (!patch) {
        g_prefix_error(error, "\"%s\": ", mail->subject);
        return false;
    }
    if (patch->files->len) {
        piece.patch = g_steal_pointer(&patch);
        piece.title = title_of(mail, pieces->len + 1);
        g_array_append_val(pieces, piece);
    }
    return true;
}

static bool list_pieces(const GPtrArray *mails, GArray *pieces, GError **error)
{
    for (guint i = 0; i < mails->len; i++) {
        if (!add_piece(pieces, g_ptr_array_index(mails, i), error)) {
            return false;
        }
    }
    if (pieces->len == 0 || pieces->len > MOST_PATCHES) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    pieces->len ? "more than %u patches"
                                : "there is no patch in it",
                    MOST_PATCHES);
        return false;
    }
    return true;
}

static bool apply_pieces(Check *check, const GArray *pieces, GError **error)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        g_autofree char *label =
            pieces->len == 1
                ? g_strdup("the patch")
                : g_strdup_printf("patch %u/%u", i + 1, pieces->len);
        Source *tree =
            patch_apply(piece->patch, check_last(check)->source, label, error);

        if (!tree) {
            g_prefix_error(error, "%s (\"%s\"): ", label, piece->title);
            return false;
        }
        check_add_state(check, piece->title, tree);
        g_ptr_array_add(check->patch_mails, (gpointer)piece->mail);
    }
    return true;
}

bool check_add_patches(Check *check, char **files, guint n_files,
                       GError **error)
{
    GPtrArray *mails = mailbox_new();
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));

    check->mails = mails;
    check->patch_mails = g_ptr_array_new();
    g_array_set_clear_func(pieces, clear_piece);
    for (guint i = 0; i < n_files; i++) {
        g_autoptr(GBytes) bytes = read_file(files[i], error);

        if (!bytes) {
            return false;
        }
        mailbox_read(mails, bytes);
    }
    mailbox_sort(mails);
    if (!list_pieces(mails, pieces, error)) {
        g_prefix_error(error, "'%s': ", check->what);
        return false;
    }
    return apply_pieces(check, pieces, error);
}
