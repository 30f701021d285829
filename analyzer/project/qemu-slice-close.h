/*
 * qemu-slice-close.h: what else must be read so that what a change has an
 * effect on is understood.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-slice-impact.h"

/* `chosen`: of files; those that are in the slice so far, and those that are
 * added. */

/* guint: items that register drivers which changed compat lists name, or that
 * tell their names; the caller's. */
GArray *slice_find_named(const SliceImpact *impact);
/* Files of compat lists and of machine types with versions. */
void slice_add_core(const SliceIndex *index, bool *chosen);
/* Files that define what the items reached refer to. */
void slice_add_needed(const SliceImpact *impact, bool *chosen);
/* Files that make the buses which devices that may differ sit on: a user can
 * ask for them, and boards' code does not tell. A bus of very many makers
 * is one that boards have. */
void slice_add_buses(const SliceImpact *impact, bool *chosen);
/* Files that define the types which those of the chosen files derive from. */
void slice_add_parents(const SliceIndex *index, bool *chosen);
