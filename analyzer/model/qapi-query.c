/*
 * Answers questions about a QAPI schema.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/qapi-query.h"

#include <string.h>

/* Bases and members that lead back to where they came from. */
#define MAX_DEPTH 64

struct QapiIndex {
    GHashTable *by_name;  /* const QapiEntity * */
    char *condition;      /* "TARGET_X86_64" */
    char *base_condition; /* "TARGET_I386": those that it includes */
};

/* What QEMU defines besides TARGET_<NAME>. */
static const char *const wider_targets[][2] = {
    {"x86_64", "TARGET_I386"},   {"aarch64", "TARGET_ARM"},
    {"ppc64", "TARGET_PPC"},     {"mips64", "TARGET_MIPS"},
    {"mips64el", "TARGET_MIPS"}, {"mipsel", "TARGET_MIPS"},
    {"riscv32", "TARGET_RISCV"}, {"riscv64", "TARGET_RISCV"},
    {"sparc64", "TARGET_SPARC"},
};

QapiIndex *qapi_index_new(const FactSet *facts, const char *target)
{
    QapiIndex *index = g_new0(QapiIndex, 1);
    const GPtrArray *entities = fact_set_qapi(facts);
    g_autofree char *upper = g_ascii_strup(target, -1);

    index->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    index->condition = g_strconcat("TARGET_", upper, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(wider_targets); i++) {
        if (g_str_equal(wider_targets[i][0], target)) {
            index->base_condition = g_strdup(wider_targets[i][1]);
        }
    }
    for (guint i = 0; i < entities->len; i++) {
        const QapiEntity *entity = entities->pdata[i];
        const QapiEntity *known =
            g_hash_table_lookup(index->by_name, entity->name);

        /* Of a command that was only listed the schema knows more. */
        if (!known || (!known->data && !known->base)) {
            g_hash_table_insert(index->by_name, (char *)entity->name,
                                (gpointer)entity);
        }
    }
    return index;
}

void qapi_index_free(QapiIndex *index)
{
    if (!index) {
        return;
    }
    g_hash_table_unref(index->by_name);
    g_free(index->condition);
    g_free(index->base_condition);
    g_free(index);
}

static bool names_word(const char *text, const char *word)
{
    gsize length = word ? strlen(word) : 0;

    for (const char *at = length ? strstr(text, word) : NULL; at;
         at = strstr(at + 1, word)) {
        char next = at[length];

        if (!g_ascii_isalnum(next) && next != '_') {
            return true;
        }
    }
    return false;
}

/* Only what is there on other targets or hosts is not there. */
static bool is_built(const QapiIndex *index, const char *when)
{
    if (!when) {
        return true;
    }
    if (strstr(when, "TARGET_")) {
        return names_word(when, index->condition) ||
               names_word(when, index->base_condition);
    }
    return (!names_word(when, "CONFIG_WIN32") &&
            !names_word(when, "CONFIG_DARWIN") &&
            !names_word(when, "CONFIG_COCOA") &&
            !names_word(when, "CONFIG_VMNET")) ||
           strchr(when, '!') != NULL;
}

const QapiEntity *qapi_index_find(const QapiIndex *index, const char *name,
                                  const char *kind)
{
    const QapiEntity *entity = g_hash_table_lookup(index->by_name, name);

    return entity && g_str_equal(entity->kind, kind) &&
                   is_built(index, entity->when)
               ? entity
               : NULL;
}

static bool is_kind(const QapiEntity *entity, const char *kind)
{
    return g_str_equal(entity->kind, kind);
}

static bool has_feature(Names features, const char *name)
{
    for (guint i = 0; features && features[i]; i++) {
        if (g_str_equal(features[i], name)) {
            return true;
        }
    }
    return false;
}

static const QapiMember *find_member(const QapiIndex *index,
                                     const QapiEntity *entity, const char *name,
                                     const char *role, guint depth)
{
    const QapiEntity *base;

    for (guint i = 0; i < entity->members->len; i++) {
        const QapiMember *member =
            &g_array_index(entity->members, QapiMember, i);

        if (g_strcmp0(member->name, name) == 0 &&
            g_strcmp0(member->role, role) == 0 &&
            is_built(index, member->when)) {
            return member;
        }
    }
    base = entity->base && !is_kind(entity, "command")
               ? g_hash_table_lookup(index->by_name, entity->base)
               : NULL;
    return base && depth < MAX_DEPTH
               ? find_member(index, base, name, role, depth + 1)
               : NULL;
}

typedef struct Query {
    const QapiIndex *index;
    char *const *parts; /* the rest, NULL-terminated */
    guint depth;
} Query;

static bool walk(Query query, const char *type);

static Query after(Query query, guint parts)
{
    return (Query){query.index, query.parts + parts, query.depth + 1};
}

/* A simple union's branch is an object with the member "data", which QEMU's
 * schema does not write down until 6.1. */
