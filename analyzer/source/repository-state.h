/*
 * repository-state.h: what the files about repositories share; private to
 * this folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <git2.h>

#include "source/repository.h"

struct Repository {
    git_repository *git;
};
