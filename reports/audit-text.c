/*
 * An audit for people at a terminal: the steps from version to version, then a
 * screen for each machine family.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "reports/audit-cell.h"
#include "reports/audit-who.h"
#include "reports/layout.h"

#define LINE_WIDTH 79
/* Properties listed for a family; the others are counted. */
#define TIMELINES_LISTED 12
#define EMISSIONS_LISTED 20
#define RANGES_WIDTH     36

typedef struct Screen {
    const Audit *audit;
    ReportContext context; /* for colours */
    GPtrArray *names;      /* char *: of all trees */
    guint name_width;      /* the longest of QEMU's */
} Screen;

static const char *name_of(const Screen *screen, guint tree)
{
    return g_ptr_array_index(screen->names, tree);
}

static void heading(const Screen *screen, const char *text)
{
    g_string_append_c(screen->context.out, '\n');
    layout_styled(&screen->context, STYLE_HEADING, text);
    g_string_append_c(screen->context.out, '\n');
}

static LayoutStyle style_of(char letter)
{
    switch (letter) {
    case 'f':
    case 'b':
    case 'B':
        return STYLE_BREAK;
    case 'v':
        return STYLE_GUEST_VISIBLE;
    case 'r':
        return STYLE_RISK;
    case '?':
        return STYLE_MARK;
    default:
        return STYLE_PLAIN;
    }
}

static void print_letter(const Screen *screen, char letter, guint width)
{
    const char text[] = {letter, '\0'};

    g_string_append_printf(screen->context.out, "%*s", (int)width - 1, "");
    layout_styled(&screen->context, style_of(letter), text);
}

/* Versions of a project, in a line that may be broken. */
static void print_trees(const Screen *screen, guint from, guint to)
{
    GString *out = screen->context.out;
    g_autoptr(GString) text = g_string_new(NULL);

    if (from == to) {
        return;
    }
    for (guint i = from; i < to; i++) {
        g_string_append_printf(text, "%s%s", i > from ? ", " : "",
                               name_of(screen, i));
    }
    layout_print(out, "%-10s", audit_tree(screen->audit, from)->project);
    layout_wrapped(out, text->str, 10);
}

static void print_unread(const Screen *screen)
{
    for (guint i = 0; i < screen->audit->trees->len; i++) {
        const AuditTree *tree = audit_tree(screen->audit, i);

        for (guint k = 0; k < tree->unread->len; k++) {
            layout_print(screen->context.out, "not analysed in %s: %s\n",
                         name_of(screen, i),
                         (const char *)g_ptr_array_index(tree->unread, k));
        }
    }
}

static void print_number(GString *out, guint n)
{
    if (n) {
        g_string_append_printf(out, "%7u", n);
    } else {
        g_string_append(out, "      .");
    }
}

static int step_width(const Screen *screen)
{
    guint last = screen->audit->trees->len - 1;

    return (int)(2 * screen->name_width + 5 +
                 strlen(audit_project_prefix(screen->audit, last)));
}

static void print_step(const Screen *screen, const AuditPair *pair)
{
    GString *out = screen->context.out;
    const AuditSums sums = audit_sums(screen->audit, pair);
    g_autofree char *title = g_strdup_printf(
        "%s%s -> %s", audit_project_prefix(screen->audit, pair->before),
        name_of(screen, pair->before), name_of(screen, pair->after));

    layout_print(out, "%-*s", step_width(screen), title);
    if (pair->failure) {
        layout_print(out, " not compared: %s\n", pair->failure);
        return;
    }
    for (guint i = 0; i < N_AUDIT_WAYS; i++) {
        for (guint k = 0; k <= SEVERITY_RISK; k++) {
            print_number(out, sums.n[i][k]);
        }
    }
    print_number(out, sums.n_gone);
    g_string_append_c(out, '\n');
}

