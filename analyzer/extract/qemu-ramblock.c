/*
 * RAM blocks: what is migrated page by page, under a name that both sides
 * must agree on.
 *
 * The machine's main memory is made by generic code from the class's
 * default_ram_id and is not among them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/calls.h"
#include "extract/context.h"
#include "extract/extractors.h"

#include <string.h>

#define NO_ARGUMENT G_MAXUINT

/* Where each function keeps name and size of the block. The rest, 0 for
 * none, is for files that the firmware reads. */
typedef struct BlockMaker {
    const char *function;
    guint name;
    guint size;
    const char *prefix; /* of the name */
    guint condition;    /* NULL in this argument: no block */
    guint directory;    /* of the name */
    guint read_only;    /* false in this argument: "/ram@" */
} BlockMaker;

/*
 * Regions over memory of a host device (memory_region_init_ram_device_ptr)
 * are never migrated and left out. qemu_ram_alloc* take the name from their
 * region. What rom_add_* make is in hw/core/loader.c: rom_set_mr; for option
 * ROMs only under machine types with option_rom_has_mr.
 */
static const BlockMaker block_makers[] = {
    {"memory_region_init_ram", 2, 3},
    {"memory_region_init_ram_nomigrate", 2, 3},
    {"memory_region_init_ram_shared_nomigrate", 2, 3},
    {"memory_region_init_ram_flags_nomigrate", 2, 3},
    {"memory_region_init_ram_guest_memfd", 2, 3},
    {"memory_region_init_ram_from_file", 2, 3},
    {"memory_region_init_ram_from_fd", 2, 3},
    {"memory_region_init_ram_ptr", 2, 3},
    {"memory_region_init_resizeable_ram", 2, 3},
    {"memory_region_init_rom", 2, 3},
    {"memory_region_init_rom_nomigrate", 2, 3},
    {"memory_region_init_rom_device", 4, 5},
    {"memory_region_init_rom_device_nomigrate", 4, 5},
    {"memory_region_allocate_system_memory", 2, 3},
    {"rom_add_file", 0, NO_ARGUMENT, "/rom@", .condition = 1, .directory = 1},
    {"rom_add_blob", 5, 3, "/rom@", .condition = 5, .read_only = 9},
};

typedef struct BlockReader {
    ExtractContext *context;
    const BlockMaker *maker;
} BlockReader;

/* These build on each other; a call from inside makes no block of its own. */
static bool is_block_maker(const char *function)
{
    for (guint i = 0; i < G_N_ELEMENTS(block_makers); i++) {
        if (g_str_equal(block_makers[i].function, function)) {
            return true;
        }
    }
    return g_str_equal(function, "rom_set_mr");
}

static bool is_zero(const CallValue *value)
{
    return value->node && (value->node->flags & IR_HAS_VALUE) &&
           value->node->value == 0;
}

/* The block's name; NULL if the directory is made at run time. */
static char *full_name(const BlockMaker *maker, const CallChain *chain,
                       const char *name)
{
    const char *prefix = maker->prefix ? maker->prefix : "";
    g_autofree char *file = NULL;
    CallValue value;

    if (maker->read_only != 0) {
        value = call_chain_argument(chain, maker->read_only);
        prefix = is_zero(&value) ? "/ram@" : prefix;
    }
    if (maker->directory == 0) {
        return g_strconcat(prefix, name, NULL);
    }
    value = call_chain_argument(chain, maker->directory);
    if (!value.node || value.node->kind != IR_STRING) {
        return NULL;
    }
    file = g_path_get_basename(name);
    return g_strconcat(
        prefix, ir_text(value.site->caller->unit->file, value.node->name), "/",
        file, NULL);
}

/* None: not a constant. */
static Value size_of(const BlockMaker *maker, const CallChain *chain)
{
    CallValue size;

    if (maker->size == NO_ARGUMENT) {
        return value_none();
    }
    size = call_chain_argument(chain, maker->size);
    if (!size.node || !(size.node->flags & IR_HAS_VALUE)) {
        return value_none();
    }
    return size.node->flags & IR_UNSIGNED
               ? value_unsigned((guint64)size.node->value)
               : value_number(size.node->value);
}

static void add_block(const BlockReader *reader, const CallChain *chain,
                      const char *name)
{
    ExtractContext *context = reader->context;
    const CallSite *outer = &chain->sites[chain->n_sites - 1];
    Location location = call_site_location(outer);
    RamBlock *block = fact_set_add_ram_block(context->facts);

    block->name = fact_set_text(context->facts, name);
    block->size = size_of(reader->maker, chain);
    block->owner =
        fact_set_text(context->facts, call_site_caller(&chain->sites[0]));
    block->targets = extract_targets(context, outer->caller->unit);
    block->location = extract_location(context, location.file, location.line);
}

static void add_computed(const BlockReader *reader, const CallChain *chain,
                         const CallValue *name, const IrNode *node)
{
    Location location = call_site_location(&chain->sites[chain->n_sites - 1]);
    g_autofree char *text =
        node ? ir_node_to_text(name->site->caller->unit->file, node) : NULL;
    g_autofree char *reason =
        g_strdup_printf("%s: name '%s' is made at run time",
                        reader->maker->function, text ? text : "?");

    add_block(reader, chain, NULL);
    extract_gap(reader->context, "ram-block",
                call_site_caller(&chain->sites[0]), reason, location.file,
                location.line);
}

/* `a ? "x" : "y"` is a block of either name. */
static void read_name(const BlockReader *reader, const CallChain *chain,
                      const CallValue *name, const IrNode *node)
{
    const IrFile *file = name->site->caller->unit->file;
    g_autofree char *full = NULL;

    if (node && node->kind == IR_CONDITIONAL) {
        read_name(reader, chain, name, ir_child(file, node, 1));
        read_name(reader, chain, name, ir_child(file, node, 2));
        return;
    }
    if (node && node->kind == IR_STRING) {
        full = full_name(reader->maker, chain, ir_text(file, node->name));
    }
    if (full) {
        add_block(reader, chain, full);
    } else {
        add_computed(reader, chain, name, node);
    }
}

static void read_chain(const CallChain *chain, void *user)
{
    const BlockReader *reader = user;
    CallValue name = call_chain_argument(chain, reader->maker->name);
    CallValue condition;

    if (reader->maker->condition != 0) {
        condition = call_chain_argument(chain, reader->maker->condition);
        if (is_zero(&condition)) {
            return;
        }
    }
    read_name(reader, chain, &name, name.node);
}

void extract_qemu_ramblock(ExtractContext *context)
{
    g_autoptr(CallIndex) calls = call_index_new(context->tree->program);

    for (guint i = 0; i < G_N_ELEMENTS(block_makers); i++) {
        BlockReader reader = {context, &block_makers[i]};
        guint n;
        const CallSite *sites =
            call_index_find(calls, block_makers[i].function, &n);

        for (guint j = 0; j < n; j++) {
            if (!is_block_maker(call_site_caller(&sites[j]))) {
                call_index_each_chain(calls, &sites[j], block_makers[i].name,
                                      read_chain, &reader);
            }
        }
    }
}
