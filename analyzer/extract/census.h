/*
 * census.h: what is there by text, held against what was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

/* A gap for each mark of the tree that no extractor noted, with the reason as
 * far as it can be told, and a Census fact per kind. Marks of vmstates are
 * the vmstate extractor's own. */
void extract_census(ExtractContext *context);

/* Why a variable that stands in the text was not read: its #if, the parser's
 * diagnostics, or that nothing uses it. Newly allocated. */
char *extract_why_missing(ExtractContext *context, const IrMark *mark);
