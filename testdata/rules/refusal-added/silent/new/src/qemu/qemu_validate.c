/*
 * Which frobs are refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "../conf/domain_conf.h"
#include "qemu_capabilities.h"

static int
qemuValidateDomainFrobDef(const virDomainFrobDef *frob, virQEMUCaps *qemuCaps)
{
    if (frob->speed > 9) {
        virReportError(1, "fast frobs are not possible");
        return -1;
    }
    if (frob->turbo > 3) {
        virReportError(1, "turbo %1$u is too much", frob->turbo);
        return -1;
    }
    return 0;
}

struct { int (*validate)(const virDomainFrobDef *, virQEMUCaps *); }
virQEMUDriverDomainDefParserConfig = {
    .validate = qemuValidateDomainFrobDef,
};
