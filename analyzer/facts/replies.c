/*
 * Recorded answers of a QEMU as facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/replies-inside.h"

#include "facts/json.h"

#include <string.h>

/* The QAPI schema's types are not nested as JSON. */
#define MAX_DEPTH 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_object, json_object_put)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_tokener, json_tokener_free)

void replies_free(Replies *replies)
{
    if (!replies) {
        return;
    }
    fact_set_free(replies->facts);
    g_free(replies->target);
    g_free(replies->version);
    g_hash_table_unref(replies->drivers);
    g_hash_table_unref(replies->host);
    g_free(replies);
}

const FactSet *replies_facts(const Replies *replies)
{
    return replies->facts;
}

const char *replies_target(const Replies *replies)
{
    return replies->target;
}

ReplyAnswer replies_host(const Replies *replies, const char *name,
                         const char *key)
{
    g_autofree char *full = key ? g_strconcat(name, ".", key, NULL) : NULL;
    gpointer answer;

    return g_hash_table_lookup_extended(replies->host, full ? full : name, NULL,
                                        &answer)
               ? (ReplyAnswer)GPOINTER_TO_INT(answer)
               : REPLY_NOT_ASKED;
}

static void set_host(Replies *replies, const char *name, bool answer)
{
    g_hash_table_insert(replies->host, g_strdup(name),
                        GINT_TO_POINTER(answer ? REPLY_YES : REPLY_NO));
}

static Driver *driver_of(Replies *replies, const char *name)
{
    Driver *driver = g_hash_table_lookup(replies->drivers, name);

    if (!driver) {
        driver = fact_set_add_driver(replies->facts);
        driver->name = fact_set_text(replies->facts, name);
        g_hash_table_insert(replies->drivers, (char *)driver->name, driver);
    }
    return driver;
}

static void read_version(Replies *replies, json_object *question,
                         json_object *answer)
{
    json_object *qemu = reply_member(answer, "qemu");

    (void)question;
    g_free(replies->version);
    replies->version = g_strdup_printf(
        "%d.%d.%d", json_object_get_int(reply_member(qemu, "major")),
        json_object_get_int(reply_member(qemu, "minor")),
        json_object_get_int(reply_member(qemu, "micro")));
}

static void read_target(Replies *replies, json_object *question,
                        json_object *answer)
{
    (void)question;
    g_free(replies->target);
    replies->target = g_strdup(reply_text(replies, answer, "arch"));
}

static void read_types(Replies *replies, json_object *question,
                       json_object *answer)
{
    (void)question;
    for (guint i = 0; i < reply_length(answer); i++) {
        const char *name =
            reply_text(replies, reply_element(answer, i), "name");

        if (name) {
            driver_of(replies, name)->user_creatable = value_boolean(true);
        }
    }
}

static Value default_of(Replies *replies, json_object *property)
{
    json_object *value = reply_member(property, "default-value");

    switch (json_object_get_type(value)) {
    case json_type_boolean:
        return value_boolean(json_object_get_boolean(value));
    case json_type_int:
        return value_number(json_object_get_int64(value));
    case json_type_string:
        return value_string(
            fact_set_text(replies->facts, json_object_get_string(value)));
    default:
        return value_none();
    }
}

static void read_properties(Replies *replies, json_object *question,
                            json_object *answer)
{
    const char *type =
        reply_text(replies, reply_member(question, "arguments"), "typename");
    Driver *driver = type ? driver_of(replies, type) : NULL;

    for (guint i = 0; driver && i < reply_length(answer); i++) {
        json_object *one = reply_element(answer, i);
        Property property = {
            .name = reply_text(replies, one, "name"),
            .type = reply_text(replies, one, "type"),
            .value = default_of(replies, one),
            .how = "qdev",
        };

        if (property.name) {
            g_array_append_val(driver->properties, property);
        }
    }
}

static void read_options(Replies *replies, json_object *question,
                         json_object *answer)
{
    (void)question;
    for (guint i = 0; i < reply_length(answer); i++) {
        json_object *one = reply_element(answer, i);
        json_object *parameters = reply_member(one, "parameters");
        Option *option = fact_set_add_option(replies->facts);

        option->name = reply_text(replies, one, "option");
        option->takes_value = true;
        for (guint k = 0; k < reply_length(parameters); k++) {
            g_ptr_array_add(option->keys,
                            (gpointer)reply_text(
                                replies, reply_element(parameters, k), "name"));
        }
    }
}

/* Asked twice: with KVM and without. */
static void read_machines(Replies *replies, json_object *question,
                          json_object *answer)
{
    (void)question;
    for (guint i = 0; i < reply_length(answer); i++) {
        json_object *one = reply_element(answer, i);
        const char *alias[] = {reply_text(replies, one, "alias"), NULL};
        MachineType *machine = fact_set_add_machine_type(replies->facts);

        machine->name = reply_text(replies, one, "name");
        machine->aliases = fact_set_names(replies->facts, alias);
        machine->is_default = reply_truth(one, "is-default");
    }
}

static void read_models(Replies *replies, json_object *question,
                        json_object *answer)
{
    (void)question;
    for (guint i = 0; i < reply_length(answer); i++) {
        CpuModel *model = fact_set_add_cpu_model(replies->facts);

        model->name = reply_text(replies, reply_element(answer, i), "name");
    }
}

