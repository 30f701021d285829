/*
 * What the name of a subject means.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/subject.h"

#include <string.h>

#include "model/qemu-model.h"
#include "model/subject-near.h"

G_DEFINE_QUARK(migcompat - subject - error, subject_error)

static const char *const class_texts[] = {
#define X(name, text) text,
    SUBJECT_CLASSES(X)
#undef X
};

const char *subject_class_text(SubjectClass class)
{
    return class_texts[class];
}

Subject *subject_new(SubjectClass class, const char *owner, const char *name,
                     const char *full)
{
    Subject *subject = g_new0(Subject, 1);

    subject->class = class;
    subject->owner = g_strdup(owner);
    subject->name = g_strdup(name);
    subject->full = g_strdup(full ? full : name);
    return subject;
}

void subject_free(Subject *subject)
{
    if (subject) {
        g_free(subject->owner);
        g_free(subject->name);
        g_free(subject->full);
        g_free(subject);
    }
}

char *subject_title(const Subject *subject)
{
    const char *dot;

    switch (subject->class) {
    case SUBJECT_CLASS_KEY:
        dot = strchr(subject->full, '.');
        return dot ? g_strdup_printf("-%s %.*s,%s=", subject->owner,
                                     (int)(dot - subject->full), subject->full,
                                     dot + 1)
                   : g_strdup_printf("-%s %s=", subject->owner, subject->full);
    case SUBJECT_CLASS_OPTION:
        return g_strdup_printf("-%s", subject->name);
    case SUBJECT_CLASS_PROPERTY:
        return g_strdup_printf("%s.%s", subject->owner, subject->name);
    default:
        return g_strdup_printf("%s %s", subject_class_text(subject->class),
                               subject->name);
    }
}

bool subject_is_key(const char *full, const char *name)
{
    gsize length = strlen(full);
    gsize tail = strlen(name);

    return g_str_equal(full, name) ||
           (length > tail && full[length - tail - 1] == '.' &&
            g_str_equal(full + length - tail, name));
}

/* One class: does the tree know the name? `*ret_full` may be set. */
typedef bool (*Knows)(const FactSet *facts, const char *owner, const char *name,
                      const char **ret_full);

static bool knows_key(const FactSet *facts, const char *owner, const char *name,
                      const char **ret_full)
{
    const GPtrArray *options = fact_set_options(facts);
    const GPtrArray *emissions = fact_set_emissions(facts);

    for (guint i = 0; owner && i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        for (guint k = 0;
             g_str_equal(option->name, owner) && k < option->keys->len; k++) {
            const char *key = g_ptr_array_index(option->keys, k);

            if (subject_is_key(key, name)) {
                *ret_full = key;
                return true;
            }
        }
    }
    for (guint i = 0; owner && i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);

        if (emission->option[0] == '-' &&
            g_str_equal(emission->option + 1, owner) &&
            g_strcmp0(emission->property, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool knows_option(const FactSet *facts, const char *owner,
                         const char *name, const char **ret_full)
{
    const GPtrArray *options = fact_set_options(facts);
    const char *bare = name[0] == '-' ? name + 1 : name;

    for (guint i = 0; !owner && i < options->len; i++) {
        const Option *option = g_ptr_array_index(options, i);

        if (g_str_equal(option->name, bare)) {
            *ret_full = option->name;
            return true;
        }
    }
    return false;
}

static bool knows_property(const FactSet *facts, const char *owner,
                           const char *name, const char **ret_full)
{
    g_autoptr(QemuModel) model = NULL;
    const Driver *driver;

    (void)ret_full;
    if (!owner || g_strcmp0(fact_set_project(facts), "qemu") != 0) {
        return false;
    }
    model = qemu_model_new(facts, NULL);
    driver = qemu_model_driver(model, owner);
    return driver && qemu_model_property(model, driver, name);
}

static bool knows_driver(const FactSet *facts, const char *owner,
                         const char *name, const char **ret_full)
{
    const GPtrArray *drivers = fact_set_drivers(facts);

    (void)ret_full;
    for (guint i = 0; !owner && i < drivers->len; i++) {
        const Driver *driver = g_ptr_array_index(drivers, i);

        if (g_str_equal(driver->name, name)) {
            return true;
        }
    }
    return false;
}

static bool knows_machine(const FactSet *facts, const char *owner,
                          const char *name, const char **ret_full)
{
    const GPtrArray *machines = fact_set_machine_types(facts);

    (void)ret_full;
    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);
        g_autofree char *whole =
            owner ? g_strconcat(owner, ".", name, NULL) : g_strdup(name);

        if (g_str_equal(machine->name, whole)) {
            *ret_full = machine->name;
            return true;
        }
    }
    return false;
}

static bool knows_vmstate(const FactSet *facts, const char *owner,
                          const char *name, const char **ret_full)
{
    const GPtrArray *vmstates = fact_set_vmstates(facts);
    g_autofree char *whole =
        owner ? g_strconcat(owner, ".", name, NULL) : g_strdup(name);

    for (guint i = 0; i < vmstates->len; i++) {
        const VMState *vmstate = g_ptr_array_index(vmstates, i);

        if (g_strcmp0(vmstate->name, whole) == 0) {
            *ret_full = vmstate->name;
            return true;
        }
    }
    return false;
}

static bool knows_field(const FactSet *facts, const char *owner,
                        const char *name, const char **ret_full)
{
    const GPtrArray *machines = fact_set_machine_types(facts);
    g_autofree char *whole =
        owner ? g_strconcat(owner, ".", name, NULL) : g_strdup(name);

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = g_ptr_array_index(machines, i);

        for (guint k = 0; k < machine->fields->len; k++) {
            const char *field =
                g_array_index(machine->fields, MachineField, k).name;

            if (g_str_equal(field, whole)) {
                *ret_full = field;
                return true;
            }
        }
    }
    return false;
}

