/*
 * Which commit put a line where it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/history.h"

#include <git2.h>
#include <string.h>

#include "source/backend.h"
#include "source/repository-state.h"

/* Commits that a walk passes. */
#define MAX_STEPS 200000u
/* Files that a line moved through. */
#define MAX_MOVES 8u

typedef struct Search {
    git_repository *git;
    char *path;
    const char *text;
    GHashTable *known; /* blob's id, in hex -> has it the text? + 1 */
} Search;

void history_commit_free(HistoryCommit *commit)
{
    if (commit) {
        g_free(commit->id);
        g_free(commit->subject);
        g_free(commit->date);
        g_free(commit);
    }
}

static HistoryCommit *describe(const git_commit *commit)
{
    HistoryCommit *found = g_new0(HistoryCommit, 1);
    g_autoptr(GDateTime) time =
        g_date_time_new_from_unix_utc(git_commit_time(commit));
    const char *summary = git_commit_summary((git_commit *)commit);
    char id[GIT_OID_HEXSZ + 1];

    found->id = g_strdup(git_oid_tostr(id, sizeof(id), git_commit_id(commit)));
    found->subject = g_utf8_make_valid(summary ? summary : "", -1);
    found->date = time ? g_date_time_format(time, "%Y-%m-%d") : NULL;
    return found;
}

static git_commit *look_up(git_repository *git, const char *revision)
{
    git_object *object = NULL;
    git_commit *commit = NULL;

    if (git_revparse_single(&object, git, revision) == 0) {
        git_object_peel((git_object **)&commit, object, GIT_OBJECT_COMMIT);
    }
    git_object_free(object);
    return commit;
}

HistoryCommit *history_commit(const Repository *repository,
                              const char *revision)
{
    git_commit *commit = look_up(repository->git, revision);
    HistoryCommit *found = commit ? describe(commit) : NULL;

    git_commit_free(commit);
    return found;
}

/* False if the commit has no such file. */
static bool find_blob(const git_commit *commit, const char *path, git_oid *id)
{
    git_tree_entry *entry = NULL;
    git_tree *tree = NULL;
    bool found = git_commit_tree(&tree, commit) == 0 &&
                 git_tree_entry_bypath(&entry, tree, path) == 0;

    if (found) {
        git_oid_cpy(id, git_tree_entry_id(entry));
    }
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return found;
}

static char *blob_text(git_repository *git, const git_oid *id)
{
    git_blob *blob = NULL;
    char *text = NULL;

    if (git_blob_lookup(&blob, git, id) == 0 &&
        (gsize)git_blob_rawsize(blob) < SOURCE_FILE_LIMIT) {
        text =
            g_strndup(git_blob_rawcontent(blob), (gsize)git_blob_rawsize(blob));
    }
    git_blob_free(blob);
    return text;
}

/* As a line of its own. */
static bool has_line(const char *all, const char *text)
{
    gsize length = strlen(text);

    for (const char *at = strstr(all, text); at; at = strstr(at + 1, text)) {
        const char *before = at;
        const char *after = at + length;

        while (before > all && (before[-1] == ' ' || before[-1] == '\t')) {
            before--;
        }
        after += strspn(after, " \t\r");
        if ((before == all || before[-1] == '\n') &&
            (*after == '\n' || !*after)) {
            return true;
        }
    }
    return false;
}

static bool has_text(const Search *search, const git_commit *commit)
{
    char hex[GIT_OID_HEXSZ + 1];
    git_oid id;
    gpointer known;
    bool found;

    if (!find_blob(commit, search->path, &id)) {
        return false;
    }
    git_oid_tostr(hex, sizeof(hex), &id);
    known = g_hash_table_lookup(search->known, hex);
    if (!known) {
        g_autofree char *all = blob_text(search->git, &id);

        found = all && has_line(all, search->text);
        known = GINT_TO_POINTER(found ? 2 : 1);
        g_hash_table_insert(search->known, g_strdup(hex), known);
    }
    return GPOINTER_TO_INT(known) == 2;
}

