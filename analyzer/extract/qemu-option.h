/*
 * qemu-option.h: the parts of the option extractor.
 *
 * An option's argument is followed from the case of the emulator's option
 * parser to where it ends: in an option list (QemuOptsList), whose description
 * has keys, or in a visitor of a QAPI type, whose members are keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/calls.h"
#include "extract/context.h"

/* One QemuOptsList variable with a name. */
typedef struct OptionList {
    const IrSymbol *symbol;
    const char *name;   /* interned in the facts */
    GPtrArray *keys;    /* const char *, interned */
    GPtrArray *types;   /* const char *: QAPI types its options are read as */
    const char *option; /* the option it belongs to: its name, "drive" for all
                           parts of -drive; NULL if it is no part of the
                           emulator's command line */
} OptionList;

/* Every list of the program; notes each as read, and gaps. Owns its lists. */
GPtrArray *option_lists_read(ExtractContext *context);
/* The list an expression of a function stands for: `&list`,
 * `qemu_find_opts("name")`; its name, NULL if it is none. */
const char *option_list_of(const GPtrArray *lists, const IrUnit *unit,
                           const IrNode *node);

/* What became of a value: names of lists and of QAPI types, each once. */
typedef struct OptionUse {
    GPtrArray *lists; /* const char *, borrowed from lists or program */
    GPtrArray *types;
} OptionUse;

void option_use_init(OptionUse *use);
void option_use_clear(OptionUse *use);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OptionUse, option_use_clear)

typedef struct OptionFlow {
    const IrProgram *program;
    const QapiSchema *schema; /* NULL: no types */
    const GPtrArray *lists;   /* OptionList * */
} OptionFlow;

/*
 * Follows the variable `name` through the statements, which stand in
 * `unit`, and through the functions they call.
 */
void option_flow_statements(const OptionFlow *flow, const IrUnit *unit,
                            const IrNode *const *statements, guint n_statements,
                            const char *name, OptionUse *use);
/* Follows a function's parameter. */
void option_flow_parameter(const OptionFlow *flow, const IrSymbol *function,
                           const char *name, OptionUse *use);

/* The statements under one `case QEMU_OPTION_x`. */
typedef struct OptionCase {
    const char *enumerator;
    const IrSymbol *function;
    GPtrArray *statements; /* const IrNode * */
} OptionCase;

/* Every such case of the program; owns them. */
GPtrArray *option_cases_find(const IrProgram *program);

/* Adds the keys of a QAPI type: "mem", of a union's branch "node.mem". */
void option_type_keys(ExtractContext *context, const char *type,
                      GPtrArray *keys);
/* Adds an interned text that is not there yet. */
void option_add_text(GPtrArray *texts, const char *text);
/* The entity a visit_type_X visits; NULL if X is no structured type. */
const QapiSchemaEntity *option_type_find(const QapiSchema *schema,
                                         const char *c_name);
