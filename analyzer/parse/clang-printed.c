/*
 * A declaration's syntax tree beside its printed text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-printed.h"
#include "parse/clang-position.h"

#if LIBCLANG_MAJOR < 17

typedef struct Walk {
    Lowering *lowering;
    const GArray *operators; /* PrintedOperator */
    GHashTable *found;       /* expression -> PrintedOperator * */
    guint next;              /* of the operators */
    bool doubtful_are_stars; /* `*` and not `!` */
    guint n_doubtful;
    bool failed;
} Walk;

static void walk_item(Walk *walk, const Item *item);

static const PrintedOperator *next_operator(const Walk *walk)
{
    return walk->next < walk->operators->len
               ? &g_array_index(walk->operators, PrintedOperator, walk->next)
               : NULL;
}

static void note(Walk *walk, const Item *item, const PrintedOperator *operator)
{
    PrintedOperator *copy = g_new(PrintedOperator, 1);

    *copy = *operator;
    g_hash_table_insert(walk->found, (gpointer)item->cursor.data[1], copy);
}

/* The next operator is the item's; false if it is in another place. */
static bool take(Walk *walk, const Item *item, PrintedPlace place,
                 IrOperator expected)
{
    const PrintedOperator *operator= next_operator(walk);

    if (!operator|| operator->place != place) {
        return false;
    }
    if (expected != IR_OP_UNKNOWN && expected != operator->op) {
        walk->failed = true;
    }
    note(walk, item, operator);
    walk->next++;
    return true;
}

/* All children, or all but the last. */
static void walk_children(Walk *walk, const Item *item, bool with_last)
{
    for (const Item *child = item_first(walk->lowering, item);
         child && (with_last || child->next);
         child = item_next(walk->lowering, child)) {
        walk_item(walk, child);
    }
}

static void walk_binary(Walk *walk, const Item *item)
{
    bool is_compound = item->cursor.kind == CXCursor_CompoundAssignOperator;
    const PrintedOperator *operator;

    walk_children(walk, item, false);
    operator= next_operator(walk);
    walk->failed |= item->n_children != 2 ||
                    !operator|| operator->is_compound != is_compound || !take(
                        walk, item, PRINTED_BETWEEN,
                        item_spelled_binary(walk->lowering, item));
    if (!walk->failed) {
        walk_item(walk, item_child(walk->lowering, item, 1));
    }
}

static bool is_dereference(Walk *walk, const Item *item, IrOperator spelled)
{
    bool doubtful = false;

    if (spelled != IR_OP_UNKNOWN) {
        return spelled == IR_OP_DEREFERENCE;
    }
    if (!item_could_be_dereference(walk->lowering, item, &doubtful)) {
        return false;
    }
    walk->n_doubtful += doubtful;
    return !doubtful || walk->doubtful_are_stars;
}

static void walk_unary(Walk *walk, const Item *item)
{
    static const PrintedOperator star = {.place = PRINTED_BEFORE,
                                         .op = IR_OP_DEREFERENCE};
    IrOperator spelled;
    bool transparent;
    bool is_before;

    if (!item->first) {
        walk->failed = true;
        return;
    }
    spelled = item_spelled_unary(walk->lowering, item, &transparent);
    if (is_dereference(walk, item, spelled)) {
        note(walk, item, &star);
        walk_children(walk, item, true);
        return;
    }
    is_before = take(walk, item, PRINTED_BEFORE, spelled);
    walk_children(walk, item, true);
    if (!is_before && !take(walk, item, PRINTED_AFTER, spelled)) {
        walk->failed = true;
    }
}

/* The '=' before the last child. */
static void walk_assigned(Walk *walk, const Item *item, bool is_optional)
{
    const PrintedOperator *operator= next_operator(walk);

    if (operator&& operator->place == PRINTED_BETWEEN && operator->op ==
        IR_OP_ASSIGN) {
        walk->next++;
    } else if (!is_optional) {
        walk->failed = true;
    }
    if (!walk->failed) {
        walk_item(walk, item_at(walk->lowering, item->last));
    }
}

static guint count_operators(const char *text)
{
    g_autoptr(GArray) operators = printed_operators(text ?: "");

    return operators->len;
}

/*
 * The children that belong to a type: all but the last, or all. Of an array's
 * size the value is printed, not the expression.
 */
static void walk_written_type(Walk *walk, const Item *item, bool with_last)
{
    CXType type = clang_getCursorType(item->cursor);
    CXString text;

    if (item->n_children == 0 || (item->n_children == 1 && !with_last)) {
        return;
    }
    text = clang_getTypeSpelling(type);
    if (count_operators(clang_getCString(text)) > 0) {
        walk_children(walk, item, with_last);
    }
    clang_disposeString(text);
}

