/*
 * Built-ins of the simulation: the configuration space of PCI devices, byte
 * by byte, and the sizes of memory regions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-constant.h"

#include <string.h>

/* Of a PCI Express device (include/hw/pci/pcie_host.h). */
#define MAX_BYTES 4096

static const Term *new_bytes(Qom *qom, const char *label)
{
    Object *object = interpreter_object(qom->interpreter, label, OBJECT_ZERO);
    QomTag *tag = qom_new_tag(qom, object);

    tag->kind = QOM_TAG_BYTES;
    return term_pointer(qom->interpreter, object, "[0]");
}

/* pci_config_alloc(device) */
static const Term *config_alloc(const Call *call, void *user)
{
    static const char *const members[] = {"config", "cmask", "wmask", "w1cmask",
                                          "used"};
    Qom *qom = user;
    const Term *device = qom_argument(call, 0);

    if (!device || device->kind != TERM_POINTER) {
        return NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        g_autofree char *path =
            g_strdup_printf("%s.PCIDevice:%s", device->path, members[i]);

        interpreter_write(qom->interpreter, device->object, path,
                          new_bytes(qom, members[i]));
    }
    return NULL;
}

/* Which byte a pointer points to; false if it is none of these bytes. */
static bool byte_place(const Term *pointer, gint64 *ret_offset)
{
    const QomTag *tag = qom_tag(pointer);
    char *end = NULL;

    if (!tag || tag->kind != QOM_TAG_BYTES) {
        return false;
    }
    if (!*pointer->path) {
        *ret_offset = 0;
        return true;
    }
    *ret_offset = g_ascii_strtoll(pointer->path + 1, &end, 10);
    return g_str_equal(end, "]") && *ret_offset >= 0 && *ret_offset < MAX_BYTES;
}

/* Does it point to such bytes, whatever the conditions? */
static bool is_bytes(const Term *pointer)
{
    gint64 offset;

    if (!pointer || pointer->kind != TERM_CHOICE) {
        return pointer && byte_place(pointer, &offset);
    }
    for (guint i = 0; i < pointer->n_alternatives; i++) {
        if (!byte_place(pointer->alternatives[i].term, &offset)) {
            return false;
        }
    }
    return true;
}

static const Term *moved(Interpreter *interpreter, const Term *pointer,
                         void *data)
{
    char path[32];
    gint64 offset = 0;

    byte_place(pointer, &offset);
    g_snprintf(path, sizeof(path), "[%d]",
               (int)MIN(offset + *(const gint64 *)data, MAX_BYTES - 1));
    return term_pointer(interpreter, pointer->object, path);
}

static const Term *read_term(Interpreter *interpreter, const Term *pointer,
                             void *data)
{
    (void)data;
    return interpreter_read(interpreter, pointer->object, pointer->path);
}

/* The byte that far behind what is_bytes. */
static const Term *read_byte(Qom *qom, const Term *bytes, gint64 offset)
{
    return term_map(qom->interpreter,
                    term_map(qom->interpreter, bytes, moved, &offset),
                    read_term, NULL);
}

static void write_byte(Qom *qom, const Term *bytes, gint64 offset,
                       const Term *term)
{
    interpreter_write_at(qom->interpreter,
                         term_map(qom->interpreter, bytes, moved, &offset),
                         term);
}

static const Term *part_of(Interpreter *interpreter, const Term *term,
                           void *data)
{
    guint shift = *(guint *)data;
    gint64 number;

    if (term_get_integer(term, &number)) {
        return term_integer(interpreter, (number >> shift) & 0xff);
    }
    return shift ? term_unknown(interpreter, "a byte of something unknown")
                 : term;
}

/* How many bytes a function of that name sets or gets. */
static guint width_of(const char *name)
{
    return g_str_has_suffix(name, "_byte")   ? 1
           : g_str_has_suffix(name, "_word") ? 2
           : g_str_has_suffix(name, "_long") ? 4
                                             : 8;
}

/* Writes the second argument `offset` bytes behind the first. */
static void set_bytes_of(Qom *qom, const Call *call, guint offset, guint width)
{
    const Term *place = qom_argument(call, 0);
    const Term *value = qom_argument(call, 1);

    if (!value || !is_bytes(place)) {
        return;
    }
    for (guint i = 0; i < width; i++) {
        guint shift = i * 8;

        write_byte(qom, place, offset + i,
                   term_map(qom->interpreter, value, part_of, &shift));
    }
}

/* pci_set_word(config + offset, value) */
static const Term *set_number(const Call *call, void *user)
{
    set_bytes_of(user, call, 0, width_of(call->name));
    return NULL;
}

/* Of the header that all devices have (include/standard-headers or
 * include/hw/pci/pci_regs.h): from there on, the place is that of the call. */
static const struct {
    const char *name;
    guint offset;
    guint width;
} header_setters[] = {
    {"pci_config_set_vendor_id", 0, 2},
    {"pci_config_set_device_id", 2, 2},
    {"pci_config_set_revision", 8, 1},
    {"pci_config_set_class", 10, 2},
    {"pci_config_set_prog_interface", 9, 1},
    {"pci_config_set_interrupt_pin", 61, 1},
};

/* pci_config_set_revision(config, value) */
static const Term *set_header(const Call *call, void *user)
{
    for (guint i = 0; i < G_N_ELEMENTS(header_setters); i++) {
        if (g_str_equal(header_setters[i].name, call->name)) {
            set_bytes_of(user, call, header_setters[i].offset,
                         header_setters[i].width);
        }
    }
    return NULL;
}

