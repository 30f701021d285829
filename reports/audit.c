/*
 * The parts of an audit, and their order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reports/audit.h"

#include "base/version.h"

#include <string.h>

static void clear_tree(gpointer data)
{
    AuditTree *tree = data;

    g_array_unref(tree->gaps);
    g_ptr_array_unref(tree->unread);
}

static void clear_seen(gpointer data)
{
    g_ptr_array_unref(((AuditSeen *)data)->machines);
}

static void clear_pair(gpointer data)
{
    g_array_unref(((AuditPair *)data)->seen);
}

static void free_finding(gpointer data)
{
    AuditFinding *finding = data;

    g_ptr_array_unref(finding->drivers);
    g_array_unref(finding->evidence);
    g_free(finding);
}

static void free_timeline(gpointer data)
{
    AuditTimeline *timeline = data;

    g_ptr_array_unref(timeline->machines);
    g_ptr_array_unref(timeline->findings);
    g_free(timeline->points);
    g_free(timeline->emitted);
    g_free(timeline);
}

static void free_ladder(gpointer data)
{
    AuditLadder *ladder = data;

    g_array_unref(ladder->rungs);
    g_ptr_array_unref(ladder->findings);
    g_free(ladder);
}

static void free_emission(gpointer data)
{
    AuditEmission *emission = data;

    g_ptr_array_unref(emission->drivers);
    g_free(emission);
}

Audit *audit_new(void)
{
    Audit *audit = g_new0(Audit, 1);

    audit->texts = g_string_chunk_new(1 << 16);
    audit->trees = g_array_new(FALSE, TRUE, sizeof(AuditTree));
    g_array_set_clear_func(audit->trees, clear_tree);
    audit->machines = g_ptr_array_new_with_free_func(g_free);
    audit->families = g_ptr_array_new();
    audit->pairs = g_array_new(FALSE, TRUE, sizeof(AuditPair));
    g_array_set_clear_func(audit->pairs, clear_pair);
    audit->findings = g_ptr_array_new_with_free_func(free_finding);
    audit->timelines = g_ptr_array_new_with_free_func(free_timeline);
    audit->ladders = g_ptr_array_new_with_free_func(free_ladder);
    audit->emissions = g_ptr_array_new_with_free_func(free_emission);
    return audit;
}

void audit_free(Audit *audit)
{
    if (!audit) {
        return;
    }
    g_ptr_array_unref(audit->emissions);
    g_ptr_array_unref(audit->ladders);
    g_ptr_array_unref(audit->timelines);
    g_ptr_array_unref(audit->findings);
    g_array_unref(audit->pairs);
    g_ptr_array_unref(audit->families);
    g_ptr_array_unref(audit->machines);
    g_array_unref(audit->trees);
    g_string_chunk_free(audit->texts);
    g_free(audit);
}

const char *audit_text(Audit *audit, const char *text)
{
    return text ? g_string_chunk_insert_const(audit->texts, text) : NULL;
}

const char *audit_format(Audit *audit, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return audit_text(audit, text);
}

AuditTree *audit_add_tree(Audit *audit)
{
    const AuditTree tree = {
        .gaps = g_array_new(FALSE, FALSE, sizeof(AuditGap)),
        .unread = g_ptr_array_new(),
    };

    g_array_append_val(audit->trees, tree);
    return &g_array_index(audit->trees, AuditTree, audit->trees->len - 1);
}

AuditPair *audit_add_pair(Audit *audit, guint before, guint after)
{
    const AuditPair pair = {
        .before = before,
        .after = after,
        .seen = g_array_new(FALSE, FALSE, sizeof(AuditSeen)),
    };

    g_array_set_clear_func(pair.seen, clear_seen);
    g_array_append_val(audit->pairs, pair);
    return &g_array_index(audit->pairs, AuditPair, audit->pairs->len - 1);
}

AuditTimeline *audit_add_timeline(Audit *audit)
{
    AuditTimeline *timeline = g_new0(AuditTimeline, 1);

    timeline->machines = g_ptr_array_new();
    timeline->findings = g_ptr_array_new();
    timeline->points = g_new0(AuditPoint, audit->n_qemu + 1);
    timeline->emitted = g_new0(const char *, audit->trees->len + 1);
    g_ptr_array_add(audit->timelines, timeline);
    return timeline;
}

AuditLadder *audit_add_ladder(Audit *audit)
{
    AuditLadder *ladder = g_new0(AuditLadder, 1);

    ladder->rungs = g_array_new(FALSE, FALSE, sizeof(AuditRung));
    ladder->findings = g_ptr_array_new();
    g_ptr_array_add(audit->ladders, ladder);
    return ladder;
}

AuditEmission *audit_add_emission(Audit *audit)
{
    AuditEmission *emission = g_new0(AuditEmission, 1);

    emission->drivers = g_ptr_array_new();
    g_ptr_array_add(audit->emissions, emission);
    return emission;
}

const AuditTree *audit_tree(const Audit *audit, guint index)
{
    return &g_array_index(audit->trees, AuditTree, index);
}

AuditPair *audit_pair(const Audit *audit, guint index)
{
    return &g_array_index(audit->pairs, AuditPair, index);
}

const AuditPair *audit_pair_of(const Audit *audit, guint before, guint after)
{
    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);

        if (pair->before == before && pair->after == after) {
            return pair;
        }
    }
    return NULL;
}

char *audit_tree_name(const Audit *audit, guint index)
{
    const AuditTree *tree = audit_tree(audit, index);

    for (guint i = 0; i < audit->trees->len; i++) {
        const AuditTree *other = audit_tree(audit, i);

        if (i != index && g_str_equal(other->project, tree->project) &&
            g_strcmp0(other->version, tree->version) == 0) {
            return g_strdup_printf("%s %s", tree->version, tree->label);
        }
    }
    return g_strdup(tree->version);
}

static int compare_findings(gconstpointer a, gconstpointer b)
{
    const AuditFinding *x = *(const AuditFinding *const *)a;
    const AuditFinding *y = *(const AuditFinding *const *)b;
    int order = (x->severity > y->severity) - (x->severity < y->severity);

    order = order ? order : strcmp(x->rule, y->rule);
    order = order ? order : g_strcmp0(x->driver, y->driver);
    order = order ? order : g_strcmp0(x->name, y->name);
    order = order ? order : strcmp(x->message, y->message);
    order = order ? order : strcmp(x->fingerprint, y->fingerprint);
    return order ? order
                 : (x->directions > y->directions) -
                       (x->directions < y->directions);
}

/* "9.2" of "pc-q35-9.2"; empty if the name has none. */
static const char *version_of(const AuditMachine *machine)
{
    gsize length = strlen(machine->family);

    return machine->name + length + (machine->name[length] == '-');
}

