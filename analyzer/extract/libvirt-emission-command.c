/*
 * Where an argument of QEMU's command line is added, and where a monitor
 * command plugs something in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

static const Term *done(const Call *call)
{
    return term_integer(call->interpreter, 0);
}

static const Term *run_new(const Call *call, void *user)
{
    LvTag *tag;

    (void)call;
    return lv_new(user, "a command", LV_COMMAND, &tag);
}

static void add_argument(LvRun *run, const Call *call, const Term *argument)
{
    LvTag *tag = lv_tag_make(run, call_argument(call, 0), LV_COMMAND);
    LvPiece piece = {
        .guards = lv_guards(run),
        .spec = "%s",
        .term = argument,
        .place = lv_place(call),
    };

    lv_text_add(run, tag, piece);
}

static const Term *run_add(const Call *call, void *user)
{
    add_argument(user, call, call_argument(call, 1));
    return done(call);
}

static const Term *run_add_buffer(const Call *call, void *user)
{
    LvRun *run = user;
    LvTag *buffer = lv_tag_make(run, call_argument(call, 1), LV_TEXT);
    LvPiece end = {.guards = lv_guards(run),
                   .text = "",
                   .place = lv_place(call),
                   .is_reset = true};
    LvTag *tag;
    const Term *text = lv_new(run, "content of a buffer", LV_TEXT, &tag);

    lv_text_content(run, buffer, tag);
    lv_text_add(run, buffer, end);
    add_argument(run, call, text);
    return done(call);
}

static const Term *run_add_format(const Call *call, void *user)
{
    LvTag *tag;
    const Term *text = lv_new(user, "a printed text", LV_TEXT, &tag);

    lv_text_add_format(user, tag, call, 1);
    add_argument(user, call, text);
    return done(call);
}

/* virCommandAddArgPair(command, name, value): "name=value" */
static const Term *run_add_pair(const Call *call, void *user)
{
    LvTag *tag;
    const Term *text = lv_new(user, "a pair", LV_TEXT, &tag);
    LvPiece piece = {.guards = lv_guards(user), .place = lv_place(call)};

    piece.spec = "%s";
    piece.term = call_argument(call, 1);
    lv_text_add(user, tag, piece);
    piece.text = "=";
    lv_text_add(user, tag, piece);
    piece.text = NULL;
    piece.term = call_argument(call, 2);
    lv_text_add(user, tag, piece);
    add_argument(user, call, text);
    return done(call);
}

static const Term *run_add_list(const Call *call, void *user)
{
    for (guint i = 1; i < call->n_args; i++) {
        if (term_is_null(call_argument(call, i))) {
            break;
        }
        add_argument(user, call, call_argument(call, i));
    }
    return done(call);
}

/* A built-in that adds an option and its value at once. */
static const Term *add_option(const Call *call, LvRun *run, const char *option,
                              guint value)
{
    add_argument(run, call, term_string(call->interpreter, option));
    add_argument(run, call, lv_load(run, call_argument(call, value)));
    return done(call);
}

static const Term *run_device(const Call *call, void *user)
{
    return add_option(call, user, "-device", 1);
}

static const Term *run_netdev(const Call *call, void *user)
{
    return add_option(call, user, "-netdev", 1);
}

static const Term *run_object(const Call *call, void *user)
{
    return add_option(call, user, "-object", 1);
}

/* virQEMUBuild...JSON(props): the same as a string of keys and values */
static const Term *run_same(const Call *call, void *user)
{
    return lv_load(user, call_argument(call, 0));
}

/* virQEMUBuildCommandLineJSON(props, buffer, ...) */
static const Term *run_to_buffer(const Call *call, void *user)
{
    LvPiece piece = {
        .guards = lv_guards(user),
        .spec = "%s",
        .term = call_argument(call, 0),
        .place = lv_place(call),
    };

    lv_text_add(user, lv_tag_make(user, call_argument(call, 1), LV_TEXT),
                piece);
    return done(call);
}

/* virQEMUBuildObjectCommandlineFromJSON(buffer, props) */
static const Term *run_object_to_buffer(const Call *call, void *user)
{
    LvPiece piece = {
        .guards = lv_guards(user),
        .spec = "%s",
        .term = call_argument(call, 1),
        .place = lv_place(call),
    };

    if (call->n_args < 2) {
        return call_argument(call, 0);
    }
    lv_text_add(user, lv_tag_make(user, call_argument(call, 0), LV_TEXT),
                piece);
    return done(call);
}

static const Term *plug(const Call *call, LvRun *run, const char *option,
                        const Term *value)
{
    lv_emit(run, option, lv_load(run, value), lv_guards(run), lv_place(call));
    return done(call);
}

static const Term *run_plug_device(const Call *call, void *user)
{
    return plug(call, user, "-device", call_argument(call, 1));
}

static const Term *run_plug_netdev(const Call *call, void *user)
{
    return plug(call, user, "-netdev", call_argument(call, 1));
}

static const Term *run_plug_blockdev(const Call *call, void *user)
{
    return plug(call, user, "-blockdev", call_argument(call, 1));
}

static const Term *run_plug_drive(const Call *call, void *user)
{
    return plug(call, user, "-drive", call_argument(call, 1));
}

