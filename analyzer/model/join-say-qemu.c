/*
 * What a QEMU says of a subject.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "base/version.h"
#include "model/join-event.h"

static void say_option(StatementList *list, const JoinTree *qemu,
                       const Subject *subject)
{
    const GPtrArray *options = fact_set_options(qemu->facts);
    bool is_option = subject->class == SUBJECT_CLASS_OPTION;
    const char *name = is_option ? subject->name : subject->owner;

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (!g_str_equal(option->name, name)) {
            continue;
        }
        for (guint k = 0; !is_option && k < option->keys->len; k++) {
            if (g_str_equal(g_ptr_array_index(option->keys, k),
                            subject->full)) {
                g_autofree char *title = subject_title(subject);

                statement_add(list, subject->full, &option->location,
                              "there is %s", title)
                    ->is_loose = true;
            }
        }
        if (is_option) {
            statement_add(list, name, &option->location, "there is -%s", name);
        }
    }
}

static void say_deprecation(StatementList *list, const JoinTree *qemu,
                            const Subject *subject)
{
    const Deprecation *found = join_deprecation(qemu->facts, subject);

    if (found && found->removed) {
        statement_add(list, "documents", &found->location,
                      "the documents list it as removed in %s", found->removed);
    } else if (found) {
        statement_add(list, "documents", &found->location,
                      "the documents call it deprecated since %s",
                      found->since ? found->since : "?");
    }
}

/* "'-machine memory-backend' and '-numa memdev' are exclusive": under a
 * condition that is no member of the class, the words say what it is about. */
static bool mentions(const OptionRefusal *refusal, const Subject *subject)
{
    g_autofree char *option = NULL;

    if (subject->class != SUBJECT_CLASS_KEY || refusal->key) {
        return false;
    }
    option = g_strdup_printf("-%s ", subject->owner);
    return strstr(refusal->message, option) &&
           strstr(refusal->message, subject->name);
}

static bool is_of(const OptionRefusal *refusal, const Subject *subject)
{
    return subject->owner && g_strcmp0(refusal->option, subject->owner) == 0 &&
           g_strcmp0(refusal->key, subject->full) == 0;
}

/* QAPI's has_X said whether a pointer X is set, up to QEMU 7.2. */
static const char *without_has(Join *join, const char *condition)
{
    g_auto(GStrv) parts = g_strsplit(condition, "->has_", -1);
    g_autofree char *text = g_strjoinv("->", parts);

    return join_text(join, text);
}

static void say_refusals(StatementList *list, const JoinTree *qemu,
                         const Subject *subject)
{
    const GPtrArray *all = fact_set_option_refusals(qemu->facts);

    for (guint i = 0; i < all->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(all, i);
        bool warns = g_str_equal(refusal->action, "warn");

        if (!is_of(refusal, subject) && !mentions(refusal, subject)) {
            continue;
        }
        statement_add(list, refusal->message, &refusal->location,
                      "%s %s \"%s\", if %s", refusal->function,
                      warns ? "warns" : "refuses:", refusal->message,
                      refusal->when)
            ->sense = without_has(list->join, refusal->when);
    }
}

static void say_key_of(StatementList *list, const JoinTree *qemu,
                       const char *field)
{
    const GPtrArray *infos = fact_set_machine_info(qemu->facts);

    for (guint i = 0; i < infos->len; i++) {
        const MachineInfoKey *info = g_ptr_array_index(infos, i);

        if (g_str_equal(info->field, field)) {
            statement_add(list, info->key, &info->location,
                          "query-machines tells %s.%s as '%s'", info->record,
                          field, info->key);
        }
    }
}

static const char *field_text(Join *join, const MachineField *field)
{
    g_autofree char *text = value_to_text(&field->value);

    return join_text(join, text);
}

static gint compare_types(gconstpointer a, gconstpointer b)
{
    const MachineType *x = *(const MachineType *const *)a;
    const MachineType *y = *(const MachineType *const *)b;
    int order = g_strcmp0(x->family, y->family);

    if (order == 0 && x->version && y->version) {
        order = version_compare(x->version, y->version);
    }
    return order ? order : strcmp(x->name, y->name);
}

