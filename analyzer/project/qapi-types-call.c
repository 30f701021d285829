/*
 * Prototypes of visitors, commands and events.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-write.h"

#include <string.h>

/* `stars`: "*" for what is held by value, "**" for what is held by pointer. */
static void write_visitor(const QapiWriter *writer, GString *text,
                          const char *name, const char *stars)
{
    const char *result =
        qapi_has(writer, QAPI_CHANGE_VISIT_BOOL) ? "bool" : "void";

    if (qapi_has(writer, QAPI_CHANGE_NAME_FIRST)) {
        g_string_append_printf(text,
                               "%s visit_type_%s(Visitor *v, const char *name, "
                               "%s %sobj, Error **errp);\n",
                               result, name, name, stars);
    } else {
        g_string_append_printf(text,
                               "%s visit_type_%s(Visitor *v, %s %sobj, "
                               "const char *name, Error **errp);\n",
                               result, name, name, stars);
    }
}

static void write_list_visitor(const QapiWriter *writer, GString *text,
                               const char *type)
{
    g_autofree char *list = g_strconcat(type, "List", NULL);
    g_autofree char *name = qapi_c_name(list, QAPI_PROTECTED);

    write_visitor(writer, text, name, "**");
}

void qapi_write_visit(const QapiWriter *writer, GString *text,
                      const QapiSchemaEntity *entity)
{
    g_autofree char *name = qapi_c_name(entity->name, QAPI_PROTECTED);
    g_autofree char *branches = qapi_branch_enum(writer, entity);

    if (entity->kind == QAPI_COMMAND || entity->kind == QAPI_EVENT ||
        entity->is_nested || !qapi_is_first(writer, entity)) {
        return;
    }
    if (branches) {
        g_autofree char *branch_name = qapi_c_name(branches, QAPI_PROTECTED);

        write_visitor(writer, text, branch_name, "*");
    }
    write_visitor(writer, text, name, entity->kind == QAPI_ENUM ? "*" : "**");
    write_list_visitor(writer, text, entity->name);
    if (qapi_has(writer, QAPI_CHANGE_NAME_FIRST) &&
        (entity->kind == QAPI_STRUCT || entity->kind == QAPI_UNION)) {
        g_string_append_printf(
            text,
            "%s visit_type_%s_members(Visitor *v, %s *obj, Error **errp);\n",
            qapi_has(writer, QAPI_CHANGE_VISIT_BOOL) ? "bool" : "void", name,
            name);
    }
}

void qapi_write_builtin_visit(const QapiWriter *writer, GString *text)
{
    if (qapi_has(writer, QAPI_CHANGE_QTYPE)) {
        write_visitor(writer, text, "QType", "*");
    }
    for (guint i = 0; qapi_builtin_type(writer, i); i++) {
        write_list_visitor(writer, text, qapi_builtin_type(writer, i));
    }
}

typedef struct Parameters {
    const QapiWriter *writer;
    GString *text;
} Parameters;

static void add_parameter(const QapiSchemaMember *member, void *user)
{
    Parameters *parameters = user;
    g_autofree char *name = qapi_c_name(member->name, QAPI_PROTECTED);
    g_autofree char *type = NULL;

    if (!member->type) {
        return;
    }
    if (qapi_needs_flag(parameters->writer, member)) {
        g_string_append_printf(parameters->text, "bool has_%s, ", name);
    }
    type = qapi_c_type(parameters->writer, member->type, QAPI_USE_PARAMETER);
    g_string_append_printf(parameters->text, "%s%s, ", type, name);
}

/* Each followed by a comma. */
static char *parameters_of(const QapiWriter *writer,
                           const QapiSchemaEntity *entity)
{
    Parameters parameters = {writer, g_string_new(NULL)};
    const QapiSchemaEntity *data =
        qapi_schema_find(writer->schema, entity->data_type);

    if (entity->is_boxed && entity->data_type) {
        g_autofree char *type =
            qapi_c_type(writer, entity->data_type, QAPI_USE_PARAMETER);

        g_string_append_printf(parameters.text, "%sarg, ", type);
    } else if (data) {
        qapi_each_member(writer, data, add_parameter, &parameters);
    }
    for (guint i = 0; i < entity->members->len; i++) {
        add_parameter(g_ptr_array_index(entity->members, i), &parameters);
    }
    return g_string_free(parameters.text, FALSE);
}

void qapi_write_command(const QapiWriter *writer, GString *text,
                        const QapiSchemaEntity *command)
{
    g_autofree char *name = qapi_c_name(command->name, QAPI_PROTECTED);
    g_autofree char *parameters = NULL;
    g_autofree char *result = NULL;

    if (command->kind != QAPI_COMMAND || command->has_no_code ||
        !qapi_is_first(writer, command)) {
        return;
    }
    parameters = parameters_of(writer, command);
    result = command->returns
                 ? qapi_c_type(writer, command->returns, QAPI_USE_MEMBER)
                 : g_strdup("void ");
    g_string_append_printf(text, "%sqmp_%s(%sError **errp);\n", result, name,
                           parameters);
    if (qapi_has(writer, QAPI_CHANGE_MARSHAL_FOO)) {
        g_string_append_printf(text,
                               "void qmp_marshal_%s(QDict *args, "
                               "QObject **ret, Error **errp);\n",
                               name);
    }
}

void qapi_write_event(const QapiWriter *writer, GString *text,
                      const QapiSchemaEntity *event)
{
    g_autofree char *lower = g_ascii_strdown(event->name, -1);
    g_autofree char *name = qapi_c_name(lower, QAPI_PROTECTED);
    g_autofree char *parameters = NULL;

    if (event->kind != QAPI_EVENT || !qapi_is_first(writer, event)) {
        return;
    }
    parameters = parameters_of(writer, event);
    g_string_append_printf(text, "void qapi_event_send_%s(", name);
    if (!qapi_has(writer, QAPI_CHANGE_EVENT_NO_ERROR)) {
        g_string_append_printf(text, "%sError **errp);\n", parameters);
    } else if (*parameters) {
        g_string_append_len(text, parameters, (gssize)strlen(parameters) - 2);
        g_string_append(text, ");\n");
    } else {
        g_string_append(text, "void);\n");
    }
}
