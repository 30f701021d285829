/*
 * A process that compares one pair of an audit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/audit-worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
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

static bool compare(const AuditRun *run, const AuditPair *pair,
                    const char *file, GError **error)
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
    return g_file_set_contents(file, json, -1, error);
}

/* Never returns: neither the parent's buffers nor its handlers are ours. */
G_GNUC_NORETURN
static void work(const AuditRun *run, const AuditPair *pair, const char *file,
                 int messages)
{
    const struct rlimit limit = {SECONDS_MOST, SECONDS_MOST};
    g_autoptr(GError) error = NULL;

    setrlimit(RLIMIT_CPU, &limit);
    if (compare(run, pair, file, &error)) {
        _exit(EXIT_SUCCESS);
    }
    if (write(messages, error->message,
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

bool audit_worker_start(AuditWorker *worker, const AuditRun *run,
                        const AuditPair *pair, const char *file, GError **error)
{
    int ends[2];

    if (pipe(ends) != 0) {
        return cannot_start(errno, error);
    }
    worker->pid = fork();
    if (worker->pid == 0) {
        close(ends[0]);
        work(run, pair, file, ends[1]);
    }
    close(ends[1]);
    if (worker->pid < 0) {
        int reason = errno;

        close(ends[0]);
        return cannot_start(reason, error);
    }
    worker->messages = ends[0];
    return true;
}

char *audit_worker_end(AuditWorker *worker, int wait_status)
{
    char message[MESSAGE_MOST];
    ssize_t length = read(worker->messages, message, sizeof(message));

    close(worker->messages);
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
