/*
 * qapi-types-write.h: the parts of the synthesised QAPI headers; for the
 * qapi-types files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qapi-types-dialect.h"

/* How constants of enumerations are spelled. */
typedef enum QapiSpelling {
    QAPI_SPELLING_APART,  /* until 2.3: type and value, each by words */
    QAPI_SPELLING_JOINED, /* until 2.5: by words of the whole */
    QAPI_SPELLING_PLAIN,  /* until 9.1: the type by words */
    QAPI_SPELLING_SMART,  /* from 9.2 on: by better words */
} QapiSpelling;

QapiSpelling qapi_spelling(const QapiVersion *version);
/* `prefix` may be NULL. */
char *qapi_constant(const char *type, const char *prefix, const char *value,
                    QapiSpelling spelling);

typedef struct QapiWriter {
    const QapiSchema *schema;
    const QapiVersion *version;
    GHashTable *constants; /* names of all constants of the schema's enums */
    GHashTable *written;   /* constants and structs that stand somewhere */
} QapiWriter;

/* A header under construction: what others need first, then the rest. */
typedef struct QapiHeader {
    GString *head;
    GString *body;
} QapiHeader;

/* How a value of a type is held. */
typedef enum QapiUse {
    QAPI_USE_MEMBER,    /* char *x; X *x */
    QAPI_USE_PARAMETER, /* const char *x; X *x */
    QAPI_USE_UNBOXED,   /* X x */
} QapiUse;

bool qapi_has(const QapiWriter *writer, QapiChange change);
/* Everything before the declared name: "int64_t " or "X *". */
char *qapi_c_type(const QapiWriter *writer, const char *type, QapiUse use);
bool qapi_needs_flag(const QapiWriter *writer, const QapiSchemaMember *member);
/* Is it the one that its name means? Not so for a second definition. */
bool qapi_is_first(const QapiWriter *writer, const QapiSchemaEntity *entity);
/* The name of a union's or alternate's own enumeration of branches, NULL if
 * it has none. */
char *qapi_branch_enum(const QapiWriter *writer,
                       const QapiSchemaEntity *entity);

/* `values`: QapiSchemaMember; the constants count from 0. */
void qapi_write_enum(QapiWriter *writer, GString *text, const char *name,
                     const char *prefix, const GPtrArray *values);
/* Members of the base, of its base, ... and the entity's own, with their
 * flags. */
typedef void (*QapiMemberVisitor)(const QapiSchemaMember *member, void *user);
void qapi_each_member(const QapiWriter *writer, const QapiSchemaEntity *entity,
                      QapiMemberVisitor visit, void *user);

void qapi_write_type(QapiWriter *writer, QapiHeader *header,
                     const QapiSchemaEntity *entity);
void qapi_write_list(QapiWriter *writer, QapiHeader *header, const char *name);
void qapi_write_builtin_types(QapiWriter *writer, QapiHeader *header);

void qapi_write_visit(const QapiWriter *writer, GString *text,
                      const QapiSchemaEntity *entity);
void qapi_write_builtin_visit(const QapiWriter *writer, GString *text);
void qapi_write_command(const QapiWriter *writer, GString *text,
                        const QapiSchemaEntity *command);
void qapi_write_event(const QapiWriter *writer, GString *text,
                      const QapiSchemaEntity *event);
/* The enumeration of events, and qapi_event_emit. */
void qapi_write_event_enum(QapiWriter *writer, GString *text);
void qapi_write_features(const QapiWriter *writer, GString *text);

/* The name of the built-in type at an index, NULL behind the last. */
const char *qapi_builtin_type(const QapiWriter *writer, guint index);
