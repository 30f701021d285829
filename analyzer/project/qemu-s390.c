/*
 * The header that a program of the tree, made of target/s390x/gen-features.c,
 * would print: lists of CPU features. The program is not run, so the lists are
 * empty; tables that use them stay whole otherwise.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-overlay.h"

#include <string.h>

static const char generator[] = "target/s390x/gen-features.c";

/* What is written for each `MACRO(X)` of the generator's tables. */
enum {
    GROUPS_ROW = 5
};
static const struct {
    const char *macro;
    const char *before;
    const char *after;
} rows[] = {
    {"    CPU_FEAT_INITIALIZER(", "#define S390_FEAT_LIST_", "_BASE 0x0ULL\n"},
    {"    CPU_FEAT_INITIALIZER(", "#define S390_FEAT_LIST_",
     "_DEFAULT 0x0ULL\n"},
    {"    CPU_FEAT_INITIALIZER(", "#define S390_FEAT_LIST_", "_FULL 0x0ULL\n"},
    {"    QEMU_FEAT_INITIALIZER(", "#define S390_FEAT_LIST_QEMU_", " 0x0ULL\n"},
    {"    FEAT_GROUP_INITIALIZER(", "#define S390_FEAT_GROUP_LIST_",
     " 0x0ULL\n"},
    {"    FEAT_GROUP_INITIALIZER(", "    S390_FEAT_GROUP_", ",\n"},
};

static void write_rows(GString *out, const char *text, guint row)
{
    while ((text = strstr(text, rows[row].macro))) {
        gsize length;

        text += strlen(rows[row].macro);
        length = strcspn(text, "),\n");
        if (text[length] == ')') {
            g_string_append(out, rows[row].before);
            g_string_append_len(out, text, (gssize)length);
            g_string_append(out, rows[row].after);
        }
    }
}

bool qemu_write_s390_features(const QemuLayout *layout, IrTree *tree,
                              const char *folder, GError **error)
{
    const QemuText *text = qemu_texts_find(layout->texts, generator);
    g_autoptr(GString) out = g_string_new("#ifndef S390_GEN_FEATURES\n"
                                          "#define S390_GEN_FEATURES\n");

    if (!text) {
        return true;
    }
    for (guint i = 0; i < GROUPS_ROW; i++) {
        write_rows(out, text->text, i);
    }
    /* Commit a5f9ecc49d: the program makes this, too. */
    if (strstr(text->text, "S390FeatGroup")) {
        g_string_append(out, "typedef enum {\n");
        write_rows(out, text->text, GROUPS_ROW);
        g_string_append(out, "    S390_FEAT_GROUP_MAX,\n} S390FeatGroup;\n");
    }
    g_string_append(out, "#endif\n");
    ir_tree_add_failure(tree, generator, "s390-feature-list",
                        "made by a program of the tree, which is not run: "
                        "the feature lists of CPU models are not known");
    return qemu_write_file(folder, "gen-features.h", out->str, error) &&
           qemu_write_file(folder, "target/s390x/gen-features.h", out->str,
                           error);
}
