/*
 * constant-sheet.h: what constants of one driver are under one machine type;
 * for constant*.c only.
 *
 * Bytes of a configuration space are looked at one by one, so that it does
 * not matter how the code put them together. Of the values of a constant
 * those count whose condition may hold with the properties' values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"

typedef struct ConstantEntry {
    const char *what;
    char *key;                    /* of bytes: "0x10a" */
    gint64 offset;                /* of bytes, -1 for others */
    GPtrArray *texts;             /* char *: values that it may have, sorted */
    bool is_untold;               /* or one that is not known */
    const HardwareConstant *fact; /* the value, or the first of them */
} ConstantEntry;

typedef struct ConstantSheet {
    GHashTable *entries; /* "what key" -> ConstantEntry */
    GPtrArray *names;    /* const char *: the keys of the table, sorted */
} ConstantSheet;

/* `facts`: const HardwareConstant * of the driver. */
ConstantSheet *constant_sheet_new(const GPtrArray *facts,
                                  const EffectiveDriver *effective);
void constant_sheet_free(ConstantSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConstantSheet, constant_sheet_free)

/* Appends one character for each condition: sheets of the same facts are the
 * same if these are. */
void constant_verdicts(const GPtrArray *facts, const EffectiveDriver *effective,
                       GString *text);

/* NULL if there is none. */
const ConstantEntry *constant_sheet_find(const ConstantSheet *sheet,
                                         const char *name);
/* The byte at that offset; -1 if it is not known. */
int constant_sheet_byte(const ConstantSheet *sheet, const char *what,
                        gint64 offset);

typedef struct ConstantDifference {
    char *name;   /* "pci-config 0x10a" */
    char *before; /* NULL: not there */
    char *after;
    Location old_location;
    Location new_location;
    const char *note; /* static; NULL */
    guint n_more;     /* such differences that are not told one by one */
} ConstantDifference;

/* ConstantDifference *, the caller's. Only of what both sheets have one known
 * value of. Where much of a configuration space differs, one stands for all. */
GPtrArray *constant_differences(const ConstantSheet *old,
                                const ConstantSheet *new);
