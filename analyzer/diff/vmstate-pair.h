/*
 * vmstate-pair.h: the parts of the comparison of two wire formats, for each
 * other; for vmstate*.c only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/vmstate.h"

typedef enum TreeSide {
    SIDE_OLD,
    SIDE_NEW,
    N_TREE_SIDES
} TreeSide;

static inline TreeSide source_side(WireDirection direction)
{
    return direction == WIRE_FORWARD ? SIDE_OLD : SIDE_NEW;
}

/* What is being compared: one target's models, and the drivers (const Driver
 * *, may be empty) whose state the pair is in. */
typedef struct WireComparison {
    VMStateDiff *diff;
    const WireModel *models[N_TREE_SIDES];
    const GPtrArray *drivers;
} WireComparison;

/* How the version at which fields are filtered comes to each side. */
typedef enum PairRole {
    ROLE_SECTION, /* on the wire, before the fields; of subsections too */
    ROLE_NESTED,  /* each side's own; or that of VMS_VSTRUCT */
    ROLE_CODE,    /* as nested, as far as we know */
} PairRole;

typedef struct StatePair {
    const WireComparison *comparison;
    PairRole role;
    const WireState *states[N_TREE_SIDES];
    gint64 versions[N_TREE_SIDES]; /* at which each side sends */
    /* By which each side filters fields; set by compare_states. */
    gint64 filters[N_WIRE_DIRECTIONS][N_TREE_SIDES];
    /* Directions in which bytes are compared; the outcome of the others. */
    bool is_compared[N_WIRE_DIRECTIONS];
    VMStateOutcome otherwise[N_WIRE_DIRECTIONS];
    /* The subsection or section with a test that all this is in; NULL. */
    const WireState *conditional;
    guint depth;
} StatePair;

/* Everything that differs in the pair, nested descriptions and subsections
 * included. */
void compare_states(const StatePair *pair);
/* A pair of another role inside `pair`. */
void compare_nested(const StatePair *pair, const WireField *fields[2],
                    const bool is_compared[2]);
void compare_subsections(const StatePair *pair);
void compare_fields(const StatePair *pair);
/* Pairs what both send. */
void compare_sections(const WireComparison *comparison);
/* Faults of the new tree's descriptions that the old tree's have not. */
void compare_faults(const WireComparison *comparison);

/*
 * The bytes of fields.
 */

/* What the fields look like on the wire, as text: equal texts, equal bytes.
 * A condition is part of it; a field that is absent is empty. */
char *field_layout(const WireField *field, gint64 version_id);
/* That of one element, whatever the condition and count. */
char *element_layout(const WireField *field);
/* Layouts of several in a row, each with its version. */
char *fields_layout(const WireField *const *fields, const gint64 *versions,
                    guint n);

/*
 * Recording.
 */

/* A difference of the pair: its states, and an outcome for each direction:
 * what `otherwise` says if it is not compared there, else OK until it is set.
 * Texts are copied by diff_record. */
VMStateDifference difference_of(const StatePair *pair, VMStateChangeKind kind,
                                const char *name);
/* Adds it, or its drivers and targets to what was added before. `reads` are
 * those of the test on `side`; NULL: none. */
void diff_record(const StatePair *pair, VMStateDifference *difference,
                 TreeSide side, Names reads);
/* Interned in the diff. */
G_GNUC_PRINTF(2, 3)
const char *diff_format(VMStateDiff *diff, const char *format, ...);

/* That decides whether it is sent; NULL if there is none. */
static inline const char *condition_of(const VMState *state)
{
    return state->needed_text ? state->needed_text
           : state->needed    ? state->needed
                              : state->sent_when;
}

static inline const char *name_of(const char *name)
{
    return name ? name : "(no name)";
}
