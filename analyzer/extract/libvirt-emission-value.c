/*
 * The value of an emission: what formats say together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

/* Number of unknown parts in a printf format. */
static guint count_holes(const char *format)
{
    guint n = 0;

    for (; *format; format++) {
        if (*format == '%') {
            format++;
            n += *format != '%';
        }
    }
    return n;
}

static bool is_number(const char *format)
{
    gsize length = strlen(format);

    return *format == '%' && strchr("diuxX", format[length - 1]) &&
           count_holes(format) == 1 &&
           strspn(format + 1, "-+ #0123456789.hlLqjzt") == length - 2;
}

static char *literal_of(const char *format)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (; *format; format++) {
        format += format[0] == '%' && format[1] == '%';
        g_string_append_c(text, *format);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool is_plain_number(const char *format)
{
    return *format && strspn(format, "0123456789") == strlen(format);
}

typedef struct Shapes {
    guint n_literals;
    guint n_numbers; /* of them or of formats: numbers and nothing else */
    guint n_formats;
    guint n_any;
} Shapes;

static Shapes shapes_of(const GPtrArray *formats)
{
    Shapes shapes = {0};

    for (guint i = 0; i < formats->len; i++) {
        const char *format = formats->pdata[i];

        shapes.n_numbers += is_number(format) || is_plain_number(format);
        if (count_holes(format) == 0) {
            shapes.n_literals++;
        } else if (g_str_equal(format, "%s")) {
            shapes.n_any++;
        } else {
            shapes.n_formats++;
        }
    }
    return shapes;
}

static Names literals(LvRun *run, const GPtrArray *formats)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < formats->len; i++) {
        g_ptr_array_add(list, literal_of(formats->pdata[i]));
    }
    g_ptr_array_add(list, NULL);
    return fact_set_names(run->context->facts,
                          (const char *const *)list->pdata);
}

static Names as_they_are(LvRun *run, const GPtrArray *formats)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();

    for (guint i = 0; i < formats->len; i++) {
        g_ptr_array_add(list, formats->pdata[i]);
    }
    g_ptr_array_add(list, NULL);
    return fact_set_names(run->context->facts,
                          (const char *const *)list->pdata);
}

EmissionValue lv_value_fact(LvRun *run, const GPtrArray *formats,
                            bool is_boolean)
{
    Shapes shapes = shapes_of(formats);

    if (is_boolean) {
        return (EmissionValue){.kind = "bool"};
    }
    if (shapes.n_any > 0) {
        return (EmissionValue){.kind = "any"};
    }
    if (shapes.n_formats == 0) {
        return (EmissionValue){
            .kind = shapes.n_literals == 1 ? "literal" : "enum",
            .values = literals(run, formats),
        };
    }
    if (shapes.n_numbers == formats->len) {
        return (EmissionValue){.kind = "number"};
    }
    return (EmissionValue){
        .kind = "format",
        .values = as_they_are(run, formats),
    };
}
