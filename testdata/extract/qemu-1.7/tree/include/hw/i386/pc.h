/*
 * What older machine types set.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_I386_PC_H
#define HW_I386_PC_H

#include "hw/boards.h"

#define PC_COMPAT_1_6 \
        {\
            .driver   = "frob",\
            .property = "events",\
            .value    = "off",\
        }

#define PC_COMPAT_1_3 \
        PC_COMPAT_1_6, \
        {\
            .driver   = "frob",\
            .property = "queues",\
            .value    = stringify(1),\
        }

#define PC_DEFAULT_MACHINE_OPTIONS \
    .max_cpus = 255

#endif
