/*
 * What a device sends when its guest migrates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIGRATION_VMSTATE_H
#define MIGRATION_VMSTATE_H

typedef struct VMStateInfo VMStateInfo;
typedef struct VMStateDescription VMStateDescription;

enum VMStateFlags {
    VMS_SINGLE = 0x001,
    VMS_POINTER = 0x002,
    VMS_ARRAY = 0x004,
    VMS_STRUCT = 0x008,
    VMS_BUFFER = 0x020,
};

typedef enum {
    MIG_PRI_DEFAULT = 0,
    MIG_PRI_IOMMU,
} MigrationPriority;

typedef struct VMStateField {
    const char *name;
    size_t offset;
    size_t size;
    int num;
    size_t num_offset;
    size_t size_offset;
    const VMStateInfo *info;
    enum VMStateFlags flags;
    const VMStateDescription *vmsd;
    int version_id;
    int struct_version_id;
    bool (*field_exists)(void *opaque, int version_id);
} VMStateField;

struct VMStateDescription {
    const char *name;
    int unmigratable;
    int version_id;
    int minimum_version_id;
    MigrationPriority priority;
    bool (*needed)(void *opaque);
    const VMStateField *fields;
    const VMStateDescription **subsections;
};

extern const VMStateInfo vmstate_info_bool;
extern const VMStateInfo vmstate_info_uint16;
extern const VMStateInfo vmstate_info_uint32;
extern const VMStateInfo vmstate_info_unused_buffer;

#define VMSTATE_SINGLE(_field, _state, _version, _info, _type) { \
        .name = stringify(_field), .version_id = (_version), \
        .size = sizeof(_type), .info = &(_info), .flags = VMS_SINGLE, \
        .offset = offsetof(_state, _field), \
    }
#define VMSTATE_BOOL(_f, _s) VMSTATE_SINGLE(_f, _s, 0, vmstate_info_bool, bool)
#define VMSTATE_UINT32(_f, _s) VMSTATE_UINT32_V(_f, _s, 0)
#define VMSTATE_UINT32_V(_f, _s, _v) \
    VMSTATE_SINGLE(_f, _s, _v, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT16_ARRAY(_field, _state, _num) { \
        .name = stringify(_field), .num = (_num), \
        .size = sizeof(uint16_t), .info = &vmstate_info_uint16, \
        .flags = VMS_ARRAY, .offset = offsetof(_state, _field), \
    }
#define VMSTATE_STRUCT(_field, _state, _version, _vmsd, _type) { \
        .name = stringify(_field), .version_id = (_version), \
        .vmsd = &(_vmsd), .size = sizeof(_type), .flags = VMS_STRUCT, \
        .offset = offsetof(_state, _field), \
    }
#define VMSTATE_UNUSED(_size) { \
        .name = "unused", .size = (_size), .flags = VMS_BUFFER, \
        .info = &vmstate_info_unused_buffer, \
    }
#define VMSTATE_END_OF_LIST() {}

#endif
