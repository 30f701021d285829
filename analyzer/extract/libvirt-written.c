/*
 * Elements and attributes that are written and read, and the flags that this
 * depends on.
 *
 * What is written is found in the formats of virBuffer's functions:
 * " websocket='%d'" is an attribute whose value is the next argument.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/libvirt-local.h"
#include "extract/libvirt-role.h"

#include <string.h>

static bool is_name_character(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '-' || c == ':' || c == '.';
}

/* The argument that the next conversion prints. */
static const IrNode *argument_at(const IrFile *file, const IrNode *call,
                                 guint string, guint index)
{
    return ir_child(file, call, string + 1 + index);
}

static guint count_conversions(const char *from, const char *to)
{
    guint n = 0;

    for (const char *at = from; at < to; at++) {
        if (*at == '%' && at[1] == '%') {
            at++;
        } else if (*at == '%') {
            n++;
        }
    }
    return n;
}

static void add_item(Walk *walk, const char *name, const char *action,
                     const IrNode *value, const IrNode *place)
{
    const Locals *locals = walk->user;
    FactSet *facts = walk->context->facts;
    XmlItem *item = fact_set_add_xml_item(facts);

    item->name = fact_set_text(facts, name);
    item->action = fact_set_text(facts, action);
    if (value) {
        g_autofree char *member = locals_member(locals, walk->file, value);

        item->member = fact_set_text(facts, member);
    }
    item->flags = locals_flags(locals, walk);
    item->function = walk_function_name(walk);
    item->location = walk_location(walk, place);
}

/* `string` is the child that is the format. */
static void read_format(Walk *walk, const IrNode *call, const char *format,
                        guint string)
{
    for (const char *at = format; *at; at++) {
        const char *name = at + 1;
        const char *end = name;
        guint index;

        while (is_name_character(*end)) {
            end++;
        }
        if (end == name) {
            continue;
        }
        index = count_conversions(format, end);
        if (*at == '<') {
            g_autofree char *text = g_strndup(name, (gsize)(end - name));

            add_item(walk, text, "written", NULL, call);
        } else if (*at == ' ' && *end == '=' &&
                   (end[1] == '\'' || end[1] == '"')) {
            g_autofree char *text =
                g_strdup_printf("@%.*s", (int)(end - name), name);

            add_item(walk, text, "written",
                     end[2] == '%'
                         ? argument_at(walk->file, call, string, index)
                         : NULL,
                     call);
        }
        at = end - 1;
    }
}

typedef struct XmlCall {
    const char *name;
    const char *action;
    guint string; /* child that is the format, path or name */
    bool is_path; /* and no format */
} XmlCall;

static const XmlCall calls[] = {
    {"virBufferAsprintf", "written", 2, false},
    {"virBufferEscapeString", "written", 2, false},
    {"virBufferAdd", "written", 2, false},
    {"virBufferAddLit", "written", 2, false},
    {"virXMLFormatElement", "element", 2, true},
    {"virXMLFormatElementEmpty", "element", 2, true},
    {"virXMLPropString", "attribute", 2, true},
    {"virXMLPropStringRequired", "attribute", 2, true},
    {"virXMLPropStringLimit", "attribute", 2, true},
    {"virXMLPropTristateBool", "attribute", 2, true},
    {"virXMLPropTristateSwitch", "attribute", 2, true},
    {"virXMLPropInt", "attribute", 2, true},
    {"virXMLPropUInt", "attribute", 2, true},
    {"virXMLPropULongLong", "attribute", 2, true},
    {"virXMLPropEnum", "attribute", 2, true},
    {"virXMLPropEnumDefault", "attribute", 2, true},
    {"virXPathString", "read", 1, true},
    {"virXPathNode", "read", 1, true},
    {"virXPathNodeSet", "read", 1, true},
    {"virXPathBoolean", "read", 1, true},
    {"virXPathInt", "read", 1, true},
    {"virXPathUInt", "read", 1, true},
    {"virXPathULongLong", "read", 1, true},
};

static const XmlCall *find_call(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
        if (g_str_equal(calls[i].name, name)) {
            return &calls[i];
        }
    }
    return NULL;
}

static void look_at_call(Walk *walk, const IrNode *node)
{
    const XmlCall *call = find_call(walk_callee(walk->file, node));
    const IrNode *string =
        call ? ir_child(walk->file, node, call->string) : NULL;
    const char *text;
    g_autofree char *attribute = NULL;

    if (!string || string->kind != IR_STRING) {
        return;
    }
    text = ir_text(walk->file, string->name);
    if (!call->is_path) {
        read_format(walk, node, text, call->string);
    } else if (g_str_equal(call->action, "element")) {
        add_item(walk, text, "written", NULL, node);
    } else if (g_str_equal(call->action, "attribute")) {
        attribute = g_strdup_printf("@%s", text);
        add_item(walk, attribute, "read", NULL, node);
    } else {
        add_item(walk, text, "read", NULL, node);
    }
}

/* What a parser puts into a member depending on flags. */
static void look_at_assignment(Walk *walk, const IrNode *node)
{
    const IrNode *base = NULL;
    g_autofree char *member =
        guest_member_name(walk->file, ir_first(walk->file, node), &base);
    XmlItem *item;

    if (member && is_guest_member(member)) {
        item = fact_set_add_xml_item(walk->context->facts);
        item->name = fact_set_text(walk->context->facts, "");
        item->action = fact_set_text(walk->context->facts, "read");
        item->member = fact_set_text(walk->context->facts, member);
        item->flags = locals_flags(walk->user, walk);
        item->function = walk_function_name(walk);
        item->location = walk_location(walk, node);
    }
}

static void look_for_calls(Walk *walk, const IrNode *node)
{
    if (node->kind == IR_CALL) {
        look_at_call(walk, node);
    } else if (node->kind == IR_ASSIGN) {
        look_at_assignment(walk, node);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_for_calls(walk, child);
    }
}

void extract_libvirt_written(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            const IrFunction *function = functions[k].function;
            CodeRole role =
                function->body
                    ? code_role(unit->path, ir_text(unit->file, function->name))
                    : ROLE_NONE;

            if (role == ROLE_FORMAT || role == ROLE_PARSE) {
                g_autoptr(Locals) locals = locals_new(&functions[k]);
                Walk walk = {.context = context,
                             .statement = look_for_calls,
                             .user = locals};

                walk_function(&walk, &functions[k]);
            }
        }
    }
}
