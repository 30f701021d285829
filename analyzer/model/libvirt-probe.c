/*
 * Answers libvirt's questions from the facts of a QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/libvirt-probe.h"

#include "base/version.h"
#include "facts/replies.h"
#include "model/qapi-query.h"

#include <string.h>

/* A parent of a parent of ...: the facts may have circles. */
#define MAX_PARENTS 64

struct QemuProbe {
    CapabilityQemu qemu;
    QapiIndex *qapi;
    GHashTable *drivers; /* name -> const Driver *: those of the target */
    GHashTable *options;
    GHashTable *machines; /* by name and alias: const MachineType * */
    GHashTable *models;   /* set of names */
};

static bool is_for(Names targets, const char *target)
{
    for (guint i = 0; targets && targets[i]; i++) {
        if (g_str_equal(targets[i], target) || g_str_equal(targets[i], "*")) {
            return true;
        }
    }
    return !targets || !targets[0];
}

static void index_drivers(QemuProbe *probe)
{
    const GPtrArray *drivers = fact_set_drivers(probe->qemu.facts);

    for (guint i = 0; i < drivers->len; i++) {
        const Driver *driver = drivers->pdata[i];

        if (is_for(driver->targets, probe->qemu.target)) {
            g_hash_table_insert(probe->drivers, (char *)driver->name,
                                (gpointer)driver);
        }
    }
}

static void index_machines(QemuProbe *probe)
{
    const GPtrArray *machines = fact_set_machine_types(probe->qemu.facts);

    for (guint i = 0; i < machines->len; i++) {
        const MachineType *machine = machines->pdata[i];

        if (machine->abstract ||
            !is_for(machine->targets, probe->qemu.target)) {
            continue;
        }
        g_hash_table_insert(probe->machines, (char *)machine->name,
                            (gpointer)machine);
        for (guint k = 0; machine->aliases && machine->aliases[k]; k++) {
            g_hash_table_insert(probe->machines, (char *)machine->aliases[k],
                                (gpointer)machine);
        }
    }
}

static void index_rest(QemuProbe *probe)
{
    const GPtrArray *options = fact_set_options(probe->qemu.facts);
    const GPtrArray *models = fact_set_cpu_models(probe->qemu.facts);

    for (guint i = 0; i < options->len; i++) {
        const Option *option = options->pdata[i];

        if (option->name) {
            g_hash_table_insert(probe->options, (char *)option->name,
                                (gpointer)option);
        }
    }
    for (guint i = 0; i < models->len; i++) {
        const CpuModel *model = models->pdata[i];

        if (model->name && (!model->target ||
                            g_str_equal(model->target, probe->qemu.target))) {
            g_hash_table_add(probe->models, (char *)model->name);
        }
    }
}

QemuProbe *qemu_probe_new(const CapabilityQemu *qemu)
{
    QemuProbe *probe = g_new0(QemuProbe, 1);

    probe->qemu = *qemu;
    probe->qapi = qapi_index_new(qemu->facts, qemu->target);
    probe->drivers = g_hash_table_new(g_str_hash, g_str_equal);
    probe->options = g_hash_table_new(g_str_hash, g_str_equal);
    probe->machines = g_hash_table_new(g_str_hash, g_str_equal);
    probe->models = g_hash_table_new(g_str_hash, g_str_equal);
    index_drivers(probe);
    index_machines(probe);
    index_rest(probe);
    return probe;
}

void qemu_probe_free(QemuProbe *probe)
{
    if (!probe) {
        return;
    }
    qapi_index_free(probe->qapi);
    g_hash_table_unref(probe->drivers);
    g_hash_table_unref(probe->options);
    g_hash_table_unref(probe->machines);
    g_hash_table_unref(probe->models);
    g_free(probe);
}

const FactSet *qemu_probe_facts(const QemuProbe *probe)
{
    return probe->qemu.facts;
}

static Decision decided(bool answer)
{
    return answer ? DECISION_YES : DECISION_NO;
}

