/*
 * The value of an option, taken apart at its commas.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-emission.h"

#include <string.h>

/* qemu-options.hx and the QemuOptsLists: which options have keys, and what
 * the first element stands for. */
static const LvOption options[] = {
    {"-device", "driver", "driver"},
    {"-object", "qom-type", "qom-type"},
    {"-netdev", "type", "type"},
    {"-net", "type", "type"},
    {"-chardev", "backend", "backend"},
    {"-machine", "type", NULL},
    {"-M", "type", NULL},
    {"-cpu", "model", NULL},
    {"-smp", "cpus", NULL},
    {"-m", "size", NULL},
    {"-numa", "type", "type"},
    {"-audiodev", "driver", "driver"},
    {"-tpmdev", "type", "type"},
    {"-fsdev", "fsdriver", "fsdriver"},
    {"-blockdev", "driver", "driver"},
    {"-smbios", NULL, "type"},
    {"-mon", "chardev", NULL},
    {"-name", "guest", NULL},
    {"-boot", "order", NULL},
    {"-vnc", "vnc", NULL},
    {"-display", "type", NULL},
    {"-sandbox", "enable", NULL},
    {"-accel", "accel", NULL},
    {"-fw_cfg", "name", NULL},
    {"-icount", "shift", NULL},
    {"-drive", NULL, NULL},
    {"-spice", NULL, NULL},
    {"-rtc", NULL, NULL},
    {"-msg", NULL, NULL},
    {"-overcommit", NULL, NULL},
    {"-realtime", NULL, NULL},
    {"-compat", NULL, NULL},
    {"-add-fd", NULL, NULL},
    {"-run-with", NULL, NULL},
    {"-acpitable", NULL, NULL},
    {"-global", NULL, NULL, true},
    {"-set", NULL, NULL, true},
    {"-watchdog-action", NULL, NULL},
    {"-k", "value", NULL},
    {"-soundhw", "value", NULL},
    {"-usbdevice", "value", NULL},
};

const LvOption *lv_option_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(options); i++) {
        if (g_str_equal(options[i].name, name)) {
            return &options[i];
        }
    }
    return NULL;
}

/* Between two commas. */
typedef struct Element {
    LvGuards start; /* of the comma before it */
    GArray *pieces; /* LvPiece */
} Element;

static void element_clear(gpointer data)
{
    g_array_unref(((Element *)data)->pieces);
}

static void start_element(GArray *elements, LvGuards guards)
{
    Element element = {guards, g_array_new(FALSE, FALSE, sizeof(LvPiece))};

    g_array_append_val(elements, element);
}

/* It belongs to the last element that can be there with it. */
static void add_piece(GArray *elements, LvPiece piece)
{
    for (guint i = elements->len; i > 0; i--) {
        Element *element = &g_array_index(elements, Element, i - 1);

        if (!lv_conflict(element->start, piece.guards)) {
            g_array_append_val(element->pieces, piece);
            return;
        }
    }
}

/* An empty part counts as the member of its group that adds nothing. */
static void add_part(LvRun *run, GArray *elements, LvPiece piece,
                     const GString *part)
{
    piece.text = lv_intern(run, part->str);
    if (part->len > 0 || piece.group) {
        add_piece(elements, piece);
    }
}

static void add_text(LvRun *run, GArray *elements, LvPiece piece)
{
    const char *text = piece.text;
    g_autoptr(GString) part = g_string_new(NULL);

    for (; *text; text++) {
        if (*text != ',') {
            g_string_append_c(part, *text);
        } else if (text[1] == ',') {
            g_string_append_c(part, *text++);
        } else {
            add_part(run, elements, piece, part);
            piece.group = 0;
            g_string_truncate(part, 0);
            start_element(elements, piece.guards);
        }
    }
    add_part(run, elements, piece, part);
}

static GArray *split(LvRun *run, const GArray *flat)
{
    GArray *elements = g_array_new(FALSE, FALSE, sizeof(Element));

    g_array_set_clear_func(elements, element_clear);
    start_element(elements, (LvGuards){0});
    for (guint i = 0; i < flat->len; i++) {
        const LvPiece *piece = &g_array_index(flat, LvPiece, i);

        if (piece->text && !piece->is_trim) {
            add_text(run, elements, *piece);
        } else {
            add_piece(elements, *piece);
        }
    }
    return elements;
}

/* A key with unknown parts: "*" stands for each. */
static const char *key_pattern(LvRun *run, const char *format, gsize length)
{
    g_autoptr(GString) key = g_string_new(NULL);
    const char *end = format + length;

    while (format < end) {
        if (*format != '%') {
            g_string_append_c(key, *format++);
            continue;
        }
        if (format[1] == '%') {
            g_string_append_c(key, '%');
            format += 2;
            continue;
        }
        format++;
        format += strspn(format, "-+ #0123456789.*'hlLqjzt");
        format += format < end;
        g_string_append_c(key, '*');
    }
    return lv_intern(run, key->str);
}

static bool is_word(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(text[i]) && !strchr("._-", text[i])) {
            return false;
        }
    }
    return length > 0;
}

