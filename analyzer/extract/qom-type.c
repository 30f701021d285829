/*
 * Built-ins of the simulation: registering types, asking for classes, casts
 * and the lists that machine classes keep.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

#include <string.h>

const char *qom_text(const Qom *qom, const Term *term)
{
    const char *text = term ? term_get_string(term) : NULL;

    return text ? fact_set_text(qom->context->facts, text) : NULL;
}

static const Term *function_at(Qom *qom, const Term *info, const char *path)
{
    const Term *term = interpreter_read_at(qom->interpreter, info, path);

    return term && term->kind == TERM_FUNCTION ? term : NULL;
}

static void read_interfaces(Qom *qom, QomType *type, const Term *info)
{
    for (guint i = 0; i < 64; i++) {
        g_autofree char *path = g_strdup_printf(".interfaces[%u].type", i);
        const Term *name = interpreter_read_at(qom->interpreter, info, path);

        if (!qom_text(qom, name)) {
            break;
        }
        g_ptr_array_add(type->interfaces, (char *)qom_text(qom, name));
    }
}

/* The structure measured by `.class_size = sizeof(X)` and the like. */
static const char *measured_record(Qom *qom, const Term *info,
                                   const char *member)
{
    const IrUnit *unit = NULL;
    g_autofree char *path = g_strconcat(info->path, member, NULL);
    const IrNode *node =
        interpreter_initialiser(qom->interpreter, info->object, path, &unit);
    const char *type;

    if (!node || node->kind != IR_SIZEOF || !unit) {
        return NULL;
    }
    type = ir_text(unit->file, node->type);
    return fact_set_text(qom->context->facts,
                         g_str_has_prefix(type, "struct ") ? type + 7 : type);
}

/* The variable behind a pointer, with its line or that of the element. */
static bool place_of(Qom *qom, const Term *info, Location *ret_place)
{
    const IrSymbol *symbol = object_symbol(info->object);
    const IrUnit *unit = NULL;
    g_autofree char *path = g_strconcat(info->path, ".name", NULL);
    const IrNode *node =
        interpreter_initialiser(qom->interpreter, info->object, path, &unit);

    if (!symbol || !symbol->variable) {
        return false;
    }
    *ret_place = extract_location(
        qom->context, ir_text(symbol->unit->file, symbol->variable->file),
        node && *info->path ? node->line : symbol->variable->line);
    return true;
}

Location qom_place_of(Qom *qom, const Term *info, const Call *call)
{
    const Term *data =
        interpreter_read_at(qom->interpreter, info, ".class_data");
    Location place;

    if (place_of(qom, info, &place) ||
        (data && data->kind == TERM_POINTER && place_of(qom, data, &place))) {
        return place;
    }
    return extract_location(qom->context, call->where.file, call->where.line);
}

static void note_read(Qom *qom, const Term *info)
{
    const IrSymbol *symbol = object_symbol(info->object);

    if (symbol && symbol->variable) {
        extract_read(qom->context, "type-info",
                     ir_text(symbol->unit->file, symbol->variable->file),
                     ir_text(symbol->unit->file, symbol->variable->name), 1);
    }
}

static bool is_true(const Term *term)
{
    gint64 number;

    return term && term_get_integer(term, &number) && number != 0;
}

QomType *qom_add_type(Qom *qom, const char *name)
{
    GPtrArray *list = g_hash_table_lookup(qom->by_name, name);
    QomType *type = g_new0(QomType, 1);

    type->name = name;
    type->interfaces = g_ptr_array_new();
    type->class_properties = g_array_new(FALSE, TRUE, sizeof(Property));
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(qom->by_name, (char *)type->name, list);
    }
    g_ptr_array_add(list, type);
    g_ptr_array_add(qom->types, type);
    return type;
}

void qom_tag_class(Qom *qom, QomType *type)
{
    QomTag *tag = qom_new_tag(qom, type->class_object);

    tag->kind = QOM_TAG_CLASS;
    tag->type = type;
}

