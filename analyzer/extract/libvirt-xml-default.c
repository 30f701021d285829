/*
 * Members of a guest's description that libvirt fills in itself: after parsing,
 * when addresses are assigned, and when the guest is started. What is filled in
 * is written to the destination like what the user asked for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-xml.h"

#include "extract/libvirt-local.h"
#include "extract/libvirt-reach.h"
#include "extract/libvirt-role.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

/* What the walk goes with. */
typedef struct Filling {
    const char *phase;
    const Locals *locals;
    const GArray *call_guards; /* of all calls of the function; NULL */
} Filling;

/* Members of the guest's definition have records "virDomain...Def". */
static bool is_of_guest(const char *name)
{
    return g_str_has_prefix(name, "vir") && is_guest_member(name);
}

/* A number, an enumerator, a string; NULL: something else. */
static char *constant_text(const IrFile *file, const IrNode *value)
{
    if (value->kind == IR_STRING ||
        (value->kind == IR_NAME && value->op == IR_BIND_ENUMERATOR) ||
        (value->flags & IR_HAS_VALUE)) {
        return ir_node_to_text(file, value);
    }
    return NULL;
}

static void list_members(const IrFile *file, const IrNode *node,
                         GPtrArray *names)
{
    const IrNode *base = NULL;
    char *name = guest_member_name(file, node, &base);

    if (name && is_of_guest(name)) {
        g_ptr_array_add(names, g_strdup(strrchr(name, '.') + 1));
        g_free(name);
        return;
    }
    g_free(name);
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        list_members(file, child, names);
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of variables come and go; what they are computed from stays. */
static char *value_text(const IrFile *file, const IrNode *value)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *joined = NULL;

    list_members(file, value, names);
    if (names->len == 0) {
        return g_strdup("(computed)");
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    joined = g_strjoinv(", ", (char **)names->pdata);
    return g_strdup_printf("(computed from %s)", joined);
}

static void add_default(Walk *walk, const IrNode *place, const char *what,
                        const char *value)
{
    const Filling *filling = walk->user;
    FactSet *facts = walk->context->facts;
    XmlDefault *fact = fact_set_add_xml_default(facts);

    fact->what = fact_set_text(facts, what);
    fact->value = fact_set_text(facts, value);
    fact->phase = fact_set_text(facts, filling->phase);
    fact->function = walk_function_name(walk);
    fact->location = walk_location(walk, place);
    if (filling->call_guards) {
        g_array_append_vals(fact->guards, filling->call_guards->data,
                            filling->call_guards->len);
    }
    walk_guards(walk, fact->guards);
}

/* A variable of the function's own, no part of the guest. */
static bool is_local_record(const IrFile *file, const IrNode *node)
{
    bool is_direct = true;

    while (node && (node->kind == IR_MEMBER || node->kind == IR_SUBSCRIPT)) {
        is_direct = is_direct && !(node->flags & IR_ARROW);
        node = ir_first(file, node);
    }
    return node && node->kind == IR_NAME && node->op == IR_BIND_LOCAL &&
           is_direct;
}

/* Also through a local pointer to it. NULL: no member of a guest. */
static char *target_of(Walk *walk, const IrNode *node)
{
    const Filling *filling = walk->user;
    const IrNode *base = ir_first(walk->file, node);
    g_autofree char *name = NULL;

    if (node->kind == IR_UNARY && node->op == IR_OP_DEREFERENCE && base &&
        base->kind == IR_NAME) {
        const GPtrArray *values =
            locals_values(filling->locals, ir_text(walk->file, base->name));

        node = values ? values->pdata[0] : node;
    }
    if (is_local_record(walk->file, node)) {
        return NULL;
    }
    name = guest_member_name(walk->file, node, &base);
    return name && is_of_guest(name) ? g_steal_pointer(&name) : NULL;
}

static void look_at_assignment(Walk *walk, const IrNode *node)
{
    const IrNode *value = ir_child(walk->file, node, 1);
    g_autofree char *what = target_of(walk, ir_first(walk->file, node));
    g_autofree char *text = what ? constant_text(walk->file, value) : NULL;

    if (what && !(value->kind == IR_CAST || g_strcmp0(text, "NULL") == 0)) {
        text = text ? g_steal_pointer(&text) : value_text(walk->file, value);
        add_default(walk, node, what, text);
    }
}

typedef struct Writer {
    const char *name;
    guint target; /* child whose address, or which itself, is written */
    const char *value;
    guint format; /* child that is the value if it is a string; 0: none */
} Writer;

static const Writer writers[] = {
    {"virAsprintf", 1, "(computed)", 2},
    {"virAsprintfInternal", 6, "(computed)", 7},
    {"virStrdup", 1, "(computed)", 2},
    {"virAlloc", 1, "(added)", 0},
    {"virInsertElementsN", 1, "(added)", 0},
    {"virInsertElementInternal", 1, "(added)", 0},
    {"virAppendElement", 1, "(added)", 0},
};

static const Writer *find_writer(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_equal(writers[i].name, name)) {
            return &writers[i];
        }
    }
    return NULL;
}

