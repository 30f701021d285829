/*
 * A meson.build file in tokens.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-build-token.h"

#include <string.h>

static void token_clear(gpointer data)
{
    g_free(((MesonToken *)data)->text);
}

static void add(GArray *tokens, MesonKind kind, const char *text, gsize length)
{
    MesonToken token = {kind, g_strndup(text, length)};

    g_array_append_val(tokens, token);
}

/* From its first quote on; behind the last one. */
static const char *add_string(GArray *tokens, const char *at)
{
    static const char triple[] = "'''";
    const char *end;

    if (g_str_has_prefix(at, triple)) {
        at += strlen(triple);
        end = strstr(at, triple);
        end = end ? end : at + strlen(at);
        add(tokens, MESON_STRING, at, end - at);
        return *end ? end + strlen(triple) : end;
    }
    for (end = ++at; *end && *end != '\'' && *end != '\n'; end++) {
        end += *end == '\\' && end[1];
    }
    add(tokens, MESON_STRING, at, end - at);
    return *end ? end + 1 : end;
}

static const char *add_word(GArray *tokens, const char *at)
{
    const char *end = at;

    while (g_ascii_isalnum(*end) || *end == '_') {
        end++;
    }
    add(tokens, MESON_WORD, at, end - at);
    return end;
}

static const char *add_sign(GArray *tokens, const char *at)
{
    gsize length = (*at && strchr("+=!<>", *at) && at[1] == '=') ? 2 : 1;

    add(tokens, MESON_SIGN, at, length);
    return at + length;
}

GArray *meson_tokens(const char *text)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(MesonToken));
    guint depth = 0;

    g_array_set_clear_func(tokens, token_clear);
    while (*text) {
        if (*text == '#') {
            text += strcspn(text, "\n");
        } else if (*text == '\n' && depth == 0) {
            add(tokens, MESON_NEWLINE, text++, 1);
        } else if (*text == '\\' && text[1] == '\n') {
            text += 2;
        } else if (g_ascii_isspace(*text)) {
            text++;
        } else if (*text == '\'') {
            text = add_string(tokens, text);
        } else if (g_ascii_isalnum(*text) || *text == '_') {
            text = add_word(tokens, text);
        } else {
            if (strchr("([{", *text)) {
                depth++;
            } else if (strchr(")]}", *text) && depth > 0) {
                depth--;
            }
            text = add_sign(tokens, text);
        }
    }
    add(tokens, MESON_NEWLINE, "\n", 1);
    return tokens;
}
