/*
 * The rest of what is not run as plain C: errors, capabilities, names of
 * enums, memory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include "interpret/expression.h"

#include <string.h>

#define RETIRED "X_QEMU_CAPS_"
/* Longer lists are none of names. */
#define MAX_NAMES 4096

static const Term *number(const Call *call, gint64 value)
{
    return term_integer(call->interpreter, value);
}

static const Term *run_zero(const Call *call, void *user)
{
    (void)user;
    return number(call, 0);
}

/* The message is the first argument that is a text with a blank, as file and
 * function come before it. */
static const char *message_of(const Call *call)
{
    for (guint i = 0; i < call->n_args; i++) {
        const char *text = call_string(call, i);

        if (text && strchr(text, ' ')) {
            return text;
        }
    }
    return "";
}

/* Whoever reports an error gives up: nothing is emitted behind it. */
static const Term *run_error(const Call *call, void *user)
{
    LvRun *run = user;
    LvRefusal refusal = {
        .message = lv_intern(run, message_of(call)),
        .guards = lv_guards(run),
        .place = lv_place(call),
    };

    g_array_append_val(run->refusals, refusal);
    interpreter_end_path(call->interpreter);
    return number(call, 0);
}

/* gettext, and NULLSTR's kin */
static const Term *run_first(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

static const Term *run_second(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 1);
}

/* A capability is the same whatever variable its set is in. Retired ones are
 * there in every QEMU that this libvirt accepts. */
static const Term *run_capability(const Call *call, void *user)
{
    const Term *flag = call_argument(call, 1);
    const char *name = term_text(call->interpreter, flag);
    g_autofree char *text = NULL;

    (void)user;
    if (flag->kind == TERM_INTEGER && g_str_has_prefix(name, RETIRED)) {
        return number(call, 1);
    }
    text = g_strdup_printf("virQEMUCapsGet(%s)", name);
    return term_unknown(call->interpreter, text);
}

static const Term *name_at(const Call *call, gint64 index)
{
    g_autofree char *path = g_strdup_printf("[%" G_GINT64_FORMAT "]", index);

    return interpreter_read_at(call->interpreter, call_argument(call, 0), path);
}

static const Term *all_names(const Call *call, LvRun *run, gint64 n,
                             const Term *value)
{
    LvTag *tag;
    const IrSymbol *caller = call->caller;
    g_autofree char *label = g_strdup_printf(
        "%s(%s)",
        caller ? ir_text(caller->unit->file, caller->function->name) : "name",
        term_text(call->interpreter, value));
    const Term *made = lv_new(run, label, LV_ENUM, &tag);

    tag->term = value;
    tag->names = g_ptr_array_new();
    for (gint64 i = 0; i < n; i++) {
        g_ptr_array_add(tag->names, (char *)term_c_string(call->interpreter,
                                                          name_at(call, i)));
    }
    return made;
}

typedef struct Naming {
    const Call *call;
    LvRun *run;
    gint64 n;
} Naming;

static const Term *name_of_one(Interpreter *interpreter, const Term *value,
                               void *data)
{
    const Naming *naming = data;
    gint64 index = 0;

    if (!term_get_integer(value, &index)) {
        return all_names(naming->call, naming->run, naming->n, value);
    }
    return index >= 0 && index < naming->n ? name_at(naming->call, index)
                                           : term_integer(interpreter, 0);
}

/* virEnumToString(names, n, value) */
static const Term *run_enum_name(const Call *call, void *user)
{
    Naming naming = {call, user, 0};

    if (!call_integer(call, 1, &naming.n) || naming.n < 0 ||
        naming.n > MAX_NAMES) {
        return NULL;
    }
    return term_map(call->interpreter, call_argument(call, 2), name_of_one,
                    &naming);
}

static const Term *run_enum_value(const Call *call, void *user)
{
    const char *wanted = call_string(call, 2);
    gint64 n = 0;

    (void)user;
    if (!wanted || !call_integer(call, 1, &n) || n > MAX_NAMES) {
        return NULL;
    }
    for (gint64 i = 0; i < n; i++) {
        const char *name = term_c_string(call->interpreter, name_at(call, i));

        if (name && g_str_equal(name, wanted)) {
            return number(call, i);
        }
    }
    return number(call, -1);
}

typedef struct Comparing {
    LvRun *run;
    const Term *other;
} Comparing;

