/*
 * The build files of QEMU 5.2 and newer: meson.build.
 *
 * No interpreter of Meson: statements are read in order, following subdir(),
 * for source sets and lists of files alone. Branches are all taken and loops
 * are read once, so a file is rather built too often than not at all.
 *
 *     system_ss.add(when: ['CONFIG_X', dependency], if_true: files('a.c'))
 *     system_ss.add_all(when: 'CONFIG_Y', if_true: pci_ss)
 *     hw_arch += {'arm': arm_ss}
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "project/qemu-build-graph.h"
#include "project/qemu-build-token.h"
#include "project/qemu-kconfig-symbol.h"

/* Of folders. */
#define MAX_DEPTH 50

typedef struct MesonReader {
    BuildGraph *graph;
    /* char * -> GPtrArray of char *: the nodes that a variable holds. */
    GHashTable *variables;
    GHashTable *seen; /* char *: files, each is read once */
    guint n_sets;
    guint depth;
} MesonReader;

/* Tokens from `at` until `end`, of a file in `folder`. */
typedef struct MesonSpan {
    const char *folder;
    const MesonToken *at;
    const MesonToken *end;
} MesonSpan;

static bool token_is(const MesonToken *token, MesonKind kind, const char *text)
{
    return token->kind == kind && g_str_equal(token->text, text);
}

static bool sign_is(const MesonSpan *span, guint index, const char *sign)
{
    return span->at + index < span->end &&
           token_is(span->at + index, MESON_SIGN, sign);
}

static bool kind_is(const MesonSpan *span, guint index, MesonKind kind)
{
    return span->at + index < span->end && span->at[index].kind == kind;
}

static int compare_nodes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The set's members, sorted, as nobody else's. */
static GPtrArray *take_nodes(GHashTable *set)
{
    GPtrArray *nodes = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer node;

    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &node, NULL)) {
        g_ptr_array_add(nodes, node);
        g_hash_table_iter_steal(&iter);
    }
    g_ptr_array_sort(nodes, compare_nodes);
    return nodes;
}

static void add_variable(MesonReader *reader, GHashTable *set, const char *name)
{
    const GPtrArray *nodes = g_hash_table_lookup(reader->variables, name);

    for (guint i = 0; nodes && i < nodes->len; i++) {
        g_hash_table_add(set, g_strdup(g_ptr_array_index(nodes, i)));
    }
}

/* The files and sets an expression names, whatever it does with them, and
 * those that the variable `also` has, if there is one. */
static GPtrArray *collect(MesonReader *reader, const MesonSpan *span,
                          const char *also)
{
    g_autoptr(GHashTable) set =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    MesonSpan rest = *span;

    if (also) {
        add_variable(reader, set, also);
    }
    for (; rest.at < rest.end; rest.at++) {
        const char *text = rest.at->text;

        if (rest.at->kind == MESON_STRING && g_str_has_suffix(text, ".c")) {
            g_hash_table_add(set, kconfig_join_path(rest.folder, text));
        } else if (rest.at->kind != MESON_WORD || sign_is(&rest, 1, ":")) {
            continue;
        } else if (g_str_equal(text, "source_set")) {
            g_hash_table_add(set, g_strdup_printf("set %u", reader->n_sets++));
        } else if (rest.at == span->at ||
                   !token_is(rest.at - 1, MESON_SIGN, ".")) {
            add_variable(reader, set, text);
        }
    }
    return take_nodes(set);
}

static void add_edges(MesonReader *reader, const GPtrArray *nodes,
                      const GPtrArray *parents, const Condition *when)
{
    for (guint i = 0; i < nodes->len; i++) {
        const char *node = g_ptr_array_index(nodes, i);

        /* A variable that is not known: the files are in what we cannot see. */
        if (!parents) {
            build_graph_add(reader->graph, node, NULL, when);
        }
        for (guint k = 0; parents && k < parents->len; k++) {
            const char *parent = g_ptr_array_index(parents, k);

            if (!g_str_equal(node, parent)) {
                build_graph_add(reader->graph, node, parent, when);
            }
        }
    }
}

