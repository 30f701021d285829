/*
 * facts.h: what was found in one tree, and what could not be read.
 *
 * A FactSet owns its facts and every string in them; strings are interned, so
 * equal ones share an address within one set. Facts are added in any order
 * and put into their total order by fact_set_sort, which also drops exact
 * repetitions. `Value` with VALUE_UNKNOWN is left out of the JSON: then a gap
 * says why. The JSON form is that of facts/json.h.
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
    const char *list; /* "hw_compat_9_2"; NULL if it stands by itself */
    const char *when; /* condition, NULL if it always applies */
    Location location;
} CompatProperty;

typedef struct MachineField {
    const char *name;   /* C member path */
    const char *record; /* class structure it is a member of */
    Value value;
    Location location;
} MachineField;

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
    GArray *fields; /* MachineField, by name */
    GArray *compat; /* CompatProperty, in the order of application */
} MachineType;

typedef struct Property {
    const char *name;
    const char *type;
    Value value;          /* default; VALUE_NONE: no static default */
    const char *how;      /* "qdev", "class", "instance", "alias" */
    const char *when;     /* condition, NULL if always there */
    const char *alias_of; /* "driver.property", NULL if no alias */
    const char *record;   /* structure and member it writes; NULL */
    const char *member;
    Location location;
} Property;

typedef struct Driver {
    const char *name;
    const char *parent; /* NULL for a root */
    bool abstract;
    Names targets;
    Names interfaces;
    const char *vmstate;        /* name of its description; NULL */
    const char *vmstate_symbol; /* the C variable */
    Location location;
    GArray *properties; /* Property, by name */
} Driver;

typedef struct VMStateField {
    const char *name;
    const char *kind;     /* scalar array struct buffer bitmap unused validate
                             opaque */
    const char *info;     /* "vmstate_info_uint32"; NULL */
    gint64 size;          /* bytes on the wire of one element; -1 opaque */
    gint64 count;         /* elements; -1 decided at run time */
    const char *count_of; /* member that holds the count; NULL */
    gint64 version_id;
    gint64 struct_version_id;
    const char *exists;  /* test function or condition; NULL if always */
    const char *vmstate; /* nested description's name; NULL */
    const char *vmstate_symbol;
    const char *flags; /* "VMS_ARRAY|VMS_STRUCT" */
    Location location;
} VMStateField;

typedef struct VMState {
    const char *name;
    const char *symbol; /* C variable */
    gint64 version_id;
    gint64 minimum_version_id;
    bool unmigratable;
    bool early_setup;
    const char *priority;    /* enumerator; NULL if default */
    const char *needed;      /* function; NULL */
    const char *needed_text; /* what it returns, as text; NULL */
    Names needed_reads;      /* members read, "Record.member"; may be NULL */
    const char *driver;      /* that uses it; NULL */
    const char *registered;  /* "vmstate_register", "register_savevm_live",
                                "virtio"; NULL if through its driver */
    const char *instance;    /* text of the instance id; NULL */
    bool terminated;         /* fields end with VMSTATE_END_OF_LIST */
    Names targets;
    Location location;
    GArray *fields;                /* VMStateField, in wire order */
    GPtrArray *subsections;        /* const char *: names, in order */
    GPtrArray *subsection_symbols; /* const char *, same order */
} VMState;

typedef struct Option {
    const char *name; /* without the dash */
    bool takes_value;
    Names targets;
    GPtrArray *keys; /* const char *, sorted */
    const char *deprecated;
    Location location;
} Option;

typedef struct RamBlock {
    const char *name; /* NULL: computed at run time */
    Value size;
    const char *owner; /* function that makes it */
    Names targets;
    Location location;
} RamBlock;

typedef struct CpuModelProperty {
    const char *name;
    Value value;
} CpuModelProperty;

typedef struct CpuModel {
    const char *name;
    const char *target;
    const char *alias_of; /* NULL */
    Location location;
    GArray *properties; /* CpuModelProperty, by name */
} CpuModel;

typedef struct Deprecation {
    const char *subject;
    const char *since;   /* NULL if unknown */
    const char *removed; /* NULL if still there */
    const char *note;
    Location location;
} Deprecation;

/* One entity of the QAPI schema. */
typedef struct QapiMember {
    const char *name;
    const char *type; /* NULL for enum values */
    bool optional;
    const char *when; /* 'if', as text */
    Names features;
} QapiMember;

typedef struct QapiEntity {
    const char *name;
    const char *kind; /* enum struct union alternate command event */
    const char *base; /* or return type of a command; NULL */
    const char *when;
    Names features;
    Location location;
    GArray *members; /* QapiMember, in schema order */
} QapiEntity;

typedef struct Gap {
    const char *construct; /* "property-array", "machine-type", ... */
    const char *subject;   /* its name; NULL */
    const char *reason;
    Location location;
} Gap;

/* How an extractor fared: what a census by text expected, what was read. */
typedef struct Census {
    const char *construct;
    guint expected;
    guint read;
    guint healed; /* of those read: by a second parse or at token level */
    guint gaps;
} Census;

typedef struct FactSet FactSet;

FactSet *fact_set_new(void);
void fact_set_free(FactSet *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FactSet, fact_set_free)

/* The tree it speaks of. NULL revision: no git revision. */
void fact_set_set_tree(FactSet *facts, const char *project, const char *version,
                       const char *label, const char *revision);
const char *fact_set_project(const FactSet *facts);
const char *fact_set_version(const FactSet *facts);
const char *fact_set_label(const FactSet *facts);
const char *fact_set_revision(const FactSet *facts);

/* Interned copy; NULL stays NULL. */
const char *fact_set_text(FactSet *facts, const char *text);
/* Interned copy, sorted, without repetitions. `names` NULL-terminated. */
Names fact_set_names(FactSet *facts, const char *const *names);

/*
 * Each adds an empty fact and returns it for filling in; it stays where it is
 * (the pointer is valid as long as the set). Strings put into it must come
 * from fact_set_text; values of strings likewise.
 */
MachineType *fact_set_add_machine_type(FactSet *facts);
Driver *fact_set_add_driver(FactSet *facts);
VMState *fact_set_add_vmstate(FactSet *facts);
Option *fact_set_add_option(FactSet *facts);
RamBlock *fact_set_add_ram_block(FactSet *facts);
CpuModel *fact_set_add_cpu_model(FactSet *facts);
Deprecation *fact_set_add_deprecation(FactSet *facts);
QapiEntity *fact_set_add_qapi(FactSet *facts);
/* All are interned here; the same gap twice is one. */
void fact_set_add_gap(FactSet *facts, const char *construct,
                      const char *subject, const char *reason,
                      const Location *location);
void fact_set_add_census(FactSet *facts, const Census *census);

/* Elements are pointers: const MachineType *, and so on. Sorted once
 * fact_set_sort has run. */
const GPtrArray *fact_set_machine_types(const FactSet *facts);
const GPtrArray *fact_set_drivers(const FactSet *facts);
const GPtrArray *fact_set_vmstates(const FactSet *facts);
const GPtrArray *fact_set_options(const FactSet *facts);
const GPtrArray *fact_set_ram_blocks(const FactSet *facts);
const GPtrArray *fact_set_cpu_models(const FactSet *facts);
const GPtrArray *fact_set_deprecations(const FactSet *facts);
const GPtrArray *fact_set_qapi(const FactSet *facts);
const GPtrArray *fact_set_gaps(const FactSet *facts);
const GPtrArray *fact_set_censuses(const FactSet *facts);

void fact_set_sort(FactSet *facts);
