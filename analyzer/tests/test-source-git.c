/*
 * Revisions of git repositories, and names that are no tree at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include <git2.h>

#include "source/source.h"

static git_oid write_blob(git_repository *repository, const char *text)
{
    git_oid id;

    assert_int_equal(
        git_blob_create_from_buffer(&id, repository, text, strlen(text)), 0);
    return id;
}

static void fill_index(git_repository *repository, git_index *index)
{
    git_index_entry module = {.mode = GIT_FILEMODE_COMMIT, .path = "roms/x"};

    for (guint i = 0; i < G_N_ELEMENTS(fixture_tree); i++) {
        git_index_entry entry = {.path = fixture_tree[i].path};

        if (g_str_has_prefix(fixture_tree[i].path, ".git/")) {
            continue;
        }
        entry.mode =
            fixture_tree[i].target ? GIT_FILEMODE_LINK : GIT_FILEMODE_BLOB;
        entry.id = write_blob(repository, fixture_tree[i].target
                                              ? fixture_tree[i].target
                                              : fixture_tree[i].text);
        assert_int_equal(git_index_add(index, &entry), 0);
    }
    git_oid_fromstr(&module.id, "1234567890123456789012345678901234567890");
    assert_int_equal(git_index_add(index, &module), 0);
}

/* One commit with the tree, tagged "v1"; nothing is checked out. Returns its
 * id. */
static char *write_repository(const char *path, bool bare)
{
    git_repository *repository;
    git_index *index;
    git_signature *author;
    git_oid tree_id;
    git_oid commit_id;
    git_tree *written;
    git_object *commit;

    assert_int_equal(git_repository_init(&repository, path, bare), 0);
    assert_int_equal(git_index_new(&index), 0);
    fill_index(repository, index);
    assert_int_equal(git_index_write_tree_to(&tree_id, index, repository), 0);
    assert_int_equal(git_tree_lookup(&written, repository, &tree_id), 0);
    assert_int_equal(git_signature_new(&author, "A", "a@example.org", 1, 0), 0);
    assert_int_equal(git_commit_create_v(&commit_id, repository, "HEAD", author,
                                         author, NULL, "x", written, 0),
                     0);
    git_object_lookup(&commit, repository, &commit_id, GIT_OBJECT_COMMIT);
    assert_int_equal(
        git_tag_create(&tree_id, repository, "v1", commit, author, "x", 0), 0);
    git_object_free(commit);
    git_tree_free(written);
    git_signature_free(author);
    git_index_free(index);
    git_repository_free(repository);
    return g_strdup(git_oid_tostr_s(&commit_id));
}

/* Names and times of all files below the path. */
static void snapshot(const char *path, GString *text)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_ptr_array_add(names, g_build_filename(path, name, NULL));
    }
    for (guint i = 0; i < names->len; i++) {
        const char *file = g_ptr_array_index(names, i);
        struct stat status;

        assert_int_equal(lstat(file, &status), 0);
        g_string_append_printf(text, "%s %ld.%09ld %ld\n", file,
                               (long)status.st_mtim.tv_sec,
                               status.st_mtim.tv_nsec, (long)status.st_size);
        snapshot(file, text);
    }
}

static void check_repository(const char *scratch, const char *name, bool bare)
{
    static const char *const revisions[] = {"v1", "HEAD", "HEAD^0", "@",
                                            "HEAD@{0}"};
    g_autofree char *repository = in(scratch, name);
    g_autofree char *id = write_repository(repository, bare);
    g_autofree char *by_id = g_strconcat(repository, "@", id, NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GString) after = g_string_new(NULL);

    snapshot(repository, before);
    check_tree(by_id, id, scratch);
    for (guint i = 0; i < G_N_ELEMENTS(revisions); i++) {
        g_autofree char *tree_name =
            g_strconcat(repository, "@", revisions[i], NULL);
        g_autoptr(Source) source = NULL;

        /* A bare repository keeps no log of HEAD. */
        if (!bare || !strchr(revisions[i], '{')) {
            source = open_well(tree_name);
            assert_string_equal(source_label(source), revisions[i]);
            assert_string_equal(source_revision(source), id);
        }
    }
    snapshot(repository, after);
    assert_string_equal(before->str, after->str);
}

static void test_repositories(void **state)
{
    g_autofree char *bare = in(*state, "1");
    g_autofree char *usual = in(*state, "2");

    g_mkdir(bare, 0755);
    g_mkdir(usual, 0755);
    git_libgit2_init();
    check_repository(bare, "bare@home.git", true);
    check_repository(usual, "work", false);
    git_libgit2_shutdown();
}

static void test_no_tree(void **state)
{
    static const struct {
        const char *name;
        SourceError code;
    } cases[] = {
        {"nothing", SOURCE_ERROR_NOT_A_TREE},
        {"nothing.tar.gz", SOURCE_ERROR_NOT_A_TREE},
        {"nothing@v1", SOURCE_ERROR_NOT_A_TREE},
        {"file.c", SOURCE_ERROR_NOT_A_TREE},
        {"file.c@v1", SOURCE_ERROR_NOT_A_TREE},
        {"folder@v1", SOURCE_ERROR_NOT_A_TREE},
        {"repo@v2", SOURCE_ERROR_NO_REVISION},
        {"repo@", SOURCE_ERROR_NO_REVISION},
        {"repo@v1..HEAD", SOURCE_ERROR_NO_REVISION},
        {"repo@HEAD:VERSION", SOURCE_ERROR_NO_REVISION},
        {"repo@--upload-pack=x", SOURCE_ERROR_NO_REVISION},
        {"fifo", SOURCE_ERROR_NOT_A_TREE},
        {"fifo.tar", SOURCE_ERROR_NOT_A_TREE},
    };
    g_autofree char *repository = in(*state, "repo");
    g_autofree char *fifo = in(*state, "fifo");
    g_autofree char *fifo_tar = in(*state, "fifo.tar");

    write_text(*state, "file.c", "");
    write_text(*state, "folder/x.c", "");
    assert_int_equal(mkfifo(fifo, 0644), 0);
    assert_int_equal(mkfifo(fifo_tar, 0644), 0);
    git_libgit2_init();
    g_free(write_repository(repository, false));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = in(*state, cases[i].name);
        g_autoptr(GError) error = NULL;

        assert_null(source_open(name, &error));
        assert_int_equal(error->domain, SOURCE_ERROR);
        assert_int_equal(error->code, cases[i].code);
        assert_non_null(strstr(error->message, "'"));
    }
    git_libgit2_shutdown();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_repositories),
        SCRATCH_TEST(test_no_tree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
