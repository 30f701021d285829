/*
 * tree.h: from a TREE operand to its facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"
#include "facts/facts.h"
#include "source/source.h"

/* Reads the tree, or the saved facts file. Errors name the operand. */
FactSet *tree_facts(const char *name, const CommandOptions *options,
                    GError **error);
/* The same, and where the text of the tree comes from: *ret_source, for the
 * caller to free; NULL of a saved facts file, which has no text. */
FactSet *tree_open(const char *name, const CommandOptions *options,
                   Source **ret_source, GError **error);

/* Of a source that is open; `only` as in ProjectOptions. */
FactSet *tree_read(Source *source, const GPtrArray *only,
                   const CommandOptions *options, GError **error);

/* For commands that cannot narrow facts down: false if --target is given and
 * `name` is a saved facts file. */
bool tree_check_target(const char *name, const CommandOptions *options,
                       GError **error);

/* STATUS_NOT_ANALYSED if a file as a whole could not be read: what was in it
 * is not known at all. Other gaps are listed, and are no trouble of the run. */
guint tree_status(const FactSet *facts);

/* For messages: "qemu 10.0.13 (v10.0.13)". */
char *tree_title(const FactSet *facts);
