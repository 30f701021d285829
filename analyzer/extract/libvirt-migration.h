/*
 * libvirt-migration.h: what the files of the migration extractor share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

/* The static table of that name and where it is; NULL if there is none. */
const Object *migration_table(ExtractContext *context, const char *name,
                              const IrSymbol **ret_symbol);
const Term *migration_cell(ExtractContext *context, const Object *table,
                           gint64 index, const char *member);

/* libvirt-migration-table.c: who asks for it, on which side */

/* Fills in what the tables say of the capability or parameter with that
 * number; further uses become facts of their own. */
void migration_describe(ExtractContext *context, MigrationParameter *parameter,
                        gint64 number);
/* Before there were tables: what calls of functions say. */
void migration_add_calls(ExtractContext *context);
