/*
 * libvirt.h: reading a libvirt tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/project.h"

/* Fills a tree whose project and version are known. */
bool libvirt_read(Source *source, const ProjectOptions *options, IrTree *tree,
                  GError **error);

/* See project_plan. */
char *libvirt_plan(Source *source, IrTree *tree, const char *directory,
                   GError **error);

/* Is the file read, but not as C? By its name. */
bool libvirt_is_document(const char *path);