static void print_steps(const Screen *screen)
{
    const Audit *audit = screen->audit;
    GString *out = screen->context.out;
    int width = step_width(screen);

    if (audit->pairs->len == 0) {
        return;
    }
    g_string_append_printf(out, "\n%-*s%21s%21s%7s\n", width, "", "forward  ",
                           "backward  ", "types");
    g_string_append_printf(out,
                           "%-*s  break  guest   risk  break  guest   "
                           "risk   gone\n",
                           width, "step");
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        if (pair->after == pair->before + 1) {
            print_step(screen, pair);
        }
    }
}

/* Column heads are names if they fit, else numbers. */
static void print_matrix(const Screen *screen, const AuditScope *scope)
{
    const Audit *audit = screen->audit;
    GString *out = screen->context.out;
    guint n = audit->n_qemu;
    guint label = screen->name_width + 5;
    guint width = screen->name_width + 1;
    bool is_short = label + width * (n - 1) <= LINE_WIDTH;

    width = is_short ? width : 3;
    g_string_append_printf(out, "%-*s", (int)label, "");
    for (guint k = 1; k < n; k++) {
        if (is_short) {
            layout_print(out, "%*s", (int)width, name_of(screen, k));
        } else {
            g_string_append_printf(out, "%*u", (int)width, k + 1);
        }
    }
    g_string_append_c(out, '\n');
    for (guint i = 0; i + 1 < n; i++) {
        layout_print(out, "%3u %-*s", i + 1, (int)label - 4,
                     name_of(screen, i));
        for (guint k = 1; k < n; k++) {
            const AuditPair *pair = k > i ? audit_pair_of(audit, i, k) : NULL;
            const AuditCell cell =
                pair ? audit_cell(pair, audit, scope) : (AuditCell){0};

            print_letter(screen, pair ? audit_letter(&cell) : ' ', width);
        }
        g_string_append_c(out, '\n');
    }
    if (!is_short) {
        layout_print(out, "%3u %s\n", n, name_of(screen, n - 1));
    }
}

/* The diagonal of the matrix, for each machine type. */
static void print_groups(const Screen *screen, const char *family)
{
    const Audit *audit = screen->audit;
    GString *out = screen->context.out;
    g_autoptr(GPtrArray) groups = audit_step_groups(audit, family);

    if (audit->n_qemu < 2) {
        return;
    }
    g_string_append(out, "step by step\n");
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *group = g_ptr_array_index(groups, i);
        const AuditScope scope = {.machine = g_ptr_array_index(group, 0)};
        g_autofree char *ranges = audit_ranges(audit, group);

        layout_print(out, "  ");
        for (guint k = 0; k + 1 < audit->n_qemu; k++) {
            const AuditPair *pair = audit_pair_of(audit, k, k + 1);
            const AuditCell cell = audit_cell(pair, audit, &scope);

            print_letter(screen, audit_letter(&cell), 2);
        }
        layout_print(out, "   ");
        layout_wrapped(out, ranges, 2 * audit->n_qemu + 3);
    }
}

static bool has_family(const AuditTimeline *timeline, const char *family)
{
    for (guint i = 0; i < timeline->machines->len; i++) {
        const AuditMachine *machine = g_ptr_array_index(timeline->machines, i);

        if (g_str_equal(machine->family, family)) {
            return true;
        }
    }
    return false;
}

