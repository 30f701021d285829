/*
 * libvirt-role.h: what a function of libvirt has to do with a guest's
 * description, and names of its members.
 *
 * libvirt names its functions by what they do, and has done so from 0.9 on:
 * virDomainDiskDefParseXML, virDomainDiskDefFormat, qemuBuildDiskDeviceStr.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "ir/program.h"

typedef enum CodeRole {
    ROLE_NONE, /* of no interest */
    ROLE_OTHER,
    ROLE_PARSE,
    ROLE_FORMAT,
    ROLE_COMPARE,
    ROLE_EMIT,
    ROLE_POST_PARSE,
    ROLE_ADDRESS,
    ROLE_START,
    ROLE_MIGRATE,
    ROLE_COPY,
    ROLE_RESET,
    ROLE_FREE,
    ROLE_VALIDATE,
} CodeRole;

CodeRole code_role(const char *path, const char *function);

/* "virDomainGraphicsDef.data.vnc.websocket": from the innermost record that has
 * a name; newly allocated, NULL if it is no member. Steps through records
 * without a name are part of it: *ret_base is what comes before. */
char *guest_member_name(const IrFile *file, const IrNode *node,
                        const IrNode **ret_base);
/* Is it about a guest? */
bool is_guest_member(const char *name);
/* The first member of a guest below the node; newly allocated, NULL. */
char *guest_member_below(const IrFile *file, const IrNode *node);
