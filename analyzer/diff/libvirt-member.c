/*
 * Members of a guest's description that some part of the code forgets: the ABI
 * check, the status XML, a copy, a reset.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define _GNU_SOURCE /* strcasestr */

#include "diff/libvirt.h"

#include <string.h>

/* How many members of a record have to be treated so, for the one that is not
 * to be noticed. */
enum {
    MIN_SIBLINGS = 3,
    MIN_PERCENT = 60,
};

static const GuestMember *at(const GPtrArray *members, guint index)
{
    return members->pdata[index];
}

static gsize record_length(const GuestMember *member)
{
    return strcspn(member->name, ".");
}

static bool same_record(const GuestMember *a, const GuestMember *b)
{
    return record_length(a) == record_length(b) &&
           strncmp(a->name, b->name, record_length(a)) == 0;
}

/* Percentage of its siblings that have the role; 0: too few. */
static guint share(const FactSet *facts, const GuestMember *member,
                   const char *role, const char *among)
{
    const GPtrArray *members = fact_set_guest_members(facts);
    guint n = 0;
    guint n_role = 0;

    for (guint i = 0; i < members->len; i++) {
        const GuestMember *other = at(members, i);

        if (other != member && same_record(other, member) &&
            (!among || libvirt_has_role(other, among))) {
            n++;
            n_role += libvirt_has_role(other, role);
        }
    }
    return n_role < MIN_SIBLINGS ? 0 : n_role * 100 / n;
}

static void add(Comparison *comparison, ChangeKind kind,
                const GuestMember *member, const char *what)
{
    Change *change =
        libvirt_change(comparison, kind, member->name, NULL, &member->location);
    g_autofree char *words =
        libvirt_member_words(comparison->after.facts, member->name);
    g_autofree char *names =
        libvirt_xml_names(comparison->after.facts, member->name);
    g_autofree char *note =
        *names ? g_strdup_printf("%s, XML %s", words, names) : g_strdup(words);

    change->note = change_set_text(comparison->changes, note);
    libvirt_side_text(comparison, &change->after, what);
}

static bool text_mentions(const char *text, const char *member)
{
    gsize length = strlen(member);
    const char *place = text;

    while (place && (place = strstr(place, member))) {
        char end = place[length];

        if (place > text && (place[-1] == '>' || place[-1] == '.') &&
            !g_ascii_isalnum(end) && end != '_') {
            return true;
        }
        place += length;
    }
    return false;
}

/* An option between QEMU and the host is nothing the guest sees. */
static bool is_front_end(const char *option)
{
    static const char *const front_ends[] = {
        "-device",  "-machine", "-M",       "-cpu",       "-smp",
        "-numa",    "-m",       "-global",  "-object",    "-rtc",
        "-smbios",  "-vga",     "-soundhw", "-watchdog",  "-no-hpet",
        "-no-acpi", "-boot",    "-usb",     "-usbdevice",
    };

    for (guint i = 0; i < G_N_ELEMENTS(front_ends); i++) {
        if (g_str_equal(option, front_ends[i])) {
            return true;
        }
    }
    return false;
}

/* "disk" of "virDomainDiskDef.queues": what variables that hold the record are
 * called; NULL: not known. */
static char *variable_of(const char *member)
{
    static const char prefix[] = "virDomain";
    gsize length = strcspn(member, ".");
    g_autofree char *record = NULL;
    gsize end;

    if (!g_str_has_prefix(member, prefix) ||
        length < strlen(prefix) + strlen("Def") + 1) {
        return NULL;
    }
    record = g_strndup(member + strlen(prefix), length - strlen(prefix));
    end = strlen(record);
    if (g_str_has_suffix(record, "Def")) {
        record[end - strlen("Def")] = '\0';
    }
    return g_ascii_strdown(record, -1);
}

static bool is_about(const char *text, const char *member, const char *variable)
{
    return text_mentions(text, member) &&
           (!variable || (text && strcasestr(text, variable)));
}