/* "3 (6.2.0), 7 (8.0.0 ..)": where the value changes. */
static char *changes_text(const Screen *screen, const AuditTimeline *timeline)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const AuditPoint *last = NULL;

    for (guint i = 0; i < screen->audit->n_qemu; i++) {
        const AuditPoint *point = &timeline->points[i];

        if (!point->is_there ||
            (last && g_strcmp0(last->value, point->value) == 0)) {
            continue;
        }
        g_string_append_printf(text, "%s%s since %s", last ? ", " : "",
                               point->value ? point->value : "(none)",
                               name_of(screen, i));
        last = point;
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void print_timeline(const Screen *screen, const AuditTimeline *timeline)
{
    GString *out = screen->context.out;
    g_autofree char *changes = changes_text(screen, timeline);
    g_autofree char *who = audit_who(screen->audit, timeline);
    g_autofree char *line = g_strdup_printf(
        "%s%s%s: %s; set by %s", timeline->driver ? timeline->driver : "",
        timeline->driver ? "." : "", timeline->name, changes, who);

    layout_print(out, "  ");
    layout_wrapped(out, line, 6);
}

static void print_timelines(const Screen *screen, const char *family)
{
    const Audit *audit = screen->audit;
    GString *out = screen->context.out;
    guint n = 0;

    for (guint i = 0; i < audit->timelines->len; i++) {
        n += has_family(g_ptr_array_index(audit->timelines, i), family);
    }
    if (n) {
        g_string_append_printf(out, "not flat: %u\n", n);
    }
    for (guint i = 0, shown = 0; i < audit->timelines->len; i++) {
        const AuditTimeline *timeline = g_ptr_array_index(audit->timelines, i);

        if (has_family(timeline, family) && shown++ < TIMELINES_LISTED) {
            print_timeline(screen, timeline);
        }
    }
    if (n > TIMELINES_LISTED) {
        g_string_append_printf(out, "  and %u more (--format html or json)\n",
                               n - TIMELINES_LISTED);
    }
}

static void print_family(const Screen *screen, const char *family)
{
    const AuditScope scope = {.family = family};
    g_autofree char *title = audit_family_title(screen->audit, family);

    heading(screen, title);
    print_matrix(screen, &scope);
    print_groups(screen, family);
    print_timelines(screen, family);
}

static void print_emissions(const Screen *screen)
{
    const Audit *audit = screen->audit;
    GString *out = screen->context.out;

    if (audit->emissions->len == 0) {
        return;
    }
    heading(screen, "what not all versions of libvirt emit");
    for (guint i = 0; i < audit->emissions->len && i < EMISSIONS_LISTED; i++) {
        const AuditEmission *emission = g_ptr_array_index(audit->emissions, i);

        g_string_append(out, "  ");
        for (guint k = 0; k < audit->trees->len - audit->n_qemu; k++) {
            g_string_append_c(out, emission->trees >> k & 1 ? '+' : '.');
        }
        layout_print(out, "  %s %s", emission->option, emission->property);
        if (emission->drivers->len) {
            layout_print(out, " of %s",
                         (const char *)g_ptr_array_index(emission->drivers, 0));
        }
        if (emission->drivers->len > 1) {
            g_string_append_printf(out, " and %u more",
                                   emission->drivers->len - 1);
        }
        g_string_append_c(out, '\n');
    }
    if (audit->emissions->len > EMISSIONS_LISTED) {
        g_string_append_printf(out, "  and %u more (--format html or json)\n",
                               audit->emissions->len - EMISSIONS_LISTED);
    }
}

static void print_legend(const Screen *screen)
{
    g_string_append(screen->context.out,
                    "\nrows are the older version, columns the newer one:\n"
                    "  . fine   f breaks forward   b backward   B both\n"
                    "  v guest-visible   r risk   - no such machine type in "
                    "both   ? not compared\n");
}

static void print_all(const Screen *screen)
{
    const Audit *audit = screen->audit;

    print_trees(screen, 0, audit->n_qemu);
    print_trees(screen, audit->n_qemu, audit->trees->len);
    print_unread(screen);
    print_steps(screen);
    if (audit->n_qemu > 1) {
        print_legend(screen);
        for (guint i = 0; i < audit->families->len; i++) {
            print_family(screen, g_ptr_array_index(audit->families, i));
        }
        heading(screen, "whatever the machine type (options, migration)");
        print_matrix(screen, &(AuditScope){0});
    }
    print_emissions(screen);
}

void audit_write_text(const Audit *audit, GString *out, bool color)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    Screen screen = {
        .audit = audit,
        .context = {.out = out, .color = color},
        .names = names,
        .name_width = 5,
    };

    for (guint i = 0; i < audit->trees->len; i++) {
        char *name = audit_tree_name(audit, i);

        g_ptr_array_add(names, name);
        if (i < audit->n_qemu) {
            screen.name_width = MAX(screen.name_width, (guint)strlen(name));
        }
    }
    print_all(&screen);
}
