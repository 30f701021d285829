/*
 * build-id.h: what tells this program from others whose results differ.
 *
 * Digests of sources, made by cmake/WriteBuildId.cmake with each build, so that
 * what an older or a newer program kept is never taken for ours.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

/* Of base, ir and parse: what decides how a C file becomes ir. */
extern const char build_id_parser[];
/* Of all that decides which facts a tree gives. */
extern const char build_id_facts[];
