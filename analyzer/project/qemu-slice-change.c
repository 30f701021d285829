/*
 * What differs between two versions of a file: functions, variables and macros
 * whose tokens are others, and the members of records and enumerations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/c-lexer.h"
#include "project/qemu-slice-impact.h"

#include <string.h>

/* A piece of a record between two ';', or of an enumeration between ','. */
typedef struct Member {
    guint32 hash;
    guint32 name; /* word */
} Member;

static bool is_same_item(const SliceItem *x, const SliceItem *y)
{
    return x->kind == y->kind && x->name == y->name && x->hash == y->hash;
}

static bool has_item(const SliceIndex *index, const SliceFile *file,
                     const SliceItem *item)
{
    for (guint i = 0; file && i < file->n_items; i++) {
        if (is_same_item(slice_item(index, file->first_item + i), item)) {
            return true;
        }
    }
    return false;
}

static const SliceItem *find_record(const SliceIndex *index,
                                    const SliceFile *file, guint32 name)
{
    for (guint i = 0; file && i < file->n_items; i++) {
        const SliceItem *item = slice_item(index, file->first_item + i);

        if (item->kind == SLICE_RECORD && item->name == name) {
            return item;
        }
    }
    return NULL;
}

static guint32 hash_token(guint32 hash, const CToken *token)
{
    for (gsize i = 0; i < token->length; i++) {
        hash = (hash ^ (guint8)token->start[i]) * 16777619U;
    }
    return (hash ^ 1) * 16777619U;
}

/* The last word before a '[', ':' or '=' is what is declared. */
static GArray *members_of(const SliceIndex *index, const SliceItem *record)
{
    GArray *members = g_array_new(FALSE, TRUE, sizeof(Member));
    const SliceFile *file = slice_file(index, record->file);
    g_autofree char *text = g_strndup(file->text->text + record->start,
                                      record->end - record->start);
    const char *body = strchr(text, '{');
    Member member = {0, 0};
    bool is_named = false;
    CLexer lexer;
    CToken token;

    c_lexer_init(&lexer, body ? body + 1 : "");
    while ((token = c_lexer_next(&lexer)).kind != C_END) {
        char mark = token.kind == C_MARK ? *token.start : '\0';

        if (mark && strchr(";,{}", mark)) {
            g_array_append_val(members, member);
            member = (Member){0, 0};
            is_named = false;
            continue;
        }
        member.hash = hash_token(member.hash, &token);
        is_named = is_named || (mark && strchr("[:=", mark));
        if (token.kind == C_WORD && !is_named) {
            g_autofree char *word = g_strndup(token.start, token.length);

            member.name = slice_words_find(index->words, word);
        }
    }
    c_lexer_clear(&lexer);
    return members;
}

static bool has_member(const GArray *members, const Member *member)
{
    for (guint i = 0; i < members->len; i++) {
        const Member *at = &g_array_index(members, Member, i);

        if (at->hash == member->hash && at->name == member->name) {
            return true;
        }
    }
    return false;
}

/* A record's size counts where it is measured, as configuration space is. */
static void seed_sizes(SliceImpact *impact, const SliceItem *record)
{
    const SliceIndex *index = impact->index;
    const char *names[] = {
        slice_words_text(index->words, record->name),
        slice_words_text(index->words, index->canonical[record->name])};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *text = g_strconcat("sizeof ", names[i], NULL);

        slice_impact_seed_users(impact, slice_index_word(index, text), 0);
    }
}

static void seed_member(SliceImpact *impact, const SliceItem *record,
                        guint32 name)
{
    const SliceIndex *index = impact->index;
    guint32 beside = index->canonical[record->name];
    g_autofree char *access =
        g_strconcat(".", slice_words_text(index->words, name), NULL);

    slice_impact_seed_users(impact, name, beside);
    slice_impact_seed_users(impact, slice_index_word(index, access), beside);
}

static void seed_members(SliceImpact *impact, const SliceItem *record,
                         const SliceItem *other)
{
    const SliceIndex *index = impact->index;
    g_autoptr(GArray) members = members_of(index, record);
    g_autoptr(GArray) others = members_of(index, other);

    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);

        if (member->name && !has_member(others, member)) {
            seed_member(impact, record, member->name);
        }
    }
}

static void seed_item(SliceImpact *impact, guint item, const SliceFile *other)
{
    const SliceIndex *index = impact->index;
    const SliceItem *at = slice_item(index, item);
    const SliceItem *before =
        at->kind == SLICE_RECORD ? find_record(index, other, at->name) : NULL;

    if (before) {
        seed_members(impact, at, before);
        seed_sizes(impact, at);
    } else if (at->kind == SLICE_RECORD) {
        return;
    } else {
        slice_impact_seed(impact, item);
    }
}

static void seed_file(SliceImpact *impact, const SliceFile *file,
                      const SliceFile *other)
{
    for (guint i = 0; i < file->n_items; i++) {
        guint item = file->first_item + i;

        if (!has_item(impact->index, other, slice_item(impact->index, item))) {
            seed_item(impact, item, other);
        }
    }
}

static const SliceFile *find_other(const SliceIndex *index,
                                   const SliceFile *file)
{
    for (guint i = 0; i < index->files->len; i++) {
        const SliceFile *at = slice_file(index, i);

        if (at->is_changed && at->is_old != file->is_old &&
            g_str_equal(at->text->path, file->text->path)) {
            return at;
        }
    }
    return NULL;
}

void slice_seed_changes(SliceImpact *impact)
{
    const SliceIndex *index = impact->index;

    for (guint i = 0; i < index->files->len; i++) {
        const SliceFile *file = slice_file(index, i);

        if (file->is_changed) {
            seed_file(impact, file, find_other(index, file));
        }
    }
}
