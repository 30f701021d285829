/*
 * Where QEMU refuses an option's key, or warns of it: errors under a test of
 * the machine's class or of what the option's argument held. And which
 * members of the class QEMU tells its users with query-machines: that is how
 * they can know beforehand.
 *
 * A test that merely stands before the error in the same block (and left the
 * function) is not part of its condition: only tests around it are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "extract/extractors.h"
#include "extract/qemu-option.h"

/* Where each function keeps its format. */
typedef struct Reporter {
    const char *function;
    guint format;
    const char *action;
} Reporter;

static const Reporter reporters[] = {
    {"error_setg_internal", 4, "refuse"},
    {"error_setg_errno_internal", 5, "refuse"},
    {"error_set_internal", 5, "refuse"},
    {"error_report", 0, "refuse"},
    {"error_exit", 1, "refuse"},
    {"warn_report", 0, "warn"},
    {"warn_report_once", 0, "warn"},
};

typedef struct RefusalTest {
    const IrNode *node;
    bool negated;
} RefusalTest;

typedef struct RefusalReader {
    ExtractContext *context;
    const IrSymbol *function;
    const IrFile *file;
    GArray *tests; /* RefusalTest: around the node, outermost first */
} RefusalReader;

/* What the tests say of the machine's class and of the argument. */
typedef struct Asked {
    const char *field;
    const char *record;
    Value value;
    const char *argument; /* QAPI structure */
    const char *member;
} Asked;

static bool is_machine_class(const char *record)
{
    return g_str_has_suffix(record, "MachineClass");
}

static const char *callee_of(const RefusalReader *reader, const IrNode *node)
{
    const IrNode *callee =
        node->kind == IR_CALL ? ir_first(reader->file, node) : NULL;

    return callee && callee->kind == IR_NAME
               ? ir_text(reader->file, callee->name)
               : NULL;
}

static const Reporter *reporter_of(const RefusalReader *reader,
                                   const IrNode *node)
{
    const char *callee = callee_of(reader, node);

    for (guint i = 0; callee && i < G_N_ELEMENTS(reporters); i++) {
        if (g_str_equal(reporters[i].function, callee)) {
            return &reporters[i];
        }
    }
    return NULL;
}

/* "has_mem" and a pointer "mem" both ask whether the key was given. */
static void ask_member(const RefusalReader *reader, const IrNode *node,
                       bool negated, Asked *asked)
{
    const char *record = ir_text(reader->file, node->type);
    const char *name = ir_text(reader->file, node->name);

    if (is_machine_class(record)) {
        asked->field = name;
        asked->record = record;
        asked->value = value_boolean(!negated);
    } else if (!negated &&
               option_type_find(reader->context->tree->schema, record)) {
        asked->argument = record;
        asked->member =
            g_str_has_prefix(name, "has_") ? name + strlen("has_") : name;
    }
}

static void ask_test(const RefusalReader *reader, const IrNode *node,
                     bool negated, Asked *asked)
{
    IrOperator joining = negated ? IR_OP_OR : IR_OP_AND;

    if (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        ask_test(reader, ir_first(reader->file, node), !negated, asked);
    } else if (node->kind == IR_BINARY && node->op == joining) {
        ask_test(reader, ir_child(reader->file, node, 0), negated, asked);
        ask_test(reader, ir_child(reader->file, node, 1), negated, asked);
    } else if (node->kind == IR_MEMBER) {
        ask_member(reader, node, negated, asked);
    }
}

static char *when_text(const RefusalReader *reader)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < reader->tests->len; i++) {
        const RefusalTest *test = &g_array_index(reader->tests, RefusalTest, i);
        g_autofree char *one = ir_node_to_text(reader->file, test->node);

        g_string_append(text, i > 0 ? " && " : "");
        g_string_append_printf(text, test->negated ? "!(%s)" : "%s", one);
    }
    return g_string_free(text, FALSE);
}

