/*
 * What is read back of libvirt's JSON objects, and what is taken out again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "interpret/term.h"

static bool is_key(const Call *call, const LvMember *member)
{
    const char *key = member->key ? term_get_string(member->key) : NULL;
    const char *wanted = call_string(call, 1);

    return key && wanted && g_str_equal(key, wanted);
}

/* A bitmap as the list of numbers it becomes. */
static const Term *member_value(LvRun *run, const LvMember *member)
{
    LvTag *tag;
    const Term *list;
    LvMember number = *member;

    if (g_ascii_tolower(member->letter) != 'm') {
        return member->term;
    }
    list = lv_new(run, "a JSON array", LV_ARRAY, &tag);
    number.key = NULL;
    number.letter = 'u';
    number.guards = (LvGuards){0};
    g_array_append_val(tag->members, number);
    return list;
}

typedef struct Finding {
    const Call *call;
    ChoiceBuilder choice;
    guint n;
} Finding;

static void find_value(LvRun *run, const Term *object, LvGuards guards,
                       void *data)
{
    Finding *finding = data;
    const LvTag *tag = lv_tag(run, object);

    for (guint i = 0; tag && tag->members && i < tag->members->len; i++) {
        LvMember member = g_array_index(tag->members, LvMember, i);

        if (is_key(finding->call, &member) && member.term &&
            !lv_conflict(guards, member.guards)) {
            choice_add(&finding->choice, member.guards.list, member.guards.n,
                       member_value(run, &member));
            finding->n++;
        }
    }
}

/* The values of a key; NULL if there are none. */
static const Term *found_value(const Call *call, LvRun *run)
{
    Finding finding = {.call = call};
    const Term *found;

    choice_start(&finding.choice, call->interpreter);
    lv_each(run, call_argument(call, 0), lv_guards(run), find_value, &finding);
    found = finding.n > 0 ? choice_end(&finding.choice) : NULL;
    g_clear_pointer(&finding.choice.alternatives, g_array_unref);
    return found;
}

/* A key that was never added is not there; of an object that is not known
 * nothing is known. */
static const Term *missing_value(const Call *call, LvRun *run)
{
    const LvTag *tag = lv_tag(run, call_argument(call, 0));

    return tag && tag->kind == LV_OBJECT ? term_integer(call->interpreter, 0)
                                         : NULL;
}

static const Term *run_get(const Call *call, void *user)
{
    const Term *found = found_value(call, user);

    return found ? found : missing_value(call, user);
}

/* (object, key, &value) */
static const Term *run_get_to(const Call *call, void *user)
{
    const Term *found = found_value(call, user);

    if (found) {
        interpreter_write_at(call->interpreter, call_argument(call, 2), found);
    }
    return term_integer(call->interpreter, found ? 0 : -1);
}

/* virJSONValueObjectRemoveKey(object, key, &value) */
static const Term *run_remove(const Call *call, void *user)
{
    const Term *found = found_value(call, user);

    if (call->n_args > 2 && !term_is_null(call_argument(call, 2))) {
        interpreter_write_at(
            call->interpreter, call_argument(call, 2),
            found ? found
                  : term_unknown(call->interpreter, "a removed JSON value"));
    }
    lv_json_add(user, call_argument(call, 0), lv_guards(user),
                (LvMember){
                    .key = call_argument(call, 1),
                    .term = term_integer(call->interpreter, 0),
                    .letter = 'n',
                    .place = lv_place(call),
                    .is_removed = true,
                });
    return term_integer(call->interpreter, 1);
}

const BuiltinEntry lv_json_get_builtins[] = {
    {"virJSONValueObjectGet*", run_get},
    {"virJSONValueObjectGetBoolean", run_get_to},
    {"virJSONValueObjectGetNumber*", run_get_to},
    {"virJSONValueObjectHasKey", run_get},
    {"virJSONValueObjectRemoveKey", run_remove},
};
const guint n_lv_json_get_builtins = G_N_ELEMENTS(lv_json_get_builtins);
