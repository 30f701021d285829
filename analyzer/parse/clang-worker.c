/*
 * Worker processes: how they start, speak and end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-worker.h"

#include "parse/clang-unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

char *job_result_path(const ParsePlan *plan, const Job *job)
{
    return g_strdup_printf("%s/unit-%u-%d.ir", plan->scratch, job->group,
                           job->file);
}

char *job_pch_path(const ParsePlan *plan, guint group)
{
    return g_strdup_printf("%s/headers-%u.pch", plan->scratch, group);
}

static bool read_all(int fd, void *data, gsize size)
{
    char *at = data;

    while (size > 0) {
        ssize_t n = read(fd, at, size);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (gsize)n;
    }
    return true;
}

static bool write_all(int fd, const void *data, gsize size)
{
    const char *at = data;

    while (size > 0) {
        ssize_t n = send(fd, at, size, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (gsize)n;
    }
    return true;
}

/* A block can be large: it is written as it stands, to a plain file. */
static bool write_file(const char *path, GBytes *block)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(block, &size);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0;

    while (good && size > 0) {
        ssize_t n = write(fd, data, size);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        good = n > 0;
        data += good ? n : 0;
        size -= good ? (gsize)n : 0;
    }
    if (fd >= 0) {
        close(fd);
    }
    return good;
}

/* By the prelude that was left for it: see unit_headers(). */
static bool pch_was_healed(const ParsePlan *plan, const Job *job)
{
    g_autofree char *path = g_strdup_printf(
        "%s/placeholders-%u-%d.h", plan->scratch, job->group, HEADER_UNIT);

    return job->use_pch && g_file_test(path, G_FILE_TEST_EXISTS);
}

static void work(const ParsePlan *plan, CXIndex index, const Job *job,
                 Reply *reply)
{
    const ParseGroup *group = g_ptr_array_index(plan->groups, job->group);
    g_autofree char *result = job_result_path(plan, job);
    g_autofree char *pch = job_pch_path(plan, job->group);
    g_autofree char *placeholders =
        g_strdup_printf("%s/placeholders-", plan->scratch);
    g_autofree char *id =
        g_strdup_printf("%u-%d", job->group, job->file);
    g_autofree char *path = NULL;
    g_autofree char *reason = NULL;
    g_autoptr(GBytes) block = NULL;
    UnitRequest request = {plan, group, .id = id, .index = index};

    request.placeholder_prefix = placeholders;

    if (job->file == HEADER_UNIT) {
        request.save_to = pch;
        block = unit_headers(&request, &reason);
        reply->has_pch = !reason;
    } else {
        request.pch = job->use_pch ? pch : NULL;
        request.pch_has_placeholders = pch_was_healed(plan, job);
        path = g_build_filename(
            plan->root, g_ptr_array_index(group->files, (guint)job->file),
            NULL);
        request.path = path;
        block = unit_file(&request, &reason);
    }
    if (block && !write_file(result, block)) {
        reason = g_strdup("cannot write to the scratch directory");
    } else {
        reply->has_result = block != NULL;
    }
    g_strlcpy(reply->reason, reason ?: "", sizeof(reply->reason));
}

static void limit(int resource, rlim_t value)
{
    struct rlimit limits = {value, value};

    setrlimit(resource, &limits);
}

/* The process is its parent's: no output, no core, gone when it is gone. */
static void prepare_process(const ParsePlan *plan)
{
    int null = open("/dev/null", O_RDWR);

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int fd = 0; fd <= 2 && null >= 0; fd++) {
        dup2(null, fd);
    }
    limit(RLIMIT_CORE, 0);
    if (plan->memory_limit) {
        limit(RLIMIT_AS, (rlim_t)plan->memory_limit * 1024 * 1024);
    }
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
}

static void run(const ParsePlan *plan, int socket)
{
    CXIndex index;
    Job job;

    prepare_process(plan);
    clang_toggleCrashRecovery(0);
    index = clang_createIndex(1, 0);
    while (read_all(socket, &job, sizeof(job))) {
        Reply reply = {0};

        work(plan, index, &job, &reply);
        if (!write_all(socket, &reply, sizeof(reply))) {
            break;
        }
    }
}

bool worker_start(Worker *worker, const ParsePlan *plan, const Worker *others,
                  guint n_others)
{
    int sockets[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        return false;
    }
    pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        for (guint i = 0; i < n_others; i++) {
            if (others[i].pid) {
                close(others[i].socket);
            }
        }
        run(plan, sockets[1]);
        _exit(0);
    }
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return false;
    }
    *worker = (Worker){.pid = pid, .socket = sockets[0]};
    return true;
}

bool worker_send(Worker *worker, const Job *job)
{
    worker->busy = true;
    worker->job = *job;
    worker->cpu_at_start = worker_cpu_time(worker);
    worker->wall_at_start = g_get_monotonic_time();
    return write_all(worker->socket, job, sizeof(*job));
}

bool worker_receive(Worker *worker, Reply *ret_reply)
{
    worker->busy = false;
    if (!read_all(worker->socket, ret_reply, sizeof(*ret_reply))) {
        return false;
    }
    ret_reply->reason[LONGEST_REASON - 1] = '\0';
    return true;
}

char *worker_reap(Worker *worker)
{
    int status = 0;

    close(worker->socket);
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR) {
    }
    *worker = (Worker){0};
    return WIFSIGNALED(status)
               ? g_strdup_printf("crashed (signal %d)", WTERMSIG(status))
               : g_strdup_printf("ended (status %d)", WEXITSTATUS(status));
}

double worker_cpu_time(const Worker *worker)
{
    struct timespec now;
    clockid_t clock;

    if (clock_getcpuclockid(worker->pid, &clock) != 0 ||
        clock_gettime(clock, &now) != 0) {
        return 0;
    }
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
