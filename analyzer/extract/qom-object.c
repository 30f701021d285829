/*
 * Built-ins of the simulation: objects made inside objects, defaults and
 * values that are set.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qom.h"

/* object_initialize(memory, size, type) */
static const Term *initialise(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *name = qom_argument(call, 2);
    const char *text = name ? term_get_string(name) : NULL;
    QomType *type = text ? qom_find(qom, text, call->unit) : NULL;

    if (type && call->args[0]->kind == TERM_POINTER) {
        qom_initialise(qom, call->args[0], type);
    }
    return NULL;
}

/* object_initialize_child*(parent, name, child, size, type, ...) */
static const Term *initialise_child(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *name = qom_argument(call, 4);
    const char *text = name ? term_get_string(name) : NULL;
    QomType *type = text ? qom_find(qom, text, call->unit) : NULL;

    if (!type || call->args[2]->kind != TERM_POINTER) {
        extract_gap(qom->context, "driver", text,
                    type ? "an embedded object whose place is not known"
                         : "an embedded object whose type is not known",
                    call->where.file, call->where.line);
        return NULL;
    }
    qom_initialise(qom, call->args[2], type);
    return term_integer(qom->interpreter, 1);
}

static const Term *object_new(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *name = qom_argument(call, 0);
    const char *text = name ? term_get_string(name) : NULL;
    QomType *type = text ? qom_find(qom, text, call->unit) : NULL;
    const Term *memory;

    if (!type) {
        return NULL;
    }
    memory = term_pointer(
        qom->interpreter,
        interpreter_object(qom->interpreter, type->name, OBJECT_ZERO), "");
    qom_initialise(qom, memory, type);
    return memory;
}

static void set_default(Qom *qom, const Term *where, Value value)
{
    QomTag *tag = qom_tag(where);

    if (!tag) {
        return;
    }
    if (tag == qom->probe) {
        qom->probed = value;
    } else if (tag->kind == QOM_TAG_PROPERTY) {
        g_array_index(tag->properties, Property, tag->index).value = value;
    }
}

static const Term *default_bool(const Call *call, void *user)
{
    const Term *term = qom_argument(call, 1);
    gint64 number;

    set_default(user, qom_argument(call, 0),
                term && term_get_integer(term, &number)
                    ? value_boolean(number != 0)
                    : value_unknown());
    return NULL;
}

static const Term *default_number(const Call *call, void *user)
{
    Value value = qom_value(user, qom_argument(call, 1));

    if (g_str_has_suffix(call->name, "_uint") && value.kind == VALUE_NUMBER) {
        value = value_unsigned((guint64)value.number);
    }
    set_default(user, qom_argument(call, 0), value);
    return NULL;
}

static const Term *default_string(const Call *call, void *user)
{
    set_default(user, qom_argument(call, 0),
                qom_value(user, qom_argument(call, 1)));
    return NULL;
}

static const Term *default_list(const Call *call, void *user)
{
    set_default(
        user, qom_argument(call, 0),
        value_string(fact_set_text(((Qom *)user)->context->facts, "[]")));
    return NULL;
}

static bool is_true(const Term *term)
{
    gint64 number;

    return term && term_get_integer(term, &number) && number != 0;
}

static bool is_realized(const char *name)
{
    return g_strcmp0(name, "realized") == 0;
}

/*
 * object_property_set_X(obj, name, value); the value came before the name
 * until 5.1 (commit 5325cc34a2). Which is which shows in the terms: `parse`
 * and `str` have two strings, so their place is told by the era.
 */
static const Term *set_value(const Call *call, void *user)
{
    Qom *qom = user;
    QomInstance *instance = qom_instance_of_term(qom_argument(call, 0));
    const IrTree *tree = qom->context->tree;
    bool name_first = tree->major > 5 || (tree->major == 5 && tree->minor > 0);
    const Term *name = qom_argument(call, name_first ? 1 : 2);
    const Term *term = qom_argument(call, name_first ? 2 : 1);
    QomTag *tag = qom_tag(qom_argument(call, 0));
    gint64 number;
    Value value = qom_value(qom, term);

    if (g_str_has_suffix(call->name, "_bool") && term &&
        term_get_integer(term, &number)) {
        value = value_boolean(number != 0);
    }
    if (qom->is_realizing && is_true(term) &&
        is_realized(qom_text(qom, name))) {
        qom_realize(qom, qom_argument(call, 0));
    } else if (tag && tag == qom->probe) {
        qom->probed = value;
    } else if (instance && qom_text(qom, name)) {
        QomSetting setting = {qom_text(qom, name), value};

        g_array_append_val(instance->settings, setting);
    }
    return NULL;
}

/* What another object answers is not known, nor is this one's own answer, which
 * a user may have set. */
static const Term *get_value(const Call *call, void *user)
{
    Qom *qom = user;
    g_autofree char *why = g_strdup_printf(
        "property %s", qom_text(qom, qom_argument(call, 1)) ?: "?");

    return term_unknown(call->interpreter, why);
}

const BuiltinEntry qom_object_builtins[] = {
    {"object_property_get_bool", get_value},
    {"object_property_get_int", get_value},
    {"object_property_get_uint", get_value},
    {"object_property_set_default_bool", default_bool},
    {"object_property_set_default_int", default_number},
    {"object_property_set_default_uint", default_number},
    {"object_property_set_default_str", default_string},
    {"object_property_set_default_list", default_list},
    {"object_property_set_bool", set_value},
    {"object_property_set_int", set_value},
    {"object_property_set_uint", set_value},
    {"object_property_set_str", set_value},
    {"object_property_parse", set_value},
    {"object_property_set", qom_no_effect},
    {"object_property_set_link", qom_set_link},
    {"object_set_propv", qom_no_effect},
    {"object_set_props", qom_no_effect},
    {"object_initialize", initialise},
    {"object_initialize_child_with_props", initialise_child},
    {"object_initialize_child_with_propsv", initialise_child},
    {"object_new", object_new},
};
const guint n_qom_object_builtins = G_N_ELEMENTS(qom_object_builtins);
