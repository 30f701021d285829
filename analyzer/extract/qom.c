/*
 * The simulated object model: types, classes and instances.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

static void type_free(gpointer data)
{
    QomType *type = data;

    g_ptr_array_unref(type->interfaces);
    g_array_unref(type->class_properties);
    g_clear_pointer(&type->instance_properties, g_array_unref);
    g_clear_pointer(&type->settings, g_array_unref);
    g_free(type);
}

static void tag_free(gpointer data)
{
    QomTag *tag = data;

    g_clear_pointer(&tag->instances, g_hash_table_unref);
    g_clear_pointer(&tag->elements, g_ptr_array_unref);
    g_free(tag);
}

static void instance_free(gpointer data)
{
    QomInstance *instance = data;

    g_array_unref(instance->properties);
    g_array_unref(instance->settings);
    g_free(instance);
}

static void note_gap(const char *construct, const char *reason,
                     const Location *where, void *user)
{
    Qom *qom = user;

    if (!qom->is_realizing) {
        extract_gap(qom->context, construct, NULL, reason, where->file,
                    where->line);
    }
}

static BuiltinEntry *all_builtins(const IrProgram *program, guint *ret_n)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(BuiltinEntry));

    g_array_append_vals(entries, qom_type_builtins, n_qom_type_builtins);
    g_array_append_vals(entries, qom_list_builtins, n_qom_list_builtins);
    g_array_append_vals(entries, qom_property_builtins,
                        n_qom_property_builtins);
    g_array_append_vals(entries, qom_object_builtins, n_qom_object_builtins);
    g_array_append_vals(entries, qemu_constant_builtins,
                        n_qemu_constant_builtins);
    qom_add_machine_builtins(program, entries);
    *ret_n = entries->len;
    return (BuiltinEntry *)(void *)g_array_free(entries, FALSE);
}

/* A registration function may name further ones (module_init inside a loop of
 * modules), so the list can grow while it is walked. */
static void run_pending(Qom *qom)
{
    for (guint i = 0; i < qom->pending->len; i++) {
        interpreter_call_term(qom->interpreter,
                              g_ptr_array_index(qom->pending, i),
                              qom->registering, NULL, 0);
    }
    g_ptr_array_set_size(qom->pending, 0);
}

static void run_constructors(Qom *qom, const IrUnit *unit)
{
    guint n_functions;
    const IrSymbol *functions = ir_program_unit_functions(
        qom->context->tree->program, unit, &n_functions);

    qom->registering = unit;
    for (guint i = 0; i < n_functions; i++) {
        if (functions[i].function->constructor) {
            interpreter_call(qom->interpreter, &functions[i], NULL, 0);
            run_pending(qom);
        }
    }
    qom->registering = NULL;
}

Qom *qom_new(ExtractContext *context)
{
    Qom *qom = g_new0(Qom, 1);
    InterpreterConfig config = {.user = qom,
                                .gap = note_gap,
                                .enter = qom_may_enter,
                                .judge = realize_judge};
    const IrProgram *program = context->tree->program;

    config.builtins = qom->builtins = all_builtins(program, &config.n_builtins);
    qom->context = context;
    qom->types = g_ptr_array_new_with_free_func(type_free);
    qom->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)g_ptr_array_unref);
    qom->tags = g_ptr_array_new_with_free_func(tag_free);
    qom->instances = g_ptr_array_new_with_free_func(instance_free);
    qom->realizing = g_ptr_array_new();
    qom->pending = g_ptr_array_new();
    qom->interpreter = interpreter_new(program, &config);
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        run_constructors(qom, ir_program_unit(program, i));
    }
    return qom;
}

void qom_free(Qom *qom)
{
    if (!qom) {
        return;
    }
    interpreter_free(qom->interpreter);
    g_free(qom->builtins);
    g_ptr_array_unref(qom->types);
    g_hash_table_unref(qom->by_name);
    g_ptr_array_unref(qom->tags);
    g_ptr_array_unref(qom->instances);
    g_ptr_array_unref(qom->realizing);
    g_ptr_array_unref(qom->pending);
    g_free(qom);
}