/* Bytes put together, the lowest first. */
typedef struct Word {
    const Term *bytes[8];
    guint n;
    guint at;
    guint64 number;
} Word;

static const Term *add_byte(Interpreter *interpreter, const Term *term,
                            void *data)
{
    Word word = *(const Word *)data;
    gint64 number;

    if (!term_get_integer(term, &number)) {
        return term;
    }
    word.number |= (guint64)(number & 0xff) << (word.at * 8);
    word.at++;
    return word.at == word.n
               ? term_integer(interpreter, (gint64)word.number)
               : term_map(interpreter, word.bytes[word.at], add_byte, &word);
}

/* pci_get_word(config + offset) */
static const Term *get_number(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *place = qom_argument(call, 0);
    Word word = {.n = width_of(call->name)};

    if (!is_bytes(place)) {
        return NULL;
    }
    for (guint i = 0; i < word.n; i++) {
        word.bytes[i] = read_byte(qom, place, i);
    }
    return term_map(qom->interpreter, word.bytes[0], add_byte, &word);
}

/* The least that a length may be: of an express device's space the part that
 * all devices have. */
static gint64 least_length(const Term *term)
{
    gint64 least = MAX_BYTES;
    gint64 number;

    if (!term) {
        return 0;
    }
    if (term->kind != TERM_CHOICE) {
        return term_get_integer(term, &number) ? CLAMP(number, 0, MAX_BYTES)
                                               : 0;
    }
    for (guint i = 0; i < term->n_alternatives; i++) {
        least = MIN(least, least_length(term->alternatives[i].term));
    }
    return least;
}

/* memset(config + offset, byte, length), and everybody else's memset. */
static const Term *set_bytes(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *place = qom_argument(call, 0);

    if (call->n_args < 3 || !is_bytes(place)) {
        return call_library(call);
    }
    for (gint64 i = 0; i < least_length(call->args[2]); i++) {
        guint shift = 0;

        write_byte(qom, place, i,
                   term_map(qom->interpreter, call->args[1], part_of, &shift));
    }
    return place;
}

/* memcpy(config + offset, ..., length), and everybody else's memcpy. */
static const Term *copy_bytes(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *place = qom_argument(call, 0);
    const Term *source = qom_argument(call, 1);

    if (call->n_args < 3 || !is_bytes(place)) {
        return call_library(call);
    }
    for (gint64 i = 0; i < least_length(call->args[2]); i++) {
        write_byte(qom, place, i,
                   is_bytes(source)
                       ? read_byte(qom, source, i)
                       : term_unknown(qom->interpreter, call->name));
    }
    return place;
}

/* The last argument named `size` of memory_region_init_*. */
static guint size_argument(const char *name)
{
    static const struct {
        const char *name;
        guint size;
    } others[] = {
        {"memory_region_init", 3},
        {"memory_region_init_io", 5},
        {"memory_region_init_alias", 5},
        {"memory_region_init_iommu", 5},
        {"memory_region_init_rom_device", 5},
        {"memory_region_init_rom_device_nomigrate", 5},
        {"memory_region_init_reservation", 3},
    };

    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_str_equal(others[i].name, name)) {
            return others[i].size;
        }
    }
    return 3;
}

/* memory_region_init*(region, owner, ..., size, ...) */
static const Term *init_region(const Call *call, void *user)
{
    Qom *qom = user;
    const Term *region = qom_argument(call, 0);
    const Term *size = qom_argument(call, size_argument(call->name));
    g_autofree char *path = NULL;

    if (!region || region->kind != TERM_POINTER || !size) {
        return NULL;
    }
    path = g_strconcat(region->path, ".MemoryRegion:size", NULL);
    interpreter_write(qom->interpreter, region->object, path, size);
    return term_integer(qom->interpreter, 1);
}

const Term *region_size(Qom *qom, const Term *pointer)
{
    const Term *size;
    gint64 number;

    if (!pointer || pointer->kind != TERM_POINTER) {
        return NULL;
    }
    size = interpreter_read_at(qom->interpreter, pointer, ".MemoryRegion:size");
    return term_get_integer(size, &number) && number == 0 ? NULL : size;
}

/* memory_region_size(region) */
static const Term *get_region_size(const Call *call, void *user)
{
    return region_size(user, qom_argument(call, 0));
}

/* pcie_chassis_add_slot(slot): which slots are taken is not known here. */
static const Term *add_slot(const Call *call, void *user)
{
    (void)user;
    return term_integer(call->interpreter, 0);
}

const BuiltinEntry qemu_constant_builtins[] = {
    {"pcie_chassis_add_slot", add_slot},
    {"pci_config_alloc", config_alloc},
    {"pci_config_set_vendor_id", set_header},
    {"pci_config_set_device_id", set_header},
    {"pci_config_set_revision", set_header},
    {"pci_config_set_class", set_header},
    {"pci_config_set_prog_interface", set_header},
    {"pci_config_set_interrupt_pin", set_header},
    {"pci_set_byte", set_number},
    {"pci_set_word", set_number},
    {"pci_set_long", set_number},
    {"pci_set_quad", set_number},
    {"pci_get_byte", get_number},
    {"pci_get_word", get_number},
    {"pci_get_long", get_number},
    {"pci_get_quad", get_number},
    {"memset", set_bytes},
    {"memcpy", copy_bytes},
    {"memory_region_size", get_region_size},
    {"memory_region_init*", init_region},
};
const guint n_qemu_constant_builtins = G_N_ELEMENTS(qemu_constant_builtins);
