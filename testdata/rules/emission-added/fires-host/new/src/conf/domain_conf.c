/*
 * The description of a frob as XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "domain_conf.h"

int
virDomainFrobDefParseXML(xmlNodePtr node, virDomainFrobDef *def)
{
    if (virXMLPropUInt(node, "speed", 10, 0, &def->speed) < 0)
        return -1;
    return 0;
}
