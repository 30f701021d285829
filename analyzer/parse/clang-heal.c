/*
 * Placeholders from the texts of clang's errors.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-heal.h"

#include <string.h>

typedef enum MissingKind {
    MISSING_TYPE,
    MISSING_STRUCT,
    MISSING_VALUE,
} MissingKind;

/* The missing name is the first in quotes after the text. */
static const struct {
    const char *message;
    MissingKind kind;
} patterns[] = {
    {"unknown type name ", MISSING_TYPE},
    {"use of undeclared identifier ", MISSING_VALUE},
    {"field has incomplete type ", MISSING_STRUCT},
    {"variable has incomplete type ", MISSING_STRUCT},
    {"array has incomplete element type ", MISSING_STRUCT},
    {"tentative definition has type ", MISSING_STRUCT},
    {"invalid application of 'sizeof' to an incomplete type ", MISSING_STRUCT},
    {"offsetof of incomplete type ", MISSING_STRUCT},
};

enum {
    MOST_PLACEHOLDERS = 500
};

Placeholders *placeholders_new(void)
{
    Placeholders *placeholders = g_new0(Placeholders, 1);

    placeholders->text = g_string_new(NULL);
    placeholders->names = g_string_new(NULL);
    placeholders->known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return placeholders;
}

void placeholders_free(Placeholders *placeholders)
{
    if (!placeholders) {
        return;
    }
    g_string_free(placeholders->text, TRUE);
    g_string_free(placeholders->names, TRUE);
    g_hash_table_unref(placeholders->known);
    g_free(placeholders);
}

bool placeholders_are_empty(const Placeholders *placeholders)
{
    return placeholders->text->len == 0;
}

/* "X" from "'X'", "'const struct X'" or "'T' (aka 'struct X')"; NULL if it
 * is no plain name. */
static char *quoted_name(const char *text, const char **ret_tag)
{
    const char *aka = strstr(text, "(aka '");
    const char *start = aka ? aka + strlen("(aka '") : text + 1;
    const char *end = strchr(start, '\'');
    static const char *const words[] = {"const ", "volatile ", "struct ",
                                        "union "};
    gsize length;

    *ret_tag = "";
    if ((!aka && *text != '\'') || !end) {
        return NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_prefix(start, words[i])) {
            start += strlen(words[i]);
            *ret_tag = i >= 2 ? words[i] : "";
        }
    }
    length =
        strspn(start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                      "0123456789_");
    /* An array without length says nothing about its element type. */
    if (length == 0 || start + length != end) {
        return NULL;
    }
    return g_strndup(start, length);
}

static void declare(Placeholders *placeholders, MissingKind kind,
                    const char *tag, const char *name)
{
    switch (kind) {
    case MISSING_TYPE:
        g_string_append_printf(placeholders->text,
                               "typedef struct { char opaque[8]; } %s;\n",
                               name);
        break;
    case MISSING_STRUCT:
        g_string_append_printf(placeholders->text,
                               "%s%s { char opaque[8]; };\n", tag, name);
        break;
    case MISSING_VALUE:
        g_string_append_printf(placeholders->text, "enum { %s };\n", name);
        break;
    }
    g_string_append_printf(placeholders->names, "%s%s",
                           placeholders->names->len ? ", " : "", name);
}

void placeholders_add(Placeholders *placeholders, const char *message,
                      bool in_function)
{
    for (guint i = 0; i < G_N_ELEMENTS(patterns); i++) {
        const char *tag = "";
        g_autofree char *name = NULL;

        if (!g_str_has_prefix(message, patterns[i].message)) {
            continue;
        }
        name = quoted_name(message + strlen(patterns[i].message), &tag);
        if (!name || (patterns[i].kind == MISSING_STRUCT && !*tag) ||
            (patterns[i].kind == MISSING_VALUE && in_function) ||
            g_hash_table_size(placeholders->known) >= MOST_PLACEHOLDERS ||
            !g_hash_table_add(placeholders->known, g_strdup(name))) {
            return;
        }
        declare(placeholders, patterns[i].kind, tag, name);
        return;
    }
}
