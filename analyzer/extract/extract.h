/*
 * extract.h: from what was read to what was found.
 *
 * Each extractor is one file and one line in extractors.def. They run in the
 * order of that list; a later one may look at facts an earlier one added.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"
#include "ir/tree.h"

/* All facts of the tree: every extractor of its project, sorted. The label
 * and revision are those of the source. */
FactSet *extract_facts(const IrTree *tree, const char *label,
                       const char *revision);
