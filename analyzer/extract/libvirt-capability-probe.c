/*
 * Stand-ins for what libvirt asks QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-capability.h"

#include <string.h>

static const Term *zero(const Call *call)
{
    return term_integer(call->interpreter, 0);
}

static const Term *marked(const Call *call, const char *kind,
                          const char *subject, const char *key)
{
    g_autofree char *mark = capability_mark(kind, subject, key);

    return term_unknown(call->interpreter, mark);
}

/* A list whose elements are the keys of marks. */
static const Term *list_of(const Call *call, const char *kind,
                           const char *subject)
{
    g_autofree char *label = capability_mark(kind, subject, NULL);
    Object *object =
        interpreter_object(call->interpreter, label, OBJECT_UNKNOWN);

    return term_pointer(call->interpreter, object, "");
}

/* How a question is asked: where the subject and the address for the answer
 * are among the arguments. */
typedef struct Question {
    const char *function;
    const char *kind;
    const char *fixed; /* subject; NULL: the argument */
    gint subject;      /* -1: none */
    gint answer;       /* -1, or no argument: it is the value returned */
} Question;

static const Question questions[] = {
    {"qemuMonitorGetCommands", "command", NULL, -1, 1},
    {"qemuMonitorGetEvents", "event", NULL, -1, 1},
    {"qemuMonitorGetObjectTypes", "qom-type", NULL, -1, 1},
    {"qemuMonitorGetMigrationCapabilities", "migration-parameter", NULL, -1, 1},
    {"qemuMonitorGetTPMModels", "tpm-model", NULL, -1, 1},
    {"qemuMonitorGetTPMTypes", "tpm-type", NULL, -1, 1},
    {"qemuMonitorGetObjectProps", "object-property", NULL, 1, 2},
    {"qemuMonitorGetDeviceProps", "device-property", NULL, 1, 2},
    {"qemuMonitorGetCommandLineOptions", "command-line-option", NULL, -1, -1},
    {"qemuMonitorGetCommandLineOptionParameters", "command-line-option", NULL,
     1, 2},
    {"qemuMonitorQueryQMPSchema", "qapi", NULL, -1, -1},
};

/* Up to 6.0 one function asks for the properties of devices, objects and
 * machine types: what answers is told by the type. */
static const char *kind_for(const Question *question, const char *subject)
{
    return subject && g_str_has_suffix(subject, "-machine") ? "machine-property"
                                                            : question->kind;
}

static const Term *ask(const Call *call, void *user)
{
    (void)user;
    for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
        const Question *question = &questions[i];
        const char *subject;
        const Term *list;

        if (!g_str_equal(question->function, call->name)) {
            continue;
        }
        subject = question->subject >= 0
                      ? call_string(call, (guint)question->subject)
                      : question->fixed;
        list = list_of(call, kind_for(question, subject), subject);
        if (question->answer < 0 || (guint)question->answer >= call->n_args) {
            return list;
        }
        interpreter_write_at(call->interpreter,
                             call_argument(call, (guint)question->answer),
                             list);
        return term_integer(call->interpreter, 1);
    }
    return NULL;
}

/* (mon, option, &values, &found): one option's parameters, until 6.x. */
static const Term *ask_parameters(const Call *call, void *user)
{
    const Term *result = ask(call, user);
    const char *option = call_string(call, 1);

    interpreter_write_at(call->interpreter, call_argument(call, 3),
                         marked(call, "command-line-option", option, NULL));
    return result;
}

static const Term *ask_version(const Call *call, void *user)
{
    static const char *const names[] = {"major", "minor", "micro"};

    (void)user;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        interpreter_write_at(call->interpreter, call_argument(call, i + 1),
                             term_unknown(call->interpreter, names[i]));
    }
    return zero(call);
}

static const Term *ask_kvm(const Call *call, void *user)
{
    (void)user;
    interpreter_write_at(call->interpreter, call_argument(call, 1),
                         marked(call, "host", "kvm", "enabled"));
    interpreter_write_at(call->interpreter, call_argument(call, 2),
                         marked(call, "host", "kvm", "present"));
    return zero(call);
}

/* 0 if the host has none. */
static const Term *ask_sev(const Call *call, void *user)
{
    (void)user;
    return marked(call, "host", "query-sev-capabilities", NULL);
}

static const Term *ask_sgx(const Call *call, void *user)
{
    (void)user;
    return marked(call, "host", "query-sgx-capabilities", NULL);
}

/* It asks whether block-commit takes a missing argument: since QEMU 2.1,
 * commit 7676e2c597. */
static const Term *ask_commit(const Call *call, void *user)
{
    (void)user;
    return term_unknown(call->interpreter, VERSION_SUBJECT " >= 2001000");
}

static const Term *architecture(const Call *call, void *user)
{
    (void)user;
    return term_unknown(call->interpreter, ARCHITECTURE_SUBJECT);
}

static const Term *target_name(const Call *call, void *user)
{
    (void)user;
    return term_string(call->interpreter, ARCHITECTURE_SUBJECT);
}

static const Term *same(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, 0);
}

/* The last argument is where the list goes, until 5.0 (mon, &list). */
static const Term *ask_models(const Call *call, void *user)
{
    (void)user;
    interpreter_write_at(call->interpreter,
                         call_argument(call, call->n_args - 1),
                         list_of(call, "cpu-model", NULL));
    return term_integer(call->interpreter, 1);
}

/* The canonical name is that of the machine type that the alias means. */
static const Term *canonical_machine(const Call *call, void *user)
{
    (void)user;
    return call_argument(call, call->n_args - 1);
}

