/*
 * libvirt's JSON values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "interpret/term.h"

#include <string.h>

static const Term *done(const Call *call)
{
    return term_integer(call->interpreter, 0);
}

static void add_member(LvRun *run, const Term *object, LvGuards guards,
                       void *data)
{
    LvTag *tag = lv_tag(run, object);
    LvMember member = *(const LvMember *)data;

    if (tag && tag->members) {
        member.guards = guards;
        g_array_append_val(tag->members, member);
    }
}

void lv_json_add(LvRun *run, const Term *object, LvGuards guards,
                 LvMember member)
{
    lv_each(run, object, guards, add_member, &member);
}

/* Adds to whatever the term may point to. */
static void add(LvRun *run, const Call *call, const Term *object,
                const Term *key, const Term *term, char letter)
{
    LvMember member = {
        .key = key,
        .term = term,
        .letter = letter,
        .place = lv_place(call),
    };

    lv_json_add(run, object, lv_guards(run), member);
}

static const Term *made_for_none(Interpreter *interpreter, const Term *term,
                                 void *data)
{
    LvTag *tag;

    (void)interpreter;
    return term_is_null(term) ? lv_new(data, "a JSON object", LV_OBJECT, &tag)
                              : term;
}

/* The object that `address` (or the pointer itself) holds; made where it
 * holds none. */
static const Term *object_at(LvRun *run, const Call *call, const Term *address)
{
    const Term *held = lv_load(run, address);
    LvTag *tag;
    const Term *made;

    if (!lv_is_address_of_pointer(run, address)) {
        return held;
    }
    made = held->kind == TERM_UNKNOWN
               ? lv_new(run, "a JSON object", LV_OBJECT, &tag)
               : term_map(call->interpreter, held, made_for_none, run);
    if (made != held) {
        interpreter_write_at(call->interpreter, address, made);
    }
    return made;
}

static bool takes_address(const LvRun *run, const Term *term)
{
    return term->kind == TERM_POINTER && !lv_tag((LvRun *)run, term);
}

typedef struct Pair {
    const Call *call;
    const Term *object;
    const Term *value;
} Pair;

/* One "s:key" with its value. */
static void add_pair(LvRun *run, const Term *format, LvGuards guards,
                     void *data)
{
    const Pair *pair = data;
    const char *text = term_c_string(run->interpreter, format);
    LvMember member = {0};

    if (!text || !*text || text[1] != ':') {
        return;
    }
    member = (LvMember){
        .key = term_string(run->interpreter, text + 2),
        .term = pair->value,
        .letter = *text,
        .place = lv_place(pair->call),
    };
    lv_json_add(run, pair->object, guards, member);
}

static bool has_no_value(const Call *call, guint index)
{
    const char *format = call_string(call, index);

    return format && *format == 'n';
}

/* "s:key", value, ..., NULL from argument `first` on. */
static void add_listed(LvRun *run, const Call *call, const Term *object,
                       guint first)
{
    guint i = first;

    while (i < call->n_args && !term_is_null(call_argument(call, i))) {
        const Term *format = call_argument(call, i);
        const char *text = call_string(call, i);
        Pair pair = {call, object, NULL};

        if (!has_no_value(call, i)) {
            pair.value = call_argument(call, ++i);
        }
        if (text && strchr("aA", *text) && takes_address(run, pair.value)) {
            const Term *address = pair.value;

            pair.value = lv_load(run, address);
            interpreter_write_at(call->interpreter, address,
                                 term_integer(call->interpreter, 0));
        }
        lv_each(run, format, lv_guards(run), add_pair, &pair);
        i++;
    }
}

static const Term *run_add(const Call *call, void *user)
{
    LvRun *run = user;

    add_listed(run, call, object_at(run, call, call_argument(call, 0)), 1);
    return done(call);
}

static const Term *run_create(const Call *call, void *user)
{
    LvTag *tag;
    const Term *made = lv_new(user, "a JSON object", LV_OBJECT, &tag);

    interpreter_write_at(call->interpreter, call_argument(call, 0), made);
    add_listed(user, call, made, 1);
    return done(call);
}

/* qemuMonitorCreateObjectProps(&props, type, id, "s:key", value, ..., NULL) */
static const Term *run_create_object(const Call *call, void *user)
{
    LvRun *run = user;
    Interpreter *interpreter = call->interpreter;
    const Term *object = object_at(run, call, call_argument(call, 0));

    add(run, call, object, term_string(interpreter, "qom-type"),
        call_argument(call, 1), 's');
    add(run, call, object, term_string(interpreter, "id"),
        call_argument(call, 2), 's');
    add_listed(run, call, object, 3);
    return done(call);
}

static const Term *run_new_object(const Call *call, void *user)
{
    LvTag *tag;

    (void)call;
    return lv_new(user, "a JSON object", LV_OBJECT, &tag);
}

static const Term *run_new_array(const Call *call, void *user)
{
    LvTag *tag;

    (void)call;
    return lv_new(user, "a JSON array", LV_ARRAY, &tag);
}

static const Term *new_scalar(const Call *call, LvRun *run, char letter)
{
    LvTag *tag;
    const Term *made = lv_new(run, "a JSON value", LV_SCALAR, &tag);

    tag->term = call->n_args > 0 ? call_argument(call, 0) : NULL;
    tag->letter = letter;
    return made;
}

