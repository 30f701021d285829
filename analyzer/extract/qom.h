/*
 * qom.h: QEMU's object model, simulated.
 *
 * The type registration functions of the tree are run by the interpreter;
 * what they register becomes QomTypes. A type's class is made as
 * qom/object.c:type_initialize makes it: a copy of the parent's class, then
 * every ancestor's class_base_init, then the type's class_init. An instance
 * is made as object_initialize_with_type makes it: the ancestors'
 * instance_init functions, outermost first, then the type's own, then
 * instance_post_init in the opposite order.
 *
 * Everything belongs to the Qom.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

typedef struct QomType QomType;

typedef enum QomState {
    QOM_UNTOUCHED,
    QOM_RUNNING, /* a loop in the parents, or a class that needs itself */
    QOM_DONE,
} QomState;

struct QomType {
    const char *name;
    const char *parent_name; /* NULL for a root */
    GPtrArray *interfaces;   /* const char *, in order */
    bool abstract;
    const Term *class_init; /* NULL if there is none */
    const Term *class_base_init;
    const Term *class_data;
    const Term *instance_init;
    const Term *instance_post_init;
    const char *class_record;    /* measured by class_size; NULL if inherited */
    const char *instance_record; /* by instance_size; NULL if inherited */
    const IrUnit *unit;          /* that registered it */
    Location location;

    QomState class_state;
    Object *class_object;
    GArray *class_properties; /* Property: added by its class_init */

    QomState instance_state;
    GArray *instance_properties; /* Property: all instances have, the
                                    ancestors' included, without the class's;
                                    NULL until instantiated */
    GArray *settings; /* QomSetting: properties its instance_init sets */
    Object *instance;
    Driver *driver; /* its facts; NULL until they are made */
};

/* object_property_set_*() in an instance_init function. */
typedef struct QomSetting {
    const char *property;
    Value value;
} QomSetting;

/* What a pointer of the simulation points to; the `user` of its object. */
typedef struct QomTag {
    enum {
        QOM_TAG_CLASS,
        QOM_TAG_MEMORY,
        QOM_TAG_PROPERTY,
        QOM_TAG_LIST,
        QOM_TAG_BYTES /* "[0]", "[1]", ... are single bytes */
    } kind;
    QomType *type;         /* class */
    GHashTable *instances; /* memory: path -> QomInstance * */
    GArray *properties;    /* property: the list it stands in, and where */
    guint index;
    GPtrArray *elements; /* list: const Term * */
} QomTag;

typedef struct QomInstance {
    QomType *type;
    GArray *properties; /* Property */
    GArray *settings;   /* QomSetting */
} QomInstance;

struct Qom {
    ExtractContext *context;
    Interpreter *interpreter;
    BuiltinEntry *builtins;
    GPtrArray *types;          /* QomType *, in order of registration */
    GHashTable *by_name;       /* name -> GPtrArray of QomType * */
    GPtrArray *tags;           /* owner of the QomTags */
    GPtrArray *instances;      /* owner of the QomInstances */
    GPtrArray *pending;        /* const Term *: functions of module_init */
    const IrUnit *registering; /* unit whose constructor runs */
    QomTag *probe;             /* object a default is being set on */
    Value probed;
    guint depth;               /* of instances inside instances */
    GPtrArray *realizing;      /* QomType *: devices, the outermost first */
    bool is_realizing;         /* errors end the path, gaps are not reported */
    const struct Slots *slots; /* of the device that is realized; NULL */
    GHashTable *constants;     /* text -> ConstantDraft; NULL: none yet */
    bool has_failed; /* an error while realizing, whatever the conditions */
    guint n_entered; /* functions, since a device began to be realized */
};

/* Runs all registration functions of the tree. */
Qom *qom_new(ExtractContext *context);
void qom_free(Qom *qom);

/* A new type without anything but its name, which belongs to the facts. */
QomType *qom_add_type(Qom *qom, const char *name);
/* Where the variable stands that `info` points to, or that its class data
 * points to; else the call. */
Location qom_place_of(Qom *qom, const Term *info, const Call *call);
/* BuiltinEntry: for trees that are older than classes of machine types. */
void qom_add_machine_builtins(const IrProgram *program, GArray *entries);