static int nearness(const QomType *type, const IrUnit *unit)
{
    if (!type->unit || !type->unit->is_specific) {
        return 1;
    }
    return unit && g_str_equal(type->unit->group, unit->group) ? 2 : 0;
}

QomType *qom_find(const Qom *qom, const char *name, const IrUnit *unit)
{
    const GPtrArray *list =
        name ? g_hash_table_lookup(qom->by_name, name) : NULL;
    QomType *best = NULL;

    for (guint i = 0; list && i < list->len; i++) {
        QomType *type = g_ptr_array_index(list, i);

        if (!best || nearness(type, unit) > nearness(best, unit)) {
            best = type;
        }
    }
    return best;
}

QomType *qom_parent(const Qom *qom, const QomType *type)
{
    QomType *parent = qom_find(qom, type->parent_name, type->unit);

    return parent == type ? NULL : parent;
}

bool qom_is_a(const Qom *qom, const QomType *type, const char *ancestor)
{
    for (guint depth = 0; type && depth < 64; depth++) {
        if (g_str_equal(type->name, ancestor)) {
            return true;
        }
        type = qom_parent(qom, type);
    }
    return false;
}

static bool has_interface(const QomType *type, const char *name)
{
    for (guint i = 0; i < type->interfaces->len; i++) {
        if (g_str_equal(g_ptr_array_index(type->interfaces, i), name)) {
            return true;
        }
    }
    return false;
}

bool qom_implements(const Qom *qom, const QomType *type, const char *name)
{
    for (guint depth = 0; type && depth < 64; depth++) {
        if (g_str_equal(type->name, name) || has_interface(type, name)) {
            return true;
        }
        type = qom_parent(qom, type);
    }
    return false;
}

QomTag *qom_tag(const Term *term)
{
    return term && term->kind == TERM_POINTER ? object_user(term->object)
                                              : NULL;
}

QomTag *qom_new_tag(Qom *qom, Object *object)
{
    QomTag *tag = g_new0(QomTag, 1);

    g_ptr_array_add(qom->tags, tag);
    object_set_user(object, tag);
    return tag;
}

QomType *qom_class_of_term(const Term *term)
{
    const QomTag *tag = qom_tag(term);

    return tag && tag->kind == QOM_TAG_CLASS ? tag->type : NULL;
}

QomInstance *qom_instance_of_term(const Term *term)
{
    const QomTag *tag = qom_tag(term);

    return tag && tag->kind == QOM_TAG_MEMORY
               ? g_hash_table_lookup(tag->instances, term->path)
               : NULL;
}

/* qom/object.c:type_initialize, after the parent's class was copied. */
static void run_class_init(Qom *qom, QomType *type)
{
    const Term *class = term_pointer(qom->interpreter, type->class_object, "");
    const Term *null = term_integer(qom->interpreter, 0);
    const Term *args[] = {class, type->class_data ? type->class_data : null};
    QomType *ancestor = qom_parent(qom, type);

    for (guint depth = 0; ancestor && depth < 64; depth++) {
        if (ancestor->class_base_init) {
            interpreter_call_term(qom->interpreter, ancestor->class_base_init,
                                  ancestor->unit, args, 2);
        }
        ancestor = qom_parent(qom, ancestor);
    }
    if (type->class_init) {
        interpreter_call_term(qom->interpreter, type->class_init, type->unit,
                              args, 2);
    }
}

/*
 * Until 5.0 a class says `dc->props = array` and the properties are made with
 * each instance (hw/core/qdev.c:device_initfn); from then on
 * device_class_set_props makes class properties at once (commit 4f67d30b5e).
 */
static void add_assigned_properties(Qom *qom, QomType *type, Object *parent)
{
    const Term *props =
        interpreter_read(qom->interpreter, type->class_object, ".props");
    const Term *inherited =
        parent ? interpreter_read(qom->interpreter, parent, ".props") : NULL;

    if (!props || props->kind != TERM_POINTER) {
        return;
    }
    if (inherited && inherited->kind == TERM_POINTER &&
        inherited->object == props->object &&
        g_str_equal(inherited->path, props->path)) {
        return;
    }
    qom_add_qdev_properties(qom, type, props, -1);
}

