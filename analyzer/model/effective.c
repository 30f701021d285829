/*
 * The value each property of a driver has under one machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective.h"

#include "model/effective-property.h"

#include <string.h>

const char *reason_kind_name(ReasonKind kind)
{
    static const char *const names[] = {
        [REASON_DEFAULT] = "default",
        [REASON_CPU_MODEL] = "cpu-model",
        [REASON_COMPAT] = "compat",
        [REASON_RUN_TIME] = "run-time",
    };

    return names[kind];
}

static void clear_property(gpointer data)
{
    EffectiveProperty *property = data;

    g_array_unref(property->reasons);
    g_clear_pointer(&property->run_time, g_array_unref);
}

EffectiveDriver *effective_driver_empty(const Driver *driver)
{
    EffectiveDriver *effective = g_new0(EffectiveDriver, 1);

    effective->driver = driver;
    effective->properties = g_array_new(FALSE, TRUE, sizeof(EffectiveProperty));
    g_array_set_clear_func(effective->properties, clear_property);
    effective->unknown = g_ptr_array_new();
    return effective;
}

void effective_driver_free(EffectiveDriver *effective)
{
    if (!effective) {
        return;
    }
    g_clear_pointer(&effective->properties, g_array_unref);
    g_clear_pointer(&effective->unknown, g_ptr_array_unref);
    g_free(effective);
}

static bool parse_boolean(const char *text, Value *ret_value)
{
    static const char *const yes[] = {"on", "yes", "true", "y"};
    static const char *const no[] = {"off", "no", "false", "n"};

    for (guint i = 0; i < G_N_ELEMENTS(yes); i++) {
        if (g_str_equal(text, yes[i])) {
            *ret_value = value_boolean(true);
            return true;
        }
        if (g_str_equal(text, no[i])) {
            *ret_value = value_boolean(false);
            return true;
        }
    }
    return false;
}

static int size_shift(char suffix)
{
    static const char suffixes[] = "BKMGTPE";
    const char *at =
        suffix ? strchr(suffixes, g_ascii_toupper(suffix)) : suffixes;

    return at ? 10 * (int)(at - suffixes) : -1;
}

static bool parse_number(const char *text, bool is_size, Value *ret_value)
{
    char *end;
    bool negative = *text == '-';
    guint64 number = g_ascii_strtoull(text + negative, &end, 0);
    int shift;

    if (end == text + negative || (*end && (!is_size || end[1]))) {
        return false;
    }
    shift = size_shift(*end);
    if (shift < 0) {
        return false;
    }
    *ret_value = negative ? value_number(-(gint64)number)
                          : value_unsigned(number << shift);
    return true;
}

Value effective_parse(const Property *property, const char *text)
{
    const char *type = property->type ? property->type : "";
    Value value;

    if (!text) {
        return value_unknown();
    }
    if ((g_str_equal(type, "bool") || g_str_equal(type, "on/off")) &&
        parse_boolean(text, &value)) {
        return value;
    }
    if ((g_str_has_prefix(type, "int") || g_str_has_prefix(type, "uint") ||
         g_str_equal(type, "size")) &&
        parse_number(text, g_str_equal(type, "size"), &value)) {
        return value;
    }
    return value_string(text);
}

void effective_property_add(EffectiveProperty *property, const Reason *reason)
{
    if (property->is_shared) {
        GArray *own = g_array_sized_new(FALSE, TRUE, sizeof(Reason),
                                        property->reasons->len + 1);

        g_array_append_vals(own, property->reasons->data,
                            property->reasons->len);
        g_array_unref(property->reasons);
        property->reasons = own;
        property->is_shared = false;
    }
    g_array_append_vals(property->reasons, reason, 1);
    property->value = reason->value;
    property->static_value = reason->value;
}

void effective_property_take(EffectiveProperty *property,
                             const EffectiveProperty *from)
{
    GArray *reasons = g_array_ref(from->reasons);

    g_array_unref(property->reasons);
    property->reasons = reasons;
    property->is_shared = true;
    property->value = from->static_value;
    property->static_value = from->static_value;
}

EffectiveProperty *effective_driver_property(EffectiveDriver *effective,
                                             const char *name)
{
    guint low = 0;
    guint high = effective->properties->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        EffectiveProperty *at =
            &g_array_index(effective->properties, EffectiveProperty, middle);
        int order = strcmp(name, at->property->name);

        if (order == 0) {
            return at;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

const EffectiveProperty *effective_driver_find(const EffectiveDriver *effective,
                                               const char *property)
{
    return effective_driver_property((EffectiveDriver *)effective, property);
}
