/*
 * Facts made of what a cell holds: one for each value it may have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-constant.h"

#include <string.h>

/* With more values than this it is called computed. */
#define MAX_VALUES 8u
/* Longer conditions tell a reader nothing. */
#define MAX_CONDITION 240u
#define MAX_HEX       16u

static const char *condition_text(const Slots *slots, const Guard *guards,
                                  guint n_guards)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < n_guards && text->len < MAX_CONDITION; i++) {
        g_string_append_printf(text, guards[i].negated ? "%s!(%s)" : "%s%s",
                               i ? " && " : "", guards[i].text);
    }
    if (text->len > MAX_CONDITION) {
        g_string_truncate(text, MAX_CONDITION);
        g_string_append(text, "...");
    }
    /* What drivers have in common does not go by one's name. */
    g_string_replace(text, slots->type->name, "dev", 0);
    return text->len ? fact_set_text(slots->qom->context->facts, text->str)
                     : NULL;
}

/* What several drivers have in common is one fact. */
typedef struct ConstantDraft {
    HardwareConstant *fact;
    GPtrArray *drivers; /* const char * */
} ConstantDraft;

static void free_draft(gpointer data)
{
    ConstantDraft *draft = data;

    g_ptr_array_unref(draft->drivers);
    g_free(draft);
}

/* All but the drivers. */
static char *identity(const HardwareConstant *constant)
{
    g_autofree char *value = value_to_text(&constant->value);
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(text, "%s|%s|%s|%d|%s|%s:%u", constant->what, constant->key,
                    value, constant->is_told,
                    constant->when ? constant->when : "",
                    constant->location.file, constant->location.line);
    for (guint i = 0; constant->targets[i]; i++) {
        g_string_append_printf(text, "|%s", constant->targets[i]);
    }
    for (guint i = 0; i < constant->tests->len; i++) {
        const ConstantTest *test =
            &g_array_index(constant->tests, ConstantTest, i);
        g_autofree char *number = value_to_text(&test->value);

        g_string_append_printf(text, "|%s%s%s", test->property, test->test,
                               number);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void keep(Qom *qom, const HardwareConstant *constant, const char *driver)
{
    FactSet *facts = qom->context->facts;
    g_autofree char *text = identity(constant);
    ConstantDraft *draft;

    if (!qom->constants) {
        qom->constants =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_draft);
    }
    draft = g_hash_table_lookup(qom->constants, text);
    if (!draft) {
        GArray *tests;

        draft = g_new0(ConstantDraft, 1);
        draft->drivers = g_ptr_array_new();
        draft->fact = fact_set_add_hardware_constant(facts);
        tests = draft->fact->tests;
        *draft->fact = *constant;
        draft->fact->tests = tests;
        g_array_append_vals(tests, constant->tests->data, constant->tests->len);
        g_hash_table_insert(qom->constants, g_steal_pointer(&text), draft);
    }
    g_ptr_array_add(draft->drivers, (gpointer)driver);
}

void finish_constants(Qom *qom)
{
    GHashTableIter iter;
    gpointer data;

    if (!qom->constants) {
        return;
    }
    g_hash_table_iter_init(&iter, qom->constants);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        ConstantDraft *draft = data;

        g_ptr_array_add(draft->drivers, NULL);
        draft->fact->drivers = fact_set_names(
            qom->context->facts, (const char *const *)draft->drivers->pdata);
    }
    g_clear_pointer(&qom->constants, g_hash_table_unref);
}

static void add_fact(const Slots *slots, const char *what, const char *key,
                     Value value, const Alternative *alternative,
                     const Location *where)
{
    ExtractContext *context = slots->qom->context;
    g_autoptr(GArray) tests = g_array_new(FALSE, TRUE, sizeof(ConstantTest));
    HardwareConstant constant = {
        .what = what,
        .key = fact_set_text(context->facts, key),
        .value = value,
        .tests = tests,
        .is_told = true,
        .targets = slots->type->driver->targets,
        .location = slots->type->location,
    };

    if (where->file) {
        constant.location = extract_location(context, where->file, where->line);
    }
    if (alternative) {
        constant.when =
            condition_text(slots, alternative->guards, alternative->n_guards);
        constant_tests(slots, alternative->guards, alternative->n_guards,
                       &constant);
    }
    keep(slots->qom, &constant, slots->type->name);
}

static Value term_value(const Slots *slots, const Term *term)
{
    gint64 number;

    if (term_get_integer(term, &number)) {
        return value_number(number);
    }
    if (term->kind == TERM_STRING) {
        return value_string(
            fact_set_text(slots->qom->context->facts, term->text));
    }
    return value_unknown();
}

void add_constant_if(const Slots *slots, const char *what, const char *key,
                     const char *text, const ConstantTest *test)
{
    g_autoptr(GArray) tests = g_array_new(FALSE, TRUE, sizeof(ConstantTest));
    FactSet *facts = slots->qom->context->facts;
    HardwareConstant constant = {
        .what = what,
        .key = fact_set_text(facts, key),
        .value = value_string(fact_set_text(facts, text)),
        .tests = tests,
        .is_told = true,
        .targets = slots->type->driver->targets,
        .location = slots->type->location,
    };

    g_array_append_vals(tests, test, 1);
    keep(slots->qom, &constant, slots->type->name);
}

void add_constant(const Slots *slots, const char *what, const char *key,
                  const Term *term, const Location *where)
{
    if (term->kind != TERM_CHOICE || term->n_alternatives > MAX_VALUES) {
        add_fact(slots, what, key, term_value(slots, term), NULL, where);
        return;
    }
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *alternative = &term->alternatives[i];

        add_fact(slots, what, key, term_value(slots, alternative->term),
                 alternative, where);
    }
}

/* The choice itself, which is no number, if there are too many. */
static const Term *byte_term(const Term *byte, guint alternative)
{
    return byte->kind == TERM_CHOICE && byte->n_alternatives <= MAX_VALUES
               ? byte->alternatives[alternative].term
               : byte;
}

/* "8680??10", "ff*192"; computed bytes are "??". */
static Value bytes_value(const Slots *slots, const Term *const *bytes, guint n,
                         guint alternative)
{
    g_autoptr(GString) text = g_string_new(NULL);
    bool is_same = true;
    gint64 first = 0;

    for (guint i = 0; i < n; i++) {
        gint64 number = -1;

        if (term_get_integer(byte_term(bytes[i], alternative), &number)) {
            g_string_append_printf(text, "%02x", (guint)(number & 0xff));
        } else {
            g_string_append(text, "??");
            number = -1;
        }
        first = i == 0 ? number : first;
        is_same = is_same && number == first && number >= 0;
    }
    if (is_same && n > MAX_HEX) {
        g_string_printf(text, "%02x*%u", (guint)(first & 0xff), n);
    }
    return value_string(fact_set_text(slots->qom->context->facts, text->str));
}

void add_constant_bytes(const Slots *slots, const char *what, guint offset,
                        const Term *const *bytes, guint n,
                        const Location *where)
{
    g_autofree char *key = g_strdup_printf("0x%02x", offset);
    const Term *choice = bytes[0];

    if (choice->kind != TERM_CHOICE || choice->n_alternatives > MAX_VALUES) {
        add_fact(slots, what, key, bytes_value(slots, bytes, n, 0), NULL,
                 where);
        return;
    }
    for (guint i = 0; i < choice->n_alternatives; i++) {
        add_fact(slots, what, key, bytes_value(slots, bytes, n, i),
                 &choice->alternatives[i], where);
    }
}
