/*
 * C structures of a QAPI schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qapi-types-write.h"

#include <string.h>

/* A structure inside another one, by value. */
#define MAX_NESTING 32

typedef struct MemberText {
    QapiWriter *writer;
    GString *text;
    const char *left_out; /* a member's name; NULL */
    guint nesting;
    bool is_empty;
} MemberText;

static void write_struct(QapiWriter *writer, GString *text,
                         const QapiSchemaEntity *entity, guint depth);

static void write_members(MemberText *into, const GPtrArray *members);

static void write_nested(MemberText *into, const QapiSchemaEntity *entity)
{
    MemberText inner = *into;

    inner.nesting++;
    inner.left_out = NULL;
    g_string_append(into->text, "    struct {\n");
    if (inner.nesting < MAX_NESTING) {
        write_members(&inner, entity->members);
    }
    g_string_append(into->text, "    } ");
}

static void write_member(const QapiSchemaMember *member, void *user)
{
    MemberText *into = user;
    g_autofree char *name = qapi_c_name(member->name, QAPI_PROTECTED);
    const QapiSchemaEntity *entity;

    if (!member->type || g_strcmp0(into->left_out, member->name) == 0) {
        return;
    }
    into->is_empty = false;
    if (qapi_needs_flag(into->writer, member)) {
        g_string_append_printf(into->text, "    bool has_%s;\n", name);
    }
    entity = qapi_schema_find(into->writer->schema, member->type);
    if (entity && entity->is_nested) {
        write_nested(into, entity);
    } else {
        g_autofree char *type =
            qapi_c_type(into->writer, member->type, QAPI_USE_MEMBER);

        g_string_append_printf(into->text, "    %s", type);
    }
    g_string_append_printf(into->text, "%s;\n", name);
}

static void write_members(MemberText *into, const GPtrArray *members)
{
    for (guint i = 0; i < members->len; i++) {
        write_member(g_ptr_array_index(members, i), into);
    }
}

/* The structure that holds a simple union's branch: one for each type. */
static char *wrapper_of(const char *type)
{
    g_autofree char *element = qapi_schema_list_element(type);
    g_autofree char *name = element ? g_strconcat(element, "List", NULL) : NULL;
    g_autofree char *wrapper =
        g_strdup_printf("q_obj_%s-wrapper", name ? name : type);

    return qapi_c_name(wrapper, QAPI_PROTECTED);
}

static bool has_wrappers(const QapiWriter *writer,
                         const QapiSchemaEntity *entity)
{
    return entity->kind == QAPI_UNION && !entity->discriminator &&
           qapi_has(writer, QAPI_CHANGE_UNBOXED_BRANCH);
}

/* Two modules that do not know each other may need the same one. */
static void write_wrapper(QapiWriter *writer, GString *text, const char *type)
{
    g_autofree char *name = wrapper_of(type);
    g_autofree char *data = qapi_c_type(writer, type, QAPI_USE_MEMBER);

    g_string_append_printf(text, "#ifndef HAVE_%s\n#define HAVE_%s\n", name,
                           name);
    g_string_append_printf(text, "typedef struct %s %s;\n", name, name);
    g_string_append_printf(text, "struct %s {\n    %sdata;\n};\n#endif\n", name,
                           data);
}

/* What must stand before a structure that holds it by value. */
static void write_branch_types(QapiWriter *writer, GString *text,
                               const QapiSchemaEntity *entity, guint depth)
{
    for (guint i = 0; i < entity->members->len; i++) {
        const QapiSchemaMember *branch = g_ptr_array_index(entity->members, i);
        const QapiSchemaEntity *type =
            qapi_schema_find(writer->schema, branch->type);

        if (!branch->type) {
            continue;
        }
        if (has_wrappers(writer, entity)) {
            write_wrapper(writer, text, branch->type);
        } else if (type && g_str_equal(type->module, entity->module)) {
            write_struct(writer, text, type, depth + 1);
        }
    }
}

