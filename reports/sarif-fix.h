/*
 * sarif-fix.h: a unified diff as SARIF's replacements.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <json-c/json.h>

/* One array of artifactChange objects for the patch, whose paths are below
 * "%SRCROOT%"; NULL if it is no patch that whole lines can express. The
 * caller's. */
json_object *sarif_fix_changes(const char *patch);
