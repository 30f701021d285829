/*
 * clang.h: parses many C files with libclang, in worker processes, into ir.
 *
 * Nothing in here knows QEMU or libvirt: which files, flags and headers is
 * said by the plan. Nothing of the tree is run. An #include may lead out of
 * the root; what such files declare is not lowered.
 *
 * In the ir, a file outside the root is "<name>" as an include directory has
 * it; an unnamed record is "(anonymous at FILE:LINE:COLUMN)" and so is the end
 * of its type; an asm statement is IR_UNKNOWN "asm". Among the diagnostics are
 * our own: "the initialiser of 'X' was dropped", "healed: with placeholders
 * for ..." (sizes and offsets in such a unit are not to be trusted) and "not
 * precompiled, as they do not stand alone: ...".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/cache.h"
#include "ir/ir.h"

/* Files that share flags and a precompiled header. */
typedef struct ParseGroup {
    char *name;         /* "i386" */
    GPtrArray *args;    /* char *: compiler arguments */
    GPtrArray *headers; /* char *: include names for the group's PCH */
    GPtrArray *files;   /* char *: relative to the root */
} ParseGroup;

ParseGroup *parse_group_new(const char *name);
void parse_group_free(ParseGroup *group);

typedef struct ParsePlan {
    const char *root;       /* absolute; the text of diagnostics and locations
                               is made relative to it */
    const char *base;       /* with a cache: the folder of all that was made for
                               the plan; results don't depend on where it is.
                               NULL: the root */
    const char *scratch;    /* writable directory, for PCHs and results */
    GPtrArray *groups;      /* ParseGroup * */
    guint workers;          /* processes at a time; 0: one per processor */
    guint memory_limit;     /* MiB of address space per worker; 0: none */
    guint seconds_per_file; /* CPU time; 0: none */
    const char *const *keep_words; /* NULL-terminated. A long function body
                              whose text has none of them is left out
                              (IR_BODY_OMITTED). NULL: all bodies are kept */
    const IrCache *cache;          /* NULL: nothing is kept */
    const char *environment;       /* with a cache: text about the machine that
                              results depend on; NULL */
} ParsePlan;

/* What came of one file. Exactly one of `file` and `failure` is not NULL. */
typedef struct ParseResult {
    const char *path;
    const char *group;
    bool is_headers;     /* the group's header unit; path is "<headers>" */
    IrFile *file;        /* owned by the receiver */
    const char *failure; /* "crashed (signal 11)", "took over 60 s", ... */
} ParseResult;

typedef void (*ParseReceiver)(const ParseResult *result, void *user);

/*
 * Calls `receive` once for each file and header unit, in the plan's order
 * whatever the workers' timing. false only if no worker could be run at all;
 * a file that crashes its worker is a result with a failure.
 */
bool parse_plan_run(const ParsePlan *plan, ParseReceiver receive, void *user,
                    GError **error);

/* "19.1.7" */
char *parse_clang_version(void);
