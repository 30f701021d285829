/*
 * The units of a tree and what their names mean to each other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/program.h"

#include <string.h>

/* A unit and the symbols made for it; the unit comes first, so that a const
 * IrUnit * found anywhere leads back to them. */
typedef struct Member {
    IrUnit unit;
    IrSymbol *functions;
    guint n_functions;
    IrSymbol *variables;
    guint n_variables;
    GHashTable *function_by_name; /* name -> IrSymbol * */
    GHashTable *variable_by_name;
    GHashTable *record_by_name; /* name -> const IrRecord * */
} Member;

struct IrProgram {
    GPtrArray *members; /* Member * */
    GStringChunk *texts;
    GHashTable *headers;   /* group -> Member *, the header unit */
    GHashTable *functions; /* name -> GPtrArray of IrSymbol *, external */
    GHashTable *variables;
    GHashTable *records; /* name -> Member *, the first that has it */
};

static void member_free(gpointer data)
{
    Member *member = data;

    ir_file_free(member->unit.file);
    g_clear_pointer(&member->function_by_name, g_hash_table_unref);
    g_clear_pointer(&member->variable_by_name, g_hash_table_unref);
    g_clear_pointer(&member->record_by_name, g_hash_table_unref);
    g_free(member->functions);
    g_free(member->variables);
    g_free(member);
}

static GHashTable *name_lists(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                 (GDestroyNotify)g_ptr_array_unref);
}

IrProgram *ir_program_new(void)
{
    IrProgram *program = g_new0(IrProgram, 1);

    program->members = g_ptr_array_new_with_free_func(member_free);
    program->texts = g_string_chunk_new(1024);
    program->headers = g_hash_table_new(g_str_hash, g_str_equal);
    program->functions = name_lists();
    program->variables = name_lists();
    program->records = g_hash_table_new(g_str_hash, g_str_equal);
    return program;
}

void ir_program_free(IrProgram *program)
{
    if (!program) {
        return;
    }
    g_hash_table_unref(program->functions);
    g_hash_table_unref(program->variables);
    g_hash_table_unref(program->records);
    g_hash_table_unref(program->headers);
    g_ptr_array_unref(program->members);
    g_string_chunk_free(program->texts);
    g_free(program);
}

void ir_program_add(IrProgram *program, const char *path, const char *group,
                    bool is_specific, bool is_headers, IrFile *file)
{
    Member *member = g_new0(Member, 1);

    member->unit = (IrUnit){
        .path = g_string_chunk_insert_const(program->texts, path),
        .group = g_string_chunk_insert_const(program->texts, group),
        .is_specific = is_specific,
        .is_headers = is_headers,
        .file = file,
    };
    g_ptr_array_add(program->members, member);
}

static int compare_members(gconstpointer a, gconstpointer b)
{
    const Member *x = *(Member *const *)a;
    const Member *y = *(Member *const *)b;
    int order = strcmp(x->unit.path, y->unit.path);

    return order ? order : strcmp(x->unit.group, y->unit.group);
}

static bool symbol_is_definition(const IrSymbol *symbol)
{
    return symbol->function
               ? symbol->function->body != 0
               : symbol->variable->init != 0 || symbol->variable->defined;
}

static void remember(GHashTable *by_name, const char *name, IrSymbol *symbol)
{
    const IrSymbol *known = g_hash_table_lookup(by_name, name);

    if (!known ||
        (!symbol_is_definition(known) && symbol_is_definition(symbol))) {
        g_hash_table_insert(by_name, (char *)name, symbol);
    }
}

static void publish(GHashTable *lists, const char *name, IrSymbol *symbol)
{
    GPtrArray *list = g_hash_table_lookup(lists, name);

    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(lists, (char *)name, list);
    }
    g_ptr_array_add(list, symbol);
}

static void index_functions(IrProgram *program, Member *member)
{
    const IrFile *file = member->unit.file;
    const IrFunction *functions = ir_functions(file, &member->n_functions);

    member->functions = g_new0(IrSymbol, MAX(member->n_functions, 1));
    member->function_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < member->n_functions; i++) {
        IrSymbol *symbol = &member->functions[i];
        const char *name = ir_text(file, functions[i].name);

        *symbol = (IrSymbol){&member->unit, &functions[i], NULL};
        remember(member->function_by_name, name, symbol);
        if (!(functions[i].flags & IR_STATIC)) {
            publish(program->functions, name, symbol);
        }
    }
}

static void index_variables(IrProgram *program, Member *member)
{
    const IrFile *file = member->unit.file;
    const IrVariable *variables = ir_variables(file, &member->n_variables);

    member->variables = g_new0(IrSymbol, MAX(member->n_variables, 1));
    member->variable_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < member->n_variables; i++) {
        IrSymbol *symbol = &member->variables[i];
        const char *name = ir_text(file, variables[i].name);

        *symbol = (IrSymbol){&member->unit, NULL, &variables[i]};
        remember(member->variable_by_name, name, symbol);
        if (!(variables[i].flags & IR_STATIC)) {
            publish(program->variables, name, symbol);
        }
    }
}

