/*
 * Results of units out of a cache: they are what parsing would have given, and
 * whatever they depend on makes them be parsed again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "clang-fixture.h"

#include "ir/ir.h"
#include "parse/clang.h"

/* A cache in memory. Units and lists of names are told by their keys. */
typedef struct Memory {
    GHashTable *values; /* key -> GBytes * */
    guint n_units;      /* saved since this was set to 0 */
    IrCache cache;
} Memory;

static GBytes *load(gpointer data, const char *key)
{
    const Memory *memory = data;
    GBytes *value = g_hash_table_lookup(memory->values, key);

    return value ? g_bytes_ref(value) : NULL;
}

static void save(gpointer data, const char *key, GBytes *value)
{
    Memory *memory = data;

    memory->n_units += g_str_has_prefix(key, "unit ");
    g_hash_table_insert(memory->values, g_strdup(key), g_bytes_ref(value));
}

static void memory_init(Memory *memory)
{
    *memory = (Memory){
        .values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)g_bytes_unref),
        .cache = {load, save, memory},
    };
}

static void memory_clear(Memory *memory)
{
    g_hash_table_unref(memory->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Memory, memory_clear)

static void clear_scratch(const Fixture *fixture)
{
    remove_all(fixture->scratch);
    assert_int_equal(g_mkdir(fixture->scratch, 0700), 0);
}

/* All results of a run, the caller's. */
static GPtrArray *blocks(Fixture *fixture, const IrCache *cache)
{
    GPtrArray *all =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

    clear_scratch(fixture);
    fixture->plan.cache = cache;
    run(fixture);
    for (guint i = 0; i < fixture->files->len; i++) {
        const IrFile *file = g_ptr_array_index(fixture->files, i);

        assert_non_null(file);
        g_ptr_array_add(all, g_bytes_ref(ir_file_block(file)));
    }
    return all;
}

/* With the cache `n_parsed` units are parsed, and all come out as without. */
static void check(Fixture *fixture, Memory *memory, guint n_parsed)
{
    g_autoptr(GPtrArray) with = NULL;
    g_autoptr(GPtrArray) without = NULL;

    memory->n_units = 0;
    with = blocks(fixture, &memory->cache);
    assert_int_equal(memory->n_units, n_parsed);
    without = blocks(fixture, NULL);
    assert_int_equal(with->len, without->len);
    for (guint i = 0; i < with->len; i++) {
        assert_true(g_bytes_equal(with->pdata[i], without->pdata[i]));
    }
}

static void test_includes(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    write_bytes(fixture, "outer.h", "#include \"inner.h\"\n", -1);
    write_bytes(fixture, "inner.h", "enum { SIZE = 1 };\n", -1);
    add_file(fixture, "one.c", "#include \"outer.h\"\nint one[SIZE];\n");
    add_file(fixture, "two.c", "int two = 2;\n");
    check(fixture, &memory, 2);
    check(fixture, &memory, 0);
    write_bytes(fixture, "inner.h", "enum { SIZE = 2 };\n", -1);
    check(fixture, &memory, 1);
    check(fixture, &memory, 0);
    write_bytes(fixture, "inner.h", "enum { SIZE = 1 };\n", -1);
    check(fixture, &memory, 0);
    write_bytes(fixture, "outer.h", "enum { SIZE = 5 };\n", -1);
    check(fixture, &memory, 1);
    write_bytes(fixture, "outer.h", "#include \"inner.h\"\n", -1);
    check(fixture, &memory, 0);
    write_bytes(fixture, "two.c", "int two = 3;\n", -1);
    check(fixture, &memory, 1);
    g_ptr_array_add(fixture->group->args, g_strdup("-DSIZE=7"));
    check(fixture, &memory, 2);
}

/* A file that would be found before the one that was, or where there was
 * none. */
static void test_new_files(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autofree char *folder = g_build_filename(fixture->root, "sub", NULL);
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    g_mkdir(folder, 0700);
    g_ptr_array_insert(fixture->group->args, 0,
                       g_strdup_printf("-I%s", folder));
    write_bytes(fixture, "a.h", "enum { A = 1 };\n", -1);
    add_file(fixture, "one.c", "#include <a.h>\nint one = A;\n");
    add_file(fixture, "two.c", "#include <b.h>\nint two = 2;\n");
    check(fixture, &memory, 2);
    check(fixture, &memory, 0);
    write_bytes(fixture, "sub/c.h", "enum { C = 3 };\n", -1);
    check(fixture, &memory, 0);
    write_bytes(fixture, "sub/a.h", "enum { A = 3 };\n", -1);
    check(fixture, &memory, 1);
    write_bytes(fixture, "b.h", "int three = 3;\n", -1);
    check(fixture, &memory, 1);
    check(fixture, &memory, 0);
    remove_all(folder);
    check(fixture, &memory, 0);
}

static void add_pch(Fixture *fixture)
{
    write_bytes(fixture, "first.h", "#pragma once\n#include \"deep.h\"\n", -1);
    write_bytes(fixture, "deep.h", "#pragma once\nstruct deep { int a; };\n",
                -1);
    g_ptr_array_add(fixture->group->headers, g_strdup("first.h"));
}

/* All of a group see the PCH; it is built for those only that are parsed. */
static void test_precompiled(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_autofree char *pch =
        g_build_filename(fixture->scratch, "headers-0.pch.h", NULL);
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    add_pch(fixture);
    add_file(fixture, "one.c", "#include \"first.h\"\nstruct deep one;\n");
    add_file(fixture, "two.c", "#include \"first.h\"\nint two = 2;\n");
    check(fixture, &memory, 3);
    check(fixture, &memory, 0);
    write_bytes(fixture, "two.c", "#include \"first.h\"\nstruct deep two;\n",
                -1);
    check(fixture, &memory, 1);
    write_bytes(fixture, "deep.h", "#pragma once\nstruct deep { long a; };\n",
                -1);
    check(fixture, &memory, 3);
    check(fixture, &memory, 0);
    assert_false(g_file_test(pch, G_FILE_TEST_EXISTS));
}

/* Whether a header stands alone is found out with a file that includes it. */
static void test_includer(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    add_pch(fixture);
    g_ptr_array_add(fixture->group->headers, g_strdup("needy.h"));
    write_bytes(fixture, "part.h", "struct part { int a; };\n", -1);
    write_bytes(fixture, "needy.h",
                "#pragma once\nstruct needy { struct part p; };\n", -1);
    add_file(fixture, "one.c", "int one;\n");
    add_file(fixture, "two.c",
             "#include \"part.h\"\n#include \"needy.h\"\nstruct needy two;\n");
    check(fixture, &memory, 3);
    check(fixture, &memory, 0);
    write_bytes(fixture, "one.c", "#include \"needy.h\"\nint one;\n", -1);
    check(fixture, &memory, 3);
    check(fixture, &memory, 0);
}

/* Placeholders make a second attempt, which depends on the same. */
static void test_healed(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    write_bytes(fixture, "a.h", "typedef struct { Unknown u; int n; } T;\n",
                -1);
    add_file(fixture, "one.c", "#include \"a.h\"\nT one = { .n = NOWHERE };\n");
    check(fixture, &memory, 1);
    check(fixture, &memory, 0);
    write_bytes(fixture, "a.h", "typedef struct { int u; int n; } T;\n", -1);
    check(fixture, &memory, 1);
}

/* The same tree elsewhere, and one that somebody else's machine read. */
static void test_places(void **state)
{
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    for (guint i = 0; i < 3; i++) {
        g_autoptr(Fixture) fixture = fixture_new();

        add_pch(fixture);
        fixture->plan.environment = i < 2 ? "this" : "that";
        add_file(fixture, "one.c", "#include \"first.h\"\nstruct deep one;\n");
        add_file(fixture, "two.c", "#include <stddef.h>\nsize_t two;\n");
        check(fixture, &memory, i == 1 ? 0 : 3);
    }
}

/* What crashed may fare better next time. */
static void test_failure(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_auto(Memory) memory;

    (void)state;
    memory_init(&memory);
    add_file(fixture, "one.c", "int one;\n");
    g_ptr_array_add(fixture->group->files, g_strdup("missing.c"));
    for (guint i = 0; i < 2; i++) {
        clear_scratch(fixture);
        fixture->plan.cache = &memory.cache;
        run(fixture);
        assert_non_null(g_ptr_array_index(fixture->files, 0));
        assert_null(g_ptr_array_index(fixture->files, 1));
        assert_non_null(g_ptr_array_index(fixture->failures, 1));
        assert_int_equal(memory.n_units, 1);
    }
}

/* Whatever the cache gives back, there is a result. */
static void test_damage(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    g_auto(Memory) memory;
    GHashTableIter iter;
    gpointer key;

    (void)state;
    memory_init(&memory);
    add_pch(fixture);
    add_file(fixture, "one.c", "#include \"first.h\"\nstruct deep one;\n");
    add_file(fixture, "two.c", "int two = 2;\n");
    check(fixture, &memory, 3);
    g_hash_table_iter_init(&iter, memory.values);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (g_str_has_prefix(key, "unit ")) {
            g_hash_table_iter_replace(&iter, g_bytes_new_static("junk", 4));
        }
    }
    check(fixture, &memory, 3);
    g_hash_table_remove_all(memory.values);
    check(fixture, &memory, 3);
    g_hash_table_iter_init(&iter, memory.values);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (g_str_has_prefix(key, "names ")) {
            g_hash_table_iter_replace(
                &iter, g_bytes_new_static("=\n?\n./\n\n\n./..\n/dev", 19));
        }
    }
    check(fixture, &memory, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_includes),    cmocka_unit_test(test_new_files),
        cmocka_unit_test(test_precompiled), cmocka_unit_test(test_includer),
        cmocka_unit_test(test_healed),      cmocka_unit_test(test_places),
        cmocka_unit_test(test_failure),     cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
