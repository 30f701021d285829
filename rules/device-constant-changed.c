/*
 * device-constant-changed: what a device's code fixes, and no property
 * carries, is another value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/reached.h"

#include <string.h>

static const char help[] =
    "A register of PCI configuration space, a capability, the size of a BAR or of\n"
    "a virtio configuration is set by code, without a property that old machine\n"
    "types could keep. The guest sees another device under the same machine\n"
    "type. Where the stream is checked against it (bytes that the guest cannot\n"
    "write), the destination refuses it: \"Bad config data\". In both directions.\n"
    "The change may stand in a header that was synced from Linux.\n"
    "\n"
    "Repair: put the new value under a property of the device and turn that off\n"
    "in the compat list of the last released version.\n";

static bool is_checked(const Change *change)
{
    return change->note &&
           g_str_has_prefix(change->note, "the stream checks it");
}

/* Such a device blocks migration, so nothing of it is ever checked. */
static bool is_unmigratable(const QemuModel *model, const Driver *driver)
{
    const GPtrArray *all = fact_set_vmstates(qemu_model_facts(model));

    for (guint i = 0; i < all->len; i++) {
        const VMState *state = g_ptr_array_index(all, i);

        if (g_strcmp0(state->symbol, driver->vmstate_symbol) == 0 &&
            g_strcmp0(state->name, driver->vmstate) == 0) {
            return state->unmigratable;
        }
    }
    return false;
}

/* Its own description or an ancestor's; what virtio's transports save stands
 * in code (hw/virtio/virtio-pci.c:virtio_pci_save_config). */
static bool sends_state(const QemuModel *model, const char *name)
{
    const Driver *driver = qemu_model_driver(model, name);
    bool is_virtio = driver && qemu_model_is_a(model, driver, "virtio-pci");

    while (driver && !driver->vmstate) {
        driver = qemu_model_parent(model, driver);
    }
    return is_virtio || (driver && !is_unmigratable(model, driver));
}

/* Without a section in the stream nothing of it is checked. */
static bool is_sent(const RuleContext *context, const Change *change)
{
    const GArray *promised = context->comparison->promised;

    for (guint i = 0; i < promised->len; i++) {
        const PromisedType *type = &g_array_index(promised, PromisedType, i);

        if (!type->after ||
            !g_ptr_array_find(change->machine_types, type->before, NULL)) {
            continue;
        }
        for (guint k = 0; k < change->drivers->len; k++) {
            const char *name = g_ptr_array_index(change->drivers, k);

            if (sends_state(type->old_model, name) &&
                sends_state(type->new_model, name)) {
                return true;
            }
        }
        return false;
    }
    return false;
}

/* Which bits the guest may write and which ones the stream checks matter only
 * to a guest that uses them. */
static bool is_mask(const Change *change)
{
    return strstr(change->name, "mask") != NULL;
}

static Severity severity_of(const RuleContext *context, const Change *change)
{
    if (change->machine_types->len == 0) {
        return SEVERITY_INFO;
    }
    if (is_mask(change)) {
        return SEVERITY_RISK;
    }
    return is_checked(change) && is_sent(context, change)
               ? SEVERITY_BREAK
               : SEVERITY_GUEST_VISIBLE;
}

static const char *value_note(const RuleContext *context,
                              const ChangeSide *side)
{
    g_autofree char *text =
        side->exists ? value_to_text(&side->value) : g_strdup("not there");

    return findings_text(context->findings, text);
}

static void check(const RuleContext *context, const Change *change)
{
    const char *before = value_note(context, &change->before);
    const char *after = value_note(context, &change->after);
    Finding *finding = findings_add(context->findings, context->rule->id);

    findings_describe(context->findings, finding, change);
    finding->subject = SUBJECT_CONSTANT;
    finding->directions = DIRECTION_BOTH;
    finding->severity = severity_of(context, change);
    finding->message = findings_format(
        context->findings, "%s of %s: %s became %s%s%s", change->name,
        reached_drivers(context, change, finding), before, after,
        change->note ? ", " : "", change->note ? change->note : "");
    finding_add_evidence(finding, EVIDENCE_NEW, &change->after.location, after);
    finding_add_evidence(finding, EVIDENCE_OLD, &change->before.location,
                         before);
    finding->remedy = "put the new value under a property that the compat list "
                      "of the last release turns off";
}

const Rule rule_device_constant_changed = {
    .id = "device-constant-changed",
    .summary =
        "a device constant that the guest sees changed without a property",
    .help = help,
    .example = "010746ae1db7",
    .consumes = 1 << CHANGE_CONSTANT,
    .check = check,
};
