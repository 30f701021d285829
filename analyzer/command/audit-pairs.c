/*
 * Compares the trees of an audit with each other.
 *
 * What breaks between two versions is not the sum of what breaks from step to
 * step: a value may change and change back, and what is repaired late breaks
 * with those in between. So all pairs are compared in full, as `compare` does
 * it, each in a process of its own that inherits the facts. A result is kept
 * as soon as it is there: what is done survives an interruption.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/audit-run.h"
#include "command/audit-worker.h"
#include "command/command.h"
#include "reports/audit-index.h"

typedef struct Jobs {
    AuditRun *run;
    AuditCache *cache;
    GPtrArray *results; /* GBytes *, for each pair; NULL: none yet */
    GArray *workers;    /* AuditWorker: at work now */
    guint n_todo;
    guint n_done;
} Jobs;

static void list_pairs(Audit *audit)
{
    guint n = audit->trees->len;

    for (guint i = 0; i < n; i++) {
        guint end = i < audit->n_qemu ? audit->n_qemu : MIN(i + 2, n);

        for (guint k = i + 1; k < end; k++) {
            audit_add_pair(audit, i, k);
        }
    }
}

static guint most_workers(const CommandOptions *options)
{
    return options->jobs ? options->jobs : g_get_num_processors();
}

static void take_result(Jobs *jobs, AuditWorker *worker, int status)
{
    AuditPair *pair = audit_pair(jobs->run->audit, worker->pair);
    g_autofree char *failure = NULL;
    GBytes *result = audit_worker_end(worker, status, &failure);

    pair->failure = audit_text(jobs->run->audit, failure);
    g_ptr_array_index(jobs->results, worker->pair) = result;
    if (result) {
        audit_cache_save(jobs->cache, audit_input(jobs->run, pair->before),
                         audit_input(jobs->run, pair->after), result);
    }
}

/* Waits for one, whichever ends first. */
static void end_one(Jobs *jobs)
{
    int status = 0;
    pid_t pid = waitpid(-1, &status, 0);

    g_assert(pid > 0 || errno == EINTR);
    for (guint i = 0; i < jobs->workers->len; i++) {
        AuditWorker *worker = &g_array_index(jobs->workers, AuditWorker, i);

        if (worker->pid == pid) {
            take_result(jobs, worker, status);
            g_array_remove_index(jobs->workers, i);
            jobs->n_done++;
            return;
        }
    }
}

static bool start_one(Jobs *jobs, guint number, GError **error)
{
    const AuditPair *pair = audit_pair(jobs->run->audit, number);
    AuditWorker worker = {.pair = number};
    g_autofree char *what = NULL;

    while (jobs->workers->len >= most_workers(jobs->run->options)) {
        end_one(jobs);
    }
    what = g_strdup_printf("%s - %s",
                           audit_tree(jobs->run->audit, pair->before)->version,
                           audit_tree(jobs->run->audit, pair->after)->version);
    audit_show_progress(jobs->run->options, what, jobs->n_done, jobs->n_todo);
    if (!audit_worker_start(&worker, jobs->run, pair, error)) {
        return false;
    }
    g_array_append_val(jobs->workers, worker);
    return true;
}

static bool work_all(Jobs *jobs, const GArray *todo, GError **error)
{
    bool fine = true;

    jobs->n_todo = todo->len;
    for (guint i = 0; fine && i < todo->len; i++) {
        fine = start_one(jobs, g_array_index(todo, guint, i), error);
    }
    while (jobs->workers->len) {
        end_one(jobs);
    }
    audit_end_progress(jobs->run->options);
    return fine;
}

static bool make_results(Jobs *jobs, GError **error)
{
    const Audit *audit = jobs->run->audit;
    g_autoptr(GArray) todo = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < audit->pairs->len; i++) {
        const AuditPair *pair = audit_pair(audit, i);
        GBytes *known =
            audit_cache_load(jobs->cache, audit_input(jobs->run, pair->before),
                             audit_input(jobs->run, pair->after));

        g_ptr_array_add(jobs->results, known);
        if (!known) {
            g_array_append_val(todo, i);
        }
    }
    return work_all(jobs, todo, error);
}

static AuditFilter filter_of(const CommandOptions *options)
{
    static const guint directions[] = {
        [DIRECTION_CHOICE_FORWARD] = DIRECTION_FORWARD,
        [DIRECTION_CHOICE_BACKWARD] = DIRECTION_BACKWARD,
        [DIRECTION_CHOICE_BOTH] = DIRECTION_BOTH,
    };
    const AuditFilter filter = {
        .gravest_left_out =
            options->severity_given ? options->severity + 1 : SEVERITY_INFO,
        .directions = directions[options->direction],
    };

    return filter;
}

static void read_result(Jobs *jobs, AuditIndex *index, guint number)
{
    Audit *audit = jobs->run->audit;
    const AuditFilter filter = filter_of(jobs->run->options);
    GBytes *result = g_ptr_array_index(jobs->results, number);
    AuditPair *pair = audit_pair(audit, number);
    g_autofree char *json = result ? g_strndup(g_bytes_get_data(result, NULL),
                                               g_bytes_get_size(result))
                                   : NULL;

    if (!pair->failure &&
        (!json || !audit_read_pair(audit, index, number, json, &filter))) {
        pair->failure = audit_text(audit, "the result could not be read back");
    }
    if (pair->failure) {
        jobs->run->status |= STATUS_NOT_ANALYSED;
    }
}

static void free_result(gpointer result)
{
    g_bytes_unref(result);
}

bool audit_compare_pairs(AuditRun *run, GError **error)
{
    g_autoptr(AuditCache) cache = audit_cache_open(run->options);
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(free_result);
    g_autoptr(GArray) workers = g_array_new(FALSE, FALSE, sizeof(AuditWorker));
    g_autoptr(AuditIndex) index = audit_index_new(run->audit);
    Jobs jobs = {
        .run = run, .cache = cache, .results = results, .workers = workers};

    list_pairs(run->audit);
    if (!make_results(&jobs, error)) {
        return false;
    }
    for (guint i = 0; i < run->audit->pairs->len; i++) {
        read_result(&jobs, index, i);
    }
    audit_finish(run->audit);
    return true;
}
