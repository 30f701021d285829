/*
 * libvirt's map of CPUs: models that consist of something else, and what the
 * older libvirt does not know.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

static const CpuMapEntry *find_entry(const FactSet *facts,
                                     const CpuMapEntry *like)
{
    const GPtrArray *all = fact_set_cpu_map(facts);

    for (guint i = 0; i < all->len; i++) {
        const CpuMapEntry *entry = all->pdata[i];

        if (g_str_equal(entry->kind, like->kind) &&
            g_str_equal(entry->name, like->name) &&
            g_strcmp0(entry->architecture, like->architecture) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* What is marked as removed or added later counts as there and as not there. */
static bool has_feature(const CpuMapEntry *model, const char *feature)
{
    return libvirt_names_have(model->features, feature) ||
           libvirt_names_have(model->special, feature);
}

static void list_missing(const CpuMapEntry *from, const CpuMapEntry *in,
                         GString *out)
{
    const LibvirtNames lists[] = {from->features, from->special};

    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (LibvirtNames at = lists[i]; at && *at; at++) {
            if (!has_feature(in, *at)) {
                g_string_append_printf(out, "%s%s", out->len ? ", " : "", *at);
            }
        }
    }
}

static void compare_model(Comparison *comparison, const CpuMapEntry *before,
                          const CpuMapEntry *after)
{
    g_autoptr(GString) gone = g_string_new(NULL);
    g_autoptr(GString) added = g_string_new(NULL);
    Change *change;

    list_missing(before, after, gone);
    list_missing(after, before, added);
    if (gone->len == 0 && added->len == 0) {
        return;
    }
    change = libvirt_change(comparison, CHANGE_CPU_MAP, after->name,
                            &before->location, &after->location);
    change->driver = after->architecture;
    libvirt_side_text(comparison, &change->before, gone->str);
    libvirt_side_text(comparison, &change->after, added->str);
}

/* One change for all that are new of a kind on an architecture. */
static void add_new(Comparison *comparison, GHashTable *changes,
                    const CpuMapEntry *entry)
{
    g_autofree char *key =
        g_strdup_printf("%s %s", entry->kind, entry->architecture);
    Change *change = g_hash_table_lookup(changes, key);
    g_autofree char *names = NULL;

    if (!change) {
        change = libvirt_change(comparison, CHANGE_CPU_MAP, entry->kind, NULL,
                                &entry->location);
        change->driver = entry->architecture;
        g_hash_table_insert(changes, g_steal_pointer(&key), change);
    }
    names = g_strdup_printf("%s%s%s", change->note ? change->note : "",
                            change->note ? ", " : "", entry->name);
    change->note = change_set_text(comparison->changes, names);
}

void diff_libvirt_cpu_map(Comparison *comparison)
{
    const GPtrArray *old = fact_set_cpu_map(comparison->before.facts);
    const GPtrArray *new = fact_set_cpu_map(comparison->after.facts);
    g_autoptr(GHashTable) changes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; old->len > 0 && i < new->len; i++) {
        const CpuMapEntry *after = new->pdata[i];
        const CpuMapEntry *before = find_entry(comparison->before.facts, after);

        if (!before) {
            add_new(comparison, changes, after);
        } else if (g_str_equal(after->kind, "model")) {
            compare_model(comparison, before, after);
        }
    }
}