static void write_branch(const MemberText *into, const QapiSchemaEntity *entity,
                         const QapiSchemaMember *branch)
{
    bool unboxed = qapi_has(into->writer, QAPI_CHANGE_UNBOXED_BRANCH);
    g_autofree char *name = qapi_c_name(branch->name, QAPI_PROTECTED);

    if (has_wrappers(into->writer, entity)) {
        g_autofree char *wrapper = wrapper_of(branch->type);

        g_string_append_printf(into->text, "        %s %s;\n", wrapper, name);
    } else {
        g_autofree char *type =
            qapi_c_type(into->writer, branch->type,
                        unboxed ? QAPI_USE_UNBOXED : QAPI_USE_MEMBER);

        g_string_append_printf(into->text, "        %s%s;\n", type, name);
    }
}

static void write_branches(MemberText *into, const QapiSchemaEntity *entity)
{
    g_string_append(into->text, "    union {\n");
    if (!qapi_has(into->writer, QAPI_CHANGE_UNBOXED_BRANCH)) {
        g_string_append(into->text, "        void *data;\n");
    }
    for (guint i = 0; i < entity->members->len; i++) {
        const QapiSchemaMember *branch = g_ptr_array_index(entity->members, i);

        if (branch->type) {
            write_branch(into, entity, branch);
        }
    }
    g_string_append(into->text, qapi_has(into->writer, QAPI_CHANGE_NAMED_UNION)
                                    ? "    } u;\n"
                                    : "    };\n");
    into->is_empty = false;
}

typedef struct TypeSearch {
    const char *name;
    const char *type;
} TypeSearch;

static void search_type(const QapiSchemaMember *member, void *user)
{
    TypeSearch *search = user;

    if (g_str_equal(member->name, search->name)) {
        search->type = member->type;
    }
}

/* The type of the member that says which branch it is. */
static char *tag_type(const QapiWriter *writer, const QapiSchemaEntity *entity)
{
    g_autofree char *own = qapi_branch_enum(writer, entity);
    TypeSearch search = {entity->discriminator, NULL};

    if (own) {
        return qapi_c_name(own, QAPI_PROTECTED);
    }
    if (entity->kind == QAPI_ALTERNATE) {
        return g_strdup("QType");
    }
    qapi_each_member(writer, entity, search_type, &search);
    return search.type ? qapi_c_name(search.type, QAPI_PROTECTED)
                       : g_strdup("int");
}

/* Until 2.4: the tag, called kind; the branches; the rest of the base. */
static void write_old_union(MemberText *into, const QapiSchemaEntity *entity)
{
    g_autofree char *tag = tag_type(into->writer, entity);

    g_string_append_printf(into->text, "    %s kind;\n", tag);
    write_branches(into, entity);
    into->left_out = entity->discriminator;
    qapi_each_member(into->writer, entity, write_member, into);
}

static void write_union(MemberText *into, const QapiSchemaEntity *entity)
{
    if (!qapi_has(into->writer, QAPI_CHANGE_NAMED_UNION)) {
        write_old_union(into, entity);
        return;
    }
    qapi_each_member(into->writer, entity, write_member, into);
    if (!entity->discriminator) {
        g_autofree char *tag = tag_type(into->writer, entity);

        g_string_append_printf(into->text, "    %s type;\n", tag);
    }
    write_branches(into, entity);
}

static void write_own(MemberText *into, const QapiSchemaEntity *entity)
{
    if (entity->kind != QAPI_STRUCT) {
        write_union(into, entity);
    } else if (qapi_has(into->writer, QAPI_CHANGE_INLINE_BASE)) {
        qapi_each_member(into->writer, entity, write_member, into);
    } else {
        if (entity->base) {
            g_autofree char *base = qapi_c_name(entity->base, QAPI_PROTECTED);

            g_string_append_printf(into->text, "    %s *base;\n", base);
            into->is_empty = false;
        }
        write_members(into, entity->members);
    }
}

