/*
 * How each libvirt fares with a proposal, and from when on none fares worse.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/whatif-cost.h"

static const char *start_text(guint64 failing, guint libvirt)
{
    return failing >> libvirt & 1 ? "START-FAIL" : "ok";
}

/* What holds for machine types that do not change is what holds today. */
static guint64 failing_before(const Cost *cost)
{
    Join *join = cost->run->join;
    const GPtrArray *machines = join_machines(join);
    guint64 failing = 0;

    for (guint i = 0; i < machines->len; i++) {
        const JoinMachine *machine = g_ptr_array_index(machines, i);

        for (guint k = 0; k < join_n_libvirts(join); k++) {
            JoinPlace place = {k, cost->qemu, machine};

            if (machine->types[cost->qemu] &&
                !proposal_covers(cost->proposal, machine->version) &&
                join_cell(join, cost->topic, &place).kind == CELL_FAILS) {
                failing |= (guint64)1 << k;
            }
        }
    }
    return failing;
}

void whatif_fill_table(const Cost *cost)
{
    EvidenceReport *report = cost->run->report;
    const Join *join = cost->run->join;
    guint64 before = failing_before(cost);

    report->since = evidence_text(report, cost->proposal->from);
    for (guint i = 0; i < join_n_libvirts(join); i++) {
        const JoinTree *libvirt = join_libvirt(join, i);
        g_autofree char *version = g_strconcat(
            libvirt->version, libvirt->change ? " (proposed)" : "", NULL);
        EvidenceCost row = {
            .version = evidence_text(report, version),
            .before = cost->proposal->from ? start_text(before, i) : "-",
            .after = start_text(cost->failing, i),
            .move = !cost->coping            ? "no such libvirt"
                    : cost->failing >> i & 1 ? "BREAK"
                                             : "ok",
        };

        if (!libvirt->is_user) {
            g_array_append_val(report->table, row);
        }
    }
}

/* The oldest from which on all cope; the number of libvirts if none. */
static guint first_coping(const Cost *cost)
{
    guint first = join_n_libvirts(cost->run->join);

    while (first > 0 && !(cost->failing >> (first - 1) & 1)) {
        first--;
    }
    return first;
}

static bool read_window(const char *text, guint *ret_number, bool *ret_is_years,
                        GError **error)
{
    char *end = NULL;
    guint64 number = g_ascii_strtoull(text, &end, 10);
    const char *unit = end + strspn(end, " ");
    bool is_years = !*unit || g_str_has_prefix(unit, "year");

    if (end == text || number > 1000 ||
        (!is_years && !g_str_has_prefix(unit, "release"))) {
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_USAGE,
                    "--window cannot be '%s': it is a number of years or "
                    "releases ('2 years', '6 releases')",
                    text);
        return false;
    }
    *ret_number = (guint)number;
    *ret_is_years = is_years;
    return true;
}

static char *years_after(const char *date, guint years)
{
    guint year = (guint)g_ascii_strtoull(date, NULL, 10);

    return g_strdup_printf("%u%s", year + years, date + strcspn(date, "-"));
}

bool whatif_tell_window(const Cost *cost, GError **error)
{
    const char *window = cost->run->options->history.window;
    const Join *join = cost->run->join;
    guint first = first_coping(cost);
    const JoinTree *libvirt;
    const EvidenceInput *input;
    bool is_years = true;
    guint number = 0;

    if (!window) {
        return true;
    }
    if (!read_window(window, &number, &is_years, error)) {
        return false;
    }
    if (first == 0) {
        whatif_tell(cost, "The cost is nil for all libvirts read.");
        return true;
    }
    if (first == join_n_libvirts(join)) {
        whatif_tell(cost,
                    "Whatever the window, the cost is not nil: no libvirt "
                    "read copes.");
        return true;
    }
    libvirt = join_libvirt(join, first);
    input = libvirt->change ? NULL : evidence_input_of(cost->run, libvirt);
    if (is_years && input && input->date) {
        g_autofree char *day = years_after(input->date, number);

        whatif_tell(
            cost,
            "With a window of %u years the cost is nil from %s on: then "
            "every libvirt supported is %s (%s) or newer.",
            number, day, libvirt->version, input->date);
    } else {
        whatif_tell(
            cost,
            "With a window of %u %s the cost is nil %u %s after libvirt "
            "%s: then every libvirt supported is that one or newer. A "
            "machine type that begins sooner costs what is said above.",
            number, is_years ? "years" : "releases", number,
            is_years ? "years" : "releases", libvirt->version);
    }
    return true;
}
