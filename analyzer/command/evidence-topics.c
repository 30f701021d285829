/*
 * The matrix of `evidence`: which guests, in which states, migrate where.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/evidence-run.h"

static const char *result_text(CellKind kind)
{
    switch (kind) {
    case CELL_RUNS:
        return "runs";
    case CELL_FAILS:
        return "no start";
    default:
        return "unknown";
    }
}

/* The first versions that are in the state: their places are shown. */
static void first_place(const JoinState *state, guint n_libvirts,
                        guint *ret_libvirt, guint *ret_qemu)
{
    for (guint i = 0; i < n_libvirts; i++) {
        if (state->qemus[i]) {
            guint qemu = 0;

            while (!(state->qemus[i] >> qemu & 1)) {
                qemu++;
            }
            *ret_libvirt = i;
            *ret_qemu = qemu;
            return;
        }
    }
}

static void add_state(EvidenceRun *run, EvidenceGroup *row,
                      const JoinGroup *group, const JoinState *state)
{
    EvidenceState one = {.result = result_text(state->cell.kind)};
    g_autofree char *where = join_state_text(run->join, group, state);
    char name[] = {(char)('A' + MIN(row->states->len, 25u)), '\0'};
    guint libvirt = 0;
    guint qemu = 0;

    first_place(state, join_n_libvirts(run->join), &libvirt, &qemu);
    one.name = evidence_text(run->report, name);
    one.where = evidence_text(run->report, where);
    one.why = evidence_text(run->report, state->cell.why);
    if (state->cell.emission) {
        one.emission = evidence_place(run, join_libvirt(run->join, libvirt),
                                      &state->cell.emission->location, false);
    }
    if (state->cell.accepted.location.file) {
        one.answer = evidence_place(run, join_qemu(run->join, qemu),
                                    &state->cell.accepted.location, false);
        one.accepted = acceptance_text(state->cell.accepted.acceptance);
    }
    g_array_append_val(row->states, one);
}

static const char *direction_text(guint directions)
{
    bool forward = directions & (JOIN_FORWARD | JOIN_SAME);
    bool backward = directions & (JOIN_BACKWARD | JOIN_SAME);

    if (forward && backward) {
        return "both";
    }
    if (!forward && !backward) {
        return "crosswise";
    }
    return forward ? "forward" : "backward";
}

static const char *name_of(const EvidenceGroup *row, const JoinGroup *group,
                           const JoinState *state)
{
    for (guint i = 0; state && i < group->states->len; i++) {
        if (&g_array_index(group->states, JoinState, i) == state) {
            return g_array_index(row->states, EvidenceState, i).name;
        }
    }
    return NULL;
}

static bool is_wanted(const EvidenceRun *run, guint directions)
{
    switch (run->options->direction) {
    case DIRECTION_CHOICE_FORWARD:
        return directions & (JOIN_FORWARD | JOIN_SAME);
    case DIRECTION_CHOICE_BACKWARD:
        return directions & (JOIN_BACKWARD | JOIN_SAME);
    default:
        return true;
    }
}

static void add_rows(EvidenceRun *run, EvidenceGroup *row, const Topic *topic,
                     const JoinGroup *group)
{
    g_autoptr(GArray) rows = join_rows(run->join, topic, group);

    for (guint i = 0; i < rows->len; i++) {
        const JoinRow *one = &g_array_index(rows, JoinRow, i);
        EvidenceRow shown = {
            .source = name_of(row, group, one->source),
            .destination = name_of(row, group, one->destination),
            .direction = one->destination ? direction_text(one->directions)
                                          : "(cold start)",
            .verdict = join_verdict_text(one->verdict),
            .why = evidence_text(run->report, one->why),
        };

        if (one->verdict == JOIN_VERDICT_BREAK ||
            one->verdict == JOIN_VERDICT_START_FAIL) {
            run->status |= STATUS_BREAK;
        }
        if (!one->destination || is_wanted(run, one->directions)) {
            g_array_append_val(row->rows, shown);
        }
    }
}

static void add_safe(EvidenceRun *run, EvidenceTopic *shown, Join *join,
                     const GPtrArray *groups)
{
    g_autoptr(GArray) safe = join_safe_from(join, groups);
    bool is_user = join_libvirt(join, 0)->is_user;

    for (guint i = 0; i < safe->len; i++) {
        const JoinSafe *one = &g_array_index(safe, JoinSafe, i);
        g_autofree char *text =
            is_user ? g_strdup_printf("Safe both ways among QEMU %s and newer.",
                                      join_qemu(join, one->qemu)->version)
                    : g_strdup_printf(
                          "Safe both ways among libvirt %s and newer with "
                          "QEMU %s and newer.",
                          join_libvirt(join, one->libvirt)->version,
                          join_qemu(join, one->qemu)->version);

        g_ptr_array_add(shown->safe,
                        (gpointer)evidence_text(run->report, text));
    }
    if (safe->len == 0) {
        g_ptr_array_add(shown->safe,
                        (gpointer) "Not safe among the newest versions read.");
    }
}

