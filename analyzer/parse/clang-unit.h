/*
 * clang-unit.h: one translation unit from file to ir, in this process;
 * private to parse/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"

#include <clang-c/Index.h>

/* An error in an included file. */
typedef struct Blame {
    guint32 line; /* of the #include in the main file */
    char *where;  /* "/tree/include/a.h:3" */
} Blame;

typedef struct UnitRequest {
    const ParsePlan *plan;
    const ParseGroup *group;
    const char *path; /* absolute; of the file to parse, or to write a group's
                         list of headers to */
    const char *pch;  /* to be used; NULL: none */
    bool pch_has_placeholders;
    const char *save_to;            /* a PCH to write; NULL: none */
    const char *placeholders;       /* file to be included first; NULL */
    const char *placeholder_prefix; /* how the paths of such files start */
    const char *text;      /* what to parse instead of the file's; NULL */
    const GArray *omitted; /* guint32: lines of the opening braces of bodies
                              that are not in `text`, rising */
    const char *id;        /* to name them by */
    const char *note;      /* diagnostic to be added; NULL */
    GHashTable *names;     /* gets what the result depends on, char * as in
                              clang-state.h; NULL: not wanted */
    GPtrArray *blamed; /* gets the errors that an #include of the file led to,
                          Blame *; NULL: not wanted */
    CXIndex index;
} UnitRequest;

/* The serialised IrFile; NULL and a reason if there is none. Tries again if
 * something is missing that could be had by parsing in another way. */
GBytes *unit_file(const UnitRequest *request, char **ret_failure);
/* The group's headers: writes the PCH to request->save_to, if it can;
 * `ret_problem` says why not. */
GBytes *unit_headers(const UnitRequest *request, char **ret_problem);

/* clang-names.c: UnitRequest.names, sorted, one a line. */
GBytes *names_text(GHashTable *names);

/* clang-headers.c: the first file of the group that includes the header, NULL
 * if there is none; the caller's. */
char *headers_includer(const ParsePlan *plan, const ParseGroup *group,
                       const char *header);