static const Term *machine_supported(const Call *call, void *user)
{
    (void)user;
    return marked(call, "machine", call_string(call, call->n_args - 1), NULL);
}

static const Term *schema_query(const Call *call, void *user)
{
    (void)user;
    return marked(call, "qapi", call_string(call, 0), NULL);
}

static const Term *get(const Call *call, void *user)
{
    const Term *flag = call_argument(call, 1);

    (void)user;
    return marked(call, "capability", term_text(call->interpreter, flag), NULL);
}

static const Term *set(const Call *call, void *user)
{
    capability_add_rule(user, call, "set", call_argument(call, 1), NULL);
    return NULL;
}

static const Term *clear(const Call *call, void *user)
{
    capability_add_rule(user, call, "clear", call_argument(call, 1), NULL);
    return NULL;
}

static const Term *set_list(const Call *call, void *user)
{
    for (guint i = 1; i < call->n_args; i++) {
        capability_add_rule(user, call, "set", call_argument(call, i), NULL);
    }
    return NULL;
}

/* (caps, n, table, [n,] values): every entry whose value is among them. */
static const Term *set_from_table(const Call *call, void *user)
{
    const Term *values = call_argument(call, call->n_args - 1);
    const Term *table = call_argument(call, 2);
    gint64 n = 0;

    if (!call_integer(call, 1, &n)) {
        return NULL;
    }
    for (gint64 i = 0; i < n; i++) {
        g_autofree char *at = g_strdup_printf("[%" G_GINT64_FORMAT "]", i);
        g_autofree char *name = g_strconcat(at, ".value", NULL);
        g_autofree char *flag = g_strconcat(at, ".flag", NULL);
        const Term *text = interpreter_read_at(call->interpreter, table, name);
        const char *value = term_c_string(call->interpreter, text);
        const Term *found = capability_has_key(call, values, value, "");

        capability_add_rule(user, call, "set",
                            interpreter_read_at(call->interpreter, table, flag),
                            found ? term_text(call->interpreter, found) : "?");
    }
    return NULL;
}

static const Term *nothing(const Call *call, void *user)
{
    (void)user;
    return zero(call);
}

static const Term *end_path(const Call *call, void *user)
{
    (void)user;
    interpreter_end_path(call->interpreter);
    return zero(call);
}

/* Questions are taken to be answered: their failure is no condition. */
int capability_judge(Interpreter *interpreter, const Term *term,
                     const IrUnit *unit, const IrNode *node, void *user)
{
    const IrNode *right;

    (void)interpreter;
    (void)user;
    if (node && node->kind == IR_BINARY && node->op == IR_OP_LESS) {
        right = ir_child(unit->file, node, 1);
        if (right->value == 0 &&
            (right->kind == IR_INTEGER || right->flags & IR_HAS_VALUE)) {
            return 0;
        }
    }
    if (term->kind == TERM_UNKNOWN && term->text &&
        (g_str_has_prefix(term->text, "major") ||
         g_str_has_prefix(term->text, "minor")) &&
        strstr(term->text, " < ") && !strstr(term->text, "*")) {
        return 0;
    }
    return -1;
}

const BuiltinEntry capability_builtins[] = {
    {"virQEMUCapsGet", get},
    {"virQEMUCapsSet", set},
    {"virQEMUCapsClear", clear},
    {"virQEMUCapsSetList", set_list},
    {"virQEMUCapsProcessStringFlags", set_from_table},
    {"virQEMUCapsArchFromString", architecture},
    {"virQEMUCapsGetCanonicalMachine", canonical_machine},
    {"virQEMUCapsIsMachineSupported", machine_supported},
    {"virQEMUCapsQMPSchemaQueryPath", schema_query},
    {"virQEMUQAPISchemaPathExists", schema_query},
    {"virQEMUQAPISchemaPathGet", schema_query},
    {"virQEMUQAPISchemaConvert", same},
    {"qemuMonitorGetCommandLineOptionParameters", ask_parameters},
    {"qemuMonitorGetKVMState", ask_kvm},
    {"qemuMonitorGetSEVCapabilities", ask_sev},
    {"qemuMonitorGetSGXCapabilities", ask_sgx},
    {"qemuMonitorGetVersion", ask_version},
    {"qemuMonitorSupportsActiveCommit", ask_commit},
    {"qemuMonitorGetMachines", nothing},
    {"qemuMonitorGetTargetArch", target_name},
    {"qemuMonitorGetCPUDefinitions", ask_models},
    {"virQEMUCapsFetchCPUDefinitions", ask_models},
    {"qemuMonitorGet*", ask},
    {"qemuMonitorQueryQMPSchema", ask},
    {"virHashLookup", capability_look_up},
    {"g_hash_table_lookup", capability_look_up},
    {"g_strv_contains", capability_list_has},
    {"virStringListHasString", capability_list_has},
    {"virStringArrayHasString", capability_list_has},
    {"virJSONValueArrayGet", capability_part},
    {"virJSONValueObjectGet", capability_part},
    {"virJSONValueObjectGetString", capability_part},
    {"virJSONValueObjectGetBoolean", capability_get_boolean},
    {"strcmp", capability_compare},
    {"g_strcmp0", capability_compare},
    {"virLogMessage", nothing},
    {"virReportErrorHelper", end_path},
    {"virFree", nothing},
    {"virObjectUnref", nothing},
};
const guint n_capability_builtins = G_N_ELEMENTS(capability_builtins);
