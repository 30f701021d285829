#include <stddef.h>

typedef struct _virCommand virCommand;
typedef struct _virQEMUCaps virQEMUCaps;
typedef struct { int virtType; const char *machine; unsigned long long size; } domainDef;

virCommand *virCommandNew(const char *binary);
void virCommandAddArg(virCommand *cmd, const char *arg);
void virCommandAddArgFormat(virCommand *cmd, const char *format, ...);

int virQEMUCapsGetMachineNumaMemSupported(virQEMUCaps *caps, int virtType,
                                          const char *name);

virCommand *qemuBuildCommandLine(domainDef *def, virQEMUCaps *caps)
{
    virCommand *cmd = virCommandNew("qemu");

    virCommandAddArg(cmd, "-numa");
    if (virQEMUCapsGetMachineNumaMemSupported(caps, def->virtType,
                                              def->machine))
        virCommandAddArgFormat(cmd, "node,mem=%llu", def->size);
    else
        virCommandAddArgFormat(cmd, "node,memdev=ram-node%d", 0);
    return cmd;
}
