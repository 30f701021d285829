/*
 * The cache when its file is damaged, locked or somebody else's: nothing makes
 * it fail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store-fixture.h"

#include "store/cache.h"

/* Nothing is kept, nothing fails, and it says why. */
static void assert_useless(const char *place, const char *why)
{
    Cache *cache = cache_open(place, CACHE_DEFAULT_LIMIT);

    save_text(cache, "a", "one");
    assert_null(cache_load(cache, "a"));
    assert_non_null(cache_problem(cache));
    if (!strstr(cache_problem(cache), why)) {
        fail_msg("'%s' does not say '%s'", cache_problem(cache), why);
    }
    cache_close(cache);
}

static void test_no_database(void **state)
{
    g_autofree char *place = new_place();
    g_autofree char *path = g_build_filename(place, "cache.sqlite", NULL);
    g_autofree char *below = g_build_filename(path, "below", NULL);
    g_autofree char *before = g_strnfill(40000, 'x');
    g_autofree char *after = NULL;

    (void)state;
    assert_true(g_file_set_contents(path, before, -1, NULL));
    assert_useless(place, "not a database");
    assert_true(g_file_get_contents(path, &after, NULL, NULL));
    assert_string_equal(before, after);
    assert_useless(below, "cannot be made");
    g_unlink(path);
    g_mkdir(path, 0700);
    assert_useless(place, "cannot be used");
    remove_place(place);
}

static void test_other_databases(void **state)
{
    static const struct {
        const char *sql;
        const char *why;
    } others[] = {
        {"CREATE TABLE mine(a)", "another program's"},
        {"PRAGMA application_id = 7", "another program's"},
        {"PRAGMA application_id = 1296648003; PRAGMA user_version = 1000",
         "newer"},
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *place = new_place();

        run_sql(place, others[i].sql);
        assert_useless(place, others[i].why);
        remove_place(place);
    }
}

/* Of an older one the tables are thrown away. */
static void test_older_database(void **state)
{
    g_autofree char *place = new_place();
    Cache *cache;

    (void)state;
    run_sql(place, "CREATE TABLE entry(a); PRAGMA user_version = 0;"
                   "PRAGMA application_id = 1296648003");
    cache = open_good(place);
    save_text(cache, "a", "one");
    assert_text(cache, "a", "one");
    cache_close(cache);
    remove_place(place);
}

/* A page in the middle of the file, a value, a value in another's place. */
static void test_damage(void **state)
{
    static const char *const damages[] = {
        "UPDATE content SET value = zeroblob(length(value))",
        "UPDATE content SET value = substr(value, 1, 50)",
        "UPDATE content SET value = x''",
        "UPDATE entry SET checksum = checksum + 1",
        "UPDATE entry SET length = length + 1",
        "UPDATE entry SET length = -1",
        "UPDATE entry SET length = 1 << 40",
        "UPDATE content SET id = 100 - id",
        "DELETE FROM content",
    };

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autofree char *place = new_place();
        g_autofree char *text = g_strnfill(10000, 'x');
        g_autoptr(GBytes) random = noise(1, 10000);
        g_autoptr(GBytes) back = NULL;
        Cache *cache = open_good(place);

        save_text(cache, "a", text);
        cache_save(cache, "b", random);
        cache_close(cache);
        run_sql(place, damages[i]);
        cache = open_good(place);
        assert_null(cache_load(cache, "a"));
        back = cache_load(cache, "b");
        assert_null(back);
        save_text(cache, "a", text);
        assert_text(cache, "a", text);
        cache_close(cache);
        remove_place(place);
    }
}

static void test_damaged_pages(void **state)
{
    (void)state;
    for (guint page = 0; page < 8; page++) {
        g_autofree char *place = new_place();
        g_autofree char *path = g_build_filename(place, "cache.sqlite", NULL);
        g_autoptr(GBytes) random = noise(1, 50000);
        g_autofree char *data = NULL;
        gsize length = 0;
        Cache *cache = open_good(place);

        for (guint i = 0; i < 4; i++) {
            g_autofree char *key = g_strdup_printf("%u", i);

            cache_save(cache, key, random);
        }
        cache_close(cache);
        assert_true(g_file_get_contents(path, &data, &length, NULL));
        memset(data + page * length / 8, 0x5a, length / 8);
        assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
        cache = cache_open(place, CACHE_DEFAULT_LIMIT);
        for (guint i = 0; i < 4; i++) {
            g_autofree char *key = g_strdup_printf("%u", i);
            g_autoptr(GBytes) back = cache_load(cache, key);

            assert_true(!back || g_bytes_equal(back, random));
        }
        cache_save(cache, "more", random);
        cache_close(cache);
        remove_place(place);
    }
}

static void test_locked(void **state)
{
    g_autofree char *place = new_place();
    g_autofree char *path = g_build_filename(place, "cache.sqlite", NULL);
    sqlite3 *file = NULL;
    Cache *cache = open_good(place);

    (void)state;
    save_text(cache, "a", "one");
    cache_close(cache);
    assert_int_equal(sqlite3_open(path, &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file,
                                  "PRAGMA locking_mode = EXCLUSIVE;"
                                  "BEGIN EXCLUSIVE",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_useless(place, "locked");
    sqlite3_close(file);
    remove_place(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_database),
        cmocka_unit_test(test_other_databases),
        cmocka_unit_test(test_older_database),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_damaged_pages),
        cmocka_unit_test(test_locked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
