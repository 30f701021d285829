/*
 * Texts taken apart: into flat pieces, and into alternatives.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "interpret/guard.h"

#include <string.h>

/* Texts inside texts. */
#define MAX_NESTED 16u
/* More alternatives are not told apart. */
#define MAX_EXPANDED 512u

typedef struct Flattening {
    GArray *flat;
    const LvPiece *piece;
    guint depth;
} Flattening;

static void flatten(LvRun *run, const GArray *pieces, LvGuards guards,
                    guint depth, GArray *flat);

static void add_fixed(LvRun *run, GArray *flat, LvPiece piece, char *taken)
{
    g_autofree char *text = taken;

    piece.text = lv_intern(run, text);
    if (*piece.text) {
        g_array_append_val(flat, piece);
    }
}

static char conversion(const char *spec)
{
    return *spec ? spec[strlen(spec) - 1] : 's';
}

/* A number printed as the conversion says; NULL if it is no conversion of
 * integers. */
static char *print_number(const char *spec, const Term *term)
{
    char letter = conversion(spec);
    gsize length = strspn(spec, "%-+ #0123456789.");
    g_autofree char *format = NULL;
    char *text;

    if (letter == 'c') {
        return g_strdup_printf("%c", (char)term->number);
    }
    if (!strchr("diuxX", letter) || length > 6) {
        return NULL;
    }
    format = g_strdup_printf("%.*s" G_GINT64_MODIFIER "%c", (int)length, spec,
                             letter);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    text = g_strdup_printf(format, term->number);
#pragma GCC diagnostic pop
    return text;
}

static void flatten_one(LvRun *run, const Term *term, LvGuards guards,
                        void *data)
{
    Flattening *state = data;
    LvPiece piece = *state->piece;
    const LvTag *tag = lv_tag(run, term);
    const char *text = term_c_string(run->interpreter, term);
    char *number = NULL;

    piece.guards = guards;
    piece.term = term;
    if (tag && tag->kind == LV_TEXT && state->depth < MAX_NESTED) {
        flatten(run, tag->pieces, guards, state->depth + 1, state->flat);
        return;
    }
    if (text && conversion(piece.spec) == 's') {
        add_fixed(run, state->flat, piece, g_strdup(text));
        return;
    }
    if (term->kind == TERM_INTEGER) {
        number = print_number(piece.spec, term);
        if (number) {
            add_fixed(run, state->flat, piece, number);
            return;
        }
        if (term->number == 0 && conversion(piece.spec) == 's') {
            return;
        }
    }
    g_array_append_val(state->flat, piece);
}

/* Each alternative that is a single piece, or none at all, is a member of one
 * group. */
static void flatten_term(LvRun *run, const Term *term, LvGuards guards,
                         Flattening *state)
{
    GArray *flat = state->flat;
    guint first = flat->len;
    bool single = term->kind == TERM_CHOICE;

    for (guint i = 0; i < term->n_alternatives && single; i++) {
        const Alternative *alternative = &term->alternatives[i];
        LvGuards own = {alternative->guards, alternative->n_guards};
        LvPiece none = *state->piece;
        guint before = flat->len;

        if (lv_conflict(guards, own)) {
            continue;
        }
        none.guards = lv_join(run, guards, own);
        none.text = "";
        flatten_one(run, alternative->term, none.guards, state);
        if (flat->len == before) {
            g_array_append_val(flat, none);
        }
        single = flat->len == before + 1;
    }
    if (!single) {
        g_array_set_size(flat, first);
        lv_each(run, term, guards, flatten_one, state);
        return;
    }
    run->n_groups++;
    for (guint i = first; i < flat->len; i++) {
        g_array_index(flat, LvPiece, i).group = run->n_groups;
        g_array_index(flat, LvPiece, i).base = guards;
    }
}

static void flatten(LvRun *run, const GArray *pieces, LvGuards guards,
                    guint depth, GArray *flat)
{
    for (guint i = 0; i < pieces->len; i++) {
        LvPiece piece = g_array_index(pieces, LvPiece, i);
        Flattening state = {flat, &piece, depth};

        if (piece.is_reset || lv_conflict(guards, piece.guards)) {
            continue;
        }
        piece.guards = lv_join(run, guards, piece.guards);
        if (piece.text) {
            g_array_append_val(flat, piece);
        } else {
            flatten_term(run, piece.term, piece.guards, &state);
        }
    }
}

GArray *lv_flatten(LvRun *run, const GArray *pieces, LvGuards guards)
{
    GArray *flat = g_array_new(FALSE, FALSE, sizeof(LvPiece));

    flatten(run, pieces, guards, 0, flat);
    return flat;
}

GArray *lv_flatten_term(LvRun *run, const Term *term, const char *spec,
                        LvGuards guards, LvPlace place)
{
    GArray *flat = g_array_new(FALSE, FALSE, sizeof(LvPiece));
    LvPiece piece = {
        .guards = guards, .spec = spec, .term = term, .place = place};
    Flattening state = {flat, &piece, 0};

    flatten_term(run, term, guards, &state);
    return flat;
}

/* As part of a printf format. */
static void append_fixed(GString *format, const char *text)
{
    for (; *text; text++) {
        g_string_append(format, *text == '%' ? "%" : "");
        g_string_append_c(format, *text);
    }
}

