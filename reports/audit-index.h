/*
 * audit-index.h: reading the results of pairs into an audit.
 *
 * The index finds what earlier pairs have brought: machine types by name,
 * findings by what they say. It is needed only while pairs are read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/audit.h"

typedef struct AuditIndex AuditIndex;

AuditIndex *audit_index_new(Audit *audit);
void audit_index_free(AuditIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditIndex, audit_index_free)

/* Made if there is none yet. */
AuditMachine *audit_index_machine(AuditIndex *index, const char *name);
/* NULL if there is none yet. */
AuditFinding *audit_index_finding(const AuditIndex *index, const char *key);
void audit_index_add_finding(AuditIndex *index, const char *key,
                             AuditFinding *finding);

/* Which findings are of interest. */
typedef struct AuditFilter {
    Severity gravest_left_out; /* N_SEVERITIES: all are of interest */
    guint directions;
} AuditFilter;

/* Reads the findings of a pair, "migcompat.findings/1". False if it is none. */
bool audit_read_pair(Audit *audit, AuditIndex *index, guint pair,
                     const char *json, const AuditFilter *filter);
