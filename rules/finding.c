/*
 * A list of findings, their fingerprints and their total order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/finding.h"

#include <string.h>

/* Bytes of the hash that a fingerprint shows: of thousands of findings no two
 * meet by chance. */
#define FINGERPRINT_LENGTH 24

struct Findings {
    GPtrArray *all; /* Finding * */
    GStringChunk *texts;
};

static void finding_free(gpointer data)
{
    Finding *finding = data;

    g_ptr_array_unref(finding->machine_types);
    g_ptr_array_unref(finding->drivers);
    g_array_unref(finding->evidence);
    g_array_unref(finding->entries);
    g_free(finding);
}

Findings *findings_new(void)
{
    Findings *findings = g_new0(Findings, 1);

    findings->all = g_ptr_array_new_with_free_func(finding_free);
    findings->texts = g_string_chunk_new(4096);
    return findings;
}

void findings_free(Findings *findings)
{
    if (!findings) {
        return;
    }
    g_ptr_array_unref(findings->all);
    g_string_chunk_free(findings->texts);
    g_free(findings);
}

Finding *findings_add(Findings *findings, const char *rule)
{
    Finding *finding = g_new0(Finding, 1);

    finding->rule = rule;
    finding->severity = SEVERITY_INFO;
    finding->machine_types = g_ptr_array_new();
    finding->drivers = g_ptr_array_new();
    finding->evidence = g_array_new(FALSE, TRUE, sizeof(Evidence));
    finding->entries = g_array_new(FALSE, TRUE, sizeof(RemedyEntry));
    g_ptr_array_add(findings->all, finding);
    return finding;
}

const char *findings_text(Findings *findings, const char *text)
{
    return text ? g_string_chunk_insert_const(findings->texts, text) : NULL;
}

const char *findings_format(Findings *findings, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return findings_text(findings, text);
}

void finding_add_evidence(Finding *finding, EvidenceSide side,
                          const Location *location, const char *note)
{
    const Evidence evidence = {
        .side = side,
        .location = *location,
        .note = note,
    };

    if (location->file) {
        g_array_append_val(finding->evidence, evidence);
    }
}

/* The family that all machine types share; NULL if they are of several. */
static const char *common_family(const GPtrArray *machine_types)
{
    const char *family = NULL;

    for (guint i = 0; i < machine_types->len; i++) {
        const MachineType *machine = g_ptr_array_index(machine_types, i);

        if (family && g_strcmp0(machine->family, family) != 0) {
            return NULL;
        }
        family = machine->family;
    }
    return family;
}

void findings_describe(Findings *findings, Finding *finding,
                       const Change *change)
{
    finding->driver = findings_text(findings, change->driver);
    finding->name = findings_text(findings, change->name);
    finding->family =
        findings_text(findings, common_family(change->machine_types));
    for (guint i = 0; i < change->machine_types->len; i++) {
        const MachineType *machine =
            g_ptr_array_index(change->machine_types, i);

        g_ptr_array_add(finding->machine_types,
                        (char *)findings_text(findings, machine->name));
    }
    for (guint i = 0; i < change->drivers->len; i++) {
        const char *driver = g_ptr_array_index(change->drivers, i);

        g_ptr_array_add(finding->drivers,
                        (char *)findings_text(findings, driver));
    }
}

const GPtrArray *findings_all(const Findings *findings)
{
    return findings->all;
}

static void make_fingerprint(Findings *findings, Finding *finding)
{
    g_autofree char *text =
        g_strdup_printf("%s\n%s\n%s\n%s\n%s\n%s", finding->rule,
                        finding->family ? finding->family : "",
                        subject_kind_text(finding->subject),
                        finding->driver ? finding->driver : "",
                        finding->name ? finding->name : "",
                        directions_text(finding->directions));
    g_autofree char *hash =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

    hash[FINGERPRINT_LENGTH] = '\0';
    finding->fingerprint = findings_text(findings, hash);
}

static const Location *place_of(const Finding *finding)
{
    static const Location nowhere = {NULL, 0};

    return finding->evidence->len
               ? &g_array_index(finding->evidence, Evidence, 0).location
               : &nowhere;
}

static int compare_findings(const void *a, const void *b)
{
    const Finding *x = *(const Finding *const *)a;
    const Finding *y = *(const Finding *const *)b;
    int order = (x->severity > y->severity) - (x->severity < y->severity);

    order = order ? order : location_compare(place_of(x), place_of(y));
    order = order ? order : strcmp(x->rule, y->rule);
    order = order ? order : g_strcmp0(x->driver, y->driver);
    order = order ? order : g_strcmp0(x->name, y->name);
    order = order ? order : strcmp(x->fingerprint, y->fingerprint);
    return order ? order : g_strcmp0(x->message, y->message);
}

/* To the first ones; the others have been freed. */
static void shorten(GPtrArray *all, guint length)
{
    g_ptr_array_set_free_func(all, NULL);
    g_ptr_array_set_size(all, (gint)length);
    g_ptr_array_set_free_func(all, finding_free);
}

void findings_sort(Findings *findings)
{
    GPtrArray *all = findings->all;
    guint kept = 0;

    for (guint i = 0; i < all->len; i++) {
        make_fingerprint(findings, g_ptr_array_index(all, i));
    }
    g_ptr_array_sort(all, compare_findings);
    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);
        Finding *last = kept ? g_ptr_array_index(all, kept - 1) : NULL;

        if (last && compare_findings(&last, &finding) == 0) {
            finding_free(finding);
        } else {
            all->pdata[kept++] = finding;
        }
    }
    shorten(all, kept);
}

void findings_remove(Findings *findings,
                     bool (*is_unwanted)(const Finding *finding, void *user),
                     void *user)
{
    GPtrArray *all = findings->all;
    guint kept = 0;

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = g_ptr_array_index(all, i);

        if (is_unwanted(finding, user)) {
            finding_free(finding);
        } else {
            all->pdata[kept++] = finding;
        }
    }
    shorten(all, kept);
}

const char *severity_text(Severity severity)
{
    static const char *const texts[] = {
#define X(name, text) text,
        SEVERITIES(X)
#undef X
    };

    return texts[severity];
}

const char *subject_kind_text(SubjectKind kind)
{
    static const char *const texts[] = {
#define X(name, text) text,
        SUBJECT_KINDS(X)
#undef X
    };

    return texts[kind];
}

const char *directions_text(guint directions)
{
    if (directions == DIRECTION_FORWARD) {
        return "forward";
    }
    return directions == DIRECTION_BACKWARD ? "backward" : "both";
}
