/*
 * Collects and prints differences.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/differences.h"

#include <string.h>

#include "base/version.h"
#include "command/gaps.h"

static const char *const kind_names[] = {
#define X(name, text) text,
    DIFFERENCE_KINDS(X)
#undef X
};

typedef struct Difference {
    DifferenceKind kind;
    char *subject;
    char *text; /* all lines below the subject */
    char *change;
    GPtrArray *machines; /* const MachineType * */
} Difference;

struct Differences {
    GPtrArray *all;    /* Difference * */
    GHashTable *index; /* all that is printed but machines -> Difference * */
    guint counts[N_DIFFERENCE_KINDS];
    guint unknown;
};

static void difference_free(gpointer data)
{
    Difference *difference = data;

    g_free(difference->subject);
    g_free(difference->text);
    g_free(difference->change);
    g_ptr_array_unref(difference->machines);
    g_free(difference);
}

Differences *differences_new(void)
{
    Differences *differences = g_new0(Differences, 1);

    differences->all = g_ptr_array_new_with_free_func(difference_free);
    differences->index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return differences;
}

void differences_free(Differences *differences)
{
    if (differences) {
        g_hash_table_unref(differences->index);
        g_ptr_array_unref(differences->all);
        g_free(differences);
    }
}

void differences_add_unknown(Differences *differences)
{
    differences->unknown++;
}

static void append_place(GString *text, const char *name, const Side *side)
{
    g_autofree char *place = NULL;

    if (!side) {
        return;
    }
    place = location_text(side->location);
    g_string_append_printf(text, "      %s %s", name, place);
    if (side->note) {
        g_string_append_printf(text, " (%s)", side->note);
    }
    g_string_append_c(text, '\n');
}

/* "1 -> 2"; empty if the thing has no value, only a presence. */
static char *change_text(const Side *before, const Side *after)
{
    const char *old = before ? before->text : "(none)";
    const char *new = after ? after->text : "(none)";

    if (!old || !new) {
        return g_strdup("");
    }
    return g_strdup_printf(": %s -> %s", old, new);
}

static Difference *find_or_add(Differences *differences, DifferenceKind kind,
                               const char *subject, const char *change,
                               const char *text)
{
    g_autofree char *key =
        g_strdup_printf("%d\n%s\n%s\n%s", (int)kind, subject, change, text);
    Difference *difference = g_hash_table_lookup(differences->index, key);

    if (!difference) {
        difference = g_new0(Difference, 1);
        difference->kind = kind;
        difference->subject = g_strdup(subject);
        difference->change = g_strdup(change);
        difference->text = g_strdup(text);
        difference->machines = g_ptr_array_new();
        g_ptr_array_add(differences->all, difference);
        g_hash_table_insert(differences->index, g_steal_pointer(&key),
                            difference);
        differences->counts[kind]++;
    }
    return difference;
}

void differences_add(Differences *differences, DifferenceKind kind,
                     const char *subject, const Side *before, const Side *after,
                     const MachineType *machine)
{
    g_autofree char *change = change_text(before, after);
    g_autoptr(GString) text = g_string_new(NULL);
    Difference *difference;

    append_place(text, "old", before);
    append_place(text, "new", after);
    difference = find_or_add(differences, kind, subject, change, text->str);
    if (machine) {
        g_ptr_array_add(difference->machines, (gpointer)machine);
    }
}

static int compare_differences(const void *a, const void *b)
{
    const Difference *x = *(Difference *const *)a;
    const Difference *y = *(Difference *const *)b;
    int order = (x->kind > y->kind) - (x->kind < y->kind);

    order = order ? order : strcmp(x->subject, y->subject);
    order = order ? order : strcmp(x->change, y->change);
    return order ? order : strcmp(x->text, y->text);
}

static int compare_machines(const void *a, const void *b)
{
    const MachineType *x = *(MachineType *const *)a;
    const MachineType *y = *(MachineType *const *)b;
    int order = g_strcmp0(x->family, y->family);

    if (order == 0) {
        order = version_compare(x->version ? x->version : "",
                                y->version ? y->version : "");
    }
    return order ? order : strcmp(x->name, y->name);
}

/* One line for each family: "for pc-q35-8.2, 9.0, 9.1". */
static void print_machines(const GPtrArray *machines, Output *output)
{
    const char *family = NULL;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        if (family && machine->version &&
            g_strcmp0(machine->family, family) == 0) {
            output_print(output, ", %s", machine->version);
            continue;
        }
        output_print(output, "%s      for %s", i ? "\n" : "", machine->name);
        family = machine->version ? machine->family : NULL;
    }
    if (machines->len > 0) {
        output_print(output, "\n");
    }
}

static void print_counts(const Differences *differences, Output *output)
{
    for (guint i = 0; i < N_DIFFERENCE_KINDS; i++) {
        if (differences->counts[i] > 0) {
            output_print(output, "%8u %s\n", differences->counts[i],
                         kind_names[i]);
        }
    }
    if (differences->all->len == 0) {
        output_print(output, "no differences\n");
    }
    if (differences->unknown > 0) {
        output_print(output, "%8u could not be compared: a value is unknown\n",
                     differences->unknown);
    }
}

void differences_print(Differences *differences, Output *output)
{
    int kind = -1;

    g_ptr_array_sort(differences->all, compare_differences);
    print_counts(differences, output);
    for (guint i = 0; i < differences->all->len; i++) {
        const Difference *difference = g_ptr_array_index(differences->all, i);

        if ((int)difference->kind != kind) {
            kind = (int)difference->kind;
            output_print(output, "\n");
            output_heading(output, kind_names[kind]);
        }
        output_print(output, "  %s%s\n%s", difference->subject,
                     difference->change, difference->text);
        g_ptr_array_sort(difference->machines, compare_machines);
        print_machines(difference->machines, output);
    }
}
