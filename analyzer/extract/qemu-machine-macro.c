/*
 * Of which macro an entry of a compat list is.
 *
 * The entry has the place where the outermost macro is named; what is written
 * there tells apart macros that have the same entry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-machine.h"

#define MAX_DEPTH 8

static bool may_be(const IrMacroEntry *written, const CompatProperty *compat)
{
    return written->property &&
           g_strcmp0(written->property, compat->property) == 0 &&
           (!written->driver || g_str_equal(written->driver, compat->driver)) &&
           (!written->value || g_strcmp0(written->value, compat->value) == 0);
}

/* Does `outer` stand for `list`, or is it? */
static bool stands_for(const IrTree *tree, const char *outer, const char *list,
                       guint depth)
{
    if (g_str_equal(outer, list)) {
        return true;
    }
    for (guint i = 0; depth < MAX_DEPTH && i < tree->macro_uses->len; i++) {
        const IrMacroUse *use = g_ptr_array_index(tree->macro_uses, i);

        if (use->inside && g_str_equal(use->inside, outer) &&
            stands_for(tree, use->list, list, depth + 1)) {
            return true;
        }
    }
    return false;
}

/* The macro that is named where the entry is, and stands for `list`; NULL if
 * there is none or it is not the only one. */
static const char *outer_macro(const IrTree *tree, const Location *location,
                               const char *list)
{
    const char *found = NULL;

    for (guint i = 0; i < tree->macro_uses->len; i++) {
        const IrMacroUse *use = g_ptr_array_index(tree->macro_uses, i);

        if (use->inside || use->location.line != location->line ||
            g_strcmp0(use->location.file, location->file) != 0 ||
            !stands_for(tree, use->list, list, 0)) {
            continue;
        }
        if (found && !g_str_equal(found, use->list)) {
            return NULL;
        }
        found = use->list;
    }
    return found;
}

typedef struct Candidate {
    const IrMacroEntry *entry;
    const char *outer; /* NULL: not known */
    bool is_only;
} Candidate;

static void take(Candidate *best, const IrMacroEntry *entry, const char *outer)
{
    if (!best->entry || (outer && !best->outer)) {
        *best = (Candidate){entry, outer, true};
    } else if (!best->outer == !outer &&
               !g_str_equal(best->entry->list, entry->list)) {
        best->is_only = false;
    }
}

void machine_find_macro(const ExtractContext *context, CompatProperty *compat)
{
    const GPtrArray *all = context->tree->macro_entries;
    Candidate best = {.entry = NULL};

    for (guint i = 0; i < all->len; i++) {
        const IrMacroEntry *entry = g_ptr_array_index(all, i);

        if (may_be(entry, compat)) {
            take(&best, entry,
                 outer_macro(context->tree, &compat->location, entry->list));
        }
    }
    if (best.outer &&
        (!best.is_only || !g_str_equal(best.outer, best.entry->list))) {
        compat->outer = fact_set_text(context->facts, best.outer);
    }
    if (best.is_only) {
        compat->list = fact_set_text(context->facts, best.entry->list);
        compat->location.file =
            fact_set_text(context->facts, best.entry->location.file);
        compat->location.line = best.entry->location.line;
    }
}
