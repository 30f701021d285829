/*
 * qemu-refusal-facts.h: what QEMU refuses, and what it tells of machine types
 * beforehand; what it does when a guest is set up; part of facts.h.
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

/* What code does when a guest is set up or sent: it gives the firmware a file,
 * puts a part into the migration stream. */
typedef struct SetupStep {
    const char *kind;   /* "fw-cfg": a file or an item of fw_cfg;
                           "stream-part": the byte that a part begins with */
    const char *name;   /* "etc/e820", "key 0x5"; "0x06"; NULL: made at run
                           time */
    const char *owner;  /* function that does it */
    const char *device; /* file of the device's code that it is part of; NULL:
                           of a board's */
    const char *when;   /* the condition as text; NULL: always */
    Names asks;         /* what the condition and those of the callers ask:
                           "Record.member", "function()", "variable" */
    Names needs;        /* of these, members that must be set, "Record.member",
                           or not set, "!Record.member" */
    Names targets;
    Location location;
} SetupStep;
