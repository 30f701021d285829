/*
 * audit-cell.h: the version x version matrix of a machine type, a family, or
 * of what concerns no machine type in particular.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "reports/audit.h"

/* Whom a matrix is for: one of the two; neither: findings without a machine
 * type. */
typedef struct AuditScope {
    const char *family;          /* interned; NULL */
    const AuditMachine *machine; /* NULL */
} AuditScope;

typedef enum AuditWay {
    AUDIT_FORWARD,
    AUDIT_BACKWARD,
    N_AUDIT_WAYS
} AuditWay;

typedef struct AuditCell {
    bool is_there;       /* both trees have such a machine type */
    const char *failure; /* the two were not compared; NULL */
    guint n[N_AUDIT_WAYS][N_SEVERITIES]; /* findings, without accepted ones */
} AuditCell;

AuditCell audit_cell(const AuditPair *pair, const Audit *audit,
                     const AuditScope *scope);
/* Is the finding of this scope, under a machine type that both trees have? */
bool audit_concerns(const AuditSeen *seen, const AuditPair *pair,
                    const AuditScope *scope);
/* The machine types of a scope that both trees have: const AuditMachine *, the
 * caller's. With `seen`, only those that the finding is about. */
GPtrArray *audit_machines_of(const Audit *audit, const AuditPair *pair,
                             const AuditScope *scope, const AuditSeen *seen);

/* '.' fine, 'f' 'b' 'B' break forward, backward, both, 'v' guest-visible, 'r'
 * risk, '-' no machine type, '?' not compared. */
char audit_letter(const AuditCell *cell);
/* The same of one way. */
char audit_letter_of_way(const AuditCell *cell, AuditWay way);

/* The letters of pairs of QEMU trees, in their order: one for each pair, or
 * one for each of its ways. Newly allocated; equal texts are equal matrices. */
typedef enum AuditPairs {
    AUDIT_ALL_PAIRS,
    AUDIT_ALL_WAYS,
    AUDIT_NEIGHBOURS,
} AuditPairs;

char *audit_letters(const Audit *audit, const AuditScope *scope,
                    AuditPairs which);

/* Machine types of a family whose matrices are equal in both ways: const
 * AuditMachine *, by version. GPtrArray *, in the order of their first; the
 * caller's. */
GPtrArray *audit_groups(const Audit *audit, const char *family);
/* Those that differ in no step from one version to the next. */
GPtrArray *audit_step_groups(const Audit *audit, const char *family);
/* "pc-q35-2.4 .. 4.2, pc-q35-5.1": neighbours in the audit are one range.
 * Newly allocated. */
char *audit_ranges(const Audit *audit, const GPtrArray *machines);
