/*
 * qapi-value.h: the JSON dialect that QAPI schemas are written in.
 *
 * Strings have single quotes, comments start with '#' and end with the line.
 * Expressions follow each other; each is an object.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum QapiValueKind {
    QAPI_VALUE_NULL,
    QAPI_VALUE_BOOLEAN,
    QAPI_VALUE_STRING,
    QAPI_VALUE_LIST,
    QAPI_VALUE_OBJECT,
} QapiValueKind;

/* A value owns what is in it. */
typedef struct QapiValue {
    QapiValueKind kind;
    bool boolean;
    char *string;
    GPtrArray *items; /* QapiValue *: of a list; values of an object */
    GPtrArray *keys;  /* char *: of an object, in the order of the file */
    guint line;
} QapiValue;

void qapi_value_free(QapiValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QapiValue, qapi_value_free)

/* The value of an object's key; NULL if it has none, or is no object. */
const QapiValue *qapi_value_get(const QapiValue *object, const char *key);
/* The string; NULL if it is none. */
const char *qapi_value_string(const QapiValue *value);

/* Where we are in a file. */
typedef struct QapiText {
    const char *at;
    guint line;
} QapiText;

/*
 * The next expression; NULL at the end of the file. NULL with an error in
 * `ret_problem` (newly allocated) if it cannot be read: `text` is then at the
 * start of the next line that begins with '{'.
 */
QapiValue *qapi_value_next(QapiText *text, char **ret_problem,
                           guint *ret_problem_line);
