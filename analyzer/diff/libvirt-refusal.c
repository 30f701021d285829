/*
 * What libvirt refuses: guests that the other libvirt takes.
 *
 * A refusal goes by its message. One that is new beside one that is gone under
 * the same conditions was reworded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-words.h"
#include "diff/libvirt.h"

#include <string.h>

/* Positions of arguments came with translations: "%1$s". */
static char *plain_message(const char *message)
{
    GString *text = g_string_new(NULL);

    for (const char *at = message; *at; at++) {
        if (*at == '%' && g_ascii_isdigit(at[1]) && at[2] == '$') {
            g_string_append_c(text, '%');
            at += 2;
        } else if (*at != '\'' && *at != '"') {
            g_string_append_c(text, g_ascii_tolower(*at));
        }
    }
    return g_string_free(text, FALSE);
}

static GHashTable *list_messages(const FactSet *facts)
{
    GHashTable *messages =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *refusals = fact_set_refusals(facts);

    for (guint i = 0; i < refusals->len; i++) {
        const Refusal *refusal = refusals->pdata[i];

        g_hash_table_insert(messages, plain_message(refusal->message),
                            (gpointer)refusal);
    }
    return messages;
}

/* The last guard is the one that the message is about. */
static char *own_guard(const Refusal *refusal)
{
    return libvirt_guards_text(refusal->guards);
}

/* Was there another refusal under the same conditions? */
static bool was_reworded(const FactSet *older, const Refusal *refusal)
{
    const GPtrArray *refusals = fact_set_refusals(older);
    g_autofree char *guards = own_guard(refusal);

    for (guint i = 0; i < refusals->len; i++) {
        const Refusal *other = refusals->pdata[i];
        g_autofree char *others = NULL;

        if (other->guards->len != refusal->guards->len) {
            continue;
        }
        others = own_guard(other);
        if (*guards && g_str_equal(guards, others)) {
            return true;
        }
    }
    return false;
}

static bool has_all_words(const char *longer, const char *shorter)
{
    g_auto(GStrv) wanted = g_strsplit(shorter, " ", -1);
    g_auto(GStrv) words = g_strsplit(longer, " ", -1);

    for (guint i = 0; wanted[i]; i++) {
        if (!g_strv_contains((const char *const *)words, wanted[i])) {
            return false;
        }
    }
    return true;
}

/* Does it stand for one of the same function that is gone and said less? "x is
 * not supported" became "old x is not supported". */
static bool was_narrowed(const FactSet *older, GHashTable *still,
                         const Refusal *refusal, const char *message)
{
    const GPtrArray *refusals = fact_set_refusals(older);

    for (guint i = 0; i < refusals->len; i++) {
        const Refusal *other = refusals->pdata[i];
        g_autofree char *before = NULL;

        if (!g_str_equal(other->function, refusal->function)) {
            continue;
        }
        before = plain_message(other->message);
        if (!g_hash_table_contains(still, before) &&
            has_all_words(message, before)) {
            return true;
        }
    }
    return false;
}

/* About a guest, not about a program error or a failed call. */
static bool is_about_guest(const Refusal *refusal)
{
    return *refusal->message && refusal->guards->len > 0 &&
           strchr(refusal->message, ' ') &&
           !strstr(refusal->function, "Alloc") &&
           (strstr(refusal->function, "Validate") ||
            strstr(refusal->function, "IsAllowed") ||
            strstr(refusal->function, "IsSafe") ||
            strstr(refusal->function, "Verify") ||
            strstr(refusal->function, "PostParse") ||
            strstr(refusal->function, "qemuBuild"));
}

/* Does a condition name a constant, a member, a string? */
static bool says_when(const Refusal *refusal)
{
    for (guint i = 0; i < refusal->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(refusal->guards, LibvirtGuard, i);

        if (guard->name || (guard->text && (strstr(guard->text, "VIR_") ||
                                            strstr(guard->text, "->") ||
                                            strchr(guard->text, '.')))) {
            return true;
        }
    }
    return false;
}

void diff_libvirt_refusals(Comparison *comparison)
{
    const FactSet *older = comparison->before.facts;
    const FactSet *newer = comparison->after.facts;
    g_autoptr(GHashTable) known = list_messages(older);
    g_autoptr(GHashTable) still = list_messages(newer);
    g_autoptr(LibvirtWords) words = libvirt_words_new(older);
    const GPtrArray *refusals = fact_set_refusals(newer);

    libvirt_words_forget_new_members(words, older, newer);
    for (guint i = 0; i < refusals->len; i++) {
        const Refusal *refusal = refusals->pdata[i];
        g_autofree char *message = plain_message(refusal->message);

        if (!g_hash_table_contains(known, message) && is_about_guest(refusal) &&
            says_when(refusal) &&
            libvirt_words_know_guards(words, refusal->guards) &&
            !was_reworded(older, refusal) &&
            !was_narrowed(older, still, refusal, message)) {
            g_autofree char *guards = own_guard(refusal);
            Change *change =
                libvirt_change(comparison, CHANGE_REFUSAL, refusal->message,
                               NULL, &refusal->location);

            change->note = change_set_text(comparison->changes, guards);
            g_hash_table_insert(known, g_steal_pointer(&message),
                                (gpointer)refusal);
        }
    }
}
