/*
 * Command-line options: what qemu-options.hx defines, and the option groups
 * (QemuOptsList) with their keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

#include <string.h>

static Option *find_option(ExtractContext *context, const char *name)
{
    const GPtrArray *options = fact_set_options(context->facts);

    for (guint i = 0; i < options->len; i++) {
        Option *option = g_ptr_array_index(options, i);

        if (g_str_equal(option->name, name)) {
            return option;
        }
    }
    return NULL;
}

/* "QEMU_ARCH_I386 | QEMU_ARCH_ARM" names architecture directories. */
static Names arch_targets(ExtractContext *context, const char *arch)
{
    static const char *const everywhere[] = {"*", NULL};
    g_auto(GStrv) parts = g_strsplit_set(arch, " |()", -1);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (char **part = parts; *part; part++) {
        g_autofree char *group = NULL;
        const GPtrArray *targets;

        if (!g_str_has_prefix(*part, "QEMU_ARCH_")) {
            continue;
        }
        group = g_ascii_strdown(*part + strlen("QEMU_ARCH_"), -1);
        targets = ir_tree_targets(context->tree, group);
        for (guint i = 0; targets && i < targets->len; i++) {
            g_ptr_array_add(names, g_ptr_array_index(targets, i));
        }
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(context->facts,
                          names->len > 1 ? (const char *const *)names->pdata
                                         : everywhere);
}

static void add_defined(ExtractContext *context, const HxOption *defined)
{
    Option *option = fact_set_add_option(context->facts);

    option->name = fact_set_text(context->facts, defined->name);
    option->takes_value = defined->takes_value;
    option->targets = arch_targets(context, defined->arch);
    option->location = extract_location(context, defined->location.file,
                                        defined->location.line);
}

static const char *text_at(ExtractContext *context, Object *object,
                           const char *path)
{
    const Term *term = interpreter_read(context->interpreter, object, path);

    return fact_set_text(context->facts, term_get_string(term));
}

static void add_keys(ExtractContext *context, Object *object, Option *option)
{
    for (guint i = 0; i < 256; i++) {
        g_autofree char *path = g_strdup_printf(".desc[%u].name", i);
        const char *key = text_at(context, object, path);

        if (!key) {
            break;
        }
        g_ptr_array_add(option->keys, (char *)key);
    }
}

/* An option group of its own name, or the keys of the option it is for. */
static void add_list(ExtractContext *context, const IrSymbol *symbol)
{
    Object *object = interpreter_variable(context->interpreter, symbol);
    const char *name = text_at(context, object, ".name");
    const IrFile *file = symbol->unit->file;
    Option *option;

    if (!name) {
        extract_gap(
            context, "option-list", ir_text(file, symbol->variable->name),
            "its name could not be evaluated",
            ir_text(file, symbol->variable->file), symbol->variable->line);
        return;
    }
    extract_read(context, "option-list", ir_text(file, symbol->variable->file),
                 ir_text(file, symbol->variable->name), 1);
    option = find_option(context, name);
    if (!option) {
        static const char *const everywhere[] = {"*", NULL};

        option = fact_set_add_option(context->facts);
        option->name = name;
        option->takes_value = true;
        option->targets = fact_set_names(context->facts, everywhere);
        option->location =
            extract_location(context, ir_text(file, symbol->variable->file),
                             symbol->variable->line);
    }
    add_keys(context, object, option);
}

static bool is_option_list(const IrSymbol *symbol)
{
    const char *type = ir_text(symbol->unit->file, symbol->variable->type);

    return g_str_has_suffix(type, "QemuOptsList") && symbol->variable->init;
}

void extract_qemu_option(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < context->tree->options->len; i++) {
        add_defined(context, g_ptr_array_index(context->tree->options, i));
    }
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        guint n_variables;
        const IrSymbol *variables = ir_program_unit_variables(
            program, ir_program_unit(program, i), &n_variables);

        for (guint k = 0; k < n_variables; k++) {
            if (is_option_list(&variables[k])) {
                add_list(context, &variables[k]);
            }
        }
    }
}
