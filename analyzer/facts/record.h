/*
 * record.h: what the facts are made of, as data.
 *
 * Each fact structure of facts.h is described by one Record, a table of its
 * members. Making, comparing, sorting, writing and reading work from these
 * tables, so a new member is one line in schema.c. The order of the lines is
 * the order of comparison and that of the JSON: what names a fact comes first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

typedef enum MemberKind {
    MEMBER_TEXT,    /* const char *; JSON null if NULL */
    MEMBER_GIVEN,   /* const char *; not in the JSON if NULL */
    MEMBER_BOOLEAN, /* bool */
    MEMBER_NUMBER,  /* gint64 */
    MEMBER_LENGTH,  /* gint64; JSON null if negative */
    MEMBER_COUNT,   /* guint */
    MEMBER_MASK,    /* guint64; not in the JSON if 0 */
    MEMBER_VALUE,   /* Value; not in the JSON if unknown */
    MEMBER_NAMES,   /* Names; an empty list if NULL */
    MEMBER_KNOWN,   /* Names; JSON null if NULL */
    MEMBER_CHOSEN,  /* Names; not in the JSON if NULL */
    MEMBER_TARGETS, /* Names; facts that differ in these only are one */
    MEMBER_TEXTS,   /* GPtrArray of const char *, in their order */
    MEMBER_KEYS,    /* GPtrArray of const char *, sorted */
    MEMBER_LOCATION,
    MEMBER_OBJECT,  /* `element` itself; it owns nothing */
    MEMBER_RECORDS, /* GArray of `element`, in their order */
    MEMBER_SORTED,  /* GArray of `element`, sorted */
    MEMBER_VALUES,  /* the values of a GArray of `element`, by their names: a
                       JSON object. Unknown ones are not in it */
    MEMBER_UNKNOWN, /* the names of the unknown ones */
} MemberKind;

typedef struct Record Record;

typedef struct Member {
    const char *name; /* in the JSON */
    MemberKind kind;
    gsize offset;
    const Record *element; /* of lists of records and of objects; they own
                              nothing */
} Member;

struct Record {
    const char *name;    /* of the list of such facts; NULL if none */
    const char *project; /* whose trees alone have such facts; NULL: all */
    gsize size;
    const Member *members;
    guint n_members;
    /* Of records that MEMBER_VALUES shows. */
    gsize name_offset;
    gsize value_offset;
};

/* Also the order of the lists in the JSON. */
typedef enum FactKind {
    FACT_MACHINE_TYPE,
    FACT_DRIVER,
    FACT_VMSTATE,
    FACT_OPTION,
    FACT_RAM_BLOCK,
    FACT_CPU_MODEL,
    FACT_DEPRECATION,
    FACT_QAPI,
    FACT_PLACEMENT,
    FACT_HARDWARE_CONSTANT,
    FACT_OPTION_REFUSAL,
    FACT_MACHINE_INFO,
    FACT_SETUP_STEP,
    FACT_EMISSION,
    FACT_LOCAL_FLAG,
    FACT_REFUSAL,
    FACT_CAPABILITY,
    FACT_CAPABILITY_RULE,
    FACT_MIGRATION_PARAMETER,
    FACT_MIGRATION_COOKIE,
    FACT_MIGRATABLE_XML,
    FACT_ABI_CHECK,
    FACT_XML_ENUM,
    FACT_XML_DEFAULT,
    FACT_MACHINE_DATA,
    FACT_GUEST_MEMBER,
    FACT_XML_ITEM,
    FACT_CPU_MAP_ENTRY,
    FACT_FLAG_CHECK,
    FACT_REPORTED_FEATURE,
    FACT_CODE_DOUBT,
    FACT_ERROR_TEXT,
    FACT_GAP,
    FACT_CENSUS,
    N_FACT_KINDS
} FactKind;

const Record *fact_record(FactKind kind);
/* Of those that only libvirt trees have; NULL for the others. */
const Record *libvirt_fact_record(FactKind kind);

/* All zero, lists empty. */
void *record_new(const Record *record);
void record_free(const Record *record, void *fact);

typedef enum CompareWhat {
    COMPARE_ALL,
    COMPARE_ALL_BUT_TARGETS,
} CompareWhat;

/* Total: 0 only if every member is equal; unknown values are for once. */
int record_compare(const Record *record, CompareWhat what, const void *a,
                   const void *b);

/* Puts the MEMBER_KEYS and MEMBER_SORTED lists in order and drops repeated
 * elements. */
void record_sort_lists(const Record *record, void *fact);

static inline void *member_slot(const Member *member, const void *fact)
{
    return (char *)fact + member->offset;
}

/* Pointer-sized members: texts, names and lists. */
static inline void *member_pointer(const Member *member, const void *fact)
{
    return *(void **)member_slot(member, fact);
}
