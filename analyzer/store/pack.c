/*
 * Packing with zlib, as fast as it goes: the ir of a tree comes to a fourth,
 * in less time than writing the rest would take.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/pack.h"

#include <gio/gio.h>
#include <stdbool.h>

/* All of `from` into `to`; false if there is no room, or it is damaged. */
static bool convert(GConverter *converter, GBytes *from, char *to, gsize room,
                    gsize *ret_length)
{
    gsize left;
    const char *at = g_bytes_get_data(from, &left);
    gsize got = 0;

    for (;;) {
        gsize n_read = 0;
        gsize n_written = 0;
        GConverterResult result = g_converter_convert(
            converter, at, left, to + got, room - got, G_CONVERTER_INPUT_AT_END,
            &n_read, &n_written, NULL);

        at += n_read;
        left -= n_read;
        got += n_written;
        if (result == G_CONVERTER_FINISHED) {
            *ret_length = got;
            return true;
        }
        if (result == G_CONVERTER_ERROR || got == room) {
            return false;
        }
    }
}

static GBytes *convert_bytes(GConverter *converter, GBytes *from, gsize room)
{
    g_autofree char *to = g_malloc(room);
    gsize length = 0;

    if (!convert(converter, from, to, room, &length)) {
        return NULL;
    }
    return g_bytes_new_take(g_realloc(g_steal_pointer(&to), length), length);
}

GBytes *pack(GBytes *plain)
{
    gsize length = g_bytes_get_size(plain);
    g_autoptr(GZlibCompressor) compressor =
        g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW, 1);
    GBytes *packed = NULL;

    if (length > 1) {
        packed = convert_bytes(G_CONVERTER(compressor), plain, length - 1);
    }
    return packed ? packed : g_bytes_ref(plain);
}

GBytes *unpack(GBytes *packed, gsize length)
{
    g_autoptr(GZlibDecompressor) decompressor =
        g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW);
    GBytes *plain;

    if (g_bytes_get_size(packed) == length) {
        return g_bytes_ref(packed);
    }
    if (length > G_MAXINT) {
        return NULL;
    }
    plain = convert_bytes(G_CONVERTER(decompressor), packed, length + 1);
    if (plain && g_bytes_get_size(plain) != length) {
        g_clear_pointer(&plain, g_bytes_unref);
    }
    return plain;
}
