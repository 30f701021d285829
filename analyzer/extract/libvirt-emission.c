/*
 * What libvirt puts on QEMU's command line and into its monitor: the code
 * that builds it is run by the interpreter, from where a guest is started and
 * from where devices are plugged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "extract/calls.h"
#include "extract/extractors.h"

#include <string.h>

static void free_tag(gpointer data)
{
    LvTag *tag = data;

    g_clear_pointer(&tag->pieces, g_array_unref);
    g_clear_pointer(&tag->members, g_array_unref);
    g_clear_pointer(&tag->names, g_ptr_array_unref);
    g_free(tag);
}

static guint raw_hash(gconstpointer data)
{
    const LvRaw *raw = data;

    return g_direct_hash(raw->property) ^ g_direct_hash(raw->driver) * 3 ^
           g_direct_hash(raw->value) * 5 ^ g_direct_hash(raw->guards.list) * 7 ^
           raw->place.where.line;
}

static gboolean raw_equal(gconstpointer a, gconstpointer b)
{
    const LvRaw *x = a;
    const LvRaw *y = b;

    return x->option == y->option && x->driver == y->driver &&
           x->property == y->property && x->value == y->value &&
           x->guards.list == y->guards.list &&
           x->place.where.line == y->place.where.line &&
           x->place.where.file == y->place.where.file &&
           x->channel == y->channel;
}

void lv_raw_add(LvRun *run, const LvRaw *raw)
{
    LvRaw *own = g_new(LvRaw, 1);

    *own = *raw;
    own->channel = raw->channel ? raw->channel : run->channel;
    own->option = lv_intern(run, raw->option);
    own->driver = lv_intern(run, raw->driver);
    own->property = lv_intern(run, raw->property);
    own->value = lv_intern(run, raw->value);
    own->place.where.file = lv_intern(run, raw->place.where.file);
    own->place.function = lv_intern(run, raw->place.function);
    if (g_hash_table_contains(run->raw_index, own)) {
        g_free(own);
        return;
    }
    g_hash_table_add(run->raw_index, own);
    g_ptr_array_add(run->raws, own);
}

static void note_gap(const char *construct, const char *reason,
                     const Location *where, void *user)
{
    LvRun *run = user;

    extract_gap(run->context, construct, "emission", reason, where->file,
                where->line);
}

static void note_word(const IrFile *file, const IrNode *node, void *user)
{
    bool *found = user;

    *found = *found || (node->kind == IR_STRING &&
                        strstr(ir_text(file, node->name), "=yes"));
}

/* Also a static one. */
static const IrSymbol *find_function(const LvRun *run, const char *name)
{
    const IrProgram *program = run->context->tree->program;
    const IrSymbol *found = ir_program_function(program, NULL, name);

    for (guint i = 0; !found && i < ir_program_n_units(program); i++) {
        found = ir_program_function(program, ir_program_unit(program, i), name);
    }
    return found && found->function->body ? found : NULL;
}

/* Older versions write booleans in objects and drives as "yes" and "no",
 * later ones as "on" and "off". */
static void choose_words(LvRun *run)
{
    const IrSymbol *writer =
        find_function(run, "virQEMUBuildCommandLineJSONRecurse");
    bool yes = false;

    if (writer) {
        calls_each_node(writer->unit->file,
                        ir_node(writer->unit->file, writer->function->body),
                        note_word, &yes);
    }
    run->has_yes = yes;
}

static void add_model(LvRun *run, const Term *term, LvGuards guards, void *data)
{
    const char *model = term_c_string(run->interpreter, term);

    (void)guards;
    (void)data;
    if (model) {
        g_ptr_array_add(run->models, (char *)lv_intern(run, model));
    }
}

/* Before 5.1 the model of a network card was a free text, which is filled in
 * with what this function says if the guest's definition has none. */
static void find_models(LvRun *run)
{
    const IrSymbol *function = find_function(run, "qemuDomainDefaultNetModel");
    const char *type =
        function ? ir_text(function->unit->file, function->function->type) : "";

    if (strchr(type, '*')) {
        lv_each(run, interpreter_call(run->interpreter, function, NULL, 0),
                (LvGuards){0}, add_model, NULL);
    }
}

