/*
 * audit-value.h: what things are worth in one version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"
#include "facts/facts.h"
#include "reports/audit.h"

typedef struct AuditSubject {
    const char *kind;
    const char *driver; /* NULL */
    const char *name;
    const GPtrArray *drivers; /* const char *: all that are concerned */
} AuditSubject;

typedef struct AuditValues AuditValues;

/* Of one tree of QEMU. Both are borrowed; texts go into the audit. */
AuditValues *audit_values_new(Audit *audit, const FactSet *facts,
                              const CommandOptions *options);
void audit_values_free(AuditValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditValues, audit_values_free)

/* Of a property or a field of the machine's class, under a machine type;
 * nothing if that is NULL or not of the tree. */
AuditPoint audit_values_point(AuditValues *values, const AuditSubject *subject,
                              const AuditMachine *machine);
