/*
 * What the facts of a libvirt tree speak of.
 *
 * Words of interest are members ("->mtu", ".mtu"), constants (VIR_...) and the
 * functions that answer questions about a guest (virDomainNumaHasHMAT).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-words.h"

#include <string.h>

struct LibvirtWords {
    GHashTable *all; /* char * */
};

static bool is_letter(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* "mtu after virNetDevGetMTU()": what a function found out, no question to the
 * XML. */
static bool is_of_helper(const char *text, const char *from)
{
    static const char after[] = "after ";
    gsize length = strlen(after);

    return (gsize)(from - text) >= length &&
           strncmp(from - length, after, length) == 0;
}

/* A function that asks about the XML. What QEMU can do is asked in many ways
 * and is no part of it. */
static bool is_question(const char *text, const char *from, const char *to)
{
    static const char capabilities[] = "virQEMUCaps";

    return strncmp(from, "vir", 3) == 0 && *to == '(' &&
           strncmp(from, capabilities, strlen(capabilities)) != 0 &&
           !is_of_helper(text, from);
}

/* Is the word, between `from` and `to` in `text`, of interest? */
static bool is_of_interest(const char *text, const char *from, const char *to)
{
    gsize length = (gsize)(to - from);

    if (from > text && (from[-1] == '.' || from[-1] == '>')) {
        return true;
    }
    if (length > 10 && strncmp(from, "QEMU_CAPS_", 10) == 0) {
        return false;
    }
    return length > 4 &&
           (strncmp(from, "VIR_", 4) == 0 || strncmp(from, "QEMU_", 5) == 0 ||
            is_question(text, from, to));
}

typedef bool (*WordVisitor)(const char *word, void *user);

/* Until the visitor says false; whether it never did. */
static bool each_word(const char *text, WordVisitor visit, void *user)
{
    for (const char *at = text; at && *at;) {
        const char *end = at;

        while (is_letter(*end)) {
            end++;
        }
        if (end > at && !g_ascii_isdigit(*at) &&
            is_of_interest(text, at, end)) {
            g_autofree char *word = g_strndup(at, (gsize)(end - at));

            if (!visit(word, user)) {
                return false;
            }
        }
        at = end > at ? end : at + 1;
    }
    return true;
}

static bool add_word(const char *word, void *user)
{
    g_hash_table_add(user, g_strdup(word));
    return true;
}

static void add_text(LibvirtWords *words, const char *text)
{
    each_word(text, add_word, words->all);
}

static void add_guards(LibvirtWords *words, const GArray *guards)
{
    for (guint i = 0; i < guards->len; i++) {
        add_text(words, g_array_index(guards, LibvirtGuard, i).text);
    }
}

static void add_emissions(LibvirtWords *words, const FactSet *facts)
{
    const GPtrArray *emissions = fact_set_emissions(facts);
    const GPtrArray *refusals = fact_set_refusals(facts);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = emissions->pdata[i];

        add_guards(words, emission->guards);
        add_text(words, emission->value.text);
    }
    for (guint i = 0; i < refusals->len; i++) {
        add_guards(words, ((const Refusal *)refusals->pdata[i])->guards);
    }
}

static void add_descriptions(LibvirtWords *words, const FactSet *facts)
{
    const GPtrArray *defaults = fact_set_xml_defaults(facts);
    const GPtrArray *migratable = fact_set_migratable_xml(facts);
    const GPtrArray *checks = fact_set_abi_checks(facts);
    const GPtrArray *members = fact_set_guest_members(facts);

    for (guint i = 0; i < defaults->len; i++) {
        const XmlDefault *fact = defaults->pdata[i];

        add_guards(words, fact->guards);
        add_text(words, fact->value);
    }
    for (guint i = 0; i < migratable->len; i++) {
        add_text(words, ((const MigratableXml *)migratable->pdata[i])->what);
        add_text(words, ((const MigratableXml *)migratable->pdata[i])->when);
    }
    for (guint i = 0; i < checks->len; i++) {
        add_text(words, ((const AbiCheck *)checks->pdata[i])->when);
    }
    for (guint i = 0; i < members->len; i++) {
        add_text(words, ((const GuestMember *)members->pdata[i])->name);
    }
}

LibvirtWords *libvirt_words_new(const FactSet *facts)
{
    LibvirtWords *words = g_new0(LibvirtWords, 1);

    words->all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_emissions(words, facts);
    add_descriptions(words, facts);
    return words;
}

void libvirt_words_free(LibvirtWords *words)
{
    if (words) {
        g_hash_table_unref(words->all);
        g_free(words);
    }
}

static bool is_known(const char *word, void *user)
{
    return g_hash_table_contains(user, word);
}

bool libvirt_words_know(const LibvirtWords *words, const char *text)
{
    return each_word(text, is_known, words->all);
}

bool libvirt_words_know_guards(const LibvirtWords *words, const GArray *guards)
{
    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);

        if (!libvirt_words_know(words, guard->text)) {
            return false;
        }
    }
    return true;
}

static GHashTable *members_of(const FactSet *facts)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *members = fact_set_guest_members(facts);

    for (guint i = 0; i < members->len; i++) {
        g_hash_table_add(
            names, (char *)((const GuestMember *)members->pdata[i])->name);
    }
    return names;
}

void libvirt_words_forget_new_members(LibvirtWords *words, const FactSet *older,
                                      const FactSet *newer)
{
    g_autoptr(GHashTable) known = members_of(older);
    const GPtrArray *members = fact_set_guest_members(newer);

    for (guint i = 0; i < members->len; i++) {
        const char *name = ((const GuestMember *)members->pdata[i])->name;

        if (!g_hash_table_contains(known, name)) {
            g_hash_table_remove(words->all, strrchr(name, '.') + 1);
        }
    }
}