static void walk_variable(Walk *walk, const Item *item)
{
    const Item *value = item_initialiser(walk->lowering, item);

    walk_written_type(walk, item, value == NULL);
    if (value) {
        walk_assigned(walk, item, false);
    }
}

static void walk_cast(Walk *walk, const Item *item)
{
    walk_written_type(walk, item, false);
    if (item->last) {
        walk_item(walk, item_at(walk->lowering, item->last));
    }
}

/* Of `sizeof(T[1 + 2])` the sum is shown as if it were the operand. */
static void walk_sizeof(Walk *walk, const Item *item)
{
    const Item *child = item_first(walk->lowering, item);
    IrNode node = {0};

    if (child && (!lower_evaluate(&node, item->cursor) ||
                  clang_Type_getSizeOf(clang_getCursorType(child->cursor)) ==
                      node.value)) {
        walk_children(walk, item, true);
    }
}

static void walk_list(Walk *walk, const Item *item)
{
    for (const Item *child = item_first(walk->lowering, item); child;
         child = item_next(walk->lowering, child)) {
        if (item_is_designated(child)) {
            walk_children(walk, child, false);
            walk_assigned(walk, child, true);
        } else {
            walk_item(walk, child);
        }
    }
}

/* A type inside a function: its items are not recorded, so all operators
 * that are printed of it are passed. */
static void walk_type(Walk *walk, const Item *item)
{
    CXString text = clang_getCursorPrettyPrinted(item->cursor, NULL);

    walk->next += count_operators(clang_getCString(text));
    clang_disposeString(text);
}

static void walk_declarations(Walk *walk, const Item *item)
{
    for (const Item *child = item_first(walk->lowering, item); child;
         child = item_next(walk->lowering, child)) {
        switch ((int)child->cursor.kind) {
        case CXCursor_StructDecl:
        case CXCursor_UnionDecl:
        case CXCursor_EnumDecl:
            walk_type(walk, child);
            break;
        default:
            walk_item(walk, child);
        }
    }
}

/* libclang shows some expressions twice, such as the type of two variables
 * that are declared together; they are printed once. */
static bool is_known(const Walk *walk, const Item *item)
{
    return g_hash_table_contains(walk->found, item->cursor.data[1]);
}

static void walk_item(Walk *walk, const Item *item)
{
    if (walk->failed) {
        return;
    }
    switch ((int)item->cursor.kind) {
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        if (!is_known(walk, item)) {
            walk_binary(walk, item);
        }
        break;
    case CXCursor_UnaryOperator:
        if (!is_known(walk, item)) {
            walk_unary(walk, item);
        }
        break;
    case CXCursor_VarDecl:
        walk_variable(walk, item);
        break;
    case CXCursor_CStyleCastExpr:
    case CXCursor_CompoundLiteralExpr:
        walk_cast(walk, item);
        break;
    case CXCursor_UnaryExpr:
        walk_sizeof(walk, item);
        break;
    case CXCursor_DeclStmt:
        walk_declarations(walk, item);
        break;
    case CXCursor_InitListExpr:
        walk_list(walk, item);
        break;
    default:
        walk_children(walk, item, true);
    }
}

/* True if the tree and the text agree. */
static bool walk_declaration(Walk *walk, bool doubtful_are_stars)
{
    g_hash_table_remove_all(walk->found);
    walk->next = 0;
    walk->n_doubtful = 0;
    walk->failed = false;
    walk->doubtful_are_stars = doubtful_are_stars;
    walk_item(walk, item_at(walk->lowering, 0));
    return !walk->failed && walk->next == walk->operators->len;
}

static GHashTable *align(Lowering *lowering)
{
    CXString text =
        clang_getCursorPrettyPrinted(item_at(lowering, 0)->cursor, NULL);
    g_autoptr(GArray) operators =
        printed_operators(clang_getCString(text) ?: "");
    g_autoptr(GHashTable) found =
        g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Walk walk = {.lowering = lowering, .operators = operators, .found = found};

    clang_disposeString(text);
    if (!walk_declaration(&walk, true) &&
        (walk.n_doubtful == 0 || !walk_declaration(&walk, false))) {
        g_hash_table_remove_all(found);
    }
    return g_steal_pointer(&found);
}

const PrintedOperator *printed_find(Lowering *lowering, const Item *item)
{
    if (!lowering->printed) {
        lowering->printed = align(lowering);
    }
    return g_hash_table_lookup(lowering->printed, item->cursor.data[1]);
}

#endif