static GArray *all_builtins(void)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(BuiltinEntry));

    g_array_append_vals(all, lv_text_builtins, n_lv_text_builtins);
    g_array_append_vals(all, lv_json_builtins, n_lv_json_builtins);
    g_array_append_vals(all, lv_json_get_builtins, n_lv_json_get_builtins);
    g_array_append_vals(all, lv_memory_builtins, n_lv_memory_builtins);
    g_array_append_vals(all, lv_command_builtins, n_lv_command_builtins);
    g_array_append_vals(all, lv_other_builtins, n_lv_other_builtins);
    return all;
}

static void open_run(LvRun *run, ExtractContext *context,
                     const GArray *builtins)
{
    InterpreterConfig config = {
        .builtins = (const BuiltinEntry *)(const void *)builtins->data,
        .n_builtins = builtins->len,
        .user = run,
        .max_guarded = 20000000,
        .max_steps = 64, /* of a CPU mask: nothing is known of its bits */
        .gap = note_gap,
        .enter = lv_enter,
        .exclusive_tests = true,
        .first_pass_only = true,
        .given_is_filled = true,
        .complete_switches = true,
        .judge = lv_judge,
    };

    run->context = context;
    run->tags = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                      (GDestroyNotify)g_hash_table_unref);
    run->owned = g_ptr_array_new_with_free_func(free_tag);
    run->enter = g_hash_table_new(g_direct_hash, g_direct_equal);
    run->builders = g_hash_table_new(g_str_hash, g_str_equal);
    run->texts = g_string_chunk_new(1 << 16);
    run->raw_index = g_hash_table_new_full(raw_hash, raw_equal, g_free, NULL);
    run->raws = g_ptr_array_new();
    run->models = g_ptr_array_new();
    run->refusals = g_array_new(FALSE, FALSE, sizeof(LvRefusal));
    run->interpreter = interpreter_new(context->tree->program, &config);
    lv_enter_prepare(run);
    choose_words(run);
    find_models(run);
}

static void close_run(LvRun *run)
{
    interpreter_free(run->interpreter);
    g_array_unref(run->refusals);
    g_ptr_array_unref(run->models);
    g_ptr_array_unref(run->raws);
    g_hash_table_unref(run->raw_index);
    g_string_chunk_free(run->texts);
    g_hash_table_unref(run->builders);
    g_hash_table_unref(run->enter);
    g_hash_table_unref(run->tags);
    g_ptr_array_unref(run->owned);
}

static void run_entry(LvRun *run, const char *channel, const IrSymbol *function)
{
    run->channel = channel;
    interpreter_call(run->interpreter, function, NULL, 0);
    lv_command_finish(run);
}

static void run_unit(LvRun *run, const IrUnit *unit)
{
    guint n = 0;
    const IrSymbol *functions =
        ir_program_unit_functions(run->context->tree->program, unit, &n);

    for (guint i = 0; i < n; i++) {
        const IrFunction *function = functions[i].function;
        const char *name = ir_text(unit->file, function->name);

        if (!(function->flags & IR_STATIC) &&
            g_hash_table_contains(run->builders, name)) {
            run_entry(run, "monitor", &functions[i]);
        }
    }
}

void extract_libvirt_emission(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    g_autoptr(GArray) builtins = all_builtins();
    const IrSymbol *start =
        ir_program_function(program, NULL, "qemuBuildCommandLine");
    LvRun run = {0};

    if (!start) {
        extract_gap(context, "emission", "qemuBuildCommandLine",
                    "there is no such function", NULL, 0);
        return;
    }
    open_run(&run, context, builtins);
    run_entry(&run, "command-line", start);
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);

        if (g_str_has_suffix(unit->path, "qemu/qemu_hotplug.c")) {
            run_unit(&run, unit);
        }
    }
    lv_cpu_features(&run);
    lv_facts(&run);
    close_run(&run);
}
