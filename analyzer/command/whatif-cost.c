/*
 * What a proposal costs: who does not start any more, what libvirt would
 * need, and from when on it costs nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/whatif-cost.h"

void whatif_tell(const Cost *cost, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(cost->run->report->costs,
                    (gpointer)evidence_text(cost->run->report, text));
}

static bool changed_qemu(const Join *join, guint *ret_qemu)
{
    for (guint i = 0; i < join_n_qemus(join); i++) {
        if (join_qemu(join, i)->change) {
            *ret_qemu = i;
            return true;
        }
    }
    return false;
}

/* How every libvirt fares under the machine types that change. */
static void try_machines(Cost *cost)
{
    Join *join = cost->run->join;
    const GPtrArray *machines = join_machines(join);
    guint64 undecided = 0;

    for (guint i = 0; i < machines->len; i++) {
        const JoinMachine *machine = g_ptr_array_index(machines, i);

        if (!machine->types[cost->qemu] ||
            !proposal_covers(cost->proposal, machine->version)) {
            continue;
        }
        cost->first = cost->first ? cost->first : machine->name;
        cost->n_machines++;
        for (guint k = 0; k < join_n_libvirts(join); k++) {
            JoinPlace place = {k, cost->qemu, machine};
            Cell cell = join_cell(join, cost->topic, &place);

            if (cell.kind == CELL_FAILS) {
                cost->failing |= (guint64)1 << k;
            } else if (cell.kind == CELL_UNKNOWN) {
                undecided |= (guint64)1 << k;
            }
        }
    }
    for (guint k = 0; k < join_n_libvirts(join); k++) {
        if (!((cost->failing | undecided) >> k & 1)) {
            cost->coping |= (guint64)1 << k;
        }
    }
}

static char *versions_of(const Cost *cost, guint64 bits)
{
    const Join *join = cost->run->join;
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < join_n_libvirts(join); i++) {
        if (bits >> i & 1) {
            g_string_append_printf(text, "%s%s%s", text->len > 0 ? ", " : "",
                                   join_libvirt(join, i)->version,
                                   join_libvirt(join, i)->change ? " (proposed)"
                                                                 : "");
        }
    }
    return g_string_free(text, FALSE);
}

static void tell_scope(const Cost *cost)
{
    if (cost->proposal->from && cost->n_machines == 0) {
        whatif_tell(cost, "It is for no machine type of those read.");
    } else if (cost->proposal->from) {
        whatif_tell(
            cost,
            "It is for machine types of %s and newer (%s ...). Guests of older "
            "ones keep what they have, whatever the versions.",
            cost->proposal->from, cost->first);
    } else {
        whatif_tell(cost,
                    "It is for all %u machine types, those of running guests "
                    "too.",
                    cost->n_machines);
    }
}

static void tell_libvirts(const Cost *cost)
{
    g_autofree char *failing = versions_of(cost, cost->failing);
    g_autofree char *coping = versions_of(cost, cost->coping);
    g_autofree char *title = subject_title(cost->proposal->subject);

    if (*failing) {
        whatif_tell(
            cost,
            "libvirt %s: guests for whom it emits %s do not start under "
            "these machine types, and a newer libvirt cannot migrate "
            "them to a host that has it.",
            failing, title);
    }
    if (*coping) {
        whatif_tell(cost, "libvirt %s: not concerned.", coping);
    } else {
        whatif_tell(cost, "No libvirt among those read copes.");
    }
}

/* Whether QEMU tells, for each machine type, that the subject is gone. */
static void tell_introspection(const Cost *cost)
{
    const JoinTree *qemu = join_qemu(cost->run->join, cost->qemu);
    g_autoptr(GPtrArray) refusals =
        join_refusals(qemu->facts, cost->proposal->subject);
    const GPtrArray *infos = fact_set_machine_info(qemu->facts);

    for (guint i = 0; i < refusals->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(refusals, i);

        for (guint k = 0; k < infos->len; k++) {
            const MachineInfoKey *info = g_ptr_array_index(infos, k);

            if (g_str_equal(info->field, refusal->field)) {
                whatif_tell(
                    cost,
                    "libvirt can know: query-machines tells '%s' for each "
                    "machine type (%s:%u).",
                    info->key, info->location.file, info->location.line);
                return;
            }
        }
    }
    if (cost->proposal->from) {
        whatif_tell(
            cost,
            "libvirt cannot know: nothing that QEMU %s tells in "
            "query-machines says for which machine types it is gone. That "
            "has to be added in a release before this one, or libvirt "
            "has to compare the versions in machine types' names.",
            fact_set_version(qemu->facts));
    }
}

