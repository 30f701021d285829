/*
 * The conditions of facts: what is worth telling of those in force, several
 * conjunctions made few, and their form in facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

/* More conjunctions are replaced by what they have in common. */
#define MAX_COVER 4u
/* Longer tests are not told, unless they ask for a capability. */
#define MAX_TOLD 200u

#define CAPABILITY "virQEMUCapsGet("

/* `i < def->ndisks` only says that there is one. */
static bool is_loop_test(const char *text)
{
    gsize name = strspn(text, "abcdefghijklmnopqrstuvwxyz'");

    return name > 0 && name <= 3 &&
           (g_str_has_prefix(text + name, " < ") ||
            g_str_has_prefix(text + name, " > 0"));
}

/* A name of an enum says which value it has. */
static bool is_made_up(const Guard *guard)
{
    return !guard->unit;
}

static bool is_told(const Guard *guard)
{
    return !guard->is_assumed && !is_made_up(guard) &&
           !is_loop_test(guard->text) &&
           (strlen(guard->text) <= MAX_TOLD || strstr(guard->text, CAPABILITY));
}

/* "x is none of ..." says nothing beside "x is A". */
static bool is_implied(LvGuards guards, guint index)
{
    const Guard *guard = &guards.list[index];

    if (!guard->test || guard->test->is_none_of == guard->negated) {
        return false;
    }
    for (guint i = 0; i < guards.n; i++) {
        const Guard *other = &guards.list[i];

        if (i != index && other->test && !is_made_up(other) &&
            other->test->subject == guard->test->subject &&
            other->test->is_none_of == other->negated) {
            return true;
        }
    }
    return false;
}

static int compare_guards(gconstpointer a, gconstpointer b)
{
    const Guard *x = a;
    const Guard *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order : (int)x->negated - (int)y->negated;
}

LvGuards lv_told(LvRun *run, LvGuards guards)
{
    g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(Guard));
    LvGuards kept = {0};

    for (guint i = 0; i < guards.n; i++) {
        if (is_told(&guards.list[i]) && !is_implied(guards, i)) {
            g_array_append_val(told, guards.list[i]);
        }
    }
    g_array_sort(told, compare_guards);
    kept.list = interpreter_join_guards(run->interpreter, NULL, 0,
                                        (const Guard *)(const void *)told->data,
                                        told->len, &kept.n);
    return kept;
}

static bool has_guard(LvGuards guards, const Guard *guard, bool negated)
{
    for (guint i = 0; i < guards.n; i++) {
        if (guards.list[i].text == guard->text &&
            guards.list[i].negated == negated) {
            return true;
        }
    }
    return false;
}

static bool includes(LvGuards all, LvGuards some)
{
    for (guint i = 0; i < some.n; i++) {
        if (!has_guard(all, &some.list[i], some.list[i].negated)) {
            return false;
        }
    }
    return true;
}

/* Those of `a` that `b` has too. */
static LvGuards common(LvRun *run, LvGuards a, LvGuards b)
{
    g_autoptr(GArray) both = g_array_new(FALSE, FALSE, sizeof(Guard));
    LvGuards kept = {0};

    for (guint i = 0; i < a.n; i++) {
        if (has_guard(b, &a.list[i], a.list[i].negated)) {
            g_array_append_val(both, a.list[i]);
        }
    }
    kept.list = interpreter_join_guards(run->interpreter, NULL, 0,
                                        (const Guard *)(const void *)both->data,
                                        both->len, &kept.n);
    return kept;
}

/* Do they differ only in that one holds where a test does, the other where
 * it does not? Then what they share is enough. */
static bool complement(LvRun *run, LvGuards a, LvGuards b, LvGuards *ret_shared)
{
    LvGuards shared;

    if (a.n != b.n) {
        return false;
    }
    shared = common(run, a, b);
    if (shared.n + 1 != a.n) {
        return false;
    }
    for (guint i = 0; i < a.n; i++) {
        if (!has_guard(b, &a.list[i], a.list[i].negated)) {
            *ret_shared = shared;
            return has_guard(b, &a.list[i], !a.list[i].negated);
        }
    }
    return false;
}

