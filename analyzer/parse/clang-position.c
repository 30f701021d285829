/*
 * Positions in initialiser lists, by C's rules (C11 6.7.9).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "parse/clang-position.h"

#include <string.h>

bool type_is_array(CXType canonical)
{
    return canonical.kind >= CXType_ConstantArray &&
           canonical.kind <= CXType_DependentSizedArray;
}

bool type_is_aggregate(CXType canonical)
{
    return canonical.kind == CXType_Record || type_is_array(canonical);
}

static bool enter(Lowering *lowering, Position *position, CXType type)
{
    Level level = {.last = -1, .limit = -1};

    if (position->depth == DEEPEST_POSITION || !type_is_aggregate(type)) {
        return false;
    }
    if (type_is_array(type)) {
        level.element = clang_getCanonicalType(clang_getArrayElementType(type));
        level.limit =
            type.kind == CXType_ConstantArray ? clang_getArraySize(type) : -1;
    } else {
        level.record = lowering_record(lowering, type);
        level.limit = level.record->n_fields;
    }
    position->levels[position->depth++] = level;
    return true;
}

void position_start(Lowering *lowering, Position *position, CXType type)
{
    position->depth = 0;
    enter(lowering, position, clang_getCanonicalType(type));
}

static Level *top(Position *position)
{
    return &position->levels[position->depth - 1];
}

CXType position_type(const Position *position)
{
    const Level *level = &position->levels[position->depth - 1];

    return level->record ? level->record->fields[level->next].type
                         : level->element;
}

bool position_is_unnamed(const Position *position)
{
    const Level *level = &position->levels[position->depth - 1];

    return level->record && level->record->fields[level->next].is_anonymous;
}

/* A union has room for one. */
void position_advance(Position *position)
{
    Level *level = top(position);

    if (level->record && level->record->is_union) {
        level->next = level->limit;
    } else {
        level->next = MAX(level->next, level->last) + 1;
    }
    level->last = -1;
}

static bool has_room(Level *level)
{
    while (level->record && level->next < level->limit &&
           level->record->fields[level->next].is_padding) {
        level->next++;
    }
    return level->limit < 0 || level->next < level->limit;
}

/* Leaves aggregates that are full; false if the whole list is. */
static bool find_room(Position *position)
{
    while (!has_room(top(position))) {
        if (position->depth == 1) {
            return false;
        }
        position->depth--;
        position_advance(position);
    }
    return true;
}

/* Does a slot of aggregate type take this expression as a whole? */
static bool takes_whole(const Lowering *lowering, const Item *item, CXType slot)
{
    const Item *inner = item_strip(lowering, item);
    CXType type;

    if (inner->cursor.kind == CXCursor_InitListExpr) {
        return true;
    }
    type = clang_getCanonicalType(clang_getCursorType(inner->cursor));
    if (!type_is_array(slot)) {
        return type.kind == CXType_Record &&
               clang_equalCursors(clang_getTypeDeclaration(type),
                                  clang_getTypeDeclaration(slot));
    }
    return type_is_array(type) &&
           (inner->cursor.kind != CXCursor_StringLiteral ||
            type_is_integer(
                clang_getCanonicalType(clang_getArrayElementType(slot))));
}

bool position_place(Lowering *lowering, Position *position, const Item *element)
{
    if (position->depth == 0 || !find_room(position)) {
        return false;
    }
    for (;;) {
        CXType type = position_type(position);

        if (!type_is_aggregate(type) || takes_whole(lowering, element, type)) {
            return true;
        }
        if (!enter(lowering, position, type) || !find_room(position)) {
            return false;
        }
    }
}

bool item_is_designated(const Item *element)
{
    return element->cursor.kind == CXCursor_UnexposedExpr &&
           element->n_children >= 2 &&
           clang_getCursorType(element->cursor).kind == CXType_Void;
}

/* Goes to a field, through unnamed members if it is in one. */
static bool seek_field(Lowering *lowering, Position *position,
                       const void *declaration)
{
    guint depth = position->depth;
    const RecordInfo *record = top(position)->record;

    for (guint i = 0; record && i < record->n_fields; i++) {
        const Field *field = &record->fields[i];

        position->levels[depth - 1].next = i;
        if (field->declaration == declaration) {
            return true;
        }
        if (field->is_anonymous && enter(lowering, position, field->type)) {
            if (seek_field(lowering, position, declaration)) {
                return true;
            }
            position->depth = depth;
        }
    }
    return false;
}

/* The value of a placeholder means nothing. */
static bool is_placeholder(Lowering *lowering, const Item *item)
{
    const Item *inner = item_strip(lowering, item);

    return lowering->placeholder_prefix &&
           inner->cursor.kind == CXCursor_DeclRefExpr &&
           lowering_refer(lowering, clang_getCursorReferenced(inner->cursor))
                   ->binding == IR_BIND_UNKNOWN;
}

static bool seek_index(Lowering *lowering, Position *position,
                       const Item *index)
{
    IrNode node = {0};

    if (top(position)->record || is_placeholder(lowering, index) ||
        !lower_evaluate(&node, index->cursor)) {
        return false;
    }
    top(position)->next = node.value;
    return true;
}

/* Is it `[a ... b]` and not `[a][b]`? */
static bool is_range(Lowering *lowering, const Position *position,
                     const Item *from, const Item *to)
{
    CXSourceRange range;
    g_autofree char *text = NULL;

    if (!type_is_array(position_type(position))) {
        return true;
    }
    range =
        clang_getRange(clang_getRangeStart(clang_getCursorExtent(from->cursor)),
                       clang_getRangeEnd(clang_getCursorExtent(to->cursor)));
    text = lowering_range_text(lowering, range);
    return strstr(text, "...") != NULL;
}

/* One designator; `*step` is moved past it. */
static bool follow(Lowering *lowering, Position *position, const Item **step)
{
    const Item *designator = *step;
    const Item *next = item_next(lowering, designator);

    *step = next;
    if (designator->cursor.kind == CXCursor_MemberRef) {
        return seek_field(
            lowering, position,
            clang_getCursorReferenced(designator->cursor).data[0]);
    }
    if (!item_is_expression(designator) ||
        !seek_index(lowering, position, designator)) {
        return false;
    }
    if (item_is_expression(next) && next->next &&
        is_range(lowering, position, designator, next)) {
        IrNode last = {0};

        *step = item_next(lowering, next);
        top(position)->last =
            lower_evaluate(&last, next->cursor) ? last.value : -1;
    }
    return true;
}

const Item *position_designate(Lowering *lowering, Position *position,
                               const Item *element)
{
    const Item *step = item_first(lowering, element);

    if (position->depth == 0) {
        return NULL;
    }
    position->depth = 1;
    position->levels[0].last = -1;
    for (;;) {
        if (!follow(lowering, position, &step)) {
            return NULL;
        }
        if (!step->next) {
            return step;
        }
        if (!enter(lowering, position, position_type(position))) {
            return NULL;
        }
    }
}
