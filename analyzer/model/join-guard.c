/*
 * Which conditions of libvirt's code hold with a QEMU and a machine type.
 *
 * What libvirt keeps of each machine type comes from query-machines, whose
 * answers QEMU takes from members of the machine's class. A key that an older
 * QEMU does not send is what libvirt puts there in its stead.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "model/join-state.h"

/* Shorter names of keys may be part of anything. */
#define MIN_KEY 4

static Decision opposite(Decision decision)
{
    switch (decision) {
    case DECISION_NO:
        return DECISION_YES;
    case DECISION_YES:
        return DECISION_NO;
    case DECISION_UNKNOWN:
        break;
    }
    return DECISION_UNKNOWN;
}

static GHashTable *capabilities_of(Join *join, guint libvirt, guint qemu)
{
    gint64 key = (gint64)libvirt * JOIN_TREES_MAX + qemu;
    GHashTable *known = g_hash_table_lookup(join->capabilities, &key);
    const FactSet *facts = join_libvirt(join, libvirt)->facts;
    const GPtrArray *all = fact_set_capabilities(facts);
    const CapabilityQemu what = {.facts = join_qemu(join, qemu)->facts,
                                 .target = join->target};
    g_autoptr(GArray) decided = NULL;

    if (known) {
        return known;
    }
    known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all->len; i++) {
        const Capability *capability = g_ptr_array_index(all, i);

        if (capability->retired) {
            g_hash_table_insert(known, (gpointer)capability->name,
                                GINT_TO_POINTER(DECISION_YES + 1));
        }
    }
    decided = libvirt_capabilities_decide(facts, &what);
    for (guint i = 0; i < decided->len; i++) {
        const DecidedCapability *one =
            &g_array_index(decided, DecidedCapability, i);

        g_hash_table_insert(known, (gpointer)one->capability->name,
                            GINT_TO_POINTER((gint)one->decision + 1));
    }
    g_hash_table_insert(join->capabilities, g_memdup2(&key, sizeof(key)),
                        known);
    return known;
}

static Decision capability(Join *join, const JoinPlace *place, const char *name)
{
    GHashTable *known = capabilities_of(join, place->libvirt, place->qemu);
    gint found = GPOINTER_TO_INT(g_hash_table_lookup(known, name));

    return found ? (Decision)(found - 1) : DECISION_UNKNOWN;
}

/* "virQEMUCapsGet(A) || virQEMUCapsGet(B)": any of them. */
static Decision any_capability(Join *join, const JoinPlace *place,
                               const char *text)
{
    static const char call[] = "virQEMUCapsGet(";
    Decision all = DECISION_NO;

    if (strstr(text, "&&") || strchr(text, '!')) {
        return DECISION_UNKNOWN;
    }
    for (const char *at = strstr(text, call); at; at = strstr(at, call)) {
        g_autofree char *name = NULL;
        Decision one;

        at += strlen(call);
        name = g_strndup(at, strcspn(at, ")"));
        one = capability(join, place, name);
        if (one == DECISION_YES) {
            return DECISION_YES;
        }
        all = one == DECISION_UNKNOWN ? one : all;
    }
    return all;
}

/* Letters and digits of what stands before the arguments, in lower case. */
static char *bare_name(const char *text)
{
    GString *bare = g_string_new(NULL);

    for (; *text && *text != '('; text++) {
        if (g_ascii_isalnum(*text)) {
            g_string_append_c(bare, g_ascii_tolower(*text));
        }
    }
    return g_string_free(bare, FALSE);
}

const MachineData *join_machine_data(const JoinTree *libvirt, const char *text)
{
    const GPtrArray *all = fact_set_machine_data(libvirt->facts);
    g_autofree char *question = bare_name(text);
    const MachineData *found = NULL;
    gsize length = MIN_KEY - 1;

    for (guint i = 0; i < all->len; i++) {
        const MachineData *data = g_ptr_array_index(all, i);
        g_autofree char *key = bare_name(data->key);

        if (strlen(key) > length && strstr(question, key)) {
            found = data;
            length = strlen(key);
        }
    }
    return found;
}

static const MachineInfoKey *told_key(const FactSet *qemu, const char *key)
{
    const GPtrArray *all = fact_set_machine_info(qemu);

    for (guint i = 0; i < all->len; i++) {
        const MachineInfoKey *info = g_ptr_array_index(all, i);

        if (g_str_equal(info->key, key)) {
            return info;
        }
    }
    return NULL;
}

static Decision truth_of(const Value *value)
{
    switch (value->kind) {
    case VALUE_BOOLEAN:
        return value->boolean ? DECISION_YES : DECISION_NO;
    case VALUE_NUMBER:
        return value->number ? DECISION_YES : DECISION_NO;
    case VALUE_UNSIGNED:
    case VALUE_STRING:
        return DECISION_YES;
    case VALUE_NONE:
        return DECISION_NO;
    case VALUE_UNKNOWN:
        break;
    }
    return DECISION_UNKNOWN;
}

