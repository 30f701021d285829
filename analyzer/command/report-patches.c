/*
 * What a change does to the files that findings point to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/report-patches.h"

#include "source/difference.h"

static void clear_patch(gpointer data)
{
    ReportPatch *patch = data;

    g_free((char *)patch->text);
}

static void add_file(GArray *patches, GHashTable *known, const Source *before,
                     const Source *after, const char *file)
{
    ReportPatch patch = {file, NULL};

    if (!file || !g_hash_table_add(known, (char *)file)) {
        return;
    }
    patch.text = source_difference(before, after, file);
    if (patch.text) {
        g_array_append_val(patches, patch);
    }
}

GArray *report_patches_new(const Source *before, const Source *after,
                           const GPtrArray *findings)
{
    GArray *patches = g_array_new(FALSE, FALSE, sizeof(ReportPatch));
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    g_array_set_clear_func(patches, clear_patch);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        for (guint j = 0; j < finding->evidence->len; j++) {
            const Evidence *evidence =
                &g_array_index(finding->evidence, Evidence, j);

            add_file(patches, known, before, after, evidence->location.file);
        }
    }
    return patches;
}
