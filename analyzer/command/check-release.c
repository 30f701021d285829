/*
 * What releases say to a finding.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-release.h"

#include <string.h>

#include "base/version.h"
#include "command/check-history.h"
#include "command/check-subject.h"

/* A release that was read, and what makes it differ from both trees. */
typedef struct Release {
    char *version;
    Source *source;
    FactSet *facts;
    Judgement *to_base;
    Judgement *to_last;
    bool lacks_files; /* of those that were read of the base: what they hold
                         may be elsewhere */
} Release;

static void release_clear(Release *release)
{
    judgement_free(release->to_base);
    judgement_free(release->to_last);
    fact_set_free(release->facts);
    source_free(release->source);
    g_free(release->version);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Release, release_clear)

char *check_last_release(const Check *check, const char *commit)
{
    ReleaseSearch search = {NULL};
    char *found = check_find_release(check, commit, &search);

    g_free(search.found);
    return found;
}

static bool lacks_files(const Check *check, const Source *release)
{
    const GPtrArray *files = check->slice->files;

    for (guint i = 0; files && i < files->len; i++) {
        const char *path = g_ptr_array_index(files, i);

        if (!source_has(release, path) &&
            source_has(check_base(check)->source, path)) {
            return true;
        }
    }
    return false;
}

/* False if it failed; without `version` if there is no such release. */
static bool read_release(const Check *check, ReleaseSearch *search,
                         Release *release, GError **error)
{
    g_autofree char *commit = check_find_release(check, check->commit, search);

    if (!commit) {
        return true;
    }
    release->version = g_steal_pointer(&search->found);
    release->source =
        repository_source(check->repository, commit, release->version, error);
    if (release->source) {
        release->lacks_files = lacks_files(check, release->source);
        release->facts = check_read_facts(check, release->source, error);
    }
    if (release->facts) {
        release->to_base = judgement_new(
            release->facts, check_base(check)->facts, check->options, error);
    }
    if (release->to_base) {
        release->to_last = judgement_new(
            release->facts, check_last(check)->facts, check->options, error);
    }
    return release->to_last;
}

/* Does the tree after the change agree with the release, where the tree
 * before it did not? */
static bool is_restored(const Release *release, const Finding *finding)
{
    return !subject_has_finding_here(release->to_last->findings, finding) &&
           subject_has_finding(release->to_base->findings, finding);
}

static bool is_libvirt(const FactSet *facts)
{
    return g_strcmp0(fact_set_project(facts), "libvirt") == 0;
}

static bool is_promise(const Finding *finding)
{
    return finding->severity < SEVERITY_INFO;
}

/* The device was released, and neither the release nor the tree before the
 * change has the property: that the release lacks it is the finding. */
static bool is_new_property(const Comparison *change, const Finding *finding,
                            const Release *release)
{
    return finding->subject == SUBJECT_PROPERTY &&
           subject_was_read(release->to_last->comparison, finding) &&
           !subject_exists(change, finding);
}

/* The release did not have what the finding is about, or had it as it is now:
 * then nothing that was released changes. */
static void excuse(const Judgement *judgement, Finding *finding,
                   const Release *release)
{
    Findings *findings = judgement->findings;
    bool is_known = subject_exists(release->to_last->comparison, finding) ||
                    (release->lacks_files &&
                     !subject_was_read(release->to_last->comparison, finding) &&
                     subject_is_named(release->source, finding));

    if (is_known && !is_restored(release, finding)) {
        return;
    }
    if (!is_known &&
        (subject_has_finding(release->to_last->findings, finding) ||
         is_new_property(judgement->comparison, finding, release))) {
        return;
    }
    finding->severity = SEVERITY_INFO;
    finding->message = findings_format(
        findings, is_known ? "%s (as in %s again)" : "%s (not in %s)",
        finding->message, release->version);
    finding->remedy = findings_text(
        findings, "none needed: only versions in development differ");
    g_array_set_size(finding->entries, 0);
}

/* A guest of the release gets the same from both. Elements and attributes may
 * have been kept in another member there: then the tree before the change must
 * have differed. */
static void excuse_libvirt(const Judgement *judgement, Finding *finding,
                           const Release *release)
{
    Findings *findings = judgement->findings;
    bool is_back = subject_has_opposite(release->to_base->findings, finding);

    if (subject_has_finding(release->to_last->findings, finding) ||
        (!is_back && subject_is_item(release->facts, finding))) {
        return;
    }
    finding->severity = SEVERITY_INFO;
    finding->message = findings_format(findings,
                                       is_back ? "%s (as in %s again)"
                                               : "%s (no difference from %s)",
                                       finding->message, release->version);
}

static void trade(Findings *findings, Finding *finding, const Release *old,
                  const char *last, const char *here)
{
    finding->severity = MAX(finding->severity, SEVERITY_RISK);
    finding->message = findings_format(
        findings,
        "%s: a late repair, which trades %s <-> %s (agree again) for %s <-> %s "
        "(differ from now on)",
        finding->message, old->version, here, last, here);
    finding->remedy = findings_format(
        findings,
        "name both pairs in the commit message; guests that were started by "
        "%s must be restarted before they migrate",
        last);
    g_array_set_size(finding->entries, 0);
}

static bool has_promises(const Findings *findings)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        if (is_promise(g_ptr_array_index(all, i))) {
            return true;
        }
    }
    return false;
}

/* "9.1" if the tree has machine types of it and 9.0 is released: the newest
 * version that is none yet; NULL. Borrowed. */
