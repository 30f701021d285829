/*
 * The protocol of the monitor.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

typedef struct _virJSONValue virJSONValue;
virJSONValue *qemuMonitorJSONMakeCommand(const char *name, ...);

virJSONValue *
qemuMonitorJSONFrobServerStart(const char *address)
{
    return qemuMonitorJSONMakeCommand("frob-server-start", "s:addr", address,
                                      (void *)0);
}
