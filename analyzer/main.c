/*
 * migcompat: which changes to QEMU and libvirt break live migration.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/command.h"

#ifndef MIGCOMPAT_VERSION
#define MIGCOMPAT_VERSION "(unversioned build)"
#endif

int main(int argc, char **argv)
{
    return command_main(argc, argv, MIGCOMPAT_VERSION);
}
