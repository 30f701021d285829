/*
 * What a frob is given to QEMU as.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>
#include <stddef.h>

#include "../conf/domain_conf.h"

typedef struct _virJSONValue virJSONValue;
typedef struct _virCommand virCommand;
typedef struct _virQEMUCaps virQEMUCaps;
typedef enum { QEMU_CAPS_FROB_SPEED, QEMU_CAPS_DEVICE_JSON } virQEMUCapsFlags;
typedef struct { virDomainFrobDef **frobs; size_t nfrobs; } virDomainDef;

int virJSONValueObjectAdd(virJSONValue **obj, ...);
int virQEMUCapsGet(virQEMUCaps *caps, virQEMUCapsFlags flag);
int virNetDevGetMTU(const char *name, unsigned int *mtu);
virCommand *virCommandNew(const char *binary);
int qemuBuildDeviceCommandlineFromJSON(virCommand *cmd, virJSONValue *props,
                                       virDomainDef *def, virQEMUCaps *caps);

static virJSONValue *frobProps(virDomainFrobDef *frob, virQEMUCaps *caps)
{
    virJSONValue *props = NULL;

    virJSONValueObjectAdd(&props, "s:driver", "frob-pci", "s:id", frob->serial,
                          NULL);
    unsigned int mtu = 0;

    if (virNetDevGetMTU(frob->serial, &mtu) < 0)
        return NULL;
    if (mtu > 0)
        virJSONValueObjectAdd(&props, "p:speed", mtu, NULL);
    return props;
}

virCommand *qemuBuildCommandLine(virDomainDef *def, virQEMUCaps *caps)
{
    virCommand *cmd = virCommandNew("qemu");

    for (size_t i = 0; i < def->nfrobs; i++) {
        virJSONValue *props = frobProps(def->frobs[i], caps);

        if (qemuBuildDeviceCommandlineFromJSON(cmd, props, def, caps) < 0)
            return NULL;
    }
    return cmd;
}
