/*
 * A finding as a remark on one line of the newer tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/annotation.h"

#include "reports/layout.h"

/* Characters of a gap's fingerprint, as many as findings have. */
#define FINGERPRINT_LENGTH 24

const Evidence *annotation_evidence(const Finding *finding)
{
    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);

        if (evidence->side == EVIDENCE_NEW && evidence->location.file) {
            return evidence;
        }
    }
    return finding->evidence->len
               ? &g_array_index(finding->evidence, Evidence, 0)
               : NULL;
}

char *annotation_clean(const char *text)
{
    char *clean = g_utf8_make_valid(text, -1);

    for (char *at = clean; *at; at++) {
        if (*at == '\t') {
            *at = ' ';
        } else if (g_ascii_iscntrl(*at) && *at != '\n') {
            *at = '?';
        }
    }
    return clean;
}

char *annotation_title(const Finding *finding)
{
    g_autofree char *title = g_strdup_printf(
        "%s: %s", directions_text(finding->directions), finding->message);

    return annotation_clean(g_strdelimit(title, "\n", ' '));
}

char *annotation_note(const Report *report, const Evidence *evidence)
{
    g_autofree char *note = g_strdup_printf(
        "in %s%s%s", layout_tree_name(report, evidence->side),
        evidence->note ? ": " : "", evidence->note ? evidence->note : "");

    return annotation_clean(note);
}

static void append_evidence(GString *out, const Report *report,
                            const Evidence *evidence)
{
    g_autofree char *note = annotation_note(report, evidence);
    g_autofree char *line =
        evidence->text ? annotation_clean(evidence->text) : NULL;

    layout_place(out, &evidence->location);
    g_string_append_printf(out, ": %s\n", note);
    if (line) {
        g_string_append_printf(out, "    %s\n", g_strstrip(line));
    }
}

char *annotation_text(const Report *report, const Finding *finding)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *title = annotation_title(finding);

    g_string_append_printf(out, "%s: %s [%s]\n",
                           severity_text(finding->severity), title,
                           finding->rule);
    for (guint i = 0; i < finding->evidence->len; i++) {
        append_evidence(out, report,
                        &g_array_index(finding->evidence, Evidence, i));
    }
    if (finding->machine_types->len) {
        g_autofree char *ranges =
            layout_ranges(finding->machine_types, report->promised);

        layout_print(out, "machine types: %s\n", ranges);
    }
    if (finding->remedy) {
        layout_print(out, "remedy: %s\n", finding->remedy);
    }
    if (finding->patch) {
        g_string_append(out, finding->patch);
    }
    return annotation_clean(out->str);
}

char *annotation_gap(const Report *report, const ReportGap *gap)
{
    g_autofree char *text = g_strdup_printf(
        "not analysed in %s: %s%s%s: %s", layout_tree_name(report, gap->side),
        gap->construct, gap->subject ? " " : "",
        gap->subject ? gap->subject : "", gap->reason);

    return annotation_clean(g_strdelimit(text, "\n", ' '));
}

static char *with_ordinal(const char *fingerprint, guint n_before)
{
    return n_before ? g_strdup_printf("%s-%u", fingerprint, n_before + 1)
                    : g_strdup(fingerprint);
}

char *annotation_fingerprint(const Report *report, const Finding *finding)
{
    guint n_before = 0;

    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *other = g_ptr_array_index(report->findings, i);

        if (other == finding) {
            break;
        }
        n_before += g_str_equal(other->fingerprint, finding->fingerprint);
    }
    return with_ordinal(finding->fingerprint, n_before);
}

static bool are_alike(const ReportGap *a, const ReportGap *b)
{
    return a->side == b->side && g_str_equal(a->construct, b->construct) &&
           g_str_equal(a->reason, b->reason) &&
           g_strcmp0(a->subject, b->subject) == 0 &&
           g_strcmp0(a->location.file, b->location.file) == 0;
}

char *annotation_gap_fingerprint(const Report *report, guint number)
{
    const ReportGap *gaps = (const ReportGap *)report->gaps->data;
    const ReportGap *gap = &gaps[number];
    g_autofree char *text = g_strdup_printf(
        "gap\n%d\n%s\n%s\n%s\n%s", (int)gap->side, gap->construct,
        gap->subject ? gap->subject : "", gap->reason,
        gap->location.file ? gap->location.file : "");
    g_autofree char *hash =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    guint n_before = 0;

    for (guint i = 0; i < number; i++) {
        n_before += are_alike(&gaps[i], gap);
    }
    hash[FINGERPRINT_LENGTH] = '\0';
    return with_ordinal(hash, n_before);
}

bool annotation_is_whole_file(const ReportGap *gap)
{
    return g_str_equal(gap->construct, "file") ||
           g_str_equal(gap->construct, "unread-file") ||
           g_str_equal(gap->construct, GAP_LOST);
}
