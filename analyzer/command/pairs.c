/*
 * Pairs facts of two trees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/pairs.h"

/* For each old fact its partner; both sides are marked when taken. */
typedef struct Pairing {
    const GPtrArray *before;
    const GPtrArray *after;
    const void **partners;
    bool *taken; /* of the new facts */
} Pairing;

static void queue_free(gpointer queue)
{
    g_queue_free(queue);
}

/* key -> GQueue of the places of new facts without a partner, in order. */
static GHashTable *index_new_facts(const Pairing *pairing, PairKey key_of)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, queue_free);

    for (guint i = 0; i < pairing->after->len; i++) {
        g_autofree char *key = NULL;
        GQueue *queue;

        if (pairing->taken[i]) {
            continue;
        }
        key = key_of(g_ptr_array_index(pairing->after, i));
        queue = g_hash_table_lookup(index, key);
        if (!queue) {
            queue = g_queue_new();
            g_hash_table_insert(index, g_steal_pointer(&key), queue);
        }
        g_queue_push_tail(queue, GUINT_TO_POINTER(i));
    }
    return index;
}

static void pair_by(Pairing *pairing, PairKey key_of)
{
    g_autoptr(GHashTable) index = index_new_facts(pairing, key_of);

    for (guint i = 0; i < pairing->before->len; i++) {
        g_autofree char *key = key_of(g_ptr_array_index(pairing->before, i));
        GQueue *queue = g_hash_table_lookup(index, key);

        if (!pairing->partners[i] && queue && queue->length > 0) {
            guint place = GPOINTER_TO_UINT(g_queue_pop_head(queue));

            pairing->partners[i] = g_ptr_array_index(pairing->after, place);
            pairing->taken[place] = true;
        }
    }
}

GArray *pair_facts(const GPtrArray *before, const GPtrArray *after,
                   PairKey exact, PairKey loose)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    g_autofree const void **partners = g_new0(const void *, before->len + 1);
    g_autofree bool *taken = g_new0(bool, after->len + 1);
    Pairing pairing = {before, after, partners, taken};

    pair_by(&pairing, exact);
    if (loose) {
        pair_by(&pairing, loose);
    }
    for (guint i = 0; i < before->len; i++) {
        const Pair pair = {g_ptr_array_index(before, i), partners[i]};

        g_array_append_val(pairs, pair);
    }
    for (guint i = 0; i < after->len; i++) {
        const Pair pair = {NULL, g_ptr_array_index(after, i)};

        if (!taken[i]) {
            g_array_append_val(pairs, pair);
        }
    }
    return pairs;
}
