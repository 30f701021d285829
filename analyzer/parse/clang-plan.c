/*
 * A plan's files, parsed by several processes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang.h"

#include "parse/clang-schedule.h"

#include <clang-c/Index.h>
#include <errno.h>
#include <gio/gio.h>
#include <poll.h>
#include <string.h>

enum {
    LOOK_EVERY_MS = 200,
    /* A worker that computes nothing at all for so long waits for something
     * that will not come: a pipe in the tree, say. */
    STUCK_SECONDS = 20,
    MOST_WORKERS = 256,
};

ParseGroup *parse_group_new(const char *name)
{
    ParseGroup *group = g_new0(ParseGroup, 1);

    group->name = g_strdup(name);
    group->args = g_ptr_array_new_with_free_func(g_free);
    group->headers = g_ptr_array_new_with_free_func(g_free);
    group->files = g_ptr_array_new_with_free_func(g_free);
    return group;
}

void parse_group_free(ParseGroup *group)
{
    if (!group) {
        return;
    }
    g_free(group->name);
    g_ptr_array_unref(group->args);
    g_ptr_array_unref(group->headers);
    g_ptr_array_unref(group->files);
    g_free(group);
}

char *parse_clang_version(void)
{
    CXString version = clang_getClangVersion();
    const char *text = clang_getCString(version);
    char *number;

    while (text && *text && !g_ascii_isdigit(*text)) {
        text++;
    }
    number = g_strdup(text ?: "");
    number[strspn(number, "0123456789.")] = '\0';
    clang_disposeString(version);
    return number;
}

typedef struct Pool {
    Schedule schedule;
    Worker workers[MOST_WORKERS];
    guint n_workers;
    guint n_started; /* processes, so far */
} Pool;

static void give_up(Pool *pool, Worker *worker, const char *failure)
{
    Worker gone = *worker;
    g_autofree char *end = worker_reap(worker);

    if (gone.busy) {
        schedule_finish(&pool->schedule, &gone, &gone.job, NULL,
                        failure ?: end);
    }
}

/* Gives an idle worker a job, starting its process if it has none. */
static bool employ(Pool *pool, Worker *worker)
{
    Job job;

    if (worker->busy || !schedule_next(&pool->schedule, &job)) {
        return true;
    }
    if (!worker->pid &&
        !worker_start(worker, pool->n_started++, pool->schedule.plan,
                      pool->workers, pool->n_workers)) {
        schedule_return(&pool->schedule, &job);
        return false;
    }
    if (!worker_send(worker, &job)) {
        give_up(pool, worker, NULL);
    }
    return true;
}

static void hear(Pool *pool, Worker *worker)
{
    Job job = worker->job;
    Reply reply;

    if (worker_receive(worker, &reply)) {
        schedule_finish(&pool->schedule, worker, &job, &reply, NULL);
        return;
    }
    worker->busy = true;
    give_up(pool, worker, NULL);
}

static void check_limits(Pool *pool, Worker *worker)
{
    guint seconds = pool->schedule.plan->seconds_per_file;
    gint64 now = g_get_monotonic_time();
    g_autofree char *failure = NULL;
    double cpu;

    if (!worker->busy || seconds == 0) {
        return;
    }
    cpu = worker_cpu_time(worker);
    if (cpu > worker->cpu_seen) {
        worker->cpu_seen = cpu;
        worker->wall_seen = now;
    }
    if (cpu - worker->cpu_at_start > seconds) {
        failure = g_strdup_printf("took over %u s", seconds);
    } else if (now - worker->wall_seen > STUCK_SECONDS * G_USEC_PER_SEC) {
        failure = g_strdup_printf("stuck for %d s", STUCK_SECONDS);
    }
    if (failure) {
        give_up(pool, worker, failure);
    }
}

/* Waits for an answer, an end or the time to look at the limits. */
static void attend(Pool *pool)
{
    struct pollfd fds[MOST_WORKERS];
    int n_ready;

    for (guint i = 0; i < pool->n_workers; i++) {
        bool listen = pool->workers[i].busy;

        fds[i].fd = listen ? pool->workers[i].socket : -1;
        fds[i].events = POLLIN;
        fds[i].revents = 0;
    }
    n_ready = poll(fds, pool->n_workers, LOOK_EVERY_MS);
    for (guint i = 0; i < pool->n_workers; i++) {
        if (n_ready > 0 && fds[i].revents) {
            hear(pool, &pool->workers[i]);
        }
        check_limits(pool, &pool->workers[i]);
    }
}

static bool any_is_busy(const Pool *pool)
{
    for (guint i = 0; i < pool->n_workers; i++) {
        if (pool->workers[i].busy) {
            return true;
        }
    }
    return false;
}

static bool parse_all(Pool *pool, GError **error)
{
    while (pool->schedule.n_open > 0) {
        guint n_open = pool->schedule.n_open;

        for (guint i = 0; i < pool->n_workers; i++) {
            if (!employ(pool, &pool->workers[i])) {
                break;
            }
        }
        /* One that died before it got its job took that with it. */
        if (!any_is_busy(pool) && pool->schedule.n_open < n_open) {
            continue;
        }
        if (!any_is_busy(pool)) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                        "cannot start a process to parse with: %s",
                        g_strerror(errno));
            return false;
        }
        attend(pool);
    }
    return true;
}

static void deliver(Schedule *schedule, guint index, gint file,
                    ParseReceiver receive, void *user)
{
    const ParseGroup *group = g_ptr_array_index(schedule->plan->groups, index);
    ParseResult result = {.group = group->name};

    if (!schedule_take(schedule, index, file, &result.file, &result.failure)) {
        return;
    }
    result.is_headers = file == HEADER_UNIT;
    result.path = result.is_headers
                      ? "<headers>"
                      : g_ptr_array_index(group->files, (guint)file);
    receive(&result, user);
}

static guint count_workers(const ParsePlan *plan, guint n_jobs)
{
    guint n = plan->workers ? plan->workers : g_get_num_processors();

    return CLAMP(n, 1, MIN(MAX(n_jobs, 1), MOST_WORKERS));
}

bool parse_plan_run(const ParsePlan *plan, ParseReceiver receive, void *user,
                    GError **error)
{
    g_autofree Pool *pool = g_new0(Pool, 1);
    bool good;

    schedule_init(&pool->schedule, plan);
    pool->n_workers = count_workers(plan, pool->schedule.n_open);
    good = parse_all(pool, error);
    for (guint i = 0; i < pool->n_workers; i++) {
        if (pool->workers[i].pid) {
            g_free(worker_reap(&pool->workers[i]));
        }
    }
    for (guint i = 0; good && i < plan->groups->len; i++) {
        const ParseGroup *group = g_ptr_array_index(plan->groups, i);

        for (gint file = HEADER_UNIT; file < (gint)group->files->len; file++) {
            deliver(&pool->schedule, i, file, receive, user);
        }
    }
    schedule_clear(&pool->schedule);
    return good;
}
