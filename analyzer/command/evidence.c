/*
 * migcompat evidence SUBJECT TREE...: the history of one option, property,
 * driver, machine type or vmstate, and who breaks in which direction.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "command/evidence-run.h"
#include "command/output.h"

static const char help[] =
    "SUBJECT is named as people name it: numa.mem (a key of an option),\n"
    "no-acpi (an option), virtio-net-pci.host_mtu (a property), ide-drive (a\n"
    "driver), pc-q35-7.2 (a machine type), virtio-net (a vmstate),\n"
    "numa_mem_supported (a member of the machine's class),\n"
    "QEMU_CAPS_OBJECT_MEMORY_FILE (a capability of libvirt). Where one name\n"
    "has several meanings, key:, option:, property:, driver:, machine:,\n"
    "vmstate:, field: or capability: before it says which.\n"
    "\n"
    "TREEs are of QEMU and libvirt mixed, in any order. What changed comes\n"
    "first, with file and line, and with commit and date where the tree is\n"
    "REPO@REV or --git names a repository that has its revision. Then, for\n"
    "each kind of guest and each range of machine types: the versions that\n"
    "treat it alike, and what migrates to what. Only versions that were read\n"
    "are named: \"5.1.0\" is the first of them in which it is so.\n"
    "\n"
    "--format mail is to be pasted into a reply: plain text, 72 columns.\n"
    "\n"
    "Exit status: 2 if some migration or start fails; 8 is added if a whole\n"
    "file of a tree could not be analysed; 1 if the command failed.";

guint evidence_print(EvidenceRun *run, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Output) output = output_open(run->options, error);

    if (!output) {
        return STATUS_FAILED;
    }
    switch (run->options->format) {
    case FORMAT_JSON:
        evidence_write_json(run->report, text);
        break;
    case FORMAT_MAIL:
        evidence_write_text(run->report, EVIDENCE_MAIL, text);
        break;
    default:
        evidence_write_text(run->report, EVIDENCE_TEXT, text);
        break;
    }
    fwrite(text->str, 1, text->len, output->stream);
    return output_finish(output, error) ? run->status : STATUS_FAILED;
}

static guint run(const CommandOptions *options, GError **error)
{
    g_auto(EvidenceRun) run = {NULL};
    g_autoptr(Subject) subject = NULL;
    g_autoptr(Subject) instead = NULL;
    g_autofree char *title = NULL;

    if (!output_check(options, error) || !evidence_open(&run, options, error)) {
        return STATUS_FAILED;
    }
    subject = subject_find(options->operands[0], run.facts, error);
    if (!subject) {
        return STATUS_FAILED;
    }
    run.join = join_new(run.facts, run.report->target, NULL);
    instead = join_instead(run.join, subject);
    title = subject_title(subject);
    run.report->command = "evidence";
    run.report->subject = evidence_text(run.report, options->operands[0]);
    run.report->class = subject_class_text(subject->class);
    run.report->title = evidence_text(run.report, title);
    evidence_add_trees(&run);
    evidence_add_events(&run, subject, instead);
    evidence_add_topics(&run, subject, instead);
    return evidence_print(&run, error);
}

const Command command_evidence = {
    .name = "evidence",
    .operands = "SUBJECT TREE...",
    .n_operands = 2,
    .n_optional = 2 * JOIN_TREES_MAX,
    .summary = "one subject's history in both projects, and who breaks",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_MACHINE | TAKES_TARGET | TAKES_TREES |
             TAKES_HISTORY,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_MAIL | 1 << FORMAT_JSON,
    .default_format = FORMAT_TEXT,
    .run = run,
};
