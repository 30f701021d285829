/*
 * JSON values as keys with dots.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

#define MAX_NESTED 12u

/* Letters of virJSONValueObjectAdd with which nothing is added for NULL, zero,
 * a negative number, false or absence (src/util/virjson.c). */
#define OMITTING "SkKzZyYpPBTAM"

typedef struct Walk {
    const char *option;
    GArray *fields;
    const char *prefix;
    const LvMember *member;
    guint depth;
} Walk;

void lv_add_field(GArray *fields, LvField field)
{
    g_array_append_val(fields, field);
}

static void walk(LvRun *run, const Term *value, LvGuards guards, Walk state);

/* Before 4.10 the properties of an -object stood below "props". */
static const char *joined_key(LvRun *run, const Walk *state, const char *key)
{
    g_autofree char *joined = NULL;

    if (!*state->prefix) {
        return key;
    }
    if (g_str_equal(state->option, "-object") &&
        g_str_equal(state->prefix, "props")) {
        return key;
    }
    joined = g_strconcat(state->prefix, ".", key, NULL);
    return lv_intern(run, joined);
}

static LvField field_of(const Walk *state, const char *value, LvGuards guards)
{
    return (LvField){
        .key = state->prefix,
        .value = value,
        .source = NULL,
        .is_optional = strchr(OMITTING, state->member->letter) != NULL,
        .guards = guards,
        .place = state->member->place,
    };
}

static void add_printed(LvRun *run, const Term *term, const char *spec,
                        LvGuards guards, const Walk *state)
{
    g_autoptr(GArray) flat =
        lv_flatten_term(run, term, spec, guards, state->member->place);
    g_autoptr(GArray) alternatives =
        lv_expand(run, (const LvPiece *)(void *)flat->data, flat->len, guards);

    for (guint i = 0; i < alternatives->len; i++) {
        const LvAlternative *alternative =
            &g_array_index(alternatives, LvAlternative, i);
        LvField field =
            field_of(state, alternative->format, alternative->guards);

        field.source = alternative->source;
        if (*alternative->format) {
            g_array_append_val(state->fields, field);
        } else if (flat->len == 0 && state->member->letter == 's') {
            /* NULL is not allowed there: it is filled in elsewhere. */
            field.value = "%s";
            g_array_append_val(state->fields, field);
        }
    }
}

static const char *word_of(const LvRun *run, const Walk *state, bool truth)
{
    bool yes = run->has_yes && (g_str_equal(state->option, "-object") ||
                                g_str_equal(state->option, "-drive"));

    if (yes) {
        return truth ? "yes" : "no";
    }
    return truth ? "on" : "off";
}

static void add_boolean(LvRun *run, const Term *term, LvGuards guards,
                        void *data)
{
    const Walk *state = data;
    char letter = state->member->letter;
    bool tristate = letter == 'T' || letter == 't';
    LvField field = field_of(state, "", guards);
    gint64 number = 0;

    if (!term_get_integer(term, &number)) {
        field.is_boolean = true;
        field.source = term_text(run->interpreter, term);
        field.value = letter == 'B' ? word_of(run, state, true) : "";
        field.is_boolean = letter != 'B';
        g_array_append_val(state->fields, field);
        return;
    }
    if ((tristate && number == 0) || (letter == 'B' && number == 0)) {
        return;
    }
    field.value = word_of(run, state, tristate ? number == 1 : number != 0);
    g_array_append_val(state->fields, field);
}

/* A list of numbers: JSON has each, the other syntax ranges. */
static void add_bitmap(LvRun *run, const Term *term, LvGuards guards,
                       const Walk *state)
{
    g_autofree char *each = g_strconcat(state->prefix, ".[]", NULL);
    LvField field = field_of(state, "%s", guards);

    field.source = term_text(run->interpreter, term);
    g_array_append_val(state->fields, field);
    field.key = lv_intern(run, each);
    field.value = "%u";
    g_array_append_val(state->fields, field);
}

static void add_scalar(LvRun *run, const Term *term, LvGuards guards,
                       const Walk *state)
{
    LvField field = field_of(state, "null", guards);

    switch (g_ascii_tolower(state->member->letter)) {
    case 's':
        add_printed(run, term, "%s", guards, state);
        break;
    case 'b':
    case 't':
        lv_each(run, term, guards, add_boolean, (Walk *)state);
        break;
    case 'n':
        g_array_append_val(state->fields, field);
        break;
    case 'm':
        add_bitmap(run, term, guards, state);
        break;
    case 'd':
        add_printed(run, term, "%f", guards, state);
        break;
    case 'u':
    case 'p':
        add_printed(run, term, "%llu", guards, state);
        break;
    default:
        add_printed(run, term, "%lld", guards, state);
        break;
    }
}

