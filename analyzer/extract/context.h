/*
 * context.h: what every extractor is given.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"
#include "interpret/interpret.h"
#include "ir/tree.h"

typedef struct Qom Qom;

typedef struct ExtractContext {
    const IrTree *tree;
    FactSet *facts;
    /* For reading static data: no built-ins beyond C and GLib, nothing
     * written to it. */
    Interpreter *interpreter;
    /* The simulated type system; NULL until qemu-type has run. */
    Qom *qom;
    /* What was read, for the census: see extract_read. */
    GHashTable *read;
} ExtractContext;

/* A gap of the construct at a place; `subject` may be NULL. */
void extract_gap(ExtractContext *context, const char *construct,
                 const char *subject, const char *reason, const char *file,
                 unsigned line);

/*
 * Notes that the construct `kind` (of IrMark) named `name`, defined in `file`,
 * was read with that many entries; noting it again adds up. What the marks of
 * the tree say was there and nobody noted becomes a gap (census.c).
 */
void extract_read(ExtractContext *context, const char *kind, const char *file,
                  const char *name, guint entries);

/* Target names of a unit's facts: its architecture's system emulators if the
 * unit is specific to one, else {"*"}. */
Names extract_targets(ExtractContext *context, const IrUnit *unit);

/* `file` and `line` with the file's name interned in the facts. */
Location extract_location(ExtractContext *context, const char *file,
                          unsigned line);
