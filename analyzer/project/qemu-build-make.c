/*
 * The build files of QEMU before 5.2: Makefile.objs of each folder, and
 * Makefile.target.
 *
 * Objects and folders are added to lists whose names end in what turns them
 * on: common-obj-$(CONFIG_X) += a.o b/. Before 1.3 the name may have an
 * architecture (obj-i386-y), and make looks for what is not in the folder
 * further up, and in hw/. Conditional lines (ifeq) are taken as if they held.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "project/qemu-build-graph.h"
#include "project/qemu-kconfig-symbol.h"

/* Of functions in arguments of functions. */
#define MAX_DEPTH 100

typedef struct MakeText {
    const char *at;
    GPtrArray *pool;
    guint depth;
} MakeText;

static const Condition *read_value(MakeText *text);

/* "$(call land,A,B)" from the first argument on; NULL-safe joins do the rest.
 */
static const Condition *read_call(MakeText *text, const char *function)
{
    const Condition *left = read_value(text);

    if (g_str_equal(function, "lnot")) {
        return condition_not(text->pool, left);
    }
    while (*text->at == ',') {
        const Condition *right;

        text->at++;
        right = read_value(text);
        left = g_str_equal(function, "land")
                   ? condition_and(text->pool, left, right)
                   : condition_or(text->pool, left, right);
    }
    return left;
}

/* Behind "$(". */
static const Condition *read_reference(MakeText *text)
{
    static const char *const functions[] = {"land", "lor", "lnot"};
    gsize length = strcspn(text->at, " ,()$\t");
    g_autofree char *name = g_strndup(text->at, length);

    text->at += length;
    if (*text->at == ')') {
        return condition_symbol(text->pool, name);
    }
    if (!g_str_equal(name, "call")) {
        return condition_constant(text->pool, TRUTH_MAYBE);
    }
    text->at += strspn(text->at, " \t");
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
        length = strlen(functions[i]);
        if (g_str_has_prefix(text->at, functions[i]) &&
            text->at[length] == ',') {
            text->at += length + 1;
            return read_call(text, functions[i]);
        }
    }
    return condition_constant(text->pool, TRUTH_MAYBE);
}

static void skip_to_end(MakeText *text)
{
    guint depth = 0;

    for (; *text->at && (depth > 0 || *text->at != ')'); text->at++) {
        if (*text->at == '(') {
            depth++;
        } else if (*text->at == ')') {
            depth--;
        }
    }
    if (*text->at) {
        text->at++;
    }
}

static const Condition *read_value(MakeText *text)
{
    const Condition *condition;

    text->at += strspn(text->at, " \t");
    if (g_str_has_prefix(text->at, "$(") && text->depth < MAX_DEPTH) {
        text->at += strlen("$(");
        text->depth++;
        condition = read_reference(text);
        text->depth--;
        skip_to_end(text);
    } else if (*text->at == 'y' || *text->at == 'm') {
        text->at++;
        return NULL;
    } else {
        condition = condition_constant(text->pool, TRUTH_MAYBE);
        text->at += strcspn(text->at, ",)");
    }
    text->at += strspn(text->at, " \t");
    return condition;
}

/* "obj-i386-y" and "obj-i386-$(CONFIG_X)" are for that architecture. */
static const Condition *
architecture_of_list(BuildGraph *graph, const IrTree *tree, const char *name)
{
    static const char before[] = "obj-";

    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *at = g_ptr_array_index(tree->targets, i);
        g_autofree char *list = g_strconcat(before, at->group, "-", NULL);
        g_autofree char *symbol = g_strconcat("@", at->group, NULL);

        if (g_str_has_prefix(name, list)) {
            return condition_symbol(graph->pool, symbol);
        }
    }
    return NULL;
}

/* What must hold for a list of this name to be used. */
static const Condition *condition_of_list(BuildGraph *graph, const IrTree *tree,
                                          const char *name)
{
    MakeText text = {.at = strstr(name, "-$("), .pool = graph->pool};
    const Condition *architecture = architecture_of_list(graph, tree, name);

    if (!text.at) {
        return architecture;
    }
    text.at++;
    return condition_and(graph->pool, architecture, read_value(&text));
}

