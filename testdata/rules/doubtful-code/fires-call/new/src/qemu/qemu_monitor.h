/*
 * What QEMU is told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
typedef enum {
    QEMU_MONITOR_FROB_CAPS_FAST,
    QEMU_MONITOR_FROB_CAPS_EVENTS,
    QEMU_MONITOR_FROB_CAPS_LAST
} qemuMonitorFrobCaps;

typedef _Bool bool;
#define true 1
#define false 0

int qemuMonitorSetFrob(qemuMonitorFrobCaps cap, bool state);
int qemuMonitorFrobServerStart(const char *address);
char *g_strdup(const char *text);
