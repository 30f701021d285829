/*
 * What a finding is about, looked up elsewhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-subject.h"

#include <string.h>

static bool has_same_subject(const Finding *one, const Finding *other)
{
    return one->severity < SEVERITY_INFO && one->subject == other->subject &&
           g_strcmp0(one->driver, other->driver) == 0 &&
           g_strcmp0(one->name, other->name) == 0;
}

/* For some machine type; one that names none is about all. */
static bool has_common_machine(const Finding *one, const Finding *other)
{
    const GPtrArray *names = one->machine_types;

    for (guint i = 0; i < names->len; i++) {
        if (g_ptr_array_find_with_equal_func(other->machine_types,
                                             g_ptr_array_index(names, i),
                                             g_str_equal, NULL)) {
            return true;
        }
    }
    return names->len == 0 || other->machine_types->len == 0;
}

static bool has_finding(const Findings *findings, const Finding *finding,
                        bool same_machines)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        const Finding *other = g_ptr_array_index(all, i);

        if (has_same_subject(other, finding) &&
            (!same_machines || has_common_machine(other, finding))) {
            return true;
        }
    }
    return false;
}

bool subject_has_finding(const Findings *findings, const Finding *finding)
{
    return has_finding(findings, finding, false);
}

bool subject_has_finding_here(const Findings *findings, const Finding *finding)
{
    return has_finding(findings, finding, true);
}

static bool has_side(const Finding *finding, EvidenceSide side)
{
    for (guint i = 0; i < finding->evidence->len; i++) {
        if (g_array_index(finding->evidence, Evidence, i).side == side) {
            return true;
        }
    }
    return false;
}

bool subject_has_opposite(const Findings *findings, const Finding *finding)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        const Finding *other = g_ptr_array_index(all, i);

        if (has_same_subject(other, finding) &&
            has_side(other, EVIDENCE_OLD) == has_side(finding, EVIDENCE_NEW) &&
            has_side(other, EVIDENCE_NEW) == has_side(finding, EVIDENCE_OLD)) {
            return true;
        }
    }
    return false;
}

bool subject_is_item(const FactSet *facts, const Finding *finding)
{
    const GPtrArray *items = fact_set_xml_items(facts);

    for (guint i = 0; i < items->len; i++) {
        const XmlItem *item = g_ptr_array_index(items, i);

        if (g_strcmp0(item->name, finding->name) == 0) {
            return true;
        }
    }
    return false;
}

static bool driver_exists(const QemuModel *model, const char *name,
                          const Finding *finding)
{
    const Driver *driver = qemu_model_driver(model, name);

    return driver && (finding->subject != SUBJECT_PROPERTY ||
                      qemu_model_property(model, driver, finding->name));
}

static bool any_driver_exists(const Comparison *comparison,
                              const Finding *finding)
{
    const GPtrArray *models = comparison->before.models;

    for (guint i = 0; i < models->len; i++) {
        const QemuModel *model = g_ptr_array_index(models, i);

        for (guint j = 0; j < finding->drivers->len; j++) {
            if (driver_exists(model, g_ptr_array_index(finding->drivers, j),
                              finding)) {
                return true;
            }
        }
    }
    return false;
}

/* "state" of "state" and of "state.field". */
static bool is_about(const Finding *finding, const VMState *state)
{
    gsize length = state->name ? strlen(state->name) : 0;

    return length && strncmp(finding->name, state->name, length) == 0 &&
           (finding->name[length] == '\0' || finding->name[length] == '.');
}

static bool vmstate_exists(const Comparison *comparison, const Finding *finding)
{
    const GPtrArray *states = fact_set_vmstates(comparison->before.facts);

    for (guint i = 0; finding->name && i < states->len; i++) {
        if (is_about(finding, g_ptr_array_index(states, i))) {
            return true;
        }
    }
    return !finding->name;
}

bool subject_exists(const Comparison *comparison, const Finding *finding)
{
    switch (finding->subject) {
    case SUBJECT_PROPERTY:
    case SUBJECT_DRIVER:
    case SUBJECT_CONSTANT:
        return finding->drivers->len == 0 ||
               any_driver_exists(comparison, finding);
    case SUBJECT_VMSTATE:
    case SUBJECT_VMSTATE_FIELD:
    case SUBJECT_SUBSECTION:
        return vmstate_exists(comparison, finding);
    default:
        return true;
    }
}

/* The driver with all its parents: what it has can be told. */
bool subject_was_read(const Comparison *comparison, const Finding *finding)
{
    const GPtrArray *models = comparison->before.models;

    for (guint i = 0; finding->subject == SUBJECT_PROPERTY && i < models->len;
         i++) {
        const QemuModel *model = g_ptr_array_index(models, i);
        const Driver *driver =
            finding->driver ? qemu_model_driver(model, finding->driver) : NULL;

        if (driver && qemu_model_is_a(model, driver, "device")) {
            return true;
        }
    }
    return false;
}

/* "state" of "state.field"; newly allocated, in quotes. */
static char *quoted_name(const Finding *finding)
{
    const char *name = finding->name;
    const char *dot = name && finding->subject == SUBJECT_VMSTATE_FIELD
                          ? strrchr(name, '.')
                          : NULL;

    return name ? g_strdup_printf(
                      "\"%.*s\"",
                      (int)(dot ? (gsize)(dot - name) : strlen(name)), name)
                : NULL;
}

static bool has_text(const Source *source, const char *text)
{
    const GPtrArray *paths = source_paths(source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autoptr(GBytes) bytes = NULL;

        if (!g_str_has_suffix(path, ".c") && !g_str_has_suffix(path, ".h")) {
            continue;
        }
        bytes = source_read(source, path, NULL);
        if (bytes && g_strstr_len(g_bytes_get_data(bytes, NULL),
                                  (gssize)g_bytes_get_size(bytes), text)) {
            return true;
        }
    }
    return false;
}

bool subject_is_named(const Source *source, const Finding *finding)
{
    g_autofree char *name = quoted_name(finding);
    g_autofree char *driver =
        finding->subject == SUBJECT_PROPERTY && finding->driver
            ? g_strdup_printf("\"%s\"", finding->driver)
            : NULL;

    return (!name || has_text(source, name)) &&
           (!driver || has_text(source, driver));
}
