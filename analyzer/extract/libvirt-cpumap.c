/*
 * libvirt's map of CPU models and features: src/cpu/cpu_map.xml, and from 4.8
 * on the files of src/cpu_map/. What a model consists of is what both sides of
 * a migration take it for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"

#include <string.h>

typedef struct Model {
    char *name;
    char *architecture;
    char *ancestor;
    GPtrArray *features; /* char * */
    GPtrArray *special;  /* not what it consisted of all the time */
    Location location;
} Model;

typedef struct Reader {
    ExtractContext *context;
    const IrDocument *document;
    char *architecture;
    Model *model;      /* in hand */
    GPtrArray *models; /* Model * */
} Reader;

static void model_free(gpointer data)
{
    Model *model = data;

    g_free(model->name);
    g_free(model->architecture);
    g_free(model->ancestor);
    g_ptr_array_unref(model->features);
    g_ptr_array_unref(model->special);
    g_free(model);
}

static const char *attribute(const char **names, const char **values,
                             const char *wanted)
{
    for (guint i = 0; names[i]; i++) {
        if (g_str_equal(names[i], wanted)) {
            return values[i];
        }
    }
    return NULL;
}

static Location place(const Reader *reader, GMarkupParseContext *markup)
{
    gint line = 0;

    g_markup_parse_context_get_position(markup, &line, NULL);
    return extract_location(reader->context, reader->document->path,
                            (guint)line);
}

static void add_feature(Reader *reader, const char *name, const char **names,
                        const char **values, GMarkupParseContext *markup)
{
    FactSet *facts = reader->context->facts;
    CpuMapEntry *entry;

    if (reader->model) {
        const char *removed = attribute(names, values, "removed");
        const char *added = attribute(names, values, "added");

        g_ptr_array_add(g_strcmp0(removed, "yes") == 0 ||
                                g_strcmp0(added, "yes") == 0
                            ? reader->model->special
                            : reader->model->features,
                        g_strdup(name));
        return;
    }
    entry = fact_set_add_cpu_map_entry(facts);
    entry->kind = fact_set_text(facts, "feature");
    entry->name = fact_set_text(facts, name);
    entry->architecture = fact_set_text(facts, reader->architecture);
    entry->location = place(reader, markup);
}

static void start_model(Reader *reader, const char *name,
                        GMarkupParseContext *markup)
{
    Model *model = g_new0(Model, 1);

    model->name = g_strdup(name);
    model->architecture = g_strdup(reader->architecture);
    model->features = g_ptr_array_new_with_free_func(g_free);
    model->special = g_ptr_array_new_with_free_func(g_free);
    model->location = place(reader, markup);
    g_ptr_array_add(reader->models, model);
    reader->model = model;
}

static void on_start(GMarkupParseContext *markup, const char *element,
                     const char **names, const char **values, gpointer user,
                     GError **error)
{
    Reader *reader = user;
    const char *name = attribute(names, values, "name");

    (void)error;
    if (!name) {
        return;
    }
    if (g_str_equal(element, "arch")) {
        g_free(reader->architecture);
        reader->architecture = g_strdup(name);
    } else if (g_str_equal(element, "feature")) {
        add_feature(reader, name, names, values, markup);
    } else if (g_str_equal(element, "model") && reader->model) {
        g_free(reader->model->ancestor);
        reader->model->ancestor = g_strdup(name);
    } else if (g_str_equal(element, "model")) {
        start_model(reader, name, markup);
    }
}

static void on_end(GMarkupParseContext *markup, const char *element,
                   gpointer user, GError **error)
{
    Reader *reader = user;
    const GSList *stack = g_markup_parse_context_get_element_stack(markup);

    (void)error;
    if (g_str_equal(element, "model") && stack && stack->next &&
        !g_str_equal(stack->next->data, "model")) {
        reader->model = NULL;
    }
}

static const Model *find_model(const GPtrArray *models, const Model *like,
                               const char *name)
{
    for (guint i = 0; name && i < models->len; i++) {
        const Model *model = models->pdata[i];

        if (model != like && g_str_equal(model->name, name) &&
            g_strcmp0(model->architecture, like->architecture) == 0) {
            return model;
        }
    }
    return NULL;
}

enum {
    MAX_ANCESTORS = 20
};

static LibvirtNames features_of(Reader *reader, const Model *model,
                                bool special)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    guint steps = 0;

    for (const Model *at = model; at && steps < MAX_ANCESTORS; steps++) {
        const GPtrArray *own = special ? at->special : at->features;

        for (guint i = 0; i < own->len; i++) {
            g_ptr_array_add(all, own->pdata[i]);
        }
        at = find_model(reader->models, at, at->ancestor);
    }
    g_ptr_array_add(all, NULL);
    return fact_set_names(reader->context->facts,
                          (const char *const *)all->pdata);
}

static void add_models(Reader *reader)
{
    FactSet *facts = reader->context->facts;

    for (guint i = 0; i < reader->models->len; i++) {
        const Model *model = reader->models->pdata[i];
        CpuMapEntry *entry = fact_set_add_cpu_map_entry(facts);

        entry->kind = fact_set_text(facts, "model");
        entry->name = fact_set_text(facts, model->name);
        entry->architecture = fact_set_text(facts, model->architecture);
        entry->features = features_of(reader, model, false);
        entry->special = features_of(reader, model, true);
        entry->location = model->location;
    }
}

/* "src/cpu_map/x86_Icelake-Server.xml", "ppc64_POWER8.xml". */
static char *architecture_of(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    const char *end = strchr(base, '_');

    return end ? g_strndup(base, (gsize)(end - base)) : g_strdup("");
}

static void read_document(Reader *reader, const IrDocument *document)
{
    const GMarkupParser parser = {.start_element = on_start,
                                  .end_element = on_end};
    g_autoptr(GMarkupParseContext) markup =
        g_markup_parse_context_new(&parser, 0, reader, NULL);
    g_autoptr(GError) error = NULL;

    reader->document = document;
    reader->model = NULL;
    g_free(reader->architecture);
    reader->architecture = architecture_of(document->path);
    if (!g_markup_parse_context_parse(markup, document->text, -1, &error)) {
        extract_gap(reader->context, "cpu-map", NULL, error->message,
                    fact_set_text(reader->context->facts, document->path), 0);
    }
}

void extract_libvirt_cpumap(ExtractContext *context)
{
    g_autoptr(GPtrArray) models = g_ptr_array_new_with_free_func(model_free);
    Reader reader = {.context = context, .models = models};

    for (guint i = 0; i < context->tree->documents->len; i++) {
        const IrDocument *document = context->tree->documents->pdata[i];

        if (g_str_has_prefix(document->path, "src/cpu")) {
            read_document(&reader, document);
        }
    }
    add_models(&reader);
    g_free(reader.architecture);
}
