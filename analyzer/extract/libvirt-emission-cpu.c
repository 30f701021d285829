/*
 * CPU features: their names come from the guest's definition, which knows
 * those of libvirt's CPU map. Where the code writes a name that it was given,
 * each name of the map can stand. s390 has no map (src/cpu/cpu_s390.c): there
 * libvirt knows what QEMU told it, and we what the tree's recordings of QEMU
 * say of that.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

typedef struct NameSource {
    const char *prefix; /* of the document's path */
    const char *element;
} NameSource;

static const NameSource sources[] = {
    {"src/cpu_map/", "<feature name="},
    {"src/cpu/cpu_map.xml", "<feature name="},
    {"tests/qemucapabilitiesdata/", "<property name="},
};

static const NameSource *source_of(const char *path)
{
    for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
        if (g_str_has_prefix(path, sources[i].prefix)) {
            return &sources[i];
        }
    }
    return NULL;
}

/* libvirt's name -> QEMU's, for those that differ (since 5.5). */
static GHashTable *translations(LvRun *run)
{
    Interpreter *interpreter = run->interpreter;
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    const IrSymbol *symbol = ir_program_variable(
        run->context->tree->program, NULL, "virQEMUCapsCPUFeaturesX86");
    const Object *object =
        symbol ? interpreter_variable(interpreter, symbol) : NULL;
    gint64 n = object ? interpreter_array_length(interpreter, object, "") : 0;

    for (gint64 i = 0; i < n; i++) {
        g_autofree char *from =
            g_strdup_printf("[%" G_GINT64_FORMAT "].libvirt", i);
        g_autofree char *to = g_strdup_printf("[%" G_GINT64_FORMAT "].qemu", i);
        const char *name = term_c_string(
            interpreter, interpreter_read(interpreter, object, from));
        const char *other = term_c_string(
            interpreter, interpreter_read(interpreter, object, to));

        if (name && other) {
            g_hash_table_insert(table, (char *)name, (char *)other);
        }
    }
    return table;
}

static void add_name(LvRun *run, const char *name, GHashTable *seen,
                     GPtrArray *names)
{
    const char *kept = lv_intern(run, name);

    if (g_hash_table_add(seen, (char *)kept)) {
        g_ptr_array_add(names, (char *)kept);
    }
}

/* Those that have another name in QEMU appear under both: which one is written
 * depends on the architecture, and at times on QEMU. */
static void read_names(LvRun *run, const char *text, const char *element,
                       GHashTable *translated, GHashTable *seen,
                       GPtrArray *names)
{
    while ((text = strstr(text, element))) {
        const char *start = text + strlen(element) + 1;
        const char *end = strchr(start, start[-1]);
        g_autofree char *name = NULL;
        const char *known;

        text = start;
        if (!end) {
            return;
        }
        name = g_strndup(start, (gsize)(end - start));
        known = g_hash_table_lookup(translated, name);
        add_name(run, name, seen, names);
        if (known) {
            add_name(run, known, seen, names);
        }
    }
}

static GPtrArray *feature_names(LvRun *run)
{
    const GPtrArray *documents = run->context->tree->documents;
    g_autoptr(GHashTable) translated = translations(run);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < documents->len; i++) {
        const IrDocument *document = g_ptr_array_index(documents, i);

        const NameSource *source = source_of(document->path);

        if (source) {
            read_names(run, document->text, source->element, translated, seen,
                       names);
        }
    }
    return names;
}

/* Without the comparisons of the name with some of the names it may be. */
static LvGuards without_name(LvRun *run, LvGuards guards, const char *name)
{
    LvGuards kept = {0};

    for (guint i = 0; i < guards.n; i++) {
        const Guard *guard = &guards.list[i];

        if (!name || !g_str_has_prefix(guard->text, "strcmp(") ||
            !strstr(guard->text, name)) {
            kept.list = interpreter_join_guards(run->interpreter, kept.list,
                                                kept.n, guard, 1, &kept.n);
        }
    }
    return kept;
}

void lv_cpu_features(LvRun *run)
{
    g_autoptr(GPtrArray) names = feature_names(run);
    guint n = run->raws->len;

    for (guint i = 0; i < n; i++) {
        LvRaw raw = *(const LvRaw *)g_ptr_array_index(run->raws, i);

        if (!g_str_equal(raw.option, "-cpu") ||
            !g_str_equal(raw.property, "*")) {
            continue;
        }
        raw.guards = without_name(run, raw.guards, raw.text);
        for (guint k = 0; k < names->len; k++) {
            raw.property = g_ptr_array_index(names, k);
            lv_raw_add(run, &raw);
        }
    }
}
