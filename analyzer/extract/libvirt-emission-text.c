/*
 * Strings that are printed, and libvirt's virBuffer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

void lv_text_add(LvRun *run, LvTag *tag, LvPiece piece)
{
    if (tag && tag->pieces && (!piece.text || *piece.text || piece.is_reset)) {
        piece.text = lv_intern(run, piece.text);
        g_array_append_val(tag->pieces, piece);
    }
}

static LvPiece piece_at(LvRun *run, const Call *call)
{
    return (LvPiece){.guards = lv_guards(run), .place = lv_place(call)};
}

static void add_fixed(LvRun *run, LvTag *tag, LvPiece piece, const char *text,
                      gsize length)
{
    g_autofree char *part = g_strndup(text, length);

    piece.text = part;
    lv_text_add(run, tag, piece);
}

/* The letter of the conversion that starts behind the '%' at `text`;
 * `ret_stars` counts the arguments for width and precision. */
static const char *conversion_end(const char *text, guint *ret_stars)
{
    *ret_stars = 0;
    while (*text && strchr("-+ #0123456789.*'hlLqjzt", *text)) {
        *ret_stars += *text == '*';
        text++;
    }
    return text;
}

void lv_text_add_format(LvRun *run, LvTag *tag, const Call *call, guint format)
{
    const char *text = call_string(call, format);
    guint arg = format + 1;
    LvPiece piece = piece_at(run, call);

    if (!text) {
        piece.spec = "%s";
        piece.term = call_argument(call, format);
        lv_text_add(run, tag, piece);
        return;
    }
    while (*text) {
        gsize length = strcspn(text, "%");
        LvPiece hole = piece;
        const char *end;
        guint stars;

        if (length > 0) {
            add_fixed(run, tag, piece, text, length);
        }
        text += length;
        if (!*text) {
            break;
        }
        end = conversion_end(text + 1, &stars);
        if (*end == '%') {
            add_fixed(run, tag, piece, "%", 1);
        } else if (*end) {
            g_autofree char *spec = g_strndup(text, (gsize)(end + 1 - text));

            hole.spec = lv_intern(run, spec);
            hole.term = call_argument(call, arg + stars);
            lv_text_add(run, tag, hole);
            arg += stars + 1;
        }
        text = *end ? end + 1 : end;
    }
}

static LvTag *buffer_of(LvRun *run, const Call *call, guint index)
{
    return lv_tag_make(run, call_argument(call, index), LV_TEXT);
}

static const Term *done(const Call *call)
{
    return term_integer(call->interpreter, 0);
}

/* virBufferAdd(buffer, text, length); also of what escapes the text */
static void add_argument(LvRun *run, LvTag *tag, const Call *call, guint index)
{
    const char *text = call_string(call, index);
    LvPiece piece = piece_at(run, call);

    if (text) {
        add_fixed(run, tag, piece, text, strlen(text));
        return;
    }
    piece.spec = "%s";
    piece.term = call_argument(call, index);
    lv_text_add(run, tag, piece);
}

static const Term *run_add(const Call *call, void *user)
{
    const char *text = call_string(call, 1);
    gint64 length = -1;

    if (text && call->n_args > 2 && call_integer(call, 2, &length) &&
        length >= 0 && length < (gint64)strlen(text)) {
        add_fixed(user, buffer_of(user, call, 0), piece_at(user, call), text,
                  (gsize)length);
    } else {
        add_argument(user, buffer_of(user, call, 0), call, 1);
    }
    return done(call);
}

static const Term *run_add_char(const Call *call, void *user)
{
    gint64 number = 0;
    char text[2] = {0};
    LvPiece piece = piece_at(user, call);

    if (call_integer(call, 1, &number)) {
        text[0] = (char)number;
        piece.text = text;
    } else {
        piece.spec = "%c";
        piece.term = call_argument(call, 1);
    }
    lv_text_add(user, buffer_of(user, call, 0), piece);
    return done(call);
}

