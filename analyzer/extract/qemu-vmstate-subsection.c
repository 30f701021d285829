/*
 * Subsections of a VMStateDescription, and the names of field flags.
 *
 * Until 2.3 a subsection is a VMStateSubsection {vmsd, needed}; since
 * 5cd8cadae8db (2.4) it is a pointer to a description that holds `needed`
 * itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#define MANY_SUBSECTIONS 256

const char *vmstate_flags_text(const DescriptionSet *set, gint64 flags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const IrField *constants = NULL;
    guint n = 0;

    if (set->flags) {
        constants =
            ir_fields(set->flags_unit->file, &n) + set->flags->first_constant;
        n = set->flags->n_constants;
    }
    for (guint i = 0; i < n; i++) {
        gint64 bit = constants[i].offset;

        if (bit != 0 && (flags & bit) == bit) {
            g_string_append_printf(
                text, "%s%s", text->len ? "|" : "",
                ir_text(set->flags_unit->file, constants[i].name));
            flags &= ~bit;
        }
    }
    if (flags != 0) {
        g_string_append_printf(text, "%s0x%" G_GINT64_MODIFIER "x",
                               text->len ? "|" : "", (guint64)flags);
    }
    return fact_set_text(set->context->facts, text->str);
}

/* Are the elements structures {vmsd, needed}? */
static bool has_subsection_structures(const DescriptionSet *set,
                                      const IrUnit *unit)
{
    const IrRecord *record = ir_program_record(set->context->tree->program,
                                               unit, "VMStateSubsection", NULL);

    return record && record->n_fields > 0;
}

static void take_needed(DescriptionSet *set, Description *subsection,
                        const Term *needed)
{
    VMState *fact = subsection->fact;
    const char *name = vmstate_function_of(set->context, needed);

    if (!name) {
        return;
    }
    if (!fact->needed) {
        vmstate_read_needed(set->context, fact, needed);
    } else if (!g_str_equal(fact->needed, name)) {
        vmstate_gap(subsection, set->context, NULL,
                    "sent under different conditions by several descriptions",
                    0);
    }
}

static void add_subsection(DescriptionSet *set, Description *description,
                           const Term *place, const Term *needed)
{
    ExtractContext *context = set->context;
    Description *subsection = description_set_find(set, place);
    const char *symbol = vmstate_symbol_of(context, place);
    const char *name;

    if (!subsection && place->kind == TERM_POINTER &&
        !object_symbol(place->object)) {
        subsection = description_set_add(set, place, description->unit,
                                         description->file, description->line);
    }
    if (subsection && needed) {
        take_needed(set, subsection, needed);
    }
    name = subsection ? subsection->fact->name : NULL;
    if (!name) {
        vmstate_gap(description, context, symbol,
                    "name of a subsection could not be evaluated", 0);
    }
    g_ptr_array_add(description->fact->subsections,
                    (char *)fact_set_text(context->facts, name ? name : "?"));
    g_ptr_array_add(
        description->fact->subsection_symbols,
        (char *)fact_set_text(context->facts, symbol ? symbol : "?"));
}

/* false at the end of the list. */
static bool read_element(DescriptionSet *set, Description *description,
                         const Term *array, guint index, bool is_structure)
{
    Interpreter *interpreter = set->context->interpreter;
    g_autofree char *path = vmstate_element_path(array, index);
    const Term *place;
    const Term *needed = NULL;

    if (is_structure) {
        g_autofree char *vmsd = g_strconcat(path, ".vmsd", NULL);
        g_autofree char *test = g_strconcat(path, ".needed", NULL);

        place = interpreter_read(interpreter, array->object, vmsd);
        needed = interpreter_read(interpreter, array->object, test);
    } else {
        place = interpreter_read(interpreter, array->object, path);
    }
    if (term_is_null(place)) {
        return false;
    }
    add_subsection(set, description, vmstate_element(set->context, place),
                   needed);
    return true;
}

void vmstate_read_subsections(DescriptionSet *set, Description *description)
{
    ExtractContext *context = set->context;
    const Term *array = interpreter_read_at(context->interpreter,
                                            description->place, ".subsections");
    bool is_structure = has_subsection_structures(set, description->unit);
    gint64 length;

    if (term_is_null(array)) {
        return;
    }
    if (!array || array->kind != TERM_POINTER) {
        vmstate_gap(description, context, NULL,
                    "its subsections are no constant", 0);
        return;
    }
    length = vmstate_array_length(context, array);
    for (guint i = 0; i < (length < 0 ? MANY_SUBSECTIONS : length); i++) {
        if (!read_element(set, description, array, i, is_structure)) {
            return;
        }
    }
    description->fact->open_subsections = length >= 0;
    vmstate_gap(description, context, NULL, "its subsections do not end", 0);
}
