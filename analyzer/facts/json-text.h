/*
 * json-text.h: single JSON values as text; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "base/value.h"

/* All append to `out`. NULL is null. */
void json_text_string(GString *out, const char *text);
void json_text_number(GString *out, gint64 number);
/* Not of VALUE_UNKNOWN. */
void json_text_value(GString *out, const Value *value);
/* NULL-terminated; NULL is an empty list. */
void json_text_strings(GString *out, const char *const *texts);
void json_text_location(GString *out, const Location *location);
