/*
 * Versions of both projects and the machine types that they know.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/join-state.h"

#include <string.h>

#include "base/version.h"

static void free_tree(gpointer data)
{
    JoinTree *tree = data;

    qemu_model_free(tree->model);
    g_clear_pointer(&tree->emissions, g_hash_table_unref);
    g_free(tree);
}

static void free_machine(gpointer data)
{
    JoinMachine *machine = data;

    g_free(machine->types);
    g_free(machine);
}

void join_free(Join *join)
{
    if (join) {
        g_ptr_array_unref(join->qemus);
        g_ptr_array_unref(join->libvirts);
        g_ptr_array_unref(join->machines);
        g_hash_table_unref(join->capabilities);
        fact_set_free(join->nothing);
        g_string_chunk_free(join->texts);
        g_free(join);
    }
}

const char *join_text(Join *join, const char *text)
{
    return text ? g_string_chunk_insert_const(join->texts, text) : NULL;
}

const char *join_format(Join *join, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return join_text(join, text);
}

static gint compare_trees(gconstpointer a, gconstpointer b)
{
    const JoinTree *x = *(const JoinTree *const *)a;
    const JoinTree *y = *(const JoinTree *const *)b;
    int order = version_compare(x->version, y->version);

    if (order == 0) {
        order = (x->change != NULL) - (y->change != NULL);
    }
    return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

static GHashTable *emissions_by_option(const FactSet *facts)
{
    GHashTable *index = g_hash_table_new_full(
        g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    const GPtrArray *emissions = fact_set_emissions(facts);

    for (guint i = 0; i < emissions->len; i++) {
        const Emission *emission = g_ptr_array_index(emissions, i);
        GPtrArray *list = g_hash_table_lookup(index, emission->option);

        if (!list) {
            list = g_ptr_array_new();
            g_hash_table_insert(index, (gpointer)emission->option, list);
        }
        g_ptr_array_add(list, (gpointer)emission);
    }
    return index;
}

static void add_tree(Join *join, const FactSet *facts, const Proposal *change,
                     const char *version)
{
    bool is_qemu = g_strcmp0(fact_set_project(facts), "qemu") == 0;
    GPtrArray *list = is_qemu ? join->qemus : join->libvirts;
    JoinTree *tree = g_new0(JoinTree, 1);

    tree->facts = facts;
    tree->change = change;
    tree->version = join_text(join, version);
    tree->rank = join->qemus->len + join->libvirts->len;
    if (is_qemu) {
        tree->model = qemu_model_new(facts, join->target);
    } else {
        tree->emissions = emissions_by_option(facts);
    }
    g_ptr_array_add(list, tree);
}

/* "6.9.0" of the tree at `place` of those that have it. */
static const char *own_version(Join *join, const JoinTree *tree, guint place)
{
    const char *revision = fact_set_revision(tree->facts);

    return revision     ? join_format(join, "%s@%.12s", tree->version, revision)
           : place == 0 ? tree->version
                        : join_format(join, "%s#%u", tree->version, place + 1);
}

/* Development trees have the version of a release beside them. `trees` are
 * sorted. */
static void tell_apart(Join *join, const GPtrArray *trees)
{
    guint end;

    for (guint i = 0; i < trees->len; i = end) {
        const JoinTree *first = g_ptr_array_index(trees, i);

        for (end = i + 1; end < trees->len; end++) {
            const JoinTree *next = g_ptr_array_index(trees, end);

            if (!g_str_equal(first->version, next->version)) {
                break;
            }
        }
        for (guint k = end; end > i + 1 && k > i; k--) {
            JoinTree *tree = g_ptr_array_index(trees, k - 1);

            tree->version = own_version(join, tree, k - 1 - i);
        }
    }
}

/* Facts without a project count as a libvirt that emits nothing. */
static void add_user(Join *join)
{
    JoinTree *user;

    join->nothing = fact_set_new();
    add_tree(join, join->nothing, NULL, "");
    user = g_ptr_array_index(join->libvirts, 0);
    user->is_user = true;
}

/* The newest of either project, once more. */
static void add_changed(Join *join, const Proposal *change)
{
    const JoinTree *newest;

    if (!change) {
        return;
    }
    if (join->qemus->len > 0) {
        newest = g_ptr_array_index(join->qemus, join->qemus->len - 1);
        add_tree(join, newest->facts, change,
                 change->from &&
                         version_compare(change->from, newest->version) > 0
                     ? change->from
                     : newest->version);
    }
    if (change->libvirt && !join->nothing) {
        newest = g_ptr_array_index(join->libvirts, join->libvirts->len - 1);
        add_tree(join, newest->facts, change, change->libvirt);
    }
}

