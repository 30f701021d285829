/*
 * A process that compares one pair of an audit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-worker.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/command.h"
#include "command/findings.h"
#include "command/judgement.h"
#include "reports/report.h"

/* Of processor time; a comparison takes some three. */
#define SECONDS_MOST 600

#define MESSAGE_MOST 2000

/* What both sources and the accepted findings add. What accepts nothing here
 * may accept something in another pair. */
static bool complete(Findings *findings, const AuditInput *before,
                     const AuditInput *after, GError **error)
{
    g_autofree char *today = findings_today();
    const AcceptedContext context = {
        .before = fact_set_version(before->facts),
        .after = fact_set_version(after->facts),
        .today = today,
        .is_narrowed = true,
    };

    if (!findings_accept(findings, after->source, &context, error)) {
        return false;
    }
    findings_add_source_lines(findings, before->source, after->source);
    findings_add_patches(findings, after->source);
    return true;
}

static char *result_of(const Judgement *judgement, const AuditInput *before,
                       const AuditInput *after)
{
    g_autoptr(GPtrArray) nothing = g_ptr_array_new();
    g_autoptr(GArray) no_gaps = g_array_new(FALSE, FALSE, sizeof(ReportGap));
    const Report report = {
        .before = judgement_tree(before->facts),
        .after = judgement_tree(after->facts),
        .promised = judgement->promised,
        .removed = judgement->removed,
        .findings = findings_all(judgement->findings),
        .unshown = nothing,
        .gaps = no_gaps,
        .n_changes = judgement->n_changes,
    };
    GString *out = g_string_new(NULL);
    const ReportContext context = {&report, out, false};

    report_write(&context, report_writer_find("json"));
    return g_string_free(out, FALSE);
}

static bool write_all(int file, const char *text, GError **error)
{
    gsize left = strlen(text);

    while (left) {
        ssize_t n = write(file, text, left);

        if (n < 0 && errno != EINTR) {
            g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                        "the result could not be written: %s",
                        g_strerror(errno));
            return false;
        }
        text += n > 0 ? n : 0;
        left -= n > 0 ? (gsize)n : 0;
    }
    return true;
}

static bool compare(const AuditRun *run, const AuditPair *pair, int file,
                    GError **error)
{
    const AuditInput *before = audit_input(run, pair->before);
    const AuditInput *after = audit_input(run, pair->after);
    g_autoptr(Judgement) judgement =
        judgement_new(before->facts, after->facts, run->options, error);
    g_autofree char *json = NULL;

    if (!judgement || !complete(judgement->findings, before, after, error)) {
        return false;
    }
    json = result_of(judgement, before, after);
    return write_all(file, json, error);
}

/* Never returns: neither the parent's buffers nor its handlers are ours. */
G_GNUC_NORETURN
static void work(const AuditRun *run, const AuditPair *pair,
                 const AuditWorker *worker, pid_t parent)
{
    const struct rlimit limit = {SECONDS_MOST, SECONDS_MOST};
    g_autoptr(GError) error = NULL;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(EXIT_FAILURE); /* it died before */
    }
    setrlimit(RLIMIT_CPU, &limit);
    if (compare(run, pair, worker->result, &error)) {
        _exit(EXIT_SUCCESS);
    }
    if (write(worker->messages, error->message,
              MIN(strlen(error->message), MESSAGE_MOST)) < 0) {
        _exit(EXIT_FAILURE);
    }
    _exit(EXIT_FAILURE);
}

static bool cannot_start(int reason, GError **error)
{
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_INPUT,
                "no process could be started: %s", g_strerror(reason));
    return false;
}

/* -1 on failure. */
static int open_nameless(GError **error)
{
    g_autofree char *name = NULL;
    int file = g_file_open_tmp("migcompat-XXXXXX", &name, error);

    if (file >= 0) {
        g_unlink(name);
    }
    return file;
}

bool audit_worker_start(AuditWorker *worker, const AuditRun *run,
                        const AuditPair *pair, GError **error)
{
    pid_t parent = getpid();
    int ends[2];

    worker->result = open_nameless(error);
    if (worker->result < 0) {
        return false;
    }
    if (pipe(ends) != 0) {
        close(worker->result);
        return cannot_start(errno, error);
    }
    worker->pid = fork();
    if (worker->pid == 0) {
        close(ends[0]);
        worker->messages = ends[1];
        work(run, pair, worker, parent);
    }
    close(ends[1]);
    if (worker->pid < 0) {
        int reason = errno;

        close(ends[0]);
        close(worker->result);
        return cannot_start(reason, error);
    }
    worker->messages = ends[0];
    return true;
}

static char *failure_of(const AuditWorker *worker, int wait_status)
{
    char message[MESSAGE_MOST];
    ssize_t length = read(worker->messages, message, sizeof(message));

    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_SUCCESS) {
        return NULL;
    }
    if (WIFSIGNALED(wait_status)) {
        return g_strdup_printf("the comparison was ended by signal %d",
                               WTERMSIG(wait_status));
    }
    return length > 0 ? g_strndup(message, (gsize)length)
                      : g_strdup("the comparison failed");
}

/* NULL if it cannot be read. */
static GBytes *read_all(int file)
{
    GMappedFile *map = g_mapped_file_new_from_fd(file, FALSE, NULL);
    GBytes *bytes = map ? g_mapped_file_get_bytes(map) : NULL;

    if (map) {
        g_mapped_file_unref(map);
    }
    return bytes;
}

GBytes *audit_worker_end(AuditWorker *worker, int wait_status,
                         char **ret_failure)
{
    char *failure = failure_of(worker, wait_status);
    GBytes *result = failure ? NULL : read_all(worker->result);

    close(worker->messages);
    close(worker->result);
    if (!result) {
        *ret_failure =
            failure ? failure : g_strdup("the result could not be read");
    }
    return result;
}
