/*
 * What code gives the firmware when a guest is set up: files and items of
 * fw_cfg, and what it makes depend on whether they are there.
 *
 * A file goes by its name, an item by its number. Names that are made at run
 * time (-fw_cfg name=...) are kept as not known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/context.h"
#include "extract/extractors.h"
#include "extract/setup-step.h"
#include "extract/tests-around.h"

#include <string.h>

/* Where each function keeps the file's name or the item's number. */
typedef struct FileMaker {
    const char *function;
    guint name;
    bool is_key;
    bool from_end; /* `name` is counted from the last argument */
} FileMaker;

/* hw/nvram/fw_cfg.c, hw/core/loader.c (the sixth of rom_add_blob names a
 * file). */
static const FileMaker file_makers[] = {
    {"fw_cfg_add_file", 1},
    {"fw_cfg_add_file_callback", 1},
    {"fw_cfg_modify_file", 1},
    {"fw_cfg_add_file_from_generator", 1, .from_end = true},
    {"fw_cfg_add_from_generator", 1, .from_end = true},
    {"rom_add_blob", 5},
    {"fw_cfg_add_bytes", 1, .is_key = true},
    {"fw_cfg_add_string", 1, .is_key = true},
    {"fw_cfg_add_i16", 1, .is_key = true},
    {"fw_cfg_add_i32", 1, .is_key = true},
    {"fw_cfg_add_i64", 1, .is_key = true},
};

typedef struct SetupReader {
    ExtractContext *context;
    const CallIndex *calls;
    const FileMaker *maker;
} SetupReader;

/* These build on each other. */
static bool is_file_maker(const char *function)
{
    for (guint i = 0; i < G_N_ELEMENTS(file_makers); i++) {
        if (g_str_equal(file_makers[i].function, function)) {
            return true;
        }
    }
    return false;
}

static gint compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static Names names_of(FactSet *facts, GPtrArray *texts)
{
    if (texts->len == 0) {
        return NULL;
    }
    g_ptr_array_sort(texts, compare_texts);
    g_ptr_array_add(texts, NULL);
    return fact_set_names(facts, (const char *const *)texts->pdata);
}

void setup_step_conditions(ExtractContext *context, const CallIndex *callers,
                           const CallSite *site, SetupStep *step)
{
    const IrProgram *program = context->tree->program;
    FactSet *facts = context->facts;
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(AroundTest));
    g_autoptr(GPtrArray) asks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) needs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *text = NULL;
    Asked asked = {asks, needs};

    tests_around(program, site->caller, site->node, tests);
    text = tests_text(site->caller, tests);
    tests_asks(program, site->caller, tests, &asked);
    if (callers) {
        step->device = fact_set_text(
            facts, tests_of_callers(program, callers, site->caller, &asked));
    }
    step->when = fact_set_text(facts, text);
    step->asks = names_of(facts, asks);
    step->needs = names_of(facts, needs);
}

static void add_file(const SetupReader *reader, const CallChain *chain,
                     const char *name)
{
    ExtractContext *context = reader->context;
    const CallSite *outer = &chain->sites[chain->n_sites - 1];
    Location location = call_site_location(outer);
    SetupStep *step = fact_set_add_setup_step(context->facts);

    step->kind = "fw-cfg";
    step->name = fact_set_text(context->facts, name);
    step->owner =
        fact_set_text(context->facts, call_site_caller(&chain->sites[0]));
    step->targets = extract_targets(context, outer->caller->unit);
    step->location = extract_location(context, location.file, location.line);
    setup_step_conditions(context, reader->calls, &chain->sites[0], step);
}

/* `a ? "x" : "y"` is a file of either name; NULL for rom_add_blob is none. */
static void read_name(const SetupReader *reader, const CallChain *chain,
                      const CallValue *name, const IrNode *node)
{
    const IrFile *file = name->site->caller->unit->file;
    g_autofree char *key = NULL;

    if (node && node->kind == IR_CONDITIONAL) {
        read_name(reader, chain, name, ir_child(file, node, 1));
        read_name(reader, chain, name, ir_child(file, node, 2));
    } else if (node && (node->flags & IR_HAS_VALUE)) {
        if (reader->maker->is_key) {
            key = g_strdup_printf("key 0x%x", (guint)node->value);
            add_file(reader, chain, key);
        }
    } else if (node && node->kind == IR_STRING && !reader->maker->is_key) {
        add_file(reader, chain, ir_text(file, node->name));
    } else {
        add_file(reader, chain, NULL);
    }
}

static guint name_argument(const FileMaker *maker, const CallSite *site)
{
    guint n = call_site_n_arguments(site);

    return maker->from_end ? n - MIN(n, maker->name + 1) : maker->name;
}

static void read_chain(const CallChain *chain, void *user)
{
    const SetupReader *reader = user;
    CallValue name = call_chain_argument(
        chain, name_argument(reader->maker, &chain->sites[0]));

    read_name(reader, chain, &name, name.node);
}

static void read_maker(SetupReader *reader)
{
    guint n = 0;
    const CallSite *sites =
        call_index_find(reader->calls, reader->maker->function, &n);

    for (guint i = 0; i < n; i++) {
        if (call_site_n_arguments(&sites[i]) > reader->maker->name &&
            !is_file_maker(call_site_caller(&sites[i]))) {
            call_index_each_chain(reader->calls, &sites[i],
                                  name_argument(reader->maker, &sites[i]),
                                  read_chain, reader);
        }
    }
}

void extract_qemu_setup(ExtractContext *context)
{
    g_autoptr(CallIndex) calls = call_index_new(context->tree->program);

    for (guint i = 0; i < G_N_ELEMENTS(file_makers); i++) {
        SetupReader reader = {context, calls, &file_makers[i]};

        read_maker(&reader);
    }
}
