/*
 * When state without a device is sent at all: the option that the code which
 * registers it asks for, or the file of its own that it goes to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

/* Functions outward from the one that registers. */
#define MANY_CALLERS 4

/* On the way from a function's body to a node in it: what must hold. */
typedef struct Way {
    const IrSymbol *function;
    const IrNode *node;
    GPtrArray *tests; /* const IrNode *: an IR_IF */
} Way;

static const IrFile *file_of(const Way *way)
{
    return way->function->unit->file;
}

static bool is_way_out(const IrFile *file, const IrNode *node)
{
    const IrNode *last = NULL;

    if (!node || node->kind != IR_BLOCK) {
        return node && (node->kind == IR_RETURN || node->kind == IR_GOTO);
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        last = child;
    }
    return is_way_out(file, last);
}

/* `if (test) goto out;` before the node as well. */
static bool find_way(Way *way, const IrNode *at)
{
    const IrFile *file = file_of(way);
    guint before = way->tests->len;

    if (at == way->node) {
        return true;
    }
    for (const IrNode *child = ir_first(file, at); child;
         child = ir_next(file, child)) {
        if (find_way(way, child)) {
            if (at->kind == IR_IF && child != ir_first(file, at)) {
                g_ptr_array_add(way->tests, (gpointer)at);
            }
            return true;
        }
        if (at->kind == IR_BLOCK && child->kind == IR_IF &&
            is_way_out(file, ir_child(file, child, 1))) {
            g_ptr_array_add(way->tests, (gpointer)child);
        }
    }
    g_ptr_array_set_size(way->tests, (gint)before);
    return false;
}

static bool is_option_call(const IrFile *file, const IrNode *value)
{
    const IrNode *callee =
        value && value->kind == IR_CALL ? ir_first(file, value) : NULL;

    return callee && callee->kind == IR_NAME &&
           g_str_has_prefix(ir_text(file, callee->name), "qemu_opt");
}

/* Is the local ever given what an option's argument says? */
static bool is_given_an_option(const IrFile *file, const IrNode *at,
                               const IrNode *name)
{
    const IrNode *target = at->kind == IR_ASSIGN ? ir_first(file, at) : NULL;

    if (at->kind == IR_DECLARE && at->name == name->name &&
        is_option_call(file, ir_first(file, at))) {
        return true;
    }
    if (target && target->kind == IR_NAME && target->name == name->name &&
        is_option_call(file, ir_child(file, at, 1))) {
        return true;
    }
    for (const IrNode *child = ir_first(file, at); child;
         child = ir_next(file, child)) {
        if (is_given_an_option(file, child, name)) {
            return true;
        }
    }
    return false;
}

static bool asks_for_an_option(const Way *way, const IrNode *at)
{
    const IrFile *file = file_of(way);
    const IrNode *body = ir_node(file, way->function->function->body);

    if (is_option_call(file, at) ||
        (at->kind == IR_NAME && at->op == IR_BIND_LOCAL &&
         is_given_an_option(file, body, at))) {
        return true;
    }
    for (const IrNode *child = ir_first(file, at); child;
         child = ir_next(file, child)) {
        if (asks_for_an_option(way, child)) {
            return true;
        }
    }
    return false;
}

/* The nearest test of an option on the way; NULL if there is none. */
static char *option_test(const CallSite *site)
{
    g_autoptr(GPtrArray) tests = g_ptr_array_new();
    Way way = {site->caller, site->node, tests};
    const IrFile *file = file_of(&way);
    const IrNode *body = ir_node(file, site->caller->function->body);

    if (!body || !find_way(&way, body)) {
        return NULL;
    }
    for (guint i = 0; i < tests->len; i++) {
        const IrNode *test = ir_first(file, g_ptr_array_index(tests, i));

        if (asks_for_an_option(&way, test)) {
            g_autofree char *text = ir_node_to_text(file, test);

            return g_strdup_printf("%s() tests the option: %s",
                                   call_site_caller(site), text);
        }
    }
    return NULL;
}

char *vmstate_registered_when(const CallIndex *calls, const CallSite *site)
{
    for (guint i = 0; i < MANY_CALLERS && site; i++) {
        char *text = option_test(site);
        const CallSite *callers;
        guint n;

        if (text) {
            return text;
        }
        callers = call_index_find(calls, call_site_caller(site), &n);
        site = n == 1 ? &callers[0] : NULL;
    }
    return NULL;
}

/*
 * The stream comes to vmstate_save_state as a parameter; a file that its
 * caller has opened is another one (migration/cpr.c).
 */
static bool is_own_file(const CallSite *site)
{
    const IrNode *stream = call_site_argument(site, 0);

    return stream && stream->kind == IR_NAME && stream->op == IR_BIND_LOCAL;
}

void vmstate_read_own_files(DescriptionSet *set, const CallIndex *calls)
{
    guint n;
    const CallSite *sites = call_index_find(calls, "vmstate_save_state", &n);

    for (guint i = 0; i < n; i++) {
        Description *description = description_set_of_node(
            set, sites[i].caller->unit, call_site_argument(&sites[i], 1));
        g_autofree char *text = NULL;

        if (!description || !is_own_file(&sites[i])) {
            continue;
        }
        text = g_strdup_printf("%s() writes it to a file of its own",
                               call_site_caller(&sites[i]));
        description->fact->sent_when = fact_set_text(set->context->facts, text);
    }
}
