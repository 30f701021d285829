/*
 * Writes results, whole or not at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot_write(const char *name, int reason, GError **error)
{
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_OUTPUT,
                "'%s' cannot be written: %s", name, g_strerror(reason));
    return false;
}

/* The file that is to be replaced or made; NULL if `name` is to be written
 * directly, or on failure. Links are followed to the file they stand for. */
static char *replaced_file(const char *name)
{
    g_autofree char *folder = g_path_get_dirname(name);
    struct stat status;
    char *real;
    char *copy;

    if (stat(name, &status) != 0) {
        return errno == ENOENT && access(folder, W_OK) == 0 ? g_strdup(name)
                                                            : NULL;
    }
    real = S_ISREG(status.st_mode) ? realpath(name, NULL) : NULL;
    copy = g_strdup(real);
    free(real);
    return copy;
}

bool output_check(const CommandOptions *options, GError **error)
{
    const char *name = options->output;
    g_autofree char *place = name ? replaced_file(name) : NULL;
    g_autofree char *folder = g_path_get_dirname(place ? place : ".");
    struct stat status;

    if (!name) {
        return true;
    }
    if (!place && stat(name, &status) != 0) {
        return cannot_write(name, errno, error);
    }
    if (!place && S_ISDIR(status.st_mode)) {
        return cannot_write(name, EISDIR, error);
    }
    if (access(place ? folder : name, W_OK) != 0) {
        return cannot_write(name, errno, error);
    }
    return true;
}

static bool wants_color(const CommandOptions *options, FILE *stream)
{
    const char *terminal = g_getenv("TERM");
    const char *no_color = g_getenv("NO_COLOR");

    if (options->color != COLOR_AUTO) {
        return options->color == COLOR_ALWAYS;
    }
    return (!no_color || !*no_color) && isatty(fileno(stream)) && terminal &&
           !g_str_equal(terminal, "dumb");
}

static FILE *open_temporary(const char *place, char **ret_temporary)
{
    for (guint i = 0; i < 100; i++) {
        g_autofree char *name =
            g_strdup_printf("%s.%08x.tmp", place, g_random_int());
        int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

        if (file >= 0) {
            *ret_temporary = g_steal_pointer(&name);
            return fdopen(file, "w");
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return NULL;
}

Output *output_open(const CommandOptions *options, GError **error)
{
    g_autoptr(Output) output = g_new0(Output, 1);

    output->name = options->output ? options->output : "standard output";
    if (!options->output) {
        output->stream = stdout;
    } else {
        output->place = replaced_file(options->output);
        output->stream = output->place
                             ? open_temporary(output->place, &output->temporary)
                             : fopen(options->output, "we");
    }
    if (!output->stream) {
        cannot_write(output->name, errno, error);
        return NULL;
    }
    output->color = wants_color(options, output->stream);
    return g_steal_pointer(&output);
}

bool output_finish(Output *output, GError **error)
{
    FILE *stream = g_steal_pointer(&output->stream);
    bool failed_before = ferror(stream);
    bool flushed = fflush(stream) == 0;
    int reason = flushed ? EIO : errno;
    bool closed = stream == stdout || fclose(stream) == 0;

    if (flushed && !closed) {
        reason = errno;
    }
    if (failed_before || !flushed || !closed) {
        return cannot_write(output->name, reason, error);
    }
    if (output->temporary && rename(output->temporary, output->place) != 0) {
        return cannot_write(output->name, errno, error);
    }
    g_clear_pointer(&output->temporary, g_free);
    return true;
}

void output_free(Output *output)
{
    if (!output) {
        return;
    }
    if (output->stream && output->stream != stdout) {
        fclose(output->stream);
    }
    if (output->temporary) {
        unlink(output->temporary);
    }
    g_free(output->temporary);
    g_free(output->place);
    g_free(output);
}

void output_print(Output *output, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    /* Strings of an untrusted tree must not steer the terminal. */
    for (char *at = text; *at; at++) {
        if (g_ascii_iscntrl(*at) && *at != '\n') {
            *at = '?';
        }
    }
    fputs(text, output->stream);
}

void output_heading(Output *output, const char *text)
{
    if (output->color) {
        fputs("\033[1m", output->stream);
    }
    output_print(output, "%s", text);
    fputs(output->color ? "\033[0m\n" : "\n", output->stream);
}

void output_json_string(Output *output, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    fputc('"', output->stream);
    for (const char *at = valid; *at; at++) {
        if (*at == '"' || *at == '\\') {
            output_print(output, "\\%c", *at);
        } else if (g_ascii_iscntrl(*at)) {
            output_print(output, "\\u%04x", (guint)(guchar)*at);
        } else {
            fputc(*at, output->stream);
        }
    }
    fputc('"', output->stream);
}
