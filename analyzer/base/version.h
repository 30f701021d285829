/*
 * version.h: the order of release numbers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

/* By number, part by part: "2.9" < "2.10" = "2.10.0" < "2.10.1". What is no
 * digit or dot ends a version. */
int version_compare(const char *a, const char *b);
