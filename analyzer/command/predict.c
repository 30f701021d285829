/*
 * migcompat predict SRC DST: whether one guest can migrate from one QEMU to
 * another, and why not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/output.h"
#include "command/predict-guest.h"
#include "command/predict-print.h"
#include "command/tree.h"
#include "facts/guest-request.h"

static const char help[] =
    "Says whether a guest that runs under the QEMU of SRC can be migrated to\n"
    "the QEMU of DST: whether it starts on both sides, whether the stream is\n"
    "understood, and what differs without being noticed. The guest is\n"
    "--machine NAME and --args 'ARGUMENTS', or a file with a whole command\n"
    "line (libvirt's .args files are such), or with --batch one JSON object a\n"
    "line: {\"id\": \"...\", \"machine\": \"pc-q35-7.2\", \"args\": [...]}.\n"
    "\n"
    "Verdicts: ok, fail-start-src, fail-start-dst, fail-migrate. Only what\n"
    "the sources say is judged: what a build leaves out, what the host lacks\n"
    "and what a device objects to when it is plugged in is not seen.\n"
    "\n"
    "Exit status: 0 if every guest migrates, the sum of 2 (one does not) and\n"
    "8 (a whole file of either tree could not be analysed); 1 if it failed,\n"
    "also if a line of a batch could not be read.";

static bool open_tree(const char *name, const CommandOptions *options,
                      FactSet **ret_facts, GError **error)
{
    *ret_facts = tree_facts(name, options, error);
    if (*ret_facts && g_strcmp0(fact_set_project(*ret_facts), "qemu") != 0) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' is a tree of %s: guests run on QEMU", name,
                    fact_set_project(*ret_facts));
        return false;
    }
    return *ret_facts;
}

static Predictor *open_predictor(const CommandOptions *options, guint *status,
                                 GError **error)
{
    g_autoptr(FactSet) source = NULL;
    g_autoptr(FactSet) destination = NULL;

    if (!open_tree(options->operands[0], options, &source, error) ||
        !open_tree(options->operands[1], options, &destination, error)) {
        return NULL;
    }
    *status |= tree_status(source) | tree_status(destination);
    return predictor_new(g_steal_pointer(&source),
                         g_steal_pointer(&destination), options->target);
}

/* The guest that options and operands describe. */
static Guest *read_guest(const CommandOptions *options, GError **error)
{
    const char *file = options->n_operands > 2 ? options->operands[2] : NULL;
    g_autofree char *text = NULL;

    if (!file == !options->guest.args && !options->machine) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "which guest? --machine NAME with --args, a file with its "
                    "command line, or --batch");
        return NULL;
    }
    if (file && !g_file_get_contents(file, &text, NULL, error)) {
        return NULL;
    }
    return guest_from_shell(options->machine,
                            text                  ? text
                            : options->guest.args ? options->guest.args
                                                  : "-nodefaults",
                            error);
}

static guint predict_one(const CommandOptions *options, GError **error)
{
    guint status = 0;
    g_autoptr(Guest) guest = read_guest(options, error);
    g_autoptr(Predictor) predictor =
        guest ? open_predictor(options, &status, error) : NULL;
    g_autoptr(Prediction) prediction = NULL;
    g_autoptr(Output) output = NULL;

    if (!predictor) {
        return STATUS_FAILED;
    }
    output = output_open(options, error);
    if (!output) {
        return STATUS_FAILED;
    }
    prediction = predict_guest(predictor, guest);
    status |= prediction->verdict == VERDICT_OK ? 0 : STATUS_BREAK;
    if (options->format == FORMAT_TEXT) {
        predict_print_text(output, predictor, guest, prediction);
    } else {
        predict_print_json(output, predictor, NULL, prediction);
    }
    return output_finish(output, error) ? status : STATUS_FAILED;
}

/* One line of a batch; a broken one is answered with an error. */
static guint answer_line(Output *output, const Predictor *predictor,
                         const char *line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GuestRequest) request = guest_request_parse(line, &error);
    g_autoptr(Guest) guest = NULL;
    g_autoptr(Prediction) prediction = NULL;

    if (request) {
        guest = guest_new(request->machine, (const char *const *)request->args,
                          &error);
    }
    if (!guest) {
        predict_print_error(output, request ? request->id : NULL,
                            error->message);
        return STATUS_FAILED;
    }
    prediction = predict_guest(predictor, guest);
    predict_print_json(output, predictor, request->id, prediction);
    return prediction->verdict == VERDICT_OK ? 0 : STATUS_BREAK;
}

static char *read_all(const char *name, GError **error)
{
    char *text = NULL;

    if (g_str_equal(name, "-")) {
        name = "/dev/stdin";
    }
    return g_file_get_contents(name, &text, NULL, error) ? text : NULL;
}

static guint predict_batch(const CommandOptions *options, GError **error)
{
    guint status = 0;
    g_autofree char *text = read_all(options->guest.batch, error);
    g_autoptr(Predictor) predictor =
        text ? open_predictor(options, &status, error) : NULL;
    g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
    g_autoptr(Output) output = predictor ? output_open(options, error) : NULL;

    if (!output) {
        return STATUS_FAILED;
    }
    for (guint i = 0; lines[i]; i++) {
        if (*g_strstrip(lines[i])) {
            status |= answer_line(output, predictor, lines[i]);
        }
    }
    return output_finish(output, error) ? status : STATUS_FAILED;
}

static guint run(const CommandOptions *options, GError **error)
{
    if (!output_check(options, error)) {
        return STATUS_FAILED;
    }
    if (options->guest.batch && options->format == FORMAT_TEXT) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "--batch answers with --format jsonl");
        return STATUS_FAILED;
    }
    return options->guest.batch ? predict_batch(options, error)
                                : predict_one(options, error);
}

const Command command_predict = {
    .name = "predict",
    .operands = "SRC DST [COMMAND_LINE_FILE]",
    .n_operands = 2,
    .n_optional = 1,
    .summary = "whether one guest can migrate, and why not",
    .help = help,
    .takes = TAKES_MACHINE | TAKES_TARGET | TAKES_TREES | TAKES_GUEST,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_JSONL,
    .default_format = FORMAT_TEXT,
    .run = run,
};
