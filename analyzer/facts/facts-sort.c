/*
 * The total order of facts, and repeated ones made one.
 *
 * The same definition read once for each of several target groups is one fact
 * with the targets of all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"

typedef struct Order {
    const Record *record;
    CompareWhat what;
} Order;

static int compare_facts(gconstpointer a, gconstpointer b, gpointer user)
{
    const Order *order = user;

    return record_compare(order->record, order->what, *(void *const *)a,
                          *(void *const *)b);
}

static void sort_list(GPtrArray *list, const Record *record, CompareWhat what)
{
    Order order = {record, what};

    g_ptr_array_sort_with_data(list, compare_facts, &order);
}

/* "*" stands for every target. */
static Names all_targets(FactSet *facts, Names a, Names b)
{
    static const char *const everywhere[] = {"*", NULL};
    g_autoptr(GPtrArray) both = g_ptr_array_new();
    const Names lists[] = {a, b};

    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; lists[i] && lists[i][j]; j++) {
            if (g_str_equal(lists[i][j], "*")) {
                return fact_set_names(facts, everywhere);
            }
            g_ptr_array_add(both, (gpointer)lists[i][j]);
        }
    }
    g_ptr_array_add(both, NULL);
    return fact_set_names(facts, (const char *const *)both->pdata);
}

static void add_targets(FactSet *facts, const Record *record, void *fact,
                        const void *repeated)
{
    for (guint i = 0; i < record->n_members; i++) {
        const Member *member = &record->members[i];
        Names *mine = member_slot(member, fact);

        if (member->kind == MEMBER_TARGETS) {
            *mine = all_targets(facts, *mine, member_pointer(member, repeated));
        }
    }
}

/* Facts that differ in their targets only stand side by side. */
static void merge_neighbours(FactSet *facts, FactKind kind)
{
    const Record *record = fact_record(kind);
    GPtrArray *list = facts->lists[kind];
    guint kept = 0;

    for (guint i = 0; i < list->len; i++) {
        void *fact = list->pdata[i];
        void *last = kept > 0 ? list->pdata[kept - 1] : NULL;

        if (last &&
            record_compare(record, COMPARE_ALL_BUT_TARGETS, last, fact) == 0) {
            add_targets(facts, record, last, fact);
            g_ptr_array_add(facts->dropped[kind], fact);
        } else {
            list->pdata[kept++] = fact;
        }
    }
    g_ptr_array_set_size(list, (gint)kept);
}

void fact_set_sort(FactSet *facts)
{
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        const Record *record = fact_record(kind);
        GPtrArray *list = facts->lists[kind];

        for (guint i = 0; i < list->len; i++) {
            record_sort_lists(record, list->pdata[i]);
        }
        sort_list(list, record, COMPARE_ALL_BUT_TARGETS);
        merge_neighbours(facts, kind);
        sort_list(list, record, COMPARE_ALL);
    }
}
