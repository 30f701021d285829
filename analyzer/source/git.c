/*
 * A tree in a revision of a git repository, read from its object database.
 *
 * There is no checkout and nothing is written: hooks, filters and the
 * configuration's programs have no part in it. Submodules are other projects
 * and are left out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <git2.h>
#include <string.h>

#include "source/backend.h"

/* A tree can hold one subtree many times over; QEMU has ten thousand files. */
#define MOST_ENTRIES 1000000

typedef struct Repository {
    git_repository *repository;
    git_odb *objects;
    GHashTable *blobs; /* path -> git_oid * */
    guint n_entries;   /* of trees, that were looked at */
} Repository;

static void repository_free(gpointer data)
{
    Repository *repository = data;

    git_odb_free(repository->objects);
    git_repository_free(repository->repository);
    g_hash_table_unref(repository->blobs);
    g_free(repository);
    git_libgit2_shutdown();
}

const char *source_libgit2_reason(void)
{
    const git_error *reason = git_error_last();

    return reason && reason->message ? reason->message : "unknown reason";
}

/* Texts are read several times, and what was read once is in memory then.
 * That an object's content is what its name says is not checked: git does not
 * do it either when it shows a file. */
static void set_up_objects(void)
{
    static const size_t largest = 1 << 20;

    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_BLOB, largest);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
}

/* Of what stands in a repository's way of being read at all, two things are
 * no reason here: another owner, as no program of its configuration runs, and
 * extensions that only say where working trees and objects are. */
void source_set_up_libgit2(void)
{
    git_libgit2_init();
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 5
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
#endif
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 2
    static const char *const extensions[] = {"partialclone", "worktreeconfig"};

    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
                     G_N_ELEMENTS(extensions));
#endif
    set_up_objects();
}

static GBytes *read_blob(const Repository *repository, const git_oid *id)
{
    git_odb_object *object;
    char *text;
    gsize size;

    if (git_odb_read(&object, repository->objects, id) != 0) {
        return NULL;
    }
    size = git_odb_object_size(object);
    text = g_malloc(size + 1);
    memcpy(text, git_odb_object_data(object), size);
    text[size] = '\0';
    git_odb_object_free(object);
    return g_bytes_new_take(text, size);
}

static GBytes *repository_read(gpointer data, const char *path, GError **error)
{
    const Repository *repository = data;
    const git_oid *id = g_hash_table_lookup(repository->blobs, path);
    git_object_t type;
    GBytes *bytes;
    size_t size;

    if (git_odb_read_header(&size, &type, repository->objects, id) != 0) {
        return source_unreadable(path, source_libgit2_reason(), error);
    }
    if (type != GIT_OBJECT_BLOB) {
        return source_unreadable(path, "not a regular file", error);
    }
    if (size > SOURCE_FILE_LIMIT) {
        return source_unreadable(path, SOURCE_TOO_LARGE, error);
    }
    bytes = read_blob(repository, id);
    return bytes ? bytes
                 : source_unreadable(path, source_libgit2_reason(), error);
}

static char *repository_identity(gpointer data, const char *path)
{
    const Repository *repository = data;
    const git_oid *id = g_hash_table_lookup(repository->blobs, path);
    char text[GIT_OID_HEXSZ + 1];

    return id ? g_strdup(git_oid_tostr(text, sizeof(text), id)) : NULL;
}

static const SourceBackend repository_backend = {
    .read = repository_read,
    .identity = repository_identity,
    .free = repository_free,
};

static void list_link(Source *source, const char *path, const git_oid *id)
{
    g_autoptr(GBytes) target = read_blob(source->data, id);

    if (!target) {
        source_add_problem(source, path, "unreadable");
    } else {
        source_add_link(source, path, g_bytes_get_data(target, NULL));
    }
}

static void list_tree(Source *source, const git_oid *id, const char *prefix);

static void list_entry(Source *source, const git_tree_entry *entry,
                       const char *prefix)
{
    Repository *repository = source->data;
    const char *name = git_tree_entry_name(entry);
    const git_oid *id = git_tree_entry_id(entry);
    git_oid *copy;
    g_autofree char *path =
        *prefix ? g_strconcat(prefix, "/", name, NULL) : g_strdup(name);

    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_TREE:
        list_tree(source, id, path);
        break;
    case GIT_FILEMODE_LINK:
        list_link(source, path, id);
        break;
    case GIT_FILEMODE_COMMIT:
        break;
    default:
        source_add_file(source, path);
        copy = g_new(git_oid, 1);
        git_oid_cpy(copy, id);
        g_hash_table_insert(repository->blobs, g_strdup(path), copy);
    }
}

/* The depth is bounded by the length of names. */
static void list_tree(Source *source, const git_oid *id, const char *prefix)
{
    Repository *repository = source->data;
    const char *trouble = *prefix ? source_name_problem(prefix) : NULL;
    git_tree *tree;

    if (!trouble && git_tree_lookup(&tree, repository->repository, id) != 0) {
        trouble = "unreadable directory";
    }
    if (trouble) {
        source_add_problem(source, prefix, trouble);
        return;
    }
    for (size_t i = 0;
         i < git_tree_entrycount(tree) && repository->n_entries <= MOST_ENTRIES;
         i++) {
        repository->n_entries++;
        list_entry(source, git_tree_entry_byindex(tree, i), prefix);
    }
    git_tree_free(tree);
}

static bool list_revision(Source *source, const char *revision, GError **error)
{
    Repository *repository = source->data;
    char id[GIT_OID_HEXSZ + 1];
    git_object *found = NULL;
    git_object *commit = NULL;

    if (git_revparse_single(&found, repository->repository, revision) != 0 ||
        git_object_peel(&commit, found, GIT_OBJECT_COMMIT) != 0) {
        git_object_free(found);
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NO_REVISION,
                    "there is no revision '%s' in '%s'", revision,
                    git_repository_path(repository->repository));
        return false;
    }
    git_oid_tostr(id, sizeof(id), git_object_id(commit));
    source->revision = g_strdup(id);
    list_tree(source, git_commit_tree_id((git_commit *)commit), "");
    git_object_free(commit);
    git_object_free(found);
    if (repository->n_entries > MOST_ENTRIES) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "'%s' has more than %u files", source->label, MOST_ENTRIES);
        return false;
    }
    return true;
}

Source *source_open_commit(const char *path, const char *revision,
                           const char *label, GError **error)
{
    Repository *repository = g_new0(Repository, 1);
    g_autoptr(Source) source =
        source_new(label, &repository_backend, repository);

    source_set_up_libgit2();
    repository->blobs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (git_repository_open_ext(&repository->repository, path,
                                GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0 ||
        git_repository_odb(&repository->objects, repository->repository)) {
        g_set_error(error, SOURCE_ERROR, SOURCE_ERROR_NOT_A_TREE,
                    "'%s' cannot be read as a git repository: %s", path,
                    source_libgit2_reason());
        return NULL;
    }
    if (!list_revision(source, revision, error)) {
        return NULL;
    }
    source_seal(source);
    return g_steal_pointer(&source);
}

Source *source_open_revision(const char *name, GError **error)
{
    /* A revision can hold an '@' itself, as in HEAD@{1}. */
    const char *at = strrchr(name, '@');

    while (at) {
        g_autofree char *path = g_strndup(name, at - name);

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            return source_open_commit(path, at + 1, at + 1, error);
        }
        at = g_strrstr_len(name, at - name, "@");
    }
    return NULL;
}
