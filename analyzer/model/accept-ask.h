/*
 * accept-ask.h: for the files that ask what one QEMU would refuse.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/accept.h"

typedef struct Asking {
    const QemuModel *model;
    const QemuModel *other; /* NULL */
    const Guest *guest;
    const MachineType *machine; /* NULL: unknown */
    GPtrArray *refusals;
} Asking;

G_GNUC_PRINTF(5, 6)
GuestRefusal *accept_refuse(const Asking *asking, GuestRefusalKind kind,
                            const char *driver, const char *name,
                            const char *format, ...);
/* Does nothing if there is no such place. */
void accept_set_place(GuestRefusal *refusal, const Location *location,
                      bool is_of_other);
bool accept_has_property(const QemuModel *model, const Driver *driver,
                         const char *name);
bool accept_is_of_option(const char *name);

void accept_ask_device(const Asking *asking, const GuestArgument *argument);
