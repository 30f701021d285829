/*
 * qapi-expression.h: one expression of a QAPI schema becomes an entity; for
 * this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/schema.h"
#include "parse/qapi-value.h"

/* Where the expression stands. */
typedef struct QapiPlace {
    QapiSchema *schema;
    const char *file;
    const char *module;
} QapiPlace;

/* Adds the entity, and a problem for whatever in it is not understood. */
void qapi_expression_read(const QapiPlace *place, const QapiValue *expression);

G_GNUC_PRINTF(3, 4)
void qapi_complain(const QapiPlace *place, guint line, const char *format, ...);

/* An 'if' as C-like text; NULL if it is no condition. */
char *qapi_condition_text(const QapiValue *condition);

/* Adds a problem for each reference to a type that the schema does not
 * define, and for each type that is its own base. */
void qapi_check_references(QapiSchema *schema);
