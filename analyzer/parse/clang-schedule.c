/*
 * The order of jobs: large groups first, and in them the PCH, then large
 * files. While one worker builds a PCH the others take what is ready.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-schedule.h"

#include <glib/gstdio.h>
#include <stdlib.h>

typedef struct Sized {
    guint index;
    gint64 size;
} Sized;

static int compare_sized(const void *a, const void *b)
{
    const Sized *x = a;
    const Sized *y = b;
    int order = (x->size < y->size) - (x->size > y->size);

    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* Indices by falling size. Frees `sized`. */
static guint *sorted_indices(Sized *sized, guint n)
{
    guint *indices = g_new(guint, n + 1);

    if (n > 0) {
        qsort(sized, n, sizeof(*sized), compare_sized);
    }
    for (guint i = 0; i < n; i++) {
        indices[i] = sized[i].index;
    }
    g_free(sized);
    return indices;
}

static guint *files_by_size(const ParsePlan *plan, const ParseGroup *group)
{
    Sized *sized = g_new(Sized, group->files->len + 1);

    for (guint i = 0; i < group->files->len; i++) {
        g_autofree char *path = g_build_filename(
            plan->root, g_ptr_array_index(group->files, i), NULL);
        GStatBuf status;

        sized[i] = (Sized){i, 0};
        if (g_stat(path, &status) == 0) {
            sized[i].size = status.st_size;
        }
    }
    return sorted_indices(sized, group->files->len);
}

static guint *groups_by_size(const ParsePlan *plan)
{
    Sized *sized = g_new(Sized, plan->groups->len + 1);

    for (guint i = 0; i < plan->groups->len; i++) {
        const ParseGroup *group = g_ptr_array_index(plan->groups, i);

        sized[i] = (Sized){i, group->files->len};
    }
    return sorted_indices(sized, plan->groups->len);
}

bool group_is_worth_pch(const ParseGroup *group)
{
    return group->files->len >= 2 && group->headers->len > 0;
}

void schedule_init(Schedule *schedule, const ParsePlan *plan)
{
    *schedule = (Schedule){.plan = plan};
    schedule->groups = g_new0(GroupState, plan->groups->len + 1);
    schedule->order = groups_by_size(plan);
    for (guint i = 0; i < plan->groups->len; i++) {
        const ParseGroup *group = g_ptr_array_index(plan->groups, i);
        GroupState *state = &schedule->groups[i];
        bool worth_it = group_is_worth_pch(group);

        state->pch = worth_it ? PCH_WANTED : PCH_NONE;
        state->n_left = state->n_open = group->files->len;
        state->order = files_by_size(plan, group);
        state->first_outcome = schedule->n_outcomes;
        schedule->n_outcomes += group->files->len + 1;
        schedule->n_open += group->files->len + (worth_it ? 1 : 0);
    }
    schedule->outcomes = g_new0(Outcome, schedule->n_outcomes + 1);
    schedule->results =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    schedule->cache = unit_cache_new(plan);
    for (guint i = 0; schedule->cache && i < plan->groups->len; i++) {
        schedule_look_up(schedule, i);
    }
}

void schedule_clear(Schedule *schedule)
{
    for (guint i = 0; i < schedule->plan->groups->len; i++) {
        g_free(schedule->groups[i].order);
        g_free(schedule->groups[i].identity);
    }
    for (guint i = 0; i < schedule->n_outcomes; i++) {
        g_free(schedule->outcomes[i].failure);
        g_clear_pointer(&schedule->outcomes[i].block, g_bytes_unref);
    }
    unit_cache_free(schedule->cache);
    g_hash_table_unref(schedule->results);
    g_free(schedule->groups);
    g_free(schedule->order);
    g_free(schedule->outcomes);
}

Outcome *schedule_outcome(const Schedule *schedule, guint group, gint file)
{
    const GroupState *state = &schedule->groups[group];

    return &schedule->outcomes[(gint)state->first_outcome + 1 + file];
}

static bool is_kept(const Schedule *schedule, guint group, gint file)
{
    return schedule_outcome(schedule, group, file)->block != NULL;
}

static bool next_in_group(const Schedule *schedule, guint group, Job *ret_job)
{
    GroupState *state = &schedule->groups[group];

    *ret_job = (Job){.group = group, .use_pch = state->pch == PCH_READY};
    if (state->pch == PCH_WANTED) {
        state->pch = PCH_BUILDING;
        ret_job->file = HEADER_UNIT;
        return true;
    }
    if (state->pch == PCH_BUILDING || state->n_left == 0) {
        return false;
    }
    while (is_kept(schedule, group, (gint)state->order[state->n_given])) {
        state->n_given++;
    }
    ret_job->file = (gint)state->order[state->n_given++];
    state->n_left--;
    return true;
}