Object *qom_class(Qom *qom, QomType *type)
{
    QomType *parent = qom_parent(qom, type);
    Object *parent_class = NULL;

    if (type->class_state != QOM_UNTOUCHED) {
        return type->class_object;
    }
    type->class_state = QOM_RUNNING;
    if (parent) {
        parent_class = qom_class(qom, parent);
    } else if (type->parent_name) {
        extract_gap(qom->context, "driver", type->name,
                    "its parent type is not registered", type->location.file,
                    type->location.line);
    }
    type->class_object =
        parent_class
            ? interpreter_clone(qom->interpreter, parent_class, type->name)
            : interpreter_object(qom->interpreter, type->name, OBJECT_ZERO);
    qom_tag_class(qom, type);
    run_class_init(qom, type);
    if (qom_is_a(qom, type, "device")) {
        add_assigned_properties(qom, type, parent_class);
    }
    type->class_state = QOM_DONE;
    return type->class_object;
}

const Property *qom_class_property(Qom *qom, QomType *type, const char *name)
{
    for (guint depth = 0; type && depth < 64; depth++) {
        qom_class(qom, type);
        for (guint i = type->class_properties->len; i-- > 0;) {
            const Property *property =
                &g_array_index(type->class_properties, Property, i);

            if (g_strcmp0(property->name, name) == 0) {
                return property;
            }
        }
        type = qom_parent(qom, type);
    }
    return NULL;
}

static QomInstance *new_instance(Qom *qom, const Term *memory, QomType *type)
{
    QomInstance *instance = g_new0(QomInstance, 1);
    QomTag *tag = qom_tag(memory);

    instance->type = type;
    instance->properties = g_array_new(FALSE, TRUE, sizeof(Property));
    instance->settings = g_array_new(FALSE, TRUE, sizeof(QomSetting));
    g_ptr_array_add(qom->instances, instance);
    if (!tag) {
        tag = qom_new_tag(qom, memory->object);
        tag->kind = QOM_TAG_MEMORY;
        tag->instances = g_hash_table_new(g_str_hash, g_str_equal);
    }
    if (tag->kind == QOM_TAG_MEMORY) {
        g_hash_table_insert(tag->instances, (char *)memory->path, instance);
    }
    return instance;
}

static void run_instance_init(Qom *qom, QomType *type, const Term *memory)
{
    QomType *parent = qom_parent(qom, type);

    if (parent && qom->depth < 64) {
        qom->depth++;
        run_instance_init(qom, parent, memory);
        qom->depth--;
    }
    if (type->instance_init) {
        interpreter_call_term(qom->interpreter, type->instance_init, type->unit,
                              &memory, 1);
    }
}

static void run_instance_post_init(Qom *qom, QomType *type, const Term *memory)
{
    for (guint depth = 0; type && depth < 64; depth++) {
        if (type->instance_post_init) {
            interpreter_call_term(qom->interpreter, type->instance_post_init,
                                  type->unit, &memory, 1);
        }
        type = qom_parent(qom, type);
    }
}

void qom_initialise(Qom *qom, const Term *memory, QomType *type)
{
    if (memory->kind != TERM_POINTER || qom->depth > 48) {
        return;
    }
    qom_class(qom, type);
    new_instance(qom, memory, type);
    qom->depth++;
    run_instance_init(qom, type, memory);
    run_instance_post_init(qom, type, memory);
    qom->depth--;
}

void qom_instantiate(Qom *qom, QomType *type)
{
    const Term *memory;
    QomInstance *instance;

    if (type->instance_state != QOM_UNTOUCHED) {
        return;
    }
    type->instance_state = QOM_RUNNING;
    type->instance =
        interpreter_object(qom->interpreter, type->name, OBJECT_ZERO);
    memory = term_pointer(qom->interpreter, type->instance, "");
    qom_initialise(qom, memory, type);
    instance = qom_instance_of_term(memory);
    if (instance) {
        type->instance_properties = g_array_ref(instance->properties);
        type->settings = g_array_ref(instance->settings);
    }
    type->instance_state = QOM_DONE;
}
