typedef struct _virJSONValue virJSONValue;
typedef struct { int numaMemSupported; } machineInfo;

int virJSONValueObjectHasKey(virJSONValue *object, const char *key);
int virJSONValueObjectGetBoolean(virJSONValue *object, const char *key,
                                 int *value);

int qemuMonitorJSONGetMachines(virJSONValue *child, machineInfo *info)
{
    if (virJSONValueObjectHasKey(child, "numa-mem-supported")) {
        if (virJSONValueObjectGetBoolean(child, "numa-mem-supported",
                                         &info->numaMemSupported) < 0)
            return -1;
    } else {
        info->numaMemSupported = 1;
    }
    return 0;
}