/* What it would have to emit, and whether it can already. */
static void tell_instead(const Cost *cost)
{
    const Join *join = cost->run->join;
    g_autofree char *title =
        cost->instead ? subject_title(cost->instead) : NULL;

    if (!title) {
        whatif_tell(cost,
                    "Nothing that QEMU says names what libvirt should emit "
                    "in its place.");
        return;
    }
    for (guint i = 0; i < join_n_libvirts(join); i++) {
        const JoinTree *libvirt = join_libvirt(join, i);
        g_autoptr(GPtrArray) emissions = join_emissions(libvirt, cost->instead);

        if (emissions->len > 0 && !libvirt->change) {
            const Emission *emission = g_ptr_array_index(emissions, 0);

            whatif_tell(
                cost,
                "libvirt needs to emit %s in its place under these "
                "machine types, and under these only: elsewhere the "
                "other side keeps the old form. libvirt %s can write it "
                "(%s, %s:%u), for guests whose XML asks for it.",
                title, libvirt->version, emission->function,
                emission->location.file, emission->location.line);
            return;
        }
    }
    whatif_tell(cost,
                "libvirt needs to emit %s in its place; none of those read "
                "does.",
                title);
}

/* Is there a released machine type for which the new libvirt does anything
 * else than the newest one? */
static bool is_dormant(const Cost *cost, guint libvirt)
{
    Join *join = cost->run->join;
    const GPtrArray *machines = join_machines(join);

    for (guint i = 0; i < machines->len; i++) {
        const JoinMachine *machine = g_ptr_array_index(machines, i);

        for (guint q = 0; q < join_n_qemus(join); q++) {
            JoinPlace place = {libvirt, q, machine};
            JoinPlace old = {libvirt - 1, q, machine};

            if (!join_qemu(join, q)->change &&
                join_cell(join, cost->topic, &place).form !=
                    join_cell(join, cost->topic, &old).form) {
                return false;
            }
        }
    }
    return true;
}

static void tell_dormant(const Cost *cost)
{
    const Join *join = cost->run->join;

    for (guint i = 1; i < join_n_libvirts(join); i++) {
        if (join_libvirt(join, i)->change && is_dormant(cost, i)) {
            whatif_tell(
                cost,
                "The new code of libvirt %s is dormant: with every QEMU "
                "read it emits what libvirt %s emits. It can only be "
                "tested with a QEMU that has the change.",
                join_libvirt(join, i)->version,
                join_libvirt(join, i - 1)->version);
        }
    }
}

/* As the QEMU has it that is to change. */
static char *old_default(const Cost *cost)
{
    const QemuModel *model = join_qemu(cost->run->join, cost->qemu)->model;
    const Subject *subject = cost->proposal->subject;
    const Driver *driver = qemu_model_driver(model, subject->owner);
    const Property *property =
        driver ? qemu_model_property(model, driver, subject->name) : NULL;

    return property && property->value.kind != VALUE_UNKNOWN
               ? value_to_text(&property->value)
               : g_strdup("<old value>");
}

/* A default that changes is the guest's to see under old machine types. */
static void tell_default(const Cost *cost)
{
    const Subject *subject = cost->proposal->subject;
    g_autofree char *old = old_default(cost);

    if (cost->proposal->from) {
        whatif_tell(cost,
                    "Older machine types keep their value only with an entry { "
                    "\"%s\", \"%s\", \"%s\" } in the compat list of the "
                    "last release before %s.",
                    subject->owner, subject->name, old, cost->proposal->from);
    } else {
        whatif_tell(
            cost,
            "Without a compat entry { \"%s\", \"%s\", \"%s\" } "
            "the guest's device changes under the same machine type, in "
            "both directions, wherever libvirt does not set it.",
            subject->owner, subject->name, old);
    }
}

bool whatif_add_costs(EvidenceRun *run, const Proposal *proposal,
                      const Subject *instead, GError **error)
{
    Cost cost = {.run = run, .proposal = proposal, .instead = instead};
    bool fine = true;

    if (!changed_qemu(run->join, &cost.qemu)) {
        return true;
    }
    cost.topic =
        topic_new(run->join, TOPIC_GIVEN, proposal->subject, instead, NULL, "");
    try_machines(&cost);
    tell_scope(&cost);
    if (proposal->action == PROPOSAL_DEFAULT) {
        tell_default(&cost);
    } else {
        tell_libvirts(&cost);
        whatif_fill_table(&cost);
        tell_introspection(&cost);
        tell_instead(&cost);
        tell_dormant(&cost);
        fine = whatif_tell_window(&cost, error);
    }
    topic_free(cost.topic);
    return fine;
}