/* "node." of a union's branch; NULL if no union has such a one. */
static char *branch_prefix(const QapiSchema *schema, const char *type)
{
    for (guint i = 0; i < schema->entities->len; i++) {
        const QapiSchemaEntity *entity = g_ptr_array_index(schema->entities, i);

        for (guint k = 0; entity->kind == QAPI_UNION && entity->members &&
                          k < entity->members->len;
             k++) {
            const QapiSchemaMember *branch =
                g_ptr_array_index(entity->members, k);

            if (g_strcmp0(branch->type, type) == 0) {
                return g_strconcat(branch->name, ".", NULL);
            }
        }
    }
    return NULL;
}

static bool has_key(const Option *option, const char *key)
{
    for (guint i = 0; i < option->keys->len; i++) {
        if (g_str_equal(g_ptr_array_index(option->keys, i), key)) {
            return true;
        }
    }
    return false;
}

/* The one option that has the key; NULL if several have. */
static const char *option_with(const FactSet *facts, const char *key)
{
    const GPtrArray *options = fact_set_options(facts);
    const char *found = NULL;

    for (guint i = 0; i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (has_key(option, key)) {
            if (found && !g_str_equal(found, option->name)) {
                return NULL;
            }
            found = option->name;
        }
    }
    return found;
}

/* C's names have '_' where the schema's have '-'. */
static void set_key(const RefusalReader *reader, const Asked *asked,
                    OptionRefusal *refusal)
{
    const QapiSchema *schema = reader->context->tree->schema;
    FactSet *facts = reader->context->facts;
    g_autofree char *prefix = NULL;
    g_autofree char *member = NULL;
    g_autofree char *key = NULL;

    if (!asked->argument) {
        return;
    }
    prefix = branch_prefix(schema, asked->argument);
    member = g_strdelimit(g_strdup(asked->member), "_", '-');
    key = g_strconcat(prefix ? prefix : "", member, NULL);
    refusal->option = option_with(facts, key);
    refusal->key = refusal->option ? fact_set_text(facts, key) : NULL;
}

/* A function that is given the whole argument, as a QAPI type. */
static void set_option(const RefusalReader *reader, OptionRefusal *refusal)
{
    ExtractContext *context = reader->context;
    const IrNode *parameter =
        ir_node(reader->file, reader->function->function->parameters);

    for (; parameter && !refusal->option;
         parameter = ir_next(reader->file, parameter)) {
        g_autoptr(GPtrArray) keys = g_ptr_array_new();
        g_autofree char *type =
            g_strdup(ir_text(reader->file, parameter->type));
        const QapiSchemaEntity *entity;

        g_strdelimit(type, "*", ' ');
        g_strstrip(type);
        entity = option_type_find(context->tree->schema,
                                  g_str_has_prefix(type, "struct ")
                                      ? type + strlen("struct ")
                                      : type);
        if (entity && entity->kind == QAPI_UNION) {
            option_type_keys(context, entity->name, keys);
        }
        for (guint i = 0; i < keys->len && !refusal->option; i++) {
            refusal->option =
                option_with(context->facts, g_ptr_array_index(keys, i));
        }
    }
}

static const char *format_of(const RefusalReader *reader,
                             const Reporter *reporter, const IrNode *node)
{
    const IrNode *format = ir_child(reader->file, node, reporter->format + 1);

    return format && format->kind == IR_STRING
               ? ir_text(reader->file, format->name)
               : NULL;
}

