/*
 * Runs the extractors over a tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extract.h"

#include "extract/census.h"
#include "extract/context.h"
#include "extract/extractors.h"
#include "extract/qom.h"

typedef struct Extractor {
    const char *project;
    void (*run)(ExtractContext *context);
} Extractor;

static const Extractor extractors[] = {
#define EXTRACTOR(project, name) {#project, extract_##project##_##name},
#include "extract/extractors.def"
#undef EXTRACTOR
};

void extract_gap(ExtractContext *context, const char *construct,
                 const char *subject, const char *reason, const char *file,
                 unsigned line)
{
    Location location = {file, line};

    if (context->qom && context->qom->is_realizing) {
        return; /* what it costs is that a value is "run time" */
    }
    fact_set_add_gap(context->facts, construct, subject, reason, &location);
}

Names extract_targets(ExtractContext *context, const IrUnit *unit)
{
    static const char *const everywhere[] = {"*", NULL};
    const GPtrArray *targets =
        unit ? ir_tree_file_targets(context->tree, unit->path, unit->group,
                                    unit->is_specific)
             : NULL;
    g_autoptr(GPtrArray) names = NULL;

    if (!targets || targets->len == 0) {
        return fact_set_names(context->facts, everywhere);
    }
    names = g_ptr_array_new();
    for (guint i = 0; i < targets->len; i++) {
        g_ptr_array_add(names, g_ptr_array_index(targets, i));
    }
    g_ptr_array_add(names, NULL);
    return fact_set_names(context->facts, (const char *const *)names->pdata);
}

Location extract_location(ExtractContext *context, const char *file,
                          unsigned line)
{
    return (Location){fact_set_text(context->facts, file), line};
}

static void note_gap(const char *construct, const char *reason,
                     const Location *where, void *user)
{
    extract_gap(user, construct, NULL, reason, where->file, where->line);
}

static void add_failures(ExtractContext *context)
{
    for (guint i = 0; i < context->tree->failures->len; i++) {
        const IrFailure *failure =
            g_ptr_array_index(context->tree->failures, i);

        extract_gap(context, failure->construct, failure->group,
                    failure->reason, failure->path, failure->line);
    }
}

FactSet *extract_facts(const IrTree *tree, const char *label,
                       const char *revision)
{
    ExtractContext context = {.tree = tree, .facts = fact_set_new()};
    InterpreterConfig config = {.user = &context, .gap = note_gap};

    fact_set_set_tree(context.facts, tree->project, tree->version, label,
                      revision);
    context.interpreter = interpreter_new(tree->program, &config);
    context.read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_failures(&context);
    for (guint i = 0; i < G_N_ELEMENTS(extractors); i++) {
        if (g_str_equal(extractors[i].project, tree->project)) {
            extractors[i].run(&context);
        }
    }
    extract_census(&context);
    g_hash_table_unref(context.read);
    qom_free(context.qom);
    interpreter_free(context.interpreter);
    fact_set_sort(context.facts);
    return context.facts;
}
