/*
 * The description of a frob as XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "domain_conf.h"
#include <stdbool.h>

bool
virDomainFrobDefCheckABIStability(virDomainFrobDef *src, virDomainFrobDef *dst)
{
    if (src->model != dst->model || src->speed != dst->speed ||
        src->size != dst->size)
        return false;
    return g_strcmp0(src->serial, dst->serial) == 0;
}

void
virDomainFrobDefCopy(virDomainFrobDef *dst, const virDomainFrobDef *src)
{
    dst->model = src->model;
    dst->speed = src->speed;
    dst->size = src->size;
    dst->serial = g_strdup(src->serial);
    dst->label = g_strdup(src->label);
}

int
virDomainFrobDefParseXML(xmlNodePtr node, virDomainFrobDef *def)
{
    if (virXMLPropUInt(node, "speed", 10, 0, &def->speed) < 0 ||
        virXMLPropUInt(node, "size", 10, 0, &def->size) < 0)
        return -1;
    def->serial = virXMLPropString(node, "serial");
    def->label = virXMLPropString(node, "label");
    return 0;
}

static void
virDomainFrobLeaseDefFormat(virBuffer *buf, const virDomainFrobLeaseDef *lease)
{
    virBufferAsprintf(buf, "<lease slots='%u'/>", lease->slots);
}

void
virDomainFrobDefFormat(virBuffer *buf, const virDomainFrobDef *def)
{
    virBufferAsprintf(buf, " speed='%u' size='%u'", def->speed, def->size);
    virBufferAsprintf(buf, " serial='%s'", def->serial);
    virBufferAsprintf(buf, " label='%s'", def->label);
    if (def->ls)
        virDomainFrobLeaseDefFormat(buf, def->ls);
}
