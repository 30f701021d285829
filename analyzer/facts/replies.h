/*
 * replies.h: what a QEMU answered to libvirt's questions, as facts.
 *
 * libvirt's tests/qemucapabilitiesdata hold in .replies files each question and
 * its answer, one JSON value after the other. Types, properties, machine types,
 * CPU models, options, commands, events and the QAPI schema become facts of a
 * QEMU, as far as they were asked for. In the schema types have numbers for
 * names; an array is "[type]". The enumerations MigrationCapability, TpmModel
 * and TpmType hold what the queries of these told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

/* Enumerations that hold the answers to query-commands and query-events. */
#define REPLIES_COMMANDS "(query-commands)"
#define REPLIES_EVENTS   "(query-events)"

typedef struct Replies Replies;

/* Does the file look like one? false if it cannot be read. */
bool replies_is_one(const char *path);

Replies *replies_read(const char *path, GError **error);
void replies_free(Replies *replies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replies, replies_free)

const FactSet *replies_facts(const Replies *replies);
/* "x86_64" */
const char *replies_target(const Replies *replies);

typedef enum ReplyAnswer {
    REPLY_NO,
    REPLY_YES,
    REPLY_NOT_ASKED,
} ReplyAnswer;

/* Of the machine it ran on: "kvm" with "present" or "enabled"; else whether
 * the command `name` was answered with no error (`key` NULL). */
ReplyAnswer replies_host(const Replies *replies, const char *name,
                         const char *key);