/* A proposal that retires what this member refuses sets the member, too. */
static bool is_retired_by(const Join *join, const JoinPlace *place,
                          const char *field)
{
    const JoinTree *qemu = join_qemu(join, place->qemu);
    g_autoptr(GPtrArray) refusals = NULL;

    if (!qemu->change || qemu->change->action != PROPOSAL_RETIRE ||
        !proposal_covers(qemu->change, place->machine->version)) {
        return false;
    }
    refusals = join_refusals(qemu->facts, qemu->change->subject);
    for (guint i = 0; i < refusals->len; i++) {
        const OptionRefusal *refusal = g_ptr_array_index(refusals, i);

        if (g_strcmp0(refusal->field, field) == 0) {
            return true;
        }
    }
    return false;
}

/* "... == VIR_TRISTATE_BOOL_ABSENT": QEMU does not tell the key at all. */
static Decision is_untold(const FactSet *qemu, const char *key)
{
    const GPtrArray *all = fact_set_qapi(qemu);

    for (guint i = 0; i < all->len; i++) {
        const QapiEntity *entity = g_ptr_array_index(all, i);

        for (guint k = 0; g_str_equal(entity->name, "MachineInfo") &&
                          k < entity->members->len;
             k++) {
            if (g_str_equal(g_array_index(entity->members, QapiMember, k).name,
                            key)) {
                return DECISION_NO;
            }
        }
    }
    return DECISION_YES;
}

static Decision machine_answer(const Join *join, const JoinPlace *place,
                               const MachineData *data)
{
    const JoinTree *qemu = join_qemu(join, place->qemu);
    const MachineInfoKey *told = told_key(qemu->facts, data->key);
    const MachineType *type = place->machine->types[place->qemu];
    const MachineField *field;

    if (!told) {
        return data->absent && !g_str_equal(data->absent, "0") ? DECISION_YES
                                                               : DECISION_NO;
    }
    if (is_retired_by(join, place, told->field)) {
        return DECISION_NO;
    }
    field = type ? join_field(type, told->field) : NULL;
    return field ? truth_of(&field->value) : DECISION_UNKNOWN;
}

static Decision positive(Join *join, const JoinPlace *place,
                         const char *function, const LibvirtGuard *guard);

static Decision signed_guard(Join *join, const JoinPlace *place,
                             const char *function, const LibvirtGuard *guard)
{
    Decision decision = positive(join, place, function, guard);

    return guard->negated ? opposite(decision) : decision;
}

static Decision all_hold(Join *join, const JoinPlace *place,
                         const LocalFlag *flag)
{
    Decision all = DECISION_YES;

    for (guint i = 0; i < flag->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(flag->guards, LibvirtGuard, i);
        /* A flag that depends on a flag is not followed. */
        Decision one = signed_guard(join, place, NULL, guard);

        if (one != DECISION_YES) {
            all = one;
        }
    }
    return all;
}

/* Set somewhere under conditions that hold. That it is set nowhere is not
 * known: what is not a constant may be put there, too. */
static Decision flag_answer(Join *join, const JoinPlace *place,
                            const char *function, const char *name)
{
    const GPtrArray *flags =
        fact_set_local_flags(join_libvirt(join, place->libvirt)->facts);

    for (guint i = 0; i < flags->len; i++) {
        const LocalFlag *flag = g_ptr_array_index(flags, i);

        if (g_str_equal(flag->name, name) &&
            g_str_equal(flag->function, function) &&
            !g_str_equal(flag->value, "0") &&
            all_hold(join, place, flag) == DECISION_YES) {
            return DECISION_YES;
        }
    }
    return DECISION_UNKNOWN;
}

static Decision positive(Join *join, const JoinPlace *place,
                         const char *function, const LibvirtGuard *guard)
{
    const MachineData *data;

    if (g_str_equal(guard->kind, "representation")) {
        return guard->negated ? DECISION_NO : DECISION_YES;
    }
    if (g_str_equal(guard->kind, "capability")) {
        return guard->name   ? capability(join, place, guard->name)
               : guard->text ? any_capability(join, place, guard->text)
                             : DECISION_UNKNOWN;
    }
    if (g_str_equal(guard->kind, "machine") && guard->text) {
        data =
            join_machine_data(join_libvirt(join, place->libvirt), guard->text);
        if (data && strstr(guard->text, "== VIR_TRISTATE_BOOL_ABSENT")) {
            return is_untold(join_qemu(join, place->qemu)->facts, data->key);
        }
        return data && !strstr(guard->text, "VIR_TRISTATE_")
                   ? machine_answer(join, place, data)
                   : DECISION_UNKNOWN;
    }
    return function && guard->text
               ? flag_answer(join, place, function, guard->text)
               : DECISION_UNKNOWN;
}

Decision join_guard(Join *join, const JoinPlace *place, const char *function,
                    const LibvirtGuard *guard)
{
    return signed_guard(join, place, function, guard);
}
