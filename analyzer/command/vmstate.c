/*
 * migcompat vmstate A B: what two QEMUs send, in both directions; each of
 * them a tree or what its -dump-vmstate wrote.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/command.h"
#include "command/gaps.h"
#include "command/output.h"
#include "command/tree.h"
#include "command/vmstate-dump.h"
#include "command/vmstate-finding.h"
#include "facts/dump.h"
#include "reports/report.h"

static const char help[] =
    "Compares what two QEMUs send and accept. A and B are trees, saved facts,\n"
    "or files that QEMU's -dump-vmstate wrote, in any combination; A is the\n"
    "older one. \"forward\" is migration from A to B, \"backward\" from B to A.\n"
    "\n"
    "Each difference says what happens in each direction: refused (the\n"
    "destination says no), misread (bytes are taken for something else),\n"
    "if-sent (it breaks if a condition holds), loses (state is not\n"
    "transferred), unknown. What cannot be seen on the wire is no difference:\n"
    "renamed fields, a structure instead of its members, an array instead of\n"
    "scalars.\n"
    "\n"
    "A dump lists the device types of one build and says less than a tree:\n"
    "no types, no conditions, no registered sections. Of a tree and a dump\n"
    "those are compared that the dump has, for its machine type's target or\n"
    "that of --target. Machine types are not looked at; `compare` does that.\n"
    "\n"
    "--dump writes what the tree A sends in the form of -dump-vmstate, for a\n"
    "machine type (--machine NAME, else the default one) and a target. Sizes\n"
    "are those on the wire: of a structure the sum of its fields, 0 (and\n"
    "\"size_known\" false) where it varies.\n"
    "\n"
    "Exit status: the sum of 2 (findings of severity break), 4 (lower ones,\n"
    "if --severity asks for them) and 8 (a whole file of either tree could\n"
    "not be analysed); 1 if it failed.";

static FactSet *read_operand(const char *name, const CommandOptions *options,
                             GError **error)
{
    g_autoptr(FactSet) facts = NULL;

    if (dump_is_one(name)) {
        return dump_read(name, error);
    }
    facts = tree_facts(name, options, error);
    if (facts && g_strcmp0(fact_set_project(facts), "qemu") != 0) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' is a tree of %s: only trees of QEMU can be compared",
                    name, fact_set_project(facts));
        return NULL;
    }
    return g_steal_pointer(&facts);
}

/* A dump has one machine type at most, a tree any number. */
static const MachineType *machine_of_dump(const FactSet *facts)
{
    const GPtrArray *machines = fact_set_machine_types(facts);

    return machines->len == 1 ? g_ptr_array_index(machines, 0) : NULL;
}

/* How many of the dump's device types exist on the target, first; then how
 * many the target has: i386 and x86_64 are not told by few devices. */
static guint64 likeness(const FactSet *dump, const FactSet *tree,
                        const char *target)
{
    g_autoptr(QemuModel) model = qemu_model_new(tree, target);
    const GPtrArray *drivers = fact_set_drivers(dump);
    guint64 n = 0;

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        n += qemu_model_driver(model, driver->name) != NULL;
    }
    return n << 32 | qemu_model_drivers(model)->len;
}

/* Of those that have the dump's machine type; borrowed; NULL if none has. */
static const char *target_of_dump(const FactSet *dump, const FactSet *tree)
{
    const MachineType *made_with = machine_of_dump(dump);
    const GPtrArray *machines = fact_set_machine_types(tree);
    const char *best = NULL;
    guint64 best_likeness = 0;

    for (guint i = 0; made_with && i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        if (g_strcmp0(machine->name, made_with->name) != 0) {
            continue;
        }
        for (Names target = machine->targets; target && *target; target++) {
            guint64 alike = likeness(dump, tree, *target);

            if (alike > best_likeness) {
                best = *target;
                best_likeness = alike;
            }
        }
    }
    return best;
}

static bool is_dump(const FactSet *facts)
{
    return !fact_set_version(facts);
}

static const char *choose_target(const FactSet *before, const FactSet *after,
                                 const CommandOptions *options)
{
    if (options->target || is_dump(before) == is_dump(after)) {
        return options->target;
    }
    return is_dump(before) ? target_of_dump(before, after)
                           : target_of_dump(after, before);
}

static ReportTree report_tree(const FactSet *facts)
{
    const ReportTree tree = {
        .project = fact_set_project(facts),
        .version = fact_set_version(facts) ? fact_set_version(facts) : "dump",
        .label = fact_set_label(facts),
        .revision = fact_set_revision(facts),
    };

    return tree;
}

static void add_gaps(GArray *gaps, EvidenceSide side, const FactSet *facts)
{
    const GPtrArray *all = fact_set_gaps(facts);

    for (guint i = 0; i < all->len; i++) {
        const Gap *gap = g_ptr_array_index(all, i);
        const ReportGap row = {side, gap->construct, gap->subject, gap->reason,
                               gap->location};

        if (g_str_has_prefix(gap->construct, "vmstate") ||
            g_str_equal(gap->construct, "dump-section") ||
            g_str_equal(gap->construct, "file")) {
            g_array_append_val(gaps, row);
        }
    }
}

