/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_MISC_FROB_H
#define HW_MISC_FROB_H

#include "hw/qdev-properties.h"

#define TYPE_FROB "frob"
#define FROB(obj) OBJECT_CHECK(FrobState, (obj), TYPE_FROB)

typedef struct FrobState {
    DeviceState parent_obj;
    uint32_t queues;
    bool events;
    OnOffAuto mode;
} FrobState;

#endif
