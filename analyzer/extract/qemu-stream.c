/*
 * The kinds of parts that a migration stream is made of.
 *
 * Each part begins with a byte that says what it is (QEMU_VM_SECTION_FULL and
 * so on), and a QEMU that does not know the byte gives up
 * (migration/savevm.c: qemu_loadvm_state_main). What is put there by a constant
 * is told by its value: the name is a macro's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/setup-step.h"

/* savevm.c and migration/vmstate.c write what goes around the devices' own
 * state. */
static bool is_frame(const char *file)
{
    g_autofree char *base = file ? g_path_get_basename(file) : NULL;

    return base && (g_str_equal(base, "savevm.c") ||
                    g_str_has_suffix(file, "migration/vmstate.c"));
}

static void read_chain(const CallChain *chain, void *user)
{
    ExtractContext *context = user;
    const CallSite *outer = &chain->sites[chain->n_sites - 1];
    Location location = call_site_location(outer);
    const IrNode *value = call_chain_argument(chain, 1).node;
    g_autofree char *name = NULL;
    SetupStep *step;

    if (!value || !(value->flags & IR_HAS_VALUE)) {
        return;
    }
    name = g_strdup_printf("0x%02x", (guint)value->value);
    step = fact_set_add_setup_step(context->facts);
    step->kind = "stream-part";
    step->name = fact_set_text(context->facts, name);
    step->owner = fact_set_text(context->facts, call_site_caller(outer));
    step->targets = extract_targets(context, outer->caller->unit);
    step->location = extract_location(context, location.file, location.line);
    setup_step_conditions(context, NULL, outer, step);
}

void extract_qemu_stream(ExtractContext *context)
{
    g_autoptr(CallIndex) calls = call_index_new(context->tree->program);
    guint n = 0;
    const CallSite *sites = call_index_find(calls, "qemu_put_byte", &n);

    for (guint i = 0; i < n; i++) {
        if (is_frame(call_site_location(&sites[i]).file)) {
            call_index_each_chain(calls, &sites[i], 1, read_chain, context);
        }
    }
}
