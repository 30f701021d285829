/*
 * Questions about a QAPI schema, and capabilities decided against a QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/replies.h"
#include "model/libvirt-capability.h"
#include "model/qapi-query.h"

#include <glib/gstdio.h>

/* cmocka wants these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static QapiEntity *add(FactSet *facts, const char *name, const char *kind)
{
    QapiEntity *entity = fact_set_add_qapi(facts);

    entity->name = fact_set_text(facts, name);
    entity->kind = fact_set_text(facts, kind);
    return entity;
}

static void add_member(QapiEntity *entity, QapiMember member)
{
    g_array_append_val(entity->members, member);
}

/* As QEMU's own schema has it. */
static FactSet *schema(void)
{
    static const char *const features[] = {"allow-late", NULL};
    FactSet *facts = fact_set_new();
    QapiEntity *entity = add(facts, "frob-add", "command");

    entity->data = "FrobOptions";
    entity->features = fact_set_names(facts, features);
    entity = add(facts, "FrobOptions", "union");
    entity->base = "FrobBase";
    entity->discriminator = "kind";
    add_member(
        entity,
        (QapiMember){.name = "late", .type = "FrobLate", .role = "branch"});
    add_member(entity, (QapiMember){.name = "mad",
                                    .type = "FrobLate",
                                    .when = "TARGET_S390X",
                                    .role = "branch"});
    entity = add(facts, "FrobBase", "struct");
    add_member(entity, (QapiMember){.name = "kind", .type = "FrobKind"});
    add_member(entity, (QapiMember){
                           .name = "sizes", .type = "[int]", .optional = true});
    entity = add(facts, "FrobKind", "enum");
    add_member(entity, (QapiMember){.name = "late"});
    entity = add(facts, "FrobLate", "struct");
    add_member(entity, (QapiMember){.name = "on", .type = "bool"});
    entity = add(facts, "wire-add", "command");
    add_member(entity, (QapiMember){.name = "backend", .type = "Wire"});
    entity = add(facts, "Wire", "union");
    add_member(
        entity,
        (QapiMember){.name = "copper", .type = "FrobLate", .role = "branch"});
    entity = add(facts, "moon-query", "command");
    entity->when = "TARGET_S390X";
    return facts;
}

static const struct {
    const char *path;
    bool answer;
} questions[] = {
    {"frob-add", true},
    {"frob-del", false},
    {"moon-query", false},
    {"frob-add/$allow-late", true},
    {"frob-add/$allow-early", false},
    {"frob-add/arg-type/+late", true},
    {"frob-add/arg-type/+late/on/!boolean", true},
    {"frob-add/arg-type/+late/on/!string", false},
    {"frob-add/arg-type/+mad", false},
    {"frob-add/arg-type/+early", false},
    {"frob-add/arg-type/kind/^late", true},
    {"frob-add/arg-type/kind/^early", false},
    {"frob-add/arg-type/*sizes/!int", true},
    {"frob-add/arg-type/*kind", false},
    {"frob-add/arg-type/late", false},
    {"frob-add/ret-type", true},
    {"frob-add/ret-type/x", false},
    /* a simple union: branches are wrapped, the tag is called "type" */
    {"wire-add/arg-type/backend/+copper/data/on", true},
    {"wire-add/arg-type/backend/+copper/on", false},
    {"wire-add/arg-type/backend/type/^copper", true},
};

static void test_questions(void **state)
{
    g_autoptr(FactSet) facts = schema();
    g_autoptr(QapiIndex) index = qapi_index_new(facts, "x86_64");

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
        if (qapi_index_answers(index, questions[i].path) !=
            questions[i].answer) {
            fail_msg("%s", questions[i].path);
        }
    }
}

static void add_capability(FactSet *facts, const char *name, gint64 number)
{
    Capability *capability = fact_set_add_capability(facts);

    capability->name = name;
    capability->flag = name;
    capability->number = number;
}

static CapabilityRule *add_rule(FactSet *facts, gint64 order,
                                const char *action, const char *capability)
{
    CapabilityRule *rule = fact_set_add_capability_rule(facts);

    rule->order = order;
    rule->action = action;
    rule->capability = capability;
    rule->function = "probe";
    return rule;
}

static void add_guard(CapabilityRule *rule, LibvirtGuard guard)
{
    g_array_append_val(rule->guards, guard);
}

