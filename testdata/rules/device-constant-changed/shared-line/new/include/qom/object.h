/*
 * Types, classes and objects.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef QOM_OBJECT_H
#define QOM_OBJECT_H

#define TYPE_OBJECT "object"

typedef struct TypeImpl *Type;
typedef struct ObjectProperty ObjectProperty;
typedef struct Error Error;

typedef struct ObjectClass {
    Type type;
} ObjectClass;

typedef struct Object {
    ObjectClass *class;
} Object;

typedef struct InterfaceInfo {
    const char *type;
} InterfaceInfo;

typedef struct TypeInfo {
    const char *name;
    const char *parent;
    size_t instance_size;
    void (*instance_init)(Object *obj);
    void (*instance_post_init)(Object *obj);
    bool abstract;
    size_t class_size;
    void (*class_init)(ObjectClass *klass, void *data);
    void (*class_base_init)(ObjectClass *klass, void *data);
    void *class_data;
    InterfaceInfo *interfaces;
} TypeInfo;

extern Error *error_abort;

Type type_register(const TypeInfo *info);
Type type_register_static(const TypeInfo *info);
void type_register_static_array(const TypeInfo *infos, int nr_infos);

#define DEFINE_TYPES(type_array)                                        \
    static void do_qemu_init_##type_array(void)                         \
    {                                                                   \
        type_register_static_array(type_array, ARRAY_SIZE(type_array)); \
    }                                                                   \
    type_init(do_qemu_init_##type_array)

ObjectClass *object_get_class(Object *obj);
const char *object_class_get_name(ObjectClass *klass);
bool object_class_is_abstract(ObjectClass *klass);
Object *object_dynamic_cast_assert(Object *obj, const char *name);
ObjectClass *object_class_dynamic_cast_assert(ObjectClass *klass,
                                              const char *name);
void object_property_set_default_bool(ObjectProperty *prop, bool value);
void object_property_set_default_uint(ObjectProperty *prop, uint64_t value);
void object_property_set_default_str(ObjectProperty *prop, const char *value);

#define OBJECT(obj) ((Object *)(obj))
#define OBJECT_CLASS(klass) ((ObjectClass *)(klass))
#define OBJECT_CHECK(type, obj, name) \
    ((type *)object_dynamic_cast_assert(OBJECT(obj), (name)))
#define OBJECT_CLASS_CHECK(type, klass, name) \
    ((type *)object_class_dynamic_cast_assert(OBJECT_CLASS(klass), (name)))
#define OBJECT_GET_CLASS(type, obj, name) \
    OBJECT_CLASS_CHECK(type, object_get_class(OBJECT(obj)), name)

#define OBJECT_DECLARE_SIMPLE_TYPE(InstanceType, NAME)                  \
    typedef struct InstanceType InstanceType;                           \
    static inline InstanceType *NAME(const void *obj)                   \
    {                                                                   \
        return OBJECT_CHECK(InstanceType, obj, TYPE_##NAME);            \
    }

Object *object_new(const char *type);

#endif
