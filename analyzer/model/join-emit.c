/*
 * What libvirt emits of a subject, and where.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-state.h"

static bool has_driver(const Emission *emission, const char *driver)
{
    for (guint i = 0; emission->drivers && emission->drivers[i]; i++) {
        if (g_str_equal(emission->drivers[i], driver)) {
            return true;
        }
    }
    return false;
}

/* "node.mem": the branch is what stands where others have the driver. */
static bool is_of_branch(const Emission *emission, const char *full)
{
    const char *dot = strchr(full, '.');
    g_autofree char *branch = dot ? g_strndup(full, (gsize)(dot - full)) : NULL;

    return !branch || !emission->drivers || has_driver(emission, "") ||
           has_driver(emission, branch);
}

/* What asks for the device or object itself, not for what it is to be. */
static bool names_driver(const Emission *emission)
{
    return g_strcmp0(emission->property, "driver") == 0 ||
           g_strcmp0(emission->property, "qom-type") == 0 ||
           g_strcmp0(emission->property, "type") == 0;
}

static bool is_emission_of(const Emission *emission, const Subject *subject)
{
    switch (subject->class) {
    case SUBJECT_CLASS_KEY:
        return emission->property &&
               subject_is_key(subject->full, emission->property) &&
               is_of_branch(emission, subject->full);
    case SUBJECT_CLASS_OPTION:
        return true;
    case SUBJECT_CLASS_PROPERTY:
        return g_strcmp0(emission->property, subject->name) == 0 &&
               (has_driver(emission, subject->owner) ||
                (g_str_equal(emission->option, "-machine") &&
                 g_str_equal(subject->owner, "machine")));
    case SUBJECT_CLASS_DRIVER:
        return has_driver(emission, subject->name) && names_driver(emission);
    default:
        return false;
    }
}

static void add_from(GPtrArray *found, const GPtrArray *emissions,
                     const Subject *subject)
{
    for (guint i = 0; emissions && i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);

        if (is_emission_of(emission, subject)) {
            g_ptr_array_add(found, (gpointer)emission);
        }
    }
}

GPtrArray *join_emissions(const JoinTree *libvirt, const Subject *subject)
{
    GPtrArray *found = g_ptr_array_new();
    const char *option = subject->class == SUBJECT_CLASS_KEY ? subject->owner
                         : subject->class == SUBJECT_CLASS_OPTION
                             ? subject->name
                             : NULL;
    g_autofree char *dashed = option ? g_strconcat("-", option, NULL) : NULL;

    if (dashed) {
        add_from(found, g_hash_table_lookup(libvirt->emissions, dashed),
                 subject);
    } else {
        add_from(found, fact_set_emissions(libvirt->facts), subject);
    }
    return found;
}

static bool holds(Join *join, const JoinPlace *place, const Emission *emission)
{
    for (guint i = 0; i < emission->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, i);

        if (!g_str_equal(guard->kind, "representation") &&
            join_guard(join, place, emission->function, guard) == DECISION_NO) {
            return false;
        }
    }
    return true;
}

static bool shares_driver(const Emission *a, const Emission *b)
{
    for (guint i = 0; a->drivers && a->drivers[i]; i++) {
        if (has_driver(b, a->drivers[i])) {
            return true;
        }
    }
    return !a->drivers || !b->drivers;
}

/* What one format writes ("node,mem=%llu") stands under the condition of its
 * head, which alone is told: of several heads at the place, one must hold. */
static bool has_head(Join *join, const JoinPlace *place,
                     const Emission *emission)
{
    const JoinTree *libvirt = join_libvirt(join, place->libvirt);
    const GPtrArray *all =
        g_hash_table_lookup(libvirt->emissions, emission->option);
    bool found = false;

    for (guint i = 0; all && i < all->len; i++) {
        const Emission *head = g_ptr_array_index(all, i);

        if (head == emission || !names_driver(head) ||
            location_compare(&head->location, &emission->location) != 0 ||
            !shares_driver(head, emission)) {
            continue;
        }
        if (holds(join, place, head)) {
            return true;
        }
        found = true;
    }
    return !found;
}

const Emission *join_emitted(Join *join, const JoinPlace *place,
                             const GPtrArray *emissions)
{
    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);

        if (holds(join, place, emission) && has_head(join, place, emission)) {
            return emission;
        }
    }
    return NULL;
}
