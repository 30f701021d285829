/*
 * qemu-slice-words.h: words as numbers, from 1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SliceWords SliceWords;

SliceWords *slice_words_new(void);
void slice_words_free(SliceWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SliceWords, slice_words_free)

/* `text` is copied. */
guint slice_words_add(SliceWords *words, const char *text, gsize length);
/* 0 if it was never added. */
guint slice_words_find(const SliceWords *words, const char *text);
const char *slice_words_text(const SliceWords *words, guint word);
/* All numbers are below it. */
guint slice_words_end(const SliceWords *words);
