/*
 * Expressions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/expression.h"

#include "interpret/object.h"
#include "interpret/statement.h"

#include <string.h>

static const char *name_of(const Interpreter *interpreter, const IrNode *node)
{
    return ir_text(interpreter->frame->unit->file, node->name);
}

static const IrNode *first_of(const Interpreter *interpreter,
                              const IrNode *node)
{
    return ir_first(interpreter->frame->unit->file, node);
}

static const IrNode *second_of(const Interpreter *interpreter,
                               const IrNode *node)
{
    return ir_child(interpreter->frame->unit->file, node, 1);
}

static const Term *not_understood(Interpreter *interpreter, const IrNode *node)
{
    g_autofree char *text =
        ir_node_to_text(interpreter->frame->unit->file, node);

    interpreter->line = node->line;
    interpreter_gap(interpreter, "expression not understood");
    return term_unknown(interpreter, *text ? text : "?");
}

static const Term *evaluate_name(Interpreter *interpreter, const IrNode *node)
{
    Object *object;

    if (node->op == IR_BIND_ENUMERATOR) {
        return term_number(interpreter, node->value, node->flags & IR_UNSIGNED,
                           name_of(interpreter, node));
    }
    if (node->op == IR_BIND_FUNCTION) {
        return term_function(interpreter, name_of(interpreter, node),
                             name_function(interpreter, node));
    }
    object = name_object(interpreter, node);
    if (!object) {
        return term_unknown(interpreter, name_of(interpreter, node));
    }
    return place_load(interpreter,
                      place_at(object, path_root(interpreter->paths)),
                      expression_type(interpreter, node));
}

static const Term *evaluate_unary(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *operand = first_of(interpreter, node);
    Condition condition;
    const Term *term;

    switch (node->op) {
    case IR_OP_ADDRESS:
        return evaluate_address(interpreter, operand);
    case IR_OP_DEREFERENCE:
        return place_load(interpreter, evaluate_place(interpreter, node),
                          expression_type(interpreter, node));
    case IR_OP_PRE_INCREMENT:
    case IR_OP_PRE_DECREMENT:
    case IR_OP_POST_INCREMENT:
    case IR_OP_POST_DECREMENT:
        return evaluate_step(interpreter, node);
    case IR_OP_NOT:
        if (operand->kind == IR_BINARY &&
            (operand->op == IR_OP_AND || operand->op == IR_OP_OR)) {
            condition = evaluate_condition(interpreter, node);
            term = condition_term(interpreter, &condition);
            condition_clear(&condition);
            return term;
        }
        break;
    case IR_OP_UNKNOWN:
        return not_understood(interpreter, node);
    default:
        break;
    }
    term = apply_unary(interpreter, node->op, evaluate(interpreter, operand));
    return term_convert(interpreter, term, expression_type(interpreter, node));
}

/* `(char *)p - offsetof(T, m)` where p points to a member m, and back. */
static const Term *evaluate_offset(Interpreter *interpreter, IrOperator op,
                                   const Term *left, const IrNode *offset)
{
    const IrUnit *unit = interpreter->frame->unit;
    g_autofree char *text =
        g_strconcat(".", name_of(interpreter, offset), NULL);
    const Path *path;

    if (left->kind != TERM_POINTER ||
        (offset->flags & IR_HAS_VALUE && offset->value == 0)) {
        return left->kind == TERM_POINTER ? left : NULL;
    }
    path = term_path(left);
    if (op == IR_OP_ADD && !strpbrk(name_of(interpreter, offset), ".[")) {
        return place_address(interpreter,
                             place_member(interpreter, unit,
                                          place_at(left->object, path),
                                          ir_text(unit->file, offset->type),
                                          name_of(interpreter, offset)));
    }
    if (op == IR_OP_SUBTRACT && g_str_has_suffix(path->text, text)) {
        const gsize length = strlen(path->text) - strlen(text);

        while (strlen(path->text) > length) {
            path = path->parent;
        }
        return term_place(interpreter, left->object, path);
    }
    return NULL;
}

