/*
 * vmstate-align.h: which field of what one side sends meets which field of
 * what the other side reads; for vmstate*.c only.
 *
 * Fields with one name that look alike are partners, in the longest order
 * that both lists share. What is left between two partners is compared by its
 * bytes: as many bytes are a rename, a structure instead of its members, or
 * padding that came into use. What is still left differs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/vmstate-pair.h"

typedef enum MeetingKind {
    MEETING_ALIKE,   /* the same bytes, maybe of nested descriptions that
                        differ inside */
    MEETING_BYTES,   /* fields of other names, the same bytes */
    MEETING_CHANGED, /* the same field, other bytes */
    MEETING_MOVED,   /* the same field at another place */
    MEETING_ALONE,   /* one side only */
} MeetingKind;

typedef struct Meeting {
    MeetingKind kind;
    const WireField *fields[N_TREE_SIDES]; /* NULL: none on that side */
} Meeting;

/* Meeting, in wire order; the caller's. */
GArray *align_fields(const WireState *before, gint64 old_version,
                     const WireState *after, gint64 new_version);

/* May bytes of a dump be these? It does not say how they are written. */
bool fields_may_be_equal(const WireField *before, const WireField *after);
bool field_is_padding(const WireField *field);
