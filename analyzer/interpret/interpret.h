/*
 * interpret.h: runs functions of the tree on abstract values.
 *
 * The interpreter walks ir. It knows C and nothing of QEMU or libvirt: what
 * it must not enter (registration functions, allocators, casts) are built-ins
 * that the caller names. Branches whose condition is not known are all taken,
 * one after the other, with the condition in force while they run (see
 * interpreter_guards); values that differ between them become a choice. Loops
 * run as long as their condition is known, else their body runs once on
 * unknown values. What cannot be followed yields an unknown and is reported
 * to the `gap` function, never dropped.
 *
 * Terms, objects and everything returned belong to the Interpreter and live
 * as long as it does. Terms are immutable.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "ir/program.h"

typedef struct Interpreter Interpreter;
typedef struct Object Object;
typedef struct Term Term;

/* One condition in force: the text of the test, and whether it held. */
typedef struct Guard {
    const char *text; /* as in the source, macros expanded; parameters of
                         inlined functions replaced by the argument's text */
    bool negated;
    Location where;
    const IrUnit *unit; /* of the test's expression */
    const IrNode *node;
} Guard;

typedef struct Alternative {
    const Guard *guards; /* all of these hold */
    guint n_guards;
    const Term *term; /* never a choice */
} Alternative;

typedef enum TermKind {
    TERM_UNKNOWN,
    TERM_INTEGER,
    TERM_REAL,
    TERM_STRING,
    TERM_POINTER, /* to `path` inside `object`; NULL pointer is INTEGER 0 */
    TERM_FUNCTION,
    TERM_AGGREGATE, /* a structure or array by value: `path` inside `object` */
    TERM_CHOICE,
} TermKind;

struct Term {
    TermKind kind;
    bool is_unsigned;
    const char *text; /* UNKNOWN: source text or reason; INTEGER: the
                         enumerator's name or NULL; STRING: the string;
                         FUNCTION: its name */
    gint64 number;
    double real;
    Object *object;   /* POINTER, AGGREGATE; not for callers in a STRING */
    const char *path; /* "", ".a.b[2].c": members with a dot, indices in
                         brackets; interned */
    const IrSymbol *function; /* NULL for a function without body */
    const Alternative *alternatives;
    guint n_alternatives;
};

/* The call a built-in stands for. */
typedef struct Call {
    Interpreter *interpreter;
    const char *name;
    const Term *const *args;
    guint n_args;
    const IrUnit *unit; /* of the caller */
    const IrNode *node; /* IR_CALL; its children are the argument
                           expressions, NULL if called from outside */
    const IrSymbol *caller;
    Location where;
} Call;

/* NULL means "unknown". */
typedef const Term *(*Builtin)(const Call *call, void *user);

typedef struct BuiltinEntry {
    const char *name; /* exact, or with one trailing '*' for a prefix; exact
                         names are looked for first, then the longest prefix */
    Builtin run;
} BuiltinEntry;

typedef struct InterpreterConfig {
    const BuiltinEntry *builtins;
    guint n_builtins;
    void *user;          /* passed to built-ins and gap */
    guint max_depth;     /* of calls; deeper is a gap. 0: 64 */
    guint max_steps;     /* loop iterations per loop; 0: 4096 */
    guint64 max_nodes;   /* evaluated per interpreter_call; 0: 50 million */
    guint64 max_guarded; /* nodes evaluated under unknown conditions before
                            no more functions are entered there; 0: 4
                            million */
    void (*gap)(const char *construct, const char *reason,
                const Location *where, void *user);
    /* Should a call be entered? NULL: every function with a body is. */
    bool (*enter)(const IrSymbol *function, void *user);
} InterpreterConfig;

Interpreter *interpreter_new(const IrProgram *program,
                             const InterpreterConfig *config);
void interpreter_free(Interpreter *interpreter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Interpreter, interpreter_free)

/* The value returned; unknown for void. Missing arguments are unknown. */
const Term *interpreter_call(Interpreter *interpreter, const IrSymbol *function,
                             const Term *const *args, guint n_args);
/* A function term, with or without body: built-ins are honoured. */
const Term *interpreter_call_term(Interpreter *interpreter,
                                  const Term *function, const IrUnit *unit,
                                  const Term *const *args, guint n_args);

/* Conditions in force now, outermost first; for use in built-ins. Known
 * conditions are not among them. */
const Guard *interpreter_guards(const Interpreter *interpreter, guint *ret_n);
/* " && "-joined text of them, "" if none; interned. */
const char *interpreter_guard_text(const Interpreter *interpreter);

