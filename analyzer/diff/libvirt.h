/*
 * libvirt.h: two libvirt trees side by side; what the files about them share.
 *
 * What differs is judged by its effect on a guest whose XML both sides can
 * have: what stands under elements, members or values that the older tree does
 * not know is a new feature, and no guest of the older libvirt can have it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"

/* Everything that differs. */
void diff_libvirt(Comparison *comparison);

/* The subjects, one file each; all add to comparison->changes. */
void diff_libvirt_emissions(Comparison *comparison);
void diff_libvirt_defaults(Comparison *comparison);
void diff_libvirt_refusals(Comparison *comparison);
void diff_libvirt_members(Comparison *comparison);
void diff_libvirt_xml(Comparison *comparison);
void diff_libvirt_protocol(Comparison *comparison);
void diff_libvirt_capabilities(Comparison *comparison);
void diff_libvirt_cpu_map(Comparison *comparison);
void diff_libvirt_doubts(Comparison *comparison);

/* A side whose location is NULL has no such thing. */
Change *libvirt_change(Comparison *comparison, ChangeKind kind,
                       const char *name, const Location *before,
                       const Location *after);
/* The value of a side, a string; NULL: none. */
void libvirt_side_text(Comparison *comparison, ChangeSide *side,
                       const char *text);

/* For people: "graphics listen type" of "virDomainGraphicsListenDef.type";
 * "panic" of a member of that type. Newly allocated. */
char *libvirt_member_words(const FactSet *facts, const char *member);
/* Elements and attributes by which users know a member: "memoryBacking access
 * @mode"; "" if none is known. Newly allocated, as the next. */
char *libvirt_xml_names(const FactSet *facts, const char *member);
/* The elements that an item stands in, as far as the text tells. */
char *libvirt_xml_place(const FactSet *facts, const XmlItem *item);
/* "controller type usb" of "VIR_DOMAIN_CONTROLLER_TYPE_USB". */
char *libvirt_constant_words(const char *constant);
/* The fact about a member; NULL if there is none. */
const GuestMember *libvirt_member(const FactSet *facts, const char *name);
bool libvirt_has_role(const GuestMember *member, const char *role);
/* "a, !b", without repetitions; newly allocated, "" if there are none. */
char *libvirt_guards_text(const GArray *guards);

bool libvirt_names_have(LibvirtNames names, const char *name);