/* 0 for those values of the enum that have the name, 1 for the others. */
static const Term *compare_name(Interpreter *interpreter, const LvTag *tag,
                                const char *name)
{
    ChoiceBuilder choice;
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(Guard));
    const Term *result;

    choice_start(&choice, interpreter);
    for (guint i = 0; i < tag->names->len; i++) {
        const char *known = g_ptr_array_index(tag->names, i);
        Guard guard = guard_equal(interpreter, tag->term, i);

        if (known && g_str_equal(known, name)) {
            choice_add(&choice, &guard, 1, term_integer(interpreter, 0));
            guard.negated = true;
            g_array_append_val(others, guard);
        }
    }
    choice_add(&choice, (const Guard *)(const void *)others->data, others->len,
               term_integer(interpreter, 1));
    result = choice_end(&choice);
    return result ? result : term_unknown(interpreter, "strcmp");
}

static const Term *compare_second(Interpreter *interpreter, const Term *term,
                                  void *data)
{
    const Comparing *comparing = data;
    const Term *other = comparing->other;
    const char *a = term_c_string(interpreter, other);
    const char *b = term_c_string(interpreter, term);
    const LvTag *tag = lv_tag(comparing->run, a ? term : other);
    g_autofree char *text = NULL;

    if (a && b) {
        return term_integer(interpreter, strcmp(a, b));
    }
    if (tag && tag->kind == LV_ENUM && (a || b)) {
        return compare_name(interpreter, tag, a ? a : b);
    }
    text = g_strdup_printf("strcmp(%s, %s)", term_text(interpreter, other),
                           term_text(interpreter, term));
    return term_unknown(interpreter, text);
}

static const Term *compare_first(Interpreter *interpreter, const Term *term,
                                 void *data)
{
    const Comparing *comparing = data;
    Comparing next = {comparing->run, term};

    return term_map(interpreter, comparing->other, compare_second, &next);
}

static const Term *run_compare(const Call *call, void *user)
{
    Comparing comparing = {user, call_argument(call, 1)};

    return term_map(call->interpreter, call_argument(call, 0), compare_first,
                    &comparing);
}

static bool is_call_of_something(const IrUnit *unit, const IrNode *node)
{
    if (node && node->kind == IR_ASSIGN) {
        node = ir_child(unit->file, node, 1);
    }
    return node && node->kind == IR_CALL;
}

static bool is_zero(const IrNode *node)
{
    return node && node->value == 0 &&
           (node->kind == IR_INTEGER || node->flags & IR_HAS_VALUE);
}

static bool starts_with_call(const char *text)
{
    gsize name = strspn(text, "abcdefghijklmnopqrstuvwxyz_0123456789"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return name > 0 && text[name] == '(';
}

/* What was not entered is taken to succeed: a function that fails has its
 * own reason to, which is no condition of what is emitted. */
int lv_judge(Interpreter *interpreter, const Term *term, const IrUnit *unit,
             const IrNode *node, void *user)
{
    (void)interpreter;
    (void)user;
    if (!node) {
        return -1;
    }
    if (node->kind == IR_BINARY && node->op == IR_OP_LESS &&
        is_zero(ir_child(unit->file, node, 1)) &&
        is_call_of_something(unit, ir_first(unit->file, node))) {
        return 0;
    }
    if (term->kind != TERM_UNKNOWN) {
        return -1;
    }
    if (g_str_has_suffix(term->text, " < 0") && starts_with_call(term->text)) {
        return 0;
    }
    if (node->kind == IR_ASSIGN && is_call_of_something(unit, node) &&
        starts_with_call(term->text)) {
        return 1;
    }
    return -1;
}

/* Each errno is another one: nobody asks which. */
static const Term *run_errno(const Call *call, void *user)
{
    Object *object =
        interpreter_object(call->interpreter, "errno", OBJECT_UNKNOWN);

    (void)user;
    return term_pointer(call->interpreter, object, "");
}

const BuiltinEntry lv_other_builtins[] = {
    {"__errno_location", run_errno},
    {"virReportErrorHelper", run_error},
    {"virReportSystemErrorFull", run_error},
    {"virReportOOMErrorFull", run_error},
    {"virRaiseErrorFull", run_error},
    {"virReportEnumRangeError", run_error},
    {"dcgettext", run_second},
    {"g_dgettext", run_second},
    {"gettext", run_first},
    {"dgettext", run_second},
    {"virQEMUCapsGet", run_capability},
    {"virEnumToString", run_enum_name},
    {"virEnumFromString", run_enum_value},
    {"strcmp", run_compare},
    {"virLogMessage", run_zero},
    {"virResetLastError", run_zero},
    {"virObjectRef", run_first},
    {"virObjectUnref", run_zero},
    {"virObjectLock", run_zero},
    {"virObjectUnlock", run_zero},
};
const guint n_lv_other_builtins = G_N_ELEMENTS(lv_other_builtins);
