/*
 * Everything that was read of one tree: making and freeing it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ir/tree.h"

static void option_free(gpointer data)
{
    HxOption *option = data;

    g_free(option->name);
    g_free(option->enumerator);
    g_free(option->help);
    g_free(option->document);
    g_free(option->arch);
    g_free(option->when);
    g_free(option);
}

static void mark_free(gpointer data)
{
    IrMark *mark = data;

    g_free(mark->name);
    g_free(mark->when);
    g_free(mark);
}

static void macro_entry_free(gpointer data)
{
    IrMacroEntry *entry = data;

    g_free(entry->list);
    g_free(entry->driver);
    g_free(entry->property);
    g_free(entry->value);
    g_free(entry);
}

static void macro_use_free(gpointer data)
{
    IrMacroUse *use = data;

    g_free(use->list);
    g_free(use->inside);
    g_free(use);
}

static void document_free(gpointer data)
{
    IrDocument *document = data;

    g_free(document->path);
    g_free(document->text);
    g_free(document);
}

static void failure_free(gpointer data)
{
    IrFailure *failure = data;

    g_free(failure->path);
    g_free(failure->group);
    g_free(failure->construct);
    g_free(failure->reason);
    g_free(failure);
}

static void targets_free(gpointer data)
{
    IrGroupTargets *targets = data;

    g_free(targets->group);
    g_ptr_array_unref(targets->targets);
    g_free(targets);
}

static void placement_free(gpointer data)
{
    IrPlacement *placement = data;

    g_ptr_array_unref(placement->boards);
    g_ptr_array_unref(placement->files);
    g_free(placement);
}

static void sketch_free(gpointer data)
{
    IrSketch *sketch = data;

    g_free(sketch->path);
    g_ptr_array_unref(sketch->defines);
    g_ptr_array_unref(sketch->uses);
    g_ptr_array_unref(sketch->strings);
    g_ptr_array_unref(sketch->types);
    g_free(sketch);
}

IrTree *ir_tree_new(void)
{
    IrTree *tree = g_new0(IrTree, 1);

    tree->options = g_ptr_array_new_with_free_func(option_free);
    tree->marks = g_ptr_array_new_with_free_func(mark_free);
    tree->macro_entries = g_ptr_array_new_with_free_func(macro_entry_free);
    tree->macro_uses = g_ptr_array_new_with_free_func(macro_use_free);
    tree->documents = g_ptr_array_new_with_free_func(document_free);
    tree->failures = g_ptr_array_new_with_free_func(failure_free);
    tree->targets = g_ptr_array_new_with_free_func(targets_free);
    tree->placements = g_ptr_array_new_with_free_func(placement_free);
    tree->sketches = g_ptr_array_new_with_free_func(sketch_free);
    tree->file_names = g_ptr_array_new_with_free_func(g_free);
    return tree;
}

void ir_tree_free(IrTree *tree)
{
    if (!tree) {
        return;
    }
    g_free(tree->project);
    g_free(tree->version);
    ir_program_free(tree->program);
    qapi_schema_free(tree->schema);
    g_ptr_array_unref(tree->options);
    g_ptr_array_unref(tree->marks);
    g_ptr_array_unref(tree->macro_entries);
    g_ptr_array_unref(tree->macro_uses);
    g_ptr_array_unref(tree->documents);
    g_ptr_array_unref(tree->failures);
    g_ptr_array_unref(tree->targets);
    g_clear_pointer(&tree->file_targets, g_hash_table_unref);
    g_ptr_array_unref(tree->placements);
    g_ptr_array_unref(tree->sketches);
    g_ptr_array_unref(tree->file_names);
    g_free(tree);
}

IrSketch *ir_tree_add_sketch(IrTree *tree, const char *path)
{
    IrSketch *sketch = g_new0(IrSketch, 1);

    sketch->path = g_strdup(path);
    sketch->defines = g_ptr_array_new_with_free_func(g_free);
    sketch->uses = g_ptr_array_new_with_free_func(g_free);
    sketch->strings = g_ptr_array_new_with_free_func(g_free);
    sketch->types = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(tree->sketches, sketch);
    return sketch;
}

IrPlacement *ir_tree_add_placement(IrTree *tree)
{
    IrPlacement *placement = g_new0(IrPlacement, 1);

    placement->boards = g_ptr_array_new_with_free_func(g_free);
    placement->files = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(tree->placements, placement);
    return placement;
}

HxOption *ir_tree_add_option(IrTree *tree)
{
    HxOption *option = g_new0(HxOption, 1);

    g_ptr_array_add(tree->options, option);
    return option;
}

IrMark *ir_tree_add_mark(IrTree *tree)
{
    IrMark *mark = g_new0(IrMark, 1);

    g_ptr_array_add(tree->marks, mark);
    return mark;
}

IrMacroEntry *ir_tree_add_macro_entry(IrTree *tree)
{
    IrMacroEntry *entry = g_new0(IrMacroEntry, 1);

    g_ptr_array_add(tree->macro_entries, entry);
    return entry;
}

IrMacroUse *ir_tree_add_macro_use(IrTree *tree)
{
    IrMacroUse *use = g_new0(IrMacroUse, 1);

    g_ptr_array_add(tree->macro_uses, use);
    return use;
}

IrDocument *ir_tree_add_document(IrTree *tree, const char *path,
                                 const char *text)
{
    IrDocument *document = g_new0(IrDocument, 1);

    document->path = g_strdup(path);
    document->text = g_strdup(text);
    g_ptr_array_add(tree->documents, document);
    return document;
}

IrFailure *ir_tree_add_failure(IrTree *tree, const char *path,
                               const char *construct, const char *reason)
{
    IrFailure *failure = g_new0(IrFailure, 1);

    failure->path = g_strdup(path);
    failure->construct = g_strdup(construct);
    failure->reason = g_strdup(reason);
    g_ptr_array_add(tree->failures, failure);
    return failure;
}

const char *ir_tree_file(IrTree *tree, const char *file)
{
    char *copy = g_strdup(file);

    g_ptr_array_add(tree->file_names, copy);
    return copy;
}

const GPtrArray *ir_tree_targets(const IrTree *tree, const char *group)
{
    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *targets = g_ptr_array_index(tree->targets, i);

        if (g_str_equal(targets->group, group)) {
            return targets->targets;
        }
    }
    return NULL;
}

static guint n_all_targets(const IrTree *tree)
{
    guint n = 0;

    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *targets = g_ptr_array_index(tree->targets, i);

        n += targets->targets->len;
    }
    return n;
}

const GPtrArray *ir_tree_file_targets(const IrTree *tree, const char *path,
                                      const char *group, bool is_specific)
{
    const GPtrArray *known = tree->file_targets
                                 ? g_hash_table_lookup(tree->file_targets, path)
                                 : NULL;

    if (known && known->len > 0) {
        return known->len < n_all_targets(tree) ? known : NULL;
    }
    return is_specific ? ir_tree_targets(tree, group) : NULL;
}