static void index_records(IrProgram *program, Member *member)
{
    const IrFile *file = member->unit.file;
    guint n_records;
    const IrRecord *records = ir_records(file, &n_records);

    member->record_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < n_records; i++) {
        const char *name = ir_text(file, records[i].name);

        if (!*name) {
            continue;
        }
        g_hash_table_insert(member->record_by_name, (char *)name,
                            (gpointer)&records[i]);
        if (!g_hash_table_contains(program->records, name)) {
            g_hash_table_insert(program->records, (char *)name, member);
        }
    }
}

void ir_program_seal(IrProgram *program)
{
    g_ptr_array_sort(program->members, compare_members);
    for (guint i = 0; i < program->members->len; i++) {
        Member *member = g_ptr_array_index(program->members, i);

        index_functions(program, member);
        index_variables(program, member);
        index_records(program, member);
        if (member->unit.is_headers) {
            g_hash_table_insert(program->headers, (char *)member->unit.group,
                                member);
        }
    }
}

guint ir_program_n_units(const IrProgram *program)
{
    return program->members->len;
}

const IrUnit *ir_program_unit(const IrProgram *program, guint index)
{
    const Member *member = g_ptr_array_index(program->members, index);

    return &member->unit;
}

static const Member *member_of(const IrUnit *unit)
{
    return (const Member *)unit;
}

/* How near a definition elsewhere is to `unit`: more is nearer. */
static int nearness(const IrSymbol *symbol, const IrUnit *unit)
{
    int group = 0;

    if (unit && symbol->unit->is_specific) {
        group = g_str_equal(symbol->unit->group, unit->group) ? 2 : 0;
    } else if (!symbol->unit->is_specific) {
        group = 1;
    }
    return 4 * (symbol_is_definition(symbol) ? 1 : 0) + group;
}

static const IrSymbol *nearest(GHashTable *lists, const IrUnit *unit,
                               const char *name)
{
    const GPtrArray *list = g_hash_table_lookup(lists, name);
    const IrSymbol *best = NULL;

    for (guint i = 0; list && i < list->len; i++) {
        const IrSymbol *symbol = g_ptr_array_index(list, i);

        if (!best || nearness(symbol, unit) > nearness(best, unit)) {
            best = symbol;
        }
    }
    return best;
}

static const Member *header_member(const IrProgram *program, const IrUnit *unit)
{
    return unit ? g_hash_table_lookup(program->headers, unit->group) : NULL;
}

const IrSymbol *ir_program_function(const IrProgram *program,
                                    const IrUnit *unit, const char *name)
{
    const Member *headers = header_member(program, unit);
    const IrSymbol *symbol = NULL;

    if (unit) {
        symbol = g_hash_table_lookup(member_of(unit)->function_by_name, name);
    }
    if (!symbol && headers) {
        symbol = g_hash_table_lookup(headers->function_by_name, name);
    }
    if (symbol && symbol_is_definition(symbol)) {
        return symbol;
    }
    return nearest(program->functions, unit, name) ?: symbol;
}

const IrSymbol *ir_program_variable(const IrProgram *program,
                                    const IrUnit *unit, const char *name)
{
    const Member *headers = header_member(program, unit);
    const IrSymbol *symbol = NULL;

    if (unit) {
        symbol = g_hash_table_lookup(member_of(unit)->variable_by_name, name);
    }
    if (!symbol && headers) {
        symbol = g_hash_table_lookup(headers->variable_by_name, name);
    }
    if (symbol && symbol_is_definition(symbol)) {
        return symbol;
    }
    return nearest(program->variables, unit, name) ?: symbol;
}

const IrRecord *ir_program_record(const IrProgram *program, const IrUnit *unit,
                                  const char *name, const IrUnit **ret_unit)
{
    const Member *members[3] = {
        unit ? member_of(unit) : NULL,
        header_member(program, unit),
        g_hash_table_lookup(program->records, name),
    };

    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const IrRecord *record =
            members[i] ? g_hash_table_lookup(members[i]->record_by_name, name)
                       : NULL;

        if (record) {
            if (ret_unit) {
                *ret_unit = &members[i]->unit;
            }
            return record;
        }
    }
    return NULL;
}

const IrSymbol *ir_program_unit_functions(const IrProgram *program,
                                          const IrUnit *unit, guint *ret_n)
{
    (void)program;
    *ret_n = member_of(unit)->n_functions;
    return member_of(unit)->functions;
}

const IrSymbol *ir_program_unit_variables(const IrProgram *program,
                                          const IrUnit *unit, guint *ret_n)
{
    (void)program;
    *ret_n = member_of(unit)->n_variables;
    return member_of(unit)->variables;
}
