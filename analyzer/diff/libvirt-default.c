/*
 * What libvirt fills in itself: values of members, devices nobody asked for.
 *
 * Compared is by member, value and phase. What is filled in under conditions
 * that only newer XML can meet is part of a new feature.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-words.h"
#include "diff/libvirt.h"

#include <string.h>

/* What is not sent, or is another way to say where a disk is. */
static bool is_of_interest(const FactSet *facts, const XmlDefault *fact)
{
    const GuestMember *member = libvirt_member(facts, fact->what);
    /* Devices hang on the definition; what is parsed is written, too. */
    bool is_device = !strchr(fact->what, '.') ||
                     (g_str_has_prefix(fact->what, "virDomainDef.") &&
                      libvirt_has_role(member, "parsed"));
    bool is_written = libvirt_has_role(member, "formatted") ||
                      libvirt_has_role(member, "decides-format");

    if (g_str_has_prefix(fact->what, "virStorage") ||
        g_str_has_prefix(fact->what, "virDomainDeviceInfo.alias") ||
        g_str_has_prefix(fact->what, "virDomainSEV")) {
        return false;
    }
    return is_device || is_written || g_str_equal(fact->value, "(added)");
}

static const XmlDefault *find(const FactSet *facts, const XmlDefault *like,
                              bool any_phase)
{
    const GPtrArray *defaults = fact_set_xml_defaults(facts);

    for (guint i = 0; i < defaults->len; i++) {
        const XmlDefault *fact = defaults->pdata[i];

        if (g_str_equal(fact->what, like->what) &&
            g_str_equal(fact->value, like->value) &&
            (any_phase || g_str_equal(fact->phase, like->phase))) {
            return fact;
        }
    }
    return NULL;
}

/* A member tests itself: `!def->panic`. */
static bool needs_nothing_new(const LibvirtWords *words, const XmlDefault *fact)
{
    const char *dot = strrchr(fact->what, '.');

    for (guint i = 0; i < fact->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(fact->guards, LibvirtGuard, i);

        if (!(dot && guard->text && strstr(guard->text, dot + 1)) &&
            !libvirt_words_know(words, guard->text)) {
            return false;
        }
    }
    return true;
}

static void add_change(Comparison *comparison, const XmlDefault *before,
                       const XmlDefault *after)
{
    const XmlDefault *fact = after ? after : before;
    const FactSet *facts =
        after ? comparison->after.facts : comparison->before.facts;
    Change *change = libvirt_change(comparison, CHANGE_XML_DEFAULT, fact->what,
                                    before ? &before->location : NULL,
                                    after ? &after->location : NULL);
    g_autofree char *words = libvirt_member_words(facts, fact->what);
    g_autofree char *value = libvirt_constant_words(fact->value);
    g_autofree char *guards = libvirt_guards_text(fact->guards);
    g_autofree char *note = g_strdup_printf(
        "%s%s%s (%s)%s%s", words, *fact->value == '(' ? " " : " = ", value,
        fact->what, *guards ? " if " : "", guards);

    change->note = change_set_text(comparison->changes, note);
    libvirt_side_text(comparison, &change->before,
                      before ? before->phase : NULL);
    libvirt_side_text(comparison, &change->after, after ? after->phase : NULL);
}

static void compare_new(Comparison *comparison, const LibvirtWords *words)
{
    const FactSet *older = comparison->before.facts;
    const GPtrArray *defaults = fact_set_xml_defaults(comparison->after.facts);

    for (guint i = 0; i < defaults->len; i++) {
        const XmlDefault *fact = defaults->pdata[i];
        const XmlDefault *elsewhere = find(older, fact, true);
        bool is_at_parsing = g_str_equal(fact->phase, "post-parse");

        if (!find(older, fact, false) && (!elsewhere || is_at_parsing) &&
            is_of_interest(comparison->after.facts, fact) &&
            needs_nothing_new(words, fact)) {
            add_change(comparison, elsewhere, fact);
        }
    }
}

static void compare_gone(Comparison *comparison, const LibvirtWords *words)
{
    const FactSet *newer = comparison->after.facts;
    const GPtrArray *defaults = fact_set_xml_defaults(comparison->before.facts);

    for (guint i = 0; i < defaults->len; i++) {
        const XmlDefault *fact = defaults->pdata[i];

        if (!find(newer, fact, true) &&
            is_of_interest(comparison->before.facts, fact) &&
            libvirt_member(newer, fact->what) &&
            needs_nothing_new(words, fact)) {
            add_change(comparison, fact, NULL);
        }
    }
}

void diff_libvirt_defaults(Comparison *comparison)
{
    g_autoptr(LibvirtWords) old = libvirt_words_new(comparison->before.facts);
    g_autoptr(LibvirtWords) new = libvirt_words_new(comparison->after.facts);

    compare_new(comparison, old);
    compare_gone(comparison, new);
}
