/*
 * libvirt-emission.h: what the files of the emission extractor share.
 *
 * Code that builds a command line is run by the interpreter. What it builds
 * with (texts, JSON values, the command itself) are objects of the
 * interpreter that carry a LvTag: a log of what was added, each entry with
 * the conditions in force when it was added. Logs are never taken back, as
 * the conditions tell for which ways an entry counts.
 *
 * Everything belongs to the LvRun; guard lists and terms to its interpreter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

/* A conjunction; interned by the interpreter. */
typedef struct LvGuards {
    const Guard *list;
    guint n;
} LvGuards;

/* Where something was written down. */
typedef struct LvPlace {
    Location where;
    const char *function;
} LvPlace;

typedef enum LvKind {
    LV_TEXT,    /* a string or buffer: `pieces` */
    LV_ENUM,    /* the name of an enum's value that is not known: `term` */
    LV_OBJECT,  /* JSON: `members` */
    LV_ARRAY,   /* JSON: `members` without keys */
    LV_SCALAR,  /* JSON: `term`, `letter` */
    LV_COMMAND, /* `pieces`: one for each argument */
} LvKind;

/* Part of a text: fixed (`text`), or of `term` printed as `spec` says. */
typedef struct LvPiece {
    LvGuards guards;
    const char *text; /* NULL: `term` */
    const char *spec; /* "%s", "0x%02x" */
    const Term *term;
    LvPlace place;
    bool is_reset; /* what came before is gone */
    bool is_trim;  /* `text` is taken off the end */
    guint group;   /* pieces of one that is not 0 are alternatives, one of
                      which is there where `base` holds */
    LvGuards base;
} LvPiece;

/* `letter` is that of virJSONValueObjectAdd: how `term` is to be taken. */
typedef struct LvMember {
    LvGuards guards;
    const Term *key; /* NULL in arrays */
    const Term *term;
    char letter;
    LvPlace place;
    bool is_removed; /* the key is no longer there */
} LvMember;

typedef struct LvTag {
    LvKind kind;
    GArray *pieces;  /* LvPiece; NULL */
    GArray *members; /* LvMember; NULL */
    const Term *term;
    char letter;
    GPtrArray *names; /* of LV_ENUM: const char *, by number; NULL entries */
} LvTag;

/* A fact as it was met, before facts of one site are merged. */
typedef struct LvRaw {
    const char *channel;
    const char *option;
    const char *driver; /* "" if the option has none */
    const char *property;
    const char *value; /* a printf format */
    bool is_boolean;
    bool is_optional; /* left out if the value is not set */
    const char *text; /* of the value, as the source has it; NULL */
    LvGuards guards;
    LvPlace place;
} LvRaw;

typedef struct LvRefusal {
    const char *message;
    LvGuards guards;
    LvPlace place;
} LvRefusal;

typedef struct LvRun {
    ExtractContext *context;
    Interpreter *interpreter;
    GHashTable *tags;     /* const Object * -> GHashTable: path -> LvTag * */
    GPtrArray *owned;     /* LvTag * */
    GHashTable *enter;    /* const IrSymbol * -> may it be entered */
    GHashTable *builders; /* names of functions that build something */
    GStringChunk *texts;
    GHashTable *raw_index; /* LvRaw *: set */
    GPtrArray *raws;       /* LvRaw * */
    GArray *refusals;      /* LvRefusal */
    const char *channel;
    GPtrArray *models; /* const char *: network card models by default */
    guint n_groups;    /* given to pieces so far */
    bool has_yes;      /* JSON's true is written so in objects */
} LvRun;

/* libvirt-emission-tag.c */
LvPlace lv_place(const Call *call);
LvGuards lv_guards(LvRun *run);
LvGuards lv_join(LvRun *run, LvGuards a, LvGuards b);
/* The conditions of `more` that are not among `known`. */
LvGuards lv_beside(LvRun *run, LvGuards known, LvGuards more);
/* Those of which the opposite is possible: not assumed ones. */
LvGuards lv_deniable(LvRun *run, LvGuards guards);
bool lv_conflict(LvGuards a, LvGuards b);
const char *lv_intern(LvRun *run, const char *text);
/* The tag of what a pointer points to; NULL if it has none. */
LvTag *lv_tag(LvRun *run, const Term *term);
/* Made if there is none. NULL if the term points nowhere. */
LvTag *lv_tag_make(LvRun *run, const Term *term, LvKind kind);
/* A pointer to a new object with a tag of that kind. */
const Term *lv_new(LvRun *run, const char *label, LvKind kind, LvTag **ret_tag);
/* Each alternative of a choice, or the term itself. `guards` starts out as
 * those in force. */
typedef void (*LvVisit)(LvRun *run, const Term *term, LvGuards guards,
                        void *data);
void lv_each(LvRun *run, const Term *term, LvGuards guards, LvVisit visit,
             void *data);
/* The address of a pointer, or the pointer itself: the pointer. */
const Term *lv_load(LvRun *run, const Term *pointer);
bool lv_is_address_of_pointer(LvRun *run, const Term *term);

