/*
 * The description of a frob as XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "domain_conf.h"

int
virDomainFrobDefFormat(virBuffer *buf, virDomainFrobDef *def,
                       unsigned int flags)
{
    virCheckFlags(VIR_DOMAIN_DEF_FORMAT_SECURE |
                  VIR_DOMAIN_DEF_FORMAT_STATUS, -1);

    if (def->speed)
        virBufferAsprintf(buf, " speed='%u'", def->speed);
    return 0;
}
