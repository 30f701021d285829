/*
 * The headers that are worth precompiling for a group of files.
 *
 * A header that at least so many in a hundred files include is, up to a
 * number: loading what few need costs more than it saves. Few headers stand
 * on their own, so they are ordered as the files do it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-plan.h"

#include <string.h>

enum {
    PERCENT = 5,
    LEAST_FILES = 4,
    MOST_HEADERS = 48
};

typedef struct Popular {
    const char *name;
    guint count;
} Popular;

static int compare_popular(gconstpointer a, gconstpointer b)
{
    const Popular *x = a;
    const Popular *y = b;

    if (x->count != y->count) {
        return x->count < y->count ? 1 : -1;
    }
    return strcmp(x->name, y->name);
}

/* Without a guard it would be read again and clash with itself. */
static bool is_guarded(const QemuText *text)
{
    static const char *const guards[] = {"#ifndef", "# ifndef", "#if !defined",
                                         "#pragma once"};

    for (guint i = 0; text && i < G_N_ELEMENTS(guards); i++) {
        if (strstr(text->text, guards[i])) {
            return true;
        }
    }
    return false;
}

/* Means the same header wherever it is included. */
static bool is_shared(const QemuLayout *layout, const char *name)
{
    g_autofree char *path = g_strconcat("include/", name, NULL);

    if (g_str_has_prefix(name, "target/")) {
        return is_guarded(qemu_texts_find(layout->texts, name));
    }
    return g_str_has_suffix(name, ".h") &&
           (g_str_equal(name, "cpu.h") ||
            g_str_has_prefix(name, "qapi/qapi-") ||
            is_guarded(qemu_texts_find(layout->texts, path)));
}

/* How many of the group's files include what; most first. */
static GArray *popular_headers(const QemuLayout *layout, const QemuGroup *group)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Popular));
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < group->files->len; i++) {
        const QemuText *text = g_array_index(group->files, QemuFile, i).text;

        for (guint k = 0; k < text->includes->len; k++) {
            Popular popular = {g_ptr_array_index(text->includes, k), 1};
            gpointer place = g_hash_table_lookup(places, popular.name);

            if (place) {
                guint at = GPOINTER_TO_UINT(place) - 1;

                g_array_index(all, Popular, at).count++;
            } else if (is_shared(layout, popular.name)) {
                g_array_append_val(all, popular);
                g_hash_table_insert(places, (char *)popular.name,
                                    GUINT_TO_POINTER(all->len));
            }
        }
    }
    g_array_sort(all, compare_popular);
    return all;
}

static bool is_worth_it(const Popular *header, const QemuGroup *group)
{
    return header->count >= LEAST_FILES &&
           header->count * 100 >= group->files->len * PERCENT;
}

/* How often one chosen header comes before another in a file. */
typedef struct Precedence {
    guint n;
    guint before[MOST_HEADERS][MOST_HEADERS];
} Precedence;

static gint place_of(const GArray *chosen, guint n, const char *name)
{
    for (guint i = 0; i < n; i++) {
        if (g_array_index(chosen, Popular, i).name == name) {
            return (gint)i;
        }
    }
    return -1;
}

static void count_text(Precedence *precedence, const GArray *chosen,
                       const QemuText *text)
{
    guint met[MOST_HEADERS];
    guint n_met = 0;

    for (guint i = 0; i < text->includes->len && n_met < MOST_HEADERS; i++) {
        gint place = place_of(chosen, precedence->n,
                              g_ptr_array_index(text->includes, i));

        if (place < 0) {
            continue;
        }
        for (guint k = 0; k < n_met; k++) {
            precedence->before[met[k]][place]++;
        }
        met[n_met++] = (guint)place;
    }
}

/* Osdep.h comes first in every file since 2.6; before it was qemu-common.h,
 * if anything. */
static gint first_of(const GArray *chosen, guint n)
{
    static const char *const firsts[] = {"qemu/osdep.h", "qemu-common.h"};

    for (guint i = 0; i < G_N_ELEMENTS(firsts); i++) {
        for (guint k = 0; k < n; k++) {
            if (g_str_equal(g_array_index(chosen, Popular, k).name,
                            firsts[i])) {
                return (gint)k;
            }
        }
    }
    return -1;
}

/* Is there none left that files mostly include before it? */
static bool is_next(const Precedence *precedence, const bool *done,
                    guint header)
{
    for (guint i = 0; i < precedence->n; i++) {
        if (!done[i] &&
            precedence->before[i][header] > precedence->before[header][i]) {
            return false;
        }
    }
    return true;
}

/* The most popular header that can be next; in a circle, of all. */
static guint choose(const Precedence *precedence, const bool *done)
{
    guint left = precedence->n;

    for (guint i = precedence->n; i-- > 0;) {
        left = done[i] ? left : i;
    }
    for (guint i = 0; i < precedence->n; i++) {
        if (!done[i] && is_next(precedence, done, i)) {
            return i;
        }
    }
    return left;
}

static void choose_for_group(const QemuLayout *layout, QemuGroup *group)
{
    g_autoptr(GArray) popular = popular_headers(layout, group);
    g_autofree Precedence *precedence = g_new0(Precedence, 1);
    bool done[MOST_HEADERS] = {false};
    gint next;

    while (
        precedence->n < MIN(popular->len, MOST_HEADERS) &&
        is_worth_it(&g_array_index(popular, Popular, precedence->n), group)) {
        precedence->n++;
    }
    for (guint i = 0; i < group->files->len; i++) {
        count_text(precedence, popular,
                   g_array_index(group->files, QemuFile, i).text);
    }
    next = first_of(popular, precedence->n);
    for (guint i = 0; i < precedence->n; i++) {
        if (next < 0) {
            next = (gint)choose(precedence, done);
        }
        done[next] = true;
        g_ptr_array_add(group->headers,
                        g_strdup(g_array_index(popular, Popular, next).name));
        next = -1;
    }
}

void qemu_choose_headers(QemuLayout *layout)
{
    for (guint i = 0; i < layout->groups->len; i++) {
        choose_for_group(layout, g_ptr_array_index(layout->groups, i));
    }
}
