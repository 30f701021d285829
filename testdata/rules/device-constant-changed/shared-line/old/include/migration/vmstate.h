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
    VMS_END = 0x10000,
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
    bool unmigratable;
    bool early_setup;
    int version_id;
    int minimum_version_id;
    MigrationPriority priority;
    bool (*needed)(void *opaque);
    const VMStateField *fields;
    const VMStateDescription *const *subsections;
};

extern const VMStateInfo vmstate_info_bool;
extern const VMStateInfo vmstate_info_buffer;
extern const VMStateInfo vmstate_info_uint8;
extern const VMStateInfo vmstate_info_uint64;
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
#define VMSTATE_UINT8(_f, _s) VMSTATE_SINGLE(_f, _s, 0, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT16(_f, _s) \
    VMSTATE_SINGLE(_f, _s, 0, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT64(_f, _s) \
    VMSTATE_SINGLE(_f, _s, 0, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT32_TEST(_field, _state, _test) { \
        .name = stringify(_field), .field_exists = (_test), \
        .size = sizeof(uint32_t), .info = &vmstate_info_uint32, \
        .flags = VMS_SINGLE, .offset = offsetof(_state, _field), \
    }
#define VMSTATE_BUFFER(_field, _state) { \
        .name = stringify(_field), \
        .size = sizeof(typeof_field(_state, _field)), \
        .info = &vmstate_info_buffer, .flags = VMS_BUFFER, \
        .offset = offsetof(_state, _field), \
    }
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
#define VMSTATE_END_OF_LIST() { .flags = VMS_END, }

#endif