static bool depends_on(const Emission *emission, const char *member,
                       const char *variable)
{
    if (is_about(emission->value.text, member, variable)) {
        return true;
    }
    for (guint k = 0; k < emission->guards->len; k++) {
        const LibvirtGuard *guard =
            &g_array_index(emission->guards, LibvirtGuard, k);

        if (!guard->negated && is_about(guard->text, member, variable)) {
            return true;
        }
    }
    return false;
}

/* Does it decide an argument that the guest sees? Where QEMU's guest address,
 * alias or back end is said is no matter. One that names the record's variable
 * goes before others. */
static const Emission *seen_by_guest(const FactSet *facts, const char *member)
{
    const GPtrArray *emissions = fact_set_emissions(facts);
    const char *name = strrchr(member, '.') + 1;
    g_autofree char *variable = variable_of(member);
    const Emission *other = NULL;

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = emissions->pdata[i];

        if (!is_front_end(emission->option) ||
            g_str_equal(emission->property, "id") ||
            !depends_on(emission, name, NULL)) {
            continue;
        }
        if (!variable || depends_on(emission, name, variable)) {
            return emission;
        }
        other = other ? other : emission;
    }
    return other;
}

/* Configuration that the user writes and gets back. */
static bool is_configuration(const GuestMember *member)
{
    return g_str_has_prefix(member->name, "vir") &&
           libvirt_has_role(member, "parsed") &&
           (libvirt_has_role(member, "formatted") ||
            libvirt_has_role(member, "decides-format"));
}

/* Its record takes part in the ABI check, or is new as a whole. */
static bool is_checked_record(const FactSet *facts, const GuestMember *member)
{
    return share(facts, member, "compared", NULL) > 0 ||
           g_str_has_prefix(member->name, "virDomainDef.");
}

static void look_at_check(Comparison *comparison, const GuestMember *before,
                          const GuestMember *after)
{
    const FactSet *facts = comparison->after.facts;
    bool is_emitted = libvirt_has_role(after, "emitted");
    bool is_new = !before || !is_configuration(before);
    const Emission *emission;

    if (!is_configuration(after) || libvirt_has_role(after, "compared") ||
        !(is_new || (is_emitted && !libvirt_has_role(before, "emitted")))) {
        return;
    }
    emission = is_emitted ? seen_by_guest(facts, after->name) : NULL;
    if (emission) {
        g_autofree char *what =
            g_strdup_printf("%s %s", emission->option, emission->property);

        add(comparison, CHANGE_ABI_HOLE, after, what);
    } else if (!is_emitted && is_checked_record(facts, after)) {
        add(comparison, CHANGE_ABI_HOLE, after, NULL);
    }
}

/* It decides what is saved, and is not saved itself. */
static bool is_lost_at_restart(const GuestMember *member)
{
    return libvirt_has_role(member, "decides-inactive") &&
           libvirt_has_role(member, "assigned") &&
           !libvirt_has_role(member, "parsed") &&
           !libvirt_has_role(member, "formatted");
}

static void look_at_state(Comparison *comparison, const GuestMember *before,
                          const GuestMember *after)
{
    const FactSet *facts = comparison->after.facts;

    if (is_lost_at_restart(after) && !(before && is_lost_at_restart(before))) {
        add(comparison, CHANGE_FORGOTTEN, after, "status");
    }
    if (before) {
        return;
    }
    if (!libvirt_has_role(after, "copied") &&
        share(facts, after, "copied", NULL) >= MIN_PERCENT) {
        add(comparison, CHANGE_FORGOTTEN, after, "copy");
    }
    if (!libvirt_has_role(after, "reset") &&
        libvirt_has_role(after, "assigned") &&
        share(facts, after, "reset", "assigned") >= MIN_PERCENT) {
        add(comparison, CHANGE_FORGOTTEN, after, "reset");
    }
}

void diff_libvirt_members(Comparison *comparison)
{
    const GPtrArray *members = fact_set_guest_members(comparison->after.facts);

    for (guint i = 0; i < members->len; i++) {
        const GuestMember *after = at(members, i);
        const GuestMember *before =
            libvirt_member(comparison->before.facts, after->name);

        look_at_check(comparison, before, after);
        look_at_state(comparison, before, after);
    }
}