/* Numbers and unknown parts alone name nothing: the rest of a list. */
static const char *lone_key(LvRun *run, const char *format)
{
    const char *key = key_pattern(run, format, strlen(format));

    for (const char *at = key; *at; at++) {
        if (g_ascii_isalpha(*at)) {
            return key;
        }
    }
    return lv_intern(run, "*");
}

static LvField field_of(LvRun *run, const LvOption *option, guint index,
                        const LvAlternative *alternative)
{
    const char *format = alternative->format;
    const char *equal = strchr(format, '=');
    LvField field = {
        .source = alternative->source,
        .guards = alternative->guards,
        .place = alternative->place,
    };

    if (equal && index == 0 && option->implied &&
        !is_word(format, (gsize)(equal - format))) {
        equal = NULL;
    }
    if (equal) {
        field.key = key_pattern(run, format, (gsize)(equal - format));
        field.value = equal + 1;
    } else if (index == 0 && option->implied) {
        field.key = option->implied;
        field.value = format;
    } else {
        bool sign = g_str_equal(option->name, "-cpu") &&
                    (*format == '+' || *format == '-');

        field.key = lone_key(run, format + sign);
        field.value = sign && *format == '-' ? "off" : "on";
    }
    return field;
}

static void add_element(LvRun *run, const LvOption *option, guint index,
                        const Element *element, LvGuards guards, GArray *fields)
{
    g_autoptr(GArray) alternatives =
        lv_expand(run, (const LvPiece *)(void *)element->pieces->data,
                  element->pieces->len, guards);

    for (guint i = 0; i < alternatives->len; i++) {
        const LvAlternative *alternative =
            &g_array_index(alternatives, LvAlternative, i);

        if (*alternative->format) {
            lv_add_field(fields, field_of(run, option, index, alternative));
        }
    }
}

/* A JSON value printed as keys and values stands for itself. */
static void take_json_pieces(LvRun *run, const LvOption *option,
                             const Element *element, GArray *fields)
{
    for (guint i = element->pieces->len; i-- > 0;) {
        const LvPiece *piece = &g_array_index(element->pieces, LvPiece, i);
        const LvTag *tag = piece->text ? NULL : lv_tag(run, piece->term);

        if (tag && tag->kind == LV_OBJECT) {
            lv_json_fields(run, option->name, piece->term, piece->guards,
                           fields);
            g_array_remove_index(element->pieces, i);
        }
    }
}

/* "-global driver.property=value", "-set group.id.property=value" */
static bool emit_dotted(LvRun *run, const char *option,
                        const LvAlternative *alternative)
{
    g_autofree char *driver = NULL;
    const char *equal = strchr(alternative->format, '=');
    const char *dot = strchr(alternative->format, '.');
    const char *key = dot;
    LvRaw raw = {.option = option, .text = alternative->source};

    if (key && g_str_equal(option, "-set")) {
        key = strchr(key + 1, '.');
    }
    if (!equal || !key || key > equal) {
        return false;
    }
    driver = g_strndup(alternative->format, (gsize)(dot - alternative->format));
    raw.driver = key_pattern(run, driver, strlen(driver));
    raw.property = key_pattern(run, key + 1, (gsize)(equal - key - 1));
    raw.value = equal + 1;
    raw.guards = alternative->guards;
    raw.place = alternative->place;
    lv_raw_add(run, &raw);
    return true;
}

/* false if it is to be taken apart at its commas after all. */
static bool emit_whole(LvRun *run, const char *option, const GArray *flat,
                       LvGuards guards, LvPlace place)
{
    g_autoptr(GArray) alternatives =
        lv_expand(run, (const LvPiece *)(void *)flat->data, flat->len, guards);
    const LvOption *known = lv_option_find(option);
    bool is_dotted = known && known->is_dotted;
    bool all_dotted = true;

    for (guint i = 0; i < alternatives->len; i++) {
        LvAlternative *alternative =
            &g_array_index(alternatives, LvAlternative, i);
        LvRaw raw = {
            .option = option,
            .driver = "",
            .property = "",
            .value = alternative->format,
            .text = alternative->source,
            .guards = alternative->guards,
        };

        if (!alternative->place.function) {
            alternative->place = place;
        }
        raw.place = alternative->place;
        if (!is_dotted || !emit_dotted(run, option, alternative)) {
            all_dotted = false;
        }
        if (!is_dotted) {
            lv_raw_add(run, &raw);
        }
    }
    return all_dotted;
}

void lv_emit_text(LvRun *run, const char *option, const Term *value,
                  LvGuards guards, LvPlace place)
{
    const LvOption *known = lv_option_find(option);
    g_autoptr(GArray) flat = lv_flatten_term(run, value, "%s", guards, place);
    g_autoptr(GArray) elements = NULL;
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(LvField));

    if (!known || known->is_dotted) {
        if (emit_whole(run, option, flat, guards, place) || !known) {
            return;
        }
    }
    elements = split(run, flat);
    for (guint i = 0; i < elements->len; i++) {
        const Element *element = &g_array_index(elements, Element, i);

        take_json_pieces(run, known, element, fields);
        add_element(run, known, i, element, guards, fields);
    }
    lv_emit_fields(run, option, fields);
}
