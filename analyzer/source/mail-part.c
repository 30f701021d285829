/*
 * A mail's header and body.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/mail-part.h"

#include <stdbool.h>
#include <string.h>

#include "source/mail-text.h"

/* Parts within parts. */
#define MOST_DEPTH 4
/* Of a header; the rest is cut. */
#define MOST_HEADER 2000

typedef struct Part {
    MailHeader header;
    char *type;     /* of Content-Type, as it stands there */
    char *encoding; /* of Content-Transfer-Encoding */
    const char *body;
    const char *end;
} Part;

void mail_header_clear(MailHeader *header)
{
    g_free(header->subject);
    g_free(header->from);
    g_free(header->message_id);
    *header = (MailHeader){NULL};
}

static void part_clear(Part *part)
{
    mail_header_clear(&part->header);
    g_free(part->type);
    g_free(part->encoding);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Part, part_clear)

static const char *end_of_line(const char *at, const char *end)
{
    const char *found = memchr(at, '\n', (gsize)(end - at));

    return found ? found : end;
}

/* What stands behind "Name:", its further lines joined; NULL if the line is
 * another header. */
static char *header_value(const char *line, const char *end, const char *name)
{
    gsize length = strlen(name);
    GString *value;

    if ((gsize)(end - line) <= length || line[length] != ':' ||
        g_ascii_strncasecmp(line, name, length) != 0) {
        return NULL;
    }
    value = g_string_new_len(line + length + 1, end_of_line(line, end) - line -
                                                    (gssize)length - 1);
    for (line = end_of_line(line, end);
         line + 1 < end && (line[1] == ' ' || line[1] == '\t');
         line = end_of_line(line + 1, end)) {
        const char *more = line + 1;

        g_string_append_len(value, more, end_of_line(more, end) - more);
    }
    g_string_truncate(value, MIN(value->len, MOST_HEADER));
    /* Ends at the first NUL, if any. */
    return g_strstrip(g_string_free(value, FALSE));
}

static void take_header(Part *part, const char *line, const char *end)
{
    const struct {
        const char *name;
        char **value;
    } wanted[] = {
        {"Subject", &part->header.subject},
        {"From", &part->header.from},
        {"Message-Id", &part->header.message_id},
        {"Content-Type", &part->type},
        {"Content-Transfer-Encoding", &part->encoding},
    };

    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        if (!*wanted[i].value) {
            *wanted[i].value = header_value(line, end, wanted[i].name);
        }
    }
}

/* The header ends at the first empty line. */
static void read_header(Part *part, const char *text, gsize length)
{
    const char *end = text + length;
    const char *at = text;

    while (at < end && *at != '\n') {
        take_header(part, at, end);
        at = end_of_line(at, end);
        at = at < end ? at + 1 : end;
    }
    part->body = at < end ? at + 1 : end;
    part->end = end;
}

/* "xyz" of `multipart/mixed; boundary="xyz"`; NULL. */
static char *boundary_of(const Part *part)
{
    g_autofree char *lower =
        part->type ? g_ascii_strdown(part->type, -1) : NULL;
    const char *key = lower ? strstr(lower, "boundary=") : NULL;
    const char *value;

    if (!key || !g_str_has_prefix(lower, "multipart/")) {
        return NULL;
    }
    value = part->type + (key - lower) + strlen("boundary=");
    if (*value == '"') {
        return g_strndup(value + 1, strcspn(value + 1, "\""));
    }
    return g_strndup(value, strcspn(value, "; \t"));
}

static bool is_text(const Part *part)
{
    return !part->type || g_ascii_strncasecmp(part->type, "text/", 5) == 0 ||
           g_ascii_strncasecmp(part->type, "application/x-patch", 19) == 0 ||
           g_ascii_strncasecmp(part->type, "application/x-diff", 18) == 0;
}

static GString *decode(const Part *part)
{
    gsize length = (gsize)(part->end - part->body);
    const char *encoding = part->encoding ? part->encoding : "";
    GString *text;

    if (g_ascii_strcasecmp(encoding, "quoted-printable") == 0) {
        text = mail_decode_quoted_printable(part->body, length);
    } else if (g_ascii_strcasecmp(encoding, "base64") == 0) {
        text = mail_decode_base64(part->body, length);
    } else {
        text = g_string_new_len(part->body, (gssize)length);
    }
    /* Encoded as text, with the line ends of mails: the patch's own headers
     * never have any. */
    if (g_strstr_len(text->str, (gssize)text->len, "\r\n--- ") ||
        g_strstr_len(text->str, (gssize)text->len, "\r\ndiff ")) {
        mail_strip_returns(text);
    }
    return text;
}

static void add_text(GString *out, const Part *part, guint depth);

static void add_parts(GString *out, const Part *part, const char *boundary,
                      guint depth)
{
    g_autofree char *mark = g_strconcat("--", boundary, NULL);
    gsize length = strlen(mark);
    const char *begin = NULL;
    const char *at = part->body;

    while (at < part->end) {
        const char *end = end_of_line(at, part->end);

        if ((gsize)(end - at) >= length && memcmp(at, mark, length) == 0) {
            if (begin) {
                g_auto(Part) inner = {.type = NULL};

                read_header(&inner, begin, (gsize)(at - begin));
                add_text(out, &inner, depth + 1);
            }
            begin = end < part->end ? end + 1 : end;
        }
        at = end < part->end ? end + 1 : end;
    }
}

static void add_text(GString *out, const Part *part, guint depth)
{
    g_autofree char *boundary = boundary_of(part);

    if (boundary && *boundary && depth < MOST_DEPTH) {
        add_parts(out, part, boundary, depth);
    } else if (is_text(part)) {
        g_autoptr(GString) text = decode(part);

        g_string_append_len(out, text->str, (gssize)text->len);
    }
}

GString *mail_body(const char *mail, gsize length, MailHeader *ret_header)
{
    GString *text = g_string_new(NULL);
    g_auto(Part) part = {.type = NULL};

    read_header(&part, mail, length);
    add_text(text, &part, 0);
    *ret_header = part.header;
    part.header = (MailHeader){NULL};
    return text;
}
