/*
 * Building an IrFile, reading it back, damaged blocks, and names across units.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "ir/builder.h"
#include "ir/program.h"

static IrRef add_name(IrBuilder *builder, const char *name)
{
    IrNode node = {.kind = IR_NAME, .name = ir_builder_text(builder, name)};

    return ir_builder_node(builder, &node);
}

/* a->b == 3 */
static IrRef add_comparison(IrBuilder *builder)
{
    IrNode member = {.kind = IR_MEMBER,
                     .flags = IR_ARROW,
                     .name = ir_builder_text(builder, "b"),
                     .first = add_name(builder, "a")};
    IrNode three = {.kind = IR_INTEGER, .flags = IR_HAS_VALUE, .value = 3};
    IrNode equal = {.kind = IR_BINARY, .op = IR_OP_EQUAL};
    IrChain children = {0};

    ir_chain_append(builder, &children, ir_builder_node(builder, &member));
    ir_chain_append(builder, &children, ir_builder_node(builder, &three));
    equal.first = children.first;
    return ir_builder_node(builder, &equal);
}

static IrFile *file_with_function(const char *name, guint32 flags,
                                  bool with_body)
{
    g_autoptr(IrBuilder) builder = ir_builder_new();
    IrNode block = {.kind = IR_BLOCK};
    IrFunction function = {.name = ir_builder_text(builder, name),
                           .flags = flags};

    if (with_body) {
        block.first = add_comparison(builder);
        function.body = ir_builder_node(builder, &block);
    }
    ir_builder_function(builder, &function);
    return ir_file_new(ir_builder_finish(builder), NULL);
}

static void test_round_trip(void **state)
{
    g_autoptr(IrFile) file = file_with_function("f", 0, true);
    guint n;
    const IrFunction *functions = ir_functions(file, &n);
    const IrNode *body;
    g_autofree char *text = NULL;

    (void)state;
    assert_int_equal(n, 1);
    assert_string_equal(ir_text(file, functions[0].name), "f");
    body = ir_node(file, functions[0].body);
    assert_int_equal(body->kind, IR_BLOCK);
    text = ir_node_to_text(file, ir_first(file, body));
    assert_string_equal(text, "a->b == 3");
}

static void test_equal_texts_share(void **state)
{
    g_autoptr(IrBuilder) builder = ir_builder_new();

    (void)state;
    assert_int_equal(ir_builder_text(builder, "x"),
                     ir_builder_text(builder, "x"));
    assert_int_equal(ir_builder_text(builder, ""), 0);
    assert_int_equal(ir_builder_text(builder, NULL), 0);
}

/* Every proper prefix of a block, and every block with a bent link, must be
 * refused and never read out of bounds. */
static void test_damaged_blocks(void **state)
{
    g_autoptr(IrFile) file = file_with_function("f", 0, true);
    gsize size;
    const guint8 *data = g_bytes_get_data(ir_file_block(file), &size);

    (void)state;
    for (gsize length = 0; length < size; length++) {
        g_autoptr(GError) error = NULL;

        assert_null(ir_file_new(g_bytes_new(data, length), &error));
        assert_non_null(error);
    }
    for (gsize at = 0; at < size; at++) {
        g_autofree guint8 *copy = g_memdup2(data, size);
        g_autoptr(IrFile) bent = NULL;

        copy[at] ^= 0xff;
        bent = ir_file_new(g_bytes_new(copy, size), NULL);
        if (bent) {
            guint n;
            const IrFunction *functions = ir_functions(bent, &n);

            for (guint i = 0; i < n; i++) {
                assert_non_null(ir_text(bent, functions[i].name));
            }
        }
    }
}

static void test_names_across_units(void **state)
{
    g_autoptr(IrProgram) program = ir_program_new();
    const IrUnit *arm;
    const IrUnit *common;

    (void)state;
    ir_program_add(program, "hw/arm/virt.c", "arm", true, false,
                   file_with_function("board_init", 0, true));
    ir_program_add(program, "hw/core/qdev.c", "i386", false, false,
                   file_with_function("qdev_init", 0, true));
    ir_program_add(program, "hw/i386/pc.c", "i386", true, false,
                   file_with_function("board_init", 0, true));
    ir_program_add(program, "hw/i386/pc_q35.c", "i386", true, false,
                   file_with_function("local", IR_STATIC, true));
    ir_program_seal(program);
    arm = ir_program_unit(program, 0);
    common = ir_program_unit(program, 1);
    assert_string_equal(arm->path, "hw/arm/virt.c");
    assert_ptr_equal(ir_program_function(program, arm, "board_init")->unit,
                     arm);
    assert_string_equal(
        ir_program_function(program, ir_program_unit(program, 3), "board_init")
            ->unit->path,
        "hw/i386/pc.c");
    assert_ptr_equal(ir_program_function(program, arm, "qdev_init")->unit,
                     common);
    assert_null(ir_program_function(program, arm, "local"));
    assert_null(ir_program_function(program, arm, "nowhere"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_equal_texts_share),
        cmocka_unit_test(test_damaged_blocks),
        cmocka_unit_test(test_names_across_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
