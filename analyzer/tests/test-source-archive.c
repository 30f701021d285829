/*
 * Tarballs: good, hostile, broken and too large.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tests/source-fixture.h"

#include <archive.h>
#include <archive_entry.h>

#include "source/source.h"

/* As tar does: with its folder entries, everything below `top`. */
static struct archive *start_archive(const char *file, const char *suffix)
{
    struct archive *archive = archive_write_new();

    assert_int_equal(archive_write_set_format_pax_restricted(archive), 0);
    archive_write_set_format_option(archive, "pax", "hdrcharset", "BINARY");
    if (g_str_has_suffix(suffix, ".xz") || g_str_equal(suffix, ".txz")) {
        assert_int_equal(archive_write_add_filter_xz(archive), 0);
    } else if (g_str_has_suffix(suffix, "gz")) {
        assert_int_equal(archive_write_add_filter_gzip(archive), 0);
    } else if (g_str_has_suffix(suffix, ".bz2")) {
        assert_int_equal(archive_write_add_filter_bzip2(archive), 0);
    } else if (g_str_has_suffix(suffix, ".zst")) {
        assert_int_equal(archive_write_add_filter_zstd(archive), 0);
    }
    assert_int_equal(archive_write_open_filename(archive, file), 0);
    return archive;
}

static void end_archive(struct archive *archive)
{
    assert_int_equal(archive_write_close(archive), 0);
    archive_write_free(archive);
}

static void add_entry(struct archive *archive, const char *name, mode_t type,
                      const char *text, const char *target)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_mode(entry, type | 0644);
    archive_entry_set_size(entry, text ? (la_int64_t)strlen(text) : 0);
    if (type == AE_IFLNK) {
        archive_entry_set_symlink(entry, target);
    } else if (target) {
        archive_entry_set_hardlink(entry, target);
    }
    assert_true(archive_write_header(archive, entry) >= ARCHIVE_WARN);
    if (text) {
        archive_write_data(archive, text, strlen(text));
    }
    archive_entry_free(entry);
}

static void write_archive(const char *file, const char *suffix)
{
    struct archive *archive = start_archive(file, suffix);

    add_entry(archive, "./qemu-10.0.0/", AE_IFDIR, NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(fixture_tree); i++) {
        g_autofree char *name =
            g_strconcat("./qemu-10.0.0/", fixture_tree[i].path, NULL);

        add_entry(archive, name, fixture_tree[i].target ? AE_IFLNK : AE_IFREG,
                  fixture_tree[i].text, fixture_tree[i].target);
    }
    end_archive(archive);
}

static void test_archives(void **state)
{
    static const char *const suffixes[] = {
        ".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tar.zst", ".tgz", ".txz",
    };

    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *scratch = in(*state, suffixes[i]);
        g_autofree char *name = g_strconcat("qemu-1", suffixes[i], NULL);
        g_autofree char *file = in(scratch, name);

        g_mkdir(scratch, 0755);
        write_archive(file, suffixes[i]);
        check_tree(file, "qemu-1", scratch);
    }
}

static void test_archive_without_top(void **state)
{
    g_autofree char *file = in(*state, "flat.tar");
    struct archive *archive = start_archive(file, ".tar");
    g_autoptr(Source) source = NULL;
    g_autofree char *paths = NULL;

    add_entry(archive, "a/x.c", AE_IFREG, "1", NULL);
    add_entry(archive, "b/x.c", AE_IFREG, "2", NULL);
    end_archive(archive);
    source = open_well(file);
    paths = paths_text(source);
    assert_string_equal(paths, "a/x.c\nb/x.c\n");
    assert_text(source, "b/x.c", "2");
}

static void test_hostile_archive(void **state)
{
    g_autofree char *file = in(*state, "hostile.tar");
    g_autofree char *where = in(*state, "where");
    g_autofree char *escaped = in(*state, "escaped.c");
    struct archive *archive = start_archive(file, ".tar");
    g_autoptr(Source) source = NULL;
    g_autofree char *paths = NULL;
    g_autofree char *problems = NULL;

    add_entry(archive, "../escaped.c", AE_IFREG, "x", NULL);
    add_entry(archive, "q/../../escaped.c", AE_IFREG, "x", NULL);
    add_entry(archive, "/tmp/absolute.c", AE_IFREG, "x", NULL);
    add_entry(archive, "q/a.c", AE_IFREG, "first", NULL);
    add_entry(archive, "q/a.c", AE_IFREG, "last", NULL);
    add_entry(archive, "q/hard.c", AE_IFREG, NULL, "q/a.c");
    add_entry(archive, "q/device.c", AE_IFCHR, NULL, NULL);
    add_entry(archive, "q/fifo.c", AE_IFIFO, NULL, NULL);
    add_entry(archive, "q/line\nbreak.c", AE_IFREG, "x", NULL);
    add_entry(archive, "q/\xff.c", AE_IFREG, "x", NULL);
    add_entry(archive, "q/both", AE_IFREG, "x", NULL);
    add_entry(archive, "q/both/in.c", AE_IFREG, "x", NULL);
    /* The classic: a link, then a file "through" it. */
    add_entry(archive, "q/way", AE_IFLNK, NULL, "../..");
    add_entry(archive, "q/way/escaped.c", AE_IFREG, "x", NULL);
    end_archive(archive);
    source = open_well(file);
    paths = paths_text(source);
    problems = problems_text(source);
    assert_string_equal(paths, "a.c\nboth/in.c\nway/escaped.c\n");
    assert_string_equal(
        problems,
        "../escaped.c: name leads out of the tree\n"
        "/tmp/absolute.c: absolute name\n"
        "a.c: more than once in the archive: the last one counts\n"
        "both: file and folder have one name\n"
        "device.c: not a regular file\n"
        "fifo.c: not a regular file\n"
        "hard.c: hard link\n"
        "q/../../escaped.c: name leads out of the tree\n"
        "q/\\377.c: name with control characters or not in UTF-8\n"
        "q/line\\nbreak.c: name with control characters or not in UTF-8\n"
        "way: file and folder have one name\n");
    assert_text(source, "a.c", "last");
    g_mkdir(where, 0755);
    assert_true(source_materialise(source, where, NULL, NULL, NULL));
    assert_copy(where, "way/escaped.c", "x");
    assert_false(g_file_test(escaped, G_FILE_TEST_EXISTS));
}

