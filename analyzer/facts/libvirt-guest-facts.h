/*
 * libvirt-guest-facts.h: what libvirt's code does with the description of a
 * guest; part of facts.h.
 *
 * Members go by the record that names them: "virDomainDiskDef.queues",
 * "virDomainGraphicsDef.data.vnc.websocket".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "base/location.h"
#include "facts/libvirt-facts.h"

typedef struct GuestMember {
    const char *name;
    const char *type; /* of the field; NULL: not known */
    /* What is done with it: "parsed", "formatted", "decides-format" (tested
     * where XML is written), "decides-inactive" (the same, beside a flag),
     * "compared" (by the ABI check), "emitted" (read where arguments of QEMU
     * are built), "used" (read elsewhere by the driver), "copied", "reset",
     * "assigned" (not by a parser). */
    LibvirtNames roles;
    Location location; /* of its record */
} GuestMember;

/* An element or attribute that is written or read. */
typedef struct XmlItem {
    const char *name;   /* "mirror", "@file", an XPath; "": into a member */
    const char *action; /* "written", "read" */
    const char *member; /* whose value it has; NULL */
    LibvirtNames flags; /* "INACTIVE": of its conditions; NULL: none */
    const char *function;
    Location location;
} XmlItem;

/* A model or a feature of libvirt's own map of CPUs. */
typedef struct CpuMapEntry {
    const char *kind; /* "model", "feature" */
    const char *name;
    const char *architecture;
    LibvirtNames features; /* of a model: its own and its ancestor's; NULL */
    LibvirtNames special;  /* marked as removed or added later: libvirt treats
                              them so that older versions agree; NULL */
    Location location;
} CpuMapEntry;

/* A text of an error, wherever it is reported. */
typedef struct ErrorText {
    const char *text; /* its format */
    Location location;
} ErrorText;

/* Which flags a function takes; all others are an error. */
typedef struct FlagCheck {
    const char *function;
    bool checks;        /* false: it takes them all */
    LibvirtNames flags; /* NULL: none */
    Location location;
} FlagCheck;

/* What the capabilities of a QEMU say that a guest may have. */
typedef struct ReportedFeature {
    const char *name; /* enumerator: "VIR_DOMAIN_GRAPHICS_TYPE_SDL" */
    GArray *guards;   /* LibvirtGuard, sorted */
    const char *function;
    Location location;
} ReportedFeature;

/* What can hardly be meant. */
typedef struct CodeDoubt {
    const char *kind;    /* "foreign-flag", "guard-never-set",
                            "absolute-xpath", "compared-if-both" */
    const char *subject; /* the flag, variable, path or member */
    const char *text;    /* the flag it is taken for, what is guarded, ... */
    const char *function;
    Location location;
} CodeDoubt;
