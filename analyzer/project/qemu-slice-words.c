/*
 * Words as numbers: a table with open addressing, as millions are asked for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-slice-words.h"

#include <string.h>

enum {
    FIRST_SIZE = 1 << 17 /* a power of two */
};

typedef struct Word {
    const char *text;
    guint32 length;
    guint32 hash;
} Word;

struct SliceWords {
    GStringChunk *texts;
    GArray *list; /* Word; the first is none */
    guint32 *slots;
    guint n_slots;
};

SliceWords *slice_words_new(void)
{
    SliceWords *words = g_new0(SliceWords, 1);

    words->texts = g_string_chunk_new(1 << 16);
    words->list = g_array_new(FALSE, TRUE, sizeof(Word));
    g_array_set_size(words->list, 1);
    words->n_slots = FIRST_SIZE;
    words->slots = g_new0(guint32, words->n_slots);
    return words;
}

void slice_words_free(SliceWords *words)
{
    if (!words) {
        return;
    }
    g_string_chunk_free(words->texts);
    g_array_unref(words->list);
    g_free(words->slots);
    g_free(words);
}

/* FNV-1a */
static guint32 hash_of(const char *text, gsize length)
{
    guint32 hash = 2166136261U;

    for (gsize i = 0; i < length; i++) {
        hash = (hash ^ (guint8)text[i]) * 16777619U;
    }
    return hash;
}

/* The slot that holds the word, or the empty one where it belongs. */
static guint32 *slot_of(const SliceWords *words, const char *text, gsize length,
                        guint32 hash)
{
    guint mask = words->n_slots - 1;
    guint at = (hash ^ hash >> 15) & mask;

    while (words->slots[at]) {
        const Word *word = &g_array_index(words->list, Word, words->slots[at]);

        if (word->hash == hash && word->length == length &&
            memcmp(word->text, text, length) == 0) {
            break;
        }
        at = (at + 1) & mask;
    }
    return &words->slots[at];
}

static void grow(SliceWords *words)
{
    g_free(words->slots);
    words->n_slots *= 2;
    words->slots = g_new0(guint32, words->n_slots);
    for (guint i = 1; i < words->list->len; i++) {
        const Word *word = &g_array_index(words->list, Word, i);

        *slot_of(words, word->text, word->length, word->hash) = i;
    }
}

guint slice_words_add(SliceWords *words, const char *text, gsize length)
{
    guint32 hash = hash_of(text, length);
    guint32 *slot = slot_of(words, text, length, hash);
    Word word = {NULL, (guint32)length, hash};
    guint number = *slot;

    if (number) {
        return number;
    }
    word.text = g_string_chunk_insert_len(words->texts, text, (gssize)length);
    number = words->list->len;
    *slot = number;
    g_array_append_val(words->list, word);
    if (words->list->len * 2 > words->n_slots) {
        grow(words);
    }
    return number;
}

guint slice_words_find(const SliceWords *words, const char *text)
{
    gsize length = strlen(text);

    return *slot_of(words, text, length, hash_of(text, length));
}

const char *slice_words_text(const SliceWords *words, guint word)
{
    return g_array_index(words->list, Word, word).text;
}

guint slice_words_end(const SliceWords *words)
{
    return words->list->len;
}
