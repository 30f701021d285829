/*
 * The cache: what it keeps and what it forgets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store-fixture.h"

#include "store/cache.h"

#include <sys/wait.h>
#include <unistd.h>

static void test_round_trip(void **state)
{
    g_autofree char *place = new_place();
    g_autofree char *inner = g_build_filename(place, "made", NULL);
    g_autofree char *zeros = g_strnfill(1000000, '0');
    g_autoptr(GBytes) random = noise(1, 100001);
    Cache *cache = open_good(inner);

    (void)state;
    assert_null(cache_load(cache, "a"));
    save_text(cache, "a", "one");
    save_text(cache, "empty", "");
    save_text(cache, "long", zeros);
    cache_save(cache, "random", random);
    save_text(cache, "a", "two");
    assert_text(cache, "a", "two");
    cache_close(cache);

    cache = open_good(inner);
    assert_text(cache, "a", "two");
    assert_text(cache, "empty", "");
    assert_text(cache, "long", zeros);
    {
        g_autoptr(GBytes) back = cache_load(cache, "random");

        assert_true(g_bytes_equal(back, random));
    }
    assert_null(cache_load(cache, "b"));
    cache_close(cache);
    remove_place(inner);
    remove_place(place);
}

enum {
    PROCESSES = 4,
    VALUES = 60
};

/* Each process writes its own values and those of all. */
static int fill(Cache *cache, guint process)
{
    for (guint i = 0; i < VALUES; i++) {
        g_autofree char *own = g_strdup_printf("%u of %u", i, process);
        g_autofree char *shared = g_strdup_printf("%u", i);
        g_autoptr(GBytes) bytes = noise(i, 3000);
        g_autoptr(GBytes) back = NULL;

        cache_save(cache, own, bytes);
        cache_save(cache, shared, bytes);
        back = cache_load(cache, own);
        if (!back || !g_bytes_equal(back, bytes)) {
            return 1;
        }
    }
    return cache_problem(cache) ? 1 : 0;
}

/* `cache` NULL: each opens the database; else they begin with the parent's. */
static void run_processes(const char *place, Cache *cache)
{
    pid_t pids[PROCESSES];

    for (guint i = 0; i < PROCESSES; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            Cache *own = cache ?: cache_open(place, CACHE_DEFAULT_LIMIT);
            int status = fill(own, i);

            cache_close(own);
            _exit(status);
        }
    }
    for (guint i = 0; i < PROCESSES; i++) {
        int status = -1;

        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
}

static void assert_filled(Cache *cache)
{
    for (guint i = 0; i < PROCESSES * VALUES; i++) {
        g_autofree char *key =
            g_strdup_printf("%u of %u", i % VALUES, i / VALUES);
        g_autoptr(GBytes) bytes = noise(i % VALUES, 3000);
        g_autoptr(GBytes) back = cache_load(cache, key);

        assert_non_null(back);
        assert_true(g_bytes_equal(bytes, back));
    }
}

static void test_processes(void **state)
{
    (void)state;
    for (guint inherited = 0; inherited < 2; inherited++) {
        g_autofree char *place = new_place();
        Cache *cache = inherited ? open_good(place) : NULL;

        if (inherited) {
            save_text(cache, "a", "one");
            assert_text(cache, "a", "one");
        }
        run_processes(place, cache);
        cache = cache ?: open_good(place);
        assert_filled(cache);
        assert_null(cache_problem(cache));
        cache_close(cache);
        remove_place(place);
    }
}

static gint64 file_size(const char *place)
{
    g_autofree char *path = g_build_filename(place, "cache.sqlite", NULL);
    GStatBuf status;

    assert_int_equal(g_stat(path, &status), 0);
    return status.st_size;
}

/* What is used stays, what is old goes, and the file stays small. */
static void test_eviction(void **state)
{
    const guint64 limit = 4 << 20;
    g_autofree char *place = new_place();

    (void)state;
    for (guint run = 0; run < 10; run++) {
        Cache *cache = cache_open(place, limit);
        g_autoptr(GBytes) used = noise(0, 100000);
        g_autoptr(GBytes) back = NULL;

        if (run == 0) {
            cache_save(cache, "used", used);
        }
        back = cache_load(cache, "used");
        assert_non_null(back);
        for (guint i = 0; i < 20; i++) {
            g_autofree char *key = g_strdup_printf("%u-%u", run, i);
            g_autoptr(GBytes) bytes = noise(run * 100 + i, 100000);

            cache_save(cache, key, bytes);
        }
        assert_null(cache_problem(cache));
        cache_close(cache);
        assert_true(file_size(place) < (gint64)limit * 3 / 2);
    }
    {
        Cache *cache = cache_open(place, limit);
        g_autoptr(GBytes) first = cache_load(cache, "0-0");
        g_autoptr(GBytes) last = cache_load(cache, "9-19");
        g_autoptr(GBytes) huge = noise(1, (gsize)limit / 4);

        assert_null(first);
        assert_non_null(last);
        cache_save(cache, "huge", huge);
        assert_null(cache_load(cache, "huge"));
        cache_close(cache);
    }
    remove_place(place);
}

static void test_ir_keys(void **state)
{
    g_autofree char *place = new_place();
    Cache *cache = open_good(place);
    IrCache ir = cache_for_ir(cache);
    g_autoptr(GBytes) bytes = noise(1, 100);
    g_autoptr(GBytes) back = NULL;

    (void)state;
    ir.save(ir.data, "a", bytes);
    back = ir.load(ir.data, "a");
    assert_true(back && g_bytes_equal(back, bytes));
    assert_null(cache_load(cache, "a"));
    cache_close(cache);
    remove_place(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_processes),
        cmocka_unit_test(test_eviction),
        cmocka_unit_test(test_ir_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
