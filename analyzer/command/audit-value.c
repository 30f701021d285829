/*
 * What things are worth in one version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-value.h"

#include <string.h>

#include "diff/comparison.h"

/* Longer texts are cut in the middle of nothing: a table of CPU features. */
#define VALUE_MOST 60

struct AuditValues {
    Audit *audit;
    Comparison *comparison; /* of the tree with itself: its machine types */
    GHashTable *types;      /* name -> const PromisedType * */
};

AuditValues *audit_values_new(Audit *audit, const FactSet *facts,
                              const CommandOptions *options)
{
    AuditValues *values = g_new0(AuditValues, 1);

    values->audit = audit;
    values->comparison =
        comparison_new(facts, facts, options->target, options->machine);
    values->types = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < values->comparison->promised->len; i++) {
        PromisedType *type =
            &g_array_index(values->comparison->promised, PromisedType, i);

        if (!g_hash_table_contains(values->types, type->before->name)) {
            g_hash_table_insert(values->types, (char *)type->before->name,
                                type);
        }
    }
    return values;
}

void audit_values_free(AuditValues *values)
{
    if (!values) {
        return;
    }
    g_hash_table_unref(values->types);
    comparison_free(values->comparison);
    g_free(values);
}

static const char *intern(AuditValues *values, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *start = NULL;

    if (g_utf8_strlen(valid, -1) <= VALUE_MOST) {
        return audit_text(values->audit, valid);
    }
    start = g_utf8_substring(valid, 0, VALUE_MOST - 3);
    return audit_format(values->audit, "%s...", start);
}

static const char *value_text(AuditValues *values, const Value *value)
{
    g_autofree char *text = value_to_text(value);

    return intern(values, text);
}

/* Of the reasons the last one decides. */
static const char *reason_text(AuditValues *values,
                               const EffectiveProperty *property)
{
    const GArray *reasons = property->reasons;
    const Reason *last =
        reasons->len ? &g_array_index(reasons, Reason, reasons->len - 1) : NULL;

    if (property->value.kind == VALUE_UNKNOWN && property->run_time) {
        return audit_text(values->audit, reason_kind_name(REASON_RUN_TIME));
    }
    return !last ? NULL
                 : audit_text(values->audit,
                              last->list ? last->list
                                         : reason_kind_name(last->kind));
}

static const EffectiveProperty *find_in(const PromisedType *type,
                                        const char *name, const char *property)
{
    const Driver *driver =
        name ? qemu_model_driver(type->old_model, name) : NULL;

    return driver ? effective_driver_find(
                        effective_machine_driver(type->old_effective, driver),
                        property)
                  : NULL;
}

/* The driver named may be a common ancestor that no device is. */
static const EffectiveProperty *find_property(const PromisedType *type,
                                              const AuditSubject *subject)
{
    const EffectiveProperty *found =
        find_in(type, subject->driver, subject->name);

    for (guint i = 0; !found && i < subject->drivers->len; i++) {
        found = find_in(type, g_ptr_array_index(subject->drivers, i),
                        subject->name);
    }
    return found;
}

static void tell_property(AuditValues *values, const AuditSubject *subject,
                          const PromisedType *type, AuditPoint *point)
{
    const EffectiveProperty *property = find_property(type, subject);

    if (property) {
        point->value = value_text(values, &property->value);
        point->by = reason_text(values, property);
    }
}

static void tell_field(AuditValues *values, const AuditSubject *subject,
                       const PromisedType *type, AuditPoint *point)
{
    const GArray *fields = type->before->fields;

    for (guint i = 0; i < fields->len; i++) {
        const MachineField *field = &g_array_index(fields, MachineField, i);

        if (g_str_equal(field->name, subject->name)) {
            point->value = value_text(values, &field->value);
            return;
        }
    }
}

AuditPoint audit_values_point(AuditValues *values, const AuditSubject *subject,
                              const AuditMachine *machine)
{
    const PromisedType *type =
        machine ? g_hash_table_lookup(values->types, machine->name) : NULL;
    AuditPoint point = {NULL, NULL, type};

    if (!type) {
        return point;
    }
    if (g_str_equal(subject->kind, subject_kind_text(SUBJECT_PROPERTY))) {
        tell_property(values, subject, type, &point);
    } else {
        tell_field(values, subject, type, &point);
    }
    return point;
}
