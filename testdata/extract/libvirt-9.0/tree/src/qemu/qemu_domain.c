#include <config.h>

#include "domain_conf.h"
#include "qemu_capabilities.h"

static int
qemuDomainFrobPostParse(virDomainFrobDef *frob, int machine, virQEMUCaps *qemuCaps)
{
    if (frob->model != 0)
        return 0;
    if (virQEMUCapsGet(qemuCaps, QEMU_CAPS_FROB_LATE) && machine == 3)
        frob->model = 2;
    else
        frob->model = 1;
    return 0;
}

static int
qemuDomainFrobDefValidate(const virDomainFrobDef *frob, virQEMUCaps *qemuCaps)
{
    if (frob->bus == 2 && !virQEMUCapsGet(qemuCaps, QEMU_CAPS_DEVICE_FROB)) {
        virReportError("usb frob is not supported by this QEMU");
        return -1;
    }
    return 0;
}

struct { int (*parse)(virDomainFrobDef *, int, virQEMUCaps *);
         int (*validate)(const virDomainFrobDef *, virQEMUCaps *); }
virQEMUDriverDomainDefParserConfig = {
    .parse = qemuDomainFrobPostParse,
    .validate = qemuDomainFrobDefValidate,
};
