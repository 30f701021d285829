/*
 * Finds the subcommand, runs it, and reports failure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

#define COMMAND(name) extern const Command command_##name;
#include "command/commands.def"
#undef COMMAND

const Command *const all_commands[] = {
#define COMMAND(name) &command_##name,
#include "command/commands.def"
#undef COMMAND
    NULL,
};

const Command *command_find(const char *name)
{
    for (guint i = 0; all_commands[i]; i++) {
        if (g_str_equal(all_commands[i]->name, name)) {
            return all_commands[i];
        }
    }
    return NULL;
}

/* One line, whatever names with line breaks the message quotes. */
static guint report_failure(const GError *error)
{
    g_autofree char *line = g_strdup(error->message);

    for (char *at = line; *at; at++) {
        if (g_ascii_iscntrl(*at)) {
            *at = '?';
        }
    }
    fprintf(stderr, "migcompat: %s\n", line);
    return STATUS_FAILED;
}

static char *command_names(void)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; all_commands[i]; i++) {
        g_string_append_printf(names, "%s%s", i ? ", " : "",
                               all_commands[i]->name);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static bool finish_standard_output(GError **error)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_OUTPUT,
                    "standard output cannot be written");
        return false;
    }
    return true;
}

static guint show_help(GError **error)
{
    printf("Usage: migcompat COMMAND [OPTION...] ...\n\n"
           "Reads the source of QEMU, without building it, and works out what "
           "matters\nfor live migration.\n\nCommands:\n");
    for (guint i = 0; all_commands[i]; i++) {
        printf("  %-9s %-9s %s\n", all_commands[i]->name,
               all_commands[i]->operands, all_commands[i]->summary);
    }
    printf("\nA TREE is a directory, a tarball (.tar, .tar.xz, .tar.gz, "
           ".tar.bz2, .tar.zst),\nREPO@REV (a git repository and any revision "
           "of it), or a saved facts file.\n"
           "'migcompat COMMAND --help' tells about one command.\n\n"
           "Exit status: the sum of 1 (failed), 2 (findings that break "
           "migration), 4 (lower\nfindings asked for), 8 (something relevant "
           "could not be analysed).\n");
    return finish_standard_output(error) ? STATUS_NOTHING : STATUS_FAILED;
}

static guint run_command(const Command *command, char **arguments,
                         GError **error)
{
    g_autofree char *help = NULL;
    g_autoptr(CommandOptions) options =
        command_options_parse(command, arguments, &help, error);

    if (!options) {
        return STATUS_FAILED;
    }
    if (!help) {
        return command->run(options, error);
    }
    fputs(help, stdout);
    return finish_standard_output(error) ? STATUS_NOTHING : STATUS_FAILED;
}

static guint dispatch(char **arguments, const char *version, GError **error)
{
    const char *first = arguments[0];
    const Command *command = first ? command_find(first) : NULL;
    g_autofree char *names = command_names();

    if (command) {
        return run_command(command, arguments + 1, error);
    }
    if (!first) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "which command? There are: %s", names);
        return STATUS_FAILED;
    }
    if (g_str_equal(first, "--help") || g_str_equal(first, "-h")) {
        return show_help(error);
    }
    if (g_str_equal(first, "--version")) {
        printf("migcompat %s\n", version);
        return finish_standard_output(error) ? STATUS_NOTHING : STATUS_FAILED;
    }
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                "there is no %s '%s'; commands are: %s",
                first[0] == '-' ? "option" : "command", first, names);
    return STATUS_FAILED;
}

int command_main(int argc, char **argv, const char *version)
{
    g_autoptr(GError) error = NULL;
    guint status = dispatch(argc > 0 ? argv + 1 : argv, version, &error);

    return (int)(error ? report_failure(error) : status);
}
