/*
 * State that is sent without a DeviceClass.vmsd: vmstate_register and its
 * kin, register_savevm, and what virtio_save calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/qemu-vmstate.h"

#include <string.h>

#define NO_ARGUMENT G_MAXUINT

/* Where each function keeps its arguments. */
typedef struct Registration {
    const char *function;
    guint n_arguments; /* that this row is for; 0: any number */
    guint description;
    guint name;
    guint instance;
    guint version;
    guint handlers;
} Registration;

static const Registration registrations[] = {
    {"vmstate_register", 0, .description = 2, .instance = 1},
    {"vmstate_register_any", 0, .description = 1, .instance = NO_ARGUMENT},
    {"vmstate_register_with_alias_id", 0, .description = 2, .instance = 1},
    {"vmstate_replace_hack_for_ppc", 0, .description = 2, .instance = 1},
};

/* The DeviceState argument went away in ce62df5378 (4.2). */
static const Registration savevm_registrations[] = {
    {"register_savevm", 7, .name = 1, .instance = 2, .version = 3,
     .handlers = 4},
    {"register_savevm_live", 6, .name = 1, .instance = 2, .version = 3,
     .handlers = 4},
    {"register_savevm_live", 5, .name = 0, .instance = 1, .version = 2,
     .handlers = 3},
};

typedef struct RegistrationReader {
    DescriptionSet *set;
    const CallIndex *calls;
    const Registration *registration;
} RegistrationReader;

