/*
 * state.h: the interpreter's state, shared by the files of this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "interpret/arena.h"
#include "interpret/interpret.h"
#include "interpret/path.h"
#include "interpret/type.h"

/* More alternatives than this are not told apart. */
#define MAX_ALTERNATIVES 64u
/* Nor those that hold under more conditions than this. */
#define MAX_CONDITIONS 32u
/* Functions are not entered under more conditions than this. */
#define MAX_GUARDS 256u

typedef enum FillKind {
    FILL_ZERO,
    FILL_UNKNOWN,
    FILL_INITIALISER,
} FillKind;

/* What cells never written read as. */
typedef struct Fill {
    FillKind kind;
    const IrUnit *unit;
    const IrNode *node; /* the initialiser */
    const Path *base;   /* the object's root within the initialiser */
} Fill;

typedef struct Slot {
    const Path *path;
    const Term *term; /* NULL: not written, or taken back */
    Location where;
    guint stamp; /* of the last collection of changes it was part of */
    guint entry; /* in that collection, if it is one of a merge */
    guint next;  /* index + 1 of the next slot with the same plain path */
} Slot;

struct Object {
    const char *label;
    const IrSymbol *symbol;
    void *user;
    const IrUnit *unit; /* for looking up records; may be NULL */
    const Type *type;   /* declared; may be NULL */
    Fill fill;
    guint serial;      /* in order of creation; 0: was always there */
    bool is_variable;  /* members of it are written with a dot */
    bool is_automatic; /* a local variable or parameter */
    bool is_frozen;    /* a copy made for a term; never written */
    bool is_text;      /* a string made at run time */
    bool is_shared;    /* a term was made that refers to it */
    bool is_gone;      /* a local variable whose scope was left */
    Slot *slots;
    guint n_slots;
    guint max_slots;
    GHashTable *index; /* plain path -> index + 1; NULL while it is small */
};

/* One cell's change: its slot, and what it held (in the journal) or holds
 * (in a list of changes). */
typedef struct Change {
    Object *object;
    guint slot;
    const Term *term;
    Location where;
} Change;

/* A local name of the function being run. */
typedef struct Binding {
    IrText name;
    Object *object;
    bool is_parameter;
} Binding;

typedef enum Flow {
    FLOW_NORMAL,
    FLOW_BREAK,
    FLOW_CONTINUE,
    FLOW_RETURN,
    FLOW_GOTO,
    FLOW_DEAD, /* the path ends: abort, exit */
} Flow;

/* A point in the course of the run that one can go back to. */
typedef struct Mark {
    guint journal;
    guint guards;
    guint serial;
} Mark;

/* One way on from a mark, suspended until the others reach the same place. */
typedef struct Strand {
    Mark mark;
    Flow flow;
    const char *label; /* FLOW_GOTO */
    const Term *value; /* FLOW_RETURN; or of the expression */
    GArray *changes;   /* Change, since the mark */
    GArray *guards;    /* Guard, since the mark */
} Strand;

typedef struct Frame {
    struct Frame *up;
    const IrUnit *unit;
    const IrSymbol *function;
    const char *file;
    guint first_binding;
    guint first_suspended;
    guint first_guard;
    const Term *result;
    const char *label; /* with FLOW_GOTO */
} Frame;

struct Interpreter {
    const IrProgram *program;
    InterpreterConfig config;
    Arena *arena;
    PathTable *paths;
    TypeTable *types;
    GPtrArray *objects;      /* Object *, owned */
    GPtrArray *spare;        /* those of them that nothing refers to any more */
    GHashTable *variables;   /* const IrSymbol * -> Object */
    GHashTable *externs;     /* name -> Object */
    GHashTable *statics;     /* const IrNode * -> Object: static locals,
                                compound literals */
    GHashTable *symbolic;    /* text of an unknown pointer -> Object */
    GHashTable *names;       /* const IrNode * -> Object or IrSymbol */
    GHashTable *constant;    /* const IrNode * -> are they constant */
    GHashTable *lists;       /* const IrNode * -> its elements by index */
    GHashTable *exact;       /* name -> const BuiltinEntry * */
    GHashTable *library;     /* name -> const BuiltinEntry * */
    GHashTable *reported;    /* gaps */
    GHashTable *strings;     /* interned texts */
    GHashTable *guard_lists; /* interned */
    GHashTable *choices;     /* interned: Term */
    GHashTable *unknowns;    /* interned text -> its unknown Term */
    GHashTable *tests;       /* interned text -> its Test; exclusive tests */
    const Term *small[258];  /* -1 ... 256 */
    Frame *frame;
    guint depth;
    guint serial;
    guint mark_serial; /* of the latest mark */
    guint stamp;
    guint64 nodes;
    guint64 guarded_nodes; /* of them, under conditions */
    guint line;
    bool dead;             /* the current path has ended inside an expression */
    bool has_changed_text; /* a character of some string was written */
    GArray *bindings;      /* Binding */
    GArray *guards;        /* Guard */
    GArray *journal;       /* Change */
    GArray *suspended;     /* Strand */
};

const char *interpreter_intern(Interpreter *interpreter, const char *text);
Location interpreter_where(const Interpreter *interpreter);
/* Counts one more step; false once there were too many. */
bool interpreter_may_go_on(Interpreter *interpreter);
/* Reports once per place and reason. */
void interpreter_gap(Interpreter *interpreter, const char *reason);
