/*
 * guest.h: one guest, as its QEMU command line describes it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct GuestSetting {
    char *name;
    char *value; /* NULL: the name alone, "on" in most cases */
} GuestSetting;

/* An option and its value, taken apart as QemuOpts (util/qemu-option.c) or
 * as JSON. */
typedef struct GuestArgument {
    char *option;        /* without dashes: "device" */
    char *value;         /* as written; NULL: the option has none */
    char *type;          /* the first part if it has no name: the driver of
                            -device, the type of -object, the model of -cpu;
                            or what "driver", "qom-type", "type" says; NULL */
    GPtrArray *settings; /* GuestSetting *, in their order */
} GuestArgument;

typedef struct Guest {
    char *machine;        /* NULL: not said */
    GPtrArray *arguments; /* GuestArgument *, in their order */
} Guest;

#define GUEST_ERROR guest_error_quark()
GQuark guest_error_quark(void);

typedef enum GuestError {
    GUEST_ERROR_BROKEN,
} GuestError;

/* `args` without the program's name; `machine` may be NULL. A word that is
 * neither option nor value (a disk image) is left out. */
Guest *guest_new(const char *machine, const char *const *args, GError **error);
/* A file of libvirt's tests, or a shell command: with environment, program,
 * and lines that end in backslashes. */
Guest *guest_from_shell(const char *machine, const char *text, GError **error);
void guest_free(Guest *guest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Guest, guest_free)

/* NULL if it does not set it. */
const GuestSetting *guest_argument_setting(const GuestArgument *argument,
                                           const char *name);
/* By -global driver.property=value or its longer form? Names of the driver
 * and its ancestors are asked for one by one. */
bool guest_sets_globally(const Guest *guest, const char *driver,
                         const char *property);