static void write_struct(QapiWriter *writer, GString *text,
                         const QapiSchemaEntity *entity, guint depth)
{
    g_autofree char *name = qapi_c_name(entity->name, QAPI_PROTECTED);
    g_autofree char *key = g_strconcat("struct ", entity->name, NULL);
    MemberText into = {.writer = writer, .text = text, .is_empty = true};

    if (entity->kind == QAPI_ENUM || depth == MAX_NESTING ||
        !g_hash_table_add(writer->written, g_strdup(key))) {
        return;
    }
    if (entity->kind != QAPI_STRUCT &&
        qapi_has(writer, QAPI_CHANGE_UNBOXED_BRANCH)) {
        write_branch_types(writer, text, entity, depth);
    }
    g_string_append_printf(text, "\nstruct %s {\n", name);
    write_own(&into, entity);
    if (into.is_empty) {
        g_string_append(text, "    char qapi_dummy_for_empty_struct;\n");
    }
    g_string_append(text, "};\n");
}

static void write_free(const QapiWriter *writer, GString *text,
                       const char *name)
{
    g_string_append_printf(text, "void qapi_free_%s(%s *obj);\n", name, name);
    if (qapi_has(writer, QAPI_CHANGE_AUTOPTR)) {
        g_string_append_printf(
            text, "G_DEFINE_AUTOPTR_CLEANUP_FUNC(%s, qapi_free_%s)\n", name,
            name);
    }
}

static void write_upcast(const QapiWriter *writer, GString *text,
                         const QapiSchemaEntity *entity, const char *name)
{
    g_autofree char *base = NULL;

    if (!entity->base || !qapi_has(writer, QAPI_CHANGE_INLINE_BASE) ||
        !qapi_schema_find(writer->schema, entity->base)) {
        return;
    }
    base = qapi_c_name(entity->base, QAPI_PROTECTED);
    g_string_append_printf(text,
                           "static inline %s *qapi_%s_base(const %s *obj)\n"
                           "{\n    return (%s *)obj;\n}\n",
                           base, name, name, base);
}

void qapi_write_list(QapiWriter *writer, QapiHeader *header, const char *type)
{
    g_autofree char *list = g_strconcat(type, "List", NULL);
    g_autofree char *name = qapi_c_name(list, QAPI_PROTECTED);
    g_autofree char *value = qapi_c_type(writer, type, QAPI_USE_MEMBER);

    g_string_append_printf(header->head, "typedef struct %s %s;\n", name, name);
    g_string_append_printf(header->body,
                           "struct %s {\n    %s *next;\n    %svalue;\n};\n",
                           name, name, value);
    write_free(writer, header->body, name);
}

void qapi_write_type(QapiWriter *writer, QapiHeader *header,
                     const QapiSchemaEntity *entity)
{
    g_autofree char *name = qapi_c_name(entity->name, QAPI_PROTECTED);
    g_autofree char *branches = qapi_branch_enum(writer, entity);

    if (entity->kind == QAPI_COMMAND || entity->kind == QAPI_EVENT ||
        entity->is_nested || !qapi_is_first(writer, entity)) {
        return;
    }
    if (entity->kind == QAPI_ENUM) {
        qapi_write_enum(writer, header->head, entity->name, entity->prefix,
                        entity->members);
    } else {
        g_string_append_printf(header->head, "typedef struct %s %s;\n", name,
                               name);
        if (branches) {
            qapi_write_enum(writer, header->head, branches, NULL,
                            entity->members);
        }
        write_struct(writer, header->body, entity, 0);
        write_upcast(writer, header->body, entity, name);
        write_free(writer, header->body, name);
    }
    qapi_write_list(writer, header, entity->name);
}

void qapi_write_builtin_types(QapiWriter *writer, QapiHeader *header)
{
    static const char *const with_qnum[] = {
        "none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool", NULL};
    static const char *const without_qnum[] = {"none",    "qnull", "qint",
                                               "qstring", "qdict", "qlist",
                                               "qfloat",  "qbool", NULL};
    const char *const *names =
        qapi_has(writer, QAPI_CHANGE_QNUM) ? with_qnum : without_qnum;

    if (qapi_has(writer, QAPI_CHANGE_QTYPE)) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

        for (guint i = 0; names[i]; i++) {
            QapiSchemaMember *member = g_new0(QapiSchemaMember, 1);

            member->name = (char *)names[i];
            g_ptr_array_add(values, member);
        }
        qapi_write_enum(writer, header->head, "QType", "QTYPE", values);
    }
    for (guint i = 0; qapi_builtin_type(writer, i); i++) {
        qapi_write_list(writer, header, qapi_builtin_type(writer, i));
    }
}
