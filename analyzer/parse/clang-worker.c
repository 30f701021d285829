/*
 * Worker processes: how they start, speak and end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-worker.h"

#include "parse/clang-unit.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    STACK_BYTES = 64 * 1024 * 1024
};

char *worker_result_path(const ParsePlan *plan, guint serial)
{
    return g_strdup_printf("%s/results-%u.ir", plan->scratch, serial);
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

static bool append(int fd, const char *data, gsize size)
{
    while (size > 0) {
        ssize_t n = write(fd, data, size);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        data += n;
        size -= (gsize)n;
    }
    return true;
}

/* At the file's end, which is a multiple of 8: a block is read in place. */
static bool append_block(int fd, GBytes *block, guint64 *ret_offset,
                         guint64 *ret_length)
{
    static const char padding[8];
    off_t start = lseek(fd, 0, SEEK_END);
    gsize size = 0;
    const char *data = g_bytes_get_data(block, &size);

    if (start < 0 || !append(fd, data, size) ||
        !append(fd, padding, (8 - size % 8) % 8)) {
        return false;
    }
    *ret_offset = (guint64)start;
    *ret_length = size;
    return true;
}

/* By the prelude that was left for it: see unit_headers(). */
static bool pch_was_healed(const ParsePlan *plan, const Job *job)
{
    g_autofree char *path = g_strdup_printf(
        "%s/placeholders-%u-%d.h", plan->scratch, job->group, HEADER_UNIT);

    return job->use_pch && g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The result, and what it depends on if there is a cache. */
static bool deliver(int results, GBytes *block, GHashTable *names, Reply *reply)
{
    g_autoptr(GBytes) text = names ? names_text(names) : NULL;

    return append_block(results, block, &reply->offset, &reply->length) &&
           (!text || append_block(results, text, &reply->names_offset,
                                  &reply->names_length));
}

static void work(const ParsePlan *plan, CXIndex index, const Job *job,
                 int results, Reply *reply)
{
    const ParseGroup *group = g_ptr_array_index(plan->groups, job->group);
    g_autofree char *pch = job_pch_path(plan, job->group);
    g_autofree char *placeholders =
        g_strdup_printf("%s/placeholders-", plan->scratch);
    g_autofree char *id = g_strdup_printf("%u-%d", job->group, job->file);
    g_autofree char *path = NULL;
    g_autofree char *reason = NULL;
    g_autoptr(GBytes) block = NULL;
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    UnitRequest request = {plan, group, .id = id, .index = index};

    request.names = plan->cache ? names : NULL;
    request.placeholder_prefix = placeholders;
    if (job->file == HEADER_UNIT) {
        path = g_strdup_printf("%s.h", pch);
        request.path = path;
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
    if (block && !deliver(results, block, request.names, reply)) {
        reply->length = 0;
        g_free(reason);
        reason = g_strdup("cannot write to the scratch directory");
    }
    g_strlcpy(reply->reason, reason ?: "", sizeof(reply->reason));
}

static void limit(int resource, rlim_t value)
{
    struct rlimit limits = {value, value};

    setrlimit(resource, &limits);
}

/* Both clang and the lowering go down a tree by recursion. */
static void grow_stack(void)
{
    struct rlimit limits;

    if (getrlimit(RLIMIT_STACK, &limits) == 0 &&
        limits.rlim_cur < STACK_BYTES && limits.rlim_max >= STACK_BYTES) {
        limits.rlim_cur = STACK_BYTES;
        setrlimit(RLIMIT_STACK, &limits);
    }
}

/* The address sanitizer maps terabytes that it never uses. */
static void limit_memory(const ParsePlan *plan)
{
#ifdef __SANITIZE_ADDRESS__
    (void)plan;
#else
    if (plan->memory_limit) {
        limit(RLIMIT_AS, (rlim_t)plan->memory_limit * 1024 * 1024);
    }
#endif
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
    grow_stack();
    limit_memory(plan);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
}

/*
 * One thread, and memory that is kept from one file to the next: libclang
 * would start a thread with a heap of its own for each. A crash is to end the
 * process: what libclang could save of itself is not to be trusted.
 */
static void prepare_libclang(void)
{
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    mallopt(M_MMAP_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
    mallopt(M_TOP_PAD, 16 * 1024 * 1024);
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
}

static void run(const ParsePlan *plan, guint serial, int socket)
{
    g_autofree char *path = worker_result_path(plan, serial);
    int results = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CXIndex index;
    Job job;

    prepare_process(plan);
    prepare_libclang();
    index = clang_createIndex(1, 0);
    while (read_all(socket, &job, sizeof(job))) {
        Reply reply = {0};

        work(plan, index, &job, results, &reply);
        if (!write_all(socket, &reply, sizeof(reply))) {
            break;
        }
    }
}

bool worker_start(Worker *worker, guint serial, const ParsePlan *plan,
                  const Worker *others, guint n_others)
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
        run(plan, serial, sockets[1]);
        _exit(0);
    }
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return false;
    }
    *worker = (Worker){.pid = pid, .serial = serial, .socket = sockets[0]};
    return true;
}

bool worker_send(Worker *worker, const Job *job)
{
    worker->busy = true;
    worker->job = *job;
    worker->cpu_at_start = worker_cpu_time(worker);
    worker->cpu_seen = worker->cpu_at_start;
    worker->wall_seen = g_get_monotonic_time();
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
    if (!WIFSIGNALED(status)) {
        return g_strdup_printf("ended (status %d)", WEXITSTATUS(status));
    }
    return g_strdup_printf(
        "crashed (signal %d%s)", WTERMSIG(status),
        WTERMSIG(status) == SIGABRT ? ", perhaps out of memory" : "");
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