/* "'CONFIG_X'", "['CONFIG_X', pixman]": all must hold. */
static const Condition *read_when(MesonReader *reader, const MesonSpan *span)
{
    const Condition *when = NULL;
    GPtrArray *pool = reader->graph->pool;

    for (const MesonToken *at = span->at; at < span->end; at++) {
        if (at->kind == MESON_STRING) {
            when = condition_and(pool, when, condition_symbol(pool, at->text));
        } else if (at->kind == MESON_WORD) {
            when = condition_and(pool, when,
                                 condition_constant(pool, TRUTH_MAYBE));
        }
    }
    return when;
}

/* Until the comma or bracket that ends the argument. */
static MesonSpan next_argument(MesonSpan *rest)
{
    MesonSpan argument = *rest;
    guint depth = 0;

    for (; rest->at < rest->end; rest->at++) {
        const MesonToken *at = rest->at;

        if (at->kind != MESON_SIGN) {
            continue;
        }
        if (depth == 0 && strchr(",)", *at->text)) {
            break;
        }
        if (strchr("([{", *at->text)) {
            depth++;
        } else if (strchr(")]}", *at->text)) {
            depth -= depth > 0;
        }
    }
    argument.end = rest->at;
    if (rest->at < rest->end) {
        rest->at++;
    }
    return argument;
}

static bool is_named(MesonSpan *argument, const char *name)
{
    if (!sign_is(argument, 1, ":") ||
        !token_is(argument->at, MESON_WORD, name)) {
        return false;
    }
    argument->at += 2;
    return true;
}

/* "X.add(...)", "X.add_all(...)". */
static void read_add(MesonReader *reader, const MesonSpan *statement)
{
    const GPtrArray *parents =
        g_hash_table_lookup(reader->variables, statement->at->text);
    MesonSpan rest = *statement;
    const Condition *when = NULL;

    /* The condition is the first argument wherever there is one; what comes
     * before it counts as unconditional. */
    for (rest.at += 4; rest.at < rest.end;) {
        MesonSpan argument = next_argument(&rest);
        const Condition *now = when;
        g_autoptr(GPtrArray) nodes = NULL;

        if (is_named(&argument, "when")) {
            when = read_when(reader, &argument);
            continue;
        }
        if (is_named(&argument, "if_false")) {
            now = when ? condition_not(reader->graph->pool, when) : NULL;
        } else {
            is_named(&argument, "if_true");
        }
        nodes = collect(reader, &argument, NULL);
        add_edges(reader, nodes, parents, now);
    }
}

/* "hw_arch += {'arm': arm_ss}": what is under an architecture's name is for
 * that one; other dictionaries are of modules. */
static void read_dictionary(MesonReader *reader, const MesonSpan *statement)
{
    GPtrArray *pool = reader->graph->pool;
    bool is_user = strstr(statement->at->text, "user") != NULL;
    bool is_arch = g_str_has_suffix(statement->at->text, "arch");
    MesonSpan rest = *statement;

    for (rest.at += 3; rest.at < rest.end; rest.at++) {
        const GPtrArray *nodes;
        const Condition *when = NULL;

        if (!kind_is(&rest, 0, MESON_STRING) || !sign_is(&rest, 1, ":") ||
            !kind_is(&rest, 2, MESON_WORD)) {
            continue;
        }
        nodes = g_hash_table_lookup(reader->variables, rest.at[2].text);
        if (is_user) {
            when = condition_constant(pool, TRUTH_NO);
        } else if (is_arch) {
            g_autofree char *symbol = g_strconcat("@", rest.at->text, NULL);

            when = condition_symbol(pool, symbol);
        }
        if (nodes) {
            add_edges(reader, nodes, NULL, when);
        }
    }
}

/* "X.apply(config_target, ...)": a set that targets are made of directly. */
static void read_apply(MesonReader *reader, const MesonSpan *statement)
{
    MesonSpan rest = *statement;

    for (; rest.at + 4 < rest.end; rest.at++) {
        const GPtrArray *nodes;

        if (rest.at->kind != MESON_WORD || !sign_is(&rest, 1, ".") ||
            !token_is(rest.at + 2, MESON_WORD, "apply") ||
            !token_is(rest.at + 4, MESON_WORD, "config_target")) {
            continue;
        }
        nodes = g_hash_table_lookup(reader->variables, rest.at->text);
        if (nodes) {
            add_edges(reader, nodes, NULL, NULL);
        }
    }
}

