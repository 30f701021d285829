/*
 * libvirt-xml-walk.h: goes through function bodies and knows the conditions
 * each part stands under, as they are written.
 *
 * An `if` that leaves the block puts its opposite in front of what follows.
 * Tests whether a call failed ("x() < 0") are no conditions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

typedef struct WalkCondition {
    const IrNode *node;
    const IrNode *label; /* of a switch over `node`: NULL for its default; for
                            a plain condition see `is_case` */
    bool is_case;
    bool negated;
} WalkCondition;

typedef struct Walk {
    ExtractContext *context;
    const IrSymbol *function;
    const IrFile *file;
    GArray *conditions; /* WalkCondition, outermost first */
    /* Called for each expression that is a statement, and for what a return
     * statement returns. */
    void (*statement)(struct Walk *walk, const IrNode *node);
    void *user;
} Walk;

void walk_function(Walk *walk, const IrSymbol *function);

const char *walk_function_name(const Walk *walk);
Location walk_location(const Walk *walk, const IrNode *node);
/* " && "-joined; interned; NULL if there are none. */
const char *walk_when(const Walk *walk);
/* Adds them; LibvirtGuard. */
void walk_guards(const Walk *walk, GArray *guards);

/* The name of the function that is called; "" if it has none. */
const char *walk_callee(const IrFile *file, const IrNode *call);
/* The first enumerator below the node whose name has that part; NULL. */
const IrNode *walk_find_name(const IrFile *file, const IrNode *node,
                             const char *part);
/* "virDomainDiskDef.bus": members from the outermost record on, without
 * subscripts; newly allocated, NULL if it is no member. */
char *walk_member_path(const IrFile *file, const IrNode *node);
/* The variable that a chain of members starts with; NULL. */
const char *walk_base(const IrFile *file, const IrNode *node);

typedef bool (*WalkWanted)(const char *path, const char *function);
/* Every function with a body that is wanted, in the program's order. */
void walk_program(Walk *walk, WalkWanted wanted);
