/*
 * image-inside.h: how an image is laid out; for its reader and writer only.
 *
 * The magic, then all texts (a count, then each with its NUL), all lists of
 * names (a count, then for each its length and the numbers of its texts), the
 * five texts that say which tree it is, then for each kind of fact a count and
 * the facts, member after member in the order of the record's table. Numbers
 * take as few bytes as they need, seven bits in each, the lowest first; signed
 * ones have their sign in the lowest bit. Number 0 of a text or a list of
 * names is NULL, the first one is 1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/fact-set.h"

#define IMAGE_MAGIC "MFI1"

enum {
    IMAGE_MAGIC_SIZE = 4,
    IMAGE_TREE_TEXTS = 5
};

/* A list that two members show is in the image once, for the first. */
static inline bool image_has_member(const Record *record, guint index)
{
    for (guint i = 0; i < index; i++) {
        if (record->members[i].offset == record->members[index].offset) {
            return false;
        }
    }
    return true;
}
