#include <stddef.h>

typedef struct { int use; } virBuffer;
typedef struct _virCommand virCommand;
typedef struct _virQEMUCaps virQEMUCaps;
typedef enum { QEMU_CAPS_FROB_FAST } virQEMUCapsFlags;
typedef struct { int fast; int big; char *alias; int ports[2]; } frobDef;
typedef struct { frobDef *frob; int shutdown; } domainDef;

void virBufferAdd(virBuffer *buf, const char *text, int length);
void virBufferAsprintf(virBuffer *buf, const char *format, ...);
void virBufferTrim(virBuffer *buf, const char *text);
char *virBufferContentAndReset(virBuffer *buf);
int virQEMUCapsGet(virQEMUCaps *caps, virQEMUCapsFlags flag);
void virReportErrorHelper(int domain, int code, const char *format, ...);
virCommand *virCommandNew(const char *binary);
void virCommandAddArg(virCommand *cmd, const char *arg);
void virCommandAddArgList(virCommand *cmd, ...);

static char *frobString(frobDef *frob, virQEMUCaps *caps)
{
    virBuffer buf = {0};

    virBufferAdd(&buf, frob->big ? "big-frob" : "frob", -1);
    virBufferAsprintf(&buf, ",id=%s,port=", frob->alias);
    for (size_t i = 0; i < 2; i++)
        virBufferAsprintf(&buf, "%d.", frob->ports[i]);
    virBufferTrim(&buf, ".");
    if (frob->fast) {
        if (!virQEMUCapsGet(caps, QEMU_CAPS_FROB_FAST)) {
            virReportErrorHelper(0, 1, "no fast frobs");
            return NULL;
        }
        virBufferAdd(&buf, ",fast=on", -1);
    }
    return virBufferContentAndReset(&buf);
}

virCommand *qemuBuildCommandLine(domainDef *def, virQEMUCaps *caps)
{
    virCommand *cmd = virCommandNew("qemu");
    char *text = frobString(def->frob, caps);

    if (!text)
        return NULL;
    virCommandAddArgList(cmd, "-device", text, NULL);
    if (!def->shutdown)
        virCommandAddArg(cmd, "-no-shutdown");
    virCommandAddArg(cmd, "-global");
    virCommandAddArg(cmd, "frob.speed=3");
    return cmd;
}
