/*
 * audit-who.h: sums and words that the writers of an audit share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/audit-cell.h"

/* Findings of a pair, without accepted ones, by the way they are bad. */
typedef struct AuditSums {
    guint n[N_AUDIT_WAYS][N_SEVERITIES];
    guint n_gone; /* machine types of the older tree */
} AuditSums;

AuditSums audit_sums(const Audit *audit, const AuditPair *pair);

/* Who sets a property: "hw_compat_7_2 and libvirt", "nobody". Newly
 * allocated. */
char *audit_who(const Audit *audit, const AuditTimeline *timeline);
/* The compat lists among its points: const char *, the caller's. */
GPtrArray *audit_compat_lists(const Audit *audit,
                              const AuditTimeline *timeline);
bool audit_is_emitted(const Audit *audit, const AuditTimeline *timeline);

/* "pc-q35: 24 machine types, pc-q35-2.4 .. 7.2". Newly allocated. */
char *audit_family_title(const Audit *audit, const char *family);
