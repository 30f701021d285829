/*
 * What realizing left in the cell of a property, as facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

static Value written_value(Qom *qom, const Property *property, const Term *term)
{
    gint64 number;

    if (term_get_integer(term, &number)) {
        return slot_value(qom, property, number, term->is_unsigned);
    }
    if (term->kind == TERM_STRING) {
        return value_string(fact_set_text(qom->context->facts, term->text));
    }
    return value_unknown();
}

bool slot_is_initial(const Slot *slot, const Term *term)
{
    gint64 a;
    gint64 b;

    return term == slot->initial ||
           (term->kind == TERM_UNKNOWN && slot->initial->kind == TERM_UNKNOWN &&
            g_strcmp0(term->text, slot->initial->text) == 0) ||
           (term_get_integer(term, &a) && term_get_integer(slot->initial, &b) &&
            a == b);
}

/* A write, and the conditions under which it happens. */
typedef struct Write {
    RunTimeWrite fact;
    const Guard *guards;
    guint n_guards;
    GArray *common; /* Guard: shared by all that were joined; NULL if alone */
} Write;

static bool is_same_test(const RunTimeWrite *a, const RunTimeWrite *b)
{
    return a->test == b->test && a->test_operator == b->test_operator &&
           (!a->test || value_equal(&a->test_value, &b->test_value) ||
            a->test_value.kind == b->test_value.kind);
}

static bool has_guard(const Guard *guards, guint n_guards, const Guard *guard)
{
    for (guint i = 0; i < n_guards; i++) {
        if (g_str_equal(guards[i].text, guard->text) &&
            guards[i].negated == guard->negated) {
            return true;
        }
    }
    return false;
}

/* Only what all have in common is still a condition. */
static void join(Write *write, const Write *other)
{
    if (!write->common) {
        write->common = g_array_new(FALSE, FALSE, sizeof(Guard));
        g_array_append_vals(write->common, write->guards, write->n_guards);
    }
    for (guint i = write->common->len; i-- > 0;) {
        if (!has_guard(other->guards, other->n_guards,
                       &g_array_index(write->common, Guard, i))) {
            g_array_remove_index(write->common, i);
        }
    }
    if (!value_equal(&write->fact.value, &other->fact.value)) {
        write->fact.value = value_unknown();
    }
    write->fact.test_only = false;
}

static void set_condition(Qom *qom, Write *write, bool is_always)
{
    const Guard *guards = write->common
                              ? (const Guard *)(void *)write->common->data
                              : write->guards;
    guint n_guards = write->common ? write->common->len : write->n_guards;
    g_autoptr(GString) when = g_string_new(NULL);

    for (guint i = 0; i < n_guards; i++) {
        g_string_append_printf(when, guards[i].negated ? "%s!(%s)" : "%s%s",
                               i ? " && " : "", guards[i].text);
    }
    if (when->len > 0) {
        write->fact.when = fact_set_text(qom->context->facts, when->str);
    } else if (write->common && !is_always) {
        write->fact.when =
            fact_set_text(qom->context->facts, "one of several conditions");
    }
    write->fact.test_only = write->fact.test && n_guards == 1 &&
                            (!write->common || write->fact.test_only);
}

static void clear_write(gpointer data)
{
    Write *write = data;

    g_clear_pointer(&write->common, g_array_unref);
}

/* false: it leaves the property as it is. */
static bool read_write(const Slots *slots, const Slot *slot, const char *name,
                       const Alternative *alternative, Write *ret_write)
{
    *ret_write = (Write){
        .guards = alternative->guards,
        .n_guards = alternative->n_guards,
    };
    ret_write->fact.property = name;
    ret_write->fact.value =
        written_value(slots->qom, slot->property, alternative->term);
    if (slot_is_initial(slot, alternative->term) ||
        (!slot->is_open &&
         value_equal(&ret_write->fact.value, &slot->property->value))) {
        return false;
    }
    realize_test(slots, alternative->guards, alternative->n_guards,
                 &ret_write->fact);
    return true;
}

static void add_or_join(GArray *writes, const Write *write)
{
    for (guint i = 0; i < writes->len; i++) {
        Write *known = &g_array_index(writes, Write, i);

        if (is_same_test(&known->fact, &write->fact)) {
            join(known, write);
            return;
        }
    }
    g_array_append_vals(writes, write, 1);
}

void realize_add_writes(const Slots *slots, const Slot *slot, const char *name,
                        const Alternative *alternatives, guint n_alternatives,
                        const Location *where)
{
    Qom *qom = slots->qom;
    g_autoptr(GArray) writes = g_array_new(FALSE, TRUE, sizeof(Write));
    bool is_always = true;

    g_array_set_clear_func(writes, clear_write);
    for (guint i = 0; i < n_alternatives; i++) {
        Write write;

        if (read_write(slots, slot, name, &alternatives[i], &write)) {
            add_or_join(writes, &write);
        } else {
            is_always = false;
        }
    }
    for (guint i = 0; i < writes->len; i++) {
        Write *write = &g_array_index(writes, Write, i);

        write->fact.location =
            extract_location(qom->context, where->file, where->line);
        set_condition(qom, write, is_always && writes->len == 1);
        g_array_append_val(slots->type->driver->run_time, write->fact);
    }
}
