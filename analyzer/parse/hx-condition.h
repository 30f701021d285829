/*
 * hx-condition.h: the #if conditions around a line; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct HxConditions HxConditions;

HxConditions *hx_conditions_new(void);
void hx_conditions_free(HxConditions *conditions);

/* One line that starts with '#'. #define and #undef are passed over.
 * False if it is something else, or closes a condition never opened. */
bool hx_conditions_read(HxConditions *conditions, const char *line);
/* How many are open. */
guint hx_conditions_depth(const HxConditions *conditions);
/* All open ones, "defined(X)" as X, joined by " && "; NULL if none is open. */
char *hx_conditions_text(const HxConditions *conditions);