static const Term *run_new_string(const Call *call, void *user)
{
    return new_scalar(call, user, 's');
}

static const Term *run_new_number(const Call *call, void *user)
{
    return new_scalar(call, user, 'u');
}

static const Term *run_new_boolean(const Call *call, void *user)
{
    return new_scalar(call, user, 'b');
}

static const Term *run_new_null(const Call *call, void *user)
{
    return new_scalar(call, user, 'n');
}

/* Takes a JSON value, or the address of a pointer to one. */
static const Term *taken(LvRun *run, const Call *call, guint index)
{
    const Term *given = call_argument(call, index);
    const Term *value;

    if (!takes_address(run, given)) {
        return given;
    }
    value = lv_load(run, given);
    interpreter_write_at(call->interpreter, given,
                         term_integer(call->interpreter, 0));
    return value;
}

/* virJSONValueObjectAppend(object, key, value) */
static const Term *run_append(const Call *call, void *user)
{
    add(user, call, call_argument(call, 0), call_argument(call, 1),
        taken(user, call, 2), 'a');
    return done(call);
}

static const Term *append_scalar(const Call *call, LvRun *run, char letter)
{
    add(run, call, call_argument(call, 0), call_argument(call, 1),
        call_argument(call, 2), letter);
    return done(call);
}

static const Term *run_append_string(const Call *call, void *user)
{
    return append_scalar(call, user, 's');
}

static const Term *run_append_number(const Call *call, void *user)
{
    return append_scalar(call, user, 'u');
}

static const Term *run_append_boolean(const Call *call, void *user)
{
    return append_scalar(call, user, 'b');
}

static const Term *run_append_null(const Call *call, void *user)
{
    return append_scalar(call, user, 'n');
}

static const Term *run_append_printed(const Call *call, void *user)
{
    LvTag *tag;
    const Term *text = lv_new(user, "a printed text", LV_TEXT, &tag);

    lv_text_add_format(user, tag, call, 2);
    add(user, call, call_argument(call, 0), call_argument(call, 1), text, 's');
    return done(call);
}

/* virJSONValueArrayAppend(array, value) */
static const Term *run_array_append(const Call *call, void *user)
{
    add(user, call, call_argument(call, 0), NULL, taken(user, call, 1), 'a');
    return done(call);
}

static const Term *run_array_append_string(const Call *call, void *user)
{
    add(user, call, call_argument(call, 0), NULL, call_argument(call, 1), 's');
    return done(call);
}

static void copy_members(LvRun *run, const Term *from, LvGuards guards,
                         void *data)
{
    const LvTag *source = lv_tag(run, from);

    for (guint i = 0; source && source->members && i < source->members->len;
         i++) {
        LvMember member = g_array_index(source->members, LvMember, i);

        member.guards = lv_join(run, guards, member.guards);
        g_array_append_val(((LvTag *)data)->members, member);
    }
}

/* virJSONValueArrayConcat(a, b) */
static const Term *run_array_join(const Call *call, void *user)
{
    LvTag *tag = lv_tag(user, call_argument(call, 0));

    if (tag && tag->members) {
        lv_each(user, call_argument(call, 1), lv_guards(user), copy_members,
                tag);
    }
    return done(call);
}

static const Term *run_copy(const Call *call, void *user)
{
    const Term *from = call_argument(call, 0);
    const LvTag *source = lv_tag(user, from);
    LvTag *tag;
    const Term *made;

    if (!source || !source->members) {
        return from;
    }
    made = lv_new(user, "a JSON copy", source->kind, &tag);
    copy_members(user, from, lv_guards(user), tag);
    return made;
}

static const Term *run_same(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

static const Term *run_nothing(const Call *call, void *user)
{
    (void)user;
    return done(call);
}

const BuiltinEntry lv_json_builtins[] = {
    {"virJSONValueObjectAdd", run_add},
    {"virJSONValueObjectCreate", run_create},
    {"qemuMonitorCreateObjectProps", run_create_object},
    {"virJSONValueNewObject", run_new_object},
    {"virJSONValueNewArray", run_new_array},
    {"virJSONValueNewString*", run_new_string},
    {"virJSONValueNewNumber*", run_new_number},
    {"virJSONValueNewBoolean", run_new_boolean},
    {"virJSONValueNewNull", run_new_null},
    {"virJSONValueObjectAppend", run_append},
    {"virJSONValueObjectAppendString", run_append_string},
    {"virJSONValueObjectPrependString", run_append_string},
    {"virJSONValueObjectAppendNumber*", run_append_number},
    {"virJSONValueObjectAppendBoolean", run_append_boolean},
    {"virJSONValueObjectAppendNull", run_append_null},
    {"virJSONValueObjectAppendStringPrintf", run_append_printed},
    {"virJSONValueArrayAppend", run_array_append},
    {"virJSONValueArrayAppendString", run_array_append_string},
    {"virJSONValueArrayConcat", run_array_join},
    {"virJSONValueCopy", run_copy},
    {"virJSONValueObjectDeflatten", run_same},
    {"virJSONValueToString", run_same},
    {"virJSONValueFree", run_nothing},
};
const guint n_lv_json_builtins = G_N_ELEMENTS(lv_json_builtins);
