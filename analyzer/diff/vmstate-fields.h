/*
 * vmstate-fields.h: what the comparison of fields is made of; for vmstate*.c
 * only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/vmstate-align.h"

/* Found in one direction; the other may find it too. */
typedef struct FieldDifference {
    VMStateDifference difference;
    TreeSide side; /* whose condition it is about */
    Names reads;
} FieldDifference;

typedef struct FieldComparison {
    const StatePair *pair;
    GArray *found;  /* FieldDifference */
    GArray *nested; /* NestedPair */
} FieldComparison;

typedef struct NestedPair {
    const WireField *fields[N_TREE_SIDES];
    bool is_compared[N_WIRE_DIRECTIONS];
} NestedPair;

static inline VMStateDiff *diff_of_fields(const FieldComparison *comparison)
{
    return comparison->pair->comparison->diff;
}

static inline TreeSide other_side(TreeSide side)
{
    return side == SIDE_OLD ? SIDE_NEW : SIDE_OLD;
}

/* "4 bytes", "4 bytes x 3", "'PCIDevice'"; the caller's. */
char *field_bytes_text(const WireField *field);
/* "field 'x' of 'serial'"; the caller's. */
char *field_title(const FieldComparison *comparison, const WireField *field);
/* The condition, as far as it is known; NULL if there is none. */
const char *field_test_text(const WireField *field);

/* The record of this kind and these fields; made if there is none. It is
 * valid until the next call. */
FieldDifference *find_difference(FieldComparison *comparison,
                                 VMStateChangeKind kind,
                                 const WireField *const fields[2]);
void set_outcome(FieldDifference *found, WireDirection direction,
                 WireEffect effect, const char *text);

/* The same bytes of another type. */
void add_retyped(FieldComparison *comparison, WireDirection direction,
                 const Meeting *meeting);
/* Other fields, the same bytes. */
void add_bytes(FieldComparison *comparison, WireDirection direction,
               const Meeting *meeting);
/* The same field, other bytes. */
void add_changed(FieldComparison *comparison, WireDirection direction,
                 const Meeting *meeting);
