/*
 * qemu-kconfig-symbol.h: what reading Kconfig files gives, for what asks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qemu-kconfig.h"

typedef struct KconfigDefault {
    Truth value;
    const Condition *when;
} KconfigDefault;

typedef struct KconfigSymbol {
    bool is_of_host;    /* declared in Kconfig.host: the build finds it out */
    GPtrArray *depends; /* const Condition *: all must hold */
    GPtrArray *selects; /* const Condition *: one is enough */
    GArray *defaults;   /* KconfigDefault, those implied too: first wins */
} KconfigSymbol;

struct QemuKconfig {
    GHashTable *symbols; /* char * -> KconfigSymbol * */
    GPtrArray *pool;     /* the conditions */
};

/* Made if it is not there yet; borrowed. */
KconfigSymbol *kconfig_symbol(QemuKconfig *kconfig, const char *name);
/* "hw/ide" and "../x.c" -> "hw/x.c". */
char *kconfig_join_path(const char *directory, const char *path);
/* Adds what the file says, and what it sources. */
void kconfig_read(QemuKconfig *kconfig, const Source *source, const char *path);
