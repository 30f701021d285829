/*
 * What the code of each driver and machine type can create, which bus a
 * device sits on, and whether a user may ask for it: what is needed to say on
 * which machine types a driver can exist.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/qom.h"
#include "extract/reach.h"

#include <string.h>

/* Of a list of CPU types. */
#define MAX_CPU_TYPES 4096

typedef struct Creator {
    Qom *qom;
    Reach *reach;
    GPtrArray *names;
    GHashTable *index; /* name -> index in names + 1 */
    guint64 *common;   /* what runs whichever machine type it is */
    guint64 *set;      /* scratch */
} Creator;

/* Where QEMU starts (vl.c, system/main.c). What it sets up by tables and
 * options is found from there. */
static const char *const starts[] = {"main", "qemu_init"};

static void collect_names(Creator *creator)
{
    const GPtrArray *types = creator->qom->types;

    for (guint i = 0; i < types->len; i++) {
        const QomType *type = g_ptr_array_index(types, i);

        if (!g_hash_table_contains(creator->index, type->name)) {
            g_ptr_array_add(creator->names, (gpointer)type->name);
            g_hash_table_insert(creator->index, (gpointer)type->name,
                                GUINT_TO_POINTER(creator->names->len));
        }
    }
}

static void add_term(const Creator *creator, const Term *term, guint64 *set)
{
    const IrSymbol *symbol = NULL;

    if (term && term->kind == TERM_FUNCTION) {
        symbol = term->function;
    } else if (term && term->kind == TERM_POINTER) {
        symbol = object_symbol(term->object);
    }
    if (symbol) {
        reach_add(creator->reach, symbol, set);
    }
}

static void add_type(const Creator *creator, const QomType *type, guint64 *set)
{
    add_term(creator, type->class_init, set);
    add_term(creator, type->class_base_init, set);
    add_term(creator, type->class_data, set);
    add_term(creator, type->instance_init, set);
    add_term(creator, type->instance_post_init, set);
}

/* Accelerators and their parts are there before the machine is made. */
static void find_common(Creator *creator)
{
    const GPtrArray *types = creator->qom->types;

    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        reach_add_functions(creator->reach, starts[i], creator->common);
    }
    for (guint i = 0; i < types->len; i++) {
        const QomType *type = g_ptr_array_index(types, i);

        if (qom_is_a(creator->qom, type, "accel") ||
            qom_is_a(creator->qom, type, "accel-ops")) {
            add_type(creator, type, creator->common);
        }
    }
}

static bool has(const guint64 *set, guint index)
{
    return set[index / 64] >> (index % 64) & 1;
}

static Names names_of(const Creator *creator, const guint64 *set,
                      const char *self)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < creator->names->len; i++) {
        if (has(set, i) && creator->names->pdata[i] != self) {
            g_ptr_array_add(names, creator->names->pdata[i]);
        }
    }
    if (names->len == 0) {
        return NULL;
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(creator->qom->context->facts,
                          (const char *const *)names->pdata);
}

/* What every machine type has is told of their common ancestor alone. */
static Names created_by(const Creator *creator, const QomType *type)
{
    bool is_root = g_str_equal(type->name, "machine");
    guint n_words = reach_n_words(creator->reach);

    memset(creator->set, 0, n_words * sizeof(guint64));
    add_type(creator, type, creator->set);
    for (guint i = 0; i < n_words; i++) {
        creator->set[i] = is_root ? creator->set[i] | creator->common[i]
                                  : creator->set[i] & ~creator->common[i];
    }
    return names_of(creator, creator->set, type->name);
}

static const Term *class_member(const Creator *creator, const QomType *type,
                                const char *path)
{
    return type->class_object ? interpreter_read(creator->qom->interpreter,
                                                 type->class_object, path)
                              : NULL;
}