/* (monitor, &props, &alias), before 4.10 (monitor, type, alias, props) */
static const Term *run_plug_object(const Call *call, void *user)
{
    Interpreter *interpreter = call->interpreter;
    LvRun *run = user;
    LvTag *tag;
    const Term *made;
    LvMember member = {.guards = lv_guards(run), .place = lv_place(call)};

    if (call->n_args < 4) {
        return plug(call, run, "-object", call_argument(call, 1));
    }
    made = lv_new(run, "an object", LV_OBJECT, &tag);
    member.letter = 's';
    member.key = term_string(interpreter, "qom-type");
    member.term = call_argument(call, 1);
    g_array_append_val(tag->members, member);
    member.key = term_string(interpreter, "id");
    member.term = call_argument(call, 2);
    g_array_append_val(tag->members, member);
    member.letter = 'a';
    member.key = term_string(interpreter, "props");
    member.term = lv_load(run, call_argument(call, 3));
    g_array_append_val(tag->members, member);
    return plug(call, run, "-object", made);
}

/* virQEMUBuildObjectCommandlineFromJSON(type, alias, props), before 4.10 */
static const Term *run_object_text(const Call *call, void *user)
{
    LvRun *run = user;
    LvTag *tag;
    const Term *text;
    LvPiece piece = {.guards = lv_guards(run), .place = lv_place(call)};

    if (call->n_args < 3 || lv_tag(run, call_argument(call, 0))) {
        return run_object_to_buffer(call, user);
    }
    text = lv_new(run, "an object", LV_TEXT, &tag);
    piece.spec = "%s";
    piece.term = call_argument(call, 0);
    lv_text_add(run, tag, piece);
    piece.text = ",id=";
    lv_text_add(run, tag, piece);
    piece.text = NULL;
    piece.term = call_argument(call, 1);
    lv_text_add(run, tag, piece);
    piece.text = ",";
    lv_text_add(run, tag, piece);
    piece.text = NULL;
    piece.term = call_argument(call, 2);
    lv_text_add(run, tag, piece);
    return text;
}

static const char *option_text(LvRun *run, const LvPiece *piece)
{
    const char *text = term_get_string(piece->term);

    (void)run;
    return text && text[0] == '-' && text[1] ? text : NULL;
}

/* A choice of words: each is an argument under its conditions. */
static void split_argument(LvRun *run, const Term *term, LvGuards guards,
                           void *data)
{
    LvPiece piece = *(const LvPiece *)((void **)data)[1];

    (void)run;
    piece.term = term;
    piece.guards = guards;
    g_array_append_val((GArray *)((void **)data)[0], piece);
}

static GArray *arguments(LvRun *run, const LvTag *command)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(LvPiece));

    for (guint i = 0; i < command->pieces->len; i++) {
        LvPiece *piece = &g_array_index(command->pieces, LvPiece, i);
        void *data[] = {list, piece};

        lv_each(run, piece->term, piece->guards, split_argument, data);
    }
    return list;
}

/* Values follow their option under conditions that do not contradict. */
static void finish_command(LvRun *run, const LvTag *command)
{
    g_autoptr(GArray) list = arguments(run, command);
    g_autofree bool *has_value = g_new0(bool, list->len + 1);

    for (guint i = 0; i < list->len; i++) {
        const LvPiece *value = &g_array_index(list, LvPiece, i);

        for (guint k = i; k > 0 && !option_text(run, value); k--) {
            const LvPiece *option = &g_array_index(list, LvPiece, k - 1);

            if (option_text(run, option) &&
                !lv_conflict(option->guards, value->guards)) {
                has_value[k - 1] = true;
                lv_emit(run, option_text(run, option), value->term,
                        lv_join(run, option->guards, value->guards),
                        value->place);
                break;
            }
        }
    }
    for (guint i = 0; i < list->len; i++) {
        const LvPiece *option = &g_array_index(list, LvPiece, i);

        if (option_text(run, option) && !has_value[i]) {
            lv_emit(run, option_text(run, option), NULL, option->guards,
                    option->place);
        }
    }
}

void lv_command_finish(LvRun *run)
{
    guint n = run->owned->len;

    for (guint i = 0; i < n; i++) {
        LvTag *tag = g_ptr_array_index(run->owned, i);

        if (tag->kind == LV_COMMAND && tag->pieces->len > 0) {
            finish_command(run, tag);
            g_array_set_size(tag->pieces, 0);
        }
    }
}

const BuiltinEntry lv_command_builtins[] = {
    {"virCommandNew", run_new},
    {"virCommandNewArgList", run_new},
    {"virCommandAddArg", run_add},
    {"virCommandAddArgBuffer", run_add_buffer},
    {"virCommandAddArgFormat", run_add_format},
    {"virCommandAddArgPair", run_add_pair},
    {"virCommandAddArgList", run_add_list},
    {"qemuBuildDeviceCommandlineFromJSON", run_device},
    {"qemuBuildNetdevCommandlineFromJSON", run_netdev},
    {"qemuBuildObjectCommandlineFromJSON", run_object},
    {"virQEMUBuildNetdevCommandlineFromJSON", run_same},
    {"virQEMUBuildDriveCommandlineFromJSON", run_same},
    {"virQEMUBuildObjectCommandlineFromJSON", run_object_text},
    {"virQEMUBuildCommandLineJSON", run_to_buffer},
    {"qemuMonitorAddDevice", run_plug_device},
    {"qemuMonitorAddDeviceProps", run_plug_device},
    {"qemuMonitorAddDeviceArgs", run_plug_device},
    {"qemuMonitorAddDeviceWithFd", run_plug_device},
    {"qemuMonitorAddNetdev", run_plug_netdev},
    {"qemuMonitorAddObject", run_plug_object},
    {"qemuMonitorAddDrive", run_plug_drive},
    {"qemuMonitorBlockdevAdd", run_plug_blockdev},
};
const guint n_lv_command_builtins = G_N_ELEMENTS(lv_command_builtins);