static void read_kvm(Replies *replies, json_object *question,
                     json_object *answer)
{
    (void)question;
    set_host(replies, "kvm.enabled", reply_truth(answer, "enabled"));
    set_host(replies, "kvm.present", reply_truth(answer, "present"));
}

static void add_value(Replies *replies, QapiEntity *entity, json_object *value,
                      const char *key)
{
    QapiMember added = {
        .name =
            key ? reply_text(replies, value, key)
                : fact_set_text(replies->facts, json_object_get_string(value)),
    };

    if (added.name) {
        g_array_append_val(entity->members, added);
    }
}

/* Elements are strings, or objects with a name under `key`. */
static void add_list(Replies *replies, const char *name, json_object *answer,
                     const char *key)
{
    QapiEntity *entity = reply_add_entity(replies, name, "enum");

    for (guint i = 0; i < reply_length(answer); i++) {
        add_value(replies, entity, reply_element(answer, i), key);
    }
}

static void read_migration(Replies *replies, json_object *question,
                           json_object *answer)
{
    (void)question;
    add_list(replies, "MigrationCapability", answer, "capability");
}

static void read_tpm_models(Replies *replies, json_object *question,
                            json_object *answer)
{
    (void)question;
    add_list(replies, "TpmModel", answer, NULL);
}

static void read_tpm_types(Replies *replies, json_object *question,
                           json_object *answer)
{
    (void)question;
    add_list(replies, "TpmType", answer, NULL);
}

static void read_commands(Replies *replies, json_object *question,
                          json_object *answer)
{
    (void)question;
    add_list(replies, REPLIES_COMMANDS, answer, "name");
}

static void read_events(Replies *replies, json_object *question,
                        json_object *answer)
{
    (void)question;
    add_list(replies, REPLIES_EVENTS, answer, "name");
}

typedef struct Reader {
    const char *command;
    void (*read)(Replies *replies, json_object *question, json_object *answer);
} Reader;

static const Reader readers[] = {
    {"device-list-properties", read_properties},
    {"qom-list-properties", read_properties},
    {"qom-list-types", read_types},
    {"query-command-line-options", read_options},
    {"query-commands", read_commands},
    {"query-cpu-definitions", read_models},
    {"query-events", read_events},
    {"query-kvm", read_kvm},
    {"query-machines", read_machines},
    {"query-migrate-capabilities", read_migration},
    {"query-qmp-schema", reply_read_schema},
    {"query-target", read_target},
    {"query-tpm-models", read_tpm_models},
    {"query-tpm-types", read_tpm_types},
    {"query-version", read_version},
};

/* The file has two sessions; only the first has KVM enabled. */
static void read_pair(Replies *replies, json_object *question,
                      json_object *reply)
{
    const char *command = reply_text(replies, question, "execute");
    json_object *answer = NULL;
    bool is_answered = json_object_object_get_ex(reply, "return", &answer);

    if (!command) {
        return;
    }
    if (!g_hash_table_contains(replies->host, command)) {
        set_host(replies, command, is_answered);
    }
    for (guint i = 0; is_answered && i < G_N_ELEMENTS(readers); i++) {
        if (g_str_equal(readers[i].command, command)) {
            readers[i].read(replies, question, answer);
        }
    }
}

static bool read_all(Replies *replies, const char *data, gsize size,
                     GError **error)
{
    g_autoptr(json_tokener) tokener = json_tokener_new_ex(MAX_DEPTH);
    g_autoptr(json_object) question = NULL;
    gsize at = 0;

    while (at < size) {
        g_autoptr(json_object) value = NULL;

        json_tokener_reset(tokener);
        value = json_tokener_parse_ex(tokener, data + at, (int)(size - at));
        if (!value) {
            break;
        }
        at += json_tokener_get_parse_end(tokener);
        at += strspn(data + at, " \n\r\t");
        if (question) {
            read_pair(replies, question, value);
            g_clear_pointer(&question, json_object_put);
        } else {
            question = g_steal_pointer(&value);
        }
    }
    if (at < size) {
        g_set_error(error, FACTS_ERROR, FACTS_ERROR_SYNTAX,
                    "is no JSON from byte %" G_GSIZE_FORMAT " on", at);
        return false;
    }
    return true;
}

static bool is_complete(const Replies *replies, GError **error)
{
    if (replies->target && replies->version) {
        return true;
    }
    g_set_error(error, FACTS_ERROR, FACTS_ERROR_SCHEMA,
                "does not tell the version and the target; questions must be "
                "among the replies");
    return false;
}

Replies *replies_read(const char *path, GError **error)
{
    g_autoptr(Replies) replies = g_new0(Replies, 1);
    g_autofree char *data = NULL;
    g_autofree char *label = g_path_get_basename(path);
    gsize size;

    replies->facts = fact_set_new();
    replies->drivers = g_hash_table_new(g_str_hash, g_str_equal);
    replies->host =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!g_file_get_contents(path, &data, &size, error)) {
        return NULL;
    }
    if (size > G_MAXINT || !read_all(replies, data, size, error) ||
        !is_complete(replies, error)) {
        g_prefix_error(error, "'%s' ", path);
        return NULL;
    }
    fact_set_set_tree(replies->facts, "qemu", replies->version, label, NULL);
    fact_set_sort(replies->facts);
    return g_steal_pointer(&replies);
}

bool replies_is_one(const char *path)
{
    return g_str_has_suffix(path, ".replies");
}
