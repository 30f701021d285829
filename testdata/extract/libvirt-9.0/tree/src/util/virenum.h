#pragma once

const char *virEnumToString(const char *const *types, unsigned int ntypes, int type);

#define VIR_ENUM_IMPL(name, lastVal, ...) \
    static const char *const name##TypeList[] = { __VA_ARGS__ }; \
    const char *name##TypeToString(int type) { \
        return virEnumToString(name##TypeList, lastVal, type); \
    }
