#include <config.h>

#include "qemu_capabilities.h"
#include "virenum.h"

#define G_N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define QEMU_MIN_MAJOR 4
#define QEMU_MIN_MINOR 2

VIR_ENUM_IMPL(virQEMUCaps, QEMU_CAPS_LAST,
              "name", "kvm", "frob", "frob.late", "frob.scsi.off",
              "frob.query", "frob.complete", "acpi-switch", "old-fips",
              "frob.spice",
);

struct virQEMUCapsStringFlags {
    const char *value;
    int flag;
};

static struct virQEMUCapsStringFlags objectTypes[] = {
    { "frob-pci", QEMU_CAPS_DEVICE_FROB },
};

struct deviceProp {
    const char *value;
    int flag;
    int (*cb)(virJSONValue *props, virQEMUCaps *qemuCaps);
};

static int
scsiDefault(virJSONValue *props, virQEMUCaps *qemuCaps)
{
    bool def = false;

    if (virJSONValueObjectGetBoolean(props, "default-value", &def) < 0)
        return 0;
    if (def == false)
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_FROB_SCSI_OFF);
    return 0;
}

static struct deviceProp frobProps[] = {
    { "late", QEMU_CAPS_FROB_LATE, NULL },
    { "scsi", QEMU_CAPS_FROB_LATE, scsiDefault },
};

static int
probeDevice(virQEMUCaps *qemuCaps, qemuMonitor *mon)
{
    GHashTable *props = NULL;
    size_t i;

    if (!virQEMUCapsGet(qemuCaps, QEMU_CAPS_DEVICE_FROB))
        return 0;
    if (!(props = qemuMonitorGetDeviceProps(mon, "frob-pci")))
        return -1;
    for (i = 0; i < G_N_ELEMENTS(frobProps); i++) {
        virJSONValue *entry = virHashLookup(props, frobProps[i].value);

        if (!entry)
            continue;
        virQEMUCapsSet(qemuCaps, frobProps[i].flag);
        if (frobProps[i].cb && frobProps[i].cb(entry, qemuCaps) < 0)
            return -1;
    }
    return 0;
}

static void
probeSpice(virQEMUCaps *qemuCaps, qemuMonitor *mon)
{
    GHashTable *options = qemuMonitorGetCommandLineOptions(mon);
    virJSONValue *option = g_hash_table_lookup(options, "spice");
    size_t j;

    for (j = 0; option && j < virJSONValueArraySize(option); j++) {
        virJSONValue *param = virJSONValueArrayGet(option, j);
        const char *name = virJSONValueObjectGetString(param, "name");

        if (g_strcmp0("gl", name) == 0)
            virQEMUCapsSet(qemuCaps, QEMU_CAPS_FROB_SPICE);
    }
}

int
virQEMUCapsInitQMPMonitor(virQEMUCaps *qemuCaps, qemuMonitor *mon)
{
    int major, minor, micro;
    char *archstr, *package, **types;
    bool enabled = false, present = false;
    GHashTable *schema;

    if (qemuMonitorGetVersion(mon, &major, &minor, &micro, &package) < 0)
        return -1;
    if (major < QEMU_MIN_MAJOR ||
        (major == QEMU_MIN_MAJOR && minor < QEMU_MIN_MINOR))
        return -1;
    qemuCaps->version = major * 1000000 + minor * 1000 + micro;
    if (!(archstr = qemuMonitorGetTargetArch(mon)))
        return -1;
    if ((qemuCaps->arch = virQEMUCapsArchFromString(archstr)) == VIR_ARCH_NONE)
        return -1;

    switch (qemuCaps->arch) {
    case VIR_ARCH_I686:
    case VIR_ARCH_X86_64:
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_ACPI_SWITCH);
        break;
    default:
        break;
    }
    if (qemuCaps->version < 5002000)
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_OLD_FIPS);
    if (qemuMonitorGetKVMState(mon, &enabled, &present) < 0)
        return -1;
    if (present && enabled)
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_KVM);
    if (!(schema = virQEMUQAPISchemaConvert(qemuMonitorQueryQMPSchema(mon))))
        return -1;
    if (virQEMUQAPISchemaPathExists("frob-add/arg-type/kind/^late", schema))
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_FROB_QUERY);
    if (qemuMonitorGetObjectTypes(mon, &types) < 0)
        return -1;
    virQEMUCapsProcessStringFlags(qemuCaps, G_N_ELEMENTS(objectTypes),
                                  objectTypes, types);
    if (probeDevice(qemuCaps, mon) < 0)
        return -1;
    probeSpice(qemuCaps, mon);

    if (ARCH_IS_X86(qemuCaps->arch) &&
        virQEMUCapsGet(qemuCaps, QEMU_CAPS_FROB_QUERY) &&
        virQEMUCapsGet(qemuCaps, QEMU_CAPS_FROB_LATE))
        virQEMUCapsSet(qemuCaps, QEMU_CAPS_FROB_COMPLETE);
    if (virQEMUCapsGet(qemuCaps, QEMU_CAPS_FROB_COMPLETE))
        virQEMUCapsClear(qemuCaps, QEMU_CAPS_ACPI_SWITCH);
    return 0;
}