static const char *version_to_come(const FactSet *facts, const char *branch)
{
    const GPtrArray *machines = fact_set_machine_types(facts);
    const char *coming = NULL;

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);
        const char *version = machine->version;

        if (version && g_ascii_isdigit(*version) &&
            version_compare(version, branch) > 0 &&
            (!coming || version_compare(version, coming) > 0)) {
            coming = version;
        }
    }
    return coming;
}

/* What the tree will be called once it is released: "9.1" in the cycle 9.0.50
 * and for 9.0.92; "8.2.5" after 8.2.4. */
static char *coming_version(const FactSet *facts)
{
    const char *version = fact_set_version(facts);
    g_auto(GStrv) parts = g_strsplit(version, ".", 3);
    guint micro = check_micro(version);
    g_autofree char *branch = g_strv_length(parts) > 1
                                  ? g_strjoin(".", parts[0], parts[1], NULL)
                                  : g_strdup(version);
    const char *coming = version_to_come(facts, branch);

    if (micro < CHECK_DEVELOPMENT) {
        return g_strdup_printf("%s.%u", branch, micro + 1);
    }
    return coming ? g_strdup(coming)
                  : g_strdup_printf("the release after %s", branch);
}

static bool find_excuses(const Check *check, Judgement *judgement,
                         char **ret_last, GError **error)
{
    const GPtrArray *all = findings_all(judgement->findings);
    ReleaseSearch search = {NULL};
    g_auto(Release) last = {NULL};
    bool is_of_libvirt = is_libvirt(check_base(check)->facts);
    bool in_development =
        is_of_libvirt ? !check->options->check.stable
                      : check_micro(check->version) >= CHECK_DEVELOPMENT;

    if (!in_development) {
        *ret_last = g_strdup(check->version);
        return true;
    }
    if (!read_release(check, &search, &last, error)) {
        return false;
    }
    for (guint i = 0; last.version && i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (is_promise(finding)) {
            (is_of_libvirt ? excuse_libvirt : excuse)(judgement, finding,
                                                      &last);
        }
    }
    *ret_last = g_strdup(last.version);
    return true;
}

/* Of its machine types; NULL if it is about none. */
static const char *newest_version(const Judgement *judgement,
                                  const Finding *finding)
{
    const GArray *types = judgement->comparison->promised;
    const char *newest = NULL;

    for (guint i = 0; i < types->len; i++) {
        const MachineType *machine =
            g_array_index(types, PromisedType, i).before;

        for (guint j = 0; j < finding->machine_types->len; j++) {
            if (g_str_equal(machine->name,
                            g_ptr_array_index(finding->machine_types, j)) &&
                (!newest || version_compare(machine->version, newest) > 0)) {
                newest = machine->version;
            }
        }
    }
    return newest;
}

/* The release that a repair would go back to: the one that the newest of the
 * machine types came with, or if that is the last one, the one before. */
static char *release_to_restore(const Judgement *judgement,
                                const Finding *finding, const char *last)
{
    const char *newest = newest_version(judgement, finding);
    g_auto(GStrv) parts = g_strsplit(last, ".", 3);
    g_autofree char *branch =
        g_strdup_printf("%s.%s", parts[0], parts[0] ? parts[1] : "0");

    return newest && version_compare(newest, branch) < 0
               ? g_strdup_printf("%s.0", newest)
               : g_strdup("");
}

typedef struct Trades {
    const Check *check;
    Judgement *judgement;
    const char *last;
    char *here;
    char *wanted; /* version of `old`; "": the one before the last */
    Release old;
} Trades;

static void trades_clear(Trades *trades)
{
    release_clear(&trades->old);
    g_free(trades->here);
    g_free(trades->wanted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Trades, trades_clear)

/* Reads the release unless it is the one that was read last. */
static bool read_wanted(Trades *trades, const char *wanted, GError **error)
{
    ReleaseSearch search = {.below = trades->last};

    if (g_strcmp0(trades->wanted, wanted) == 0) {
        return true;
    }
    if (*wanted) {
        search.version = wanted;
    }
    release_clear(&trades->old);
    trades->old = (Release){NULL};
    g_free(trades->wanted);
    trades->wanted = g_strdup(wanted);
    return read_release(trades->check, &search, &trades->old, error);
}

static bool find_trades(const Check *check, Judgement *judgement,
                        const char *last, GError **error)
{
    const GPtrArray *all = findings_all(judgement->findings);
    g_auto(Trades) trades = {
        .check = check,
        .judgement = judgement,
        .last = last,
        .here = coming_version(check_last(check)->facts),
    };

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);
        g_autofree char *wanted = release_to_restore(judgement, finding, last);

        if (!is_promise(finding)) {
            continue;
        }
        if (!read_wanted(&trades, wanted, error)) {
            return false;
        }
        if (trades.old.version && is_restored(&trades.old, finding)) {
            trade(judgement->findings, finding, &trades.old, last, trades.here);
        }
    }
    return true;
}

bool check_against_releases(const Check *check, Judgement *judgement,
                            GError **error)
{
    g_autofree char *last = NULL;

    if (!check->repository || check->options->all ||
        !has_promises(judgement->findings)) {
        return true;
    }
    if (!find_excuses(check, judgement, &last, error) ||
        (last && !is_libvirt(check_base(check)->facts) &&
         !find_trades(check, judgement, last, error))) {
        return false;
    }
    findings_sort(judgement->findings);
    return true;
}
