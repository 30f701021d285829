/*
 * Tags: what the objects that texts and JSON are built in carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

LvPlace lv_place(const Call *call)
{
    const IrSymbol *caller = call->caller;

    return (LvPlace){
        .where = call->where,
        .function =
            caller ? ir_text(caller->unit->file, caller->function->name) : "",
    };
}

LvGuards lv_guards(LvRun *run)
{
    LvGuards guards = {0};

    guards.list = interpreter_guard_list(run->interpreter, &guards.n);
    return guards;
}

LvGuards lv_join(LvRun *run, LvGuards a, LvGuards b)
{
    LvGuards joined = {0};

    if (b.n == 0 || a.list == b.list) {
        return a;
    }
    joined.list = interpreter_join_guards(run->interpreter, a.list, a.n, b.list,
                                          b.n, &joined.n);
    return joined;
}

static bool is_listed(const Guard *guard, LvGuards list)
{
    for (guint i = 0; i < list.n; i++) {
        if (list.list[i].text == guard->text &&
            list.list[i].negated == guard->negated) {
            return true;
        }
    }
    return false;
}

LvGuards lv_beside(LvRun *run, LvGuards known, LvGuards more)
{
    LvGuards fresh = {0};

    for (guint i = 0; i < more.n; i++) {
        LvGuards one = {&more.list[i], 1};

        if (!is_listed(&more.list[i], known)) {
            fresh.list =
                interpreter_join_guards(run->interpreter, fresh.list, fresh.n,
                                        one.list, one.n, &fresh.n);
        }
    }
    return fresh;
}

LvGuards lv_deniable(LvRun *run, LvGuards guards)
{
    LvGuards kept = {0};

    for (guint i = 0; i < guards.n; i++) {
        if (!guards.list[i].is_assumed) {
            kept.list =
                interpreter_join_guards(run->interpreter, kept.list, kept.n,
                                        &guards.list[i], 1, &kept.n);
        }
    }
    return kept;
}

bool lv_conflict(LvGuards a, LvGuards b)
{
    return a.list != b.list && guards_conflict(a.list, a.n, b.list, b.n);
}

const char *lv_intern(LvRun *run, const char *text)
{
    return text ? g_string_chunk_insert_const(run->texts, text) : NULL;
}

static LvTag *new_tag(LvRun *run, LvKind kind)
{
    LvTag *tag = g_new0(LvTag, 1);

    tag->kind = kind;
    if (kind == LV_TEXT || kind == LV_COMMAND) {
        tag->pieces = g_array_new(FALSE, FALSE, sizeof(LvPiece));
    } else if (kind == LV_OBJECT || kind == LV_ARRAY) {
        tag->members = g_array_new(FALSE, FALSE, sizeof(LvMember));
    }
    g_ptr_array_add(run->owned, tag);
    return tag;
}

static bool has_place(const Term *term)
{
    return term->kind == TERM_POINTER || term->kind == TERM_AGGREGATE;
}

LvTag *lv_tag(LvRun *run, const Term *term)
{
    GHashTable *places;

    if (!has_place(term)) {
        return NULL;
    }
    places = g_hash_table_lookup(run->tags, term->object);
    return places ? g_hash_table_lookup(places, term->path) : NULL;
}

static void put_tag(LvRun *run, const Term *term, LvTag *tag)
{
    GHashTable *places = g_hash_table_lookup(run->tags, term->object);

    if (!places) {
        places = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_insert(run->tags, term->object, places);
    }
    g_hash_table_insert(places, (char *)term->path, tag);
}

LvTag *lv_tag_make(LvRun *run, const Term *term, LvKind kind)
{
    LvTag *tag = lv_tag(run, term);

    if (!tag && has_place(term)) {
        tag = new_tag(run, kind);
        put_tag(run, term, tag);
    }
    return tag && tag->kind == kind ? tag : NULL;
}

const Term *lv_new(LvRun *run, const char *label, LvKind kind, LvTag **ret_tag)
{
    Object *object =
        interpreter_object(run->interpreter, label, OBJECT_UNKNOWN);
    const Term *pointer = term_pointer(run->interpreter, object, "");

    *ret_tag = new_tag(run, kind);
    put_tag(run, pointer, *ret_tag);
    return pointer;
}

void lv_each(LvRun *run, const Term *term, LvGuards guards, LvVisit visit,
             void *data)
{
    if (term->kind != TERM_CHOICE) {
        visit(run, term, guards, data);
        return;
    }
    for (guint i = 0; i < term->n_alternatives; i++) {
        const Alternative *alternative = &term->alternatives[i];
        LvGuards own = {alternative->guards, alternative->n_guards};

        if (!lv_conflict(guards, own)) {
            visit(run, alternative->term, lv_join(run, guards, own), data);
        }
    }
}

bool lv_is_address_of_pointer(LvRun *run, const Term *term)
{
    return term->kind == TERM_POINTER && !lv_tag(run, term);
}

const Term *lv_load(LvRun *run, const Term *pointer)
{
    return lv_is_address_of_pointer(run, pointer)
               ? interpreter_read_at(run->interpreter, pointer, "")
               : pointer;
}
