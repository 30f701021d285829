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
    return 0;
}

struct { int (*parse)(virDomainFrobDef *); }
virQEMUDriverDomainDefParserConfig = {
    .parse = qemuDomainFrobDefPostParse,
};