static const Property *find_property(const QemuProbe *probe, const char *type,
                                     const char *name)
{
    const Driver *driver = g_hash_table_lookup(probe->drivers, type);

    for (guint depth = 0; driver && depth < MAX_PARENTS; depth++) {
        for (guint i = 0; i < driver->properties->len; i++) {
            const Property *property =
                &g_array_index(driver->properties, Property, i);

            if (g_strcmp0(property->name, name) == 0) {
                return property;
            }
        }
        driver = driver->parent
                     ? g_hash_table_lookup(probe->drivers, driver->parent)
                     : NULL;
    }
    return NULL;
}

/* "pc-machine" is asked for as that of the machine type that "pc" means. */
static Decision ask_machine_property(const QemuProbe *probe,
                                     const LibvirtGuard *guard)
{
    static const char suffix[] = "-machine";
    g_autofree char *alias =
        g_strndup(guard->name, strlen(guard->name) - strlen(suffix));
    const MachineType *machine = g_hash_table_lookup(probe->machines, alias);
    g_autofree char *type =
        g_strconcat(machine ? machine->name : alias, suffix, NULL);

    return decided(find_property(probe, type, guard->text) != NULL);
}

static Decision ask_property(const QemuProbe *probe, const LibvirtGuard *guard)
{
    if (g_str_has_suffix(guard->name, "-machine")) {
        return ask_machine_property(probe, guard);
    }
    return decided(find_property(probe, guard->name, guard->text) != NULL);
}

static Decision ask_default(const QemuProbe *probe, const LibvirtGuard *guard)
{
    const Property *property = find_property(probe, guard->name, guard->text);
    g_autofree char *text = NULL;

    if (!property || property->value.kind == VALUE_NONE) {
        return DECISION_NO;
    }
    if (property->value.kind == VALUE_UNKNOWN || !guard->values) {
        return DECISION_UNKNOWN;
    }
    text = value_to_text(&property->value);
    return decided(g_str_equal(text, guard->values[0]));
}

static Decision ask_type(const QemuProbe *probe, const LibvirtGuard *guard)
{
    const Driver *driver = g_hash_table_lookup(probe->drivers, guard->name);

    return decided(driver && !driver->abstract);
}

static bool has_key(const Option *option, const char *key)
{
    for (guint i = 0; option && i < option->keys->len; i++) {
        if (g_str_equal(option->keys->pdata[i], key)) {
            return true;
        }
    }
    return false;
}

/* Since QEMU 8.0 (2f129fc107) the parameters of -machine are the properties
 * of all machine types. */
static bool any_machine_has(const QemuProbe *probe, const char *key)
{
    GHashTableIter iter;
    gpointer name;

    if (version_compare(fact_set_version(probe->qemu.facts), "8.0.0") < 0) {
        return false;
    }
    g_hash_table_iter_init(&iter, probe->machines);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_autofree char *type = g_strconcat(name, "-machine", NULL);

        if (find_property(probe, type, key)) {
            return true;
        }
    }
    return false;
}

static Decision ask_option(const QemuProbe *probe, const LibvirtGuard *guard)
{
    const Option *option = g_hash_table_lookup(probe->options, guard->name);

    if (!guard->text) {
        return decided(option != NULL);
    }
    return decided(has_key(option, guard->text) ||
                   (option && g_str_equal(guard->name, "machine") &&
                    any_machine_has(probe, guard->text)));
}

static Decision ask_enum(const QemuProbe *probe, const char *name,
                         const char *value)
{
    const QapiEntity *entity = qapi_index_find(probe->qapi, name, "enum");

    for (guint i = 0; entity && i < entity->members->len; i++) {
        const QapiMember *member =
            &g_array_index(entity->members, QapiMember, i);

        if (g_strcmp0(member->name, value) == 0) {
            return DECISION_YES;
        }
    }
    return DECISION_NO;
}

static Decision ask_migration(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return ask_enum(probe, "MigrationCapability", guard->name);
}

/* QEMU tells the models whose types it has: "tpm-tis" is that of "tpm-tis" on
 * PCs and of "tpm-tis-device" elsewhere (hw/tpm/). */