/* Machine types of one family, the oldest first. */
typedef struct FamilyRun {
    const char *family;
    const char *value; /* of the last one, in words; interned */
    const char *last;  /* its version */
    Location location; /* what set it */
    bool has_changed;  /* the value is not the same in all of them */
} FamilyRun;

static void say_whole_family(StatementList *list, const char *field,
                             const FamilyRun *run)
{
    if (run->family && !run->has_changed) {
        g_autofree char *key = g_strdup_printf("%s %s", field, run->family);

        Statement *one =
            statement_add(list, key, &run->location, "%s is %s for all of %s",
                          field, run->value, run->family);

        one->weight = STATEMENT_BEGIN;
        one->stem = join_format(list->join, "%s is %s", field, run->value);
        one->tail = run->family;
    }
}

static void say_boundary(StatementList *list, const char *field,
                         const FamilyRun *run, const MachineType *next,
                         const char *value)
{
    g_autofree char *key = g_strdup_printf("%s %s", field, run->family);

    statement_add(list, key, &run->location,
                  "%s is %s up to %s-%s, %s from "
                  "%s on",
                  field, run->value, run->family, run->last, value,
                  next->version);
}

static GPtrArray *sorted_machines(const JoinTree *qemu)
{
    const GPtrArray *machines = qemu_model_machines(qemu->model);
    GPtrArray *sorted = g_ptr_array_new();

    for (guint i = 0; i < machines->len; i++) {
        MachineType *type = g_ptr_array_index(machines, i);

        if (type->version && !type->abstract) {
            g_ptr_array_add(sorted, type);
        }
    }
    g_ptr_array_sort(sorted, compare_types);
    return sorted;
}

/* The boundaries inside each family. The oldest and the newest version are not
 * named: they are others in each tree. */
static void say_families(StatementList *list, const JoinTree *qemu,
                         const char *field)
{
    g_autoptr(GPtrArray) sorted = sorted_machines(qemu);
    FamilyRun run = {NULL};

    for (guint i = 0; i < sorted->len; i++) {
        const MachineType *type = g_ptr_array_index(sorted, i);
        const MachineField *one = join_field(type, field);
        const char *value = one ? field_text(list->join, one) : NULL;

        if (!one) {
            continue;
        }
        if (g_strcmp0(type->family, run.family) != 0) {
            say_whole_family(list, field, &run);
            run = (FamilyRun){.family = type->family, .value = value};
        }
        if (run.value != value) {
            say_boundary(list, field, &run, type, value);
            run.has_changed = true;
        }
        run.value = value;
        run.last = type->version;
        run.location = one->location;
    }
    say_whole_family(list, field, &run);
}

static bool has_versions(const GPtrArray *machines, const MachineType *type)
{
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *other = g_ptr_array_index(machines, i);

        if (other->version &&
            g_strcmp0(other->location.file, type->location.file) == 0) {
            return true;
        }
    }
    return false;
}

/* A member that unversioned machine types set is no versioned retirement. */
static void say_unversioned(StatementList *list, const JoinTree *qemu,
                            const OptionRefusal *refusal)
{
    const GPtrArray *machines = fact_set_machine_types(qemu->facts);
    g_autoptr(GString) names = g_string_new(NULL);
    const MachineField *last = NULL;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *type = g_ptr_array_index(machines, i);
        const MachineField *field = join_field(type, refusal->field);

        if (!type->version && !type->abstract && field &&
            !has_versions(machines, type) &&
            field->value.kind == VALUE_BOOLEAN && field->location.file &&
            !value_equal(&field->value, &refusal->field_value)) {
            g_string_append_printf(names, "%s%s (%s)",
                                   names->len > 0 ? ", " : "", type->name,
                                   field->location.file);
            last = field;
        }
    }
    if (last && names->len < 300) {
        statement_add(list, "unversioned", &last->location,
                      "NOTE: unversioned machine types set %s for good: %s; "
                      "no versioned retirement",
                      refusal->field, names->str);
    }
}

