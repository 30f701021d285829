/*
 * proposal.h: a change that nobody has made.
 *
 *   retire SUBJECT [from VERSION] [; libvirt VERSION emits KEY | stops]
 *   default DRIVER.PROPERTY=VALUE [from VERSION]
 *
 * "from 4.1": for machine types of that version on; without it, for all. The
 * libvirt named emits KEY instead, where the machine type does not take the
 * subject any more ("emits"), or never the subject again ("stops").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/subject.h"

typedef enum ProposalAction {
    PROPOSAL_RETIRE,
    PROPOSAL_DEFAULT,
} ProposalAction;

typedef struct Proposal {
    ProposalAction action;
    Subject *subject;
    char *value;   /* of PROPOSAL_DEFAULT; else NULL */
    char *from;    /* machine version; NULL: all machine types */
    char *libvirt; /* version that changes with it; NULL: none */
    char *emits;   /* what it emits instead, as it was named; NULL: nothing */
    char *text;    /* as it was given, in one line */
} Proposal;

typedef enum ProposalError {
    PROPOSAL_ERROR_SYNTAX,
} ProposalError;

#define PROPOSAL_ERROR proposal_error_quark()
GQuark proposal_error_quark(void);

/* Of several lines, those that are empty or begin with '#' say nothing; the
 * others are taken together. */
Proposal *proposal_read(const char *text, const GPtrArray *trees,
                        GError **error);
void proposal_free(Proposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proposal, proposal_free)

/* Does it change that machine type? `version` NULL: unversioned. */
bool proposal_covers(const Proposal *proposal, const char *version);
