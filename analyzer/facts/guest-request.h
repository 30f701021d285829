/*
 * guest-request.h: one guest as a line of JSON, and settings as a JSON object.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define GUEST_REQUEST_ERROR guest_request_error_quark()
GQuark guest_request_error_quark(void);

typedef enum GuestRequestError {
    GUEST_REQUEST_ERROR_BROKEN,
} GuestRequestError;

/* {"id": "...", "machine": "pc-q35-7.2", "args": ["-device", "..."]} */
typedef struct GuestRequest {
    char *id;
    char *machine; /* NULL: the arguments say it */
    char **args;   /* NULL-terminated */
} GuestRequest;

GuestRequest *guest_request_parse(const char *line, GError **error);
void guest_request_free(GuestRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GuestRequest, guest_request_free)

/* The members of an object as text, those of objects in it with dots:
 * {"driver": "nvme", "a": {"b": 1}} gives driver=nvme and a.b=1. Calls `add`
 * for each, in their order; false if it is no object. */
bool guest_settings_parse(const char *text,
                          void (*add)(const char *name, const char *value,
                                      void *user),
                          void *user, GError **error);
