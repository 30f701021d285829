/*
 * What functions are for, by their names, and names of members.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-role.h"

#include <string.h>

typedef struct Word {
    const char *part; /* of the function's name */
    CodeRole role;
} Word;

/* The first that fits counts. */
static const Word words[] = {
    {"qemuParseCommandLine", ROLE_NONE}, /* import of a foreign guest */
    {"qemuParse", ROLE_NONE},
    {"qemuStringToArgv", ROLE_NONE},
    {"ABIStability", ROLE_COMPARE},
    {"IsEqual", ROLE_COMPARE},
    {"PostParse", ROLE_POST_PARSE},
    {"SetDefault", ROLE_POST_PARSE},
    {"AddDefault", ROLE_POST_PARSE},
    {"AddImplicit", ROLE_POST_PARSE},
    {"EnableDefault", ROLE_POST_PARSE},
    {"Validate", ROLE_VALIDATE},
    {"Free", ROLE_FREE},
    {"Clear", ROLE_FREE},
    {"Dispose", ROLE_FREE},
    {"Parse", ROLE_PARSE},
    {"Format", ROLE_FORMAT},
    {"Copy", ROLE_COPY},
    {"Reset", ROLE_RESET},
    {"PCIAddress", ROLE_ADDRESS},
    {"AssignAddress", ROLE_ADDRESS},
    {"AssignDevice", ROLE_ADDRESS},
    {"qemuBuild", ROLE_EMIT},
};

static const Word places[] = {
    {"src/qemu/qemu_command.c", ROLE_EMIT},
    {"src/qemu/qemu_block.c", ROLE_EMIT},
    {"src/qemu/qemu_domain_address.c", ROLE_ADDRESS},
    {"src/conf/domain_addr.c", ROLE_ADDRESS},
    {"src/conf/domain_postparse.c", ROLE_POST_PARSE},
    {"src/qemu/qemu_postparse.c", ROLE_POST_PARSE},
    {"src/qemu/qemu_validate.c", ROLE_VALIDATE},
    {"src/conf/domain_validate.c", ROLE_VALIDATE},
    {"src/qemu/qemu_migration", ROLE_MIGRATE},
    {"src/qemu/qemu_process.c", ROLE_START},
    {"src/qemu/qemu_interface.c", ROLE_START},
    {"src/qemu/qemu_hotplug.c", ROLE_NONE},
    {"src/qemu/qemu_", ROLE_OTHER},
    {"src/conf/", ROLE_OTHER},
    {"src/cpu/", ROLE_OTHER},
    {"src/util/virstorage", ROLE_OTHER},
    {"src/storage_file/", ROLE_OTHER},
};

CodeRole code_role(const char *path, const char *function)
{
    bool is_ours = false;

    for (guint i = 0; i < G_N_ELEMENTS(places) && !is_ours; i++) {
        is_ours = g_str_has_prefix(path, places[i].part);
    }
    if (!is_ours) {
        return ROLE_NONE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(function, words[i].part)) {
            return words[i].role;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        if (g_str_has_prefix(path, places[i].part)) {
            return places[i].role;
        }
    }
    return ROLE_NONE;
}

static bool is_step(const IrNode *node)
{
    return node &&
           (node->kind == IR_SUBSCRIPT ||
            (node->kind == IR_UNARY &&
             (node->op == IR_OP_ADDRESS || node->op == IR_OP_DEREFERENCE)));
}

char *guest_member_name(const IrFile *file, const IrNode *node,
                        const IrNode **ret_base)
{
    const char *record;
    const IrNode *base;
    g_autofree char *outer = NULL;

    while (is_step(node)) {
        node = ir_first(file, node);
    }
    if (!node || node->kind != IR_MEMBER) {
        return NULL;
    }
    base = ir_first(file, node);
    record = ir_text(file, node->type);
    *ret_base = base;
    if (!strchr(record, '(') && *record) {
        return g_strdup_printf("%s.%s", record + (*record == '_'),
                               ir_text(file, node->name));
    }
    outer = guest_member_name(file, base, ret_base);
    return outer ? g_strdup_printf("%s.%s", outer, ir_text(file, node->name))
                 : NULL;
}

bool is_guest_member(const char *name)
{
    static const char *const records[] = {
        "virDomain",  "virCPU",    "virStorage",    "virNuma",
        "virNetDev",  "virGIC",    "virSecurity",   "virSysinfo",
        "qemuDomain", "virNodeIn", "qemuMigration",
    };
    static const char *const others[] = {
        "virDomainXMLOption", "virDomainObj.",   "virDomainCaps",
        "virDomainEvent",     "virStoragePool",  "virStorageVol",
        "virDomainPCIA",      "virDomainVirtio", "virCPUx86",
        "virDomainUSB",       "virDomainCCW",    "virDomainDefParser",
        "virDomainPCIMulti",
    };
    bool fine = false;

    for (guint i = 0; i < G_N_ELEMENTS(records) && !fine; i++) {
        fine = g_str_has_prefix(name, records[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(others) && fine; i++) {
        fine = !g_str_has_prefix(name, others[i]) ||
               g_str_has_prefix(name, "virDomainVirtioOptions");
    }
    return fine;
}

char *guest_member_below(const IrFile *file, const IrNode *node)
{
    const IrNode *base = NULL;
    g_autofree char *name = guest_member_name(file, node, &base);

    if (name && is_guest_member(name)) {
        return g_steal_pointer(&name);
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        char *found = guest_member_below(file, child);

        if (found) {
            return found;
        }
    }
    return NULL;
}
