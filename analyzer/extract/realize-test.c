/*
 * The condition of a write, told by a property where it can be.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

typedef struct PropertyTest {
    const Slot *slot;
    IrOperator operator;
    gint64 number;
    bool is_unsigned;
} PropertyTest;

static IrOperator opposite(IrOperator operator)
{
    switch (operator) {
    case IR_OP_EQUAL:
        return IR_OP_NOT_EQUAL;
    case IR_OP_NOT_EQUAL:
        return IR_OP_EQUAL;
    case IR_OP_LESS:
        return IR_OP_GREATER_EQUAL;
    case IR_OP_LESS_EQUAL:
        return IR_OP_GREATER;
    case IR_OP_GREATER:
        return IR_OP_LESS_EQUAL;
    case IR_OP_GREATER_EQUAL:
        return IR_OP_LESS;
    default:
        return IR_OP_UNKNOWN;
    }
}

static const char *operator_text(IrOperator operator)
{
    switch (operator) {
    case IR_OP_EQUAL:
        return "==";
    case IR_OP_NOT_EQUAL:
        return "!=";
    case IR_OP_LESS:
        return "<";
    case IR_OP_LESS_EQUAL:
        return "<=";
    case IR_OP_GREATER:
        return ">";
    case IR_OP_GREATER_EQUAL:
        return ">=";
    default:
        return NULL;
    }
}

static bool read_test(const Slots *slots, const IrFile *file,
                      const IrNode *node, PropertyTest *ret_test)
{
    const IrNode *left = node ? ir_first(file, node) : NULL;
    const IrNode *right = left ? ir_next(file, left) : NULL;

    while (right && right->kind == IR_CAST) {
        right = ir_first(file, right); /* NULL */
    }
    if (!node) {
        return false;
    }
    if (node->kind == IR_CAST) {
        return read_test(slots, file, left, ret_test);
    }
    if (node->kind == IR_UNARY && node->op == IR_OP_NOT) {
        if (!read_test(slots, file, left, ret_test)) {
            return false;
        }
        ret_test->operator= opposite(ret_test->operator);
        return true;
    }
    if (node->kind == IR_MEMBER) {
        *ret_test = (PropertyTest){.operator= IR_OP_NOT_EQUAL };
        ret_test->slot = slots_find(slots, ir_text(file, node->type),
                                    ir_text(file, node->name));
        return ret_test->slot;
    }
    if (node->kind != IR_BINARY || !left || left->kind != IR_MEMBER || !right ||
        (right->kind != IR_INTEGER && !(right->flags & IR_HAS_VALUE)) ||
        !operator_text((IrOperator)node->op)) {
        return false;
    }
    if (!read_test(slots, file, left, ret_test)) {
        return false;
    }
    ret_test->operator=(IrOperator) node->op;
    ret_test->number = right->value;
    ret_test->is_unsigned = right->flags & IR_UNSIGNED;
    return true;
}

/* Does the test speak of what the property was before? The member may have
 * been written since. */
static bool is_of_initial(const Guard *guard, const Slot *slot)
{
    return guard->text && slot->initial->text &&
           strstr(guard->text, slot->initial->text);
}

/* Nothing, for the name of a backend, is not what users leave it at. */
static bool is_setting(const Slot *slot)
{
    return slot->property->value.kind != VALUE_NONE ||
           g_str_equal(slot->type, "char *");
}

static bool test_of_guard(const Slots *slots, const Guard *guard,
                          PropertyTest *ret_test)
{
    if (!guard->unit || !guard->node ||
        !read_test(slots, guard->unit->file, guard->node, ret_test) ||
        !is_setting(ret_test->slot) || !is_of_initial(guard, ret_test->slot)) {
        return false;
    }
    if (guard->negated) {
        ret_test->operator= opposite(ret_test->operator);
    }
    return true;
}

/* A number of a test may be written in another width than the member has: -1
 * for UINT32_MAX. */
static Value test_value(Qom *qom, const PropertyTest *test)
{
    static const struct {
        const char *type;
        gint64 mask;
    } widths[] = {
        {"unsigned int", G_MAXUINT32},
        {"unsigned short", G_MAXUINT16},
        {"unsigned char", G_MAXUINT8},
    };
    gint64 number = test->number;

    for (guint i = 0; number < 0 && i < G_N_ELEMENTS(widths); i++) {
        if (g_str_equal(test->slot->type, widths[i].type)) {
            number &= widths[i].mask;
        }
    }
    return slot_value(qom, test->slot->property, number, test->is_unsigned);
}

void realize_test(const Slots *slots, const Guard *guards, guint n_guards,
                  RunTimeWrite *write)
{
    bool found = false;

    for (guint i = 0; i < n_guards; i++) {
        PropertyTest test;
        bool is_own;

        if (!test_of_guard(slots, &guards[i], &test)) {
            continue;
        }
        is_own = g_str_equal(test.slot->property->name, write->property);
        if (found && !is_own) {
            continue;
        }
        write->test = test.slot->property->name;
        write->test_operator = fact_set_text(slots->qom->context->facts,
                                             operator_text(test.operator));
        write->test_value = test_value(slots->qom, &test);
        found = true;
        if (is_own) {
            break;
        }
    }
    write->test_only = found && n_guards == 1;
}
