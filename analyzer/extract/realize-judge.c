/*
 * Tests that have one answer while a device is realized.
 *
 * Functions that are not entered report no errors: a device that cannot be
 * realized is of no interest. And bits of a word that some properties share
 * are zero if no property has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/realize.h"

#include <string.h>

#define PROPERTY "property "

static bool is_of_errors(const char *text)
{
    static const char *const words[] = {"errp", "local_err", "&err"};

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(text, words[i])) {
            return true;
        }
    }
    return false;
}

/* "f(a, errp)": what f returns if all is well. */
static int judge_call(const Qom *qom, const char *text, const IrUnit *unit)
{
    gsize length = strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");
    g_autofree char *name = g_strndup(text, length);
    const IrSymbol *function;
    const char *type;

    if (length == 0 || text[length] != '(' || !g_str_has_suffix(text, ")")) {
        return -1;
    }
    function = ir_program_function(qom->context->tree->program, unit, name);
    if (!function) {
        return -1;
    }
    type = ir_text(function->unit->file, function->function->type);
    if (g_str_equal(type, "bool") || g_str_equal(type, "_Bool") ||
        strchr(type, '*')) {
        return 1;
    }
    return g_str_equal(type, "int") ? 0 : -1;
}

static int judge_error(const Qom *qom, const char *text, const IrUnit *unit)
{
    if (*text == '!') {
        int inner = judge_error(qom, text + 1, unit);

        return inner < 0 ? -1 : !inner;
    }
    if (!is_of_errors(text)) {
        return -1;
    }
    if (g_str_equal(text, "local_err") || g_str_equal(text, "*errp") ||
        g_str_has_suffix(text, ") < 0")) {
        return 0;
    }
    return judge_call(qom, text, unit);
}

static bool has_property(const Slots *slots, const char *word, guint64 mask)
{
    for (guint i = 0; i < slots->list->len; i++) {
        const Slot *slot = &g_array_index(slots->list, Slot, i);
        bool is_word = g_str_equal(slot->property->member, word) ||
                       g_str_equal(slot->property->name, word);

        if (is_word && (!slot->is_bit || !slot->property->mask ||
                        (slot->property->mask & mask))) {
            return true;
        }
    }
    return false;
}

/* Steps over ") | A": is it the bit `mask` that is set there? */
static bool sets_bit(const char **text, const char *mask)
{
    gsize length;
    bool is_mask;

    *text += strspn(*text, ")");
    if (!g_str_has_prefix(*text, " | ")) {
        return false;
    }
    *text += strlen(" | ");
    length = strcspn(*text, ") ");
    is_mask = length == strlen(mask) && strncmp(*text, mask, length) == 0;
    *text += length;
    return is_mask;
}

/* "((property x) | A) & B": -1 unless it is of that form. */
static int judge_bits(const Slots *slots, const char *text, const IrUnit *unit,
                      const IrNode *node)
{
    const IrNode *right =
        node && node->kind == IR_BINARY ? ir_child(unit->file, node, 1) : NULL;
    const char *at = text + strspn(text, "(");
    const char *mask = strstr(text, " & ");
    g_autofree char *word = NULL;

    if (!mask || !right || node->op != IR_OP_BIT_AND ||
        !(right->flags & IR_HAS_VALUE) || !g_str_has_prefix(at, PROPERTY) ||
        strpbrk(mask + 3, " ()")) {
        return -1;
    }
    at += strlen(PROPERTY);
    word = g_strndup(at, strcspn(at, ") "));
    at += strlen(word);
    while (at < mask) {
        const char *before = at;

        if (sets_bit(&at, mask + 3)) {
            return 1;
        }
        if (at == before) {
            return -1;
        }
    }
    return has_property(slots, word, (guint64)right->value) ? -1 : 0;
}

int realize_judge(Interpreter *interpreter, const Term *term,
                  const IrUnit *unit, const IrNode *node, void *user)
{
    const Qom *qom = user;
    const char *text;
    int answer;

    if (!qom->is_realizing || term->kind != TERM_UNKNOWN) {
        return -1;
    }
    text = term_text(interpreter, term);
    answer = judge_error(qom, text, unit);
    return answer < 0 && qom->slots ? judge_bits(qom->slots, text, unit, node)
                                    : answer;
}
