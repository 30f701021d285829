/*
 * An ARM.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TARGET_ARM_CPU_H
#define TARGET_ARM_CPU_H

#define TARGET_MAX_CPUS 512

#endif