static void register_type(Qom *qom, const Term *info, const Call *call)
{
    Interpreter *interpreter = qom->interpreter;
    const char *name;
    QomType *type;

    if (!info || info->kind != TERM_POINTER) {
        extract_gap(qom->context, "type-info", NULL,
                    "what is registered is not known", call->where.file,
                    call->where.line);
        return;
    }
    name = qom_text(qom, interpreter_read_at(interpreter, info, ".name"));
    if (!name) {
        extract_gap(qom->context, "type-info", object_label(info->object),
                    "the type's name is made at run time", call->where.file,
                    call->where.line);
        return;
    }
    type = qom_add_type(qom, name);
    type->parent_name =
        qom_text(qom, interpreter_read_at(interpreter, info, ".parent"));
    type->abstract =
        is_true(interpreter_read_at(interpreter, info, ".abstract"));
    type->class_init = function_at(qom, info, ".class_init");
    type->class_base_init = function_at(qom, info, ".class_base_init");
    type->class_data = interpreter_read_at(interpreter, info, ".class_data");
    type->instance_init = function_at(qom, info, ".instance_init");
    type->instance_post_init = function_at(qom, info, ".instance_post_init");
    type->class_record = measured_record(qom, info, ".class_size");
    type->instance_record = measured_record(qom, info, ".instance_size");
    type->unit = qom->registering ? qom->registering : call->unit;
    type->location = qom_place_of(qom, info, call);
    read_interfaces(qom, type, info);
    note_read(qom, info);
}

static const Term *type_register_one(const Call *call, void *user)
{
    register_type(user, qom_argument(call, 0), call);
    return NULL;
}

static const Term *type_register_array(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *first = qom_argument(call, 0);
    gint64 count;

    if (!first || first->kind != TERM_POINTER || call->n_args < 2 ||
        !term_get_integer(call->args[1], &count)) {
        extract_gap(qom->context, "type-info", NULL,
                    "the array of types is not known", call->where.file,
                    call->where.line);
        return NULL;
    }
    for (gint64 i = 0; i < count && i < 65536; i++) {
        register_type(qom, qom_element(qom, first, i), call);
    }
    return NULL;
}

/* Block drivers, option groups and tracing register themselves the same way
 * and are of no interest here. */
static const Term *module_init(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *kind = qom_argument(call, 1);

    if (kind && kind->kind == TERM_INTEGER &&
        (g_strcmp0(kind->text, "MODULE_INIT_QOM") == 0 ||
         g_strcmp0(kind->text, "MODULE_INIT_MACHINE") == 0)) {
        g_ptr_array_add(qom->pending, (gpointer)call->args[0]);
    }
    return NULL;
}

static const Term *first_argument(const Call *call, void *user)
{
    (void)user;
    return qom_argument(call, 0);
}

static const Term *cast_if(const Call *call, const Qom *qom,
                           const QomType *type)
{
    const char *name = call->n_args > 1 ? term_get_string(call->args[1]) : NULL;

    if (!type || !name) {
        return NULL;
    }
    return qom_implements(qom, type, name) ? call->args[0]
                                           : term_integer(qom->interpreter, 0);
}

static const Term *class_dynamic_cast(const Call *call, void *user)
{
    return cast_if(call, user, qom_class_of_term(qom_argument(call, 0)));
}

static const Term *object_dynamic_cast(const Call *call, void *user)
{
    const QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));

    return cast_if(call, user, instance ? instance->type : NULL);
}

static const Term *class_term(Qom *qom, QomType *type)
{
    Object *class = type ? qom_class(qom, type) : NULL;

    return class ? term_pointer(qom->interpreter, class, "") : NULL;
}

static const Term *get_class(const Call *call, void *user)
{
    const QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));

    return instance ? class_term(user, instance->type) : NULL;
}

static const Term *class_parent(const Call *call, void *user)
{
    const QomType *type = qom_class_of_term(qom_argument(call, 0));
    QomType *parent = type ? qom_parent(user, type) : NULL;

    if (type && !type->parent_name) {
        return term_integer(((Qom *)user)->interpreter, 0);
    }
    return class_term(user, parent);
}

static const Term *class_by_name(const Call *call, void *user)
{
    const Term *name = qom_argument(call, 0);
    const char *text = name ? term_get_string(name) : NULL;

    return class_term(user, text ? qom_find(user, text, call->unit) : NULL);
}

static const Term *class_name(const Call *call, void *user)
{
    Qom *qom = user;
    const QomType *type = qom_class_of_term(qom_argument(call, 0));

    return type ? term_string(qom->interpreter, type->name) : NULL;
}

static const Term *object_type_name(const Call *call, void *user)
{
    Qom *qom = user;
    const QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));

    return instance ? term_string(qom->interpreter, instance->type->name)
                    : NULL;
}

