/*
 * Counts and lists gaps.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/gaps.h"

#include <string.h>

static int compare_counts(const void *a, const void *b)
{
    const GapCount *x = a;
    const GapCount *y = b;

    return strcmp(x->construct, y->construct);
}

GArray *gap_counts(const FactSet *facts)
{
    const GPtrArray *gaps = fact_set_gaps(facts);
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(GapCount));

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);
        gpointer place;

        if (!g_hash_table_lookup_extended(places, gap->construct, NULL,
                                          &place)) {
            const GapCount count = {gap->construct, 0};

            place = GUINT_TO_POINTER(counts->len);
            g_hash_table_insert(places, (gpointer)gap->construct, place);
            g_array_append_val(counts, count);
        }
        g_array_index(counts, GapCount, GPOINTER_TO_UINT(place)).n++;
    }
    g_array_sort(counts, compare_counts);
    return counts;
}

char *location_text(const Location *location)
{
    if (!location->file) {
        return g_strdup("(no place)");
    }
    if (location->line == 0) {
        return g_strdup(location->file);
    }
    return g_strdup_printf("%s:%u", location->file, location->line);
}

static void print_gap(const Gap *gap, Output *output)
{
    g_autofree char *place = location_text(&gap->location);

    output_print(output, "%s: %s%s%s\n", place,
                 gap->subject ? gap->subject : "", gap->subject ? ": " : "",
                 gap->reason);
}

void gaps_print(const FactSet *facts, const char *construct, guint limit,
                Output *output)
{
    const GPtrArray *gaps = fact_set_gaps(facts);
    guint n = 0;

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = g_ptr_array_index(gaps, i);

        if (!g_str_equal(gap->construct, construct)) {
            continue;
        }
        if (limit == 0 || n < limit) {
            print_gap(gap, output);
        }
        n++;
    }
    if (limit != 0 && n > limit) {
        output_print(output, "... and %u more (--severity info lists all)\n",
                     n - limit);
    }
}
