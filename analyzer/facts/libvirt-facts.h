/*
 * libvirt-facts.h: the facts of libvirt trees; part of facts.h.
 *
 * A condition is a list of guards that all hold; what is done under several
 * conditions is several facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "base/value.h"

/* NULL-terminated, sorted, interned in the FactSet. */
typedef const char *const *LibvirtNames;

typedef struct LibvirtGuard {
    const char *kind; /* "capability"; "representation": a capability that
                         only selects a syntax; "xml", "machine", "call";
                         of capability rules also "version", "architecture",
                         "host" */
    const char *name; /* of the capability; NULL */
    const char *text; /* of the condition; NULL */
    bool negated;
    /* Of what can be decided: the comparison "==", "<", ">=" and its right
     * side: a version, architectures. */
    const char *relation;
    LibvirtNames values; /* NULL: none */
} LibvirtGuard;

typedef struct EmissionValue {
    const char *kind;    /* literal enum bool number format any */
    LibvirtNames values; /* literals, names, formats; NULL: none */
    const char *text;    /* as in the source; NULL */
} EmissionValue;

typedef struct Emission {
    const char *option;   /* "-device"; of a monitor command: its name */
    LibvirtNames drivers; /* {""}: it has none; NULL: not known, with a gap */
    const char *property;
    EmissionValue value;
    bool optional;
    GArray *guards;      /* LibvirtGuard, sorted */
    const char *channel; /* "command-line", "monitor" */
    const char *function;
    Location location;
} Emission;

/* A constant put into a local variable that is a guard of emissions of the
 * function. */
typedef struct LocalFlag {
    const char *function;
    const char *name;
    const char *value;
    GArray *guards; /* LibvirtGuard, in their order */
    Location location;
} LocalFlag;

typedef struct Refusal {
    const char *message; /* its format */
    GArray *guards;      /* LibvirtGuard, sorted */
    const char *function;
    Location location;
} Refusal;

/* One way in which a capability is found: any of them does. Members that a
 * kind has no use for are NULL. */
typedef struct CapabilityDetection {
    const char *kind;     /* device-property, object-property, qom-type,
                             machine-property, command-line-option, qapi,
                             command, event, migration-parameter, kvm,
                             version, always */
    const char *driver;   /* QOM type; machine type of machine-property */
    const char *property; /* or key of an option */
    const char *option;
    const char *query; /* of qapi: "screendump/arg-type/device"; name of a
                          command, an event, a migration parameter */
    const char *value; /* of a property's default, if that decides */
    Location location;
} CapabilityDetection;

typedef struct Capability {
    const char *name;    /* "QEMU_CAPS_VIRTIO_NET_HOST_MTU" */
    const char *flag;    /* "virtio-net.host_mtu" */
    gint64 number;       /* of the enumerator */
    bool retired;        /* nothing asks for it any more */
    GArray *detected_by; /* CapabilityDetection, sorted */
    Location location;
} Capability;

/* What code does to a capability, in the order in which it runs. */
typedef struct CapabilityRule {
    gint64 order;
    const char *action;     /* "set", "clear", "detect": tables are read here */
    const char *capability; /* NULL with "detect" */
    GArray *guards;         /* LibvirtGuard, in their order */
    const char *function;
    Location location;
} CapabilityRule;

/* An entry of the tables of qemu_migration_params.c. */
typedef struct MigrationParameter {
    const char *name;     /* as QEMU has it: "xbzrle" */
    const char *kind;     /* "capability", "parameter" */
    const char *symbol;   /* enumerator */
    const char *type;     /* of a parameter: "int", "ullong", ...; NULL */
    const char *party;    /* "source", "destination", "both"; NULL: no flag
                             leads to it */
    const char *flag;     /* VIR_MIGRATE_X that asks for it; NULL */
    const char *relation; /* "required", "forbidden", "optional",
                             "always-on"; NULL */
    const char *api_name; /* typed parameter of the API; NULL */
    Location location;
} MigrationParameter;

/* A feature of the migration cookie. */
typedef struct MigrationCookie {
    const char *name;
    const char *symbol;
    bool mandatory; /* an older libvirt that does not know it refuses */
    const char *when;
    Location location;
} MigrationCookie;

/* What is left out or rewritten in migratable XML. */
typedef struct MigratableXml {
    const char *what;   /* the object or expression */
    const char *action; /* "drop", "rewrite", "keep" */
    const char *when;   /* condition, NULL if always */
    const char *value;  /* of a rewrite: what is put there; NULL */
    const char *function;
    Location location;
} MigratableXml;

typedef struct AbiCheck {
    const char *what;     /* member path: "virDomainDiskDef.bus" */
    const char *relation; /* "equal", or the function that compares */
    const char *when;     /* condition, NULL if always */
    const char *message;  /* NULL */
    const char *function;
    Location location;
} AbiCheck;

/* What the parser accepts, and the formatter writes, for an enumeration. */
typedef struct XmlEnum {
    const char *name;  /* "virDomainDiskBus" */
    GPtrArray *values; /* const char *, by number */
    Location location;
} XmlEnum;

/* A default filled in after parsing. */
typedef struct XmlDefault {
    const char *what;  /* member path: "virDomainVideoDef.type" */
    const char *value; /* text; "(computed)": no constant; "(added)": what
                          `what` points to, or one more of a list */
    const char *phase; /* "parse", "post-parse", "address", "start" */
    GArray *guards;    /* LibvirtGuard, in their order */
    const char *function;
    Location location;
} XmlDefault;

/* What libvirt keeps of each of QEMU's machine types. */
typedef struct MachineData {
    const char *member; /* "numaMemSupported" */
    const char *key;    /* of query-machines: "numa-mem-supported" */
    const char *absent; /* what is taken where there is no such key; NULL:
                           nothing is put there */
    Location location;
} MachineData;