static LvAlternative extended(LvRun *run, const LvAlternative *alternative,
                              const LvPiece *piece, const char *text,
                              LvGuards guards)
{
    g_autoptr(GString) format = g_string_new(alternative->format);
    LvAlternative longer = *alternative;

    if (piece->is_trim) {
        if (g_str_has_suffix(format->str, text)) {
            g_string_truncate(format, format->len - strlen(text));
        }
    } else if (text) {
        append_fixed(format, text);
    } else {
        g_string_append(format, piece->spec);
        longer.source = term_text(run->interpreter, piece->term);
    }
    if (!longer.place.function) {
        longer.place = piece->place;
    }
    longer.format = lv_intern(run, format->str);
    longer.guards = guards;
    return longer;
}

/* Unless its conditions contradict each other. */
static void add_possible(GArray *alternatives, const LvAlternative *alternative)
{
    LvGuards guards = alternative->guards;

    if (!guards_conflict(guards.list, guards.n, guards.list, guards.n)) {
        g_array_append_val(alternatives, *alternative);
    }
}

/* The names an enum's value can have under the conditions. */
static void extend_by_names(LvRun *run, const LvAlternative *alternative,
                            const LvPiece *piece, LvGuards guards,
                            GArray *longer)
{
    const LvTag *tag = lv_tag(run, piece->term);

    for (guint i = 0; i < tag->names->len; i++) {
        const char *name = g_ptr_array_index(tag->names, i);
        Guard guard = guard_equal(run->interpreter, tag->term, i);
        LvGuards one = {&guard, 1};
        LvAlternative next;

        if (name && !lv_conflict(guards, one)) {
            next = extended(run, alternative, piece, name,
                            lv_join(run, guards, one));
            add_possible(longer, &next);
        }
    }
}

/* false if the piece cannot be there. */
static bool extend_with(LvRun *run, const LvAlternative *alternative,
                        const LvPiece *piece, bool may_split, GArray *longer)
{
    LvGuards fresh = lv_beside(run, alternative->guards, piece->guards);
    LvGuards joined = lv_join(run, alternative->guards, fresh);
    const LvTag *tag = piece->text ? NULL : lv_tag(run, piece->term);
    LvAlternative next;

    if (lv_conflict(alternative->guards, fresh)) {
        return false;
    }
    if (tag && tag->kind == LV_ENUM && may_split) {
        extend_by_names(run, alternative, piece, joined, longer);
    } else {
        next = extended(run, alternative, piece, piece->text, joined);
        add_possible(longer, &next);
    }
    return true;
}

/* Goes on without what is there only under `guards`, if that can be. */
static void deny(LvRun *run, const LvAlternative *alternative, LvGuards guards,
                 GArray *longer)
{
    LvGuards fresh =
        lv_deniable(run, lv_beside(run, alternative->guards, guards));
    LvAlternative next = *alternative;
    Guard denied;
    LvGuards one = {&denied, 1};

    if (fresh.n > 0) {
        denied = guards_negation(run->interpreter, fresh.list, fresh.n);
        next.guards = lv_join(run, next.guards, one);
        add_possible(longer, &next);
    }
}

/* Where the piece may be missing, the alternative goes on without it too. */
static void extend(LvRun *run, const LvAlternative *alternative,
                   const LvPiece *piece, bool may_split, GArray *longer)
{
    if (!extend_with(run, alternative, piece, may_split, longer)) {
        g_array_append_val(longer, *alternative);
    } else if (may_split) {
        deny(run, alternative, piece->guards, longer);
    }
}

/* One of the pieces of a group is there. */
static void extend_by_group(LvRun *run, const LvAlternative *alternative,
                            const LvPiece *pieces, guint n, bool may_split,
                            GArray *longer)
{
    guint before = longer->len;

    for (guint i = 0; i < n; i++) {
        extend_with(run, alternative, &pieces[i], may_split, longer);
    }
    if (longer->len == before) {
        g_array_append_val(longer, *alternative);
    } else if (may_split) {
        deny(run, alternative, pieces[0].base, longer);
    }
}

static guint group_length(const LvPiece *pieces, guint n)
{
    guint length = 1;

    while (pieces[0].group && length < n &&
           pieces[length].group == pieces[0].group) {
        length++;
    }
    return length;
}

GArray *lv_expand(LvRun *run, const LvPiece *pieces, guint n, LvGuards guards)
{
    GArray *alternatives = g_array_new(FALSE, FALSE, sizeof(LvAlternative));
    LvAlternative empty = {.guards = guards, .format = ""};
    guint length;

    g_array_append_val(alternatives, empty);
    for (guint i = 0; i < n; i += length) {
        GArray *longer = g_array_new(FALSE, FALSE, sizeof(LvAlternative));
        bool may_split = alternatives->len < MAX_EXPANDED;

        length = group_length(&pieces[i], n - i);
        for (guint k = 0; k < alternatives->len; k++) {
            const LvAlternative *alternative =
                &g_array_index(alternatives, LvAlternative, k);

            if (pieces[i].group) {
                extend_by_group(run, alternative, &pieces[i], length, may_split,
                                longer);
            } else {
                extend(run, alternative, &pieces[i], may_split, longer);
            }
        }
        g_array_unref(alternatives);
        alternatives = longer;
    }
    return alternatives;
}
