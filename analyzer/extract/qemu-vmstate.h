/*
 * qemu-vmstate.h: the parts of the VMState extractor, for each other.
 *
 * A Description is one VMStateDescription structure of the tree and the fact
 * made of it. The set owns the Descriptions; facts belong to the FactSet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/calls.h"
#include "extract/context.h"

typedef struct Description {
    const Term *place;  /* pointer to the structure */
    const IrUnit *unit; /* that defines it */
    const char *file;   /* borrowed from the unit */
    unsigned line;
    VMState *fact;
} Description;

typedef struct DescriptionSet {
    ExtractContext *context;
    GPtrArray *all;        /* Description *, in the order of discovery */
    GHashTable *by_place;  /* object and path -> Description * */
    GHashTable *by_symbol; /* interned symbol -> GPtrArray of Description * */
    GHashTable *stubs;     /* "file symbol" of those that hold nothing */
    const IrUnit *flags_unit; /* where enum VMStateFlags was found; NULL */
    const IrEnum *flags;
} DescriptionSet;

/* Every description that is a variable or an element of an array of the
 * tree, read. */
DescriptionSet *description_set_new(ExtractContext *context);
void description_set_free(DescriptionSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DescriptionSet, description_set_free)

/* The description a pointer term points to; NULL if none is known there. */
Description *description_set_find(const DescriptionSet *set,
                                  const Term *pointer);
/* The description a variable is, given as an expression `&x` or `x[1]`. */
Description *description_set_of_node(const DescriptionSet *set,
                                     const IrUnit *unit, const IrNode *node);
/* Adds and reads one that was reached through a pointer. */
Description *description_set_add(DescriptionSet *set, const Term *place,
                                 const IrUnit *unit, const char *file,
                                 unsigned line);

/* A part that could not be evaluated; `field` may be NULL, and the line 0. */
void vmstate_gap(const Description *description, ExtractContext *context,
                 const char *field, const char *what, unsigned line);

/*
 * Terms.
 */

/* The variable a pointer or function term names, "[1]" appended for an
 * element; NULL if it names none. Interned in the facts. */
const char *vmstate_symbol_of(ExtractContext *context, const Term *term);
/* The same, else its source text; NULL for the NULL pointer alone. */
const char *vmstate_function_of(ExtractContext *context, const Term *term);
/* A pointer to an array of structures points to its first element. */
const Term *vmstate_element(ExtractContext *context, const Term *pointer);
/* Path of an element of the array a pointer points into: "[3]". */
char *vmstate_element_path(const Term *array, gint64 index);
/* -1 if it cannot be told. */
gint64 vmstate_array_length(ExtractContext *context, const Term *array);
/* Does the type's text name this structure itself (not a pointer to it)? */
bool vmstate_type_is(const char *type, const char *record);

/* The fields and subsections of one description. */
void vmstate_read_fields(DescriptionSet *set, Description *description);
void vmstate_read_subsections(DescriptionSet *set, Description *description);
/* "VMS_ARRAY|VMS_STRUCT"; unknown bits in hexadecimal. */
const char *vmstate_flags_text(const DescriptionSet *set, gint64 flags);

/* What a test function returns, as text, and the members it reads. false,
 * and nothing set, if its body was not read. */
bool vmstate_read_test(ExtractContext *context, const Term *test,
                       const char **ret_text, Names *ret_reads);
/* Fills in needed, needed_text and needed_reads. */
void vmstate_read_needed(ExtractContext *context, VMState *fact,
                         const Term *needed);

/* The option on which the registration depends, as a sentence for people;
 * NULL: none was found. The caller's. */
char *vmstate_registered_when(const CallIndex *calls, const CallSite *site);
/* Descriptions that are written somewhere else than into the stream. */
void vmstate_read_own_files(DescriptionSet *set, const CallIndex *calls);

/* Calls of vmstate_register and its kin, register_savevm, and what virtio
 * saves by itself. */
void vmstate_read_registrations(DescriptionSet *set);

/*
 * Visits every expression that the member of that structure is ever given, by
 * an assignment in a function body or in a variable's initialiser:
 * `vdc->vmsd`, `ops->legacy_vmsd`.
 */
typedef void (*MemberValueVisitor)(const IrUnit *unit, const IrNode *value,
                                   const char *file, unsigned line, void *user);
void vmstate_each_member_value(const DescriptionSet *set, const char *record,
                               const char *member, MemberValueVisitor visit,
                               void *user);
/* The VirtioDeviceClass functions that save a device by hand. */
void vmstate_read_virtio_saves(DescriptionSet *set);

/* Fill in misuses; drivers must be known. */
void vmstate_check_owners(DescriptionSet *set);
void vmstate_check_elements(DescriptionSet *set);
/* The structure that the field's offset is measured in; NULL: not known. */
const char *vmstate_field_record(const DescriptionSet *set,
                                 const Description *description, guint index);

/* Compares with the census of the text: gaps for what is missing. */
void vmstate_check_census(DescriptionSet *set);
