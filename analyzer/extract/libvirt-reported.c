/*
 * What libvirt tells that a QEMU can do: the enumerators that its functions
 * virQEMUCapsFillDomain*Caps set, and the capabilities they ask for first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/libvirt-xml-walk.h"

#include <string.h>

static void add_features(Walk *walk, const IrNode *node, const IrNode *place)
{
    const char *name = node->kind == IR_NAME && node->op == IR_BIND_ENUMERATOR
                           ? ir_text(walk->file, node->name)
                           : "";

    if (g_str_has_prefix(name, "VIR_DOMAIN_")) {
        FactSet *facts = walk->context->facts;
        ReportedFeature *feature = fact_set_add_reported_feature(facts);

        feature->name = fact_set_text(facts, name);
        walk_guards(walk, feature->guards);
        feature->function = walk_function_name(walk);
        feature->location = walk_location(walk, place);
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        add_features(walk, child, place);
    }
}

static void look_at_call(Walk *walk, const IrNode *node)
{
    if (node->kind == IR_INIT_LIST ||
        (node->kind == IR_CALL &&
         strstr(walk_callee(walk->file, node), "EnumSet"))) {
        add_features(walk, node, node);
        return;
    }
    for (const IrNode *child = ir_first(walk->file, node); child;
         child = ir_next(walk->file, child)) {
        look_at_call(walk, child);
    }
}

static bool is_report(const char *path, const char *function)
{
    return g_str_has_suffix(path, "/qemu_capabilities.c") &&
           strstr(function, "FillDomain") != NULL;
}

void extract_libvirt_reported(ExtractContext *context)
{
    Walk walk = {.context = context, .statement = look_at_call};

    walk_program(&walk, is_report);
}