static const Term *class_is_abstract(const Call *call, void *user)
{
    Qom *qom = user;
    const QomType *type = qom_class_of_term(qom_argument(call, 0));

    return type ? term_integer(qom->interpreter, type->abstract) : NULL;
}

/* A device that could not be realized is of no interest. */
static const Term *error_set(const Call *call, void *user)
{
    Qom *qom = user;
    guint n_guards;

    interpreter_guards(call->interpreter, &n_guards);
    if (qom->is_realizing) {
        qom_note_refusal(qom, call);
        qom->has_failed = qom->has_failed || n_guards == 0;
        interpreter_end_path(call->interpreter);
    }
    return NULL;
}

/* With no condition in force it is the simulation that went wrong, memory
 * regions without size for instance: better go on. */
static const Term *assertion(const Call *call, void *user)
{
    const Qom *qom = user;
    guint n_guards;

    interpreter_guards(call->interpreter, &n_guards);
    if (!qom->is_realizing || n_guards > 0) {
        interpreter_end_path(call->interpreter);
    }
    return NULL;
}

/* The machine is one that is not known here. */
static const Term *get_machine(const Call *call, void *user)
{
    const Qom *qom = user;

    return qom->is_realizing ? term_unknown(call->interpreter, "the machine")
                             : NULL;
}

const BuiltinEntry qom_type_builtins[] = {
    {"qdev_get_machine", get_machine},
    {"__assert_fail", assertion},
    {"g_assertion_message*", assertion},
    {"abort", assertion},
    {"hw_error", assertion},
    {"vmstate_register*", qom_no_effect},
    {"register_module_init", module_init},
    {"register_dso_module_init", module_init},
    {"type_register", type_register_one},
    {"type_register_static", type_register_one},
    {"type_register_internal", type_register_one},
    {"type_register_static_array", type_register_array},
    {"object_class_dynamic_cast_assert", first_argument},
    {"object_dynamic_cast_assert", first_argument},
    {"object_class_dynamic_cast", class_dynamic_cast},
    {"object_dynamic_cast", object_dynamic_cast},
    {"object_get_class", get_class},
    {"object_class_get_parent", class_parent},
    {"object_class_by_name", class_by_name},
    {"module_object_class_by_name", class_by_name},
    {"object_class_get_name", class_name},
    {"object_get_typename", object_type_name},
    {"object_class_is_abstract", class_is_abstract},
    {"object_ref", first_argument},
    {"object_unref", qom_no_effect},
    {"memory_region_add_*", qom_no_effect},
    {"memory_region_set_*", qom_no_effect},
    {"memory_region_transaction_*", qom_no_effect},
    {"qdev_init_gpio_*", qom_no_effect},
    {"qdev_pass_gpios", qom_no_effect},
    {"sysbus_init_*", qom_no_effect},
    {"sysbus_pass_irq", qom_no_effect},
    {"sysbus_add_io", qom_no_effect},
    {"sysbus_connect_irq", qom_no_effect},
    {"sysbus_mmio_map", qom_no_effect},
    {"qbus_init", qom_no_effect},
    {"qbus_create*", qom_no_effect},
    {"qbus_realize", qom_no_effect},
    {"timer_new*", qom_no_effect},
    {"timer_init*", qom_no_effect},
    {"timer_del", qom_no_effect},
    {"timer_free", qom_no_effect},
    {"timer_mod*", qom_no_effect},
    {"address_space_init*", qom_no_effect},
    {"error_set*", error_set},
    {"error_propagate*", qom_no_effect},
    {"error_append_hint", qom_no_effect},
    {"error_prepend", qom_no_effect},
    {"error_report*", qom_no_effect},
    {"error_free*", qom_no_effect},
    {"error_copy", qom_no_effect},
    {"warn_report*", qom_no_effect},
    {"info_report*", qom_no_effect},
    {"visit_type_*", qom_no_effect},
    {"visit_start_*", qom_no_effect},
    {"visit_end_*", qom_no_effect},
    {"visit_check_*", qom_no_effect},
    {"qemu_mutex_*", qom_no_effect},
    {"qemu_bh_*", qom_no_effect},
    {"qemu_log*", qom_no_effect},
    {"qemu_register_reset", qom_no_effect},
    {"qemu_add_vm_change_state_handler*", qom_no_effect},
    {"trace_*", qom_no_effect},
};
const guint n_qom_type_builtins = G_N_ELEMENTS(qom_type_builtins);
