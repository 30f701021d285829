/*
 * Which driver a key belongs to: those whose conditions go with its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

static bool is_class(const LvField *field, const LvOption *option)
{
    return option && option->class_key &&
           (g_str_equal(field->key, option->class_key) ||
            (g_str_equal(option->name, "-chardev") &&
             g_str_equal(field->key, "backend.type")));
}

/* The pattern of driver names that a format stands for. */
static const char *driver_pattern(LvRun *run, const char *format)
{
    g_autoptr(GString) name = g_string_new(NULL);

    while (*format) {
        if (*format != '%') {
            g_string_append_c(name, *format++);
            continue;
        }
        format++;
        format += strspn(format, "-+ #0123456789.*'hlLqjzt");
        format += *format != '\0';
        g_string_append_c(name, '*');
    }
    return lv_intern(run, name->str);
}

static void emit_field(LvRun *run, const char *option, const LvField *field,
                       const char *driver, LvGuards guards)
{
    LvRaw raw = {
        .option = option,
        .driver = driver,
        .property = field->key,
        .value = field->value,
        .is_boolean = field->is_boolean,
        .is_optional = field->is_optional,
        .text = field->source,
        .guards = guards,
        .place = field->place,
    };

    if (!driver || strchr(driver, '*') || !g_str_equal(option, "-device") ||
        lv_address_fits(driver, guards)) {
        lv_raw_add(run, &raw);
    }
}

/* A name that comes from the guest's definition is what that has by default,
 * if nothing else. */
static void emit_defaults(LvRun *run, const char *option, const LvField *field,
                          const LvField *driver, LvGuards guards)
{
    if (!g_str_equal(driver->value, "%s") || !driver->source ||
        !g_str_has_suffix(driver->source, "->model")) {
        return;
    }
    for (guint i = 0; i < run->models->len; i++) {
        const char *model = g_ptr_array_index(run->models, i);
        LvField named = *field;

        named.value = field == driver ? model : field->value;
        emit_field(run, option, &named, model, guards);
    }
}

/*
 * Each driver's own name is a field too: it goes with that driver only, and
 * has all the conditions of the driver being there. Those of its other fields
 * come on top of them.
 */
static void emit_paired(LvRun *run, const char *option, const LvOption *known,
                        const GArray *fields, const LvField *field)
{
    for (guint i = 0; i < fields->len; i++) {
        const LvField *driver = &g_array_index(fields, LvField, i);
        LvGuards guards;

        if (!is_class(driver, known) ||
            (is_class(field, known) && field != driver) ||
            lv_conflict(driver->guards, field->guards)) {
            continue;
        }
        guards = field == driver
                     ? field->guards
                     : lv_beside(run, driver->guards, field->guards);
        emit_field(run, option, field, driver_pattern(run, driver->value),
                   guards);
        emit_defaults(run, option, field, driver, guards);
    }
}

void lv_emit_fields(LvRun *run, const char *option, const GArray *fields)
{
    const LvOption *known = lv_option_find(option);
    bool has_class = false;

    for (guint i = 0; i < fields->len; i++) {
        has_class =
            has_class || is_class(&g_array_index(fields, LvField, i), known);
    }
    for (guint i = 0; i < fields->len; i++) {
        const LvField *field = &g_array_index(fields, LvField, i);

        if (has_class) {
            emit_paired(run, option, known, fields, field);
        } else {
            emit_field(run, option, field,
                       known && known->class_key ? NULL : "", field->guards);
        }
    }
}
