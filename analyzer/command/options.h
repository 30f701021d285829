/*
 * options.h: the options that commands share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "command/options-check.h"
#include "command/options-guest.h"
#include "command/options-history.h"

#define OUTPUT_FORMATS(X)                                                      \
    X(TEXT, "text")                                                            \
    X(JSON, "json")                                                            \
    X(SARIF, "sarif")                                                          \
    X(CODEQUALITY, "codequality")                                              \
    X(JUNIT, "junit")                                                          \
    X(MAIL, "mail")                                                            \
    X(HTML, "html")                                                            \
    X(BRIEF, "brief")                                                          \
    X(JSONL, "jsonl")                                                          \
    X(GITHUB, "github")

typedef enum OutputFormat {
#define X(name, text) FORMAT_##name,
    OUTPUT_FORMATS(X)
#undef X
    N_FORMATS
} OutputFormat;

#define DIRECTIONS(X)                                                          \
    X(FORWARD, "forward")                                                      \
    X(BACKWARD, "backward")                                                    \
    X(BOTH, "both")

typedef enum DirectionChoice {
#define X(name, text) DIRECTION_CHOICE_##name,
    DIRECTIONS(X)
#undef X
    N_DIRECTION_CHOICES
} DirectionChoice;

/* The gravest first. */
#define SEVERITIES(X)                                                          \
    X(BREAK, "break")                                                          \
    X(GUEST_VISIBLE, "guest-visible")                                          \
    X(RISK, "risk")                                                            \
    X(INFO, "info")

typedef enum SeverityChoice {
#define X(name, text) SEVERITY_CHOICE_##name,
    SEVERITIES(X)
#undef X
    N_SEVERITY_CHOICES
} SeverityChoice;

#define COLOR_CHOICES(X)                                                       \
    X(AUTO, "auto")                                                            \
    X(ALWAYS, "always")                                                        \
    X(NEVER, "never")

typedef enum ColorChoice {
#define X(name, text) COLOR_##name,
    COLOR_CHOICES(X)
#undef X
    N_COLOR_CHOICES
} ColorChoice;

/* Which options a command takes beside those that all do. */
typedef enum OptionKind {
    TAKES_DIRECTION = 1 << 0,
    TAKES_MACHINE = 1 << 1,
    TAKES_TARGET = 1 << 2,
    TAKES_SEVERITY = 1 << 3,
    TAKES_COLOR = 1 << 4,
    TAKES_TREES = 1 << 5, /* reads trees: -j, --cache, --no-cache */
    TAKES_PLAN = 1 << 6,
    TAKES_ALL = 1 << 7,
    TAKES_CHECK = 1 << 8,   /* those in options-check.h */
    TAKES_HISTORY = 1 << 9, /* those in options-history.h */
    TAKES_GUEST = 1 << 10,  /* those in options-guest.h */
    TAKES_DUMP = 1 << 11,
} OptionKind;

typedef struct CommandOptions {
    OutputFormat format;
    DirectionChoice direction;
    SeverityChoice severity; /* break if not given */
    bool severity_given;
    ColorChoice color;
    char *output;  /* NULL: standard output */
    char *machine; /* glob; NULL: all */
    char *target;  /* NULL: all */
    char *plan;    /* directory for --print-plan; NULL: not asked for */
    char *cache;   /* NULL: the default place */
    guint jobs;    /* 0: one per processor */
    bool no_cache;
    struct TreeCache *tree_cache; /* NULL: nothing is kept */
    bool all;
    bool dump;
    bool quiet;
    bool help;
    CheckOptions check;
    HistoryOptions history;
    GuestOptions guest;
    char **operands;
    guint n_operands;
} CommandOptions;

struct Command;

/*
 * Reads `arguments` (NULL-terminated, without the program's and the command's
 * name) for the command. With --help, operands are not checked and
 * *ret_help is the text to print.
 */
CommandOptions *command_options_parse(const struct Command *command,
                                      char **arguments, char **ret_help,
                                      GError **error);
void command_options_free(CommandOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommandOptions, command_options_free)

#define COMMAND_ERROR command_error_quark()
GQuark command_error_quark(void);

typedef enum CommandError {
    COMMAND_ERROR_USAGE,
    COMMAND_ERROR_OUTPUT,
    COMMAND_ERROR_INPUT,
} CommandError;
