/*
 * C identifiers made of QAPI names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-write.h"

#include <string.h>

/* Words that C, C++ or a macro of some platform has taken, with a blank on
 * either side. */
static const char taken_words[] =
    " _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary "
    "_Noreturn _Static_assert _Thread_local and and_eq asm auto bitand "
    "bitor bool break case catch char class compl const const_cast "
    "continue default delete do double dynamic_cast else enum errno "
    "explicit extern false float for friend goto i386 if inline int "
    "linux long mips mutable namespace new not not_eq operator or or_eq "
    "private protected public register reinterpret_cast restrict return "
    "short signed sizeof sparc static static_cast struct switch template "
    "this throw true try typedef typeid typename typeof union unix "
    "unsigned using virtual void volatile wchar_t while xor xor_eq ";

static bool is_taken(const char *word)
{
    g_autofree char *padded = g_strdup_printf(" %s ", word);

    return strstr(taken_words, padded) != NULL;
}

char *qapi_c_name(const char *name, QapiProtect protect)
{
    g_autofree char *plain = g_strdup(name);

    for (char *c = plain; *c; c++) {
        if (!g_ascii_isalnum(*c)) {
            *c = '_';
        }
    }
    if (protect == QAPI_PROTECTED &&
        (g_ascii_isdigit(*plain) || is_taken(plain))) {
        return g_strconcat("q_", plain, NULL);
    }
    return g_steal_pointer(&plain);
}

/* Upper case, without the underscores in front. */
static char *finish_upper(GString *words)
{
    g_autofree char *text = g_string_free(words, FALSE);
    g_autofree char *upper = g_ascii_strup(text, -1);

    return g_strdup(upper + strspn(upper, "_"));
}

static bool is_all_upper(const char *text)
{
    bool has_upper = false;

    for (; *text; text++) {
        if (g_ascii_islower(*text)) {
            return false;
        }
        has_upper = has_upper || g_ascii_isupper(*text);
    }
    return has_upper;
}

/* As until 9.1: 'OffAutoPCIBAR' -> OFF_AUTOPCIBAR. */
static char *plain_upper(const char *name)
{
    g_autofree char *text = qapi_c_name(name, QAPI_PLAIN);
    GString *words;

    if (is_all_upper(name)) {
        return g_steal_pointer(&text);
    }
    words = g_string_new(NULL);
    for (guint i = 0; text[i]; i++) {
        if (g_ascii_isupper(text[i]) && i > 0 && text[i - 1] != '_' &&
            (g_ascii_islower(text[i + 1]) || g_ascii_isdigit(text[i - 1]))) {
            g_string_append_c(words, '_');
        }
        g_string_append_c(words, text[i]);
    }
    return finish_upper(words);
}

/* As from 9.2 on: 'OffAutoPCIBAR' -> OFF_AUTO_PCIBAR. */
static char *smart_upper(const char *name)
{
    g_autofree char *text = qapi_c_name(name, QAPI_PLAIN);
    GString *words = g_string_new(NULL);
    bool was_upper = g_ascii_isupper(*name);

    g_string_append_c(words, *text);
    for (guint i = 1; i < strlen(text); i++) {
        bool is_upper = g_ascii_isupper(name[i]);

        if (is_upper != was_upper && was_upper) {
            if (words->len > 2 && g_ascii_isalnum(words->str[words->len - 2])) {
                g_string_insert_c(words, (gssize)words->len - 1, '_');
            }
        } else if (is_upper != was_upper &&
                   g_ascii_isalnum(words->str[words->len - 1])) {
            g_string_append_c(words, '_');
        }
        g_string_append_c(words, text[i]);
        was_upper = is_upper;
    }
    return finish_upper(words);
}

static char *type_prefix(const char *type, const char *prefix,
                         QapiSpelling spelling)
{
    if (spelling == QAPI_SPELLING_SMART) {
        return prefix ? g_strdup(prefix) : smart_upper(type);
    }
    return plain_upper(prefix ? prefix : type);
}

QapiSpelling qapi_spelling(const QapiVersion *version)
{
    if (qapi_version_has(version, QAPI_CHANGE_SMART_UPPER)) {
        return QAPI_SPELLING_SMART;
    }
    if (qapi_version_has(version, QAPI_CHANGE_PLAIN_VALUE)) {
        return QAPI_SPELLING_PLAIN;
    }
    return qapi_version_has(version, QAPI_CHANGE_JOINED_CONSTANT)
               ? QAPI_SPELLING_JOINED
               : QAPI_SPELLING_APART;
}

char *qapi_constant(const char *type, const char *prefix, const char *value,
                    QapiSpelling spelling)
{
    g_autofree char *head = NULL;
    g_autofree char *tail = NULL;

    if (spelling == QAPI_SPELLING_JOINED) {
        g_autofree char *whole =
            g_strconcat(prefix ? prefix : type, "_", value, NULL);

        return plain_upper(whole);
    }
    head = type_prefix(type, prefix, spelling);
    if (spelling == QAPI_SPELLING_APART) {
        tail = plain_upper(value);
    } else {
        g_autofree char *plain = qapi_c_name(value, QAPI_PLAIN);

        tail = g_ascii_strup(plain, -1);
    }
    return g_strconcat(head, "_", tail, NULL);
}

char *qapi_c_enum_constant(const QapiSchemaEntity *enumeration,
                           const char *value, const QapiVersion *version)
{
    if (!value) {
        value =
            qapi_version_has(version, QAPI_CHANGE_DOUBLE_MAX) ? "_MAX" : "MAX";
    }
    return qapi_constant(enumeration->name, enumeration->prefix, value,
                         qapi_spelling(version));
}

const char *qapi_enum_value(const QapiSchemaEntity *enumeration, gint64 index)
{
    const QapiSchemaMember *member;

    if (index < 0 || index >= enumeration->members->len) {
        return NULL;
    }
    member = g_ptr_array_index(enumeration->members, index);
    return member->name;
}

gint64 qapi_enum_index(const QapiSchemaEntity *enumeration, const char *value)
{
    for (guint i = 0; i < enumeration->members->len; i++) {
        const QapiSchemaMember *member =
            g_ptr_array_index(enumeration->members, i);

        if (g_str_equal(member->name, value)) {
            return i;
        }
    }
    return -1;
}
