/*
 * The description of a frob as XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "domain_conf.h"

static void
virDomainFrobSpeedFormat(virBuffer *buf, const virDomainFrobDef *frob)
{
    if (frob->speed)
        virBufferAsprintf(buf, " speed='%u'", frob->speed);
}

int
virDomainFrobDefFormat(virBuffer *buf, virDomainFrobDef *def,
                       unsigned int flags)
{
    virDomainFrobSpeedFormat(buf, def);
    return 0;
}

int
virDomainFrobDefParseXML(xmlNodePtr node, virDomainFrobDef *def)
{
    if (virXMLPropUInt(node, "speed", 10, 0, &def->speed) < 0)
        return -1;
    return 0;
}
