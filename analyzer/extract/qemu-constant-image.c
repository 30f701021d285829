/*
 * What a device shows once it is realized: its configuration space, the sizes
 * of its regions and queues.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-constant.h"

#include <string.h>

#define MAX_BYTES   4096u
#define MAX_QUEUES  1024u
#define MAX_REGIONS 32u

typedef struct Byte {
    const Term *term; /* NULL: never written */
    Location where;
} Byte;

/* Do all alternatives have the same conditions? */
static bool same_conditions(const Term *a, const Term *b)
{
    if (a->kind != TERM_CHOICE || b->kind != TERM_CHOICE) {
        return a->kind == b->kind;
    }
    if (a->n_alternatives != b->n_alternatives) {
        return false;
    }
    for (guint i = 0; i < a->n_alternatives; i++) {
        if (a->alternatives[i].guards != b->alternatives[i].guards ||
            a->alternatives[i].n_guards != b->alternatives[i].n_guards) {
            return false;
        }
    }
    return true;
}

static bool is_zero(const Term *term)
{
    gint64 number;

    return term_get_integer(term, &number) && number == 0;
}

static bool same_place(const Location *a, const Location *b)
{
    return a->line == b->line && g_strcmp0(a->file, b->file) == 0;
}

static void read_bytes(Qom *qom, const Object *object, Byte *bytes)
{
    g_autoptr(GArray) cells = object_cells(qom->interpreter, object);

    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);
        guint64 offset =
            *cell->path ? g_ascii_strtoull(cell->path + 1, NULL, 10) : 0;

        if (offset < MAX_BYTES && !is_zero(cell->term)) {
            bytes[offset] = (Byte){cell->term, cell->where};
        }
    }
}

/* Bytes that one place wrote under one condition are one fact. */
static void note_bytes(const Slots *slots, const char *what,
                       const Object *object)
{
    g_autofree Byte *bytes = g_new0(Byte, MAX_BYTES);
    g_autofree const Term **run = g_new0(const Term *, MAX_BYTES);
    guint n;

    read_bytes(slots->qom, object, bytes);
    for (guint i = 0; i < MAX_BYTES; i += MAX(n, 1)) {
        n = 0;
        while (i + n < MAX_BYTES && bytes[i + n].term &&
               same_place(&bytes[i + n].where, &bytes[i].where) &&
               same_conditions(bytes[i + n].term, bytes[i].term)) {
            run[n] = bytes[i + n].term;
            n++;
        }
        if (n > 0) {
            add_constant_bytes(slots, what, i, run, n, &bytes[i].where);
        }
    }
}

static const Term *read_member(const Slots *slots, const char *path)
{
    return interpreter_read(slots->qom->interpreter, slots->type->instance,
                            path);
}