/* The first parent that has, or has not, the text. */
static git_commit *next_commit(const Search *search, const git_commit *commit,
                               bool wanted)
{
    for (unsigned i = 0; i < git_commit_parentcount(commit); i++) {
        git_commit *parent = NULL;

        if (git_commit_parent(&parent, commit, i) == 0 &&
            has_text(search, parent) == wanted) {
            return parent;
        }
        git_commit_free(parent);
    }
    return NULL;
}

/* What the file was called before the commit; NULL if it is new there. */
static char *former_path(git_repository *git, const git_commit *commit,
                         const char *path)
{
    git_commit *parent = NULL;
    git_tree *before = NULL;
    git_tree *after = NULL;
    git_diff *diff = NULL;
    char *former = NULL;

    if (git_commit_parent(&parent, commit, 0) == 0 &&
        git_commit_tree(&before, parent) == 0 &&
        git_commit_tree(&after, commit) == 0 &&
        git_diff_tree_to_tree(&diff, git, before, after, NULL) == 0 &&
        git_diff_find_similar(diff, NULL) == 0) {
        for (size_t i = 0; i < git_diff_num_deltas(diff) && !former; i++) {
            const git_diff_delta *delta = git_diff_get_delta(diff, i);

            if (delta->status == GIT_DELTA_RENAMED &&
                g_str_equal(delta->new_file.path, path)) {
                former = g_strdup(delta->old_file.path);
            }
        }
    }
    git_diff_free(diff);
    git_tree_free(after);
    git_tree_free(before);
    git_commit_free(parent);
    return former;
}

/* Goes back as long as a parent is like the commit: has the text, or has it
 * not. Takes `at`; NULL if there is no end to it. */
static git_commit *walk_back(Search *search, git_commit *at, bool wanted)
{
    guint moves = 0;

    for (guint i = 0; i < MAX_STEPS; i++) {
        git_commit *parent = next_commit(search, at, wanted);

        if (!parent && wanted && moves < MAX_MOVES) {
            char *former = former_path(search->git, at, search->path);

            if (former) {
                g_free(search->path);
                search->path = former;
                moves++;
                parent = next_commit(search, at, wanted);
            }
        }
        if (!parent) {
            return at;
        }
        git_commit_free(at);
        at = parent;
    }
    git_commit_free(at);
    return NULL;
}

static HistoryCommit *search_from(const Repository *repository,
                                  const char *revision, const char *path,
                                  const char *text, bool wanted)
{
    Search search = {
        .git = repository->git,
        .path = g_strdup(path),
        .text = text,
        .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    git_commit *at = look_up(repository->git, revision);
    HistoryCommit *found = NULL;

    git_oid id;

    /* A file that is gone may only have moved. */
    if (at && *text && find_blob(at, path, &id) &&
        has_text(&search, at) == wanted) {
        at = walk_back(&search, at, wanted);
        /* A first commit that has not what was there before is no end. */
        found = at && (wanted || git_commit_parentcount(at) > 0) ? describe(at)
                                                                 : NULL;
    }
    git_commit_free(at);
    g_hash_table_unref(search.known);
    g_free(search.path);
    return found;
}

HistoryCommit *history_origin(const Repository *repository,
                              const char *revision, const char *path,
                              const char *text)
{
    return search_from(repository, revision, path, text, true);
}

HistoryCommit *history_end(const Repository *repository, const char *revision,
                           const char *path, const char *text)
{
    return search_from(repository, revision, path, text, false);
}

char *history_line(const Repository *repository, const char *revision,
                   const char *path, guint line)
{
    git_commit *commit = look_up(repository->git, revision);
    g_autofree char *all = NULL;
    const char *at;
    git_oid id;

    if (commit && find_blob(commit, path, &id)) {
        all = blob_text(repository->git, &id);
    }
    git_commit_free(commit);
    at = all;
    for (guint i = 1; at && i < line; i++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return at && line > 0 ? g_strstrip(g_strndup(at, strcspn(at, "\n"))) : NULL;
}
