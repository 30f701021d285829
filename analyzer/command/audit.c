/*
 * migcompat audit TREE...: many versions of both projects side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-run.h"
#include "command/command.h"
#include "command/output.h"

static const char help[] =
    "Compares every version of QEMU with every other one, for the machine\n"
    "types that the older one had released: for each family the matrix of\n"
    "versions, the properties that are not the same in all of them, the wire\n"
    "order of changed vmstates side by side, and which of it libvirt sets.\n"
    "Trees of libvirt are put beside each other, too: what not all emit.\n"
    "\n"
    "Versions are put into their order, however they are given. In the\n"
    "matrix, rows are the older version: . fine, f breaks forward (to the\n"
    "newer version), b backward, B both, v guest-visible, r risk, - no such\n"
    "machine type in both, ? could not be compared. With --format html the\n"
    "page needs nothing else: no network, no scripts.\n"
    "\n"
    "What is read and compared is kept in the cache: an interrupted audit\n"
    "goes on where it was.\n"
    "\n"
    "Exit status: the sum of 2 (findings of severity break in any pair), 4\n"
    "(lower ones, if --severity asks for them) and 8 (a file of a tree or a\n"
    "pair could not be analysed); 1 if it failed.";

static void free_input(gpointer data)
{
    AuditInput *input = data;

    fact_set_free(input->facts);
    source_free(input->source);
    g_free(input->digest);
    g_free(input);
}

static guint status_of(const AuditRun *run)
{
    guint status = run->status;

    for (guint i = 0; i < run->audit->findings->len; i++) {
        const AuditFinding *finding =
            g_ptr_array_index(run->audit->findings, i);

        if (finding->accepted) {
            continue;
        }
        if (finding->severity == SEVERITY_BREAK) {
            status |= STATUS_BREAK;
        } else if (run->options->severity_given) {
            status |= STATUS_LOWER;
        }
    }
    return status;
}

static bool print_audit(const AuditRun *run, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Output) output = output_open(run->options, error);

    if (!output) {
        return false;
    }
    switch (run->options->format) {
    case FORMAT_HTML:
        audit_write_html(run->audit, text);
        break;
    case FORMAT_JSON:
        audit_write_json(run->audit, text);
        break;
    default:
        audit_write_text(run->audit, text, output->color);
        break;
    }
    fwrite(text->str, 1, text->len, output->stream);
    return output_finish(output, error);
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(free_input);
    g_autoptr(Audit) audit = audit_new();
    AuditRun run = {.options = options, .inputs = inputs, .audit = audit};

    if (!output_check(options, error) || !audit_open_trees(&run, error) ||
        !audit_compare_pairs(&run, error)) {
        return STATUS_FAILED;
    }
    audit_make_timelines(&run);
    audit_make_ladders(&run);
    audit_make_emissions(&run);
    return print_audit(&run, error) ? status_of(&run) : STATUS_FAILED;
}

const Command command_audit = {
    .name = "audit",
    .operands = "TREE...",
    .n_operands = 1,
    .n_optional = 2 * AUDIT_TREES_MAX,
    .summary = "many versions side by side: who breaks with whom",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_MACHINE | TAKES_TARGET | TAKES_SEVERITY |
             TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_HTML,
    .default_format = FORMAT_TEXT,
    .run = run,
};
