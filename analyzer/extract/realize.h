/*
 * realize.h: what the properties of a simulated device are in its memory
 * before and after it is realized.
 *
 * A Slot is a property and the cell it writes. Before, cells hold what the
 * properties' defaults are; where compat entries may have changed that, and
 * where the default is not known (a link, a backend), they hold an unknown
 * that says which property it is. Cells that several properties share, the
 * bits of a word, are unknown and not looked at afterwards.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/qom.h"

typedef struct Slot {
    const Property *property;
    char *path;         /* in the memory of the device */
    const char *record; /* that owns the member at its end */
    const char *member; /* the last step; both borrowed */
    const char *type;   /* of the member; "" if not known */
    const Term *initial;
    bool is_bit;  /* of a word that others share */
    bool is_open; /* may be something else under a machine type */
} Slot;

typedef struct Slots {
    Qom *qom;
    QomType *type;
    const GHashTable *touched; /* see touched_new */
    GArray *list;              /* Slot: properties of the device itself */
    GHashTable *paths;         /* path -> 1 + index, of those in the list */
    Object *second;            /* another device, realized later; NULL */
} Slots;

/* Which properties compat entries set: name -> GPtrArray of the drivers. */
GHashTable *touched_new(const FactSet *facts);

/* `touched` is borrowed; NULL: as if entries set every property. Writes the
 * cells. */
Slots *slots_new(Qom *qom, QomType *type, const GHashTable *touched);
void slots_free(Slots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Slots, slots_free)

/* The slot of a member's record and name; NULL if there is none or more than
 * one. */
const Slot *slots_find(const Slots *slots, const char *record,
                       const char *member);

/* For InterpreterConfig.judge. */
int realize_judge(Interpreter *interpreter, const Term *term,
                  const IrUnit *unit, const IrNode *node, void *user);

/* What a number in memory is as a value of the property. */
Value slot_value(Qom *qom, const Property *property, gint64 number,
                 bool is_unsigned);

/* Is it what the slot held before? */
bool slot_is_initial(const Slot *slot, const Term *term);

/* Adds to the driver's facts what was written under each of the alternatives;
 * what was written under the same test of a property is one write. `name`:
 * the property, an alias perhaps. */
void realize_add_writes(const Slots *slots, const Slot *slot, const char *name,
                        const Alternative *alternatives, guint n_alternatives,
                        const Location *where);

/* Fills in the test of a write that happens if all guards hold. */
void realize_test(const Slots *slots, const Guard *guards, guint n_guards,
                  RunTimeWrite *write);

/* The device is realized by those of qom->realizing: misuses of descriptions
 * that are sent by it and by one of them. */
void realize_note_part(Qom *qom, const QomType *inner);

/* Where the member path `member` of `record` is: ".Record:a.Other:b[2]",
 * steps to embedded parents left out. *ret_record and *ret_member are those of
 * the last step, *ret_type its type ("" if not known); borrowed. */
char *member_path(const IrProgram *program, const IrUnit *unit,
                  const char *record, const char *member,
                  const char **ret_record, const char **ret_member,
                  const char **ret_type);
