/*
 * audit-run.h: the steps of `migcompat audit`; for its files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"
#include "facts/facts.h"
#include "reports/audit.h"
#include "source/source.h"

/* A tree, in the order of the audit's trees. */
typedef struct AuditInput {
    FactSet *facts;
    Source *source; /* NULL: saved facts have none */
    char *digest;   /* of everything in the facts */
} AuditInput;

typedef struct AuditRun {
    const CommandOptions *options;
    GPtrArray *inputs; /* AuditInput * */
    Audit *audit;
    guint status; /* bits found on the way */
} AuditRun;

static inline const AuditInput *audit_input(const AuditRun *run, guint index)
{
    return g_ptr_array_index(run->inputs, index);
}

/* Reads the operands, puts them into their order, and tells the audit. */
bool audit_open_trees(AuditRun *run, GError **error);
/* Compares all pairs of QEMU trees and neighbours of libvirt, what is not
 * known from an earlier run in processes of its own; reads the results. */
bool audit_compare_pairs(AuditRun *run, GError **error);

/* What findings of the audit are about, in all versions. */
void audit_make_timelines(AuditRun *run);
void audit_make_ladders(AuditRun *run);
void audit_make_emissions(AuditRun *run);
/* When any libvirt emits the property of any of the drivers, for each libvirt
 * tree; into timeline->emitted. */
void audit_find_emitted(AuditRun *run, AuditTimeline *timeline,
                        const GPtrArray *drivers);

/* Results of pairs: kept for the next time, if anything is. */
typedef struct AuditCache AuditCache;

AuditCache *audit_cache_open(const CommandOptions *options);
void audit_cache_close(AuditCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditCache, audit_cache_close)
/* NULL: not known from an earlier run. */
GBytes *audit_cache_load(AuditCache *cache, const AuditInput *before,
                         const AuditInput *after);
void audit_cache_save(AuditCache *cache, const AuditInput *before,
                      const AuditInput *after, GBytes *result);

/* A bar on standard error, if that is a terminal and not --quiet. */
void audit_show_progress(const CommandOptions *options, const char *what,
                         guint done, guint all);
void audit_end_progress(const CommandOptions *options);