/* `is_certain`: not in a branch, where what the variable had may stay. */
static void read_assignment(MesonReader *reader, const MesonSpan *statement,
                            bool is_certain)
{
    MesonSpan value = *statement;
    const char *name = statement->at->text;
    GPtrArray *nodes = NULL;

    if (sign_is(statement, 2, "{")) {
        read_dictionary(reader, statement);
        return;
    }
    read_apply(reader, statement);
    value.at += 2;
    nodes = collect(reader, &value,
                    !is_certain || sign_is(statement, 1, "+=") ? name : NULL);
    g_hash_table_insert(reader->variables, g_strdup(name), nodes);
}

static void read_folder(MesonReader *reader, const char *folder);

static void read_subdir(MesonReader *reader, const MesonSpan *statement)
{
    g_autofree char *folder =
        kconfig_join_path(statement->folder, statement->at[2].text);

    /* Source sets of its own, for programs of its own. */
    if (reader->depth < MAX_DEPTH && !g_str_equal(folder, "tests")) {
        reader->depth++;
        read_folder(reader, folder);
        reader->depth--;
    }
}

/* Files in a statement of another form, as in a loop's list: built always. */
static void read_other(MesonReader *reader, const MesonSpan *statement)
{
    g_autoptr(GPtrArray) nodes = collect(reader, statement, NULL);

    for (guint i = 0; i < nodes->len; i++) {
        const char *node = g_ptr_array_index(nodes, i);

        if (g_str_has_suffix(node, ".c")) {
            build_graph_add(reader->graph, node, NULL, NULL);
        }
    }
}

static void read_statement(MesonReader *reader, const MesonSpan *statement,
                           bool is_certain)
{
    const MesonToken *at = statement->at;

    if (at == statement->end || at->kind != MESON_WORD) {
        return;
    }
    if (sign_is(statement, 1, ".") && kind_is(statement, 2, MESON_WORD) &&
        sign_is(statement, 3, "(") &&
        (g_str_equal(at[2].text, "add") ||
         g_str_equal(at[2].text, "add_all"))) {
        read_add(reader, statement);
    } else if (sign_is(statement, 1, "=") || sign_is(statement, 1, "+=")) {
        read_assignment(reader, statement, is_certain);
    } else if (g_str_equal(at->text, "subdir") && sign_is(statement, 1, "(") &&
               kind_is(statement, 2, MESON_STRING)) {
        read_subdir(reader, statement);
    } else if (g_str_equal(at->text, "foreach")) {
        read_other(reader, statement);
    }
}

static void read_tokens(MesonReader *reader, const char *folder,
                        const GArray *tokens)
{
    const MesonToken *at = (const MesonToken *)(gpointer)tokens->data;
    const MesonToken *end = at + tokens->len;
    guint depth = 0;

    while (at < end) {
        MesonSpan statement = {folder, at, at};

        while (statement.end->kind != MESON_NEWLINE) {
            statement.end++;
        }
        at = statement.end + 1;
        if (statement.at == statement.end) {
            continue;
        }
        if (token_is(statement.at, MESON_WORD, "endif") ||
            token_is(statement.at, MESON_WORD, "endforeach")) {
            depth -= depth > 0;
        }
        read_statement(reader, &statement, depth == 0);
        if (token_is(statement.at, MESON_WORD, "if") ||
            token_is(statement.at, MESON_WORD, "foreach")) {
            depth++;
        }
    }
}

static void read_folder(MesonReader *reader, const char *folder)
{
    g_autofree char *path = kconfig_join_path(folder, "meson.build");
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GArray) tokens = NULL;

    if (!g_hash_table_add(reader->seen, g_strdup(path))) {
        return;
    }
    bytes = source_read(reader->graph->source, path, NULL);
    if (bytes) {
        tokens = meson_tokens(g_bytes_get_data(bytes, NULL));
        read_tokens(reader, folder, tokens);
    }
}

void build_graph_read_meson(BuildGraph *graph)
{
    MesonReader reader = {.graph = graph};

    reader.variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)g_ptr_array_unref);
    reader.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_folder(&reader, "");
    g_hash_table_unref(reader.variables);
    g_hash_table_unref(reader.seen);
}
