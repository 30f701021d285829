/*
 * migcompat capabilities LIBVIRT_TREE QEMU_TREE: which capabilities that
 * libvirt finds in that QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"
#include "command/output.h"
#include "command/tree.h"
#include "facts/replies.h"
#include "model/libvirt-capability.h"

#define SCHEMA         "migcompat.capabilities/1"
#define DEFAULT_TARGET "x86_64"

static const char help[] =
    "Decides from both sources which QEMU_CAPS flags that libvirt would find\n"
    "in that QEMU's emulator for --target (default x86_64), each with the rule\n"
    "that decided. What depends on the machine it runs on (KVM, SEV) is listed\n"
    "as undecided, and so is what follows from it.\n"
    "\n"
    "QEMU_TREE may be a file of recorded answers, as in libvirt's\n"
    "tests/qemucapabilitiesdata/NAME.replies: then nothing of this kind stays\n"
    "undecided.\n"
    "\n"
    "Exit status: 0; 1 if it failed; 8 if a whole file could not be analysed.";

static const char *guard_verb(const LibvirtGuard *guard)
{
    return guard->negated ? "not " : "";
}

/* "device-property virtio-net-pci.host_mtu" */
static void append_guard(GString *text, const LibvirtGuard *guard)
{
    g_string_append_printf(text, "%s%s", guard_verb(guard), guard->kind);
    if (guard->name) {
        g_string_append_printf(text, " %s", guard->name);
    }
    if (guard->text) {
        g_string_append_printf(text, "%s%s", guard->name ? "." : " ",
                               guard->text);
    }
    if (guard->relation) {
        g_string_append_printf(text, " %s", guard->relation);
    }
    for (guint i = 0; guard->values && guard->values[i]; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : " ",
                               guard->values[i]);
    }
}

static char *rule_text(const CapabilityRule *rule)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < rule->guards->len; i++) {
        g_string_append(text, i > 0 ? " and " : "");
        append_guard(text, &g_array_index(rule->guards, LibvirtGuard, i));
    }
    return g_string_free(text, FALSE);
}

static char *reason_text(const DecidedCapability *state)
{
    GString *text = g_string_new(NULL);

    if (state->reason) {
        g_string_append(text, "depends on ");
        append_guard(text, state->reason);
    } else {
        g_string_append(text, "no code that decides it was found");
    }
    return g_string_free(text, FALSE);
}

static const char *plain_text(const char *text)
{
    return text ? text : "";
}

static void print_tree(Output *output, const char *key, const FactSet *facts)
{
    output_print(output, "  \"%s\": {\"project\": ", key);
    output_json_string(output, plain_text(fact_set_project(facts)));
    output_print(output, ", \"version\": ");
    output_json_string(output, plain_text(fact_set_version(facts)));
    output_print(output, ", \"label\": ");
    output_json_string(output, plain_text(fact_set_label(facts)));
    output_print(output, "},\n");
}

static void print_because(Output *output, const CapabilityRule *rule)
{
    g_autofree char *text = rule_text(rule);

    output_print(output, ", \"because\": {\"function\": ");
    output_json_string(output, plain_text(rule->function));
    output_print(output, ", \"rule\": ");
    output_json_string(output, *text ? text : "always");
    output_print(output, ", \"location\": {\"file\": ");
    output_json_string(output, plain_text(rule->location.file));
    output_print(output, ", \"line\": %u}}", rule->location.line);
}

static void print_flags(Output *output, const GArray *states, Decision which)
{
    const char *separator = "";

    for (guint i = 0; i < states->len; i++) {
        const DecidedCapability *state =
            &g_array_index(states, DecidedCapability, i);

        if (state->decision != which) {
            continue;
        }
        output_print(output, "%s\n    {\"flag\": ", separator);
        output_json_string(output, state->capability->flag);
        if (which == DECISION_UNKNOWN) {
            g_autofree char *reason = reason_text(state);

            output_print(output, ", \"reason\": ");
            output_json_string(output, reason);
        } else if (state->because) {
            print_because(output, state->because);
        }
        output_print(output, "}");
        separator = ",";
    }
}

