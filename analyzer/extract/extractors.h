/*
 * extractors.h: the functions that extractors.def names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

#define EXTRACTOR(project, name)                                               \
    void extract_##project##_##name(ExtractContext *context);
#include "extract/extractors.def"
#undef EXTRACTOR
