/*
 * qemu-refusal-facts.h: what QEMU refuses, and what it tells of machine types
 * beforehand; part of facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/qemu-facts.h"

/* A place where QEMU refuses, or warns of, what it is asked for: under a test
 * of a member of the machine's class, or of what an option's argument held. */
typedef struct OptionRefusal {
    const char *option;  /* "numa"; NULL: not known */
    const char *key;     /* "node.mem"; NULL: not one key */
    const char *action;  /* "refuse", "warn" */
    const char *field;   /* member of the machine's class; NULL: none */
    const char *record;  /* the class structure */
    Value field_value;   /* of the member, for it to happen */
    const char *message; /* its format */
    const char *when;    /* the whole condition, as text */
    const char *function;
    Names targets;
    Location location;
} OptionRefusal;

/* A key of query-machines and the member of the machine's class that it
 * tells. */
typedef struct MachineInfoKey {
    const char *key; /* "numa-mem-supported" */
    const char *field;
    const char *record; /* of the field */
    Location location;
} MachineInfoKey;
