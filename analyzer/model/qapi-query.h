/*
 * qapi-query.h: libvirt's questions about a QAPI schema.
 *
 * A question is a path: "blockdev-add/arg-type/+file/aio/^io_uring". A part
 * is a member; "*x" an optional one, "+x" a union's branch, "^x" a value of
 * an enumeration, "!x" a JSON type, "$x" a feature (libvirt's
 * src/qemu/qemu_qapi.c). The schema may be QEMU's own, or what it answered to
 * query-qmp-schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

typedef struct QapiIndex QapiIndex;

/* Of the facts of a QEMU, which must live as long. `target` ("x86_64") decides
 * what the schema has for some targets only. */
QapiIndex *qapi_index_new(const FactSet *facts, const char *target);
void qapi_index_free(QapiIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QapiIndex, qapi_index_free)

bool qapi_index_answers(const QapiIndex *index, const char *path);
/* The entity of that name if it is of that kind and there for the target;
 * NULL. */
const QapiEntity *qapi_index_find(const QapiIndex *index, const char *name,
                                  const char *kind);
