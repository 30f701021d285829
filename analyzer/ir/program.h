/*
 * program.h: the IrFiles of a tree taken together, with names resolved across
 * them.
 *
 * A unit is one parsed file under one target group ("i386", "arm", ...). A
 * header unit holds what the headers shared by a group define. Symbols are
 * made once and live as long as the program; compare them by address.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/ir.h"

typedef struct IrUnit {
    const char *path;  /* of the .c file; "<headers>" for a header unit */
    const char *group; /* architecture directory it was configured for */
    bool is_specific;  /* its path belongs to that architecture */
    bool is_headers;
    IrFile *file;
} IrUnit;

typedef struct IrSymbol {
    const IrUnit *unit;
    const IrFunction *function; /* or */
    const IrVariable *variable; /* one of the two */
} IrSymbol;

typedef struct IrProgram IrProgram;

IrProgram *ir_program_new(void);
void ir_program_free(IrProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IrProgram, ir_program_free)

/* Copies the strings, takes `file`. */
void ir_program_add(IrProgram *program, const char *path, const char *group,
                    bool is_specific, bool is_headers, IrFile *file);
/* Sorts the units by path and group and makes the index; call once. */
void ir_program_seal(IrProgram *program);

guint ir_program_n_units(const IrProgram *program);
const IrUnit *ir_program_unit(const IrProgram *program, guint index);

/*
 * What `name` means in `unit`: a definition in the unit itself, then in its
 * group's header unit, then one with external linkage in a unit of the same
 * group that is specific to it, then in a unit that is specific to no group,
 * then any; among equals the first by path. Definitions with a body or an
 * initialiser come before mere declarations. NULL if there is none.
 */
const IrSymbol *ir_program_function(const IrProgram *program,
                                    const IrUnit *unit, const char *name);
const IrSymbol *ir_program_variable(const IrProgram *program,
                                    const IrUnit *unit, const char *name);
/* NULL `ret_unit` allowed; the unit whose file holds the record's texts. */
const IrRecord *ir_program_record(const IrProgram *program, const IrUnit *unit,
                                  const char *name, const IrUnit **ret_unit);

/* Every function or variable of a unit, in order of definition. */
const IrSymbol *ir_program_unit_functions(const IrProgram *program,
                                          const IrUnit *unit, guint *ret_n);
const IrSymbol *ir_program_unit_variables(const IrProgram *program,
                                          const IrUnit *unit, guint *ret_n);