/* Arithmetic on a pointer to bytes of something that is not made of bytes. */
static bool counts_bytes(Interpreter *interpreter, const IrNode *node,
                         const Term *pointer, const Term *offset)
{
    const IrUnit *unit = interpreter->frame->unit;
    const Type *type;
    const Type *actual;

    if ((node->op != IR_OP_ADD && node->op != IR_OP_SUBTRACT) ||
        pointer->kind != TERM_POINTER || offset->kind != TERM_INTEGER ||
        offset->number == 0) {
        return false;
    }
    type = expression_type(interpreter, first_of(interpreter, node));
    if (type->kind != TYPE_POINTER) {
        return false;
    }
    type = type_target(interpreter->types, unit, type);
    actual = memory_type(interpreter, pointer->object, term_path(pointer));
    return (type->kind == TYPE_VOID || type->size == 1) &&
           actual->kind != TYPE_UNKNOWN && actual->kind != TYPE_VOID &&
           actual->size != 1;
}

static const Term *byte_offset(Interpreter *interpreter, const IrNode *node,
                               const Term *pointer, const Term *offset)
{
    return term_unknownf(interpreter, "(char *)%s %s %s",
                         term_operand_text(interpreter, pointer),
                         operator_spelling(node->op),
                         term_operand_text(interpreter, offset));
}

/* The type of a result that does not fit into an int; NULL: leave it. */
static const Type *arithmetic_type(Interpreter *interpreter, const IrNode *node,
                                   const Term *term)
{
    bool fits = term->number >= (term->is_unsigned ? 0 : G_MININT32) &&
                term->number <= G_MAXINT32;
    const Type *type;

    if (term->kind != TERM_INTEGER || fits) {
        return NULL;
    }
    type = expression_type(interpreter, node);
    return type->kind == TYPE_INTEGER ? type : NULL;
}

static bool is_plain(const Term *term)
{
    return term->kind != TERM_INTEGER ||
           (term->number >= 0 && term->number <= G_MAXINT32);
}

/* The usual arithmetic conversions, where they matter to a comparison: the
 * -1 that is compared with an unsigned int is UINT_MAX. */
static void convert_compared(Interpreter *interpreter, const IrNode *node,
                             const Term **left, const Term **right)
{
    const Type *a;
    const Type *b;
    const Type *wider;

    if (node->op < IR_OP_EQUAL || node->op > IR_OP_GREATER_EQUAL ||
        (is_plain(*left) && is_plain(*right))) {
        return;
    }
    a = expression_type(interpreter, first_of(interpreter, node));
    b = expression_type(interpreter, second_of(interpreter, node));
    if (a->kind != TYPE_INTEGER || b->kind != TYPE_INTEGER) {
        return;
    }
    wider = a->size > b->size || (a->size == b->size && a->is_unsigned) ? a : b;
    if (wider->size >= 4) {
        *left = term_convert(interpreter, *left, wider);
        *right = term_convert(interpreter, *right, wider);
    }
}

static const Term *evaluate_binary(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *left_node = first_of(interpreter, node);
    const IrNode *right_node = second_of(interpreter, node);
    const Type *type;
    const Term *left;
    const Term *right;
    const Term *term = NULL;

    if (node->op == IR_OP_AND || node->op == IR_OP_OR) {
        Condition condition = evaluate_condition(interpreter, node);

        term = condition_term(interpreter, &condition);
        condition_clear(&condition);
        return term;
    }
    if (node->op == IR_OP_UNKNOWN || !right_node) {
        return not_understood(interpreter, node);
    }
    left = evaluate(interpreter, left_node);
    while (right_node->kind == IR_CAST) {
        right_node = first_of(interpreter, right_node);
    }
    if (right_node->kind == IR_OFFSETOF) {
        term = evaluate_offset(interpreter, node->op, left, right_node);
    }
    if (!term) {
        right = evaluate(interpreter, second_of(interpreter, node));
        convert_compared(interpreter, node, &left, &right);
        term = counts_bytes(interpreter, node, left, right)
                   ? byte_offset(interpreter, node, left, right)
                   : apply_binary(interpreter, node->op, left, right);
    }
    type = arithmetic_type(interpreter, node, term);
    return type ? term_convert(interpreter, term, type) : term;
}