/* libvirt-emission-text.c: buffers and strings */
extern const BuiltinEntry lv_text_builtins[];
extern const guint n_lv_text_builtins;
void lv_text_add(LvRun *run, LvTag *tag, LvPiece piece);
/* Appends what the buffer holds now. */
void lv_text_content(LvRun *run, const LvTag *buffer, LvTag *to);
/* Conversions of a format from argument `format` on, appended to the tag. */
void lv_text_add_format(LvRun *run, LvTag *tag, const Call *call, guint format);

/* libvirt-emission-json.c */
extern const BuiltinEntry lv_json_builtins[];
extern const guint n_lv_json_builtins;
/* Adds a member to each object that the term may point to. */
void lv_json_add(LvRun *run, const Term *object, LvGuards guards,
                 LvMember member);

/* libvirt-emission-json-get.c */
extern const BuiltinEntry lv_json_get_builtins[];
extern const guint n_lv_json_get_builtins;

/* libvirt-emission-command.c: where a command line or a command is made */
extern const BuiltinEntry lv_command_builtins[];
extern const guint n_lv_command_builtins;
/* Turns the arguments of all commands into raw facts. */
void lv_command_finish(LvRun *run);

/* libvirt-emission-other.c: errors, capabilities, enums, memory */
extern const BuiltinEntry lv_other_builtins[];
extern const guint n_lv_other_builtins;
/* libvirt-emission-memory.c */
extern const BuiltinEntry lv_memory_builtins[];
extern const guint n_lv_memory_builtins;
int lv_judge(Interpreter *interpreter, const Term *term, const IrUnit *unit,
             const IrNode *node, void *user);

/* libvirt-emission-enter.c: what is worth entering */
bool lv_enter(const IrSymbol *function, void *user);
void lv_enter_prepare(LvRun *run);

/*
 * libvirt-emission-expand.c: texts as alternatives, each a printf format.
 */
typedef struct LvAlternative {
    LvGuards guards;
    const char *format;
    const char *source; /* text of the last unknown part; NULL */
    LvPlace place;
} LvAlternative;

/* Pieces with all texts inside them put in their place; LvPiece, whose terms
 * are no texts. */
GArray *lv_flatten(LvRun *run, const GArray *pieces, LvGuards guards);
/* The same of a single value. */
GArray *lv_flatten_term(LvRun *run, const Term *term, const char *spec,
                        LvGuards guards, LvPlace place);
/* LvAlternative; `pieces` are flat. */
GArray *lv_expand(LvRun *run, const LvPiece *pieces, guint n, LvGuards guards);

/* libvirt-emission-split.c */
typedef struct LvOption {
    const char *name;
    const char *implied;   /* key of the first element, if it has none */
    const char *class_key; /* whose value is the driver; NULL */
    bool is_dotted;        /* its value is driver.property=value */
} LvOption;

/* NULL if the option's value is taken as a whole. */
const LvOption *lv_option_find(const char *name);
/* libvirt-emission-flatten.c */
void lv_emit_text(LvRun *run, const char *option, const Term *value,
                  LvGuards guards, LvPlace place);
void lv_emit_json(LvRun *run, const char *option, const Term *value,
                  LvGuards guards, LvPlace place);
/* Takes what it is: JSON or text. */
void lv_emit(LvRun *run, const char *option, const Term *value, LvGuards guards,
             LvPlace place);

/* One key and what stands there, on the way to raw facts. */
typedef struct LvField {
    const char *key;
    const char *value; /* a printf format */
    const char *source;
    bool is_boolean;
    bool is_optional;
    LvGuards guards;
    LvPlace place;
} LvField;

/* Those of a JSON value are added; LvField. */
void lv_json_fields(LvRun *run, const char *option, const Term *value,
                    LvGuards guards, GArray *fields);
/* libvirt-emission-pair.c: pairs the fields with the drivers among them. */
void lv_emit_fields(LvRun *run, const char *option, const GArray *fields);
void lv_add_field(GArray *fields, LvField field);
void lv_raw_add(LvRun *run, const LvRaw *raw);

/* libvirt-emission-address.c: can the driver have an address of the kind that
 * the conditions ask for? */
bool lv_address_fits(const char *driver, LvGuards guards);

/* libvirt-emission-cpu.c: raw facts of features whose names come from the
 * guest's definition */
void lv_cpu_features(LvRun *run);

/* libvirt-emission-guard.c: those worth telling, sorted */
LvGuards lv_told(LvRun *run, LvGuards guards);
/* LvGuards, any of which is enough: made few, sorted. */
void lv_cover_simplify(LvRun *run, GArray *cover);
LibvirtGuard lv_guard_fact(LvRun *run, const Guard *guard);

/* libvirt-emission-value.c; the text is left out */
EmissionValue lv_value_fact(LvRun *run, const GPtrArray *formats,
                            bool is_boolean);

/* libvirt-emission-fact.c */
void lv_facts(LvRun *run);
