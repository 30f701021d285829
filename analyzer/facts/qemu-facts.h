/*
 * qemu-facts.h: the facts of QEMU trees; part of facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/machine-facts.h"

typedef struct Property {
    const char *name;
    const char *type;
    Value value;          /* default; VALUE_NONE: no static default */
    const char *how;      /* "qdev", "class", "instance", "alias" */
    const char *when;     /* condition, NULL if always there */
    const char *alias_of; /* "driver.property", NULL if no alias */
    const char *record;   /* structure and member it writes; NULL */
    const char *member;
    guint64 mask; /* the bit of the member, if it shares it with others; 0 */
    Location location;
} Property;

/* What code does to a property while the device is realized. The condition is
 * told by a test of one property where it can be: where that does not hold,
 * nothing is written. */
typedef struct RunTimeWrite {
    const char *property;
    Value value;               /* unknown: computed */
    const char *when;          /* condition, NULL if always */
    const char *test;          /* property tested; NULL: none */
    const char *test_operator; /* "==", "!=", "<", "<=", ">", ">=" */
    Value test_value;
    bool test_only; /* the test is the whole condition */
    Location location;
} RunTimeWrite;

/* A property without which the device is refused: what -device must give. */
typedef struct DriverNeed {
    const char *property;
    const char *message; /* the error's format; NULL: not known */
    Location location;
} DriverNeed;

typedef struct Driver {
    const char *name;
    const char *parent; /* NULL for a root */
    bool abstract;
    Names targets;
    Names interfaces;
    const char *vmstate;        /* name of its description; NULL */
    const char *vmstate_symbol; /* the C variable */
    Value user_creatable;       /* with -device; unknown if no device */
    const char *bus;            /* type of bus it sits on; NULL if none */
    bool is_named; /* code names it where it could create it, anywhere */
    Names creates; /* types that its code names where it could create them,
                      buses too; of "machine": under all machine types. NULL:
                      none */
    Location location;
    GArray *properties; /* Property, by name */
    GArray *run_time;   /* RunTimeWrite, also of inherited properties */
    GArray *needs;      /* DriverNeed, of inherited properties too */
} Driver;

/* Flags of a field of a dump that does not say how many elements it has: one,
 * or a number known at run time; old QEMUs never say it. */
#define DUMP_NO_COUNT "?"

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
    const char *exists;      /* test function or condition; NULL if always */
    const char *exists_text; /* what it returns, as text; NULL */
    Names exists_reads;      /* members read, "Record.member"; may be NULL */
    const char *vmstate;     /* nested description's name; NULL */
    const char *vmstate_symbol;
    const char *flags; /* "VMS_ARRAY|VMS_STRUCT"; DUMP_NO_COUNT */
    Location location;
} VMStateField;

/* A description, or a test of it, that takes the pointer that it is given for
 * another structure than the rest does; or what is wrong with it otherwise. */
typedef struct VMStateMisuse {
    const char *what; /* "field", "test", "needed", "subsection", "driver";
                         "element": an array sent one by one has more;
                         "version": of a field, later than its description's;
                         "twice": a device sends it by itself and within
                         what the device `name` sends, that holds it */
    const char *name; /* of that */
    const char *used; /* structure; the last element */
    const char *expected;
    Location location;
} VMStateMisuse;

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
    const char *sent_when;   /* why a QEMU may not send it at all, other than
                                `needed`; NULL */
    bool terminated;         /* fields end with VMSTATE_END_OF_LIST */
    bool open_subsections;   /* their list does not end with NULL */
    Names targets;
    Location location;
    GArray *fields;                /* VMStateField, in wire order */
    GPtrArray *subsections;        /* const char *: names, in order */
    GPtrArray *subsection_symbols; /* const char *, same order */
    GArray *misuses;               /* VMStateMisuse */
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
    const char *role; /* "branch" of a union; NULL */
} QapiMember;

typedef struct QapiEntity {
    const char *name;
    const char *kind;          /* enum struct union alternate command event */
    const char *base;          /* or return type of a command; NULL */
    const char *data;          /* named type of a command's arguments; NULL */
    const char *discriminator; /* of a union; NULL for a simple one */
    const char *when;
    Names features;
    Location location;
    GArray *members; /* QapiMember, in schema order */
} QapiEntity;

/* What a property has to be for a constant to have its value. */
typedef struct ConstantTest {
    const char *property;
    const char *test; /* "==", "!=", "<", "<=", ">", ">=" */
    Value value;
} ConstantTest;

/* What code fixes and the guest sees, or the stream checks, without any
 * property carrying it. One with several values has a fact for each, with
 * the condition. */
typedef struct HardwareConstant {
    const char *what; /* "pci-config", "bar-size", "virtio-queue-size", ... */
    const char *key;  /* offset, index or name; bytes are from it on */
    Names drivers;    /* that have it in common; empty: no driver's */
    Value value;      /* unknown: computed. Bytes: "80861000", "ff*192" */
    const char *when; /* condition; NULL: always */
    GArray *tests;    /* ConstantTest: those of the condition that are told by
                         properties; all of them hold */
    bool is_told;     /* by the tests alone */
    Names targets;
    Location location;
} HardwareConstant;

/* Source files that QEMU's build has for the same boards, each built alone:
 * by what its configuration selects, implies and leaves to the user. A board
 * goes by the file that registers its machine types. */
typedef struct Placement {
    Names boards; /* NULL: none */
    Names files;
} Placement;
