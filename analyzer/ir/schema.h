/*
 * schema.h: a QAPI schema as written: what parse/qapi.c reads and the QAPI
 * extractor and the synthesised headers use.
 *
 * Entities are in the order of the schema's files. Strings belong to the
 * schema. `when` is the 'if' condition as text ("CONFIG_X && !CONFIG_Y"),
 * NULL if there is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"

#include <glib.h>
#include <stdbool.h>

typedef enum QapiKind {
    QAPI_ENUM,
    QAPI_STRUCT,
    QAPI_UNION,
    QAPI_ALTERNATE,
    QAPI_COMMAND,
    QAPI_EVENT,
} QapiKind;

typedef struct QapiSchemaMember {
    char *name; /* without the '*' of optional ones */
    char *type; /* "[X]" for a list of X; NULL for enum values */
    bool optional;
    char *when;
    GPtrArray *features; /* char * */
} QapiSchemaMember;

typedef struct QapiSchemaEntity {
    QapiKind kind;
    char *name;
    char *module; /* "migration" for qapi/migration.json; "" for the main */
    char *when;
    GPtrArray *features;
    GPtrArray *members;  /* enum values, struct members, command arguments,
                            branches of a union or alternate */
    GPtrArray *common;   /* union: members common to all branches */
    char *base;          /* struct or union: named base; NULL */
    char *discriminator; /* union; NULL for a simple one (kind or type tag) */
    char *data_type;     /* command, event: 'data' is this named type */
    char *returns;       /* command; NULL */
    char *prefix;        /* enum: prefix of its C constants; NULL */
    bool is_boxed;       /* command, event: arguments travel as one struct */
    bool has_no_code;    /* command with 'gen': false */
    bool is_nested;      /* struct written inside another one (until 2.3);
                            called "Outer.member" */
    Location location;   /* file: interned in the schema */
} QapiSchemaEntity;

typedef struct QapiSchemaProblem {
    char *reason;
    Location location;
} QapiSchemaProblem;

/* One 'include'. */
typedef struct QapiSchemaInclude {
    char *module;   /* that has it */
    char *included; /* module */
} QapiSchemaInclude;

typedef struct QapiSchema {
    GPtrArray *entities; /* QapiSchemaEntity * */
    GPtrArray *modules;  /* char *: module names, in order of inclusion */
    GPtrArray *includes; /* QapiSchemaInclude *, in the order of the files */
    GPtrArray *problems; /* QapiSchemaProblem *: what could not be read */
    GHashTable *by_name; /* borrowed entities; look-up only */
    GStringChunk *files; /* the locations' file names */
} QapiSchema;

QapiSchema *qapi_schema_new(void);
void qapi_schema_free(QapiSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QapiSchema, qapi_schema_free)

/* Owned by the schema; `name` is copied. */
QapiSchemaEntity *qapi_schema_add(QapiSchema *schema, QapiKind kind,
                                  const char *name);
/* The first one of that name. */
const QapiSchemaEntity *qapi_schema_find(const QapiSchema *schema,
                                         const char *name);
/* "X" for "[X]"; newly allocated, NULL if it is no list. */
char *qapi_schema_list_element(const char *type);
/* The reason is copied, the location's file interned. */
void qapi_schema_add_problem(QapiSchema *schema, const Location *location,
                             const char *reason);
QapiSchemaMember *qapi_schema_member_new(const char *name);
void qapi_schema_member_free(QapiSchemaMember *member);
