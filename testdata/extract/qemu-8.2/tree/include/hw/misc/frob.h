/*
 * A device that frobs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HW_MISC_FROB_H
#define HW_MISC_FROB_H

#include "hw/qdev-properties.h"
#include "migration/vmstate.h"

#define TYPE_FROB "frob"
OBJECT_DECLARE_SIMPLE_TYPE(FrobState, FROB)

struct FrobState {
    DeviceState parent_obj;
    uint32_t queues;
    bool events;
    OnOffAuto mode;
    uint32_t control;
    uint16_t ring[4];
    uint32_t pending;
};

extern const VMStateDescription vmstate_frob;

#endif
