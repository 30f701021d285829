/*
 * What older machine types of all families set.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_COMPAT_H
#define HW_COMPAT_H

#define HW_COMPAT_2_11 \
    {\
        .driver   = "frob",\
        .property = "events",\
        .value    = "off",\
    },

#define HW_COMPAT_2_10 \
    {\
        .driver   = "frob",\
        .property = "queues",\
        .value    = stringify(2),\
    },

#endif
