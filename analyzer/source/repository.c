/*
 * What a git repository says of its commits.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "source/repository.h"

#include <git2.h>
#include <string.h>

#include "source/backend.h"
#include "source/repository-state.h"

Repository *repository_open(const char *folder, GError **error)
{
    g_autoptr(Repository) repository = g_new0(Repository, 1);

    source_set_up_libgit2();
    if (git_repository_open_ext(&repository->git, folder,
                                GIT_REPOSITORY_OPEN_CROSS_FS, NULL) != 0) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "'%s' cannot be read as a git repository: %s", folder,
                    source_libgit2_reason());
        return NULL;
    }
    return g_steal_pointer(&repository);
}

void repository_free(Repository *repository)
{
    if (repository) {
        git_repository_free(repository->git);
        g_free(repository);
        git_libgit2_shutdown();
    }
}

bool repository_has_working_tree(const Repository *repository)
{
    return git_repository_workdir(repository->git);
}

static char *id_text(const git_oid *id)
{
    char text[GIT_OID_HEXSZ + 1];

    return g_strdup(git_oid_tostr(text, sizeof(text), id));
}

char *repository_resolve(const Repository *repository, const char *revision,
                         GError **error)
{
    git_object *found = NULL;
    git_object *commit = NULL;
    char *id = NULL;

    if (git_revparse_single(&found, repository->git, revision) == 0 &&
        git_object_peel(&commit, found, GIT_OBJECT_COMMIT) == 0) {
        id = id_text(git_object_id(commit));
    } else {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NO_REVISION,
                    "there is no revision '%s' in '%s'", revision,
                    git_repository_path(repository->git));
    }
    git_object_free(commit);
    git_object_free(found);
    return id;
}

/* NULL without an error: the id is one that repository_resolve gave. */
static git_commit *look_up(const Repository *repository, const char *id)
{
    git_commit *commit = NULL;
    git_oid oid;

    return git_oid_fromstr(&oid, id) == 0 &&
                   git_commit_lookup(&commit, repository->git, &oid) == 0
               ? commit
               : NULL;
}

char *repository_first_parent(const Repository *repository, const char *commit,
                              GError **error)
{
    git_commit *found = look_up(repository, commit);
    const git_oid *parent = found ? git_commit_parent_id(found, 0) : NULL;
    char *id = parent ? id_text(parent) : NULL;

    if (!id) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NO_REVISION,
                    "'%s' has no parent to be compared with", commit);
    }
    git_commit_free(found);
    return id;
}

char *repository_merge_base(const Repository *repository, const char *one,
                            const char *other, GError **error)
{
    git_oid first;
    git_oid second;
    git_oid base;

    if (git_oid_fromstr(&first, one) == 0 &&
        git_oid_fromstr(&second, other) == 0 &&
        git_merge_base(&base, repository->git, &first, &second) == 0) {
        return id_text(&base);
    }
    g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NO_REVISION,
                "'%s' and '%s' have no common ancestor", one, other);
    return NULL;
}

/* Walks from `to` along first parents and past nothing that `from` has. */
static git_revwalk *walk_between(const Repository *repository, const char *from,
                                 const char *to)
{
    git_revwalk *walk = NULL;
    git_oid first;
    git_oid last;

    if (git_oid_fromstr(&first, from) != 0 || git_oid_fromstr(&last, to) != 0 ||
        git_revwalk_new(&walk, repository->git) != 0) {
        return NULL;
    }
    git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE);
    git_revwalk_simplify_first_parent(walk);
    if (git_revwalk_push(walk, &last) != 0 ||
        git_revwalk_hide(walk, &first) != 0) {
        git_revwalk_free(walk);
        return NULL;
    }
    return walk;
}

GPtrArray *repository_commits(const Repository *repository, const char *from,
                              const char *to, guint limit, GError **error)
{
    g_autoptr(GPtrArray) commits = g_ptr_array_new_with_free_func(g_free);
    git_revwalk *walk = walk_between(repository, from, to);
    git_oid id;

    if (!walk) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_BROKEN,
                    "the commits of '%s' cannot be listed: %s", to,
                    source_libgit2_reason());
        return NULL;
    }
    while (commits->len <= limit && git_revwalk_next(&id, walk) == 0) {
        g_ptr_array_add(commits, id_text(&id));
    }
    git_revwalk_free(walk);
    if (commits->len > limit) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_BROKEN,
                    "'%s' has more than %u commits", to, limit);
        return NULL;
    }
    return g_steal_pointer(&commits);
}

char *repository_subject(const Repository *repository, const char *commit)
{
    git_commit *found = look_up(repository, commit);
    const char *summary = found ? git_commit_summary(found) : NULL;
    char *subject = g_utf8_make_valid(summary ? summary : "", -1);

    git_commit_free(found);
    return subject;
}

/* The file's text in the commit; NULL if it has no such file. */
static char *text_in(const Repository *repository, const git_commit *commit,
                     const char *path)
{
    git_tree_entry *entry = NULL;
    git_tree *tree = NULL;
    git_blob *blob = NULL;
    char *text = NULL;

    if (git_commit_tree(&tree, commit) == 0 &&
        git_tree_entry_bypath(&entry, tree, path) == 0 &&
        git_blob_lookup(&blob, repository->git, git_tree_entry_id(entry)) ==
            0) {
        text =
            g_strndup(git_blob_rawcontent(blob), (gsize)git_blob_rawsize(blob));
    }
    git_blob_free(blob);
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return text;
}

char *repository_find_text(const Repository *repository, const char *commit,
                           const char *path,
                           bool (*wanted)(const char *text, gpointer user),
                           gpointer user, guint limit)
{
    git_commit *at = look_up(repository, commit);
    char *found = NULL;

    for (guint i = 0; at && !found && i < limit; i++) {
        g_autofree char *text = text_in(repository, at, path);
        git_commit *parent = NULL;

        if (text && wanted(text, user)) {
            found = id_text(git_commit_id(at));
        } else if (git_commit_parent(&parent, at, 0) != 0) {
            parent = NULL;
        }
        git_commit_free(at);
        at = parent;
    }
    git_commit_free(at);
    return found;
}

Source *repository_source(const Repository *repository, const char *commit,
                          const char *label, GError **error)
{
    return source_open_commit(git_repository_path(repository->git), commit,
                              label, error);
}
