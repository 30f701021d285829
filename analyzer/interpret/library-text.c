/*
 * Functions on strings and numbers: their results depend on their arguments
 * only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/library.h"
#include "interpret/memory.h"
#include "interpret/term.h"

#include <string.h>

static const Term *number(const Call *call, gint64 value)
{
    return term_integer(call->interpreter, value);
}

static const Term *text(const Call *call, char *taken)
{
    g_autofree char *owned = taken;

    return string_new(call->interpreter, owned);
}

static bool two_strings(const Call *call, const char **ret_a,
                        const char **ret_b)
{
    *ret_a = call_string(call, 0);
    *ret_b = call_string(call, 1);
    return *ret_a && *ret_b;
}

static bool is_null(const Call *call, guint index)
{
    return term_is_null(call_argument(call, index));
}

static const Term *run_compare(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? number(call, strcmp(a, b)) : NULL;
}

/* Accepts NULL, which comes first. */
static const Term *run_compare0(const Call *call, void *user)
{
    if (is_null(call, 0) && is_null(call, 1)) {
        return number(call, 0);
    }
    if (is_null(call, 0) && call_string(call, 1)) {
        return number(call, -1);
    }
    if (is_null(call, 1) && call_string(call, 0)) {
        return number(call, 1);
    }
    return run_compare(call, user);
}

static const Term *run_compare_length(const Call *call, void *user)
{
    const char *a;
    const char *b;
    gint64 length;

    (void)user;
    if (!two_strings(call, &a, &b) || !call_integer(call, 2, &length) ||
        length < 0) {
        return NULL;
    }
    return number(call, strncmp(a, b, (gsize)length));
}

static const Term *run_compare_case(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? number(call, g_ascii_strcasecmp(a, b))
                                     : NULL;
}

static const Term *run_equal(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? number(call, g_str_equal(a, b)) : NULL;
}

static const Term *run_has_prefix(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? number(call, g_str_has_prefix(a, b))
                                     : NULL;
}

static const Term *run_has_suffix(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? number(call, g_str_has_suffix(a, b))
                                     : NULL;
}

static const Term *run_length(const Call *call, void *user)
{
    const char *a = call_string(call, 0);

    (void)user;
    return a ? number(call, (gint64)strlen(a)) : NULL;
}

/* A part of the first argument, or NULL if there is no such part. */
static const Term *part(const Call *call, const char *whole, const char *found)
{
    return found ? string_part(call->interpreter, call_argument(call, 0), whole,
                               found - whole)
                 : number(call, 0);
}

static const Term *run_find_text(const Call *call, void *user)
{
    const char *a;
    const char *b;

    (void)user;
    return two_strings(call, &a, &b) ? part(call, a, strstr(a, b)) : NULL;
}

static const Term *run_find(const Call *call, void *user)
{
    const char *a = call_string(call, 0);
    gint64 character;

    (void)user;
    return a && call_integer(call, 1, &character)
               ? part(call, a, strchr(a, (int)character))
               : NULL;
}

static const Term *run_find_last(const Call *call, void *user)
{
    const char *a = call_string(call, 0);
    gint64 character;

    (void)user;
    return a && call_integer(call, 1, &character)
               ? part(call, a, strrchr(a, (int)character))
               : NULL;
}

static const Term *run_copy(const Call *call, void *user)
{
    const char *a = call_string(call, 0);

    (void)user;
    if (is_null(call, 0)) {
        return number(call, 0);
    }
    return a ? string_new(call->interpreter, a) : call_argument(call, 0);
}

static const Term *run_copy_length(const Call *call, void *user)
{
    const char *a = call_string(call, 0);
    gint64 length;

    (void)user;
    if (!a || !call_integer(call, 1, &length) || length < 0) {
        return NULL;
    }
    return text(call, g_strndup(a, (gsize)length));
}

/* Strings up to a NULL, from an index on. */
static const Term *join(const Call *call, guint from, const char *separator)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = from; i < call->n_args && !is_null(call, i); i++) {
        const char *one = call_string(call, i);

        if (!one) {
            return NULL;
        }
        g_string_append(joined, i > from ? separator : "");
        g_string_append(joined, one);
    }
    return string_new(call->interpreter, joined->str);
}

static const Term *run_concatenate(const Call *call, void *user)
{
    (void)user;
    return join(call, 0, "");
}

static const Term *run_join(const Call *call, void *user)
{
    const char *separator = is_null(call, 0) ? "" : call_string(call, 0);

    (void)user;
    return separator ? join(call, 1, separator) : NULL;
}

static const Term *run_format(const Call *call, void *user)
{
    bool known = false;
    g_autofree char *made = call_format(call, 0, &known);

    (void)user;
    return known ? string_new(call->interpreter, made) : NULL;
}

