/*
 * Unit tests of the history as a mail: its width, and what stands in short.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reports/evidence.h"

#define SENTENCE                                                               \
    "libvirt emits -numa node,mem=; parse_numa_node refuses it because the "   \
    "member numa_mem_supported of the machine's class is false"

static void add_state(EvidenceGroup *group, const char *name, const char *where,
                      const char *result)
{
    EvidenceState state = {
        .name = name,
        .where = where,
        .result = result,
        .why = SENTENCE,
        .emission = {.label = "libvirt 4.0.0",
                     .file = "src/qemu/qemu_command.c",
                     .line = 7902},
    };

    g_array_append_val(group->states, state);
}

static void add_row(EvidenceGroup *group, const char *source,
                    const char *destination, const char *direction,
                    const char *verdict)
{
    EvidenceRow row = {source, destination, direction, verdict, SENTENCE};

    g_array_append_val(group->rows, row);
}

static EvidenceTopic *add_topic(EvidenceReport *report)
{
    EvidenceTopic *topic = evidence_add_topic(report, "with " SENTENCE);
    EvidenceGroup *group = evidence_add_group(topic);

    group->machines = "pc-i440fx-5.1 .. 10.0, pc-q35-5.1 .. 10.0";
    add_state(group, "A", "libvirt 4.0.0 .. 6.0.0, QEMU 5.1.0 .. 10.0.13",
              "no start");
    add_state(group, "B", "libvirt 7.0.0 .. 11.3.0, any QEMU", "runs");
    return topic;
}

static EvidenceReport *new_report(void)
{
    EvidenceReport *report = evidence_report_new();
    EvidenceTopic *topic = add_topic(report);
    EvidenceGroup *group = g_ptr_array_index(topic->groups, 0);
    EvidenceEvent event = {
        .project = "QEMU",
        .version = "5.1.0",
        .date = "2020-06-26",
        .text = SENTENCE,
        .place = {.label = "QEMU 5.1.0",
                  .file = "hw/core/numa.c",
                  .line = 121,
                  .commit = "0123456789abcdef0123456789abcdef01234567",
                  .subject = "a subject that is itself not short: " SENTENCE,
                  .date = "2020-06-26"},
    };

    report->command = "evidence";
    report->title = "-numa node,mem= " SENTENCE;
    report->target = "x86_64";
    g_array_append_val(report->events, event);
    g_ptr_array_add(report->notes, (gpointer)SENTENCE);
    add_row(group, "B", "A", "backward", "BREAK");
    add_row(group, "A", NULL, "(cold start)", "START-FAIL");
    add_row(group, "B", "B", "both", "ok");
    return report;
}

static void check_width(const EvidenceReport *report, EvidenceStyle style,
                        gsize width)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(GStrv) lines = NULL;

    evidence_write_text(report, style, text);
    lines = g_strsplit(text->str, "\n", -1);
    assert_true(g_strv_length(lines) > 20);
    for (guint i = 0; lines[i]; i++) {
        assert_true(strlen(lines[i]) <= width);
        assert_null(strchr(lines[i], '\t'));
        assert_false(g_str_has_suffix(lines[i], " "));
    }
}

/* Quoted twice, "> > ", a mail's line must still fit 80 columns. */
static void test_width(void **state)
{
    g_autoptr(EvidenceReport) report = new_report();

    (void)state;
    check_width(report, EVIDENCE_MAIL, 72);
    check_width(report, EVIDENCE_TEXT, 79);
}

static void test_costs_width(void **state)
{
    g_autoptr(EvidenceReport) report = new_report();
    EvidenceCost cost = {"10.10.0 (proposed)", "START-FAIL", "START-FAIL",
                         "no such libvirt"};

    (void)state;
    g_ptr_array_add(report->costs, (gpointer)SENTENCE);
    g_array_append_val(report->table, cost);
    report->since = "4.1";
    check_width(report, EVIDENCE_MAIL, 72);
}

static void test_commit(void **state)
{
    g_autoptr(EvidenceReport) report = new_report();
    g_autoptr(GString) text = g_string_new(NULL);

    (void)state;
    evidence_write_text(report, EVIDENCE_MAIL, text);
    assert_non_null(strstr(text->str, "\n2020-06-26  QEMU 5.1.0\n"));
    assert_non_null(strstr(text->str, " 0123456789ab (\"a subject"));
    assert_null(strstr(text->str, "0123456789abc"));
}

static void test_short(void **state)
{
    g_autoptr(EvidenceReport) report = new_report();
    EvidenceTopic *topic = g_ptr_array_index(report->topics, 0);
    g_autoptr(GPtrArray) texts = evidence_in_short(topic);

    (void)state;
    assert_int_equal(texts->len, 2);
    assert_string_equal(
        g_ptr_array_index(texts, 0),
        "BREAK backward, from libvirt 7.0.0 .. 11.3.0, any QEMU / to libvirt "
        "4.0.0 .. 6.0.0, QEMU 5.1.0 .. 10.0.13: pc-i440fx-5.1 .. 10.0, "
        "pc-q35-5.1 .. 10.0");
    assert_true(g_str_has_prefix(g_ptr_array_index(texts, 1),
                                 "START-FAIL on libvirt 4.0.0"));
}

/* Both ways alike: said once. */
static void test_short_mirror(void **state)
{
    g_autoptr(EvidenceReport) report = evidence_report_new();
    EvidenceTopic *topic = add_topic(report);
    EvidenceGroup *group = g_ptr_array_index(topic->groups, 0);
    g_autoptr(GPtrArray) texts = NULL;

    (void)state;
    add_row(group, "A", "B", "both", "BREAK");
    add_row(group, "B", "A", "both", "BREAK");
    texts = evidence_in_short(topic);
    assert_int_equal(texts->len, 1);
    assert_true(g_str_has_prefix(g_ptr_array_index(texts, 0),
                                 "BREAK between libvirt 4.0.0"));
}

/* What is not decided is not passed over. */
static void test_short_unknown(void **state)
{
    g_autoptr(EvidenceReport) report = evidence_report_new();
    EvidenceTopic *topic = add_topic(report);
    g_autoptr(GPtrArray) texts = NULL;

    (void)state;
    add_row(g_ptr_array_index(topic->groups, 0), "A", NULL, "(cold start)",
            "unknown");
    texts = evidence_in_short(topic);
    assert_int_equal(texts->len, 1);
    assert_true(g_str_has_prefix(g_ptr_array_index(texts, 0),
                                 "unknown on libvirt 4.0.0"));
}

static void test_agree(void **state)
{
    g_autoptr(EvidenceReport) report = evidence_report_new();
    const EvidenceTopic *a = add_topic(report);
    const EvidenceTopic *b = add_topic(report);

    (void)state;
    assert_true(evidence_topics_agree(a, b));
    add_row(g_ptr_array_index(b->groups, 0), "B", "A", "backward", "BREAK");
    assert_false(evidence_topics_agree(a, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_costs_width),
        cmocka_unit_test(test_commit),
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_agree),
        cmocka_unit_test(test_short_mirror),
        cmocka_unit_test(test_short_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
