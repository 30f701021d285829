/*
 * libvirt-words.h: the members, constants and functions that the facts of a
 * libvirt tree speak of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"

typedef struct LibvirtWords LibvirtWords;

LibvirtWords *libvirt_words_new(const FactSet *facts);
void libvirt_words_free(LibvirtWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LibvirtWords, libvirt_words_free)

/* Are all of the text's members, constants and getters among them?
 * Capabilities are left out: what they select existed before. */
bool libvirt_words_know(const LibvirtWords *words, const char *text);
bool libvirt_words_know_guards(const LibvirtWords *words, const GArray *guards);
/* Members that only `words` has; by their last name. */
void libvirt_words_forget_new_members(LibvirtWords *words, const FactSet *older,
                                      const FactSet *newer);