static const char file_text[] =
    "{\"execute\": \"query-version\"}\n\n"
    "{\"return\": {\"qemu\": {\"major\": 8, \"minor\": 1, \"micro\": 0}}}\n\n"
    "{\"execute\": \"query-target\"}\n{\"return\": {\"arch\": \"aarch64\"}}\n"
    "{\"execute\": \"qom-list-types\"}\n"
    "{\"return\": [{\"name\": \"frob\"}]}\n"
    "{\"execute\": \"device-list-properties\",\n"
    " \"arguments\": {\"typename\": \"frob\"}}\n"
    "{\"return\": [{\"name\": \"late\", \"default-value\": false}]}\n"
    "{\"execute\": \"query-kvm\"}\n"
    "{\"return\": {\"present\": true, \"enabled\": false}}\n"
    "{\"execute\": \"query-sev-capabilities\"}\n"
    "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\n";

static Replies *read_replies(const char *text, GError **error)
{
    g_autofree char *name = NULL;
    Replies *replies;
    int fd = g_file_open_tmp("XXXXXX.replies", &name, NULL);

    assert_true(fd >= 0);
    g_close(fd, NULL);
    assert_true(g_file_set_contents(name, text, -1, NULL));
    assert_true(replies_is_one(name));
    replies = replies_read(name, error);
    g_unlink(name);
    return replies;
}

static void test_replies(void **state)
{
    g_autoptr(Replies) replies = read_replies(file_text, NULL);
    const FactSet *facts = replies_facts(replies);
    const Driver *driver = g_ptr_array_index(fact_set_drivers(facts), 0);

    (void)state;
    assert_string_equal(replies_target(replies), "aarch64");
    assert_string_equal(fact_set_version(facts), "8.1.0");
    assert_string_equal(driver->name, "frob");
    assert_int_equal(driver->properties->len, 1);
    assert_int_equal(replies_host(replies, "kvm", "present"), REPLY_YES);
    assert_int_equal(replies_host(replies, "kvm", "enabled"), REPLY_NO);
    assert_int_equal(replies_host(replies, "query-sev-capabilities", NULL),
                     REPLY_NO);
    assert_int_equal(replies_host(replies, "query-gic-capabilities", NULL),
                     REPLY_NOT_ASKED);
}

static void test_broken_replies(void **state)
{
    static const char *const texts[] = {"", "{\"execute\": \"query-version\"}",
                                        "{} {", "no JSON"};

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(read_replies(texts[i], &error));
        assert_non_null(error);
    }
}

static Decision of(const GArray *states, guint i)
{
    return g_array_index(states, DecidedCapability, i).decision;
}

/* In their order; of one place all see the state before it. */
static void test_rules(void **state)
{
    static const char *const old[] = {"8.0.0", NULL};
    static const char *const arms[] = {"aarch64", "armv7l", NULL};
    g_autoptr(Replies) replies = read_replies(file_text, NULL);
    g_autoptr(FactSet) libvirt = fact_set_new();
    g_autoptr(GArray) states = NULL;
    CapabilityQemu qemu = {replies_facts(replies), replies_target(replies),
                           NULL, NULL};
    CapabilityRule *rule;

    (void)state;
    for (guint i = 0; i < 5; i++) {
        static const char *const names[] = {"A", "B", "C", "D", "E"};

        add_capability(libvirt, names[i], i);
    }
    rule = add_rule(libvirt, 0, "set", "A");
    add_guard(rule, (LibvirtGuard){.kind = "device-property",
                                   .name = "frob",
                                   .text = "late"});
    rule = add_rule(libvirt, 1, "clear", "A");
    add_guard(rule, (LibvirtGuard){.kind = "capability", .name = "A"});
    rule = add_rule(libvirt, 2, "set", "B");
    add_guard(rule, (LibvirtGuard){.kind = "capability", .name = "A"});
    rule = add_rule(libvirt, 3, "set", "C");
    add_guard(rule, (LibvirtGuard){.kind = "host", .name = "kvm"});
    rule = add_rule(libvirt, 4, "set", "D");
    add_guard(rule, (LibvirtGuard){
                        .kind = "version", .relation = ">=", .values = old});
    add_guard(rule, (LibvirtGuard){.kind = "architecture", .values = arms});
    rule = add_rule(libvirt, 5, "set", "E");
    add_guard(rule, (LibvirtGuard){.kind = "capability", .name = "C"});
    add_guard(rule, (LibvirtGuard){
                        .kind = "capability", .name = "D", .negated = true});
    states = libvirt_capabilities_decide(libvirt, &qemu);
    assert_int_equal(of(states, 0), DECISION_NO);
    assert_int_equal(of(states, 1), DECISION_YES);
    assert_int_equal(of(states, 2), DECISION_UNKNOWN);
    assert_int_equal(of(states, 3), DECISION_YES);
    assert_int_equal(of(states, 4), DECISION_NO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_replies),
        cmocka_unit_test(test_broken_replies),
        cmocka_unit_test(test_rules),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
