/*
 * Which source files the builds for which boards have, as facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

static Names names_of(ExtractContext *context, const GPtrArray *texts)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < texts->len; i++) {
        g_ptr_array_add(names, g_ptr_array_index(texts, i));
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(context->facts, (const char *const *)names->pdata);
}

void extract_qemu_placement(ExtractContext *context)
{
    const GPtrArray *all = context->tree->placements;

    for (guint i = 0; i < all->len; i++) {
        const IrPlacement *placement = g_ptr_array_index(all, i);
        Placement *fact = fact_set_add_placement(context->facts);

        fact->boards = names_of(context, placement->boards);
        fact->files = names_of(context, placement->files);
    }
}
