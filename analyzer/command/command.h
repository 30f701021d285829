/*
 * command.h: what a subcommand is.
 *
 * A command is one file, one `const Command command_<name>` in it, and one
 * line in commands.def. Its `run` gets options that were checked against what
 * it says it takes, and returns an exit status.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/options.h"

/* A bit field: see the contract of exit statuses in the help. */
typedef enum ExitStatus {
    STATUS_NOTHING = 0,
    STATUS_FAILED = 1,       /* with one line on stderr */
    STATUS_BREAK = 2,        /* findings of severity "break" */
    STATUS_LOWER = 4,        /* lower ones only, asked for by --severity */
    STATUS_NOT_ANALYSED = 8, /* something relevant could not be */
} ExitStatus;

typedef struct Command {
    const char *name;
    const char *operands; /* "TREE": for the help */
    guint n_operands;
    guint n_optional;    /* operands that may follow those */
    const char *summary; /* one line */
    const char *help;    /* paragraphs, each line at most 78 wide */
    guint takes;         /* OptionKind bits */
    guint formats;       /* 1 << FORMAT_TEXT and so on */
    OutputFormat default_format;
    /* May return a status and set `error`: then it has failed. */
    guint (*run)(const CommandOptions *options, GError **error);
} Command;

/* NULL-terminated, in the order of commands.def. */
extern const Command *const all_commands[];

/* NULL if there is none of that name. */
const Command *command_find(const char *name);

/* The whole program: `argv` as main got it. Prints errors; returns the exit
 * status. `version` is that of the program. */
int command_main(int argc, char **argv, const char *version);
