/*
 * Old and new wire order of the vmstates that findings are about, side by
 * side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "command/audit-ladder.h"
#include "command/audit-run.h"

/* By place: "FILE:LINE" of the description or of one of its fields. */
static GHashTable *index_states(const FactSet *facts)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *all = fact_set_vmstates(facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *state = g_ptr_array_index(all, i);

        for (guint k = 0; k <= state->fields->len; k++) {
            const Location *place =
                k ? &g_array_index(state->fields, VMStateField, k - 1).location
                  : &state->location;
            char *key = g_strdup_printf("%s:%u", place->file ? place->file : "",
                                        place->line);

            if (!place->file || g_hash_table_contains(index, key)) {
                g_free(key);
            } else {
                g_hash_table_insert(index, key, (gpointer)state);
            }
        }
    }
    return index;
}

static const VMState *state_at(GHashTable *index, const AuditFinding *finding,
                               bool is_old)
{
    for (guint i = 0; i < finding->evidence->len; i++) {
        const AuditEvidence *evidence =
            &g_array_index(finding->evidence, AuditEvidence, i);
        g_autofree char *key = g_strdup_printf(
            "%s:%u", evidence->location.file ? evidence->location.file : "",
            evidence->location.line);

        if (evidence->is_old == is_old) {
            return g_hash_table_lookup(index, key);
        }
    }
    return NULL;
}

/* The description that has a subsection of that name. */
static const VMState *parent_of(const FactSet *facts, const char *subsection)
{
    const GPtrArray *all = fact_set_vmstates(facts);

    for (guint i = 0; i < all->len; i++) {
        const VMState *state = g_ptr_array_index(all, i);

        if (g_ptr_array_find_with_equal_func(state->subsections, subsection,
                                             g_str_equal, NULL)) {
            return state;
        }
    }
    return NULL;
}

static bool is_kind(const AuditFinding *finding, SubjectKind kind)
{
    return g_strcmp0(finding->kind, subject_kind_text(kind)) == 0;
}

/* A new or removed subsection is shown in what it belongs to: one side's
 * evidence is that anyway. */
static void widen(const FactSet *facts, const VMState **state,
                  const VMState *beside, const char *name)
{
    const VMState *parent =
        *state && g_strcmp0((*state)->name, name) == 0 &&
                (!beside || g_strcmp0(beside->name, name) != 0)
            ? parent_of(facts, name)
            : NULL;

    *state = parent ? parent : *state;
}

/* `indexes`: one for each tree, NULL: not made yet. */
static GHashTable *index_of(const AuditRun *run, GPtrArray *indexes, guint tree)
{
    if (!g_ptr_array_index(indexes, tree)) {
        g_ptr_array_index(indexes, tree) =
            index_states(audit_input(run, tree)->facts);
    }
    return g_ptr_array_index(indexes, tree);
}

static AuditLadder *find_ladder(const Audit *audit, guint pair,
                                const char *before, const char *after)
{
    for (guint i = 0; i < audit->ladders->len; i++) {
        AuditLadder *ladder = g_ptr_array_index(audit->ladders, i);

        /* Texts are interned. */
        if (ladder->pair == pair && ladder->before == before &&
            ladder->after == after) {
            return ladder;
        }
    }
    return NULL;
}

static const char *title_of(Audit *audit, const VMState *state)
{
    return audit_format(
        audit,
        "%s, version %" G_GINT64_FORMAT ", minimum %" G_GINT64_FORMAT " (%s)",
        state->name, state->version_id, state->minimum_version_id,
        state->location.file ? state->location.file : "no place");
}

static void add_ladder(AuditRun *run, GPtrArray *indexes, AuditFinding *finding)
{
    Audit *audit = run->audit;
    const AuditPair *pair = audit_pair(audit, finding->closest);
    const FactSet *old = audit_input(run, pair->before)->facts;
    const FactSet *new = audit_input(run, pair->after)->facts;
    const VMState *before =
        state_at(index_of(run, indexes, pair->before), finding, true);
    const VMState *after =
        state_at(index_of(run, indexes, pair->after), finding, false);
    const VMState *found = before;
    AuditLadder *ladder;

    if (is_kind(finding, SUBJECT_SUBSECTION)) {
        widen(old, &before, after, finding->name);
        widen(new, &after, found, finding->name);
    }
    if (!before || !after) {
        return;
    }
    ladder = find_ladder(audit, finding->closest, title_of(audit, before),
                         title_of(audit, after));
    if (!ladder) {
        ladder = audit_add_ladder(audit);
        ladder->pair = finding->closest;
        ladder->before = title_of(audit, before);
        ladder->after = title_of(audit, after);
        audit_fill_ladder(audit, ladder, before, after);
    }
    g_ptr_array_add(ladder->findings, finding);
}

static void free_index(gpointer index)
{
    if (index) {
        g_hash_table_unref(index);
    }
}

void audit_make_ladders(AuditRun *run)
{
    Audit *audit = run->audit;
    g_autoptr(GPtrArray) indexes = g_ptr_array_new_with_free_func(free_index);

    g_ptr_array_set_size(indexes, (int)audit->trees->len);
    for (guint i = 0; i < audit->findings->len; i++) {
        AuditFinding *finding = g_ptr_array_index(audit->findings, i);

        if (is_kind(finding, SUBJECT_VMSTATE) ||
            is_kind(finding, SUBJECT_VMSTATE_FIELD) ||
            is_kind(finding, SUBJECT_SUBSECTION)) {
            add_ladder(run, indexes, finding);
        }
    }
}
