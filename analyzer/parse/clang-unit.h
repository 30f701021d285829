/*
 * clang-unit.h: one translation unit from file to ir, in this process;
 * private to parse/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "parse/clang.h"

#include <clang-c/Index.h>

typedef struct UnitRequest {
    const ParsePlan *plan;
    const ParseGroup *group;
    const char *path; /* absolute; of the file to parse */
    const char *pch;  /* to be used, or for unit_headers() to write; NULL */
    CXIndex index;
    char *placeholders; /* file of placeholder declarations; NULL if none */
} UnitRequest;

/* The serialised IrFile; NULL and a reason if there is none. */
GBytes *unit_file(const UnitRequest *request, char **ret_failure);
/* The group's headers: writes the PCH to request->pch, if it can;
 * `ret_problem` says why not. */
GBytes *unit_headers(const UnitRequest *request, char **ret_problem);

/* The arguments for clang, NULL-terminated. */
GPtrArray *unit_arguments(const UnitRequest *request);
