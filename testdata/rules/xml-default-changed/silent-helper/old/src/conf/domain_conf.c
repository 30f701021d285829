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
    virBufferAsprintf(buf, " model='%d' size='%u'", def->model, def->size);
    return 0;
}

int
virDomainFrobDefParseXML(xmlNodePtr node, virDomainFrobDef *def)
{
    if (virXMLPropUInt(node, "speed", 10, 0, &def->speed) < 0 ||
        virXMLPropUInt(node, "size", 10, 0, &def->size) < 0)
        return -1;
    return 0;
}

int
virDomainFrobAlignSize(virDomainFrobDef *frob)
{
    frob->size = frob->size / 256 * 256 + frob->speed;
    return 0;
}

int
virDomainFrobAttach(virDomainFrobDef *frob)
{
    return virDomainFrobAlignSize(frob);
}