GPtrArray *evidence_add_topic_of(EvidenceRun *run, const Topic *topic)
{
    GPtrArray *groups = join_groups(run->join, topic, run->options->machine);
    EvidenceTopic *shown = evidence_add_topic(run->report, topic->guest);

    for (guint i = 0; i < groups->len; i++) {
        const JoinGroup *group = g_ptr_array_index(groups, i);
        EvidenceGroup *row = evidence_add_group(shown);
        g_autofree char *machines = join_machine_ranges(run->join, group);

        row->machines = evidence_text(run->report, machines);
        for (guint k = 0; k < group->machines->len; k++) {
            const JoinMachine *machine = g_ptr_array_index(group->machines, k);

            g_ptr_array_add(
                row->machine_types,
                (gpointer)evidence_text(run->report, machine->name));
        }
        for (guint k = 0; k < group->states->len; k++) {
            add_state(run, row, group,
                      &g_array_index(group->states, JoinState, k));
        }
        add_rows(run, row, topic, group);
    }
    if (groups->len > 0) {
        add_safe(run, shown, run->join, groups);
    }
    return groups;
}

static void add_one(EvidenceRun *run, TopicKind kind, const Subject *subject,
                    const Subject *instead, const char *driver,
                    const char *guest)
{
    g_autoptr(Topic) topic =
        topic_new(run->join, kind, subject, instead, driver, guest);
    GPtrArray *groups = evidence_add_topic_of(run, topic);

    g_ptr_array_unref(groups);
}

static bool is_emitted(const EvidenceRun *run, const Subject *subject)
{
    for (guint i = 0; i < join_n_libvirts(run->join); i++) {
        g_autoptr(GPtrArray) emissions =
            join_emissions(join_libvirt(run->join, i), subject);

        if (emissions->len > 0) {
            return true;
        }
    }
    return false;
}

/* By all of them, for some guests. */
static bool always_emits(const EvidenceRun *run, const Subject *subject)
{
    for (guint i = 0; i < join_n_libvirts(run->join); i++) {
        const JoinTree *libvirt = join_libvirt(run->join, i);
        g_autoptr(GPtrArray) emissions = join_emissions(libvirt, subject);

        if (emissions->len == 0) {
            return false;
        }
    }
    return true;
}

/* The topic added last, if one since the first has the same to say. */
static void join_with_last(EvidenceRun *run, guint first, const char *driver)
{
    GPtrArray *topics = run->report->topics;
    guint last = topics->len - 1;

    for (guint i = first; i < last; i++) {
        EvidenceTopic *one = g_ptr_array_index(topics, i);
        g_autofree char *guest = g_strdup_printf("%s; %s", one->guest, driver);

        if (evidence_topics_agree(one, g_ptr_array_index(topics, last))) {
            one->guest = evidence_text(run->report, guest);
            g_ptr_array_set_size(topics, (gint)last);
            return;
        }
    }
}

static void add_memory(EvidenceRun *run, const Subject *subject,
                       const Subject *instead)
{
    g_autoptr(GPtrArray) drivers = join_referred_drivers(run->join, instead);
    guint first = run->report->topics->len;

    for (guint i = 0; i < drivers->len; i++) {
        const char *driver = g_ptr_array_index(drivers, i);
        g_autofree char *guest = g_strdup_printf(
            "main memory is of a kind that libvirt may make as an object: %s",
            driver);

        if (!join_makes_memory(run->join, driver)) {
            continue;
        }
        add_one(run, TOPIC_MEMORY, subject, instead, driver, guest);
        join_with_last(run, first, driver);
    }
}

/* Where the matrix is, of what libvirt does not emit. */
static void add_pointer(EvidenceRun *run, const Subject *subject)
{
    g_autofree char *text = NULL;

    if (subject->class == SUBJECT_CLASS_MACHINE) {
        text = g_strdup_printf("what differs under it between two versions: "
                               "migcompat compare OLD NEW --machine %s",
                               subject->name);
    } else if (subject->class == SUBJECT_CLASS_VMSTATE) {
        text = g_strdup("what one version sends and the other reads: "
                        "migcompat vmstate OLD NEW");
    }
    if (text) {
        g_ptr_array_add(run->report->notes,
                        (gpointer)evidence_text(run->report, text));
    }
}

void evidence_add_topics(EvidenceRun *run, const Subject *subject,
                         const Subject *instead)
{
    g_autofree char *title = subject_title(subject);
    g_autofree char *given = NULL;
    bool is_user = join_libvirt(run->join, 0)->is_user;

    if (subject->class > SUBJECT_CLASS_DRIVER) {
        add_pointer(run, subject);
        return;
    }
    if (is_user && subject->class != SUBJECT_CLASS_PROPERTY) {
        given = g_strdup_printf("started with %s", title);
        add_one(run, TOPIC_GIVEN, subject, instead, NULL, given);
    } else if (is_emitted(run, subject)) {
        given = g_strdup_printf("those for whom some libvirt emits %s", title);
        add_one(run, TOPIC_GIVEN, subject, instead, NULL, given);
    }
    if (subject->class == SUBJECT_CLASS_PROPERTY) {
        add_one(run, TOPIC_OTHERS, subject, NULL, NULL,
                "those for whom libvirt does not set it");
    } else if (instead && always_emits(run, instead)) {
        g_autofree char *other = subject_title(instead);
        g_autofree char *guest = g_strdup_printf(
            "those whose XML asks for what only %s can give", other);

        add_one(run, TOPIC_GIVEN, instead, NULL, NULL, guest);
        add_memory(run, subject, instead);
    }
}
