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

/* A test of something unknown against numbers: it is one of them, or none. */
typedef struct Test {
    const char *subject; /* text; interned */
    const gint64 *numbers;
    guint n_numbers;
    bool is_none_of;
} Test;

/* One condition in force: the text of the test, and whether it held. */
typedef struct Guard {
    const char *text; /* as in the source, macros expanded; parameters of
                         inlined functions replaced by the argument's text */
    bool negated;
    Location where;
    const IrUnit *unit; /* of the test's expression */
    const IrNode *node;
    /* Only if exclusive tests are asked for; both may be NULL. */
    const Test *test;   /* what the text says */
    const Term *choice; /* a choice of truths that the text stands for */
    bool is_assumed;    /* where it does not hold, the path ended before: it
                           only tells which other conditions cannot hold */
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
    /* Tests of one thing against different numbers exclude each other, and a
     * test that the conditions in force decide is not branched on. */
    bool exclusive_tests;
    /* Of a loop whose end is not known the first pass stands for all: only
     * what it counts is forgotten. */
    bool first_pass_only;
    /* A function that is not entered may fill in the memory it is given. */
    bool given_is_filled;
    /* A switch without default label has a label for every value. */
    bool complete_switches;
    /* Asked about a test of something unknown before it is branched on: 1 and
     * 0 are an answer, -1 is none. NULL: never asked. */
    int (*judge)(Interpreter *interpreter, const Term *term, const IrUnit *unit,
                 const IrNode *node, void *user);
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

/* The same as a list that stays, without repetitions; equal lists are the
 * same pointer. */
const Guard *interpreter_guard_list(Interpreter *interpreter, guint *ret_n);
/* Both lists, as above. */
const Guard *interpreter_join_guards(Interpreter *interpreter, const Guard *a,
                                     guint n_a, const Guard *b, guint n_b,
                                     guint *ret_n);
/* Can they not all hold together? */
bool guards_conflict(const Guard *a, guint n_a, const Guard *b, guint n_b);
/* The condition that the unknown `subject` is `number`. */
Guard guard_equal(Interpreter *interpreter, const Term *subject, gint64 number);

/* For built-ins that do not return (exit, abort): the path they are called on
 * ends, and with it the conditions under which it was taken. */
void interpreter_end_path(Interpreter *interpreter);

/* Arguments of a call: an unknown term if there is none of that index; NULL
 * if it is no known C string (literal or character array); false if it is no
 * known integer. */
const Term *call_argument(const Call *call, guint index);
const char *call_string(const Call *call, guint index);
bool call_integer(const Call *call, guint index, gint64 *ret_number);
/* What the C library's or GLib's own built-in of that name makes of the call,
 * for built-ins that take its place. NULL if there is none. */
const Term *call_library(const Call *call);
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
/* The member that a pointer points to, or to an element of it, and the record
 * that owns it: "b" and "Record" for &x->a.b[2], with *ret_index 2 (-1: no
 * element). Borrowed; false if that is not known. */
bool term_get_member(const Term *term, const char **ret_record,
                     const char **ret_member, gint64 *ret_index);
/* What a reader of the source would write for it; interned. */
const char *term_text(Interpreter *interpreter, const Term *term);
/* The C string it is or points to, also in a character array; NULL if that is
 * not known. */
const char *term_c_string(Interpreter *interpreter, const Term *term);
/* NULL unless it is that kind. */
const char *term_get_string(const Term *term);
bool term_get_integer(const Term *term, gint64 *ret_number);

/* Applies `map` to each alternative of a choice, or to the term. */
typedef const Term *(*TermMap)(Interpreter *interpreter, const Term *term,
                               void *data);
const Term *term_map(Interpreter *interpreter, const Term *term, TermMap map,
                     void *data);

#include "interpret/cells.h"
