/*
 * What QMP no longer takes: commands, arguments, members of their types and
 * values of their enumerations that are gone, and what must be given now.
 *
 * Only types that arguments of commands lead to are looked at: what commands
 * answer is not refused by anybody. What is experimental is no promise.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/comparison.h"

#include <string.h>

typedef struct Schemas {
    Comparison *comparison;
    GHashTable *entities[2]; /* name -> const QapiEntity * */
    GHashTable *asked;       /* names of the older one's types */
} Schemas;

static GHashTable *index_entities(const FactSet *facts)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *all = fact_set_qapi(facts);

    for (guint i = 0; i < all->len; i++) {
        const QapiEntity *entity = g_ptr_array_index(all, i);

        g_hash_table_insert(index, (gpointer)entity->name, (gpointer)entity);
    }
    return index;
}

static const QapiMember *member_at(const QapiEntity *entity, guint index)
{
    return &g_array_index(entity->members, QapiMember, index);
}

static const QapiMember *find_member(const QapiEntity *entity, const char *name)
{
    for (guint i = 0; i < entity->members->len; i++) {
        if (g_str_equal(member_at(entity, i)->name, name)) {
            return member_at(entity, i);
        }
    }
    return NULL;
}

static void mark(Schemas *schemas, const char *type);

static void mark_members(Schemas *schemas, const QapiEntity *entity)
{
    for (guint i = 0; i < entity->members->len; i++) {
        mark(schemas, member_at(entity, i)->type);
    }
}

/* "Type" or "[Type]" */
static void mark(Schemas *schemas, const char *type)
{
    const char *start = type && *type == '[' ? type + 1 : type;
    g_autofree char *name =
        start ? g_strndup(start, strcspn(start, "]")) : NULL;
    const QapiEntity *entity =
        name ? g_hash_table_lookup(schemas->entities[0], name) : NULL;

    if (entity && g_hash_table_add(schemas->asked, (gpointer)entity->name)) {
        mark_members(schemas, entity);
        mark(schemas, entity->base);
    }
}

static bool is_command(const QapiEntity *entity)
{
    return g_str_equal(entity->kind, "command");
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

static bool is_promise(const char *name, Names features)
{
    return !g_str_has_prefix(name, "x-") && !has_feature(features, "unstable");
}

static void append(GString *list, const char *name)
{
    g_string_append_printf(list, "%s%s", list->len ? ", " : "", name);
}

static void add_change(Schemas *schemas, const QapiEntity *before,
                       const QapiEntity *after, const char *members,
                       const char *note)
{
    ChangeSet *changes = schemas->comparison->changes;
    Change *change = change_set_add(changes, CHANGE_QAPI);

    change->driver = before->name;
    change->name = change_set_text(changes, members);
    change->note = note;
    change->before.exists = true;
    change->before.value = value_string(before->kind);
    change->before.location = before->location;
    if (after) {
        change->after.exists = true;
        change->after.value = value_string(after->kind);
        change->after.location = after->location;
    }
}

static void compare_gone(Schemas *schemas, const QapiEntity *before,
                         const QapiEntity *after)
{
    g_autoptr(GString) gone = g_string_new(NULL);
    g_autoptr(GString) deprecated = g_string_new(NULL);

    for (guint i = 0; i < before->members->len; i++) {
        const QapiMember *member = member_at(before, i);

        if (is_promise(member->name, member->features) &&
            !find_member(after, member->name)) {
            append(has_feature(member->features, "deprecated") ? deprecated
                                                               : gone,
                   member->name);
        }
    }
    if (gone->len > 0) {
        add_change(schemas, before, after, gone->str, "gone");
    }
    if (deprecated->len > 0) {
        add_change(schemas, before, after, deprecated->str,
                   "gone (deprecated before)");
    }
}

static bool is_needed(const QapiMember *member)
{
    return member && !member->optional && !member->role;
}

/* Of an enumeration all members are as these: nothing to be given. */
static void compare_needed(Schemas *schemas, const QapiEntity *before,
                           const QapiEntity *after)
{
    g_autoptr(GString) needed = g_string_new(NULL);

    for (guint i = 0; i < after->members->len; i++) {
        const QapiMember *member = member_at(after, i);

        if (member->type && is_needed(member) &&
            !is_needed(find_member(before, member->name))) {
            append(needed, member->name);
        }
    }
    if (needed->len > 0) {
        add_change(schemas, before, after, needed->str, "needed");
    }
}

static void compare_entity(Schemas *schemas, const QapiEntity *before)
{
    const QapiEntity *after =
        g_hash_table_lookup(schemas->entities[1], before->name);

    if (!is_promise(before->name, before->features) ||
        (!is_command(before) &&
         !g_hash_table_contains(schemas->asked, before->name))) {
        return;
    }
    if (!after) {
        if (is_command(before)) {
            add_change(schemas, before, NULL, NULL,
                       has_feature(before->features, "deprecated")
                           ? "gone (deprecated before)"
                           : "gone");
        }
        return;
    }
    if (g_str_equal(before->kind, after->kind) &&
        !g_str_equal(before->kind, "event") &&
        !g_str_equal(before->kind, "alternate")) {
        compare_gone(schemas, before, after);
        compare_needed(schemas, before, after);
    }
}

void diff_qapi(Comparison *comparison)
{
    const GPtrArray *old = fact_set_qapi(comparison->before.facts);
    const GPtrArray *new = fact_set_qapi(comparison->after.facts);
    g_autoptr(GHashTable) before = index_entities(comparison->before.facts);
    g_autoptr(GHashTable) after = index_entities(comparison->after.facts);
    g_autoptr(GHashTable) asked = g_hash_table_new(g_str_hash, g_str_equal);
    Schemas schemas = {comparison, {before, after}, asked};

    if (new->len == 0) {
        return;
    }
    for (guint i = 0; i < old->len; i++) {
        const QapiEntity *entity = g_ptr_array_index(old, i);

        if (is_command(entity)) {
            mark_members(&schemas, entity);
        }
    }
    for (guint i = 0; i < old->len; i++) {
        compare_entity(&schemas, g_ptr_array_index(old, i));
    }
}
