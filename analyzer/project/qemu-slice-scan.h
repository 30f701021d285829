/*
 * qemu-slice-scan.h: the items of C files by their text: functions, variables,
 * records, macros, and calls of macros outside of all functions.
 *
 * Strings count as words, with the quote before them; so do members that are
 * accessed or initialised (".member"), sizes ("sizeof X") and what is assigned
 * to ("=x").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-slice-words.h"

typedef enum SliceKind {
    SLICE_FUNCTION,
    SLICE_VARIABLE,
    SLICE_RECORD,
    SLICE_MACRO,
    SLICE_CALL, /* type_init(x) */
} SliceKind;

typedef struct SliceItem {
    SliceKind kind;
    guint file; /* of the caller's numbering */
    guint name; /* word; 0: none */
    bool is_static;
    guint first_use; /* a run of words in SliceItems.uses, each once */
    guint n_uses;
    guint32 hash; /* of all tokens */
    gsize start;  /* where the text begins and ends */
    gsize end;
} SliceItem;

typedef struct SliceItems {
    SliceWords *words;
    GArray *items;   /* SliceItem */
    GArray *uses;    /* guint32: words */
    GArray *types;   /* SliceType */
    GArray *aliases; /* SliceAlias */
} SliceItems;

/* What an item registers, or derives what it registers from, or which bus it
 * says a device sits on: one of the three. */
typedef struct SliceType {
    guint item;
    guint name; /* word: a string or a macro */
    guint parent;
    guint bus;
} SliceType;

/* `#define TYPE_X "x"`, or other words that come down to a string. */
typedef struct SliceAlias {
    guint macro;
    guint text;
} SliceAlias;

SliceItems *slice_items_new(SliceWords *words);
void slice_items_free(SliceItems *items);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SliceItems, slice_items_free)

/* Adds those of one file. */
void slice_scan(SliceItems *items, guint file, const char *text);
/* Adds the macros alone. */
void slice_scan_macros(SliceItems *items, guint file, const char *text);

/* For each word what it comes down to as a name of a type or record: itself,
 * if it is no macro for another. Newly allocated. */
guint32 *slice_canonical(const SliceItems *items);
