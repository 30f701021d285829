/*
 * vmstate.h: what one QEMU sends for one target, as resolved trees.
 *
 * A WireState is a VMStateDescription with its nested descriptions and its
 * subsections at hand. What is on the wire (migration/vmstate.c) are the bytes
 * of the fields in their order, for a section and for a subsection also name
 * and version_id. Names of fields, names and versions of nested descriptions
 * are not: each side filters those by its own.
 *
 * Descriptions with one name, or one symbol in several files, are told apart
 * by the file that uses them and by their targets. A WireModel owns its
 * states; facts are borrowed from the FactSet, which must outlive it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/qemu-model.h"

typedef struct WireModel WireModel;
typedef struct WireState WireState;

typedef struct WireField {
    const VMStateField *fact;
    const WireState *nested; /* NULL: none, or one that was not read */
    gint64 size;             /* of one element on the wire; -1: varies */
} WireField;

struct WireState {
    const VMState *fact;
    GArray *fields;         /* WireField, in wire order */
    GPtrArray *subsections; /* const WireState *, in order; NULL: one that was
                               not read */
};

/* Who sends a state by itself, with its name and version. */
typedef enum WireSender {
    WIRE_SENDER_DRIVER,     /* DeviceClass.vmsd, by hw/core/qdev.c */
    WIRE_SENDER_REGISTERED, /* a call of vmstate_register or its kin */
    WIRE_SENDER_CODE,       /* a call of vmstate_save_state, or nobody */
} WireSender;

typedef struct WireSection {
    WireSender sender;
    const Driver *driver; /* WIRE_SENDER_DRIVER; else NULL */
    const WireState *state;
} WireSection;

/* A property of a device or a field of the machine's class that decides
 * whether something is sent: it is read by the condition. */
typedef struct WireGate {
    const char *driver;   /* NULL: a field of a class */
    const char *property; /* or the name of the field */
    const char *read;     /* "Record.member" */
    bool is_bit;          /* one of several properties in that member */
} WireGate;

/* `target`: NULL for all of them, and for the facts of a dump. */
WireModel *wire_model_new(const FactSet *facts, const char *target);
void wire_model_free(WireModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WireModel, wire_model_free)

const FactSet *wire_model_facts(const WireModel *model);
const char *wire_model_target(const WireModel *model);

/* WireSection: those of drivers first, by the driver's name, then the others
 * by the description's name. */
const GArray *wire_model_sections(const WireModel *model);
/* The drivers of the target, with or without state: const Driver *; NULL. */
const Driver *wire_model_driver(const WireModel *model, const char *name);
/* Whether any driver or description of the target is in the source file. */
bool wire_model_has_file(const WireModel *model, const char *file);

/* WireGate, by driver and property; the caller's. `reads` may be NULL.
 * Properties of `driver` (NULL: nobody) and its ancestors are preferred; only
 * without one of them, those of other drivers with that structure count. */
GArray *wire_model_gates(const WireModel *model, const Driver *driver,
                         Names reads);

typedef enum WirePresence {
    WIRE_ABSENT,
    WIRE_PRESENT,
    WIRE_CONDITIONAL, /* its `exists` decides, at run time */
} WirePresence;

/* Whether a side that sends or reads at this version has the field on its
 * wire. A test alone decides; the field's version counts only without one. */
WirePresence wire_field_presence(const WireField *field, gint64 version_id);

/* The version by which the fields of the nested description are filtered. */
gint64 wire_field_nested_version(const WireField *field);

/* Was the state read from a dump? Then types and conditions are not known. */
bool wire_field_is_raw(const WireField *field);
/* Was it made from a dump? It lists device types of one build, and no
 * properties, conditions or places. */
bool wire_model_is_dump(const WireModel *model);