static const Term *evaluate_assign(Interpreter *interpreter, const IrNode *node)
{
    const IrNode *target = first_of(interpreter, node);
    const Type *type = expression_type(interpreter, target);
    const Term *value = evaluate(interpreter, second_of(interpreter, node));
    Place place = evaluate_place(interpreter, target);

    if (node->op != IR_OP_ASSIGN) {
        value = apply_binary(interpreter, node->op,
                             place_load(interpreter, place, type), value);
    }
    if (interpreter->dead) {
        return value;
    }
    value = term_convert(interpreter, value, type);
    interpreter->line = node->line;
    place_store(interpreter, place, type, value);
    return value;
}

static const Term *evaluate_cast(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const Type *type =
        type_of(interpreter->types, unit, ir_text(unit->file, node->type));
    const Term *term = evaluate(interpreter, first_of(interpreter, node));

    return term_convert(interpreter, term, type);
}

static const Term *evaluate_sizeof(Interpreter *interpreter, const IrNode *node)
{
    const IrUnit *unit = interpreter->frame->unit;
    const char *text = ir_text(unit->file, node->type);
    const Type *type = type_of(interpreter->types, unit, text);
    gint64 size = type_size(interpreter->types, unit, type);

    if (size >= 0) {
        return term_number(interpreter, size, true, NULL);
    }
    return term_unknownf(interpreter, "sizeof(%s)", text);
}

static const Term *evaluate_other(Interpreter *interpreter, const IrNode *node)
{
    const IrFile *file = interpreter->frame->unit->file;

    switch (node->kind) {
    case IR_INTEGER:
        return term_number(interpreter, node->value, node->flags & IR_UNSIGNED,
                           NULL);
    case IR_REAL:
        return term_real(interpreter,
                         g_ascii_strtod(ir_text(file, node->name), NULL));
    case IR_STRING:
        return term_string_kept(interpreter, ir_text(file, node->name));
    case IR_ASSIGN:
        return evaluate_assign(interpreter, node);
    case IR_CONDITIONAL:
        return evaluate_conditional(interpreter, node);
    case IR_CAST:
        return evaluate_cast(interpreter, node);
    case IR_COMPOUND:
        return place_load(interpreter, evaluate_place(interpreter, node),
                          expression_type(interpreter, node));
    case IR_SIZEOF:
        return evaluate_sizeof(interpreter, node);
    case IR_OFFSETOF:
        return term_unknownf(interpreter, "offsetof(%s, %s)",
                             ir_text(file, node->type),
                             ir_text(file, node->name));
    case IR_STMT_EXPR:
        return execute_statement_expression(interpreter, node);
    default:
        return not_understood(interpreter, node);
    }
}

const Term *evaluate(Interpreter *interpreter, const IrNode *node)
{
    if (!node || interpreter->dead || !interpreter_may_go_on(interpreter)) {
        return term_unknown(interpreter, "?");
    }
    if (node->flags & IR_HAS_VALUE && node->kind != IR_NAME) {
        return term_number(interpreter, node->value, node->flags & IR_UNSIGNED,
                           NULL);
    }
    switch (node->kind) {
    case IR_NAME:
        return evaluate_name(interpreter, node);
    case IR_MEMBER:
    case IR_SUBSCRIPT:
        return place_load(interpreter, evaluate_place(interpreter, node),
                          expression_type(interpreter, node));
    case IR_CALL:
        return evaluate_call(interpreter, node);
    case IR_UNARY:
        return evaluate_unary(interpreter, node);
    case IR_BINARY:
        return evaluate_binary(interpreter, node);
    default:
        return evaluate_other(interpreter, node);
    }
}

const Term *evaluate_static(Interpreter *interpreter, const IrUnit *unit,
                            const IrNode *node)
{
    guint line = interpreter->line;
    Frame frame = {
        .up = interpreter->frame,
        .unit = unit,
        .file = unit->path,
        .first_binding = interpreter->bindings->len,
        .first_suspended = interpreter->suspended->len,
    };
    const Term *term;

    interpreter->frame = &frame;
    term = evaluate(interpreter, node);
    interpreter->frame = frame.up;
    interpreter->line = line;
    return term;
}
