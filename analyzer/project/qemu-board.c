/*
 * Which source files a build with one board alone would have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-board.h"

#include "project/qemu-build-graph.h"
#include "project/qemu-build.h"

#include <string.h>

#define CONFIG_PREFIX  "CONFIG_"
#define MACHINE_SUFFIX "-machine"

typedef struct BoardReader {
    IrTree *tree;
    const QemuKconfig *kconfig;
    const BuildGraph *graph;
    const GPtrArray *files; /* const char *, sorted */
    GPtrArray *boards;      /* const char *: paths, sorted */
    GPtrArray *symbols;     /* GHashTable * of each board: set of char * */
    GHashTable *all;        /* set of char *: symbols of any board */
    bool *is_built;         /* of board and file: one row for each board */
} BoardReader;

/* Every machine type's QOM name ends so (include/hw/boards.h); until 2.3 a
 * QEMUMachine has it without. */
static bool names_machine(const IrFile *file, const IrNode *node)
{
    const char *text;

    if (!node) {
        return false;
    }
    text = node->kind == IR_STRING ? ir_text(file, node->name) : "";
    if (g_str_has_suffix(text, MACHINE_SUFFIX)) {
        return true;
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        if (names_machine(file, child)) {
            return true;
        }
    }
    return false;
}

static bool is_board(const IrUnit *unit)
{
    guint n;
    const IrVariable *variables = ir_variables(unit->file, &n);

    for (guint i = 0; i < n; i++) {
        const char *type = ir_text(unit->file, variables[i].type);

        if (strstr(type, "TypeInfo") &&
            names_machine(unit->file, ir_node(unit->file, variables[i].init))) {
            return true;
        }
    }
    return false;
}

/* Units are sorted by path. */
static void find_boards(BoardReader *reader)
{
    const IrProgram *program = reader->tree->program;

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = reader->boards->len;
        bool is_known =
            n > 0 &&
            g_str_equal(g_ptr_array_index(reader->boards, n - 1), unit->path);

        if (!unit->is_headers && !is_known && is_board(unit)) {
            g_ptr_array_add(reader->boards, (gpointer)unit->path);
        }
    }
}

static bool is_choice(const BoardReader *reader, const char *symbol)
{
    return qemu_kconfig_is_choice(reader->kconfig, symbol) &&
           !build_target_sets(symbol);
}

/* What turns the board's file on: no property of the host, no accelerator. */
static GHashTable *file_symbols(const BoardReader *reader, const char *board)
{
    g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *symbols =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer name;

    build_graph_symbols(reader->graph, board, named);
    g_hash_table_iter_init(&iter, named);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        const char *symbol = name;

        if (g_str_has_prefix(symbol, CONFIG_PREFIX) &&
            is_choice(reader, symbol + strlen(CONFIG_PREFIX))) {
            g_hash_table_add(symbols, g_strdup(symbol + strlen(CONFIG_PREFIX)));
        }
    }
    return symbols;
}

static void add_all(const GHashTable *from, GHashTable *to)
{
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, (GHashTable *)from);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_hash_table_add(to, g_strdup(name));
    }
}

/* Where the file goes by its system on a chip, the board has a symbol of its
 * own that selects it (CUBIEBOARD and ALLWINNER_A10). */
static void add_selectors(const BoardReader *reader, GHashTable *symbols)
{
    g_autoptr(GHashTable) selectors = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, symbols);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        qemu_kconfig_selectors(reader->kconfig, name, selectors);
    }
    g_hash_table_iter_init(&iter, selectors);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (is_choice(reader, name) &&
            !g_hash_table_contains(reader->all, name)) {
            g_hash_table_add(symbols, g_strdup(name));
        }
    }
}

static void find_symbols(BoardReader *reader)
{
    for (guint i = 0; i < reader->boards->len; i++) {
        GHashTable *symbols =
            file_symbols(reader, g_ptr_array_index(reader->boards, i));

        g_ptr_array_add(reader->symbols, symbols);
        add_all(symbols, reader->all);
    }
    for (guint i = 0; i < reader->boards->len; i++) {
        add_selectors(reader, g_ptr_array_index(reader->symbols, i));
    }
    for (guint i = 0; i < reader->boards->len; i++) {
        add_all(g_ptr_array_index(reader->symbols, i), reader->all);
    }
}

