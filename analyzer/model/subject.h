/*
 * subject.h: what a question about history is asked of.
 *
 * A subject is named as people name it on the lists: "numa.mem" (a key of an
 * option), "no-acpi" (an option), "virtio-net-pci.host_mtu" (a property),
 * "ide-drive" (a driver), "pc-q35-7.2" (a machine type), the name of a
 * vmstate, a member of the machine's class ("numa_mem_supported"), or one of
 * libvirt's capabilities ("QEMU_CAPS_VNC"). Where several have the name, a
 * prefix says which: "vmstate:serial".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/facts.h"

#define SUBJECT_CLASSES(X)                                                     \
    X(KEY, "option-key")                                                       \
    X(OPTION, "option")                                                        \
    X(PROPERTY, "property")                                                    \
    X(DRIVER, "driver")                                                        \
    X(MACHINE, "machine-type")                                                 \
    X(VMSTATE, "vmstate")                                                      \
    X(FIELD, "machine-field")                                                  \
    X(CAPABILITY, "capability")

typedef enum SubjectClass {
#define X(name, text) SUBJECT_CLASS_##name,
    SUBJECT_CLASSES(X)
#undef X
    N_SUBJECT_CLASSES
} SubjectClass;

typedef struct Subject {
    SubjectClass class;
    char *owner; /* option or driver; NULL: the name stands alone */
    char *name;  /* key, property, driver, ... */
    char *full;  /* of a key: as QEMU has it, "node.mem"; else the name */
} Subject;

typedef enum SubjectError {
    SUBJECT_ERROR_NONE_SUCH,
} SubjectError;

#define SUBJECT_ERROR subject_error_quark()
GQuark subject_error_quark(void);

const char *subject_class_text(SubjectClass class);

/* What the text means in these trees (const FactSet *, of either project).
 * The error names what is spelled nearly so. */
Subject *subject_find(const char *text, const GPtrArray *trees, GError **error);
Subject *subject_new(SubjectClass class, const char *owner, const char *name,
                     const char *full);
void subject_free(Subject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subject, subject_free)

/* "-numa node,mem=", "virtio-net-pci.host_mtu"; newly allocated. */
char *subject_title(const Subject *subject);

/* Is it a key of that name: "mem" is "node.mem"? */
bool subject_is_key(const char *full, const char *name);
