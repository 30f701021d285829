/*
 * Reads the options of a command line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/options.h"

#include <string.h>

#include "command/command.h"
#include "command/tree-cache.h"

G_DEFINE_QUARK(migcompat - command - error, command_error)

static const char *const formats[] = {
#define X(name, text) text,
    OUTPUT_FORMATS(X)
#undef X
        NULL};

static const char *const directions[] = {
#define X(name, text) text,
    DIRECTIONS(X)
#undef X
        NULL};

static const char *const severities[] = {
#define X(name, text) text,
    SEVERITIES(X)
#undef X
        NULL};

static const char *const colors[] = {
#define X(name, text) text,
    COLOR_CHOICES(X)
#undef X
        NULL};

/* As they stand on the command line. */
typedef struct Texts {
    char *format;
    char *direction;
    char *severity;
    char *color;
    int jobs;
    gboolean no_cache;
    gboolean all;
    gboolean dump;
    gboolean quiet;
    gboolean help;
} Texts;

static void texts_clear(Texts *texts)
{
    g_free(texts->format);
    g_free(texts->direction);
    g_free(texts->severity);
    g_free(texts->color);
}

void command_options_free(CommandOptions *options)
{
    if (!options) {
        return;
    }
    g_free(options->output);
    g_free(options->machine);
    g_free(options->target);
    g_free(options->cache);
    tree_cache_free(options->tree_cache);
    g_free(options->plan);
    check_options_clear(&options->check);
    history_options_clear(&options->history);
    guest_options_clear(&options->guest);
    g_strfreev(options->operands);
    g_free(options);
}

static bool usage_error(GError **error, const char *format, const char *text,
                        const char *more)
{
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE, format, text, more);
    return false;
}

/* `text` NULL leaves *choice as it is. */
static bool choose(const char *option, const char *text,
                   const char *const *names, guint *choice, GError **error)
{
    g_autofree char *all = g_strjoinv(", ", (char **)names);

    for (guint i = 0; text && names[i]; i++) {
        if (g_str_equal(text, names[i])) {
            *choice = i;
            return true;
        }
    }
    if (text) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "%s cannot be '%s': it is one of %s", option, text, all);
    }
    return !text;
}

static bool choose_format(CommandOptions *options, const Command *command,
                          const char *text, GError **error)
{
    g_autoptr(GPtrArray) possible = g_ptr_array_new();
    guint choice = command->default_format;

    for (guint i = 0; formats[i]; i++) {
        if (command->formats & (1U << i)) {
            g_ptr_array_add(possible, (char *)formats[i]);
        }
    }
    g_ptr_array_add(possible, NULL);
    if (text && !g_strv_contains((const char *const *)possible->pdata, text)) {
        g_autofree char *all = g_strjoinv(", ", (char **)possible->pdata);

        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "'%s' has no format '%s': it has %s", command->name, text,
                    all);
        return false;
    }
    if (!choose("--format", text, formats, &choice, error)) {
        return false;
    }
    options->format = choice;
    return true;
}

static bool read_texts(CommandOptions *options, const Command *command,
                       const Texts *texts, GError **error)
{
    guint direction = DIRECTION_CHOICE_BOTH;
    guint severity = SEVERITY_CHOICE_BREAK;
    guint color = COLOR_AUTO;

    if (!choose_format(options, command, texts->format, error) ||
        !choose("--direction", texts->direction, directions, &direction,
                error) ||
        !choose("--severity", texts->severity, severities, &severity, error) ||
        !choose("--color", texts->color, colors, &color, error)) {
        return false;
    }
    if (texts->jobs < 0 || texts->jobs > 1024) {
        return usage_error(error, "%s cannot be %s", "-j",
                           "negative or above 1024");
    }
    options->direction = direction;
    options->severity = severity;
    options->severity_given = texts->severity;
    options->color = color;
    options->jobs = texts->jobs;
    options->no_cache = texts->no_cache;
    options->all = texts->all;
    options->dump = texts->dump;
    options->quiet = texts->quiet;
    options->help = texts->help;
    return true;
}

static bool check_operands(CommandOptions *options, const Command *command,
                           GError **error)
{
    guint most = command->n_operands + command->n_optional;

    options->n_operands =
        options->operands ? g_strv_length(options->operands) : 0;
    if (options->n_operands < command->n_operands) {
        return usage_error(error, "'%s' needs %s", command->name,
                           command->operands);
    }
    if (options->n_operands > most) {
        return usage_error(error, "'%s' takes no operand '%s'", command->name,
                           options->operands[most]);
    }
    return true;
}

