/*
 * Stand-ins for how libvirt looks into QEMU's answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-capability.h"

#include <string.h>

static const Term *zero(const Call *call)
{
    return term_integer(call->interpreter, 0);
}

static const Term *marked(const Call *call, const char *kind,
                          const char *subject, const char *key)
{
    g_autofree char *mark = capability_mark(kind, subject, key);

    return term_unknown(call->interpreter, mark);
}

/* What an element of a marked list is equal to: the mark with that key. */
const Term *capability_has_key(const Call *call, const Term *list,
                               const char *key, const char *prefix)
{
    CapabilityMark mark;
    const char *text = term_text(call->interpreter, list);
    g_autofree char *full = NULL;
    g_autofree char *result = NULL;

    if (!key || !text || !capability_mark_parse(text, &mark)) {
        return NULL;
    }
    if (*mark.subject == '\0') {
        full = capability_mark(mark.kind, key, NULL);
    } else {
        full = capability_mark(mark.kind, mark.subject, key);
    }
    capability_mark_clear(&mark);
    result = g_strconcat(prefix, full, NULL);
    return term_unknown(call->interpreter, result);
}

const Term *capability_look_up(const Call *call, void *user)
{
    (void)user;
    return capability_has_key(call, call_argument(call, 0),
                              call_string(call, 1), "");
}

/* A static list of strings holds the name, or a marked one does. */
const Term *capability_list_has(const Call *call, void *user)
{
    const char *wanted = call_string(call, 1);
    const Term *list = call_argument(call, 0);
    enum {
        MOST = 256
    };

    (void)user;
    for (guint i = 0; wanted && i < MOST; i++) {
        g_autofree char *path = g_strdup_printf("[%u]", i);
        const Term *element =
            interpreter_read_at(call->interpreter, list, path);
        const char *text = term_c_string(call->interpreter, element);

        if (!text) {
            return term_is_null(element)
                       ? zero(call)
                       : capability_has_key(call, list, wanted, "");
        }
        if (g_str_equal(text, wanted)) {
            return term_integer(call->interpreter, 1);
        }
    }
    return NULL;
}

/* 0 if they are equal: a mark says that they are, so it is turned round. */
const Term *capability_compare(const Call *call, void *user)
{
    const char *a = call_string(call, 0);
    const char *b = call_string(call, 1);

    (void)user;
    if (a && b) {
        return term_integer(call->interpreter, strcmp(a, b));
    }
    if (term_is_null(call_argument(call, 0)) ||
        term_is_null(call_argument(call, 1))) {
        return term_integer(call->interpreter, 1);
    }
    if (a || b) {
        return capability_has_key(call, call_argument(call, a ? 1 : 0),
                                  a ? a : b, "!");
    }
    return NULL;
}

/* A part of an answer is known by the whole. */
const Term *capability_part(const Call *call, void *user)
{
    (void)user;
    return term_unknown(call->interpreter,
                        term_text(call->interpreter, call_argument(call, 0)));
}

/* (object, key, &result): the default of a property. */
const Term *capability_get_boolean(const Call *call, void *user)
{
    const char *text = term_text(call->interpreter, call_argument(call, 0));
    CapabilityMark mark;

    (void)user;
    if (!capability_mark_parse(text, &mark)) {
        return NULL;
    }
    interpreter_write_at(
        call->interpreter, call_argument(call, 2),
        marked(call, "property-default", mark.subject, mark.key));
    capability_mark_clear(&mark);
    return zero(call);
}
