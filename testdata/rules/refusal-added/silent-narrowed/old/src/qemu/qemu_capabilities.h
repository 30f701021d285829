/*
 * Capabilities.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
typedef struct _virQEMUCaps virQEMUCaps;
typedef enum { QEMU_CAPS_FROB } virQEMUCapsFlags;

int virQEMUCapsGet(virQEMUCaps *caps, virQEMUCapsFlags flag);
