/*
 * What is filled in for a frob.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "../conf/domain_conf.h"


static void
qemuDomainFrobFill(virDomainFrobDef *def)
{
    if (def->model == VIR_DOMAIN_FROB_MODEL_DEFAULT)
        def->model = VIR_DOMAIN_FROB_MODEL_FAST;
}

static int
qemuDomainFrobDefPostParse(virDomainFrobDef *frob)
{
    qemuDomainFrobFill(frob);
    return 0;
}

struct { int (*parse)(virDomainFrobDef *); }
virQEMUDriverDomainDefParserConfig = {
    .parse = qemuDomainFrobDefPostParse,
};
