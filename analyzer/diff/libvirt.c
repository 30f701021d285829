/*
 * Two libvirt trees side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt.h"

#include <string.h>

void diff_libvirt(Comparison *comparison)
{
    diff_libvirt_emissions(comparison);
    diff_libvirt_defaults(comparison);
    diff_libvirt_refusals(comparison);
    diff_libvirt_members(comparison);
    diff_libvirt_xml(comparison);
    diff_libvirt_protocol(comparison);
    diff_libvirt_capabilities(comparison);
    diff_libvirt_cpu_map(comparison);
    diff_libvirt_doubts(comparison);
}

Change *libvirt_change(Comparison *comparison, ChangeKind kind,
                       const char *name, const Location *before,
                       const Location *after)
{
    Change *change = change_set_add(comparison->changes, kind);

    change->name = change_set_text(comparison->changes, name);
    if (before) {
        change->before.exists = true;
        change->before.location = *before;
    }
    if (after) {
        change->after.exists = true;
        change->after.location = *after;
    }
    return change;
}

void libvirt_side_text(Comparison *comparison, ChangeSide *side,
                       const char *text)
{
    side->value = text
                      ? value_string(change_set_text(comparison->changes, text))
                      : value_none();
}

/* "graphics listen" of "virDomainGraphicsListenDef". */
static void append_record(GString *out, const char *record, gsize length)
{
    const char *end = record + length;

    record += g_str_has_prefix(record, "virDomain") ? strlen("virDomain")
              : g_str_has_prefix(record, "vir")     ? strlen("vir")
                                                    : 0;
    end -= end - record > 3 && strncmp(end - 3, "Def", 3) == 0 ? 3 : 0;
    for (const char *at = record; at < end; at++) {
        bool starts = g_ascii_isupper(*at) && at > record &&
                      (g_ascii_islower(at[-1]) ||
                       (at + 1 < end && g_ascii_islower(at[1])));

        g_string_append(out, starts ? " " : "");
        g_string_append_c(out, g_ascii_tolower(*at));
    }
}

static void append_steps(GString *out, const char *steps)
{
    g_auto(GStrv) all = g_strsplit(steps, ".", -1);

    for (guint i = 0; all[i]; i++) {
        if (!g_str_equal(all[i], "data") && !g_str_equal(all[i], "opts")) {
            g_string_append_printf(out, "%s%s", out->len ? " " : "", all[i]);
        }
    }
}

static gsize record_length(const char *type)
{
    gsize n = 0;

    while (g_ascii_isalnum(type[n])) {
        n++;
    }
    return n;
}

char *libvirt_member_words(const FactSet *facts, const char *member)
{
    const char *dot = strchr(member, '.');
    const GuestMember *fact = libvirt_member(facts, member);
    const char *type = fact && fact->type ? fact->type : "";
    GString *words = g_string_new(NULL);

    type += g_str_has_prefix(type, "struct ") ? strlen("struct ") : 0;
    type += *type == '_';
    if (!dot) {
        append_record(words, member, strlen(member));
    } else if (g_str_has_prefix(member, "virDomainDef.")) {
        append_steps(words, dot + 1);
        if (g_str_has_prefix(type, "virDomain")) {
            g_string_truncate(words, 0);
            append_record(words, type, record_length(type));
        }
    } else {
        append_record(words, member, (gsize)(dot - member));
        append_steps(words, dot + 1);
    }
    return g_string_free(words, FALSE);
}

char *libvirt_constant_words(const char *constant)
{
    char *words = NULL;

    if (!g_str_has_prefix(constant, "VIR_")) {
        return g_strdup(constant);
    }
    constant += g_str_has_prefix(constant, "VIR_DOMAIN_")
                    ? strlen("VIR_DOMAIN_")
                    : strlen("VIR_");
    words = g_ascii_strdown(constant, -1);
    return g_strdelimit(words, "_", ' ');
}

const GuestMember *libvirt_member(const FactSet *facts, const char *name)
{
    const GPtrArray *members = fact_set_guest_members(facts);
    guint first = 0;
    guint end = members->len;

    while (first < end) {
        guint middle = (first + end) / 2;
        const GuestMember *member = members->pdata[middle];
        int order = strcmp(member->name, name);

        if (order == 0) {
            return member;
        }
        if (order < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}

bool libvirt_names_have(LibvirtNames names, const char *name)
{
    for (; names && *names; names++) {
        if (g_str_equal(*names, name)) {
            return true;
        }
    }
    return false;
}

bool libvirt_has_role(const GuestMember *member, const char *role)
{
    return member && libvirt_names_have(member->roles, role);
}

/* Variables of loops within loops are told apart by primes: "disks[i'']". */
static void append_plain(GString *text, const char *what)
{
    for (const char *at = what; *at; at++) {
        gsize n = strspn(at, "'");

        if (n > 0 && at[n] == ']') {
            at += n;
        }
        g_string_append_c(text, *at);
    }
}

/* "memory model nvdimm" for "mem->model == VIR_DOMAIN_MEMORY_MODEL_NVDIMM";
 * newly allocated, NULL if the test is another. */
static char *plain_test(const char *what)
{
    const char *sign = strstr(what, " == VIR_DOMAIN_");
    const char *constant = sign ? sign + strlen(" == ") : "";
    gsize length = strspn(constant, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

    return length > 0 && constant[length] == '\0' && !strpbrk(what, "(&|{")
               ? libvirt_constant_words(constant)
               : NULL;
}

static void append_guard(GString *text, const LibvirtGuard *guard,
                         const char *what)
{
    bool is_compound = strchr(what, ' ') != NULL;
    g_autofree char *plain = plain_test(what);

    g_string_append(text, text->len ? ", " : "");
    if (plain) {
        g_string_append_printf(text, "%s%s", guard->negated ? "not " : "",
                               plain);
        return;
    }
    if (guard->negated) {
        g_string_append(text, is_compound ? "!(" : "!");
    }
    append_plain(text, what);
    if (guard->negated && is_compound) {
        g_string_append_c(text, ')');
    }
}

char *libvirt_guards_text(const GArray *guards)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);
        const char *what = guard->name ? guard->name : guard->text;

        if (what && !strstr(text->str, what)) {
            append_guard(text, guard, what);
        }
    }
    return g_string_free(text, FALSE);
}
