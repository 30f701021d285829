/*
 * The ways to one argument of QEMU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-argument.h"

#include <string.h>

/* "net->mtu", "heads > 0": the XML has to have it. */
char *argument_required_member(const LibvirtGuard *guard)
{
    const char *text = guard->text;
    gsize length = text ? strcspn(text, " ") : 0;
    const char *start;

    if (guard->negated || !text || !g_str_equal(guard->kind, "xml") ||
        strcspn(text, "()") != strlen(text) ||
        (text[length] && !g_str_equal(text + length, " > 0") &&
         !g_str_equal(text + length, " != 0"))) {
        return NULL;
    }
    start = g_strrstr_len(text, (gssize)length, ">");
    return start ? g_strndup(start + 1, length - (gsize)(start + 1 - text))
                 : NULL;
}

static bool mentions(const GArray *guards, const char *member)
{
    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);
        g_autofree char *arrow = g_strconcat(">", member, NULL);
        g_autofree char *dot = g_strconcat(".", member, NULL);

        if (guard->text &&
            (strstr(guard->text, arrow) || strstr(guard->text, dot))) {
            return true;
        }
    }
    return false;
}

/* What is left out without a value needs the XML to have one. */
const Emission *argument_without(const Argument *argument, const char *member)
{
    for (guint i = 0; i < argument->emissions->len; i++) {
        const Emission *emission = argument->emissions->pdata[i];

        if (!emission->optional && !mentions(emission->guards, member)) {
            return emission;
        }
    }
    return NULL;
}

/* A question to QEMU's capabilities that is no single flag. */
static bool asks_qemu(const LibvirtGuard *guard)
{
    return !guard->negated && guard->text &&
           g_str_has_prefix(guard->text, "virQEMUCaps");
}

static bool has_guard(const GArray *guards, const LibvirtGuard *like)
{
    for (guint i = 0; i < guards->len; i++) {
        const LibvirtGuard *guard = &g_array_index(guards, LibvirtGuard, i);

        if (guard->negated == like->negated &&
            g_strcmp0(guard->text, like->text) == 0 &&
            g_strcmp0(guard->name, like->name) == 0) {
            return true;
        }
    }
    return false;
}

/* Does all that the one asks hold where the other is emitted? */
static bool is_weaker(const Emission *one, const Emission *other)
{
    for (guint i = 0; i < one->guards->len; i++) {
        if (!has_guard(other->guards,
                       &g_array_index(one->guards, LibvirtGuard, i))) {
            return false;
        }
    }
    return true;
}

/* Of an object, whether it is made at all: its properties hang on that. */
static bool decides(const Emission *emission)
{
    return !g_str_equal(emission->option, "-object") ||
           g_str_equal(emission->property, "qom-type");
}

static bool was_reached(const Argument *old, const Emission *way,
                        const LibvirtGuard *guard)
{
    for (guint i = 0; i < old->emissions->len; i++) {
        const Emission *before = old->emissions->pdata[i];

        if (decides(before) &&
            (has_guard(before->guards, guard) || is_weaker(before, way))) {
            return true;
        }
    }
    return false;
}

/* A way to it that begins with such a question, where none did before. */
const Emission *argument_new_way(const Argument *old, const Argument *new,
                                 const LibvirtWords *words)
{
    for (guint i = 0; i < new->emissions->len; i++) {
        const Emission *way = new->emissions->pdata[i];

        for (guint k = 0; k < way->guards->len; k++) {
            const LibvirtGuard *guard =
                &g_array_index(way->guards, LibvirtGuard, k);

            if (decides(way) && asks_qemu(guard) &&
                !was_reached(old, way, guard) &&
                libvirt_words_know_guards(words, way->guards)) {
                return way;
            }
        }
    }
    return NULL;
}

/* "mtu after virNetDevTapCreateInBridgePort()": the host tells. */
const Emission *argument_told_by_host(const Argument *argument)
{
    for (guint i = 0; i < argument->emissions->len; i++) {
        const Emission *emission = argument->emissions->pdata[i];
        const char *text = emission->value.text;

        if (text && strstr(text, " after vir") &&
            !strstr(text, "virCommandPass")) {
            return emission;
        }
    }
    return NULL;
}