/* virDomainDefMaybeAddController(def, VIR_DOMAIN_CONTROLLER_TYPE_USB, 0) */
static void look_at_adding(Walk *walk, const IrNode *node, const char *name)
{
    g_autofree char *text = NULL;
    bool adds =
        g_str_has_prefix(name, "virDomain") &&
        (strstr(name, "MaybeAdd") || strstr(name, "DefAddUSBController") ||
         strstr(name, "DefAddController"));

    for (const IrNode *child = ir_child(walk->file, node, 2); adds && child;
         child = ir_next(walk->file, child)) {
        if (child->kind == IR_NAME && child->op == IR_BIND_ENUMERATOR) {
            text = g_strdup(ir_text(walk->file, child->name));
            break;
        }
    }
    if (adds) {
        add_default(walk, node, name, text ? text : "(added)");
    }
}

static void look_at_call(Walk *walk, const IrNode *node)
{
    const char *name = walk_callee(walk->file, node);
    const Writer *writer = find_writer(name);
    const IrNode *target =
        writer ? ir_child(walk->file, node, writer->target) : NULL;
    const IrNode *format = writer && writer->format
                               ? ir_child(walk->file, node, writer->format)
                               : NULL;
    g_autofree char *what = target ? target_of(walk, target) : NULL;
    g_autofree char *text = format ? constant_text(walk->file, format) : NULL;

    if (what) {
        add_default(walk, node, what, text ? text : writer->value);
    } else if (!writer) {
        look_at_adding(walk, node, name);
    }
}

static void look_at_statement(Walk *walk, const IrNode *node)
{
    if (node->kind == IR_ASSIGN) {
        look_at_assignment(walk, node);
    } else if (node->kind == IR_CALL) {
        look_at_call(walk, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at_statement(walk, child);
    }
}

/* Memory is zero at first: an enumerator that is zero changes nothing. */
static bool is_something(const IrNode *value)
{
    return value && value->kind == IR_NAME && value->op == IR_BIND_ENUMERATOR &&
           !((value->flags & IR_HAS_VALUE) && value->value == 0);
}

/* virXMLPropEnumDefault(node, name, from_string, flags, &result, default),
 * since 7.10: what stands there for an attribute that is not given. */
static void look_at_default(Walk *walk, const IrNode *node)
{
    const IrNode *result = ir_child(walk->file, node, 5);
    const IrNode *value = ir_child(walk->file, node, 6);
    const IrNode *place = result ? ir_first(walk->file, result) : NULL;
    g_autofree char *what = NULL;

    if (is_something(value) && place && result->kind == IR_UNARY) {
        what = target_of(walk, place);
    }
    if (what) {
        add_default(walk, node, what, ir_text(walk->file, value->name));
    }
}

/* Of what parsing does, devices that it adds itself, and constants. */
static void look_at_parser(Walk *walk, const IrNode *node)
{
    const char *name =
        node->kind == IR_CALL ? walk_callee(walk->file, node) : "";

    if (strstr(name, "MaybeAdd") || strstr(name, "AddImplicit")) {
        look_at_adding(walk, node, name);
    } else if (g_str_equal(name, "virXMLPropEnumDefault")) {
        look_at_default(walk, node);
    } else if (node->kind == IR_ASSIGN &&
               is_something(ir_child(walk->file, node, 1))) {
        look_at_assignment(walk, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at_parser(walk, child);
    }
}

static const char *phase_of(CodeRole role, bool is_reached, bool is_of_driver)
{
    switch (role) {
    case ROLE_POST_PARSE:
        return "post-parse";
    case ROLE_PARSE:
        return "parse";
    case ROLE_ADDRESS:
        return "address";
    case ROLE_EMIT:
    case ROLE_START:
    case ROLE_MIGRATE:
        return "start";
    case ROLE_OTHER:
        return is_reached ? "post-parse" : is_of_driver ? "start" : NULL;
    default:
        return NULL;
    }
}

static void look_at_function(ExtractContext *context, const IrUnit *unit,
                             const IrSymbol *function,
                             const LibvirtReach *reach)
{
    CodeRole role =
        code_role(unit->path, ir_text(unit->file, function->function->name));
    const char *phase =
        phase_of(role, libvirt_reach_has(reach, function),
                 g_str_has_suffix(unit->path, "/qemu_domain.c"));
    g_autoptr(Locals) locals = NULL;
    Filling filling = {.phase = phase};
    Walk walk = {.context = context,
                 .statement =
                     role == ROLE_PARSE ? look_at_parser : look_at_statement,
                 .user = &filling};

    if (phase && function->function->body) {
        locals = locals_new(function);
        filling.locals = locals;
        filling.call_guards = libvirt_reach_guards(reach, function);
        walk_function(&walk, function);
    }
}

void libvirt_xml_defaults(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    g_autoptr(LibvirtReach) reach = libvirt_reach_new(context);

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            look_at_function(context, unit, &functions[k], reach);
        }
    }
}