static bool has_field(const Creator *creator, const char *name)
{
    const IrUnit *unit = NULL;
    const IrRecord *record = ir_program_record(
        creator->qom->context->tree->program, NULL, "DeviceClass", &unit);
    const IrField *fields;
    guint n;

    if (!record) {
        return false;
    }
    fields = ir_fields(unit->file, &n) + record->first_field;
    for (guint i = 0; i < record->n_fields; i++) {
        if (g_str_equal(ir_text(unit->file, fields[i].name), name)) {
            return true;
        }
    }
    return false;
}

/* `user_creatable` since 2.10 (commit e90f2a8c3e), its opposite before. */
static Value user_creatable(const Creator *creator, const QomType *type)
{
    bool is_opposite = !has_field(creator, "user_creatable");
    const Term *term =
        class_member(creator, type,
                     is_opposite ? ".cannot_instantiate_with_device_add_yet"
                                 : ".user_creatable");
    gint64 flag;

    return term && term_get_integer(term, &flag)
               ? value_boolean((flag != 0) != is_opposite)
               : value_unknown();
}

/* Of NULL-terminated names; NULL if there is no such list or it cannot be
 * followed to its end. */
static Names cpu_types(const Creator *creator, const QomType *type)
{
    Qom *qom = creator->qom;
    const Term *list = class_member(creator, type, ".valid_cpu_types");
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    if (!list || list->kind != TERM_POINTER) {
        return NULL;
    }
    for (gint64 i = 0; i < MAX_CPU_TYPES; i++) {
        const Term *element = qom_element(qom, list, i);
        const Term *name = interpreter_read_at(qom->interpreter, element, "");

        if (name && term_is_null(name)) {
            g_ptr_array_add(names, NULL);
            return fact_set_names(qom->context->facts,
                                  (const char *const *)names->pdata);
        }
        if (!qom_text(qom, name)) {
            break;
        }
        g_ptr_array_add(names, (gpointer)qom_text(qom, name));
    }
    return NULL;
}

static void describe_driver(const Creator *creator, const QomType *type,
                            Driver *driver)
{
    guint index =
        GPOINTER_TO_UINT(g_hash_table_lookup(creator->index, type->name));

    driver->is_named = reach_is_named(creator->reach, index - 1);
    driver->creates = created_by(creator, type);
    driver->user_creatable = value_unknown();
    if (type->class_object && qom_is_a(creator->qom, type, "device")) {
        driver->user_creatable = user_creatable(creator, type);
        driver->bus =
            qom_text(creator->qom, class_member(creator, type, ".bus_type"));
    }
}

static void describe_drivers(const Creator *creator)
{
    const GPtrArray *types = creator->qom->types;
    const GPtrArray *drivers = fact_set_drivers(creator->qom->context->facts);

    g_assert(drivers->len == types->len);
    for (guint i = 0; i < types->len; i++) {
        describe_driver(creator, g_ptr_array_index(types, i),
                        g_ptr_array_index(drivers, i));
    }
}

static void describe_machines(const Creator *creator)
{
    const GPtrArray *types = creator->qom->types;
    const GPtrArray *machines =
        fact_set_machine_types(creator->qom->context->facts);
    guint next = 0;

    for (guint i = 0; i < types->len; i++) {
        const QomType *type = g_ptr_array_index(types, i);
        MachineType *machine;

        if (qom_is_a(creator->qom, type, "machine") && type->class_object) {
            g_assert(next < machines->len);
            machine = g_ptr_array_index(machines, next++);
            machine->cpu_types = cpu_types(creator, type);
        }
    }
}

void extract_qemu_creates(ExtractContext *context)
{
    Creator creator = {.qom = context->qom};

    creator.names = g_ptr_array_new();
    creator.index = g_hash_table_new(g_str_hash, g_str_equal);
    collect_names(&creator);
    creator.reach = reach_new(context->tree, creator.names);
    creator.common = g_new0(guint64, reach_n_words(creator.reach));
    creator.set = g_new0(guint64, reach_n_words(creator.reach));
    find_common(&creator);
    describe_drivers(&creator);
    describe_machines(&creator);
    g_free(creator.common);
    g_free(creator.set);
    reach_free(creator.reach);
    g_hash_table_unref(creator.index);
    g_ptr_array_unref(creator.names);
}