/* virQEMUBuildCommandLineJSONArrayObjectsStr: -netdev has lists of objects
 * of one string, which are plain strings in the other syntax. */
static void add_without_list(LvRun *run, const Term *term, LvGuards guards,
                             Walk state)
{
    g_autofree char *key =
        g_strndup(state.prefix, strlen(state.prefix) - strlen(".[].str"));

    state.prefix = lv_intern(run, key);
    add_scalar(run, term, guards, &state);
}

static bool is_removed(const LvTag *tag, guint index, LvGuards guards)
{
    const LvMember *member = &g_array_index(tag->members, LvMember, index);

    for (guint i = index + 1; i < tag->members->len; i++) {
        const LvMember *later = &g_array_index(tag->members, LvMember, i);

        if (later->is_removed && later->key && member->key &&
            g_strcmp0(term_get_string(later->key),
                      term_get_string(member->key)) == 0 &&
            !lv_conflict(later->guards, guards)) {
            return true;
        }
    }
    return false;
}

static void walk_key(LvRun *run, const Term *key, LvGuards guards, void *data)
{
    Walk state = *(Walk *)data;
    const LvMember *member = state.member;
    const char *name = key ? term_c_string(run->interpreter, key) : "[]";

    state.prefix = joined_key(run, &state, name ? lv_intern(run, name) : "*");
    if (g_str_equal(state.option, "-netdev") &&
        g_str_has_suffix(state.prefix, ".[].str")) {
        add_without_list(run, member->term, guards, state);
    }
    if (g_ascii_tolower(member->letter) == 'a') {
        walk(run, member->term, guards, state);
    } else {
        add_scalar(run, member->term, guards, &state);
    }
}

static void walk_members(LvRun *run, const LvTag *tag, LvGuards guards,
                         Walk state)
{
    for (guint i = 0; i < tag->members->len; i++) {
        /* A copy: a value may be added to while it is read. */
        LvMember member = g_array_index(tag->members, LvMember, i);
        LvGuards both;

        if (member.is_removed || lv_conflict(guards, member.guards) ||
            is_removed(tag, i, guards)) {
            continue;
        }
        both = lv_join(run, guards, member.guards);
        state.member = &member;
        if (member.key) {
            lv_each(run, member.key, both, walk_key, &state);
        } else {
            walk_key(run, NULL, both, &state);
        }
    }
}

static void walk_one(LvRun *run, const Term *value, LvGuards guards, void *data)
{
    Walk state = *(Walk *)data;
    const LvTag *tag = lv_tag(run, value);
    LvMember member;

    state.depth++;
    if (tag && tag->members && state.depth < MAX_NESTED) {
        walk_members(run, tag, guards, state);
    } else if (tag && tag->kind == LV_SCALAR) {
        member = *state.member;
        member.letter = tag->letter;
        state.member = &member;
        add_scalar(run, tag->term ? tag->term : value, guards, &state);
    } else if (value->kind == TERM_UNKNOWN && *state.prefix) {
        LvField field = field_of(&state, "%s", guards);
        g_autofree char *below = g_strconcat(state.prefix, ".*", NULL);

        field.source = value->text;
        g_array_append_val(state.fields, field);
        field.key = lv_intern(run, below);
        g_array_append_val(state.fields, field);
    }
}

static void walk(LvRun *run, const Term *value, LvGuards guards, Walk state)
{
    lv_each(run, value, guards, walk_one, &state);
}

void lv_json_fields(LvRun *run, const char *option, const Term *value,
                    LvGuards guards, GArray *fields)
{
    static const LvMember none = {.letter = 'a'};
    Walk state = {
        .option = option, .fields = fields, .prefix = "", .member = &none};

    walk(run, value, guards, state);
}

void lv_emit_json(LvRun *run, const char *option, const Term *value,
                  LvGuards guards, LvPlace place)
{
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(LvField));

    (void)place;
    lv_json_fields(run, option, value, guards, fields);
    lv_emit_fields(run, option, fields);
}

typedef struct Emitting {
    const char *option;
    LvPlace place;
} Emitting;

static void emit_one(LvRun *run, const Term *value, LvGuards guards, void *data)
{
    const Emitting *emitting = data;
    const LvTag *tag = lv_tag(run, value);

    if (tag && tag->members) {
        lv_emit_json(run, emitting->option, value, guards, emitting->place);
    } else {
        lv_emit_text(run, emitting->option, value, guards, emitting->place);
    }
}

void lv_emit(LvRun *run, const char *option, const Term *value, LvGuards guards,
             LvPlace place)
{
    Emitting emitting = {option, place};
    LvRaw raw = {
        .option = option,
        .driver = "",
        .property = "",
        .value = "",
        .guards = guards,
        .place = place,
    };

    if (value) {
        lv_each(run, value, guards, emit_one, &emitting);
    } else {
        lv_raw_add(run, &raw);
    }
}