static int compare_machines(gconstpointer a, gconstpointer b)
{
    const AuditMachine *x = *(const AuditMachine *const *)a;
    const AuditMachine *y = *(const AuditMachine *const *)b;
    int order = strcmp(x->family, y->family);

    order = order ? order : version_compare(version_of(x), version_of(y));
    return order ? order : strcmp(x->name, y->name);
}

static int compare_indexes(gconstpointer a, gconstpointer b)
{
    const AuditMachine *x = *(const AuditMachine *const *)a;
    const AuditMachine *y = *(const AuditMachine *const *)b;

    return (x->index > y->index) - (x->index < y->index);
}

static int compare_seen(gconstpointer a, gconstpointer b)
{
    const AuditSeen *x = a;
    const AuditSeen *y = b;

    return (x->finding->number > y->finding->number) -
           (x->finding->number < y->finding->number);
}

static void order_machines(Audit *audit)
{
    g_ptr_array_sort(audit->machines, compare_machines);
    for (guint i = 0; i < audit->machines->len; i++) {
        AuditMachine *machine = g_ptr_array_index(audit->machines, i);
        guint n = audit->families->len;

        machine->index = i;
        if (machine->trees == 0) {
            continue; /* unversioned: named by a finding, no promise */
        }
        if (n == 0 || !g_str_equal(g_ptr_array_index(audit->families, n - 1),
                                   machine->family)) {
            g_ptr_array_add(audit->families, (char *)machine->family);
        }
    }
}

void audit_finish(Audit *audit)
{
    order_machines(audit);
    g_ptr_array_sort(audit->findings, compare_findings);
    for (guint i = 0; i < audit->findings->len; i++) {
        ((AuditFinding *)g_ptr_array_index(audit->findings, i))->number = i + 1;
    }
    for (guint i = 0; i < audit->pairs->len; i++) {
        AuditPair *pair = audit_pair(audit, i);

        g_array_sort(pair->seen, compare_seen);
        for (guint k = 0; k < pair->seen->len; k++) {
            g_ptr_array_sort(g_array_index(pair->seen, AuditSeen, k).machines,
                             compare_indexes);
        }
    }
}

const char *audit_project_prefix(const Audit *audit, guint tree)
{
    const char *first = audit_tree(audit, 0)->project;
    const char *last = audit_tree(audit, audit->trees->len - 1)->project;

    if (g_str_equal(first, last)) {
        return "";
    }
    return g_str_equal(audit_tree(audit, tree)->project, "qemu") ? "QEMU "
                                                                 : "libvirt ";
}