/* For built-ins that do not return (exit, abort): the path they are called on
 * ends, and with it the conditions under which it was taken. */
void interpreter_end_path(Interpreter *interpreter);

/* Arguments of a call: an unknown term if there is none of that index; NULL
 * if it is no known C string (literal or character array); false if it is no
 * known integer. */
const Term *call_argument(const Call *call, guint index);
const char *call_string(const Call *call, guint index);
bool call_integer(const Call *call, guint index, gint64 *ret_number);
/* What a printf-like call prints; `format` is the index of the format among
 * the arguments. Unknown parts stand in it as ${text}, and ret_known (may be
 * NULL) tells whether there are none. NULL if the format is not known. */
char *call_format(const Call *call, guint format, bool *ret_known);

/* Terms. */
const Term *term_unknown(Interpreter *interpreter, const char *text);
const Term *term_integer(Interpreter *interpreter, gint64 number);
const Term *term_string(Interpreter *interpreter, const char *text);
const Term *term_pointer(Interpreter *interpreter, Object *object,
                         const char *path);
bool term_is_null(const Term *term); /* the NULL pointer, known as such */
/* What a reader of the source would write for it; interned. */
const char *term_text(Interpreter *interpreter, const Term *term);
/* The C string it is or points to, also in a character array; NULL if that is
 * not known. */
const char *term_c_string(Interpreter *interpreter, const Term *term);
/* NULL unless it is that kind. */
const char *term_get_string(const Term *term);
bool term_get_integer(const Term *term, gint64 *ret_number);

/*
 * Objects: memory with cells that are found by path. A cell never written
 * reads as what the object was initialised with: the initialiser of a
 * variable, zero, or unknown.
 *
 * Members of different records that share an object (a class seen as
 * DeviceClass and as PCIDeviceClass) are different cells even if their names
 * are equal: each member step of a path remembers the record that owns it.
 * In the text of paths that is left out: ".realize" finds the member if only
 * one record's was written (else the value is unknown, its text says so), and
 * ".DeviceClass:realize" is that record's. A step to a first member that is a
 * record itself (an embedded parent) leads nowhere: it is left out of paths,
 * so that `dc->desc` and `k->parent_class.desc` are the same cell.
 *
 * An array used as a pointer points to "...[0]"; the first element behind a
 * pointer to a single object is the object itself.
 *
 * What an unknown pointer points to is an object too, labelled with the
 * pointer's text, for as long as the outermost interpreter_call() runs.
 */
typedef enum ObjectFill {
    OBJECT_ZERO,
    OBJECT_UNKNOWN,
} ObjectFill;

/* `label` is copied; used in the text of unknown values. */
Object *interpreter_object(Interpreter *interpreter, const char *label,
                           ObjectFill fill);
/* The object of a variable with static storage: one for each symbol. */
Object *interpreter_variable(Interpreter *interpreter, const IrSymbol *symbol);
/* A copy that shares nothing with the original: how a QOM class starts out
 * as its parent. */
Object *interpreter_clone(Interpreter *interpreter, const Object *object,
                          const char *label);
const char *object_label(const Object *object);
/* The variable it is, or NULL. */
const IrSymbol *object_symbol(const Object *object);
void object_set_user(Object *object, void *user); /* borrowed */
void *object_user(const Object *object);

const Term *interpreter_read(Interpreter *interpreter, const Object *object,
                             const char *path);
void interpreter_write(Interpreter *interpreter, Object *object,
                       const char *path, const Term *term);
/* Reads through a pointer or aggregate term: `path` ".name" or "[2].name" is
 * added to its own. Unknown if `base` is no pointer. */
const Term *interpreter_read_at(Interpreter *interpreter, const Term *base,
                                const char *path);
/* The initialiser a cell would be read from, or NULL: for its line. */
const IrNode *interpreter_initialiser(Interpreter *interpreter,
                                      const Object *object, const char *path,
                                      const IrUnit **ret_unit);
/* Number of elements of the array at `path`: from its type or initialiser;
 * -1 if it cannot be told. */
gint64 interpreter_array_length(Interpreter *interpreter, const Object *object,
                                const char *path);

/* Cells written so far, sorted by path. */
typedef struct Cell {
    const char *path;
    const Term *term;
    const char *record; /* owning record of the last member step, "" if none */
    Location where;     /* of the write; file NULL if written from outside */
} Cell;
GArray *object_cells(Interpreter *interpreter,
                     const Object *object); /* Cell; free it */
