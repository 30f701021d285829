/*
 * Built-in of the simulation: machine types before there were classes of them.
 *
 * Up to 2.0 a machine type is a QEMUMachine structure, and registering it only
 * puts it into a list (vl.c). It becomes a type here whose class is the
 * structure: its members have the names that those of MachineClass got later.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

static const char root_name[] = "machine";

static bool has_field(const IrUnit *unit, const IrRecord *record,
                      const char *name)
{
    guint n_fields;
    const IrField *fields = ir_fields(unit->file, &n_fields);

    for (guint i = 0; i < record->n_fields; i++) {
        if (g_strcmp0(ir_text(unit->file, fields[record->first_field + i].name),
                      name) == 0) {
            return true;
        }
    }
    return false;
}

static bool machines_are_structures(const IrProgram *program)
{
    const IrUnit *home = NULL;
    const IrRecord *record =
        ir_program_record(program, NULL, "QEMUMachine", &home);

    if (!record || !has_field(home, record, "compat_props")) {
        return false;
    }
    record = ir_program_record(program, NULL, "MachineClass", &home);
    return !record || !has_field(home, record, "compat_props");
}

static QomType *add_type(Qom *qom, const char *name, const char *parent,
                         Object *class)
{
    QomType *type = qom_add_type(qom, name);

    type->parent_name = parent;
    type->class_object = class;
    type->class_record = "QEMUMachine";
    type->class_state = QOM_DONE;
    qom_tag_class(qom, type);
    return type;
}

static void add_root(Qom *qom, const Call *call)
{
    QomType *root;

    if (qom_find(qom, root_name, NULL)) {
        return;
    }
    root = add_type(
        qom, root_name, qom_find(qom, "object", NULL) ? "object" : NULL,
        interpreter_object(qom->interpreter, root_name, OBJECT_ZERO));
    root->abstract = true;
    root->location =
        extract_location(qom->context, call->where.file, call->where.line);
}

/* qemu_register_machine(machine) */
static const Term *register_machine(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *machine = qom_argument(call, 0);
    const char *name = NULL;
    g_autofree char *full = NULL;
    QomType *type;

    if (machine && machine->kind == TERM_POINTER && !*machine->path) {
        name = qom_text(
            qom, interpreter_read_at(qom->interpreter, machine, ".name"));
    }
    if (!name || qom_tag(machine)) {
        extract_gap(qom->context, "machine-type", NULL,
                    "what is registered is not known", call->where.file,
                    call->where.line);
        return NULL;
    }
    add_root(qom, call);
    full = g_strconcat(name, "-machine", NULL);
    type = add_type(qom, fact_set_text(qom->context->facts, full), root_name,
                    machine->object);
    type->unit = qom->registering ? qom->registering : call->unit;
    type->location = qom_place_of(qom, machine, call);
    return NULL;
}

void qom_add_machine_builtins(const IrProgram *program, GArray *entries)
{
    static const BuiltinEntry entry = {"qemu_register_machine",
                                       register_machine};

    if (machines_are_structures(program)) {
        g_array_append_val(entries, entry);
    }
}
