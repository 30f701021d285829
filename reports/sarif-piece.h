/*
 * sarif-piece.h: SARIF's objects that need nothing but a finding, a gap or a
 * rule. Objects are the caller's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <json-c/json.h>

#include "reports/report.h"

/* Message of plain text. */
json_object *sarif_message(const char *text);

/* The place in its tree; `note` NULL: none. `id` 0: none. */
json_object *sarif_location(EvidenceSide side, const Location *location,
                            const char *text, const char *note, guint id);

/* "error", "warning", "note". */
const char *sarif_level(Severity severity);

/* All that the report's findings need, in the order of the catalogue. */
json_object *sarif_rules(const Report *report);
/* Its index there; -1: not a rule of the catalogue. */
int sarif_rule_index(const Report *report, const char *rule);
