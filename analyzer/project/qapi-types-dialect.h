/*
 * qapi-types-dialect.h: what QEMU's QAPI generator did when; for the
 * qapi-types files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "project/qapi-types.h"

/* Changes of the generated C, with the first release that has each and
 * QEMU's commit. */
#define QAPI_CHANGES(X)                                                        \
    X(CONST_LOOKUP, 2, 4)    /* 2e4450ff43: const X_lookup[] */                \
    X(JOINED_CONSTANT, 2, 4) /* 02e20c7e59: prefix and value in one go */      \
    X(INLINE_BASE, 2, 5)     /* ddf2190896: members of the base, unboxed */    \
    X(NAMED_UNION, 2, 5)     /* e4ba22b319: branches are in a union `u` */     \
    X(MARSHAL_FOO, 2, 5)     /* 7fad30f06e: qmp_marshal_FOO */                 \
    X(DOUBLE_MAX, 2, 6)      /* 7fb1cf1606: NAME__MAX */                       \
    X(PLAIN_VALUE, 2, 6)     /* d20a580bc0: values are only upper-cased */     \
    X(UNBOXED_BRANCH, 2, 6)  /* 544a373159, 32bafa8fdd: branches by value */   \
    X(QTYPE, 2, 6)           /* 7264f5c50c: QType is built in */               \
    X(NAME_FIRST, 2, 6)      /* 51e72bc1dd: visit_type_X(v, name, obj) */      \
    X(QNUM, 2, 10)           /* 01b2ffcedd: QNum for QInt and QFloat */        \
    X(LOOKUP_RECORD, 2, 11)  /* f7abe0ecd4: QEnumLookup */                     \
    X(MODULES, 2, 12)        /* 252dc3105f: a header for each module */        \
    X(EVENT_NO_ERROR, 3, 1)  /* 3ab72385b2: events have no Error ** */         \
    X(EMIT_EVENTS, 4, 0)     /* 5d75648b56: qapi-emit-events.h */              \
    X(INIT_COMMANDS, 5, 0)   /* 00ca24ff9e: qapi-init-commands.h */            \
    X(VISIT_BOOL, 5, 1)      /* 012d4c96e2: visitors return bool */            \
    X(AUTOPTR, 5, 2)         /* 221db5daf6: g_autoptr of QAPI types */         \
    X(NO_POINTER_HAS, 8, 0)  /* 44ea9d9be3: no has_FOO beside a pointer */     \
    X(SMART_UPPER, 9, 2)     /* 7b29353fdd: better word boundaries */          \
    X(QOBJECT, 10, 0)        /* 407bc4bf90: include/qobject/ */                \
    X(FEATURES, 10, 0)       /* 2ebb09f34f: qapi-features.h */

typedef enum QapiChange {
#define X(name, major, minor) QAPI_CHANGE_##name,
    QAPI_CHANGES(X)
#undef X
} QapiChange;

bool qapi_version_has(const QapiVersion *version, QapiChange change);