static Decision ask_tpm_model(const QemuProbe *probe, const LibvirtGuard *guard)
{
    g_autofree char *device = g_strconcat(guard->name, "-device", NULL);

    return g_hash_table_contains(probe->drivers, guard->name) ||
                   g_hash_table_contains(probe->drivers, device)
               ? ask_enum(probe, "TpmModel", guard->name)
               : DECISION_NO;
}

static Decision ask_tpm_type(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return ask_enum(probe, "TpmType", guard->name);
}

/* Until QEMU 4.0 the schema has commands of all targets: what was answered to
 * the question for them counts. */
static Decision ask_listed(const QemuProbe *probe, const char *list,
                           const char *kind, const char *name)
{
    return qapi_index_find(probe->qapi, list, "enum")
               ? ask_enum(probe, list, name)
               : decided(qapi_index_find(probe->qapi, name, kind) != NULL);
}

static Decision ask_command(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return ask_listed(probe, REPLIES_COMMANDS, "command", guard->name);
}

static Decision ask_event(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return ask_listed(probe, REPLIES_EVENTS, "event", guard->name);
}

static Decision ask_qapi(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return decided(qapi_index_answers(probe->qapi, guard->name));
}

static Decision ask_machine(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return decided(g_str_equal(guard->name, "none") ||
                   g_hash_table_contains(probe->machines, guard->name));
}

/* Models that are not in a table are types of their own: "max-arm-cpu". */
static Decision ask_model(const QemuProbe *probe, const LibvirtGuard *guard)
{
    g_autofree char *prefix = g_strconcat(guard->name, "-", NULL);
    GHashTableIter iter;
    gpointer name;

    if (g_hash_table_contains(probe->models, guard->name)) {
        return DECISION_YES;
    }
    g_hash_table_iter_init(&iter, probe->drivers);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (g_str_has_prefix(name, prefix) && g_str_has_suffix(name, "-cpu")) {
            return DECISION_YES;
        }
    }
    return DECISION_NO;
}

static Decision ask_host(const QemuProbe *probe, const LibvirtGuard *guard)
{
    return probe->qemu.host
               ? probe->qemu.host(guard->name, guard->text, probe->qemu.user)
               : DECISION_UNKNOWN;
}

/* libvirt calls some targets by other names. */
static const char *const architectures[][2] = {
    {"i386", "i686"},
    {"arm", "armv7l"},
    {"or1k", "or32"},
};

static Decision ask_architecture(const QemuProbe *probe,
                                 const LibvirtGuard *guard)
{
    const char *name = probe->qemu.target;

    for (guint i = 0; i < G_N_ELEMENTS(architectures); i++) {
        if (g_str_equal(name, architectures[i][0])) {
            name = architectures[i][1];
        }
    }
    for (guint i = 0; guard->values && guard->values[i]; i++) {
        if (g_str_equal(guard->values[i], name)) {
            return DECISION_YES;
        }
    }
    return DECISION_NO;
}

typedef struct Asker {
    const char *kind;
    Decision (*ask)(const QemuProbe *probe, const LibvirtGuard *guard);
} Asker;

static const Asker askers[] = {
    {"architecture", ask_architecture},
    {"command", ask_command},
    {"command-line-option", ask_option},
    {"cpu-model", ask_model},
    {"device-property", ask_property},
    {"event", ask_event},
    {"host", ask_host},
    {"machine", ask_machine},
    {"machine-property", ask_property},
    {"migration-parameter", ask_migration},
    {"object-property", ask_property},
    {"property-default", ask_default},
    {"qapi", ask_qapi},
    {"qom-type", ask_type},
    {"tpm-model", ask_tpm_model},
    {"tpm-type", ask_tpm_type},
    {"version", qemu_probe_version},
};

Decision qemu_probe_ask(const QemuProbe *probe, const LibvirtGuard *guard)
{
    for (guint i = 0; i < G_N_ELEMENTS(askers); i++) {
        if (g_str_equal(askers[i].kind, guard->kind)) {
            return askers[i].ask(probe, guard);
        }
    }
    return DECISION_UNKNOWN;
}
