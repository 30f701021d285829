/*
 * calls.h: who calls a function, and with what.
 *
 * A CallIndex holds every direct call in the function bodies of a program, by
 * the name called. What it returns belongs to it or to the program; sites are
 * in the order of the program's units, functions and statements.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "ir/program.h"

typedef struct CallIndex CallIndex;

typedef struct CallSite {
    const IrSymbol *caller; /* the function whose body it is in */
    const IrNode *node;     /* IR_CALL */
} CallSite;

CallIndex *call_index_new(const IrProgram *program);
void call_index_free(CallIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CallIndex, call_index_free)

/* NULL and 0 if nobody calls it. */
const CallSite *call_index_find(const CallIndex *index, const char *callee,
                                guint *ret_n);

/* The expression of an argument, counted from 0; NULL if there are fewer. */
const IrNode *call_site_argument(const CallSite *site, guint argument);
guint call_site_n_arguments(const CallSite *site);
/* The name of the function the call stands in. */
const char *call_site_caller(const CallSite *site);
/* The file is borrowed from the program. */
Location call_site_location(const CallSite *site);

/*
 * A chain of calls: site 0 is the call of interest, site 1 a call of the
 * function that site 0 stands in, and so on outward.
 */
#define CALL_CHAIN_MAX 4

typedef struct CallChain {
    CallSite sites[CALL_CHAIN_MAX];
    guint n_sites;
} CallChain;

typedef void (*CallChainVisitor)(const CallChain *chain, void *user);

/*
 * Calls `visit` with each chain in which the given argument of the innermost
 * call is no longer a parameter of the function around it: callers are added
 * as long as it is one. A chain that ends at a parameter all the same (nobody
 * calls the function directly, too many do, or the chain is too long) is
 * visited too.
 */
void call_index_each_chain(const CallIndex *index, const CallSite *site,
                           guint argument, CallChainVisitor visit, void *user);

/* An expression and where it stands. */
typedef struct CallValue {
    const IrNode *node;   /* NULL: the call has no such argument */
    const CallSite *site; /* in the body of this one's caller */
} CallValue;

/*
 * What an argument of the innermost call is, looking through casts, through
 * parameters as far as the chain goes, and through locals that are only ever
 * set by their initialiser.
 */
CallValue call_chain_argument(const CallChain *chain, guint argument);

/* Visits `node` and everything below it, parents first. */
typedef void (*IrNodeVisitor)(const IrFile *file, const IrNode *node,
                              void *user);
void calls_each_node(const IrFile *file, const IrNode *node,
                     IrNodeVisitor visit, void *user);