bool schedule_next(Schedule *schedule, Job *ret_job)
{
    for (guint i = 0; i < schedule->plan->groups->len; i++) {
        guint group = schedule->order[i];

        if (next_in_group(schedule, group, ret_job)) {
            return true;
        }
    }
    return false;
}

void schedule_return(Schedule *schedule, const Job *job)
{
    GroupState *state = &schedule->groups[job->group];

    if (job->file == HEADER_UNIT) {
        state->pch = PCH_WANTED;
    } else {
        state->n_given--;
        state->n_left++;
    }
}

static void remove_pch(const ParsePlan *plan, guint group)
{
    g_autofree char *pch = job_pch_path(plan, group);
    g_autofree char *list = g_strdup_printf("%s.h", pch);

    g_unlink(pch);
    g_unlink(list);
}

static void set_outcome(Outcome *outcome, const Worker *worker,
                        const Reply *reply, const char *failure)
{
    outcome->is_done = true;
    if (reply && reply->length > 0) {
        outcome->serial = worker->serial;
        outcome->offset = reply->offset;
        outcome->length = reply->length;
    } else {
        outcome->failure = g_strdup(reply ? reply->reason : failure);
    }
}

void schedule_finish(Schedule *schedule, const Worker *worker, const Job *job,
                     const Reply *reply, const char *failure)
{
    GroupState *state = &schedule->groups[job->group];
    Outcome *outcome = schedule_outcome(schedule, job->group, job->file);

    schedule->n_open--;
    /* If the cache had the result, only the PCH was asked for. */
    if (!outcome->block) {
        set_outcome(outcome, worker, reply, failure);
    }
    if (reply && schedule->cache) {
        schedule_keep(schedule, worker, job, reply);
    }
    if (job->file == HEADER_UNIT) {
        state->pch = reply && reply->has_pch ? PCH_READY : PCH_NONE;
    } else {
        state->n_open--;
    }
    if (state->n_open == 0) {
        remove_pch(schedule->plan, job->group);
    }
}

/* A worker's whole file; its name goes at once. NULL if it is unreadable. */
static GBytes *worker_results(Schedule *schedule, guint serial)
{
    gpointer key = GUINT_TO_POINTER(serial);
    GBytes *bytes = g_hash_table_lookup(schedule->results, key);
    g_autofree char *path = NULL;
    g_autoptr(GMappedFile) mapped = NULL;

    if (bytes) {
        return bytes;
    }
    path = worker_result_path(schedule->plan, serial);
    mapped = g_mapped_file_new(path, FALSE, NULL);
    g_unlink(path);
    if (!mapped) {
        return NULL;
    }
    bytes = g_mapped_file_get_bytes(mapped);
    g_hash_table_insert(schedule->results, key, bytes);
    return bytes;
}

/* NULL if it cannot be had. */
static GBytes *result_block(Schedule *schedule, Outcome *outcome)
{
    GBytes *bytes;

    if (outcome->block) {
        return g_steal_pointer(&outcome->block);
    }
    bytes = worker_results(schedule, outcome->serial);
    if (!bytes || outcome->offset + outcome->length > g_bytes_get_size(bytes)) {
        return NULL;
    }
    return g_bytes_new_from_bytes(bytes, outcome->offset, outcome->length);
}

static IrFile *read_result(Schedule *schedule, Outcome *outcome)
{
    GBytes *block = result_block(schedule, outcome);
    g_autoptr(GError) error = NULL;
    IrFile *file;

    if (!block) {
        outcome->failure = g_strdup("the result could not be read back");
        return NULL;
    }
    file = ir_file_new(block, &error);
    if (!file) {
        outcome->failure = g_strdup(error->message);
    }
    return file;
}

bool schedule_take(Schedule *schedule, guint group, gint file,
                   IrFile **ret_file, const char **ret_failure)
{
    Outcome *outcome = schedule_outcome(schedule, group, file);

    if (!outcome->is_done) {
        return false;
    }
    *ret_file = outcome->length > 0 || outcome->block
                    ? read_result(schedule, outcome)
                    : NULL;
    *ret_failure = *ret_file ? NULL : outcome->failure;
    return true;
}
