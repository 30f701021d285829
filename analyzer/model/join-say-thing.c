/*
 * What a QEMU says of a driver, a machine type or a vmstate.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-event.h"

static void say_driver(StatementList *list, const JoinTree *qemu,
                       const char *name)
{
    const Driver *driver = qemu_model_driver(qemu->model, name);

    if (driver) {
        statement_add(list, "driver", &driver->location,
                      "driver %s exists, a %s%s", name,
                      driver->parent ? driver->parent : "type of its own",
                      driver->user_creatable.kind == VALUE_BOOLEAN &&
                              !driver->user_creatable.boolean
                          ? "; users cannot ask for it"
                          : "");
    }
}

/* What a member is that nobody has set. */
static bool is_off(const Value *value)
{
    return value->kind == VALUE_BOOLEAN && !value->boolean;
}

static void say_machine(StatementList *list, const JoinTree *qemu,
                        const char *name)
{
    const MachineType *type = qemu_model_machine(qemu->model, name);

    if (!type) {
        return;
    }
    statement_add(list, "machine", &type->location, "machine type %s exists",
                  name);
    for (guint i = 0; type->aliases && type->aliases[i]; i++) {
        statement_add(list, type->aliases[i], &type->location, "'%s' means %s",
                      type->aliases[i], name);
    }
    if (type->deprecated) {
        statement_add(list, "deprecated", &type->location,
                      "it is deprecated: %s", type->deprecated);
    }
    if (type->is_default) {
        statement_add(list, "default", &type->location,
                      "it is the default machine type");
    }
    for (guint i = 0; i < type->fields->len; i++) {
        const MachineField *field =
            &g_array_index(type->fields, MachineField, i);
        g_autofree char *value = value_to_text(&field->value);

        if (field->value.kind == VALUE_BOOLEAN ||
            field->value.kind == VALUE_STRING) {
            statement_add(list, field->name, &field->location, "its %s is %s",
                          field->name, value)
                ->weight =
                is_off(&field->value) ? STATEMENT_PLAIN : STATEMENT_DETAIL;
        }
    }
    statement_add(list, "compat", &type->location,
                  "%u compat properties are applied to it", type->compat->len);
}

static void say_vmstate_field(StatementList *list, const char *owner,
                              const VMStateField *field)
{
    const char *name = field->name ? field->name : "(none)";
    const char *key = join_format(list->join, "%s.%s", owner,
                                  field->name ? field->name : field->kind);

    if (field->size < 0) {
        statement_add(list, key, &field->location,
                      "field %s: %s, since version %" G_GINT64_FORMAT, name,
                      field->kind, field->version_id);
    } else {
        statement_add(list, key, &field->location,
                      "field %s: %s of %" G_GINT64_FORMAT
                      " bytes, since version %" G_GINT64_FORMAT,
                      name, field->kind, field->size, field->version_id);
    }
}

static void say_vmstate(StatementList *list, const JoinTree *qemu,
                        const char *name)
{
    const GPtrArray *all = fact_set_vmstates(qemu->facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *vmstate = g_ptr_array_index(all, i);

        if (g_strcmp0(vmstate->name, name) != 0) {
            continue;
        }
        statement_add(list, vmstate->symbol ? vmstate->symbol : name,
                      &vmstate->location,
                      "%s: version %" G_GINT64_FORMAT
                      ", reads from %" G_GINT64_FORMAT "%s%s%s",
                      vmstate->symbol ? vmstate->symbol : name,
                      vmstate->version_id, vmstate->minimum_version_id,
                      vmstate->unmigratable ? ", blocks migration" : "",
                      vmstate->needed ? ", sent if " : "",
                      vmstate->needed ? vmstate->needed : "");
        for (guint k = 0; k < vmstate->fields->len; k++) {
            const VMStateField *field =
                &g_array_index(vmstate->fields, VMStateField, k);

            say_vmstate_field(list, vmstate->symbol ? vmstate->symbol : name,
                              field);
        }
        for (guint k = 0; k < vmstate->subsections->len; k++) {
            const char *subsection = g_ptr_array_index(vmstate->subsections, k);

            statement_add(list, subsection, &vmstate->location, "subsection %s",
                          subsection);
        }
    }
}

void statements_of_thing(StatementList *list, const JoinTree *qemu,
                         const Subject *subject)
{
    switch (subject->class) {
    case SUBJECT_CLASS_DRIVER:
        say_driver(list, qemu, subject->name);
        break;
    case SUBJECT_CLASS_MACHINE:
        say_machine(list, qemu, subject->name);
        break;
    case SUBJECT_CLASS_VMSTATE:
        say_vmstate(list, qemu, subject->name);
        break;
    default:
        break;
    }
}
