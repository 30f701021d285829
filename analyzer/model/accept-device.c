/*
 * What one QEMU would refuse of a -device.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/accept-ask.h"

static void ask_properties(const Asking *asking, const GuestArgument *argument,
                           const Driver *driver)
{
    const Driver *elsewhere =
        asking->other ? accept_driver(asking->other, driver->name) : NULL;

    for (guint i = 0; i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];
        const Property *there;
        GuestRefusal *refusal;

        if (accept_is_of_option(setting->name) ||
            accept_has_property(asking->model, driver, setting->name)) {
            continue;
        }
        there = elsewhere ? qemu_model_property(asking->other, elsewhere,
                                                setting->name)
                          : NULL;
        refusal = accept_refuse(asking, REFUSAL_PROPERTY, driver->name,
                                setting->name, "property %s.%s is not known",
                                driver->name, setting->name);
        accept_set_place(refusal, there ? &there->location : &driver->location,
                         there);
    }
}

/* Given here, or by a global of the driver or an ancestor. */
static bool is_given(const Asking *asking, const GuestArgument *argument,
                     const Driver *driver, const char *name)
{
    for (const Driver *at = driver; at;
         at = at->parent ? qemu_model_driver(asking->model, at->parent)
                         : NULL) {
        if (guest_sets_globally(asking->guest, at->name, name)) {
            return true;
        }
    }
    return guest_argument_setting(argument, name);
}

static void ask_needs(const Asking *asking, const GuestArgument *argument,
                      const Driver *driver)
{
    for (guint i = 0; i < driver->needs->len; i++) {
        const DriverNeed *need = &g_array_index(driver->needs, DriverNeed, i);

        if (!is_given(asking, argument, driver, need->property)) {
            accept_set_place(accept_refuse(asking, REFUSAL_NOT_GIVEN,
                                           driver->name, need->property,
                                           "device %s needs property %s",
                                           driver->name, need->property),
                             &need->location, false);
        }
    }
}

void accept_ask_device(const Asking *asking, const GuestArgument *argument)
{
    const Driver *driver =
        argument->type ? accept_driver(asking->model, argument->type) : NULL;
    const Driver *there = argument->type && asking->other
                              ? accept_driver(asking->other, argument->type)
                              : NULL;

    if (!argument->type) {
        return;
    }
    if (!driver || driver->abstract) {
        accept_set_place(accept_refuse(asking, REFUSAL_DRIVER, NULL,
                                       argument->type, "device %s is not known",
                                       argument->type),
                         there ? &there->location : NULL, true);
        return;
    }
    if (driver->user_creatable.kind == VALUE_BOOLEAN &&
        !driver->user_creatable.boolean) {
        accept_set_place(
            accept_refuse(asking, REFUSAL_NOT_CREATABLE, NULL, driver->name,
                          "device %s cannot be added by -device", driver->name),
            &driver->location, false);
        return;
    }
    ask_properties(asking, argument, driver);
    ask_needs(asking, argument, driver);
}
