#include <stddef.h>

typedef struct _virJSONValue virJSONValue;
typedef struct _virCommand virCommand;
typedef struct _virQEMUCaps virQEMUCaps;
typedef enum { QEMU_CAPS_FROB_SPEED, X_QEMU_CAPS_FROB } virQEMUCapsFlags;
typedef enum { ADDRESS_PCI, ADDRESS_CCW, ADDRESS_LAST } addressType;
typedef struct { addressType type; int slot; char *alias; } deviceInfo;
typedef struct { deviceInfo info; unsigned int speed; int old; } frobDef;
typedef enum { DEVICE_FROB, DEVICE_DIAL } deviceType;
typedef struct { deviceType type; union { frobDef *frob; void *dial; } data; } deviceDef;
typedef struct { frobDef **frobs; size_t nfrobs; } domainDef;

int virJSONValueObjectAdd(virJSONValue **obj, ...);
int virQEMUCapsGet(virQEMUCaps *caps, virQEMUCapsFlags flag);
void virReportErrorHelper(int domain, int code, const char *format, ...);
char *g_strdup_printf(const char *format, ...);
virCommand *virCommandNew(const char *binary);
int qemuBuildDeviceCommandlineFromJSON(virCommand *cmd, virJSONValue *props,
                                       domainDef *def, virQEMUCaps *caps);

static virJSONValue *frobProps(frobDef *frob, virQEMUCaps *caps)
{
    virJSONValue *props = NULL;
    const char *suffix = NULL;
    char *driver;

    switch (frob->info.type) {
    case ADDRESS_PCI:
        suffix = "pci";
        break;
    case ADDRESS_CCW:
        suffix = "ccw";
        break;
    case ADDRESS_LAST:
        virReportErrorHelper(0, 1, "no such address");
        return NULL;
    }
    driver = g_strdup_printf("frob-%s", suffix);
    virJSONValueObjectAdd(&props, "s:driver", driver, "s:id",
                          frob->info.alias, NULL);
    if (virQEMUCapsGet(caps, QEMU_CAPS_FROB_SPEED))
        virJSONValueObjectAdd(&props, "p:speed", frob->speed, NULL);
    if (virQEMUCapsGet(caps, X_QEMU_CAPS_FROB))
        virJSONValueObjectAdd(&props, "b:retired", 1, NULL);
    return props;
}

/* Fills in the union by its tag, and does nothing else. */
void deviceSetData(deviceDef *device, void *data)
{
    switch (device->type) {
    case DEVICE_FROB:
        device->data.frob = data;
        break;
    case DEVICE_DIAL:
        device->data.dial = data;
        break;
    }
}

static virJSONValue *oldProps(deviceType type, void *data)
{
    deviceDef device = {.type = type};
    virJSONValue *props = NULL;

    deviceSetData(&device, data);
    virJSONValueObjectAdd(&props, "s:driver",
                          device.data.frob->old ? "old-frob" : "new-frob",
                          NULL);
    return props;
}

virCommand *qemuBuildCommandLine(domainDef *def, virQEMUCaps *caps)
{
    virCommand *cmd = virCommandNew("qemu");

    for (size_t i = 0; i < def->nfrobs; i++) {
        virJSONValue *props = frobProps(def->frobs[i], caps);

        if (qemuBuildDeviceCommandlineFromJSON(cmd, props, def, caps) < 0)
            return NULL;
        /* The first guard and the driver's are about the same thing. */
        if (def->frobs[i]->old) {
            virJSONValue *both = oldProps(DEVICE_FROB, def->frobs[i]);

            if (qemuBuildDeviceCommandlineFromJSON(cmd, both, def, caps) < 0)
                return NULL;
        }
    }
    return cmd;
}