static void add_refusal(const RefusalReader *reader, const Reporter *reporter,
                        const IrNode *node)
{
    FactSet *facts = reader->context->facts;
    const char *message = format_of(reader, reporter, node);
    g_autofree char *when = NULL;
    OptionRefusal *refusal;
    Asked asked = {.value = value_unknown()};

    for (guint i = 0; i < reader->tests->len; i++) {
        const RefusalTest *test = &g_array_index(reader->tests, RefusalTest, i);

        ask_test(reader, test->node, test->negated, &asked);
    }
    if (!message || (!asked.field && !asked.argument)) {
        return;
    }
    when = when_text(reader);
    refusal = fact_set_add_option_refusal(facts);
    refusal->action = reporter->action;
    refusal->field = fact_set_text(facts, asked.field);
    refusal->record = fact_set_text(facts, asked.record);
    refusal->field_value = asked.value;
    refusal->message = fact_set_text(facts, message);
    refusal->when = fact_set_text(facts, when);
    refusal->function = fact_set_text(
        facts, ir_text(reader->file, reader->function->function->name));
    refusal->targets = extract_targets(reader->context, reader->function->unit);
    refusal->location = extract_location(
        reader->context,
        ir_text(reader->file, reader->function->function->file), node->line);
    set_key(reader, &asked, refusal);
    set_option(reader, refusal);
}

/* `info->numa_mem_supported = mc->numa_mem_supported`, also inside a call
 * that copies. */
static const IrNode *class_member(const RefusalReader *reader,
                                  const IrNode *node)
{
    const IrNode *found = NULL;

    if (node->kind == IR_MEMBER &&
        is_machine_class(ir_text(reader->file, node->type))) {
        return node;
    }
    for (const IrNode *child = ir_first(reader->file, node); child && !found;
         child = ir_next(reader->file, child)) {
        found = class_member(reader, child);
    }
    return found;
}

static void read_info(const RefusalReader *reader, const IrNode *node)
{
    FactSet *facts = reader->context->facts;
    const IrNode *target = ir_first(reader->file, node);
    const IrNode *source;
    g_autofree char *key = NULL;
    MachineInfoKey *info;

    if (target->kind != IR_MEMBER ||
        !g_str_equal(ir_text(reader->file, target->type), "MachineInfo")) {
        return;
    }
    source = class_member(reader, ir_next(reader->file, target));
    if (!source) {
        return;
    }
    key = g_strdelimit(g_strdup(ir_text(reader->file, target->name)), "_", '-');
    info = fact_set_add_machine_info(facts);
    info->key = fact_set_text(facts, key);
    info->field = fact_set_text(facts, ir_text(reader->file, source->name));
    info->record = fact_set_text(facts, ir_text(reader->file, source->type));
    info->location = extract_location(
        reader->context,
        ir_text(reader->file, reader->function->function->file), node->line);
}

static void read_node(const RefusalReader *reader, const IrNode *node);

static void read_under(const RefusalReader *reader, const IrNode *node,
                       const IrNode *test, bool negated)
{
    RefusalTest one = {test, negated};

    if (node) {
        g_array_append_val(reader->tests, one);
        read_node(reader, node);
        g_array_set_size(reader->tests, reader->tests->len - 1);
    }
}

static void read_node(const RefusalReader *reader, const IrNode *node)
{
    const Reporter *reporter = reporter_of(reader, node);

    if (node->kind == IR_IF) {
        const IrNode *test = ir_child(reader->file, node, 0);

        read_under(reader, ir_child(reader->file, node, 1), test, false);
        read_under(reader, ir_child(reader->file, node, 2), test, true);
        return;
    }
    if (reporter) {
        add_refusal(reader, reporter, node);
        return;
    }
    if (node->kind == IR_ASSIGN) {
        read_info(reader, node);
    }
    for (const IrNode *child = ir_first(reader->file, node); child;
         child = ir_next(reader->file, child)) {
        read_node(reader, child);
    }
}

static void read_function(RefusalReader *reader, const IrSymbol *function)
{
    const IrNode *body;

    reader->function = function;
    reader->file = function->unit->file;
    body = ir_node(reader->file, function->function->body);
    if (body) {
        read_node(reader, body);
    }
}

void extract_qemu_refusal(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    RefusalReader reader = {.context = context};

    if (!context->tree->schema) {
        return;
    }
    reader.tests = g_array_new(FALSE, FALSE, sizeof(RefusalTest));
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            read_function(&reader, &functions[k]);
        }
    }
    g_array_unref(reader.tests);
}
