/*
 * whatif-cost.h: what a proposal costs, as it is worked out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/evidence-run.h"

typedef struct Cost {
    EvidenceRun *run;
    const Proposal *proposal;
    const Subject *instead; /* NULL */
    Topic *topic;
    guint qemu;        /* the changed one */
    guint64 failing;   /* libvirts: bits */
    guint64 coping;    /* bits; neither: it emits nothing of the kind */
    guint n_machines;  /* that change */
    const char *first; /* of these */
} Cost;

/* One more sentence. */
G_GNUC_PRINTF(2, 3)
void whatif_tell(const Cost *cost, const char *format, ...);
/* How each libvirt fares, as a table. */
void whatif_fill_table(const Cost *cost);
/* From when on it costs nothing; fails if --window is not understood. */
bool whatif_tell_window(const Cost *cost, GError **error);
