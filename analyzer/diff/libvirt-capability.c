/*
 * Capabilities: names that are gone, and what is taken for granted.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

static bool has_flag(const FactSet *facts, const char *flag)
{
    const GPtrArray *all = fact_set_capabilities(facts);

    for (guint i = 0; i < all->len; i++) {
        const Capability *capability = all->pdata[i];

        if (g_strcmp0(capability->flag, flag) == 0) {
            return true;
        }
    }
    return false;
}

static void compare_flags(Comparison *comparison)
{
    const GPtrArray *all = fact_set_capabilities(comparison->before.facts);
    bool comparable = fact_set_capabilities(comparison->after.facts)->len > 0;

    for (guint i = 0; comparable && i < all->len; i++) {
        const Capability *capability = all->pdata[i];

        if (capability->flag &&
            !has_flag(comparison->after.facts, capability->flag)) {
            Change *change =
                libvirt_change(comparison, CHANGE_CAPABILITY, capability->flag,
                               &capability->location, NULL);

            change->note = capability->name;
        }
    }
}

static const char *capability_of(const GArray *guards)
{
    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);

        if (guard->name && !guard->negated) {
            return guard->name;
        }
    }
    return NULL;
}

/* A report of it that asks for no capability, or for one; NULL. */
static const ReportedFeature *find_report(const FactSet *facts,
                                          const char *name, bool asks)
{
    const GPtrArray *all = fact_set_reported_features(facts);

    for (guint i = 0; i < all->len; i++) {
        const ReportedFeature *feature = all->pdata[i];

        if (g_str_equal(feature->name, name) &&
            (capability_of(feature->guards) != NULL) == asks) {
            return feature;
        }
    }
    return NULL;
}

static void compare_reports(Comparison *comparison)
{
    const FactSet *older = comparison->before.facts;
    const GPtrArray *all = fact_set_reported_features(comparison->after.facts);

    for (guint i = 0; i < all->len; i++) {
        const ReportedFeature *after = all->pdata[i];
        const ReportedFeature *before = find_report(older, after->name, true);

        if (before && !capability_of(after->guards) &&
            !find_report(older, after->name, false)) {
            Change *change =
                libvirt_change(comparison, CHANGE_REPORTED, after->name,
                               &before->location, &after->location);

            change->note = capability_of(before->guards);
        }
    }
}

void diff_libvirt_capabilities(Comparison *comparison)
{
    compare_flags(comparison);
    compare_reports(comparison);
}