static bool is_registration(const char *function)
{
    for (guint i = 0; i < G_N_ELEMENTS(registrations); i++) {
        if (g_str_equal(registrations[i].function, function)) {
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(savevm_registrations); i++) {
        if (g_str_equal(savevm_registrations[i].function, function)) {
            return true;
        }
    }
    return false;
}

static char *value_text(const CallValue *value)
{
    return value->node
               ? ir_node_to_text(value->site->caller->unit->file, value->node)
               : NULL;
}

static const char *instance_text(const RegistrationReader *reader,
                                 const CallChain *chain)
{
    FactSet *facts = reader->set->context->facts;
    CallValue value;
    g_autofree char *text = NULL;

    if (reader->registration->instance == NO_ARGUMENT) {
        return fact_set_text(facts, "VMSTATE_INSTANCE_ID_ANY");
    }
    value = call_chain_argument(chain, reader->registration->instance);
    text = value_text(&value);
    return fact_set_text(facts, text);
}

/* Of the first place; one without a test is enough to send it. */
static void note_when(const RegistrationReader *reader, VMState *fact,
                      const CallSite *site)
{
    g_autofree char *when =
        site ? vmstate_registered_when(reader->calls, site) : NULL;

    fact->sent_when = fact_set_text(reader->set->context->facts, when);
}

/* A second place that registers the same description adds its instance. */
static void note_registered(const RegistrationReader *reader,
                            const Description *description, const char *how,
                            const char *instance, const CallSite *site)
{
    FactSet *facts = reader->set->context->facts;
    VMState *fact = description->fact;
    g_autofree char *both = NULL;

    if (!fact->registered || fact->sent_when) {
        note_when(reader, fact, site);
    }

    if (!fact->registered) {
        fact->registered = fact_set_text(facts, how);
        fact->instance = instance;
        return;
    }
    if (!instance || !fact->instance || strstr(fact->instance, instance)) {
        return;
    }
    both = g_strdup_printf("%s, %s", fact->instance, instance);
    fact->instance = fact_set_text(facts, both);
}

/* The descriptions that a structure's member is ever given. */
typedef struct MemberValues {
    const RegistrationReader *reader;
    const char *how;
    const char *instance;
    guint n_found;
} MemberValues;

static void note_value(const IrUnit *unit, const IrNode *value,
                       const char *file, unsigned line, void *user)
{
    MemberValues *values = user;
    const Description *description =
        description_set_of_node(values->reader->set, unit, value);

    (void)file;
    (void)line;
    if (description) {
        values->n_found++;
        note_registered(values->reader, description, values->how,
                        values->instance, NULL);
    }
}

static guint note_member_values(const RegistrationReader *reader,
                                const char *record, const char *member,
                                const char *how, const char *instance)
{
    MemberValues values = {reader, how, instance, 0};

    vmstate_each_member_value(reader->set, record, member, note_value, &values);
    return values.n_found;
}

/*
 * Is it the description of a device's own class? hw/core/qdev.c registers
 * that of every device; Driver.vmstate holds it.
 */
static bool is_of_the_driver(const IrFile *file, const IrNode *node)
{
    const IrNode *callee;

    if (node->kind == IR_MEMBER) {
        return g_str_equal(ir_text(file, node->name), "vmsd") &&
               g_str_equal(ir_text(file, node->type), "DeviceClass");
    }
    callee = node->kind == IR_CALL ? ir_first(file, node) : NULL;
    return callee && g_str_equal(ir_text(file, callee->name), "qdev_get_vmsd");
}

static void gap_of(const RegistrationReader *reader, const CallChain *chain,
                   const char *reason)
{
    const CallSite *site = &chain->sites[chain->n_sites - 1];
    Location location = call_site_location(site);

    extract_gap(reader->set->context, "vmstate-registration",
                call_site_caller(site), reason, location.file, location.line);
}

static void read_registration(const CallChain *chain, void *user)
{
    const RegistrationReader *reader = user;
    CallValue value =
        call_chain_argument(chain, reader->registration->description);
    const IrUnit *unit = value.site->caller->unit;
    const char *how = reader->registration->function;
    const char *instance = instance_text(reader, chain);
    const Description *description;
    g_autofree char *text = value_text(&value);
    g_autofree char *reason = NULL;

    description = description_set_of_node(reader->set, unit, value.node);
    if (description) {
        note_registered(reader, description, how, instance, &chain->sites[0]);
        return;
    }
    if (value.node && is_of_the_driver(unit->file, value.node)) {
        return;
    }
    if (value.node && value.node->kind == IR_MEMBER &&
        note_member_values(reader, ir_text(unit->file, value.node->type),
                           ir_text(unit->file, value.node->name), how,
                           instance) > 0) {
        return;
    }
    reason = g_strdup_printf("%s: description '%s' is chosen at run time", how,
                             text ? text : "?");
    gap_of(reader, chain, reason);
}

static const char *handlers_symbol(DescriptionSet *set,
                                   const CallValue *handlers)
{
    const IrUnit *unit = handlers->site->caller->unit;
    const IrNode *node = handlers->node;

    while (node && (node->kind == IR_CAST || node->kind == IR_UNARY)) {
        node = ir_first(unit->file, node);
    }
    return node && node->kind == IR_NAME
               ? fact_set_text(set->context->facts,
                               ir_text(unit->file, node->name))
               : NULL;
}

static void read_savevm(const CallChain *chain, void *user)
{
    const RegistrationReader *reader = user;
    const Registration *registration = reader->registration;
    ExtractContext *context = reader->set->context;
    CallValue name = call_chain_argument(chain, registration->name);
    CallValue version = call_chain_argument(chain, registration->version);
    CallValue handlers = call_chain_argument(chain, registration->handlers);
    const IrUnit *unit = name.site->caller->unit;
    Location location = call_site_location(&chain->sites[0]);
    VMState *fact = fact_set_add_vmstate(context->facts);

    fact->symbol = handlers_symbol(reader->set, &handlers);
    fact->registered = fact_set_text(context->facts, registration->function);
    fact->instance = instance_text(reader, chain);
    fact->targets = extract_targets(context, chain->sites[0].caller->unit);
    fact->location = extract_location(context, location.file, location.line);
    if (version.node && (version.node->flags & IR_HAS_VALUE)) {
        fact->version_id = version.node->value;
    } else {
        gap_of(reader, chain, "version of register_savevm is no constant");
    }
    if (name.node && name.node->kind == IR_STRING) {
        fact->name =
            fact_set_text(context->facts, ir_text(unit->file, name.node->name));
    } else {
        g_autofree char *text = value_text(&name);
        g_autofree char *reason =
            g_strdup_printf("%s: name '%s' is made at run time",
                            registration->function, text ? text : "?");

        gap_of(reader, chain, reason);
    }
}

static void each_call(RegistrationReader *reader, guint argument,
                      CallChainVisitor visit)
{
    const Registration *registration = reader->registration;
    guint n;
    const CallSite *sites =
        call_index_find(reader->calls, registration->function, &n);

    for (guint i = 0; i < n; i++) {
        if (is_registration(call_site_caller(&sites[i])) ||
            (registration->n_arguments != 0 &&
             call_site_n_arguments(&sites[i]) != registration->n_arguments)) {
            continue;
        }
        call_index_each_chain(reader->calls, &sites[i], argument, visit,
                              reader);
    }
}

void vmstate_read_registrations(DescriptionSet *set)
{
    g_autoptr(CallIndex) calls = call_index_new(set->context->tree->program);
    RegistrationReader reader = {.set = set, .calls = calls};

    for (guint i = 0; i < G_N_ELEMENTS(registrations); i++) {
        reader.registration = &registrations[i];
        each_call(&reader, registrations[i].description, read_registration);
    }
    for (guint i = 0; i < G_N_ELEMENTS(savevm_registrations); i++) {
        reader.registration = &savevm_registrations[i];
        each_call(&reader, savevm_registrations[i].name, read_savevm);
    }
    note_member_values(&reader, "VirtioDeviceClass", "vmsd", "virtio", NULL);
    vmstate_read_own_files(set, calls);
    vmstate_read_virtio_saves(set);
}
