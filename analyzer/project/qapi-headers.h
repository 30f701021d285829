/*
 * qapi-headers.h: the C types that QEMU's generator would make of a schema.
 *
 * One header holds all of them, and every header name that any era's
 * generator makes includes it: files then see more types than in QEMU's own
 * build, never fewer. Conditions ('if') do not apply.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/schema.h"

/* Adds header names (below the include directory) and their text to `files`,
 * both newly allocated. */
void qapi_headers_generate(const QapiSchema *schema, guint major, guint minor,
                           GHashTable *files);

/* A name as QEMU's c_name() makes it: "x-y" is "x_y", "unix" is "q_unix".
 * Newly allocated. */
char *qapi_identifier(const char *name);
/* "OnOffAuto" is "ON_OFF_AUTO"; the rule changed in 9.2 (commit 7b29353fdd).
 * Newly allocated. */
char *qapi_constant_prefix(const char *name, bool since_9_2);
