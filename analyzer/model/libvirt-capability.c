/*
 * Applies libvirt's rules about capabilities to a QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/libvirt-capability.h"

#include "model/libvirt-probe.h"

static Decision both(Decision a, Decision b)
{
    if (a == DECISION_NO || b == DECISION_NO) {
        return DECISION_NO;
    }
    return a == DECISION_UNKNOWN ? a : b;
}

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

typedef struct Deciding {
    const QemuProbe *probe;
    GHashTable *states; /* enumerator -> DecidedCapability * */
} Deciding;

static Decision decide_guard(const Deciding *deciding,
                             const LibvirtGuard *guard)
{
    const DecidedCapability *state;
    Decision decision;

    if (!g_str_equal(guard->kind, "capability")) {
        decision = qemu_probe_ask(deciding->probe, guard);
    } else {
        state = g_hash_table_lookup(deciding->states, guard->name);
        /* Retired ones are found in every QEMU that is taken. */
        decision = state ? state->decision : DECISION_YES;
    }
    return guard->negated ? opposite(decision) : decision;
}

static Decision decide_rule(const Deciding *deciding,
                            const CapabilityRule *rule,
                            const LibvirtGuard **ret_reason)
{
    Decision decision = DECISION_YES;

    for (guint i = 0; i < rule->guards->len; i++) {
        const LibvirtGuard *guard =
            &g_array_index(rule->guards, LibvirtGuard, i);
        Decision one = decide_guard(deciding, guard);

        if (one == DECISION_UNKNOWN && decision == DECISION_YES) {
            *ret_reason = guard;
        }
        decision = both(decision, one);
    }
    return decision;
}

/* Rules of one place see the same state: what the first of them does was not
 * done when the condition was tested. */
static bool is_one_place(const CapabilityRule *a, const CapabilityRule *b)
{
    if (a->function != b->function || a->guards->len != b->guards->len) {
        return false;
    }
    for (guint i = 0; i < a->guards->len; i++) {
        const LibvirtGuard *x = &g_array_index(a->guards, LibvirtGuard, i);
        const LibvirtGuard *y = &g_array_index(b->guards, LibvirtGuard, i);

        if (x->kind != y->kind || x->name != y->name || x->text != y->text ||
            x->values != y->values || x->negated != y->negated) {
            return false;
        }
    }
    return true;
}

static void apply(const Deciding *deciding, const CapabilityRule *rule,
                  Decision decision, const LibvirtGuard *reason)
{
    DecidedCapability *state =
        g_hash_table_lookup(deciding->states, rule->capability);
    bool sets = g_str_equal(rule->action, "set");
    Decision wanted = sets ? DECISION_YES : DECISION_NO;

    if (!state || state->decision == wanted) {
        return;
    }
    if (decision == DECISION_YES) {
        state->decision = wanted;
        state->because = rule;
        state->reason = NULL;
    } else if (decision == DECISION_UNKNOWN) {
        state->decision = DECISION_UNKNOWN;
        state->because = rule;
        state->reason = reason;
    }
}

static void apply_all(const Deciding *deciding, const GPtrArray *rules)
{
    Decision decision = DECISION_NO;
    const LibvirtGuard *reason = NULL;

    for (guint i = 0; i < rules->len; i++) {
        const CapabilityRule *rule = rules->pdata[i];

        if (i == 0 || !is_one_place(rule, rules->pdata[i - 1])) {
            reason = NULL;
            decision = decide_rule(deciding, rule, &reason);
        }
        apply(deciding, rule, decision, reason);
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const DecidedCapability *x = a;
    const DecidedCapability *y = b;

    return (x->capability->number > y->capability->number) -
           (x->capability->number < y->capability->number);
}

GArray *libvirt_capabilities_decide(const FactSet *libvirt,
                                    const CapabilityQemu *qemu)
{
    const GPtrArray *capabilities = fact_set_capabilities(libvirt);
    const GPtrArray *rules = fact_set_capability_rules(libvirt);
    GArray *result = g_array_new(FALSE, TRUE, sizeof(DecidedCapability));
    g_autoptr(QemuProbe) probe = qemu_probe_new(qemu);
    g_autoptr(GHashTable) states = g_hash_table_new(g_str_hash, g_str_equal);
    Deciding deciding = {probe, states};

    for (guint i = 0; i < capabilities->len; i++) {
        DecidedCapability state = {.capability = capabilities->pdata[i]};

        if (!state.capability->retired) {
            g_array_append_val(result, state);
        }
    }
    g_array_sort(result, by_number);
    for (guint i = 0; i < result->len; i++) {
        DecidedCapability *state = &g_array_index(result, DecidedCapability, i);

        g_hash_table_insert(states, (char *)state->capability->name, state);
    }
    apply_all(&deciding, rules);
    return result;
}
