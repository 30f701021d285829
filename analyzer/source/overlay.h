/*
 * overlay.h: a source with some files in the place of others.
 *
 * The base is borrowed and must live as long; it may be an overlay itself. An
 * overlay can be read once it is sealed, and does not change any more then.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "source/source.h"

Source *overlay_new(const Source *base, const char *label);
/* What is put or removed later counts. */
void overlay_put(Source *overlay, const char *path, GBytes *bytes);
void overlay_put_link(Source *overlay, const char *path, const char *target);
void overlay_remove(Source *overlay, const char *path);
void overlay_seal(Source *overlay);
