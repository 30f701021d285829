/*
 * qemu-texts.h: the C sources of a QEMU tree, as text.
 *
 * Everything belongs to the QemuTexts, but for the paths, which are the
 * Source's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/tree.h"
#include "source/source.h"

typedef struct QemuText {
    const char *path;
    const char *text;    /* ends with a NUL */
    GPtrArray *includes; /* const char *: names, each once, in order */
    GBytes *bytes;
    bool is_piece; /* another file includes it, though it is a .c */
} QemuText;

typedef struct QemuTexts {
    GPtrArray *all;      /* QemuText *, by path: .c, .h, .inc, .def, .hx */
    GHashTable *by_path; /* look-up only */
    GStringChunk *names; /* include names: equal ones are one pointer */
} QemuTexts;

/* What cannot be read is among the tree's failures. */
QemuTexts *qemu_texts_new(const Source *source, IrTree *tree);
/* Of these paths alone (a set). */
QemuTexts *qemu_texts_of(const Source *source, GHashTable *paths, IrTree *tree);
void qemu_texts_free(QemuTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuTexts, qemu_texts_free)

/* NULL if there is no such file. */
const QemuText *qemu_texts_find(const QemuTexts *texts, const char *path);

/* C, by its name: .c, .h, .inc, .def, .hx. */
bool qemu_is_code(const char *path);
/* Has the file a say in the system emulators, by its name? */
bool qemu_is_wanted(const char *path);
/* Is it worth parsing by itself: has it a construct that matters, or is it
 * called by those that have? */
bool qemu_is_parsed(const QemuTexts *texts, const QemuText *text);