static bool walk_branch(Query query, const QapiEntity *entity,
                        const QapiMember *branch)
{
    bool is_simple = !entity->discriminator && is_kind(entity, "union");

    if (is_simple && query.parts[1]) {
        return g_str_equal(query.parts[1], "data") &&
               walk(after(query, 2), branch->type);
    }
    return walk(after(query, 1), branch->type);
}

/* The tag of a simple union is an enumeration of its branches. */
static bool walk_tag(Query query, const QapiEntity *entity)
{
    const char *value = query.parts[1];

    if (entity->discriminator || !is_kind(entity, "union")) {
        return false;
    }
    return !value ||
           (*value == '^' &&
            find_member(query.index, entity, value + 1, "branch", 0) != NULL);
}

static bool walk_object(Query query, const QapiEntity *entity)
{
    const char *part = query.parts[0];
    char sign = *part;
    const QapiMember *member;

    part += !g_ascii_isalpha(sign);
    if (sign == '^' || sign == '!') {
        return false;
    }
    if (sign == '$') {
        return has_feature(entity->features, part);
    }
    member = find_member(query.index, entity, part,
                         sign == '+' ? "branch" : NULL, 0);
    if (member && sign == '+') {
        return walk_branch(query, entity, member);
    }
    if (!member) {
        return sign != '+' && g_str_equal(part, "type") &&
               walk_tag(query, entity);
    }
    return (sign != '*' || member->optional) &&
           walk(after(query, 1), member->type);
}

/* Arguments without a named type are the command's own members. */
static bool walk_command(Query query, const QapiEntity *entity)
{
    const char *part = query.parts[0];
    Query rest = after(query, 1);

    if (*part == '$') {
        return has_feature(entity->features, part + 1);
    }
    if (g_str_equal(part, "arg-type")) {
        if (entity->data) {
            return walk(rest, entity->data);
        }
        return !rest.parts[0] || walk_object(rest, entity);
    }
    if (g_str_equal(part, "ret-type")) {
        return entity->base ? walk(rest, entity->base) : !rest.parts[0];
    }
    return false;
}

static bool walk_enum(Query query, const QapiEntity *entity)
{
    const char *part = query.parts[0];
    const char *feature = query.parts[1];
    const QapiMember *value;

    if (*part != '^') {
        return false;
    }
    value = find_member(query.index, entity, part + 1, NULL, 0);
    if (!value || !feature) {
        return value != NULL;
    }
    return *feature == '$' && has_feature(value->features, feature + 1);
}

static bool walk_alternate(Query query, const QapiEntity *entity)
{
    for (guint i = 0; i < entity->members->len; i++) {
        const QapiMember *member =
            &g_array_index(entity->members, QapiMember, i);

        if (is_built(query.index, member->when) &&
            walk(after(query, 0), member->type)) {
            return true;
        }
    }
    return false;
}

/* docs/devel/qapi-code-gen: the JSON type of the built-in types. */
static const char *json_type(const char *type)
{
    if (g_str_equal(type, "str")) {
        return "string";
    }
    if (g_str_equal(type, "bool")) {
        return "boolean";
    }
    if (g_str_equal(type, "any")) {
        return "value";
    }
    if (g_str_equal(type, "number") || g_str_equal(type, "null")) {
        return type;
    }
    return "int";
}

static bool walk_entity(Query query, const QapiEntity *entity)
{
    static const struct {
        const char *kind;
        bool (*walk)(Query query, const QapiEntity *entity);
    } kinds[] = {
        {"object", walk_object},       {"struct", walk_object},
        {"union", walk_object},        {"command", walk_command},
        {"event", walk_command},       {"enum", walk_enum},
        {"alternate", walk_alternate},
    };

    if (is_kind(entity, "array")) {
        return walk(after(query, 0), entity->base);
    }
    if (is_kind(entity, "builtin")) {
        return *query.parts[0] == '!' &&
               g_strcmp0(query.parts[0] + 1, entity->base) == 0;
    }
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (is_kind(entity, kinds[i].kind)) {
            return kinds[i].walk(query, entity);
        }
    }
    return false;
}

static bool walk(Query query, const char *type)
{
    const QapiEntity *entity;

    if (!query.parts[0]) {
        return true;
    }
    if (!type || query.depth > MAX_DEPTH) {
        return false;
    }
    entity = g_hash_table_lookup(query.index->by_name, type);
    if (entity) {
        return is_built(query.index, entity->when) &&
               walk_entity(query, entity);
    }
    if (*type == '[') {
        g_autofree char *inner = g_strndup(type + 1, strlen(type) - 2);

        return walk(after(query, 0), inner);
    }
    return *query.parts[0] == '!' &&
           g_str_equal(query.parts[0] + 1, json_type(type));
}

bool qapi_index_answers(const QapiIndex *index, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", 0);
    Query query = {index, parts + 1, 0};
    const QapiEntity *entity =
        parts[0] ? g_hash_table_lookup(index->by_name, parts[0]) : NULL;

    return entity && is_built(index, entity->when) && walk(query, parts[0]);
}
