/*
 * Comparing and subtracting addresses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "interpret/operator.h"

#include "interpret/term.h"

#include <string.h>

bool term_is_address(const Term *term)
{
    return term->kind == TERM_POINTER || term->kind == TERM_STRING ||
           term->kind == TERM_FUNCTION;
}

/* Elements from b to a, if both point into the same array or string. */
static bool distance(const Term *a, const Term *b, gint64 *ret_distance)
{
    const Path *x;
    const Path *y;

    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == TERM_STRING && a->object) {
        *ret_distance = a->number - b->number;
        return a->object == b->object;
    }
    if (a->kind == TERM_STRING) {
        gsize left = strlen(a->text);
        gsize right = strlen(b->text);

        if (a->text + left != b->text + right) {
            return false;
        }
        *ret_distance = a->text - b->text;
        return true;
    }
    if (a->kind != TERM_POINTER || a->object != b->object) {
        return false;
    }
    x = term_path(a);
    y = term_path(b);
    if (path_matches(x, y)) {
        *ret_distance = 0;
        return true;
    }
    if (x->depth > 0 && !x->member && y->depth == x->depth - 1 &&
        path_matches(x->parent, y)) {
        *ret_distance = x->index;
        return true;
    }
    if (y->depth > 0 && !y->member && x->depth == y->depth - 1 &&
        path_matches(y->parent, x)) {
        *ret_distance = -y->index;
        return true;
    }
    if (x->depth != y->depth || x->depth == 0 || x->member || y->member ||
        !path_matches(x->parent, y->parent)) {
        return false;
    }
    *ret_distance = x->index - y->index;
    return true;
}

/* Are two addresses known to differ? */
static bool addresses_differ(const Term *a, const Term *b)
{
    if (a->kind == TERM_STRING && b->kind == TERM_STRING &&
        a->object == b->object) {
        return !g_str_equal(a->text, b->text);
    }
    return true;
}

const Term *compare_addresses(Interpreter *interpreter, IrOperator op,
                              const Term *a, const Term *b)
{
    gint64 apart = 0;

    if (term_is_null(a) || term_is_null(b)) {
        return compare_by_order(interpreter, op, term_is_null(a) ? -1 : 1);
    }
    if (!term_is_address(a) || !term_is_address(b)) {
        return NULL;
    }
    if (a->kind == TERM_FUNCTION && term_equal(a, b)) {
        return compare_by_order(interpreter, op, 0);
    }
    if (distance(a, b, &apart)) {
        return op == IR_OP_SUBTRACT
                   ? term_integer(interpreter, apart)
                   : compare_by_order(interpreter, op,
                                      (apart > 0) - (apart < 0));
    }
    if ((op == IR_OP_EQUAL || op == IR_OP_NOT_EQUAL) &&
        addresses_differ(a, b)) {
        return term_integer(interpreter, op == IR_OP_NOT_EQUAL);
    }
    return NULL;
}