static const Term *run_print(const Call *call, void *user)
{
    lv_text_add_format(user, buffer_of(user, call, 0), call, 1);
    return done(call);
}

static bool is_null(const Call *call, guint index)
{
    return term_is_null(call_argument(call, index));
}

/* virBufferEscapeString(buffer, format, text): nothing for NULL */
static const Term *run_escape_string(const Call *call, void *user)
{
    if (!is_null(call, 2)) {
        lv_text_add_format(user, buffer_of(user, call, 0), call, 1);
    }
    return done(call);
}

/* virBufferEscape(buffer, escape, which, format, text) */
static const Term *run_escape(const Call *call, void *user)
{
    if (!is_null(call, 4)) {
        lv_text_add_format(user, buffer_of(user, call, 0), call, 3);
    }
    return done(call);
}

static const Term *run_concatenate_to(const Call *call, void *user)
{
    for (guint i = 1; i < call->n_args && !is_null(call, i); i++) {
        add_argument(user, buffer_of(user, call, 0), call, i);
    }
    return done(call);
}

/* The separator is taken off once all of the text is known. */
static void add_trim(LvRun *run, LvTag *tag, const Call *call)
{
    LvPiece piece = piece_at(run, call);

    piece.text = call_string(call, 1);
    piece.is_trim = true;
    if (piece.text) {
        lv_text_add(run, tag, piece);
    }
}

static bool is_plain_list(const LvTag *tag)
{
    for (guint i = 0; i < tag->pieces->len; i++) {
        const char *text = g_array_index(tag->pieces, LvPiece, i).text;

        if (text && strpbrk(text, ",=")) {
            return false;
        }
    }
    return tag->pieces->len > 0;
}

/*
 * virBufferTrim(buffer, separator): the end has one too much, as a loop wrote
 * one behind each member. The loop ran once here, so the text has one member;
 * in truth it can have any number of them.
 */
static const Term *run_trim(const Call *call, void *user)
{
    LvTag *tag = buffer_of(user, call, 0);
    LvPiece piece = piece_at(user, call);

    if (tag && is_plain_list(tag)) {
        piece.guards = g_array_index(tag->pieces, LvPiece, 0).guards;
        piece.spec = "%s";
        piece.term = term_unknown(call->interpreter, "a list");
        g_array_set_size(tag->pieces, 0);
        lv_text_add(user, tag, piece);
    } else {
        add_trim(user, tag, call);
    }
    return done(call);
}

static const Term *run_nothing(const Call *call, void *user)
{
    (void)user;
    return done(call);
}

static const Term *run_add_buffer(const Call *call, void *user)
{
    LvTag *from = buffer_of(user, call, 1);
    LvTag *to = buffer_of(user, call, 0);
    LvGuards guards = lv_guards(user);
    guint n = from ? from->pieces->len : 0;

    for (guint i = 0; to && to != from && i < n; i++) {
        LvPiece piece = g_array_index(from->pieces, LvPiece, i);

        if (!lv_conflict(piece.guards, guards)) {
            piece.guards = lv_join(user, guards, piece.guards);
            g_array_append_val(to->pieces, piece);
        }
    }
    return done(call);
}

/* What the buffer holds now. Only a reset that surely happened counts: one on
 * the way to an error did not. */
void lv_text_content(LvRun *run, const LvTag *buffer, LvTag *to)
{
    LvGuards guards = lv_guards(run);

    for (guint i = 0; buffer && i < buffer->pieces->len; i++) {
        const LvPiece *piece = &g_array_index(buffer->pieces, LvPiece, i);

        if (lv_conflict(piece->guards, guards)) {
            continue;
        }
        if (!piece->is_reset) {
            g_array_append_val(to->pieces, *piece);
        } else if (lv_beside(run, guards, piece->guards).n == 0) {
            g_array_set_size(to->pieces, 0);
        }
    }
}

