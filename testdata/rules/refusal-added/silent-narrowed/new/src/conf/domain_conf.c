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
    if (def->speed)
        virBufferAsprintf(buf, " speed='%u'", def->speed);
    return 0;
}

int
virDomainFrobDefParseXML(xmlNodePtr node, virDomainFrobDef *def)
{
    if (virXMLPropUInt(node, "speed", 10, 0, &def->speed) < 0)
        return -1;
    return 0;
}

VIR_ENUM_IMPL(virDomainFrobModel, 3, "default", "fast", "late");
