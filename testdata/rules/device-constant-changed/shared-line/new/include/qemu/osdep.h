/*
 * What every file includes first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef QEMU_OSDEP_H
#define QEMU_OSDEP_H

#include "config-host.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <glib.h>

#define ARRAY_SIZE(x) (sizeof(x) / sizeof((x)[0]))
#define tostring(s) #s
#define stringify(s) tostring(s)
#define typeof_field(type, field) typeof(((type *)0)->field)
#define type_check(t1, t2) ((t1 *)0 - (t2 *)0)
#define type_check_array(t1, t2, n) ((t1(*)[n])0 - (t2 *)0)

#endif
