/*
 * CPU models: what the instance_init functions of a CPU type set.
 *
 * Two kinds of entries: properties set by name (object_property_set_*,
 * object_property_parse), which is how x86 models apply their definition and
 * the lines of each version (target/i386/cpu.c:x86_cpu_load_model); and
 * members of the CPU's structure written directly, by their C path, which is
 * how Arm and others do it. x86 feature words are given by feature name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/qom.h"

#include <string.h>

#define CPU_SUFFIX        "-cpu"
#define X86_FEATURE_WORDS ".env.features["

static void set_property(CpuModel *model, const char *name, Value value)
{
    for (guint i = 0; i < model->properties->len; i++) {
        CpuModelProperty *property =
            &g_array_index(model->properties, CpuModelProperty, i);

        if (property->name == name) {
            property->value = value;
            return;
        }
    }
    {
        CpuModelProperty property = {name, value};

        g_array_append_val(model->properties, property);
    }
}

/* The names of the bits of one feature word: feature_word_info[w]. */
static void add_feature_word(Qom *qom, CpuModel *model, const QomType *type,
                             const Cell *cell)
{
    const IrSymbol *table = ir_program_variable(
        qom->context->tree->program, type->unit, "feature_word_info");
    guint64 word =
        g_ascii_strtoull(cell->path + strlen(X86_FEATURE_WORDS), NULL, 10);
    guint64 bits = (guint64)cell->term->number;
    Object *object;

    if (!table) {
        return;
    }
    object = interpreter_variable(qom->interpreter, table);
    for (guint bit = 0; bit < 64; bit++) {
        g_autofree char *path = g_strdup_printf(
            "[%" G_GUINT64_FORMAT "].feat_names[%u]", word, bit);
        const char *name;

        if (!(bits & G_GUINT64_CONSTANT(1) << bit)) {
            continue;
        }
        name = qom_text(qom, interpreter_read(qom->interpreter, object, path));
        if (name) {
            set_property(model, name, value_boolean(true));
        } else {
            g_autofree char *unnamed =
                g_strdup_printf("%s.%u", cell->path + 1, bit);

            set_property(model, fact_set_text(qom->context->facts, unnamed),
                         value_boolean(true));
        }
    }
}

static void add_cells(Qom *qom, CpuModel *model, const QomType *type)
{
    g_autoptr(GArray) cells = object_cells(qom->interpreter, type->instance);

    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);

        if (cell->term->kind == TERM_INTEGER &&
            g_str_has_prefix(cell->path, X86_FEATURE_WORDS)) {
            add_feature_word(qom, model, type, cell);
        } else if (cell->term->kind == TERM_INTEGER ||
                   cell->term->kind == TERM_STRING) {
            set_property(model,
                         fact_set_text(qom->context->facts, cell->path + 1),
                         qom_value(qom, cell->term));
        }
    }
}

/* "EPYC-v1-x86_64-cpu" is model "EPYC-v1" of x86_64. A name that ends with no
 * target of its architecture is that of the largest. */
static void split_name(Qom *qom, const QomType *type, CpuModel *model)
{
    const GPtrArray *targets =
        ir_tree_targets(qom->context->tree, type->unit->group);
    g_autofree char *name = g_strdup(type->name);
    const char *target = type->unit->group;

    name[strlen(name) - strlen(CPU_SUFFIX)] = '\0';
    for (guint i = 0; targets && i < targets->len; i++) {
        const char *candidate = g_ptr_array_index(targets, i);
        g_autofree char *suffix = g_strconcat("-", candidate, NULL);

        target = candidate;
        if (g_str_has_suffix(name, suffix)) {
            name[strlen(name) - strlen(suffix)] = '\0';
            break;
        }
    }
    model->name = fact_set_text(qom->context->facts, name);
    model->target = fact_set_text(qom->context->facts, target);
}

static void add_model(Qom *qom, const QomType *type)
{
    CpuModel *model = fact_set_add_cpu_model(qom->context->facts);

    split_name(qom, type, model);
    model->location = type->location;
    add_cells(qom, model, type);
    for (guint i = 0; i < type->settings->len; i++) {
        const QomSetting *setting =
            &g_array_index(type->settings, QomSetting, i);

        set_property(model, setting->property, setting->value);
    }
}

void extract_qemu_cpu(ExtractContext *context)
{
    Qom *qom = context->qom;

    for (guint i = 0; i < qom->types->len; i++) {
        const QomType *type = g_ptr_array_index(qom->types, i);

        if (!type->abstract && type->instance && type->settings &&
            g_str_has_suffix(type->name, CPU_SUFFIX) &&
            qom_is_a(qom, type, "cpu")) {
            add_model(qom, type);
        }
    }
}
