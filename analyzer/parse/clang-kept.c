/*
 * What of a plan is in the cache, and what gets there.
 *
 * A PCH takes long to build and is large, so it is not kept: it is built once
 * a file of its group has to be parsed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-schedule.h"

#include <fcntl.h>
#include <unistd.h>

/* A block that does not read back is not there. */
static GBytes *find(const Schedule *schedule, const UnitName *unit,
                    char **ret_identity)
{
    GBytes *block = unit_cache_find(schedule->cache, unit, ret_identity);
    g_autoptr(IrFile) file = NULL;

    if (!block) {
        return NULL;
    }
    file = ir_file_new(g_bytes_ref(block), NULL);
    if (!file) {
        g_clear_pointer(ret_identity, g_free);
        g_clear_pointer(&block, g_bytes_unref);
    }
    return block;
}

static void look_up_files(Schedule *schedule, guint index)
{
    const ParseGroup *group = g_ptr_array_index(schedule->plan->groups, index);
    GroupState *state = &schedule->groups[index];

    for (guint i = 0; i < group->files->len; i++) {
        const UnitName unit = {index, (gint)i, state->identity};
        Outcome *outcome = schedule_outcome(schedule, index, (gint)i);
        g_autofree char *identity = NULL;

        outcome->block = find(schedule, &unit, &identity);
        if (outcome->block) {
            outcome->is_done = true;
            state->n_left--;
            state->n_open--;
            schedule->n_open--;
        }
    }
}

void schedule_look_up(Schedule *schedule, guint index)
{
    const UnitName headers = {index, HEADER_UNIT, NULL};
    GroupState *state = &schedule->groups[index];
    Outcome *outcome = schedule_outcome(schedule, index, HEADER_UNIT);

    if (state->pch == PCH_NONE) {
        look_up_files(schedule, index);
        return;
    }
    outcome->block = find(schedule, &headers, &state->identity);
    if (!outcome->block) {
        return;
    }
    outcome->is_done = true;
    look_up_files(schedule, index);
    if (state->n_left == 0) {
        state->pch = PCH_NONE;
        schedule->n_open--;
    }
}

static GBytes *read_part(const ParsePlan *plan, guint serial, guint64 offset,
                         guint64 length)
{
    g_autofree char *path = worker_result_path(plan, serial);
    g_autofree char *data = g_malloc(length + 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    gsize got = 0;

    while (file >= 0 && got < length) {
        ssize_t n =
            pread(file, data + got, length - got, (off_t)(offset + got));

        if (n <= 0) {
            break;
        }
        got += (gsize)n;
    }
    if (file >= 0) {
        close(file);
    }
    data[got] = '\0';
    return got == length ? g_bytes_new_take(g_steal_pointer(&data), length)
                         : NULL;
}

/* Whole results only. A file that went without the PCH that its group should
 * have had may not next time. */
static bool is_worth_keeping(const Schedule *schedule, const Job *job,
                             const Reply *reply)
{
    const GroupState *state = &schedule->groups[job->group];
    const ParseGroup *group =
        g_ptr_array_index(schedule->plan->groups, job->group);

    if (reply->length == 0 || reply->names_length == 0 || reply->reason[0]) {
        return false;
    }
    if (job->file == HEADER_UNIT) {
        return reply->has_pch && !state->identity;
    }
    return job->use_pch ? state->identity != NULL : !group_is_worth_pch(group);
}

void schedule_keep(Schedule *schedule, const Worker *worker, const Job *job,
                   const Reply *reply)
{
    GroupState *state = &schedule->groups[job->group];
    const UnitName unit = {job->group, job->file,
                           job->use_pch ? state->identity : NULL};
    g_autoptr(GBytes) block = NULL;
    g_autoptr(GBytes) names = NULL;
    g_autofree char *identity = NULL;

    if (!is_worth_keeping(schedule, job, reply)) {
        return;
    }
    block =
        read_part(schedule->plan, worker->serial, reply->offset, reply->length);
    names = read_part(schedule->plan, worker->serial, reply->names_offset,
                      reply->names_length);
    if (!block || !names) {
        return;
    }
    identity = unit_cache_keep(schedule->cache, &unit, block,
                               g_bytes_get_data(names, NULL));
    if (job->file == HEADER_UNIT) {
        state->identity = g_steal_pointer(&identity);
        look_up_files(schedule, job->group);
    }
}