/* By its constant's name, or by the one in libvirt's own XML. */
static bool knows_capability(const FactSet *facts, const char *owner,
                             const char *name, const char **ret_full)
{
    const GPtrArray *all = fact_set_capabilities(facts);
    g_autofree char *whole =
        owner ? g_strconcat(owner, ".", name, NULL) : g_strdup(name);

    for (guint i = 0; i < all->len; i++) {
        const Capability *capability = g_ptr_array_index(all, i);

        if (g_str_equal(capability->name, whole) ||
            g_strcmp0(capability->flag, whole) == 0) {
            *ret_full = capability->name;
            return true;
        }
    }
    return false;
}

/* Whose names are tried first: what people most likely mean. */
static const struct {
    SubjectClass class;
    Knows knows;
    bool has_owner;
} order[] = {
    {SUBJECT_CLASS_KEY, knows_key, true},
    {SUBJECT_CLASS_PROPERTY, knows_property, true},
    {SUBJECT_CLASS_MACHINE, knows_machine, false},
    {SUBJECT_CLASS_OPTION, knows_option, false},
    {SUBJECT_CLASS_DRIVER, knows_driver, false},
    {SUBJECT_CLASS_VMSTATE, knows_vmstate, false},
    {SUBJECT_CLASS_FIELD, knows_field, false},
    {SUBJECT_CLASS_CAPABILITY, knows_capability, false},
};

static Subject *try_class(guint which, const char *text, const GPtrArray *trees)
{
    const char *dot = strchr(text, '.');
    g_autofree char *owner = dot ? g_strndup(text, (gsize)(dot - text)) : NULL;
    const char *name = dot ? dot + 1 : text;
    const char *bare = owner && owner[0] == '-' ? owner + 1 : owner;
    const char *full = NULL;
    bool found = false;

    /* Only QEMU's trees know a key's full name. */
    for (guint i = 0; i < trees->len && !full; i++) {
        found |=
            order[which].knows(g_ptr_array_index(trees, i), bare, name, &full);
    }
    if (!found) {
        return NULL;
    }
    return order[which].has_owner
               ? subject_new(order[which].class, bare, name, full)
               : subject_new(order[which].class, NULL, full ? full : name,
                             full);
}

/* "vmstate:serial": the class is said. */
static const char *after_prefix(const char *text, SubjectClass *ret_class)
{
    static const char *const prefixes[N_SUBJECT_CLASSES] = {
        "key:",     "option:",  "property:", "driver:",
        "machine:", "vmstate:", "field:",    "capability:",
    };

    for (guint i = 0; i < N_SUBJECT_CLASSES; i++) {
        if (g_str_has_prefix(text, prefixes[i])) {
            *ret_class = i;
            return text + strlen(prefixes[i]);
        }
    }
    return text;
}

Subject *subject_find(const char *text, const GPtrArray *trees, GError **error)
{
    SubjectClass class = N_SUBJECT_CLASSES;
    const char *name = after_prefix(text, &class);
    Subject *subject = NULL;
    g_autofree char *near = NULL;

    for (guint i = 0; !subject && i < G_N_ELEMENTS(order); i++) {
        if (class == N_SUBJECT_CLASSES || class == order[i].class) {
            subject = try_class(i, name, trees);
        }
    }
    if (!subject) {
        near = subject_near_names(name, trees);
        g_set_error(error, SUBJECT_ERROR, SUBJECT_ERROR_NONE_SUCH,
                    "no tree has '%s'%s%s", text, near ? "; near to it: " : "",
                    near ? near
                         : ": neither a key of an option (numa.mem), an "
                           "option, a property (DRIVER.PROPERTY), a driver, a "
                           "machine type, a vmstate, a member of the machine's "
                           "class nor a capability (QEMU_CAPS_...)");
    }
    return subject;
}