static void assert_broken(const char *file)
{
    g_autoptr(GError) error = NULL;

    assert_null(source_open(file, &error));
    assert_true(g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_BROKEN));
    assert_non_null(strstr(error->message, file));
}

/* Text that does not compress, so that every cut is in the middle of it. */
static char *noise(gsize size)
{
    char *text = g_malloc(size + 1);
    guint32 n = 1;

    for (gsize i = 0; i < size; i++) {
        n = n * 1664525 + 1013904223;
        text[i] = (char)(33 + (n >> 16) % 90);
    }
    text[size] = '\0';
    return text;
}

static void test_broken_archives(void **state)
{
    static const char *const suffixes[] = {
        ".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tar.zst",
    };
    g_autofree char *text = noise(300000);

    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *file = g_strconcat(*state, "/b", suffixes[i], NULL);
        g_autofree char *bytes = NULL;
        struct archive *archive = start_archive(file, suffixes[i]);
        gsize size;

        add_entry(archive, "q/a.c", AE_IFREG, text, NULL);
        end_archive(archive);
        assert_true(g_file_get_contents(file, &bytes, &size, NULL));
        for (guint cut = 1; cut < 8; cut++) {
            assert_true(g_file_set_contents(file, bytes, size * cut / 9, NULL));
            assert_broken(file);
        }
        assert_true(g_file_set_contents(file, text, 5000, NULL));
        assert_broken(file);
        assert_true(g_file_set_contents(file, "", 0, NULL));
        assert_broken(file);
    }
}

/* An archive of nothing, and one with too much. */
static void test_limits(void **state)
{
    g_autofree char *file = in(*state, "limit.tar.gz");
    g_autofree char *large = g_strnfill(17 << 20, 'x');
    struct archive *archive = start_archive(file, ".tar.gz");
    g_autoptr(Source) source = NULL;
    g_autofree char *paths = NULL;
    g_autofree char *problems = NULL;

    end_archive(archive);
    assert_broken(file);
    archive = start_archive(file, ".tar.gz");
    add_entry(archive, "q/large.c", AE_IFREG, large, NULL);
    add_entry(archive, "q/large.bin", AE_IFREG, large, NULL);
    end_archive(archive);
    source = open_well(file);
    paths = paths_text(source);
    problems = problems_text(source);
    assert_string_equal(paths, "large.bin\n");
    assert_string_equal(problems, "large.c: larger than 16 MiB\n");
}

/* Rewrites the size in a header: terabytes that are not there. */
static void claim_terabytes(char *header)
{
    guint sum = 0;

    memset(header + 124, 0, 12);
    header[124] = (char)0x80; /* base 256, the last byte the lowest */
    header[130] = 4;
    memset(header + 148, ' ', 8);
    for (guint i = 0; i < 512; i++) {
        sum += (guchar)header[i];
    }
    g_snprintf(header + 148, 8, "%06o", sum);
}

static void test_bomb(void **state)
{
    g_autofree char *file = in(*state, "bomb.tar");
    g_autofree char *bytes = NULL;
    struct archive *archive = start_archive(file, ".tar");
    g_autoptr(GError) error = NULL;
    gsize size;

    add_entry(archive, "q/bomb.bin", AE_IFREG, NULL, NULL);
    end_archive(archive);
    assert_true(g_file_get_contents(file, &bytes, &size, NULL));
    /* The last header, before two blocks of zeros. */
    claim_terabytes(bytes + size - 3 * 512);
    assert_true(g_file_set_contents(file, bytes, size, NULL));
    assert_null(source_open(file, &error));
    assert_true(g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_BROKEN));
    assert_non_null(strstr(error->message, "more than 16 GiB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(test_archives),
        SCRATCH_TEST(test_archive_without_top),
        SCRATCH_TEST(test_hostile_archive),
        SCRATCH_TEST(test_broken_archives),
        SCRATCH_TEST(test_limits),
        SCRATCH_TEST(test_bomb),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
