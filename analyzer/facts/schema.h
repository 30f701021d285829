/*
 * schema.h: how the tables of members are written; for the schema files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/record.h"

#define MEMBER(type, member, member_kind)                                      \
    {                                                                          \
        .name = #member, .kind = MEMBER_##member_kind,                         \
        .offset = offsetof(type, member)                                       \
    }
#define NAMED(json_name, type, member, member_kind)                            \
    {                                                                          \
        .name = json_name, .kind = MEMBER_##member_kind,                       \
        .offset = offsetof(type, member)                                       \
    }
#define LIST(json_name, type, member, member_kind, element_record)             \
    {                                                                          \
        .name = json_name, .kind = MEMBER_##member_kind,                       \
        .offset = offsetof(type, member), .element = &(element_record)         \
    }
#define RECORD(type, table)                                                    \
    .size = sizeof(type), .members = (table), .n_members = G_N_ELEMENTS(table)
