/*
 * machine-facts.h: what is known of machine types; part of qemu-facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "base/value.h"

/* NULL-terminated, sorted, interned in the FactSet; {"*"} is common code. */
typedef const char *const *Names;

typedef struct CompatProperty {
    const char *driver;
    const char *property;
    const char *value; /* the string QEMU sees; NULL: unknown, with a gap */
    bool optional;
    const char *list;  /* "hw_compat_9_2"; NULL if it stands by itself */
    const char *outer; /* a macro around the list, which is what the machine
                          type's own code names; NULL if there is none */
    const char *when;  /* condition, NULL if it always applies */
    Location location;
} CompatProperty;

typedef struct MachineField {
    const char *name;   /* C member path */
    const char *record; /* class structure it is a member of */
    Value value;
    Location location;
} MachineField;

/* A function that is for the machine type's own version: its name has it. */
typedef struct MachineStep {
    const char *name;
    Names calls; /* functions with a version in their names */
    Location location;
} MachineStep;

/* A variable of the program that a machine type sets, whatever happens. */
typedef struct MachineSwitch {
    const char *name;
    const char *phase; /* "class", "instance", "board": what is made then */
    Value value;
    Location location;
    Location home; /* where it is defined; no file: not known */
} MachineSwitch;

typedef struct MachineType {
    const char *name;
    const char *family;
    const char *version; /* NULL if unversioned */
    Names targets;
    Names aliases;
    bool abstract;
    bool is_default;
    const char *deprecated; /* the reason; NULL if not */
    const char *description;
    const char *parent; /* QOM parent's name */
    Location location;
    Names cpu_types;  /* that its -cpu allows; NULL: any, or not known */
    GArray *fields;   /* MachineField, by name */
    GArray *compat;   /* CompatProperty, in the order of application */
    GArray *steps;    /* MachineStep */
    GArray *switches; /* MachineSwitch */
} MachineType;