/* Dumps made with another machine type differ for that reason alone. */
static void warn_of_machines(const FactSet *before, const FactSet *after,
                             const CommandOptions *options)
{
    const MachineType *old = is_dump(before) ? machine_of_dump(before) : NULL;
    const MachineType *new = is_dump(after) ? machine_of_dump(after) : NULL;

    if (old && new && !options->quiet && g_strcmp0(old->name, new->name) != 0) {
        fprintf(stderr,
                "migcompat: the dumps were made with machine types '%s' and "
                "'%s'\n",
                old->name, new->name);
    }
}

static bool print(const FactSet *before, const FactSet *after,
                  const GPtrArray *shown, const GPtrArray *unshown,
                  const CommandOptions *options, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(ReportGap));
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Output) output = output_open(options, error);
    const Report report = {
        .before = report_tree(before),
        .after = report_tree(after),
        .promised = none,
        .removed = none,
        .findings = shown,
        .unshown = unshown,
        .gaps = gaps,
        .n_changes = shown->len + unshown->len,
    };

    if (!output) {
        return false;
    }
    if (options->format == FORMAT_TEXT) {
        vmstate_findings_print(shown, unshown, output);
        gaps_print(before, "dump-section", 0, output);
        gaps_print(after, "dump-section", 0, output);
    } else {
        const ReportContext context = {&report, text, output->color};

        add_gaps(gaps, EVIDENCE_OLD, before);
        add_gaps(gaps, EVIDENCE_NEW, after);
        report_write(&context, report_writer_find(options->format == FORMAT_JSON
                                                      ? "json"
                                                      : "brief"));
        fwrite(text->str, 1, text->len, output->stream);
    }
    return output_finish(output, error);
}

/* A dump says that a field has a test and not which. What the tree's tests come
 * to must not count then: the same field would be there on one side only. */
static void forget_tests(const FactSet *facts)
{
    const GPtrArray *states = fact_set_vmstates(facts);

    for (guint i = 0; i < states->len; i++) {
        const VMState *state = g_ptr_array_index(states, i);

        for (guint j = 0; j < state->fields->len; j++) {
            g_array_index(state->fields, VMStateField, j).exists_text = NULL;
        }
    }
}

static guint compare(const FactSet *before, const FactSet *after,
                     const CommandOptions *options, GError **error)
{
    g_autoptr(VMStateDiff) diff = vmstate_diff_new();
    g_autoptr(Findings) findings = NULL;
    g_autoptr(GPtrArray) shown = NULL;
    g_autoptr(GPtrArray) unshown = NULL;

    warn_of_machines(before, after, options);
    if (is_dump(before) != is_dump(after)) {
        forget_tests(is_dump(before) ? after : before);
    }
    vmstate_diff_add_all(diff, before, after,
                         choose_target(before, after, options));
    findings = vmstate_findings(diff);
    shown = findings_choose(findings, options, FINDINGS_SHOWN);
    unshown = findings_choose(findings, options, FINDINGS_UNSHOWN);
    if (!print(before, after, shown, unshown, options, error)) {
        return STATUS_FAILED;
    }
    return findings_status(shown, options);
}

static guint operand_status(const FactSet *facts)
{
    if (is_dump(facts) && fact_set_gaps(facts)->len > 0) {
        return STATUS_NOT_ANALYSED;
    }
    return tree_status(facts);
}

static bool check_usage(const CommandOptions *options, GError **error)
{
    const char *why = NULL;

    if (options->dump) {
        why = options->n_operands > 1 ? "--dump takes one tree" : NULL;
        why = options->format == FORMAT_BRIEF ? "--dump has a format of its own"
                                              : why;
    } else if (options->n_operands < 2) {
        why = "'vmstate' needs A B, or --dump and one tree";
    } else if (options->machine) {
        why = "--machine is for --dump: a dump has one machine type";
    }
    if (why) {
        g_set_error_literal(error, COMMAND_ERROR, COMMAND_ERROR_USAGE, why);
    }
    return !why;
}

static guint dump(const CommandOptions *options, GError **error)
{
    const char *name = options->operands[0];
    g_autoptr(FactSet) facts = read_operand(name, options, error);

    if (facts && is_dump(facts)) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                    "'%s' is a dump already", name);
        return STATUS_FAILED;
    }
    return facts ? vmstate_dump(facts, name, options, error) : STATUS_FAILED;
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) before = NULL;
    g_autoptr(FactSet) after = NULL;
    guint status;

    if (!check_usage(options, error) || !output_check(options, error)) {
        return STATUS_FAILED;
    }
    if (options->dump) {
        return dump(options, error);
    }
    before = read_operand(options->operands[0], options, error);
    after = before ? read_operand(options->operands[1], options, error) : NULL;
    if (!after) {
        return STATUS_FAILED;
    }
    status = compare(before, after, options, error);
    return status & STATUS_FAILED
               ? status
               : status | operand_status(before) | operand_status(after);
}

const Command command_vmstate = {
    .name = "vmstate",
    .operands = "A B | --dump A",
    .n_operands = 1,
    .n_optional = 1,
    .summary = "what two QEMUs send, compared in both directions",
    .help = help,
    .takes = TAKES_DIRECTION | TAKES_TARGET | TAKES_SEVERITY | TAKES_TREES |
             TAKES_COLOR | TAKES_MACHINE | TAKES_DUMP,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_BRIEF,
    .default_format = FORMAT_TEXT,
    .run = run,
};
