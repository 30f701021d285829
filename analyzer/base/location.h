/*
 * location.h: a place in the source of a tree.
 *
 * `file` is relative to the top of the tree and belongs to whoever owns the
 * structure the location is part of; NULL if there is no place. Lines count
 * from 1; 0 means the file as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

typedef struct Location {
    const char *file;
    unsigned line;
} Location;

/* Total order: file, then line; no place comes first. */
int location_compare(const Location *a, const Location *b);
