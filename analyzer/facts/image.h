/*
 * image.h: a FactSet as a block of bytes, for a cache.
 *
 * Made for the program that wrote it: no other version reads it (facts/json.h
 * is for that), so whoever keeps an image keeps the program's build with it.
 * Nothing is lost: what is read back prints the same bytes. Equal sets make
 * equal images.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

/* Expects a sorted set. */
GBytes *facts_image_write(const FactSet *facts);

/* NULL if it is none, or damaged. The set is as sorted as it was. */
FactSet *facts_image_read(GBytes *image);