/* Strings are taken as file names are: bytes, whatever the locale. */
static void add_entries(GOptionContext *context, CommandOptions *options,
                        Texts *texts)
{
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_FILENAME, &texts->format,
         "How to print the result", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Where to, instead of standard output", "FILE"},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &texts->quiet,
         "No progress on standard error", NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &texts->help, "Show this help",
         NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
         &options->operands, NULL, NULL},
        {NULL},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

/* Those of the optional options that the command takes. */
static void add_taken_entries(GOptionContext *context, guint takes,
                              CommandOptions *options, Texts *texts)
{
    const struct {
        OptionKind kind;
        GOptionEntry entry;
    } all[] = {
        {TAKES_DIRECTION,
         {"direction", 0, 0, G_OPTION_ARG_FILENAME, &texts->direction,
          "forward, backward or both", "DIRECTION"}},
        {TAKES_MACHINE,
         {"machine", 0, 0, G_OPTION_ARG_FILENAME, &options->machine,
          "Only machine types of such names", "GLOB"}},
        {TAKES_TARGET,
         {"target", 0, 0, G_OPTION_ARG_FILENAME, &options->target,
          "Only what this system emulator has (x86_64)", "ARCH"}},
        {TAKES_SEVERITY,
         {"severity", 0, 0, G_OPTION_ARG_FILENAME, &texts->severity,
          "Down to break, guest-visible, risk or info", "LEVEL"}},
        {TAKES_COLOR,
         {"color", 0, 0, G_OPTION_ARG_FILENAME, &texts->color,
          "auto, always or never", "WHEN"}},
        {TAKES_TREES,
         {"jobs", 'j', 0, G_OPTION_ARG_INT, &texts->jobs,
          "Processes at a time (0: one per processor)", "N"}},
        {TAKES_TREES,
         {"cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache,
          "Where to keep what was read, for the next time", "DIR"}},
        {TAKES_TREES,
         {"no-cache", 0, 0, G_OPTION_ARG_NONE, &texts->no_cache,
          "Keep nothing, use nothing kept", NULL}},
        {TAKES_ALL,
         {"all", 0, 0, G_OPTION_ARG_NONE, &texts->all, "All of them in full",
          NULL}},
        {TAKES_DUMP,
         {"dump", 0, 0, G_OPTION_ARG_NONE, &texts->dump,
          "Write what one tree sends, as -dump-vmstate would", NULL}},
        {TAKES_PLAN,
         {"print-plan", 0, 0, G_OPTION_ARG_FILENAME, &options->plan,
          "Print which files would be parsed and how, and leave the headers "
          "made for it in the empty directory DIR",
          "DIR"}},
    };

    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        GOptionEntry entries[] = {all[i].entry, {NULL}};

        if (takes & all[i].kind) {
            g_option_context_add_main_entries(context, entries, NULL);
        }
    }
}

/* GOption knows "-j 4" but not "-j4", which make has taught everybody. */
static char *with_long_name(const char *argument)
{
    if (g_str_has_prefix(argument, "-j") && g_ascii_isdigit(argument[2])) {
        return g_strconcat("--jobs=", argument + 2, NULL);
    }
    return g_strdup(argument);
}

CommandOptions *command_options_parse(const Command *command, char **arguments,
                                      char **ret_help, GError **error)
{
    g_autoptr(CommandOptions) options = g_new0(CommandOptions, 1);
    g_autofree char *operands =
        g_strdup_printf("%s - %s", command->operands, command->summary);
    GOptionContext *context = g_option_context_new(operands);
    Texts texts = {0};
    g_auto(GStrv) argv = g_new0(char *, g_strv_length(arguments) + 2);
    bool fine;

    argv[0] = g_strconcat("migcompat ", command->name, NULL);
    for (guint i = 0; arguments[i]; i++) {
        argv[i + 1] = with_long_name(arguments[i]);
    }
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_description(context, command->help);
    add_entries(context, options, &texts);
    add_taken_entries(context, command->takes, options, &texts);
    if (command->takes & TAKES_CHECK) {
        check_options_add(context, &options->check);
    }
    if (command->takes & TAKES_HISTORY) {
        history_options_add(context, &options->history);
    }
    if (command->takes & TAKES_GUEST) {
        guest_options_add(context, &options->guest);
    }
    fine = g_option_context_parse_strv(context, &argv, error) &&
           read_texts(options, command, &texts, error) &&
           (options->help || check_operands(options, command, error));
    if (fine && (command->takes & TAKES_TREES) && !options->no_cache) {
        options->tree_cache = tree_cache_new(options->cache);
    }
    if (fine && options->help) {
        *ret_help = g_option_context_get_help(context, TRUE, NULL);
    }
    texts_clear(&texts);
    g_option_context_free(context);
    return fine ? g_steal_pointer(&options) : NULL;
}
