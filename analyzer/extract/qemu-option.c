/*
 * Command-line options: what qemu-options.hx defines, and the option lists
 * that QMP's query-command-line-options knows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-option.h"
#include "extract/extractors.h"

#include <string.h>

/* What the parser calls an option's argument, in every release. */
#define ARGUMENT "optarg"

typedef struct OptionReader {
    ExtractContext *context;
    CallIndex *calls;
    GPtrArray *lists; /* OptionList * */
    GPtrArray *cases; /* OptionCase * */
    OptionFlow flow;
} OptionReader;

static bool is_main_of_other_program(const OptionReader *reader,
                                     const IrSymbol *function)
{
    const char *name = ir_text(function->unit->file, function->function->name);

    for (guint i = 0; i < reader->cases->len; i++) {
        const OptionCase *option_case = g_ptr_array_index(reader->cases, i);

        if (option_case->function == function) {
            return false;
        }
    }
    return g_str_equal(name, "main");
}

/* `option` NULL: the list's own name. */
static void mark_registered(OptionReader *reader, const char *function,
                            const char *option)
{
    guint n;
    const CallSite *sites = call_index_find(reader->calls, function, &n);

    for (guint i = 0; i < n; i++) {
        const char *name = option_list_of(reader->lists, sites[i].caller->unit,
                                          call_site_argument(&sites[i], 0));

        if (!name || is_main_of_other_program(reader, sites[i].caller)) {
            continue;
        }
        for (guint j = 0; j < reader->lists->len; j++) {
            OptionList *list = g_ptr_array_index(reader->lists, j);

            if (list->name == name && !list->option) {
                list->option = option ? option : name;
            }
        }
    }
}

/* Callbacks of qemu_opts_foreach(list, function, ...): what they read their
 * options as. */
static void add_callback_types(OptionReader *reader, const CallSite *site,
                               const char *list_name)
{
    const IrUnit *unit = site->caller->unit;
    const IrNode *callback = call_site_argument(site, 1);
    const IrSymbol *function =
        callback && callback->kind == IR_NAME
            ? ir_program_function(reader->flow.program, unit,
                                  ir_text(unit->file, callback->name))
            : NULL;
    const IrFile *file;

    if (!function) {
        return;
    }
    file = function->unit->file;
    for (const IrNode *parameter =
             ir_node(file, function->function->parameters);
         parameter; parameter = ir_next(file, parameter)) {
        g_auto(OptionUse) use = {0};

        if (!strstr(ir_text(file, parameter->type), "QemuOpts ")) {
            continue;
        }
        option_use_init(&use);
        option_flow_parameter(&reader->flow, function,
                              ir_text(file, parameter->name), &use);
        for (guint i = 0; i < reader->lists->len; i++) {
            OptionList *list = g_ptr_array_index(reader->lists, i);

            for (guint j = 0;
                 g_str_equal(list->name, list_name) && j < use.types->len;
                 j++) {
                option_add_text(list->types, g_ptr_array_index(use.types, j));
            }
        }
    }
}

static void read_callbacks(OptionReader *reader)
{
    guint n;
    const CallSite *sites =
        call_index_find(reader->calls, "qemu_opts_foreach", &n);

    for (guint i = 0; i < n; i++) {
        const char *list = option_list_of(reader->lists, sites[i].caller->unit,
                                          call_site_argument(&sites[i], 0));

        if (list) {
            add_callback_types(reader, &sites[i], list);
        }
    }
}

static void add_list_keys(OptionReader *reader, const char *name,
                          GPtrArray *keys)
{
    for (guint i = 0; i < reader->lists->len; i++) {
        const OptionList *list = g_ptr_array_index(reader->lists, i);

        if (g_strcmp0(list->option, name) != 0) {
            continue;
        }
        for (guint j = 0; j < list->keys->len; j++) {
            option_add_text(keys, g_ptr_array_index(list->keys, j));
        }
        for (guint j = 0; j < list->types->len; j++) {
            option_type_keys(reader->context, g_ptr_array_index(list->types, j),
                             keys);
        }
    }
}

