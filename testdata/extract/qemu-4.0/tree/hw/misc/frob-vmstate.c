/*
 * What a frob sends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "hw/misc/frob.h"

/* Only a frob with events can have pending ones. */
static bool frob_events_needed(void *opaque)
{
    FrobState *s = opaque;

    return s->events && s->pending;
}

static const VMStateDescription vmstate_frob_events = {
    .name = "frob/events",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = frob_events_needed,
    .fields = (VMStateField[]) {
        VMSTATE_UINT32(pending, FrobState),
        VMSTATE_END_OF_LIST()
    },
};

const VMStateDescription vmstate_frob = {
    .name = "frob",
    .version_id = 2,
    .minimum_version_id = 1,
    .fields = (VMStateField[]) {
        VMSTATE_UINT32(control, FrobState),
        VMSTATE_UINT16_ARRAY(ring, FrobState, 4),
        VMSTATE_UNUSED(2),
        VMSTATE_UINT32_V(queues, FrobState, 2),
        VMSTATE_END_OF_LIST()
    },
    .subsections = (const VMStateDescription *[]) {
        &vmstate_frob_events,
        NULL
    },
};
