/*
 * What passes between two libvirts beside the guest: features of the cookie,
 * capabilities of the migration, what migratable XML leaves out, which flags
 * functions take.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

#include <string.h>

static const MigrationCookie *find_cookie(const FactSet *facts,
                                          const char *name)
{
    const GPtrArray *cookies = fact_set_migration_cookies(facts);

    for (guint i = 0; i < cookies->len; i++) {
        const MigrationCookie *cookie = cookies->pdata[i];

        if (g_str_equal(cookie->name, name)) {
            return cookie;
        }
    }
    return NULL;
}

static const char *cookie_text(const MigrationCookie *cookie)
{
    return cookie && cookie->mandatory ? "mandatory" : "optional";
}

static void add_cookie(Comparison *comparison, const MigrationCookie *before,
                       const MigrationCookie *after)
{
    const MigrationCookie *cookie = after ? after : before;
    Change *change = libvirt_change(comparison, CHANGE_COOKIE, cookie->name,
                                    before ? &before->location : NULL,
                                    after ? &after->location : NULL);

    libvirt_side_text(comparison, &change->before,
                      before ? cookie_text(before) : NULL);
    libvirt_side_text(comparison, &change->after,
                      after ? cookie_text(after) : NULL);
    change->note = change_set_text(comparison->changes, cookie->when);
}

static void compare_cookies(Comparison *comparison)
{
    const GPtrArray *old = fact_set_migration_cookies(comparison->before.facts);
    const GPtrArray *new = fact_set_migration_cookies(comparison->after.facts);

    for (guint i = 0; old->len > 0 && i < new->len; i++) {
        const MigrationCookie *after = new->pdata[i];
        const MigrationCookie *before =
            find_cookie(comparison->before.facts, after->name);

        if (!before || before->mandatory != after->mandatory) {
            add_cookie(comparison, before, after);
        }
    }
    for (guint i = 0; new->len > 0 && i < old->len; i++) {
        const MigrationCookie *before = old->pdata[i];

        if (!find_cookie(comparison->after.facts, before->name)) {
            add_cookie(comparison, before, NULL);
        }
    }
}

static bool is_always_on(const MigrationParameter *parameter)
{
    return g_strcmp0(parameter->relation, "always-on") == 0;
}

static bool knows_parameter(const FactSet *facts,
                            const MigrationParameter *like)
{
    const GPtrArray *all = fact_set_migration_parameters(facts);

    for (guint i = 0; i < all->len; i++) {
        const MigrationParameter *parameter = all->pdata[i];

        if (g_strcmp0(parameter->name, like->name) == 0 &&
            g_strcmp0(parameter->kind, like->kind) == 0 &&
            (!is_always_on(like) || is_always_on(parameter))) {
            return true;
        }
    }
    return false;
}

/* Both trees have to have the tables. */
static bool has_tables(const FactSet *facts)
{
    const GPtrArray *all = fact_set_migration_parameters(facts);

    for (guint i = 0; i < all->len; i++) {
        if (is_always_on(all->pdata[i])) {
            return true;
        }
    }
    return false;
}

static void compare_parameters(Comparison *comparison, const FactSet *mine,
                               const FactSet *others, bool is_new)
{
    const GPtrArray *all = fact_set_migration_parameters(mine);
    bool comparable = has_tables(mine) && has_tables(others);

    for (guint i = 0; i < all->len; i++) {
        const MigrationParameter *parameter = all->pdata[i];
        bool matters = comparable && is_always_on(parameter);

        if ((matters || !is_new) && !knows_parameter(others, parameter)) {
            Change *change = libvirt_change(
                comparison, CHANGE_MIGRATION_PARAMETER, parameter->name,
                is_new ? NULL : &parameter->location,
                is_new ? &parameter->location : NULL);

            change->driver = parameter->kind;
            change->note = parameter->relation;
        }
    }
}

/* Names of variables differ; members and constants stay. */
static char *plain_text(const char *text)
{
    GString *plain = g_string_new(NULL);

    for (const char *at = text ? text : ""; *at; at++) {
        if (!g_ascii_isspace(*at) && *at != '(' && *at != ')') {
            g_string_append_c(plain, *at);
        }
    }
    return g_string_free(plain, FALSE);
}

static bool has_rule(const FactSet *facts, const MigratableXml *like)
{
    const GPtrArray *all = fact_set_migratable_xml(facts);
    g_autofree char *what = plain_text(like->what);

    for (guint i = 0; i < all->len; i++) {
        const MigratableXml *rule = all->pdata[i];
        g_autofree char *other = plain_text(rule->what);

        if (g_str_equal(rule->action, like->action) &&
            g_str_equal(other, what)) {
            return true;
        }
    }
    return false;
}

/* Of a guest's members: what is done to local variables is on the way. */
static bool is_about_guest(const MigratableXml *rule)
{
    return (strstr(rule->what, "->") || strchr(rule->what, '(')) &&
           !g_str_has_prefix(rule->what, "virLog") &&
           !g_str_has_prefix(rule->what, "g_") &&
           !g_str_has_prefix(rule->what, "virFree");
}

static void compare_rules(Comparison *comparison, const FactSet *mine,
                          const FactSet *others, bool is_new)
{
    const GPtrArray *all = fact_set_migratable_xml(mine);

    for (guint i = 0; i < all->len; i++) {
        const MigratableXml *rule = all->pdata[i];

        if (is_about_guest(rule) && !has_rule(others, rule)) {
            Change *change =
                libvirt_change(comparison, CHANGE_MIGRATABLE_XML, rule->what,
                               is_new ? NULL : &rule->location,
                               is_new ? &rule->location : NULL);

            change->driver = rule->action;
            change->note = rule->when;
        }
    }
}

static const FlagCheck *find_check(const FactSet *facts, const char *function,
                                   bool checks)
{
    const GPtrArray *all = fact_set_flag_checks(facts);

    for (guint i = 0; i < all->len; i++) {
        const FlagCheck *check = all->pdata[i];

        if (g_str_equal(check->function, function) && check->checks == checks) {
            return check;
        }
    }
    return NULL;
}

static bool takes_less(const FlagCheck *before, const FlagCheck *after)
{
    for (LibvirtNames at = before->flags; at && *at; at++) {
        if (!libvirt_names_have(after->flags, *at)) {
            return true;
        }
    }
    return false;
}

static void compare_checks(Comparison *comparison)
{
    const FactSet *older = comparison->before.facts;
    const GPtrArray *all = fact_set_flag_checks(comparison->after.facts);

    for (guint i = 0; i < all->len; i++) {
        const FlagCheck *after = all->pdata[i];
        const FlagCheck *before = find_check(older, after->function, true);
        const FlagCheck *function = find_check(older, after->function, false);

        if (after->checks && function &&
            (!before || takes_less(before, after))) {
            g_autofree char *flags =
                g_strjoinv(", ", (char **)(gpointer)after->flags);
            Change *change =
                libvirt_change(comparison, CHANGE_FLAG_CHECK, after->function,
                               before ? &before->location : &function->location,
                               &after->location);

            libvirt_side_text(comparison, &change->after, flags);
        }
    }
}

void diff_libvirt_protocol(Comparison *comparison)
{
    const FactSet *old = comparison->before.facts;
    const FactSet *new = comparison->after.facts;

    compare_cookies(comparison);
    compare_parameters(comparison, new, old, true);
    compare_parameters(comparison, old, new, false);
    compare_rules(comparison, new, old, true);
    compare_rules(comparison, old, new, false);
    compare_checks(comparison);
}
