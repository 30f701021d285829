/*
 * Options, their keys and deprecations, read from small files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/qemu-deprecation.h"
#include "facts/facts.h"
#include "interpret/interpret.h"
#include "parse/clang.h"
#include "parse/hx.h"
#include "parse/qapi.h"

#include <glib/gstdio.h>
#include <string.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char source[] =
    "typedef struct QemuOpts QemuOpts;\n"
    "typedef struct Visitor Visitor;\n"
    "typedef struct QemuOptDesc { const char *name; int type; } QemuOptDesc;\n"
    "typedef struct QemuOptsList { const char *name; const char *implied;\n"
    "  QemuOptDesc desc[]; } QemuOptsList;\n"
    "enum { QEMU_OPTION_smp, QEMU_OPTION_numa, QEMU_OPTION_audiodev,\n"
    "  QEMU_OPTION_kernel };\n"
    "void qemu_add_opts(QemuOptsList *list);\n"
    "QemuOptsList *qemu_find_opts(const char *group);\n"
    "QemuOpts *qemu_opts_parse(QemuOptsList *list, const char *text);\n"
    "int qemu_opts_foreach(QemuOptsList *list,\n"
    "  int (*run)(void *opaque, QemuOpts *opts), void *opaque);\n"
    "Visitor *visitor_of(const void *source);\n"
    "int visit_type_NumaOptions(Visitor *v, const char *name, void **obj);\n"
    "int visit_type_Audiodev(Visitor *v, const char *name, void **obj);\n"
    "static QemuOptsList qemu_smp_opts = { .name = \"smp-opts\", .desc = {\n"
    "  { .name = \"cpus\" }, { .name = \"cores\" }, { 0 } } };\n"
    "static QemuOptsList qemu_numa_opts = { .name = \"numa\",\n"
    "  .desc = { { 0 } } };\n"
    "static QemuOptsList image_opts = { .name = \"qcow2-create-opts\",\n"
    "  .desc = { { .name = \"size\" }, { 0 } } };\n"
    "QemuOptsList *use_image_opts(void) { return &image_opts; }\n"
    "static void audio_parse(const char *text)\n"
    "{ Visitor *v = visitor_of(text); void *dev;\n"
    "  visit_type_Audiodev(v, (void *)0, &dev); }\n"
    "static int parse_numa(void *opaque, QemuOpts *opts)\n"
    "{ void *object; Visitor *v; v = visitor_of(opts);\n"
    "  return visit_type_NumaOptions(v, (void *)0, &object); }\n"
    "void qemu_init(int option, const char *optarg)\n"
    "{ QemuOpts *opts; QemuOptsList *list;\n"
    "  qemu_add_opts(&qemu_smp_opts); qemu_add_opts(&qemu_numa_opts);\n"
    "  switch (option) {\n"
    "  case QEMU_OPTION_smp:\n"
    "    list = qemu_find_opts(\"smp-opts\");\n"
    "    opts = qemu_opts_parse(list, optarg); break;\n"
    "  case QEMU_OPTION_audiodev: audio_parse(optarg); break;\n"
    "  case QEMU_OPTION_numa:\n"
    "    opts = qemu_opts_parse(qemu_find_opts(\"numa\"), optarg); break;\n"
    "  case QEMU_OPTION_kernel: break;\n"
    "  }\n"
    "  qemu_opts_foreach(qemu_find_opts(\"numa\"), parse_numa, 0); }\n";

static const char options[] =
    "DEF(\"smp\", HAS_ARG, QEMU_OPTION_smp, \"\", QEMU_ARCH_ALL)\n"
    "DEF(\"numa\", HAS_ARG, QEMU_OPTION_numa, \"\", QEMU_ARCH_ALL)\n"
    "DEF(\"audiodev\", HAS_ARG, QEMU_OPTION_audiodev, \"\", QEMU_ARCH_ALL)\n"
    "DEF(\"kernel\", HAS_ARG, QEMU_OPTION_kernel, \"\", QEMU_ARCH_I386)\n";

static const char schema[] =
    "{ 'enum': 'T', 'data': [ 'node', 'dist' ] }\n"
    "{ 'struct': 'Node', 'data': { '*mem': 'size', '*nodeid': 'int' } }\n"
    "{ 'union': 'NumaOptions', 'base': { 'type': 'T' },\n"
    "  'discriminator': 'type', 'data': { 'node': 'Node' } }\n"
    "{ 'struct': 'Way', 'data': { 'rate': 'int' } }\n"
    "{ 'struct': 'Audiodev', 'data': { 'id': 'str', 'in': 'Way' } }\n";

static const char page[] =
    "Deprecated features\n===================\n\n"
    "Command line\n------------\n\n"
    "``-audiodev`` option (since 9.0)\n''''''''''''''''''''''''''''''''\n\n"
    "It is\nold.\n\nReally.\n\n"
    "``-numa node,mem=``\\ *size* (since 4.1)\n''''''''''''''''''''''\n\n"
    "Groups\n''''''\n\nNo MMU (x86, since 6.0)\n^^^^^^^^^^^^^^^^^^^^^^^\n\n"
    "Recently removed features\n=========================\n\n"
    "CPUs\n----\n\n``lm32`` (removed in 5.1)\n'''''''''''''''''''''''''\n\n"
    "``moxie`` (since 5.2.0)\n'''''''''''''''''''''''\n";

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

static void parse_into(IrTree *tree, const char *directory)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *scratch = g_build_filename(directory, "scratch", NULL);
    ParseGroup *group = parse_group_new("i386");
    ParsePlan plan = {.root = directory, .scratch = scratch, .workers = 1};

    g_mkdir(scratch, 0700);
    g_ptr_array_add(group->files, g_strdup("vl.c"));
    plan.groups = g_ptr_array_new();
    g_ptr_array_add(plan.groups, group);
    assert_true(parse_plan_run(&plan, receive, tree, &error));
    g_ptr_array_unref(plan.groups);
    parse_group_free(group);
}

static void remove_directory(const char *directory)
{
    const char *argv[] = {"rm", "-rf", directory, NULL};

    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                 NULL, NULL, NULL, NULL);
}

static char *read_schema_file(const char *path, void *user)
{
    (void)path;
    (void)user;
    return g_strdup(schema);
}

static IrTree *make_tree(void)
{
    g_autofree char *directory = g_dir_make_tmp("option-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(directory, "vl.c", NULL);
    IrTree *tree = ir_tree_new();

    if (!tree->program) {
        tree->program = ir_program_new();
    }
    assert_true(g_file_set_contents(path, source, -1, NULL));
    parse_into(tree, directory);
    remove_directory(directory);
    ir_program_seal(tree->program);
    tree->schema =
        qapi_schema_parse("qapi-schema.json", read_schema_file, NULL);
    hx_parse(tree, "qemu-options.hx", options);
    ir_tree_add_document(tree, "docs/about/deprecated.rst", page);
    return tree;
}

static void run_extractors(Reading *reading)
{
    ExtractContext context = {.tree = reading->tree, .facts = reading->facts};
    InterpreterConfig config = {0};

    context.interpreter = interpreter_new(reading->tree->program, &config);
    context.read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    extract_qemu_option(&context);
    extract_qemu_deprecation(&context);
    g_hash_table_unref(context.read);
    interpreter_free(context.interpreter);
    fact_set_sort(reading->facts);
}

static int set_up(void **state)
{
    Reading *reading = g_new0(Reading, 1);

    reading->tree = make_tree();
    reading->facts = fact_set_new();
    run_extractors(reading);
    *state = reading;
    return 0;
}

static int tear_down(void **state)
{
    Reading *reading = *state;

    fact_set_free(reading->facts);
    ir_tree_free(reading->tree);
    g_free(reading);
    return 0;
}

static const struct {
    const char *name;
    const char *keys;
    const char *deprecated;
} expected_options[] = {
    {"audiodev", "id in in.rate", "since 9.0"},
    {"kernel", "", NULL},
    {"numa", "node.mem node.nodeid type", NULL},
    {"smp", "cores cpus", NULL},
    {"smp-opts", "cores cpus", NULL},
};

static void test_options(void **state)
{
    const Reading *reading = *state;
    const GPtrArray *found = fact_set_options(reading->facts);

    assert_int_equal(found->len, G_N_ELEMENTS(expected_options));
    for (guint i = 0; i < found->len; i++) {
        const Option *option = g_ptr_array_index(found, i);
        g_autoptr(GString) keys = g_string_new(NULL);

        for (guint j = 0; j < option->keys->len; j++) {
            g_string_append_printf(keys, "%s%s", j ? " " : "",
                                   (char *)option->keys->pdata[j]);
        }
        assert_string_equal(option->name, expected_options[i].name);
        assert_string_equal(keys->str, expected_options[i].keys);
        assert_int_equal(
            g_strcmp0(option->deprecated, expected_options[i].deprecated), 0);
    }
}

static const struct {
    const char *subject;
    const char *since;
    const char *removed;
} expected_deprecations[] = {
    {"-audiodev option", "9.0", NULL}, {"-numa node,mem=size", "4.1", NULL},
    {"No MMU (x86)", "6.0", NULL},     {"lm32", NULL, "5.1"},
    {"moxie", NULL, "5.2.0"},
};

static void test_deprecations(void **state)
{
    const Reading *reading = *state;
    const GPtrArray *found = fact_set_deprecations(reading->facts);
    const Deprecation *first;

    assert_int_equal(found->len, G_N_ELEMENTS(expected_deprecations));
    for (guint i = 0; i < found->len; i++) {
        const Deprecation *item = g_ptr_array_index(found, i);

        assert_string_equal(item->subject, expected_deprecations[i].subject);
        assert_int_equal(g_strcmp0(item->since, expected_deprecations[i].since),
                         0);
        assert_int_equal(
            g_strcmp0(item->removed, expected_deprecations[i].removed), 0);
    }
    first = g_ptr_array_index(found, 0);
    assert_string_equal(first->note, "It is old.");
    assert_int_equal(first->location.line, 7);
}

static void test_texinfo(void **state)
{
    g_autoptr(GPtrArray) headings = page_headings(
        "@chapter Usage\n@section Keys\n@subsection a (since 1.0)\n"
        "@appendix Deprecated features\n@section Options\n"
        "@subsection -fsdev @option{x} @var{y}=@{...@} (since 2.12.0)\n\n"
        "Use ``z''.\n@node License\n@appendix License\n@section b\n"
        "@subsection c\n");
    const PageHeading *last;

    (void)state;
    assert_int_equal(headings->len, 3);
    last = g_ptr_array_index(headings, 2);
    assert_string_equal(last->subject, "-fsdev x y={...}");
    assert_string_equal(last->since, "2.12.0");
    assert_true(last->is_item);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_deprecations),
        cmocka_unit_test(test_texinfo),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
