/*
 * check-subject.h: what a finding is about, looked up elsewhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"
#include "source/source.h"

/* Is there a finding about the same subject, of whatever rule, that says that
 * something breaks or changes? */
bool subject_has_finding(const Findings *findings, const Finding *finding);
/* The same, for one of its machine types. */
bool subject_has_finding_here(const Findings *findings, const Finding *finding);

/* The opposite of it: something came where it went, or went where it came. */
bool subject_has_opposite(const Findings *findings, const Finding *finding);

/* Is it about an element or attribute that the tree has somewhere? */
bool subject_is_item(const FactSet *facts, const Finding *finding);

/* Did the older tree of the comparison have it? True if that is not known. */
bool subject_exists(const Comparison *comparison, const Finding *finding);

/* Of a property: did the older tree have its driver, as a device? Then there is
 * no other place where the property could be. */
bool subject_was_read(const Comparison *comparison, const Finding *finding);

/* Does any C file of the source have the name of its vmstate, or those of its
 * driver and property, as strings? For trees that were read in part: a file may
 * have been renamed. */
bool subject_is_named(const Source *source, const Finding *finding);
