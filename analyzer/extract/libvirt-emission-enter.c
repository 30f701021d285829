/*
 * Which functions are entered: those that build something, and those that
 * return or fill in what is built from. All others stand as they are in
 * conditions: `qemuDomainIsQ35(def)` says more than its body.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/libvirt-emission.h"

#include <string.h>

/* What parts are made with, and where they end up. Functions of the driver
 * from which a call of these is reached are builders. */
static const char *const tools[] = {
    "virBufferAdd",
    "virBufferAsprintf",
    "virBufferEscape",
    "virJSONValueObjectAdd",
    "virJSONValueObjectCreate",
    "virJSONValueObjectAppend",
    "virJSONValueObjectAppendString",
    "virJSONValueArrayAppend",
    "qemuMonitorCreateObjectProps",
    "virCommandAddArg",
    "virCommandAddArgList",
    "virCommandAddArgPair",
    "virCommandAddArgSet",
    "virCommandAddArgBuffer",
    "virCommandAddArgFormat",
    "qemuMonitorAddDevice",
    "qemuMonitorAddDeviceProps",
    "qemuMonitorAddDeviceWithFd",
    "qemuMonitorAddNetdev",
    "qemuMonitorAddObject",
    "qemuMonitorAddDrive",
    "qemuMonitorBlockdevAdd",
    "qemuMonitorAttachCharDev",
};

/* What parts are handed on in. */
static const char *const carriers[] = {"virBuffer", "virJSONValue",
                                       "virCommand"};

/* Folders whose functions take part. */
static const char *const folders[] = {
    "src/qemu/",
    "src/conf/",
    "src/hypervisor/",
    "src/util/virarch.c",
    "src/util/virenum.c",
    "src/util/virqemu.c",
    "src/util/virsocketaddr.c",
    "src/util/virstring.c",
    "src/util/viruri.c",
    "src/util/virutil.c",
};

/* Files that do something else: other commands, XML, processes, the host. */
static const char *const others[] = {
    "src/conf/network_conf.c",      "src/conf/snapshot_conf.c",
    "src/hypervisor/virhostdev.c",  "src/qemu/qemu_agent.c",
    "src/qemu/qemu_capabilities.c", "src/qemu/qemu_cgroup.c",
    "src/qemu/qemu_domainjob.c",    "src/qemu/qemu_driver.c",
    "src/qemu/qemu_firmware.c",     "src/qemu/qemu_hostdev.c",
    "src/qemu/qemu_migration",      "src/qemu/qemu_monitor_text.c",
    "src/qemu/qemu_namespace.c",    "src/qemu/qemu_process.c",
    "src/qemu/qemu_security.c",     "src/qemu/qemu_snapshot.c",
};

static bool starts_with_one(const char *path, const char *const *list, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (g_str_has_prefix(path, list[i])) {
            return true;
        }
    }
    return false;
}

static const char *name_of(const IrSymbol *function)
{
    return ir_text(function->unit->file, function->function->name);
}

static bool is_in_scope(const IrSymbol *function)
{
    const char *path = ir_text(function->unit->file, function->function->file);
    const char *name = name_of(function);

    if (strstr(name, "XML") || strstr(name, "DefFormat") ||
        strstr(name, "DefParse") || strstr(name, "ObjSave") ||
        strstr(name, "ObjFormat")) {
        return false;
    }
    return starts_with_one(path, folders, G_N_ELEMENTS(folders)) &&
           !starts_with_one(path, others, G_N_ELEMENTS(others));
}

/* A pointer through which a value comes back. */
static bool is_way_out(const char *type)
{
    static const char *const scalars[] = {"bool *",   "_Bool *",
                                          "int *",    "unsigned int *",
                                          "size_t *", "unsigned long *"};

    if (g_str_has_prefix(type, "const ") && !strstr(type, "* *") &&
        !strstr(type, "**")) {
        return false;
    }
    if (strstr(type, "**") || strstr(type, "* *")) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(scalars); i++) {
        if (g_str_equal(type, scalars[i])) {
            return true;
        }
    }
    return false;
}

static bool carries(const char *type)
{
    for (guint i = 0; i < G_N_ELEMENTS(carriers); i++) {
        if (strstr(type, carriers[i])) {
            return true;
        }
    }
    return false;
}

static bool gives_something(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *parameter = ir_node(file, function->function->parameters);

    if (strchr(ir_text(file, function->function->type), '*')) {
        return true;
    }
    for (; parameter; parameter = ir_next(file, parameter)) {
        const char *type = ir_text(file, parameter->type);

        if (is_way_out(type) || carries(type)) {
            return true;
        }
    }
    return false;
}

/* VIR_ENUM_IMPL's, and QEMU's names of CPU features, wherever they are. */
static bool names_something(const char *name)
{
    return g_str_has_prefix(name, "virQEMUCapsCPUFeatureT") ||
           g_str_has_suffix(name, "TypeToString") ||
           g_str_has_suffix(name, "TypeFromString");
}

/* It talks to QEMU. */
static bool takes_monitor(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *parameter = ir_node(file, function->function->parameters);

    return parameter && strstr(ir_text(file, parameter->type), "qemuMonitor");
}

static void note_call(const IrFile *file, const IrNode *node, void *user)
{
    (void)file;
    if (node->kind == IR_CALL) {
        *(bool *)user = true;
    }
}

/* It puts something somewhere and does nothing else: for one,
 * virDomainDeviceSetData, which fills in a union by its tag. */
static bool only_assigns(const IrSymbol *function)
{
    const IrFile *file = function->unit->file;
    const IrNode *body = ir_node(file, function->function->body);
    bool is_calling = false;

    if (!body ||
        !g_str_equal(ir_text(file, function->function->type), "void")) {
        return false;
    }
    calls_each_node(file, body, note_call, &is_calling);
    return !is_calling;
}

static bool decide(LvRun *run, const IrSymbol *function)
{
    if (names_something(name_of(function))) {
        return true;
    }
    return !takes_monitor(function) && is_in_scope(function) &&
           (g_hash_table_contains(run->builders, name_of(function)) ||
            gives_something(function) || only_assigns(function));
}

bool lv_enter(const IrSymbol *function, void *user)
{
    LvRun *run = user;
    gpointer known = NULL;
    bool answer;

    if (g_hash_table_lookup_extended(run->enter, function, NULL, &known)) {
        return GPOINTER_TO_INT(known);
    }
    answer = decide(run, function);
    g_hash_table_insert(run->enter, (IrSymbol *)function,
                        GINT_TO_POINTER(answer));
    return answer;
}

static void add_callers(LvRun *run, const CallIndex *calls, const char *name,
                        GPtrArray *pending)
{
    guint n = 0;
    const CallSite *sites = call_index_find(calls, name, &n);

    for (guint i = 0; i < n; i++) {
        const char *caller = call_site_caller(&sites[i]);

        if (is_in_scope(sites[i].caller) &&
            g_str_has_prefix(call_site_location(&sites[i]).file, "src/qemu/") &&
            g_hash_table_add(run->builders, (char *)caller)) {
            g_ptr_array_add(pending, (char *)caller);
        }
    }
}

void lv_enter_prepare(LvRun *run)
{
    g_autoptr(CallIndex) calls = call_index_new(run->context->tree->program);
    g_autoptr(GPtrArray) pending = g_ptr_array_new();

    for (guint i = 0; i < G_N_ELEMENTS(tools); i++) {
        add_callers(run, calls, tools[i], pending);
    }
    for (guint i = 0; i < pending->len; i++) {
        add_callers(run, calls, g_ptr_array_index(pending, i), pending);
    }
}
