/*
 * options-chain-broken: a machine type's own function does not call that of
 * the next version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "rules/tree.h"

static const char help[] =
    "What a new version changes is undone for older machine types by the function\n"
    "of the version before, which all older ones reach by calling their\n"
    "successor's. A function that does not call the one of the next version cuts\n"
    "the chain: whatever that one does, today or later, misses the machine type\n"
    "and all before it, and their guests see the difference in both directions.\n"
    "\n"
    "Repair: let the function of version N call that of N+1 first.\n";

/* `name` with the version in it ("2_5") replaced; NULL if it is not there. */
static char *for_version(const char *name, const char *from, const char *to)
{
    g_autofree char *old = g_strdelimit(g_strdup(from), ".", '_');
    g_autofree char *new = g_strdelimit(g_strdup(to), ".", '_');
    const char *at = strstr(name, old);
    gsize length = strlen(old);

    if (!at || (at > name && g_ascii_isdigit(at[-1])) ||
        g_ascii_isdigit(at[length])) {
        return NULL;
    }
    return g_strdup_printf("%.*s%s%s", (int)(at - name), name, new,
                           at + length);
}

static bool has_step(const MachineType *machine, const char *name)
{
    for (guint i = 0; i < machine->steps->len; i++) {
        if (g_str_equal(g_array_index(machine->steps, MachineStep, i).name,
                        name)) {
            return true;
        }
    }
    return false;
}

static bool calls(const MachineStep *step, const char *name)
{
    for (Names at = step->calls; at && *at; at++) {
        if (g_str_equal(*at, name)) {
            return true;
        }
    }
    return false;
}

typedef struct Link {
    const MachineType *machine; /* whose function it is */
    const MachineType *next;
    const MachineStep *step;
    char *wanted; /* the next one's function of that kind */
    char *kind;   /* its name without the version */
    bool is_called;
} Link;

static void clear_link(gpointer data)
{
    Link *link = data;

    g_free(link->wanted);
    g_free(link->kind);
}

static void add_links(const MachineType *machine, const MachineType *next,
                      GArray *links)
{
    for (guint i = 0; i < machine->steps->len; i++) {
        const MachineStep *step =
            &g_array_index(machine->steps, MachineStep, i);
        Link link = {
            .machine = machine,
            .next = next,
            .step = step,
            .wanted = for_version(step->name, machine->version, next->version),
            .kind = for_version(step->name, machine->version, "N"),
        };

        if (!link.wanted || !has_step(next, link.wanted)) {
            clear_link(&link);
            continue;
        }
        link.is_called = calls(step, link.wanted);
        g_array_append_val(links, link);
    }
}

/* Between each machine type and the next one of its family. */
static GArray *find_links(const ComparisonSide *side)
{
    g_autoptr(GArray) machines = tree_machines(side);
    GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));

    g_array_set_clear_func(links, clear_link);
    for (guint i = 0; i + 1 < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;
        const MachineType *next = NULL;

        for (guint j = i + 1; !next && j < machines->len; j++) {
            const MachineType *other =
                g_array_index(machines, TreeMachine, j).machine;

            if (g_strcmp0(other->family, machine->family) != 0) {
                break;
            }
            /* One name may stand for types of several targets. */
            next = version_compare(other->version, machine->version) > 0 &&
                           g_str_equal(other->location.file,
                                       machine->location.file)
                       ? other
                       : NULL;
        }
        if (next) {
            add_links(machine, next, links);
        }
    }
    return links;
}

/* Functions of a kind are a chain if one of them calls the next. */
static bool is_chain(const GArray *links, const Link *link)
{
    for (guint i = 0; i < links->len; i++) {
        const Link *other = &g_array_index(links, Link, i);

        if (other->is_called && g_str_equal(other->kind, link->kind) &&
            g_strcmp0(other->machine->family, link->machine->family) == 0) {
            return true;
        }
    }
    return false;
}

/* It was cut in the older tree too. */
static bool is_known(const GArray *links, const Link *link)
{
    for (guint i = 0; i < links->len; i++) {
        const Link *other = &g_array_index(links, Link, i);

        if (!other->is_called &&
            g_str_equal(other->step->name, link->step->name) &&
            g_str_equal(other->machine->name, link->machine->name)) {
            return true;
        }
    }
    return false;
}

static void report(const RuleContext *context, const Link *link,
                   const GArray *machines)
{
    Finding *finding = findings_add(context->findings, context->rule->id);

    finding->subject = SUBJECT_MACHINE_TYPE;
    finding->name = findings_text(context->findings, link->step->name);
    finding->family = findings_text(context->findings, link->machine->family);
    finding->directions = DIRECTION_BOTH;
    finding->severity = SEVERITY_RISK;
    finding->message = findings_format(
        context->findings,
        "%s does not call %s: what %s undoes for older machine types misses "
        "%s and all before it",
        link->step->name, link->wanted, link->next->name, link->machine->name);
    finding_add_evidence(finding, EVIDENCE_NEW, &link->step->location,
                         "the chain ends here");
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine =
            g_array_index(machines, TreeMachine, i).machine;

        if (g_strcmp0(machine->family, link->machine->family) == 0 &&
            version_compare(machine->version, link->machine->version) <= 0) {
            g_ptr_array_add(
                finding->machine_types,
                (char *)findings_text(context->findings, machine->name));
        }
    }
}

static void check(const RuleContext *context, const Change *change)
{
    g_autoptr(GArray) newer = find_links(&context->comparison->after);
    g_autoptr(GArray) older = find_links(&context->comparison->before);
    g_autoptr(GArray) machines = tree_machines(&context->comparison->after);

    (void)change;
    for (guint i = 0; i < newer->len; i++) {
        const Link *link = &g_array_index(newer, Link, i);

        if (!link->is_called && is_chain(newer, link) &&
            !is_known(older, link)) {
            report(context, link, machines);
        }
    }
}

const Rule rule_options_chain_broken = {
    .id = "options-chain-broken",
    .summary = "a machine type's function does not call that of the next "
               "version",
    .help = help,
    .example = "4b23699c828d, fixed by 672de881933f",
    .consumes = 1 << CHANGE_TREE,
    .check = check,
};
