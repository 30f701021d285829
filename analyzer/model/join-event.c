/*
 * When what is said of a subject changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-event.h"

#include <string.h>

static Statement *find(const GArray *statements, const char *key,
                       const char *text)
{
    for (guint i = 0; statements && i < statements->len; i++) {
        Statement *one = &g_array_index(statements, Statement, i);

        if (one->key == key && (!text || one->text == text)) {
            return one;
        }
    }
    return NULL;
}

static const char *sense_of(const Statement *statement)
{
    return statement->sense ? statement->sense : statement->text;
}

static bool is_said(const GArray *statements, const Statement *statement)
{
    for (guint i = 0; statements && i < statements->len; i++) {
        const Statement *one = &g_array_index(statements, Statement, i);

        if (one->key == statement->key &&
            sense_of(one) == sense_of(statement)) {
            return true;
        }
    }
    return false;
}

Statement *statement_add(StatementList *list, const char *key,
                         const Location *location, const char *format, ...)
{
    Statement statement = {.key = join_text(list->join, key)};
    g_autofree char *text = NULL;
    Statement *found;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    statement.text = join_text(list->join, text);
    statement.location = *location;
    found = find(list->statements, statement.key, statement.text);
    if (found) {
        return found;
    }
    g_array_append_val(list->statements, statement);
    return &g_array_index(list->statements, Statement,
                          list->statements->len - 1);
}

/* One event for several families that one line makes so. */
static bool joins_event(Join *join, GArray *events, bool is_qemu, guint tree,
                        bool is_end, const Statement *statement)
{
    for (guint i = 0; statement->stem && i < events->len; i++) {
        JoinEvent *event = &g_array_index(events, JoinEvent, i);

        if (event->stem == statement->stem && event->is_qemu == is_qemu &&
            event->tree == tree && event->is_end == is_end &&
            event->location.line == statement->location.line &&
            g_strcmp0(event->location.file, statement->location.file) == 0) {
            event->text =
                join_format(join, "%s, %s", event->text, statement->tail);
            return true;
        }
    }
    return false;
}

static void add_event(Join *join, GArray *events, bool is_qemu, guint tree,
                      bool is_end, const Statement *statement)
{
    JoinEvent event = {
        .is_qemu = is_qemu,
        .tree = tree,
        .is_first = tree == 0,
        .is_end = is_end,
        .text = statement->text,
        .stem = statement->stem,
        .location = statement->location,
        .is_loose = statement->is_loose,
    };

    if (!joins_event(join, events, is_qemu, tree, is_end, statement)) {
        g_array_append_val(events, event);
    }
}

/* A detail of what is new, or gone, goes without saying. */
static bool is_told(const Statement *one, bool is_end, const GArray *others)
{
    switch (one->weight) {
    case STATEMENT_FULL:
        return true;
    case STATEMENT_BEGIN:
        return !is_end;
    case STATEMENT_DETAIL:
        return others && others->len > 0;
    default:
        return find(others, one->key, NULL);
    }
}

static void compare_statements(Join *join, GArray *events, bool is_qemu,
                               guint tree, const GArray *before,
                               const GArray *after)
{
    for (guint i = 0; i < after->len; i++) {
        const Statement *one = &g_array_index(after, Statement, i);

        if (!is_said(before, one) && is_told(one, false, before)) {
            add_event(join, events, is_qemu, tree, false, one);
        }
    }
    for (guint i = 0; before && i < before->len; i++) {
        const Statement *one = &g_array_index(before, Statement, i);

        if (!find(after, one->key, NULL) && is_told(one, true, after)) {
            add_event(join, events, is_qemu, tree, true, one);
        }
    }
}

typedef struct Story {
    Join *join;
    const Subject *subject;
    const Subject *instead;
    const GPtrArray *drivers;
    GArray *events;
} Story;

/* What makes such objects main memory. */
static void say_link(StatementList *list, const JoinTree *libvirt,
                     const char *driver)
{
    const MachineData *data = NULL;
    const Emission *link = join_memory_link(libvirt, driver, &data);

    if (link) {
        g_autoptr(Subject) key = subject_new(
            SUBJECT_CLASS_KEY, link->option + 1, link->property, NULL);

        statements_of_libvirt(list, libvirt, key);
    }
}

/* The members of the machine's class that any libvirt asks for to do so. */
static GPtrArray *memory_fields(const Story *story)
{
    GPtrArray *fields = g_ptr_array_new();

    for (guint i = 0; i < join_n_libvirts(story->join); i++) {
        for (guint k = 0; k < story->drivers->len; k++) {
            const MachineData *data = NULL;
            const char *field = NULL;

            join_memory_link(join_libvirt(story->join, i),
                             g_ptr_array_index(story->drivers, k), &data);
            field = data ? join_field_behind(story->join, data) : NULL;
            if (field && !g_ptr_array_find_with_equal_func(fields, field,
                                                           g_str_equal, NULL)) {
                g_ptr_array_add(fields, (gpointer)field);
            }
        }
    }
    return fields;
}

static void say_objects(const Story *story, StatementList *list,
                        const JoinTree *libvirt)
{
    for (guint i = 0; i < story->drivers->len; i++) {
        const char *driver = g_ptr_array_index(story->drivers, i);
        g_autoptr(Subject) object =
            subject_new(SUBJECT_CLASS_PROPERTY, driver,
                        "x-use-canonical-path-for-ramblock-id", NULL);

        statements_of_libvirt(list, libvirt, object);
        say_link(list, libvirt, driver);
    }
}

static GArray *statements_of(const Story *story, bool is_qemu,
                             const JoinTree *tree)
{
    StatementList list = {
        .join = story->join,
        .statements = g_array_new(FALSE, FALSE, sizeof(Statement)),
    };

    if (is_qemu) {
        g_autoptr(GPtrArray) fields = memory_fields(story);

        statements_of_qemu(&list, tree, story->subject, story->instead);
        statements_of_objects(&list, tree, story->drivers, fields);
    } else {
        statements_of_libvirt(&list, tree, story->subject);
        if (story->instead) {
            statements_of_libvirt(&list, tree, story->instead);
        }
        say_objects(story, &list, tree);
    }
    return list.statements;
}

static void tell(const Story *story, bool is_qemu)
{
    guint n =
        is_qemu ? join_n_qemus(story->join) : join_n_libvirts(story->join);
    g_autoptr(GArray) before = NULL;

    for (guint i = 0; i < n; i++) {
        const JoinTree *tree =
            is_qemu ? join_qemu(story->join, i) : join_libvirt(story->join, i);
        GArray *after;

        if (tree->change || tree->is_user) {
            continue;
        }
        after = statements_of(story, is_qemu, tree);
        compare_statements(story->join, story->events, is_qemu, i, before,
                           after);
        g_clear_pointer(&before, g_array_unref);
        before = after;
    }
}

GArray *join_events(Join *join, const Subject *subject, const Subject *instead)
{
    g_autoptr(GPtrArray) drivers =
        instead ? join_referred_drivers(join, instead) : g_ptr_array_new();
    Story story = {join, subject, instead, drivers,
                   g_array_new(FALSE, FALSE, sizeof(JoinEvent))};

    tell(&story, true);
    tell(&story, false);
    return story.events;
}
