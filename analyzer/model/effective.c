/*
 * The value each property of a driver has under one machine type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/effective.h"

#include "base/version.h"
#include "model/run-time.h"

#include <string.h>

#define MAX_DEPTH 64

typedef struct Walk {
    const QemuModel *model;
    const MachineType *machine;
    EffectiveDriver *effective;
    GHashTable *children; /* EffectiveDriver * by const Driver *: one child
                             often has many aliases. Of the whole walk */
    guint depth;          /* of aliases into children */
} Walk;

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

static void add_reason(EffectiveProperty *property, const Reason *reason)
{
    g_array_append_vals(property->reasons, reason, 1);
    property->value = reason->value;
    property->static_value = reason->value;
}

static EffectiveProperty *find(EffectiveDriver *effective, const char *name)
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
    return find((EffectiveDriver *)effective, property);
}

static EffectiveDriver *compute(const Walk *outer, const Driver *driver);

/* The part of an alias before the dot is the driver's own name: another
 * spelling of one property (cmp_legacy is cmp-legacy). */
static const char *own_original(const Driver *driver, const Property *property)
{
    gsize length = strlen(driver->name);
    const char *alias_of = property->alias_of;

    return alias_of && strncmp(alias_of, driver->name, length) == 0 &&
                   alias_of[length] == '.' &&
                   !g_str_equal(alias_of + length + 1, property->name)
               ? alias_of + length + 1
               : NULL;
}

static const EffectiveDriver *find_child(const Walk *walk, const Driver *driver)
{
    EffectiveDriver *child = g_hash_table_lookup(walk->children, driver);

    if (!child) {
        child = compute(walk, driver);
        g_hash_table_insert(walk->children, (gpointer)driver, child);
    }
    return child;
}

/* An alias starts as its child's property stands after the child's entries. */
static bool start_as_child(Walk *walk, EffectiveProperty *property)
{
    const char *alias_of = property->property->alias_of;
    const char *dot = alias_of ? strchr(alias_of, '.') : NULL;
    g_autofree char *child_name = NULL;
    const EffectiveProperty *original;
    const Driver *driver;

    if (!dot || walk->depth > 8) {
        return false;
    }
    child_name = g_strndup(alias_of, (gsize)(dot - alias_of));
    driver = qemu_model_driver(walk->model, child_name);
    if (!driver || driver == walk->effective->driver) {
        return false;
    }
    original = effective_driver_find(find_child(walk, driver), dot + 1);
    if (!original) {
        return false;
    }
    g_array_append_vals(property->reasons, original->reasons->data,
                        original->reasons->len);
    property->value = original->value;
    property->static_value = original->value;
    return true;
}

static void add_properties(Walk *walk)
{
    EffectiveDriver *effective = walk->effective;
    g_autoptr(GPtrArray) properties =
        qemu_model_properties(walk->model, effective->driver);

    for (guint i = 0; i < properties->len; i++) {
        EffectiveProperty property = {
            .property = g_ptr_array_index(properties, i),
            .value = value_none(),
            .static_value = value_none(),
            .reasons = g_array_new(FALSE, TRUE, sizeof(Reason)),
        };

        if (!start_as_child(walk, &property)) {
            Reason reason = {
                .kind = REASON_DEFAULT,
                .driver = effective->driver->name,
                .value = property.property->value,
                .location = property.property->location,
            };

            add_reason(&property, &reason);
        }
        g_array_append_val(effective->properties, property);
    }
}

static void apply(Walk *walk, const CompatProperty *entry)
{
    EffectiveProperty *property =
        entry->property ? find(walk->effective, entry->property) : NULL;
    const char *original =
        property ? own_original(walk->effective->driver, property->property)
                 : NULL;
    EffectiveProperty *other =
        original ? find(walk->effective, original) : NULL;

    property = other ? other : property;
    if (property) {
        Reason reason = {
            .kind = REASON_COMPAT,
            .list = entry->list,
            .driver = entry->driver,
            .value = effective_parse(property->property, entry->value),
            .location = entry->location,
        };

        add_reason(property, &reason);
    } else if (!entry->optional) {
        g_ptr_array_add(walk->effective->unknown, (gpointer)entry);
    }
}

static void apply_in_list_order(Walk *walk)
{
    for (guint i = 0; i < walk->machine->compat->len; i++) {
        const CompatProperty *entry =
            &g_array_index(walk->machine->compat, CompatProperty, i);

        if (entry->driver &&
            qemu_model_is_a(walk->model, walk->effective->driver,
                            entry->driver)) {
            apply(walk, entry);
        }
    }
}

static void apply_class_by_class(Walk *walk)
{
    const Driver *driver = walk->effective->driver;

    for (guint depth = 0; driver && depth < MAX_DEPTH; depth++) {
        for (guint i = 0; i < walk->machine->compat->len; i++) {
            const CompatProperty *entry =
                &g_array_index(walk->machine->compat, CompatProperty, i);

            if (g_strcmp0(entry->driver, driver->name) == 0) {
                apply(walk, entry);
            }
        }
        driver = qemu_model_parent(walk->model, driver);
    }
}

static void copy_originals(EffectiveDriver *effective)
{
    for (guint i = 0; i < effective->properties->len; i++) {
        EffectiveProperty *property =
            &g_array_index(effective->properties, EffectiveProperty, i);
        const char *name = own_original(effective->driver, property->property);
        const EffectiveProperty *original = name ? find(effective, name) : NULL;

        if (original) {
            g_array_set_size(property->reasons, 0);
            g_array_append_vals(property->reasons, original->reasons->data,
                                original->reasons->len);
            property->value = original->value;
            property->static_value = original->static_value;
        }
    }
}

static EffectiveDriver *compute(const Walk *outer, const Driver *driver)
{
    EffectiveDriver *effective = g_new0(EffectiveDriver, 1);
    Walk walk = *outer;
    const char *version = fact_set_version(qemu_model_facts(outer->model));

    walk.effective = effective;
    walk.depth++;
    effective->driver = driver;
    effective->properties = g_array_new(FALSE, TRUE, sizeof(EffectiveProperty));
    g_array_set_clear_func(effective->properties, clear_property);
    effective->unknown = g_ptr_array_new();
    add_properties(&walk);
    if (version && version_compare(version, "2.10") < 0) {
        apply_class_by_class(&walk);
    } else {
        apply_in_list_order(&walk);
    }
    copy_originals(effective);
    return effective;
}

static void free_driver(gpointer effective)
{
    effective_driver_free(effective);
}

EffectiveDriver *effective_driver_new(const QemuModel *model,
                                      const MachineType *machine,
                                      const Driver *driver)
{
    g_autoptr(GHashTable) children =
        g_hash_table_new_full(NULL, NULL, NULL, free_driver);
    const Walk walk = {model, machine, NULL, children, 0};
    EffectiveDriver *effective = compute(&walk, driver);

    run_time_apply(effective);
    return effective;
}
