/*
 * json-list.h: lists within facts from parsed JSON; for this folder only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/json-member.h"

bool json_read_list(FactSet *facts, const Member *member, json_object *value,
                    void *fact, const Place *place, GError **error);

/* A JSON scalar; null is VALUE_NONE. */
bool json_read_value(FactSet *facts, json_object *value, Value *ret_value,
                     const Place *place, GError **error);
