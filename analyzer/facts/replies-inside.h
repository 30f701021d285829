/*
 * replies-inside.h: what the files that read replies share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "facts/replies.h"

#include <json-c/json.h>

struct Replies {
    FactSet *facts;
    char *target;
    char *version;
    GHashTable *drivers; /* name -> Driver * */
    GHashTable *host;    /* "kvm.present" -> ReplyAnswer */
};

/* NULL if it is no object or has no such member. */
json_object *reply_member(json_object *object, const char *name);
/* Interned; NULL if there is no such text. */
const char *reply_text(Replies *replies, json_object *object, const char *name);
bool reply_truth(json_object *object, const char *name);
/* 0 of what is no list. */
guint reply_length(json_object *list);
json_object *reply_element(json_object *list, guint i);

QapiEntity *reply_add_entity(Replies *replies, const char *name,
                             const char *kind);
void reply_read_schema(Replies *replies, json_object *question,
                       json_object *answer);
