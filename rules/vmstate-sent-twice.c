/*
 * vmstate-sent-twice: a device sends its state by itself, and the device that
 * holds it sends the same once more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/possible.h"
#include "rules/vmstate-misuse.h"

static const char help[] =
    "A device that is realized sends what its class's vmsd describes, as a\n"
    "section of its own. Where the device that holds it has the same description\n"
    "as a structure among its fields, the stream holds the state twice. A QEMU\n"
    "without that section refuses the stream: backward migration breaks for every\n"
    "guest with the outer device.\n"
    "\n"
    "Repair: let one of them send it: no vmsd for the inner class, as long as all\n"
    "that hold it send it; or no structure in the outer description, with the\n"
    "older form kept for released machine types.\n";

/* Machine types that both trees have, with the outer device on both sides. */
static void add_machine_types(const RuleContext *context, Finding *finding,
                              const char *outer)
{
    const GArray *promised = context->comparison->promised;

    for (guint i = 0; i < promised->len; i++) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);
        const Driver *driver =
            type->after ? qemu_model_driver(type->new_model, outer) : NULL;

        if (driver && qemu_model_driver(type->old_model, outer) &&
            qemu_model_possible(type->new_model, driver, type->after) !=
                POSSIBLE_NO) {
            g_ptr_array_add(finding->machine_types,
                            (gpointer)type->before->name);
        }
    }
}

/* Without a released machine type that has the outer device on both sides
 * nothing that was promised breaks. */
static void report(const RuleContext *context, const VMState *state,
                   const VMStateMisuse *misuse)
{
    Finding *finding = add_misuse_finding(context, state, misuse);

    finding->driver = findings_text(context->findings, misuse->name);
    finding->message = findings_format(
        context->findings,
        "'%s' is sent by %s itself, and once more by %s, that holds it, in "
        "'%s'",
        misused_name(state), misuse->expected, misuse->name, misuse->used);
    add_machine_types(context, finding, misuse->name);
    if (finding->machine_types->len > 0) {
        finding->severity = SEVERITY_BREAK;
        finding->directions = DIRECTION_BACKWARD;
    }
}

static void check(const RuleContext *context, const Change *change)
{
    static const char *const what[] = {"twice", NULL};

    (void)change;
    each_new_misuse(context, what, report);
}

const Rule rule_vmstate_sent_twice = {
    .id = "vmstate-sent-twice",
    .summary = "a device's state is sent by itself and by what holds it",
    .help = help,
    .example = "c9808d602813, fixed by f602d047ac21",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