static const Term *run_to_number(const Call *call, void *user)
{
    const char *a = call_string(call, 0);
    gint64 base = 10;

    (void)user;
    if (!a || (call->n_args > 2 &&
               (!call_integer(call, 2, &base) || !is_null(call, 1)))) {
        return NULL;
    }
    return number(call, g_ascii_strtoll(a, NULL, (guint)base));
}

static const Term *run_upper(const Call *call, void *user)
{
    gint64 character;

    (void)user;
    return call_integer(call, 0, &character)
               ? number(call, g_ascii_toupper((char)character))
               : NULL;
}

static const Term *run_lower(const Call *call, void *user)
{
    gint64 character;

    (void)user;
    return call_integer(call, 0, &character)
               ? number(call, g_ascii_tolower((char)character))
               : NULL;
}

static const Term *run_text_down(const Call *call, void *user)
{
    const char *a = call_string(call, 0);

    (void)user;
    return a ? text(call, g_ascii_strdown(a, -1)) : NULL;
}

static const Term *run_text_up(const Call *call, void *user)
{
    const char *a = call_string(call, 0);

    (void)user;
    return a ? text(call, g_ascii_strup(a, -1)) : NULL;
}

static const Term *run_first(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

static const Term *run_zero(const Call *call, void *user)
{
    (void)user;
    return number(call, 0);
}

static const Term *run_trailing_zeros(const Call *call, void *user)
{
    gint64 value;

    (void)user;
    return call_integer(call, 0, &value) && value != 0
               ? number(call, __builtin_ctzll((guint64)value))
               : NULL;
}

static const Term *run_leading_zeros64(const Call *call, void *user)
{
    gint64 value;

    (void)user;
    return call_integer(call, 0, &value) && value != 0
               ? number(call, __builtin_clzll((guint64)value))
               : NULL;
}

static const Term *run_leading_zeros32(const Call *call, void *user)
{
    gint64 value;

    (void)user;
    return call_integer(call, 0, &value) && (guint32)value != 0
               ? number(call, __builtin_clz((guint32)value))
               : NULL;
}

static const Term *run_population(const Call *call, void *user)
{
    gint64 value;

    (void)user;
    return call_integer(call, 0, &value)
               ? number(call, __builtin_popcountll((guint64)value))
               : NULL;
}

static const BuiltinEntry entries[] = {
    {"strcmp", run_compare},
    {"__builtin_strcmp", run_compare},
    {"g_strcmp0", run_compare0},
    {"strncmp", run_compare_length},
    {"strcasecmp", run_compare_case},
    {"g_ascii_strcasecmp", run_compare_case},
    {"g_str_equal", run_equal},
    {"g_str_has_prefix", run_has_prefix},
    {"g_str_has_suffix", run_has_suffix},
    {"strlen", run_length},
    {"__builtin_strlen", run_length},
    {"strstr", run_find_text},
    {"strchr", run_find},
    {"strrchr", run_find_last},
    {"g_strdup", run_copy},
    {"g_strdup_inline", run_copy},
    {"strdup", run_copy},
    {"g_intern_string", run_copy},
    {"g_intern_static_string", run_copy},
    {"g_strndup", run_copy_length},
    {"strndup", run_copy_length},
    {"g_strconcat", run_concatenate},
    {"g_strjoin", run_join},
    {"g_strdup_printf", run_format},
    {"atoi", run_to_number},
    {"strtol", run_to_number},
    {"strtoul", run_to_number},
    {"strtoll", run_to_number},
    {"strtoull", run_to_number},
    {"g_ascii_strtoll", run_to_number},
    {"g_ascii_strtoull", run_to_number},
    {"toupper", run_upper},
    {"g_ascii_toupper", run_upper},
    {"tolower", run_lower},
    {"g_ascii_tolower", run_lower},
    {"g_ascii_strdown", run_text_down},
    {"g_ascii_strup", run_text_up},
    {"__builtin_expect", run_first},
    {"__builtin_constant_p", run_zero},
    {"__builtin_ctz", run_trailing_zeros},
    {"__builtin_ctzl", run_trailing_zeros},
    {"__builtin_ctzll", run_trailing_zeros},
    {"__builtin_clz", run_leading_zeros32},
    {"__builtin_clzl", run_leading_zeros64},
    {"__builtin_clzll", run_leading_zeros64},
    {"__builtin_popcount", run_population},
    {"__builtin_popcountl", run_population},
    {"__builtin_popcountll", run_population},
};

const BuiltinEntry *library_text(guint *ret_n)
{
    *ret_n = G_N_ELEMENTS(entries);
    return entries;
}