static JoinMachine *machine_named(Join *join, GHashTable *known,
                                  const char *name, const MachineType *type)
{
    JoinMachine *machine = g_hash_table_lookup(known, name);

    if (!machine) {
        machine = g_new0(JoinMachine, 1);
        machine->name = join_text(join, name);
        machine->family = type->family;
        machine->version = type->version;
        machine->types = g_new0(const MachineType *, join->qemus->len);
        g_hash_table_insert(known, (gpointer)machine->name, machine);
        g_ptr_array_add(join->machines, machine);
    }
    return machine;
}

/* A machine type of a version that is not out yet promises nothing; trees
 * between releases (micro 50 and up) have it to be looked at. */
static bool is_released(const JoinTree *qemu, const MachineType *type)
{
    g_auto(GStrv) parts = g_strsplit(qemu->version, ".", 3);
    bool is_between =
        g_strv_length(parts) == 3 && g_ascii_strtoull(parts[2], NULL, 10) >= 50;

    return is_between || version_compare(type->version, qemu->version) <= 0;
}

/* The machine types that a proposal begins with do not exist yet: they will be
 * what the family's newest is, and changed. */
static void add_future_machine(Join *join, GHashTable *known, guint qemu,
                               const MachineType *type)
{
    const JoinTree *tree = join_qemu(join, qemu);
    const char *from = tree->change ? tree->change->from : NULL;
    const GPtrArray *all = qemu_model_machines(tree->model);
    g_autofree char *name = NULL;
    JoinMachine *machine;

    if (!from || version_compare(type->version, from) >= 0) {
        return;
    }
    /* Families that ended before get no new one. */
    for (guint i = 0; i < all->len; i++) {
        const MachineType *other = g_ptr_array_index(all, i);

        if (other->version && is_released(tree, other) &&
            version_compare(other->version, type->version) > 0) {
            return;
        }
    }
    name = g_strdup_printf("%s-%s", type->family, from);
    machine = machine_named(join, known, name, type);
    machine->version = join_text(join, from);
    machine->types[qemu] = type;
}

static gint compare_machines(gconstpointer a, gconstpointer b)
{
    const JoinMachine *x = *(const JoinMachine *const *)a;
    const JoinMachine *y = *(const JoinMachine *const *)b;
    int order = g_strcmp0(x->family, y->family);

    order = order ? order : version_compare(x->version, y->version);
    return order ? order : strcmp(x->name, y->name);
}

static void add_machines(Join *join)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < join->qemus->len; i++) {
        const GPtrArray *types = qemu_model_machines(join_qemu(join, i)->model);

        for (guint k = 0; k < types->len; k++) {
            const MachineType *type = g_ptr_array_index(types, k);

            if (type->version && !type->abstract &&
                is_released(join_qemu(join, i), type)) {
                machine_named(join, known, type->name, type)->types[i] = type;
                add_future_machine(join, known, i, type);
            }
        }
    }
    g_ptr_array_sort(join->machines, compare_machines);
}

Join *join_new(const GPtrArray *trees, const char *target,
               const Proposal *change)
{
    Join *join = g_new0(Join, 1);

    join->texts = g_string_chunk_new(4096);
    join->target = join_text(join, target);
    join->qemus = g_ptr_array_new_with_free_func(free_tree);
    join->libvirts = g_ptr_array_new_with_free_func(free_tree);
    join->machines = g_ptr_array_new_with_free_func(free_machine);
    join->capabilities =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                              (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < trees->len; i++) {
        const FactSet *facts = g_ptr_array_index(trees, i);

        add_tree(join, facts, NULL, fact_set_version(facts));
    }
    if (join->libvirts->len == 0) {
        add_user(join);
    }
    g_ptr_array_sort(join->qemus, compare_trees);
    g_ptr_array_sort(join->libvirts, compare_trees);
    tell_apart(join, join->qemus);
    tell_apart(join, join->libvirts);
    add_changed(join, change);
    g_ptr_array_sort(join->libvirts, compare_trees);
    add_machines(join);
    return join;
}

guint join_n_qemus(const Join *join)
{
    return join->qemus->len;
}

guint join_n_libvirts(const Join *join)
{
    return join->libvirts->len;
}

const JoinTree *join_qemu(const Join *join, guint qemu)
{
    return g_ptr_array_index(join->qemus, qemu);
}

const JoinTree *join_libvirt(const Join *join, guint libvirt)
{
    return g_ptr_array_index(join->libvirts, libvirt);
}

const char *join_target(const Join *join)
{
    return join->target;
}

const GPtrArray *join_machines(const Join *join)
{
    return join->machines;
}