/* The type of that name that code in `unit` would get: one of its own
 * architecture, else one of common code, else any. NULL if not registered. */
QomType *qom_find(const Qom *qom, const char *name, const IrUnit *unit);
QomType *qom_parent(const Qom *qom, const QomType *type);
/* Itself counts; interfaces do not. */
bool qom_is_a(const Qom *qom, const QomType *type, const char *ancestor);
/* Itself, an ancestor, or an interface of one of them. */
bool qom_implements(const Qom *qom, const QomType *type, const char *name);

/* NULL if the class cannot be made (unknown parent: a gap says so). */
Object *qom_class(Qom *qom, QomType *type);
/* Fills instance_properties. Does nothing the second time. */
void qom_instantiate(Qom *qom, QomType *type);
/* Runs DeviceClass.realize of what `device` points to, with the type it was
 * initialised as; false if that is not known or there is none. */
bool qom_realize(Qom *qom, const Term *device);
/* An error of a device that is realized: if it is raised because a property
 * was not given, the driver needs it. */
void qom_note_refusal(Qom *qom, const Call *call);
/* object_property_add_link(obj, name, type, place, ...) */
const Term *qom_add_link(const Call *call, void *user);
/* object_property_set_link(obj, name, value) */
const Term *qom_set_link(const Call *call, void *user);
/* Adds a property to the instance unless its class has it. */
const Term *qom_add_to_instance(Qom *qom, QomInstance *instance,
                                const Property *property);
/* The conditions in force, for facts; NULL if there are none. */
const char *qom_guards(Qom *qom);
/* InterpreterConfig.enter; `user` is the Qom. */
bool qom_may_enter(const IrSymbol *function, void *user);
/* What object_initialize(ptr, ..., type) does. */
void qom_initialise(Qom *qom, const Term *memory, QomType *type);

/* A property of the class or an ancestor; NULL if there is none. */
const Property *qom_class_property(Qom *qom, QomType *type, const char *name);

/* The tag of the object a term points to; NULL if there is none. */
QomTag *qom_tag(const Term *term);
QomTag *qom_new_tag(Qom *qom, Object *object);
/* Marks type->class_object as the class of the type. */
void qom_tag_class(Qom *qom, QomType *type);
QomType *qom_class_of_term(const Term *term);
QomInstance *qom_instance_of_term(const Term *term);

/* A Property of facts from a qdev `Property` structure in memory. `name`
 * overrides its own if not NULL. */
Property qom_read_qdev_property(Qom *qom, const Term *property,
                                const char *name);
/* Adds the array's properties to the class: `count` elements, or up to the
 * one without a name if it is -1. */
void qom_add_qdev_properties(Qom *qom, QomType *type, const Term *array,
                             gint64 count);

/* NULL if the call has fewer arguments. */
const Term *qom_argument(const Call *call, guint index);
/* A built-in that does nothing and returns nothing known. */
const Term *qom_no_effect(const Call *call, void *user);
/* A pointer to element `index` of the array that `array` points into at its
 * first element. */
const Term *qom_element(Qom *qom, const Term *array, gint64 index);
/* For the census: that many properties of the array were read. */
void qom_note_array(Qom *qom, const Term *array, guint entries);

/* A term as a value for facts: booleans stay numbers. */
Value qom_value(const Qom *qom, const Term *term);
/* NULL if the term is not a string that is known. */
const char *qom_text(const Qom *qom, const Term *term);

/* qapi_enum_lookup(table, value) */
const Term *qom_enum_lookup(const Call *call, void *user);

extern const BuiltinEntry qom_type_builtins[];
extern const guint n_qom_type_builtins;
extern const BuiltinEntry qom_property_builtins[];
extern const guint n_qom_property_builtins;
extern const BuiltinEntry qom_list_builtins[];
extern const guint n_qom_list_builtins;
extern const BuiltinEntry qemu_constant_builtins[];
extern const guint n_qemu_constant_builtins;
extern const BuiltinEntry qom_object_builtins[];
extern const guint n_qom_object_builtins;
