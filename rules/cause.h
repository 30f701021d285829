/*
 * cause.h: why a property has another value under an old machine type.
 *
 * Several rules ask about the same change; exactly one of them answers. The
 * cause is found from the reasons of both values and from the compat entries
 * of the newer tree that name the property.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"

typedef enum CauseKind {
    CAUSE_CPU_MODEL,     /* it is a CPU type's */
    CAUSE_MIGRATION,     /* it is the migration object's */
    CAUSE_NO_ENTRY,      /* the default changed; no entry keeps the old one */
    CAUSE_WRONG_LIST,    /* an entry does, for older machine types only */
    CAUSE_NOT_APPLIED,   /* an entry does, for other families only */
    CAUSE_TOO_NARROW,    /* an entry does, for a sibling driver only */
    CAUSE_ENTRY_ADDED,   /* the default is as before; an entry changes it */
    CAUSE_ENTRY_REMOVED, /* the default is as before; an entry is gone, or
                            says something else */
    CAUSE_CODE,          /* default and entries are as before; the device's code
                            sets something else */
    CAUSE_NEW_PROPERTY,  /* the older tree has no such property */
} CauseKind;

typedef struct Cause {
    CauseKind kind;
    const CompatProperty *entry; /* of the newer tree (ENTRY_REMOVED: of the
                                    older); NULL if there is none */
} Cause;

/* For CHANGE_PROPERTY_VALUE and CHANGE_PROPERTY_ADDED. */
Cause cause_of(const RuleContext *context, const Change *change);

/* The newest of the change's machine types; NULL if it has none. */
const PromisedType *newest_type(const Comparison *comparison,
                                const Change *change);

/*
 * A finding about a property's value: subject, machine types, both values with
 * their places and reasons, and the entries that would keep the old value.
 * Guest-visible; a risk where code decides at run time what the value comes
 * to. The caller sets the message.
 */
Finding *add_value_finding(const RuleContext *context, const Change *change);

/* The list that speaks of the newest of the machine types alone: "hw_compat_
 * 9_2" for pc-q35-9.2. The newer tree's own name for it if it has one. */
const char *list_for(const RuleContext *context, const Change *change);