static void add_used_keys(OptionReader *reader, const char *enumerator,
                          GPtrArray *keys)
{
    g_auto(OptionUse) use = {0};

    option_use_init(&use);
    for (guint i = 0; i < reader->cases->len; i++) {
        const OptionCase *option_case = g_ptr_array_index(reader->cases, i);

        if (g_str_equal(option_case->enumerator, enumerator)) {
            option_flow_statements(
                &reader->flow, option_case->function->unit,
                (const IrNode *const *)option_case->statements->pdata,
                option_case->statements->len, ARGUMENT, &use);
        }
    }
    for (guint i = 0; i < use.lists->len; i++) {
        add_list_keys(reader, g_ptr_array_index(use.lists, i), keys);
    }
    for (guint i = 0; i < use.types->len; i++) {
        option_type_keys(reader->context, g_ptr_array_index(use.types, i),
                         keys);
    }
}

/* "QEMU_ARCH_I386 | QEMU_ARCH_ARM" names architecture directories. */
static Names arch_targets(ExtractContext *context, const HxOption *defined)
{
    g_auto(GStrv) parts = g_strsplit_set(defined->arch, " |()", -1);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (char **part = parts; *part; part++) {
        g_autofree char *group = NULL;
        const GPtrArray *targets;

        if (!g_str_has_prefix(*part, "QEMU_ARCH_")) {
            continue;
        }
        group = g_ascii_strdown(*part + strlen("QEMU_ARCH_"), -1);
        targets = ir_tree_targets(context->tree, group);
        if (g_str_equal(group, "all")) {
            g_ptr_array_add(names, g_strdup("*"));
        } else if (!targets) {
            extract_gap(context, "option", defined->name,
                        "names an architecture that the tree does not have",
                        defined->location.file, defined->location.line);
        }
        for (guint i = 0; targets && i < targets->len; i++) {
            g_ptr_array_add(names, g_strdup(g_ptr_array_index(targets, i)));
        }
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(context->facts, (const char *const *)names->pdata);
}

static void add_defined(OptionReader *reader, const HxOption *defined)
{
    ExtractContext *context = reader->context;
    Option *option = fact_set_add_option(context->facts);

    option->name = fact_set_text(context->facts, defined->name);
    option->takes_value = defined->takes_value;
    option->targets = arch_targets(context, defined);
    option->location = extract_location(context, defined->location.file,
                                        defined->location.line);
    add_list_keys(reader, defined->name, option->keys);
    add_used_keys(reader, defined->enumerator, option->keys);
}

static bool is_known(ExtractContext *context, const char *name)
{
    const GPtrArray *options = fact_set_options(context->facts);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (option->name == name) {
            return true;
        }
    }
    return false;
}

/* Many lists are called like no option: "smp-opts". */
static void add_list(OptionReader *reader, const OptionList *list)
{
    ExtractContext *context = reader->context;
    const IrFile *file = list->symbol->unit->file;
    Option *option;

    if (!list->option || is_known(context, list->option)) {
        return;
    }
    option = fact_set_add_option(context->facts);
    option->name = list->option;
    option->takes_value = true;
    option->targets = extract_targets(context, list->symbol->unit);
    option->location =
        extract_location(context, ir_text(file, list->symbol->variable->file),
                         list->symbol->variable->line);
    add_list_keys(reader, list->option, option->keys);
}

static void add_options(OptionReader *reader)
{
    const GPtrArray *defined = reader->context->tree->options;

    for (guint i = 0; i < defined->len; i++) {
        add_defined(reader, g_ptr_array_index(defined, i));
    }
    for (guint i = 0; i < reader->lists->len; i++) {
        add_list(reader, g_ptr_array_index(reader->lists, i));
    }
    if (defined->len > 0 && reader->cases->len == 0) {
        extract_gap(reader->context, "option", NULL,
                    "no function parses the options: their keys are not known",
                    NULL, 0);
    }
}

void extract_qemu_option(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    OptionReader reader = {.context = context};

    reader.calls = call_index_new(program);
    reader.lists = option_lists_read(context);
    reader.cases = option_cases_find(program);
    reader.flow = (OptionFlow){program, context->tree->schema, reader.lists};
    mark_registered(&reader, "qemu_add_opts", NULL);
    mark_registered(&reader, "qemu_add_drive_opts",
                    fact_set_text(context->facts, "drive"));
    read_callbacks(&reader);
    add_options(&reader);
    g_ptr_array_unref(reader.cases);
    g_ptr_array_unref(reader.lists);
    call_index_free(reader.calls);
}
