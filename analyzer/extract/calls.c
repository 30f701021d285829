/*
 * The index of calls, and arguments followed through callers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"

/* A function called from more places than this is no constructor of one
 * thing: its arguments are left as parameters. */
#define MANY_CALLERS 64
/* `int x = x;` must end somewhere. */
#define MANY_LOCALS 16

struct CallIndex {
    const IrProgram *program;
    GHashTable *by_callee; /* name (borrowed) -> GArray of CallSite */
};

void calls_each_node(const IrFile *file, const IrNode *node,
                     IrNodeVisitor visit, void *user)
{
    if (!node) {
        return;
    }
    visit(file, node, user);
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        calls_each_node(file, child, visit, user);
    }
}

typedef struct Collector {
    CallIndex *index;
    const IrSymbol *caller;
} Collector;

static void collect_call(const IrFile *file, const IrNode *node, void *user)
{
    Collector *collector = user;
    const IrNode *callee;
    CallSite site = {.caller = collector->caller, .node = node};
    const char *name;
    GArray *sites;

    if (node->kind != IR_CALL) {
        return;
    }
    callee = ir_first(file, node);
    if (!callee || callee->kind != IR_NAME) {
        return;
    }
    name = ir_text(file, callee->name);
    sites = g_hash_table_lookup(collector->index->by_callee, name);
    if (!sites) {
        sites = g_array_new(FALSE, FALSE, sizeof(CallSite));
        g_hash_table_insert(collector->index->by_callee, (char *)name, sites);
    }
    g_array_append_val(sites, site);
}

static void free_sites(gpointer sites)
{
    g_array_free(sites, TRUE);
}

CallIndex *call_index_new(const IrProgram *program)
{
    CallIndex *index = g_new0(CallIndex, 1);

    index->program = program;
    index->by_callee =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_sites);
    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint j = 0; j < n; j++) {
            Collector collector = {index, &functions[j]};

            calls_each_node(unit->file,
                            ir_node(unit->file, functions[j].function->body),
                            collect_call, &collector);
        }
    }
    return index;
}

void call_index_free(CallIndex *index)
{
    if (!index) {
        return;
    }
    g_hash_table_unref(index->by_callee);
    g_free(index);
}

const CallSite *call_index_find(const CallIndex *index, const char *callee,
                                guint *ret_n)
{
    const GArray *sites = g_hash_table_lookup(index->by_callee, callee);

    *ret_n = sites ? sites->len : 0;
    return sites ? (const CallSite *)(const void *)sites->data : NULL;
}

const IrNode *call_site_argument(const CallSite *site, guint argument)
{
    return ir_child(site->caller->unit->file, site->node, argument + 1);
}

guint call_site_n_arguments(const CallSite *site)
{
    const IrFile *file = site->caller->unit->file;
    const IrNode *child = ir_first(file, site->node);
    guint n = 0;

    while (child && (child = ir_next(file, child))) {
        n++;
    }
    return n;
}

const char *call_site_caller(const CallSite *site)
{
    return ir_text(site->caller->unit->file, site->caller->function->name);
}

Location call_site_location(const CallSite *site)
{
    return (Location){
        ir_text(site->caller->unit->file, site->caller->function->file),
        site->node->line};
}

static const IrNode *without_casts(const IrFile *file, const IrNode *node)
{
    while (node && node->kind == IR_CAST) {
        node = ir_first(file, node);
    }
    return node;
}

/* How often, and with what, a local variable is set in a body. */
typedef struct LocalSearch {
    IrText name;
    const IrNode *initialiser;
    guint n_declared;
    bool is_changed;
} LocalSearch;

static void search_local(const IrFile *file, const IrNode *node, void *user)
{
    LocalSearch *search = user;
    const IrNode *first = ir_first(file, node);
    bool changes;

    if (node->kind == IR_DECLARE && node->name == search->name) {
        search->n_declared++;
        search->initialiser = first;
    }
    changes = node->kind == IR_ASSIGN ||
              (node->kind == IR_UNARY &&
               (node->op == IR_OP_ADDRESS || node->op >= IR_OP_PRE_INCREMENT));
    if (changes && first && first->kind == IR_NAME &&
        first->name == search->name) {
        search->is_changed = true;
    }
}

/* What a local always holds, or NULL. */
static const IrNode *local_value(const IrSymbol *function, const IrNode *name)
{
    const IrFile *file = function->unit->file;
    LocalSearch search = {.name = name->name};

    calls_each_node(file, ir_node(file, function->function->body), search_local,
                    &search);
    if (search.n_declared != 1 || search.is_changed) {
        return NULL;
    }
    return search.initialiser;
}

/* The position of a parameter, -1 if the node names none. */
static gint parameter_index(const IrSymbol *function, const IrNode *node)
{
    const IrFile *file = function->unit->file;
    gint index = 0;

    if (!node || node->kind != IR_NAME || node->op != IR_BIND_PARAMETER) {
        return -1;
    }
    for (const IrNode *parameter =
             ir_node(file, function->function->parameters);
         parameter; parameter = ir_next(file, parameter)) {
        if (parameter->name == node->name) {
            return index;
        }
        index++;
    }
    return -1;
}

CallValue call_chain_argument(const CallChain *chain, guint argument)
{
    guint level = 0;
    guint n_locals = 0;
    const IrNode *node = call_site_argument(&chain->sites[0], argument);

    for (;;) {
        const CallSite *site = &chain->sites[level];
        const IrFile *file = site->caller->unit->file;
        const IrNode *value = NULL;
        gint parameter;

        node = without_casts(file, node);
        if (node && node->kind == IR_NAME && node->op == IR_BIND_LOCAL) {
            value = local_value(site->caller, node);
        }
        if (value && n_locals++ < MANY_LOCALS) {
            node = value;
            continue;
        }
        parameter = parameter_index(site->caller, node);
        if (parameter < 0 || level + 1 >= chain->n_sites) {
            return (CallValue){node, site};
        }
        level++;
        node = call_site_argument(&chain->sites[level], (guint)parameter);
    }
}

static bool calls_function(const CallIndex *index, const CallSite *site,
                           const IrSymbol *function, const char *name)
{
    return ir_program_function(index->program, site->caller->unit, name) ==
           function;
}

static void extend_chain(const CallIndex *index, CallChain *chain,
                         guint argument, CallChainVisitor visit, void *user)
{
    CallValue value = call_chain_argument(chain, argument);
    const IrSymbol *function = value.site->caller;
    const char *name = call_site_caller(value.site);
    const CallSite *callers;
    bool visited = false;
    guint n = 0;

    callers = call_index_find(index, name, &n);
    if (parameter_index(function, value.node) >= 0 &&
        chain->n_sites < CALL_CHAIN_MAX && n <= MANY_CALLERS) {
        for (guint i = 0; i < n; i++) {
            if (callers[i].caller == function ||
                !calls_function(index, &callers[i], function, name)) {
                continue;
            }
            chain->sites[chain->n_sites++] = callers[i];
            extend_chain(index, chain, argument, visit, user);
            chain->n_sites--;
            visited = true;
        }
    }
    if (!visited) {
        visit(chain, user);
    }
}

void call_index_each_chain(const CallIndex *index, const CallSite *site,
                           guint argument, CallChainVisitor visit, void *user)
{
    CallChain chain = {.sites = {*site}, .n_sites = 1};

    extend_chain(index, &chain, argument, visit, user);
}