static void note_pci(const Slots *slots)
{
    static const struct {
        const char *path;
        const char *what;
    } images[] = {
        {".PCIDevice:config", "pci-config"},
        {".PCIDevice:cmask", "pci-cmask"},
        {".PCIDevice:wmask", "pci-wmask"},
        {".PCIDevice:w1cmask", "pci-w1cmask"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(images); i++) {
        const Term *term = read_member(slots, images[i].path);
        const QomTag *tag = qom_tag(term);

        if (tag && tag->kind == QOM_TAG_BYTES) {
            note_bytes(slots, images[i].what, term->object);
        }
    }
}

static void note_number(const Slots *slots, const char *what, const char *key,
                        const Term *term)
{
    Location nowhere = slots->type->location;

    if (term && !is_zero(term)) {
        add_constant(slots, what, key, term, &nowhere);
    }
}

static void note_bars(const Slots *slots)
{
    for (guint i = 0; i < 7; i++) {
        g_autofree char *path =
            g_strdup_printf(".PCIDevice:io_regions[%u].PCIIORegion:size", i);
        g_autofree char *key = g_strdup_printf("%u", i);

        note_number(slots, "bar-size", key, read_member(slots, path));
    }
}

static void note_sysbus(const Slots *slots)
{
    for (guint i = 0; i < MAX_REGIONS; i++) {
        g_autofree char *path =
            g_strdup_printf(".SysBusDevice:mmio[%u].memory", i);
        g_autofree char *key = g_strdup_printf("%u", i);
        const Term *size = region_size(slots->qom, read_member(slots, path));

        if (!size) {
            return;
        }
        note_number(slots, "mmio-size", key, size);
    }
}

static void note_queues(const Slots *slots)
{
    const Term *queues = read_member(slots, ".VirtIODevice:vq");

    for (guint i = 0; queues->kind == TERM_POINTER && i < MAX_QUEUES; i++) {
        g_autofree char *path = g_strdup_printf("[%u].vring.num", i);
        g_autofree char *key = g_strdup_printf("%u", i);
        const Term *size =
            interpreter_read(slots->qom->interpreter, queues->object, path);

        if (!size || size->kind == TERM_UNKNOWN || is_zero(size)) {
            return;
        }
        note_number(slots, "virtio-queue-size", key, size);
    }
}

/* The class's, unless the property says something else, be it "" for none
 * (hw/pci/pci.c: pci_qdev_realize). */
static void note_option_rom(const Slots *slots)
{
    static const ConstantTest test = {"romfile", "==", {VALUE_NONE}};
    const Term *term = interpreter_read(slots->qom->interpreter,
                                        qom_class(slots->qom, slots->type),
                                        ".PCIDeviceClass:romfile");

    if (term && term->kind == TERM_STRING) {
        add_constant_if(slots, "option-rom", "file", term->text, &test);
    }
}

static void note_all(const Slots *slots)
{
    Qom *qom = slots->qom;

    if (qom_is_a(qom, slots->type, "pci-device")) {
        note_pci(slots);
        note_bars(slots);
        note_option_rom(slots);
    }
    if (qom_is_a(qom, slots->type, "sys-bus-device")) {
        note_sysbus(slots);
    }
    if (qom_is_a(qom, slots->type, "virtio-device")) {
        note_number(slots, "virtio-config-size", "size",
                    read_member(slots, ".VirtIODevice:config_len"));
        note_queues(slots);
    }
}

/* Texts that the user has to give: not those that are not given. */
static void forget_texts(const Slots *slots)
{
    Interpreter *interpreter = slots->qom->interpreter;

    for (guint i = 0; i < slots->list->len; i++) {
        Slot *slot = &g_array_index(slots->list, Slot, i);
        g_autofree char *text =
            g_strdup_printf("property %s", slot->property->name);

        if (slot->property->value.kind == VALUE_NONE &&
            is_zero(slot->initial)) {
            slot->initial = term_unknown(interpreter, text);
            interpreter_write(interpreter, slots->type->instance, slot->path,
                              slot->initial);
        }
    }
}

/* With its defaults alone the device cannot be realized. */
static void note_another(Qom *qom, QomType *type, const GHashTable *touched)
{
    Object *first = type->instance;
    const Term *device;

    type->instance =
        interpreter_object(qom->interpreter, type->name, OBJECT_ZERO);
    device = term_pointer(qom->interpreter, type->instance, "");
    qom_initialise(qom, device, type);
    {
        g_autoptr(Slots) slots = slots_new(qom, type, touched);

        forget_texts(slots);
        interpreter_write(qom->interpreter, type->instance,
                          ".DeviceState:parent_bus",
                          term_unknown(qom->interpreter, "dev->parent_bus"));
        qom->n_entered = 0;
        if (qom_realize(qom, device) && !qom->has_failed) {
            note_all(slots);
        }
    }
    type->instance = first;
}

void note_constants(const Slots *slots)
{
    Qom *qom = slots->qom;

    if (qom->has_failed) {
        qom->has_failed = false;
        note_another(qom, slots->type, slots->touched);
    } else {
        note_all(slots);
    }
    qom->has_failed = false;
}
