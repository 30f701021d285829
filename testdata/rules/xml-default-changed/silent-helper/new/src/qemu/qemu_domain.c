/*
 * What is filled in for a frob.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "../conf/domain_conf.h"


static int
qemuDomainFrobDefPostParse(virDomainFrobDef *frob)
{
    if (frob->model == VIR_DOMAIN_FROB_MODEL_LATE &&
        virDomainFrobAlignSize(frob) < 0)
        return -1;
    if (frob->model == VIR_DOMAIN_FROB_MODEL_LATE && frob->speed == 0)
        frob->speed = 3;
    return 0;
}

struct { int (*parse)(virDomainFrobDef *); }
virQEMUDriverDomainDefParserConfig = {
    .parse = qemuDomainFrobDefPostParse,
};
