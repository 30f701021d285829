/*
 * A device in the description of a guest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define VIR_ENUM_IMPL(name, lastVal, ...) \
    static const char *const name ## TypeList[] = { __VA_ARGS__ }; \
    const char *name ## TypeToString(int type) { return name ## TypeList[type]; }

#define virCheckFlags(supported, retval) \
    do { \
        unsigned long unsuppflags = flags & ~(supported); \
        if (unsuppflags) \
            return retval; \
    } while (0)

typedef enum {
    VIR_DOMAIN_DEF_FORMAT_SECURE = 1 << 0,
    VIR_DOMAIN_DEF_FORMAT_INACTIVE = 1 << 1,
    VIR_DOMAIN_DEF_FORMAT_STATUS = 1 << 2,
    VIR_DOMAIN_DEF_FORMAT_MIGRATABLE = 1 << 3,
} virDomainDefFormatFlags;
typedef enum { VIR_DOMAIN_FROB_MODEL_DEFAULT, VIR_DOMAIN_FROB_MODEL_FAST,
               VIR_DOMAIN_FROB_MODEL_LATE } virDomainFrobModel;
typedef struct _virBuffer virBuffer;
typedef struct _xmlNode *xmlNodePtr;
typedef struct _virDomainFrobDef virDomainFrobDef;
struct _virDomainFrobDef {
    virDomainFrobModel model;
    unsigned int speed;
    unsigned int size;
    char *serial;
    char *label;
};

void virBufferAsprintf(virBuffer *buf, const char *format, ...);
void virBufferAddLit(virBuffer *buf, const char *text);
int virXMLPropUInt(xmlNodePtr node, const char *name, int base, int flags,
                   unsigned int *result);
char *virXMLPropString(xmlNodePtr node, const char *name);
char *g_strdup(const char *text);
int g_strcmp0(const char *a, const char *b);
void virReportError(int code, const char *format, ...);