/* The members by which any of the QEMUs refuses the subject: also of those
 * that only tell of them yet. */
static void say_fields(StatementList *list, const JoinTree *qemu,
                       const Subject *subject)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < join_n_qemus(list->join); i++) {
        g_autoptr(GPtrArray) refusals =
            join_refusals(join_qemu(list->join, i)->facts, subject);

        for (guint k = 0; k < refusals->len; k++) {
            const OptionRefusal *refusal = g_ptr_array_index(refusals, k);

            if (g_hash_table_add(seen, (gpointer)refusal->field)) {
                say_key_of(list, qemu, refusal->field);
                say_families(list, qemu, refusal->field);
                say_unversioned(list, qemu, refusal);
            }
        }
    }
}

static void say_compat(StatementList *list, const JoinTree *qemu,
                       const char *driver, const char *property)
{
    const GPtrArray *machines = qemu_model_machines(qemu->model);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        for (guint k = 0; k < machine->compat->len; k++) {
            const CompatProperty *entry =
                &g_array_index(machine->compat, CompatProperty, k);
            const char *key;

            if (!g_str_equal(entry->property, property) ||
                !g_str_equal(entry->driver, driver)) {
                continue;
            }
            key = join_format(list->join, "%s %s.%s",
                              entry->list ? entry->list : machine->name, driver,
                              property);
            if (g_hash_table_add(seen, (gpointer)key)) {
                statement_add(list, key, &entry->location, "%s sets %s.%s = %s",
                              entry->list ? entry->list : machine->name, driver,
                              property, entry->value ? entry->value : "?");
            }
        }
    }
}

static void say_property(StatementList *list, const JoinTree *qemu,
                         const char *owner, const char *name)
{
    const Driver *driver = qemu_model_driver(qemu->model, owner);
    const Property *property =
        driver ? qemu_model_property(qemu->model, driver, name) : NULL;
    const Driver *at = driver;
    g_autofree char *value = NULL;

    if (!property) {
        return;
    }
    value = value_to_text(&property->value);
    statement_add(list, join_format(list->join, "%s.%s", owner, name),
                  &property->location, "%s.%s exists, default %s", owner, name,
                  value);
    for (; at; at = qemu_model_parent(qemu->model, at)) {
        say_compat(list, qemu, at->name, name);
    }
}

void statements_of_objects(StatementList *list, const JoinTree *qemu,
                           const GPtrArray *drivers, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++) {
        say_key_of(list, qemu, g_ptr_array_index(fields, i));
        say_families(list, qemu, g_ptr_array_index(fields, i));
    }
    for (guint i = 0; i < drivers->len; i++) {
        const char *driver = g_ptr_array_index(drivers, i);

        say_compat(list, qemu, driver, "x-use-canonical-path-for-ramblock-id");
    }
}

void statements_of_qemu(StatementList *list, const JoinTree *qemu,
                        const Subject *subject, const Subject *instead)
{
    switch (subject->class) {
    case SUBJECT_CLASS_KEY:
    case SUBJECT_CLASS_OPTION:
        say_option(list, qemu, subject);
        say_deprecation(list, qemu, subject);
        say_refusals(list, qemu, subject);
        say_fields(list, qemu, subject);
        break;
    case SUBJECT_CLASS_PROPERTY:
        say_property(list, qemu, subject->owner, subject->name);
        say_deprecation(list, qemu, subject);
        break;
    case SUBJECT_CLASS_FIELD:
        say_key_of(list, qemu, subject->name);
        say_families(list, qemu, subject->name);
        break;
    default:
        statements_of_thing(list, qemu, subject);
        say_deprecation(list, qemu, subject);
    }
    if (instead) {
        say_option(list, qemu, instead);
        say_refusals(list, qemu, instead);
    }
}