/* The source file of an object: in the folder, or where make looks next. */
static char *source_of(const BuildGraph *graph, const char *folder,
                       const char *object)
{
    static const char *const places[] = {"", "../", "hw/"};
    gsize length = strlen(object) - strlen("o");

    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *name =
            g_strdup_printf("%s%.*sc", places[i], (int)length, object);
        g_autofree char *path = kconfig_join_path(folder, name);

        if (source_has(graph->source, path)) {
            return g_steal_pointer(&path);
        }
    }
    return NULL;
}

static void add_item(BuildGraph *graph, const char *folder, const char *parent,
                     const Condition *when, const char *item)
{
    gsize length = strlen(item);
    g_autofree char *path = kconfig_join_path(folder, item);
    g_autofree char *node = NULL;

    if (strchr(item, '$')) {
        return;
    }
    if (g_str_has_suffix(item, ".o")) {
        node = source_of(graph, folder, item);
    } else if (g_str_has_suffix(item, ".mo")) {
        node = g_steal_pointer(&path);
    } else if (length > 0 && item[length - 1] == '/') {
        node = g_strconcat(path, "/", NULL);
    } else {
        return;
    }
    if (node && g_strcmp0(node, parent) != 0) {
        build_graph_add(graph, node, parent, when);
    }
}

/* The '=' of an assignment; NULL if the line is none. */
static const char *find_equals(const char *line)
{
    guint depth = 0;

    for (; *line; line++) {
        if (*line == '(') {
            depth++;
        } else if (*line == ')' && depth > 0) {
            depth--;
        } else if (*line == '=' && depth == 0) {
            return line;
        }
    }
    return NULL;
}

static void read_line(BuildGraph *graph, const IrTree *tree, const char *folder,
                      const char *line)
{
    static const char module[] = ".mo-objs";
    const char *equals = find_equals(line);
    g_autofree char *name = NULL;
    g_autofree char *parent = g_strconcat(folder, "/", NULL);
    g_auto(GStrv) items = NULL;
    const Condition *when;

    if (!equals || *line == '\t') {
        return;
    }
    name = g_strstrip(g_strndup(line, equals - line));
    name[strcspn(name, "+:?")] = '\0';
    g_strchomp(name);
    if (g_str_has_suffix(name, module)) {
        name[strlen(name) - strlen("-objs")] = '\0';
        g_free(parent);
        parent = kconfig_join_path(folder, name);
    }
    when = condition_of_list(graph, tree, name);
    items = g_strsplit_set(equals + 1, " \t", -1);
    for (guint i = 0; items[i]; i++) {
        add_item(graph, folder, parent, when, items[i]);
    }
}

static void read_file(BuildGraph *graph, const IrTree *tree, const char *path)
{
    g_autoptr(GBytes) bytes = source_read(graph->source, path, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_auto(GStrv) lines = NULL;
    g_auto(GStrv) pieces = NULL;
    g_autofree char *text = NULL;

    if (!bytes) {
        return;
    }
    pieces = g_strsplit(g_bytes_get_data(bytes, NULL), "\\\n", -1);
    text = g_strjoinv(" ", pieces);
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        lines[i][strcspn(lines[i], "#")] = '\0';
        read_line(graph, tree, folder, lines[i]);
    }
}

/* Folders that Makefile.target adds by the name of the architecture. */
static void add_architecture(BuildGraph *graph, const char *name)
{
    static const char *const before[] = {"hw/", "target/", "target-"};
    g_autofree char *symbol = g_strconcat("@", name, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
        g_autofree char *folder = g_strconcat(before[i], name, "/", NULL);

        build_graph_add(graph, folder, NULL,
                        condition_symbol(graph->pool, symbol));
    }
}

void build_graph_read_make(BuildGraph *graph, const IrTree *tree)
{
    const GPtrArray *paths = source_paths(graph->source);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);

        if (g_str_has_suffix(path, "/Makefile.objs") ||
            g_str_equal(path, "Makefile.objs") ||
            g_str_equal(path, "Makefile.target")) {
            read_file(graph, tree, path);
        }
    }
    for (guint i = 0; i < tree->targets->len; i++) {
        const IrGroupTargets *at = g_ptr_array_index(tree->targets, i);

        add_architecture(graph, at->group);
        for (guint k = 0; k < at->targets->len; k++) {
            const char *name = g_ptr_array_index(at->targets, k);

            if (!g_str_equal(name, at->group)) {
                add_architecture(graph, name);
            }
        }
    }
}
