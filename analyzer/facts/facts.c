/*
 * The owner of a tree's facts and of their strings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "facts/fact-set.h"

#include <string.h>

/* Names are interned, so equal lists hold the same addresses. */
static guint hash_names(gconstpointer key)
{
    const char *const *names = key;
    guint hash = 5381;

    for (guint i = 0; names[i]; i++) {
        hash = hash * 33 + g_direct_hash(names[i]);
    }
    return hash;
}

static gboolean names_equal(gconstpointer a, gconstpointer b)
{
    const char *const *x = a;
    const char *const *y = b;
    guint i = 0;

    while (x[i] && x[i] == y[i]) {
        i++;
    }
    return x[i] == y[i];
}

static guint hash_gap(gconstpointer key)
{
    const Gap *gap = key;

    return g_direct_hash(gap->construct) + 3 * g_direct_hash(gap->subject) +
           5 * g_direct_hash(gap->reason) +
           7 * g_direct_hash(gap->location.file) + 11 * gap->location.line;
}

static gboolean gaps_equal(gconstpointer a, gconstpointer b)
{
    return record_compare(fact_record(FACT_GAP), COMPARE_ALL, a, b) == 0;
}

FactSet *fact_set_new(void)
{
    FactSet *facts = g_new0(FactSet, 1);

    facts->texts = g_string_chunk_new(64 * 1024);
    facts->names = g_hash_table_new_full(hash_names, names_equal, g_free, NULL);
    facts->gaps = g_hash_table_new(hash_gap, gaps_equal);
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        facts->lists[kind] = g_ptr_array_new();
        facts->dropped[kind] = g_ptr_array_new();
    }
    return facts;
}

static void free_list(const Record *record, GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        record_free(record, list->pdata[i]);
    }
    g_ptr_array_unref(list);
}

void fact_set_free(FactSet *facts)
{
    if (!facts) {
        return;
    }
    g_hash_table_unref(facts->gaps);
    for (guint kind = 0; kind < N_FACT_KINDS; kind++) {
        free_list(fact_record(kind), facts->lists[kind]);
        free_list(fact_record(kind), facts->dropped[kind]);
    }
    g_hash_table_unref(facts->names);
    g_string_chunk_free(facts->texts);
    g_free(facts);
}

void fact_set_set_tree(FactSet *facts, const char *project, const char *version,
                       const char *label, const char *revision)
{
    facts->project = fact_set_text(facts, project);
    facts->version = fact_set_text(facts, version);
    facts->label = fact_set_text(facts, label);
    facts->revision = fact_set_text(facts, revision);
}

const char *fact_set_project(const FactSet *facts)
{
    return facts->project;
}

const char *fact_set_version(const FactSet *facts)
{
    return facts->version;
}

const char *fact_set_label(const FactSet *facts)
{
    return facts->label;
}

const char *fact_set_revision(const FactSet *facts)
{
    return facts->revision;
}

void fact_set_set_minimum_qemu(FactSet *facts, const char *version)
{
    facts->minimum_qemu = fact_set_text(facts, version);
}

const char *fact_set_minimum_qemu(const FactSet *facts)
{
    return facts->minimum_qemu;
}

/*
 * C strings may hold any bytes, JSON may not: a byte that is no UTF-8 becomes
 * "\xNN", so that different strings stay different.
 */
static char *escaped_bytes(const char *text)
{
    GString *result = g_string_new(NULL);
    const char *end;

    while (!g_utf8_validate(text, -1, &end)) {
        g_string_append_len(result, text, end - text);
        g_string_append_printf(result, "\\x%02x", (guchar)*end);
        text = end + 1;
    }
    g_string_append(result, text);
    return g_string_free(result, FALSE);
}

const char *fact_set_text(FactSet *facts, const char *text)
{
    g_autofree char *escaped = NULL;

    if (!text) {
        return NULL;
    }
    if (!g_utf8_validate(text, -1, NULL)) {
        escaped = escaped_bytes(text);
    }
    return g_string_chunk_insert_const(facts->texts, escaped ? escaped : text);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Names fact_set_names(FactSet *facts, const char *const *names)
{
    guint length = names ? g_strv_length((char **)names) : 0;
    g_autofree const char **copy = g_new0(const char *, length + 1);
    const char **known;
    guint kept = 0;

    for (guint i = 0; i < length; i++) {
        copy[i] = fact_set_text(facts, names[i]);
    }
    qsort(copy, length, sizeof(*copy), compare_names);
    for (guint i = 0; i < length; i++) {
        if (kept == 0 || copy[kept - 1] != copy[i]) {
            copy[kept++] = copy[i];
        }
    }
    copy[kept] = NULL;
    known = g_hash_table_lookup(facts->names, copy);
    if (!known) {
        known = g_steal_pointer(&copy);
        g_hash_table_add(facts->names, known);
    }
    return known;
}

void *fact_set_add(FactSet *facts, FactKind kind)
{
    void *fact = record_new(fact_record(kind));

    g_ptr_array_add(facts->lists[kind], fact);
    return fact;
}

void fact_set_add_gap(FactSet *facts, const char *construct,
                      const char *subject, const char *reason,
                      const Location *location)
{
    Gap gap = {
        .construct = fact_set_text(facts, construct),
        .subject = fact_set_text(facts, subject),
        .reason = fact_set_text(facts, reason),
    };
    Gap *added;

    if (location) {
        gap.location.file = fact_set_text(facts, location->file);
        gap.location.line = location->line;
    }
    if (g_hash_table_contains(facts->gaps, &gap)) {
        return;
    }
    added = fact_set_add(facts, FACT_GAP);
    *added = gap;
    g_hash_table_add(facts->gaps, added);
}

void fact_set_add_census(FactSet *facts, const Census *census)
{
    Census *added = fact_set_add(facts, FACT_CENSUS);

    *added = *census;
    added->construct = fact_set_text(facts, census->construct);
}
