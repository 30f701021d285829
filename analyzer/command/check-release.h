/*
 * check-release.h: what the last release says to a finding.
 *
 * Trees of a development cycle are no promise; the release before it is. A
 * change that takes back what the cycle itself broke only brings the tree
 * back to the promise, and one that repairs what a release broke trades one
 * pair of versions for another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/check.h"

/* The newest release that the base comes after: the full id of its commit;
 * NULL if there is none in the repository's history. The caller's. */
char *check_last_release(const Check *check, const char *commit);

/* Looks at the findings in the light of releases, and words them anew where
 * that matters. */
bool check_against_releases(const Check *check, Judgement *judgement,
                            GError **error);
