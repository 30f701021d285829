/*
 * tree.h: everything that was read of one tree, before it is understood.
 *
 * What project/ makes and extract/ takes. Owns all it points to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "ir/program.h"
#include "ir/schema.h"

/* One DEF() of a .hx file. */
typedef struct HxOption {
    char *name;
    bool takes_value; /* HAS_ARG */
    char *enumerator; /* "QEMU_OPTION_numa" */
    char *help;       /* the help text, C strings joined */
    char *document;   /* the SRST or STEXI text under it */
    char *arch;       /* "QEMU_ARCH_ALL", "QEMU_ARCH_I386 | ..." */
    char *when;       /* enclosing #if conditions, NULL if none */
    Location location;
} HxOption;

/*
 * One mark of the census: a construct that is there by text, which the syntax
 * tree must have given too.
 */
typedef struct IrMark {
    const char *kind; /* "property-array", "property", "vmstate",
                         "compat-list", "type-info", "machine-type",
                         "option-list": static text */
    char *name;       /* of the variable defined; NULL if it has none */
    char *when;       /* enclosing #if conditions as text, NULL if none */
    guint entries;    /* macro calls inside, 0 if not counted */
    Location location;
} IrMark;

/* An entry of a compat list that is a macro; expanded, it does not tell of
 * which. NULL: no plain string. */
typedef struct IrMacroEntry {
    char *list; /* the macro */
    char *driver;
    char *property;
    char *value;
    Location location;
} IrMacroEntry;

/* Where the name of a macro is written that stands for entries. */
typedef struct IrMacroUse {
    char *list;
    char *inside; /* such a macro, it too; NULL: code */
    Location location;
} IrMacroUse;

/* A page read as text: deprecated.rst and its kin. */
typedef struct IrDocument {
    char *path;
    char *text;
} IrDocument;

/* A file or construct that could not be read at all. */
typedef struct IrFailure {
    char *path;
    char *group;     /* NULL if it belongs to none */
    char *construct; /* "file", "qapi", "symbolic-link", ... */
    char *reason;
    guint line;
} IrFailure;

/* Which system-emulator targets an architecture directory makes. */
typedef struct IrGroupTargets {
    char *group;
    GPtrArray *targets; /* char *, sorted */
} IrGroupTargets;

/* Source files that a build with one board alone has for the same boards. A
 * board goes by the file that registers its machine types. */
typedef struct IrPlacement {
    GPtrArray *boards; /* char *, sorted */
    GPtrArray *files;  /* char *, sorted */
} IrPlacement;

/* A file that was not parsed, for what it leads to when it is called. */
typedef struct IrSketch {
    char *path;
    GPtrArray *defines; /* char *: functions and variables, and more */
    GPtrArray *uses;    /* char *: words inside of them, each once */
    GPtrArray *strings; /* char *: strings inside of them, macros expanded */
    GPtrArray *types;   /* char *: names of types that it registers */
} IrSketch;

typedef struct IrTree {
    char *project; /* "qemu", "libvirt" */
    char *version; /* "10.0.13" */
    guint major;
    guint minor;
    guint micro;
    IrProgram *program;       /* sealed */
    QapiSchema *schema;       /* NULL if the project has none */
    GPtrArray *options;       /* HxOption *, in file order */
    GPtrArray *marks;         /* IrMark *, by location */
    GPtrArray *macro_entries; /* IrMacroEntry *, by location */
    GPtrArray *macro_uses;    /* IrMacroUse * */
    GPtrArray *documents;     /* IrDocument *, by path */
    GPtrArray *failures;      /* IrFailure *, by path */
    GPtrArray *targets;       /* IrGroupTargets *, by group */
    GHashTable *file_targets; /* path -> GPtrArray of char *: the targets
                                 whose default build has the file, sorted;
                                 NULL table or no entry: not known */
    GPtrArray *placements;    /* IrPlacement *, each file in at most one */
    GPtrArray *sketches;      /* IrSketch *, by path */
    GPtrArray *file_names;    /* char *: owner of the locations' files */
} IrTree;

IrTree *ir_tree_new(void);
void ir_tree_free(IrTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IrTree, ir_tree_free)

/* Each adds an element and returns it for filling in. */
HxOption *ir_tree_add_option(IrTree *tree);
IrMark *ir_tree_add_mark(IrTree *tree);
IrMacroEntry *ir_tree_add_macro_entry(IrTree *tree);
IrMacroUse *ir_tree_add_macro_use(IrTree *tree);
IrDocument *ir_tree_add_document(IrTree *tree, const char *path,
                                 const char *text);
IrFailure *ir_tree_add_failure(IrTree *tree, const char *path,
                               const char *construct, const char *reason);
IrSketch *ir_tree_add_sketch(IrTree *tree, const char *path);
IrPlacement *ir_tree_add_placement(IrTree *tree);
/* A copy of `file` that lives as long as the tree. */
const char *ir_tree_file(IrTree *tree, const char *file);
/* The targets whose build has the file, if that is known; else those of its
 * architecture if it is specific to one; NULL: common code, all targets. */
const GPtrArray *ir_tree_file_targets(const IrTree *tree, const char *path,
                                      const char *group, bool is_specific);
/* NULL if the group is not known. */
const GPtrArray *ir_tree_targets(const IrTree *tree, const char *group);
