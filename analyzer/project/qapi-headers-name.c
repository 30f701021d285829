/*
 * C names of QAPI entities, by the rules of scripts/qapi/common.py.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-headers.h"

#include <string.h>

/* Words that C, C++ or the compiler's own macros claim: they get a "q_". */
static const char *const claimed[] = {
    "asm",      "auto",     "bool",    "break",     "case",     "catch",
    "char",     "class",    "const",   "continue",  "default",  "delete",
    "do",       "double",   "else",    "enum",      "errno",    "explicit",
    "export",   "extern",   "false",   "float",     "for",      "friend",
    "goto",     "i386",     "if",      "inline",    "int",      "linux",
    "long",     "mips",     "mutable", "namespace", "new",      "not",
    "operator", "or",       "private", "protected", "public",   "register",
    "restrict", "return",   "short",   "signed",    "sizeof",   "sparc",
    "static",   "struct",   "switch",  "template",  "this",     "throw",
    "true",     "try",      "typedef", "typeid",    "typename", "union",
    "unix",     "unsigned", "using",   "virtual",   "void",     "volatile",
    "wchar_t",  "while",    "xor",     "and",
};

static char *plain_name(const char *name)
{
    char *c_name = g_strdup(name);

    for (char *at = c_name; *at; at++) {
        if (!g_ascii_isalnum(*at)) {
            *at = '_';
        }
    }
    return c_name;
}

char *qapi_identifier(const char *name)
{
    g_autofree char *plain = plain_name(name);

    for (guint i = 0; i < G_N_ELEMENTS(claimed); i++) {
        if (g_str_equal(plain, claimed[i])) {
            return g_strconcat("q_", plain, NULL);
        }
    }
    if (g_ascii_isdigit(*plain)) {
        return g_strconcat("q_", plain, NULL);
    }
    return g_steal_pointer(&plain);
}

static bool is_all_upper(const char *name)
{
    bool has_upper = false;

    for (; *name; name++) {
        if (g_ascii_islower(*name)) {
            return false;
        }
        has_upper = has_upper || g_ascii_isupper(*name);
    }
    return has_upper;
}

/* Until 9.1: an '_' before an upper-case letter that a lower-case one follows
 * or a digit precedes. */
static char *upper_until_9_1(const char *name)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; name[i]; i++) {
        if (i > 0 && g_ascii_isupper(name[i]) && name[i - 1] != '_' &&
            (g_ascii_islower(name[i + 1]) ||
             (name[i + 1] && g_ascii_isdigit(name[i - 1])))) {
            g_string_append_c(out, '_');
        }
        g_string_append_c(out, g_ascii_toupper(name[i]));
    }
    return g_string_free(out, FALSE);
}

/* Since 9.2: an '_' wherever the case changes, before the last letter of a run
 * of upper-case ones. */
static char *upper_since_9_2(const char *name)
{
    GString *out = g_string_new(NULL);
    bool upper = g_ascii_isupper(*name);

    g_string_append_c(out, *name);
    for (const char *at = name + 1; *at; at++) {
        bool now = g_ascii_isupper(*at);

        if (now != upper && upper) {
            if (out->len > 2 && g_ascii_isalnum(out->str[out->len - 2])) {
                g_string_insert_c(out, (gssize)out->len - 1, '_');
            }
        } else if (now != upper && g_ascii_isalnum(out->str[out->len - 1])) {
            g_string_append_c(out, '_');
        }
        g_string_append_c(out, *at);
        upper = now;
    }
    g_string_ascii_up(out);
    return g_string_free(out, FALSE);
}

char *qapi_constant_prefix(const char *name, bool since_9_2)
{
    g_autofree char *plain = plain_name(name);

    if (!*plain) {
        return g_strdup("");
    }
    if (since_9_2) {
        return upper_since_9_2(plain);
    }
    return is_all_upper(plain) ? g_strdup(plain) : upper_until_9_1(plain);
}