static void keep_board_alone(const BoardReader *reader, guint board,
                             QemuConfig *config)
{
    GHashTable *own = g_ptr_array_index(reader->symbols, board);
    GHashTableIter iter;
    gpointer symbol;

    g_hash_table_iter_init(&iter, reader->all);
    while (g_hash_table_iter_next(&iter, &symbol, NULL)) {
        if (g_hash_table_contains(own, symbol)) {
            qemu_config_assign(config, symbol, TRUTH_YES);
        } else {
            qemu_config_hold(config, symbol);
        }
    }
}

static bool target_builds(const IrTree *tree, const BuildTarget *target,
                          const char *path)
{
    const GPtrArray *names = g_hash_table_lookup(tree->file_targets, path);

    for (guint i = 0; names && i < names->len; i++) {
        if (g_str_equal(g_ptr_array_index(names, i), target->name)) {
            return true;
        }
    }
    return false;
}

static void read_board(BoardReader *reader, guint board,
                       const BuildTarget *target)
{
    g_autoptr(BuildTarget) alone = build_target_copy(target);
    g_autoptr(GHashTable) answers = build_graph_answers_new();
    bool *row = reader->is_built + (gsize)board * reader->files->len;

    keep_board_alone(reader, board, alone->config);
    for (guint i = 0; i < reader->files->len; i++) {
        const char *path = g_ptr_array_index(reader->files, i);

        row[i] = row[i] || (target_builds(reader->tree, target, path) &&
                            build_graph_ask(reader->graph, path, alone,
                                            answers) != TRUTH_NO);
    }
}

/* Boards that the file can be built for, in their order, as one text. */
static char *boards_of(const BoardReader *reader, guint file)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < reader->boards->len; i++) {
        if (reader->is_built[(gsize)i * reader->files->len + file]) {
            g_string_append(out, g_ptr_array_index(reader->boards, i));
            g_string_append_c(out, '\n');
        }
    }
    return g_string_free(out, FALSE);
}

static IrPlacement *add_placement(BoardReader *reader, const char *boards)
{
    IrPlacement *placement = ir_tree_add_placement(reader->tree);
    g_auto(GStrv) names = g_strsplit(boards, "\n", -1);

    for (guint i = 0; names[i] && *names[i]; i++) {
        g_ptr_array_add(placement->boards, g_strdup(names[i]));
    }
    return placement;
}

static void add_placements(BoardReader *reader)
{
    g_autoptr(GHashTable) by_boards =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < reader->files->len; i++) {
        const char *path = g_ptr_array_index(reader->files, i);
        char *boards;
        IrPlacement *placement;

        if (!g_hash_table_contains(reader->tree->file_targets, path)) {
            continue;
        }
        boards = boards_of(reader, i);
        placement = g_hash_table_lookup(by_boards, boards);
        if (!placement) {
            placement = add_placement(reader, boards);
            g_hash_table_insert(by_boards, boards, placement);
        } else {
            g_free(boards);
        }
        g_ptr_array_add(placement->files, g_strdup(path));
    }
}

static void read_boards(BoardReader *reader, const GPtrArray *targets)
{
    find_boards(reader);
    find_symbols(reader);
    reader->is_built =
        g_new0(bool, (gsize)reader->boards->len * reader->files->len + 1);
    for (guint i = 0; i < reader->boards->len; i++) {
        for (guint k = 0; k < targets->len; k++) {
            const BuildTarget *target = g_ptr_array_index(targets, k);

            if (target_builds(reader->tree, target,
                              g_ptr_array_index(reader->boards, i))) {
                read_board(reader, i, target);
            }
        }
    }
    add_placements(reader);
}

void qemu_boards_read(const Source *source, IrTree *tree)
{
    g_autoptr(QemuKconfig) kconfig = qemu_kconfig_new(source);
    g_autoptr(BuildGraph) graph = NULL;
    g_autoptr(GPtrArray) targets = NULL;
    g_autoptr(GPtrArray) files = NULL;
    BoardReader reader = {.tree = tree, .kconfig = kconfig};

    if (qemu_kconfig_is_empty(kconfig) || !tree->file_targets) {
        return;
    }
    targets = build_targets_new(source, tree, kconfig);
    graph = qemu_build_graph(source, tree);
    files = build_graph_files(graph);
    reader.graph = graph;
    reader.files = files;
    reader.boards = g_ptr_array_new();
    reader.symbols =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    reader.all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_boards(&reader, targets);
    g_free(reader.is_built);
    g_hash_table_unref(reader.all);
    g_ptr_array_unref(reader.symbols);
    g_ptr_array_unref(reader.boards);
}