static LvGuards *at(GArray *cover, guint index)
{
    return &g_array_index(cover, LvGuards, index);
}

/* Makes one of two if it can; false if not. */
static bool unite(LvRun *run, GArray *cover, guint i, guint k)
{
    LvGuards shared;

    if (includes(*at(cover, k), *at(cover, i))) {
        g_array_remove_index(cover, k);
        return true;
    }
    if (includes(*at(cover, i), *at(cover, k))) {
        g_array_remove_index(cover, i);
        return true;
    }
    if (complement(run, *at(cover, i), *at(cover, k), &shared)) {
        *at(cover, i) = shared;
        g_array_remove_index(cover, k);
        return true;
    }
    return false;
}

static bool unite_any(LvRun *run, GArray *cover)
{
    for (guint i = 0; i < cover->len; i++) {
        for (guint k = i + 1; k < cover->len; k++) {
            if (unite(run, cover, i, k)) {
                return true;
            }
        }
    }
    return false;
}

static int compare_lists(gconstpointer a, gconstpointer b)
{
    const LvGuards *x = a;
    const LvGuards *y = b;

    for (guint i = 0; i < MIN(x->n, y->n); i++) {
        int order = compare_guards(&x->list[i], &y->list[i]);

        if (order) {
            return order;
        }
    }
    return (x->n > y->n) - (x->n < y->n);
}

void lv_cover_simplify(LvRun *run, GArray *cover)
{
    const guint limit = 64;

    while (cover->len > 1 && cover->len <= limit && unite_any(run, cover)) {
    }
    if (cover->len > MAX_COVER) {
        for (guint i = 1; i < cover->len; i++) {
            *at(cover, 0) = common(run, *at(cover, 0), *at(cover, i));
        }
        g_array_set_size(cover, 1);
    }
    g_array_sort(cover, compare_lists);
}

static bool names_one_of(const char *text, const char *const *words, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (strstr(text, words[i])) {
            return true;
        }
    }
    return false;
}

static const char *kind_of(const char *text)
{
    static const char *const machine[] = {
        "qemuDomainIs",
        "qemuDomainMachine",
        "qemuDomainHasBuiltin",
        "virQEMUCapsGetMachine",
        "virQEMUCapsHasPCIMulti",
        "->os.machine",
        "->os.arch",
        "STRPREFIX(",
    };
    gsize name = strspn(text, "abcdefghijklmnopqrstuvwxyz_0123456789"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (strstr(text, CAPABILITY)) {
        return "capability";
    }
    if (names_one_of(text, machine, G_N_ELEMENTS(machine))) {
        return "machine";
    }
    return name > 0 && text[name] == '(' ? "call" : "xml";
}

/* QEMU_CAPS_DEVICE_JSON and its kin choose how the same thing is written. */
static bool is_representation(const char *name)
{
    return g_str_has_suffix(name, "_JSON");
}

LibvirtGuard lv_guard_fact(LvRun *run, const Guard *guard)
{
    FactSet *facts = run->context->facts;
    LibvirtGuard fact = {
        .kind = kind_of(guard->text),
        .text = fact_set_text(facts, guard->text),
        .negated = guard->negated,
    };
    const char *end = strchr(guard->text, ')');
    g_autofree char *name = NULL;

    if (g_str_has_prefix(guard->text, CAPABILITY) && end && !end[1]) {
        name = g_strndup(guard->text + strlen(CAPABILITY),
                         (gsize)(end - guard->text) - strlen(CAPABILITY));
        fact.name = fact_set_text(facts, name);
        fact.text = NULL;
        fact.kind = is_representation(name) ? "representation" : "capability";
    }
    return fact;
}
