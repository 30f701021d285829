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
        virReportError(1, "a frob cannot be that fast");
        return -1;
    }
    return 0;
}

struct { int (*validate)(const virDomainFrobDef *, virQEMUCaps *); }
virQEMUDriverDomainDefParserConfig = {
    .validate = qemuValidateDomainFrobDef,
};