static void print_json(Output *output, const FactSet *libvirt,
                       const CapabilityQemu *qemu, const GArray *states)
{
    output_print(output, "{\n  \"schema\": \"" SCHEMA "\",\n");
    print_tree(output, "libvirt", libvirt);
    print_tree(output, "qemu", qemu->facts);
    output_print(output, "  \"target\": ");
    output_json_string(output, qemu->target);
    output_print(output, ",\n  \"flags\": [");
    print_flags(output, states, DECISION_YES);
    output_print(output, "\n  ],\n  \"undecided\": [");
    print_flags(output, states, DECISION_UNKNOWN);
    output_print(output, "\n  ]\n}\n");
}

static void print_text(Output *output, const FactSet *libvirt,
                       const CapabilityQemu *qemu, const GArray *states)
{
    g_autofree char *first = tree_title(libvirt);
    g_autofree char *second = tree_title(qemu->facts);
    g_autofree char *title =
        g_strdup_printf("%s with %s, %s", first, second, qemu->target);

    output_heading(output, title);
    for (guint i = 0; i < states->len; i++) {
        const DecidedCapability *state =
            &g_array_index(states, DecidedCapability, i);
        const char *flag = state->capability->flag;

        if (state->decision == DECISION_YES && state->because) {
            g_autofree char *rule = rule_text(state->because);

            output_print(output, "  %-40s %s\n", flag, *rule ? rule : "always");
        } else if (state->decision == DECISION_UNKNOWN) {
            g_autofree char *reason = reason_text(state);

            output_print(output, "? %-40s %s\n", flag, reason);
        }
    }
}

static Decision host_answer(const char *name, const char *key, const void *user)
{
    switch (replies_host(user, name, key)) {
    case REPLY_NO:
        return DECISION_NO;
    case REPLY_YES:
        return DECISION_YES;
    case REPLY_NOT_ASKED:
        break;
    }
    return DECISION_UNKNOWN;
}

static bool is_project(const FactSet *facts, const char *project,
                       const char *operand, GError **error)
{
    if (g_strcmp0(fact_set_project(facts), project) == 0) {
        return true;
    }
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                "'%s' is a tree of %s, not of %s", operand,
                fact_set_project(facts), project);
    return false;
}

static guint decide(const CommandOptions *options, const FactSet *libvirt,
                    const CapabilityQemu *qemu, GError **error)
{
    g_autoptr(GArray) states = NULL;
    g_autoptr(Output) output = NULL;

    if (!is_project(libvirt, "libvirt", options->operands[0], error) ||
        !is_project(qemu->facts, "qemu", options->operands[1], error)) {
        return STATUS_FAILED;
    }
    output = output_open(options, error);
    if (!output) {
        return STATUS_FAILED;
    }
    states = libvirt_capabilities_decide(libvirt, qemu);
    if (options->format == FORMAT_JSON) {
        print_json(output, libvirt, qemu, states);
    } else {
        print_text(output, libvirt, qemu, states);
    }
    return output_finish(output, error)
               ? tree_status(libvirt) | tree_status(qemu->facts)
               : STATUS_FAILED;
}

static guint run_replies(const CommandOptions *options, const FactSet *libvirt,
                         GError **error)
{
    g_autoptr(Replies) replies = replies_read(options->operands[1], error);
    CapabilityQemu qemu = {.host = host_answer, .user = replies};

    if (!replies) {
        return STATUS_FAILED;
    }
    qemu.facts = replies_facts(replies);
    qemu.target = replies_target(replies);
    return decide(options, libvirt, &qemu, error);
}

static guint run(const CommandOptions *options, GError **error)
{
    g_autoptr(FactSet) libvirt = NULL;
    g_autoptr(FactSet) facts = NULL;
    CapabilityQemu qemu = {.target = options->target ? options->target
                                                     : DEFAULT_TARGET};

    if (!output_check(options, error)) {
        return STATUS_FAILED;
    }
    libvirt = tree_facts(options->operands[0], options, error);
    if (!libvirt) {
        return STATUS_FAILED;
    }
    if (replies_is_one(options->operands[1])) {
        return run_replies(options, libvirt, error);
    }
    facts = tree_facts(options->operands[1], options, error);
    qemu.facts = facts;
    return facts ? decide(options, libvirt, &qemu, error) : STATUS_FAILED;
}

const Command command_capabilities = {
    .name = "capabilities",
    .operands = "LIBVIRT_TREE QEMU_TREE",
    .n_operands = 2,
    .summary = "which capabilities that libvirt finds in that QEMU",
    .help = help,
    .takes = TAKES_TARGET | TAKES_TREES | TAKES_COLOR,
    .formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON,
    .default_format = FORMAT_TEXT,
    .run = run,
};
