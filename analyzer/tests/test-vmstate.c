/*
 * VMStates and RAM blocks, read from small C files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "facts/facts.h"
#include "interpret/interpret.h"
#include "parse/clang.h"
#include "tests/vmstate-text.h"

#include <glib/gstdio.h>
#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Reading {
    IrTree *tree;
    FactSet *facts;
} Reading;

static void receive(const ParseResult *result, void *user)
{
    IrTree *tree = user;

    assert_null(result->failure);
    ir_program_add(tree->program, result->path, result->group, false,
                   result->is_headers, result->file);
}

static void parse_into(IrTree *tree, const char *directory,
                       const char *definition)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *scratch = g_build_filename(directory, "scratch", NULL);
    ParseGroup *group = parse_group_new("i386");
    ParsePlan plan = {.root = directory, .scratch = scratch, .workers = 1};

    g_mkdir(scratch, 0700);
    if (definition) {
        g_ptr_array_add(group->args, g_strdup(definition));
    }
    g_ptr_array_add(group->files, g_strdup("dev.c"));
    plan.groups = g_ptr_array_new();
    g_ptr_array_add(plan.groups, group);
    assert_true(parse_plan_run(&plan, receive, tree, &error));
    g_ptr_array_unref(plan.groups);
    parse_group_free(group);
    ir_program_seal(tree->program);
}

static void run_extractors(Reading *reading)
{
    ExtractContext context = {.tree = reading->tree, .facts = reading->facts};
    InterpreterConfig config = {0};

    context.interpreter = interpreter_new(reading->tree->program, &config);
    context.read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    extract_qemu_vmstate(&context);
    extract_qemu_ramblock(&context);
    g_hash_table_unref(context.read);
    interpreter_free(context.interpreter);
    fact_set_sort(reading->facts);
}

static void remove_directory(const char *directory)
{
    const char *argv[] = {"rm", "-rf", directory, NULL};

    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                 NULL, NULL, NULL, NULL);
}

static Reading read_text(const char *text, const char *definition)
{
    g_autofree char *directory = g_dir_make_tmp("vmstate-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(directory, "dev.c", NULL);
    g_autofree char *whole = g_strconcat(vmstate_header, text, NULL);
    Reading reading = {ir_tree_new(), fact_set_new()};

    reading.tree->program = ir_program_new();
    assert_true(g_file_set_contents(path, whole, -1, NULL));
    parse_into(reading.tree, directory, definition);
    remove_directory(directory);
    run_extractors(&reading);
    return reading;
}

static void reading_clear(Reading *reading)
{
    fact_set_free(reading->facts);
    ir_tree_free(reading->tree);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static const VMState *find_vmstate(const Reading *reading, const char *symbol)
{
    const GPtrArray *vmstates = fact_set_vmstates(reading->facts);

    for (guint i = 0; i < vmstates->len; i++) {
        const VMState *fact = vmstates->pdata[i];

        if (g_strcmp0(fact->symbol, symbol) == 0) {
            return fact;
        }
    }
    fail_msg("no description %s", symbol);
    return NULL;
}

static guint count_gaps(const Reading *reading, const char *reason)
{
    const GPtrArray *gaps = fact_set_gaps(reading->facts);
    guint n = 0;

    for (guint i = 0; i < gaps->len; i++) {
        n += strstr(((const Gap *)gaps->pdata[i])->reason, reason) != NULL;
    }
    return n;
}

static const char kinds_text[] =
    "static const VMStateDescription vmstate_part = {\n"
    "  .name = \"part\", .version_id = 1, .minimum_version_id = 1,\n"
    "  .fields = (const VMStateField[]) { U32(a), END } };\n"
    "static bool sane(void *opaque, int version_id) { return true; }\n"
    "const VMStateDescription vmstate_dev = {\n"
    "  .name = \"dev\", .version_id = 3, .minimum_version_id = 2,\n"
    "  .unmigratable = 1, .priority = MIG_PRI_IOMMU,\n"
    "  .fields = (const VMStateField[]) {\n"
    "    U32(a),\n"
    "    { .name = \"b\", .num = 3, .size = 4, .flags = VMS_ARRAY,\n"
    "      .info = &vmstate_info_uint32, .version_id = 2 },\n"
    "    { .name = \"part\", .size = sizeof(Part), .flags = VMS_STRUCT,\n"
    "      .vmsd = &vmstate_part, .field_exists = sane },\n"
    "    { .name = \"mac\", .size = sizeof(((Dev *)0)->mac),\n"
    "      .flags = VMS_BUFFER, .info = &vmstate_info_buffer },\n"
    "    { .name = \"v\", .size = 4, .info = &vmstate_info_uint32,\n"
    "      .num_offset = offsetof(Dev, n) + 0,\n"
    "      .flags = VMS_VARRAY_UINT32 | VMS_POINTER },\n"
    "    { .name = \"unused\", .size = 8, .flags = VMS_BUFFER,\n"
    "      .info = &vmstate_info_unused_buffer },\n"
    "    { .name = \"sane\", .field_exists = sane,\n"
    "      .flags = VMS_ARRAY | VMS_MUST_EXIST },\n"
    "    { .name = \"bits\", .flags = VMS_SINGLE,\n"
    "      .info = &vmstate_info_bitmap },\n"
    "    { .name = \"odd\", .flags = VMS_SINGLE, .size = 16,\n"
    "      .info = &(const VMStateInfo) { .name = \"own\" } },\n"
    "    END } };\n";

static const VMStateField expected_fields[] = {
    {.name = "a", .kind = "scalar", .size = 4, .count = 1},
    {.name = "b", .kind = "array", .size = 4, .count = 3, .version_id = 2},
    {.name = "part",
     .kind = "struct",
     .size = -1,
     .count = 1,
     .exists = "sane",
     .vmstate = "part"},
    {.name = "mac", .kind = "buffer", .size = 6, .count = 1},
    {.name = "v", .kind = "array", .size = 4, .count = -1, .count_of = "n"},
    {.name = "unused", .kind = "unused", .size = 8, .count = 1},
    {.name = "sane",
     .kind = "validate",
     .size = -1,
     .count = 0,
     .exists = "sane"},
    {.name = "bits", .kind = "bitmap", .size = 0, .count = 1},
    {.name = "odd", .kind = "opaque", .size = 16, .count = 1, .info = "own"},
};

static void test_kinds(void **state)
{
    g_auto(Reading) reading = read_text(kinds_text, NULL);
    const VMState *fact = find_vmstate(&reading, "vmstate_dev");

    (void)state;
    assert_string_equal(fact->name, "dev");
    assert_int_equal(fact->version_id, 3);
    assert_int_equal(fact->minimum_version_id, 2);
    assert_true(fact->unmigratable);
    assert_true(fact->terminated);
    assert_string_equal(fact->priority, "MIG_PRI_IOMMU");
    assert_int_equal(fact->fields->len, G_N_ELEMENTS(expected_fields));
    for (guint i = 0; i < G_N_ELEMENTS(expected_fields); i++) {
        const VMStateField *want = &expected_fields[i];
        const VMStateField *have =
            &g_array_index(fact->fields, VMStateField, i);

        assert_string_equal(have->name, want->name);
        assert_string_equal(have->kind, want->kind);
        assert_int_equal(have->size, want->size);
        assert_int_equal(have->count, want->count);
        assert_int_equal(have->version_id, want->version_id);
        assert_int_equal(g_strcmp0(have->exists, want->exists), 0);
        assert_int_equal(g_strcmp0(have->vmstate, want->vmstate), 0);
        assert_int_equal(g_strcmp0(have->count_of, want->count_of), 0);
    }
    assert_string_equal(
        g_array_index(fact->fields, VMStateField, fact->fields->len - 1).info,
        "own");
    assert_int_equal(fact_set_gaps(reading.facts)->len, 0);
}

static const char needed_text[] =
    "static bool is_on(Dev *d) { return d->is_on; }\n"
    "static bool late_needed(void *opaque) {\n"
    "  Dev *d = opaque;\n"
    "  if (!d->part.x) { return false; }\n"
    "  return is_on(d) && d->b[1] > 2;\n"
    "}\n"
    "static const VMStateDescription vmstate_late = {\n"
    "  .name = \"dev/late\", NEEDED\n"
    "  .fields = (const VMStateField[]) { U32(a), END } };\n"
    "const VMStateDescription vmstate_dev = { .name = \"dev\",\n"
    "  .fields = (const VMStateField[]) { U32(a), END },\n"
    "  .subsections = LIST };\n";

static void check_subsection(const char *text, const char *definition)
{
    g_auto(Reading) reading = read_text(text, definition);
    const VMState *outer = find_vmstate(&reading, "vmstate_dev");
    const VMState *inner = find_vmstate(&reading, "vmstate_late");
    static const char *const reads[] = {"Dev.b", "Dev.is_on", "Dev.part.x",
                                        "Part.x", NULL};

    assert_int_equal(outer->subsections->len, 1);
    assert_string_equal(outer->subsections->pdata[0], "dev/late");
    assert_string_equal(outer->subsection_symbols->pdata[0], "vmstate_late");
    assert_string_equal(inner->needed, "late_needed");
    assert_non_null(strstr(inner->needed_text, "is_on(d)"));
    assert_non_null(strstr(inner->needed_text, "d->part.x"));
    for (guint i = 0; reads[i]; i++) {
        assert_string_equal(inner->needed_reads[i], reads[i]);
    }
    assert_int_equal(fact_set_gaps(reading.facts)->len, 0);
}

static void test_subsections(void **state)
{
    g_autofree char *modern =
        g_strconcat("#define NEEDED .needed = late_needed,\n"
                    "#define LIST (const VMStateDescription * const[]) "
                    "{ &vmstate_late, NULL }\n",
                    needed_text, NULL);
    g_autofree char *old = g_strconcat(
        "#define NEEDED\n"
        "#define LIST (VMStateSubsection[]) "
        "{ { .vmsd = &vmstate_late, .needed = late_needed }, { } }\n",
        needed_text, NULL);

    (void)state;
    check_subsection(modern, NULL);
    check_subsection(old, "-DOLD_SUBSECTIONS");
}

static const char array_text[] =
    "static const VMStateDescription vmstate_pair[2] = {\n"
    "  { .name = \"key\", .fields = (const VMStateField[]) { U32(a), END } },\n"
    "  { .name = \"value\", .fields = (const VMStateField[]) { U32(n), END } }"
    "\n};\n"
    "const VMStateDescription vmstate_dev = { .name = \"dev\",\n"
    "  .fields = (const VMStateField[]) {\n"
    "    { .name = \"tree\", .info = &vmstate_info_odd, .flags = VMS_SINGLE,\n"
    "      .vmsd = vmstate_pair }, U32(a) } };\n";

static void test_arrays_and_missing_end(void **state)
{
    g_auto(Reading) reading = read_text(array_text, NULL);
    const VMState *fact = find_vmstate(&reading, "vmstate_dev");
    const VMStateField *field = &g_array_index(fact->fields, VMStateField, 0);

    (void)state;
    assert_string_equal(find_vmstate(&reading, "vmstate_pair[1]")->name,
                        "value");
    assert_string_equal(field->vmstate, "key");
    assert_string_equal(field->vmstate_symbol, "vmstate_pair[0]");
    assert_false(fact->terminated);
    assert_int_equal(fact->fields->len, 2);
    assert_int_equal(count_gaps(&reading, "do not end"), 1);
}

static const char registration_text[] =
    "static const VMStateDescription vmstate_a = { .name = \"a\",\n"
    "  .fields = (const VMStateField[]) { U32(a), END } };\n"
    "static const VMStateDescription vmstate_b = { .name = \"b\",\n"
    "  .fields = (const VMStateField[]) { U32(a), END } };\n"
    "typedef struct Ops { const VMStateDescription *legacy; } Ops;\n"
    "static const Ops ops = { .legacy = &vmstate_b };\n"
    "static void add(const VMStateDescription *vmsd, int id) {\n"
    "  vmstate_register(NULL, id, vmsd, NULL); }\n"
    "void start(Ops *o) {\n"
    "  add(&vmstate_a, 7);\n"
    "  vmstate_register(NULL, 1, o->legacy, NULL);\n"
    "  register_savevm_live(\"ram\", 0, 4, &ops, NULL);\n"
    "  register_savevm_live(run_time_name(), 0, 1, &ops, NULL); }\n";

static void test_registrations(void **state)
{
    g_auto(Reading) reading = read_text(registration_text, NULL);
    const VMState *a = find_vmstate(&reading, "vmstate_a");
    const VMState *b = find_vmstate(&reading, "vmstate_b");
    const VMState *ram = NULL;

    (void)state;
    assert_string_equal(a->registered, "vmstate_register");
    assert_string_equal(a->instance, "7");
    assert_string_equal(b->registered, "vmstate_register");
    for (guint i = 0; i < fact_set_vmstates(reading.facts)->len; i++) {
        const VMState *fact = fact_set_vmstates(reading.facts)->pdata[i];

        if (g_strcmp0(fact->name, "ram") == 0) {
            ram = fact;
        }
    }
    assert_non_null(ram);
    assert_string_equal(ram->registered, "register_savevm_live");
    assert_int_equal(ram->version_id, 4);
    assert_int_equal(count_gaps(&reading, "made at run time"), 1);
}

static const char ram_text[] =
    "static void make(MemoryRegion *mr, const char *name) {\n"
    "  memory_region_init_ram(mr, NULL, name, 4096, NULL); }\n"
    "void board(MemoryRegion *mr, unsigned long size, int big) {\n"
    "  const char *rom = \"board.rom\";\n"
    "  make(mr, \"board.sram\");\n"
    "  memory_region_init_ram(mr, NULL, rom, size, NULL);\n"
    "  memory_region_init_ram(mr, NULL, big ? \"b\" : \"c\", 1, NULL);\n"
    "  memory_region_init_ram(mr, NULL, run_time_name(), 1, NULL); }\n";

static const struct {
    const char *name;
    const char *owner;
    ValueKind size;
} expected_blocks[] = {
    {NULL, "board", VALUE_NUMBER},      {"b", "board", VALUE_NUMBER},
    {"board.rom", "board", VALUE_NONE}, {"board.sram", "make", VALUE_NUMBER},
    {"c", "board", VALUE_NUMBER},
};

static void test_ram_blocks(void **state)
{
    g_auto(Reading) reading = read_text(ram_text, NULL);
    const GPtrArray *blocks = fact_set_ram_blocks(reading.facts);

    (void)state;
    assert_int_equal(blocks->len, G_N_ELEMENTS(expected_blocks));
    for (guint i = 0; i < blocks->len; i++) {
        const RamBlock *block = blocks->pdata[i];

        assert_int_equal(g_strcmp0(block->name, expected_blocks[i].name), 0);
        assert_string_equal(block->owner, expected_blocks[i].owner);
        assert_int_equal(block->size.kind, expected_blocks[i].size);
    }
    assert_int_equal(count_gaps(&reading, "made at run time"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_subsections),
        cmocka_unit_test(test_arrays_and_missing_end),
        cmocka_unit_test(test_registrations),
        cmocka_unit_test(test_ram_blocks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
