/*
 * When what is said of a subject changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-event.h"

#include <string.h>

static const Statement *find(const GArray *statements, const char *key,
                             const char *text)
{
    for (guint i = 0; statements && i < statements->len; i++) {
        const Statement *one = &g_array_index(statements, Statement, i);

        if (one->key == key && (!text || one->text == text)) {
            return one;
        }
    }
    return NULL;
}

void statement_add(StatementList *list, const char *key,
                   const Location *location, const char *format, ...)
{
    Statement statement = {.key = join_text(list->join, key)};
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    statement.text = join_text(list->join, text);
    statement.location = *location;
    if (find(list->statements, statement.key, statement.text)) {
        return;
    }
    g_array_append_val(list->statements, statement);
}

static void add_event(GArray *events, bool is_qemu, guint tree, bool is_end,
                      const Statement *statement)
{
    JoinEvent event = {
        .is_qemu = is_qemu,
        .tree = tree,
        .is_first = tree == 0,
        .is_end = is_end,
        .text = statement->text,
        .location = statement->location,
        .is_loose = statement->is_loose,
    };

    g_array_append_val(events, event);
}

static void compare_statements(GArray *events, bool is_qemu, guint tree,
                               const GArray *before, const GArray *after)
{
    for (guint i = 0; i < after->len; i++) {
        const Statement *one = &g_array_index(after, Statement, i);

        if (!find(before, one->key, one->text)) {
            add_event(events, is_qemu, tree, false, one);
        }
    }
    for (guint i = 0; before && i < before->len; i++) {
        const Statement *one = &g_array_index(before, Statement, i);

        if (!find(after, one->key, NULL)) {
            add_event(events, is_qemu, tree, true, one);
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

static GArray *statements_of(const Story *story, bool is_qemu,
                             const JoinTree *tree)
{
    StatementList list = {
        .join = story->join,
        .statements = g_array_new(FALSE, FALSE, sizeof(Statement)),
    };

    if (is_qemu) {
        statements_of_qemu(&list, tree, story->subject, story->instead);
        statements_of_objects(&list, tree, story->drivers);
    } else {
        statements_of_libvirt(&list, tree, story->subject);
        if (story->instead) {
            statements_of_libvirt(&list, tree, story->instead);
        }
        for (guint i = 0; i < story->drivers->len; i++) {
            g_autoptr(Subject) object = subject_new(
                SUBJECT_CLASS_PROPERTY, g_ptr_array_index(story->drivers, i),
                "x-use-canonical-path-for-ramblock-id", NULL);

            statements_of_libvirt(&list, tree, object);
        }
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
        compare_statements(story->events, is_qemu, i, before, after);
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