/* A string with it. */
static const Term *content(const Call *call, LvRun *run)
{
    LvTag *tag;
    const Term *text = lv_new(run, "content of a buffer", LV_TEXT, &tag);

    lv_text_content(run, buffer_of(run, call, 0), tag);
    return text;
}

static void reset(const Call *call, LvRun *run)
{
    LvTag *buffer = buffer_of(run, call, 0);
    LvPiece piece = piece_at(run, call);

    piece.is_reset = true;
    piece.text = "";
    if (buffer && buffer->pieces->len > 0) {
        lv_text_add(run, buffer, piece);
    }
}

static const Term *run_content(const Call *call, void *user)
{
    return content(call, user);
}

static const Term *run_content_reset(const Call *call, void *user)
{
    const Term *text = content(call, user);

    reset(call, user);
    return text;
}

static const Term *run_reset(const Call *call, void *user)
{
    reset(call, user);
    return done(call);
}

static const Term *printed(const Call *call, LvRun *run, guint format)
{
    bool known = false;
    g_autofree char *text = call_format(call, format, &known);
    LvTag *tag;
    const Term *made;

    if (text && known) {
        return term_string(call->interpreter, text);
    }
    made = lv_new(run, text ? text : "a printed text", LV_TEXT, &tag);
    lv_text_add_format(run, tag, call, format);
    return made;
}

static const Term *run_printed(const Call *call, void *user)
{
    return printed(call, user, 0);
}

/* virAsprintf and its kin: the format is the argument behind the first that
 * is an address of a string. */
static const Term *run_print_to(const Call *call, void *user)
{
    guint index = 0;

    while (index + 1 < call->n_args &&
           call_argument(call, index)->kind != TERM_POINTER) {
        index++;
    }
    interpreter_write_at(call->interpreter, call_argument(call, index),
                         printed(call, user, index + 1));
    return term_integer(call->interpreter, 1);
}

/* virStrdup(&to, from, ...) */
static const Term *run_duplicate_to(const Call *call, void *user)
{
    (void)user;
    interpreter_write_at(call->interpreter, call_argument(call, 0),
                         call_argument(call, 1));
    return term_integer(call->interpreter, 1);
}

static const Term *run_same(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

static const Term *run_concatenated(const Call *call, void *user)
{
    LvTag *tag;
    const Term *made = lv_new(user, "a joined text", LV_TEXT, &tag);

    for (guint i = 0; i < call->n_args && !is_null(call, i); i++) {
        add_argument(user, tag, call, i);
    }
    return made;
}

const BuiltinEntry lv_text_builtins[] = {
    {"virBufferAdd", run_add},
    {"virBufferAddStr", run_add},
    {"virBufferAddChar", run_add_char},
    {"virBufferAsprintf", run_print},
    {"virBufferEscapeString", run_escape_string},
    {"virBufferEscapeSexpr", run_escape_string},
    {"virBufferEscape", run_escape},
    {"virBufferEscapeShell", run_add},
    {"virBufferURIEncodeString", run_add},
    {"virQEMUBuildBufferEscapeComma", run_add},
    {"virBufferStrcat", run_concatenate_to},
    {"virBufferTrim*", run_trim},
    {"virBufferAddBuffer", run_add_buffer},
    {"virBufferCheckError*", run_nothing},
    {"virBufferError", run_nothing},
    {"virBufferContentAndReset", run_content_reset},
    {"virBufferCurrentContent", run_content},
    {"virBufferFreeAndReset", run_reset},
    {"g_strdup_printf", run_printed},
    {"virAsprintf*", run_print_to},
    {"virStrdup", run_duplicate_to},
    {"virStrndup", run_duplicate_to},
    {"g_strdup", run_same},
    {"g_strndup", run_same},
    {"g_strconcat", run_concatenated},
};
const guint n_lv_text_builtins = G_N_ELEMENTS(lv_text_builtins);
