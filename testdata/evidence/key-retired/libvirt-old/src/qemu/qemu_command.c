#include <stddef.h>

typedef struct _virCommand virCommand;
typedef struct _virQEMUCaps virQEMUCaps;
typedef struct { int virtType; const char *machine; unsigned long long size; } domainDef;

virCommand *virCommandNew(const char *binary);
void virCommandAddArg(virCommand *cmd, const char *arg);
void virCommandAddArgFormat(virCommand *cmd, const char *format, ...);

virCommand *qemuBuildCommandLine(domainDef *def, virQEMUCaps *caps)
{
    virCommand *cmd = virCommandNew("qemu");

    virCommandAddArg(cmd, "-numa");
    virCommandAddArgFormat(cmd, "node,mem=%llu", def->size);
    return cmd;
}
