/*
 * qapi-types.h: the headers that QEMU's QAPI generator would make of a
 * schema, as far as a parser of QEMU's sources needs them.
 *
 * Everything under an 'if' of the schema is emitted, without the #if: what a
 * configuration leaves out is not ours to decide. Enumerations therefore may
 * count differently from a binary's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/schema.h"

/* A version of QEMU. 50 and more for `micro` is development towards the next
 * release, and generates what that one does. */
typedef struct QapiVersion {
    guint major;
    guint minor;
    guint micro;
} QapiVersion;

/*
 * Adds the headers to `files`: include name ("qapi/qapi-types-net.h", before
 * 2.12 "qapi-types.h") to text, both newly allocated. Old entries of the same
 * name are replaced.
 */
void qapi_types_generate(const QapiSchema *schema, const QapiVersion *version,
                         GHashTable *files);

/* The C identifier made of a name; `protect` prefixes C's own words with
 * "q_". Newly allocated, as all of these. */
typedef enum QapiProtect {
    QAPI_PLAIN,
    QAPI_PROTECTED,
} QapiProtect;
char *qapi_c_name(const char *name, QapiProtect protect);

/* The constant of an enumeration's value: ON_OFF_AUTO_AUTO. `value` NULL: the
 * one behind the last. */
char *qapi_c_enum_constant(const QapiSchemaEntity *enumeration,
                           const char *value, const QapiVersion *version);

/* The name of the value at an index of a C enumeration, and back: -1 if there
 * is no such value. */
const char *qapi_enum_value(const QapiSchemaEntity *enumeration, gint64 index);
gint64 qapi_enum_index(const QapiSchemaEntity *enumeration, const char *value);
