/*
 * property-alias.h: one difference that is seen under two names.
 *
 * virtio-net-pci.host_mtu is an alias of virtio-net-device.host_mtu: a changed
 * default shows under both and is one change, that of the child device. A
 * compat entry on virtio-net-pci alone leaves virtio-net-device as it was,
 * which nobody sees who has it through virtio-net-pci: a child's difference
 * counts only where each device that holds it differs as well.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"

/* One property of one driver with one pair of values. */
typedef struct PropertyGroup {
    const Driver *driver; /* of the older tree */
    const char *name;
    /* Those under the newest of the machine types; NULL: no such property. */
    const EffectiveProperty *before;
    const EffectiveProperty *after;
    GArray *promised;   /* guint: indexes of the machine types, ascending; an
                           empty one is settled elsewhere */
    GPtrArray *drivers; /* const char *: it, and those merged into it */
} PropertyGroup;

/* `groups`: PropertyGroup *; `by_names`: GPtrArray of them by
 * "driver.property". */
void property_groups_settle_aliases(const Comparison *comparison,
                                    const GPtrArray *groups,
                                    GHashTable *by_names);
